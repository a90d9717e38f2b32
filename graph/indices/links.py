r"""One owner and one firm, or all that an owner has below: by weakest links, walks and paths."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from graph.answers.indices import Chances, HeldFirm, Holdings, WeakestLink
from graph.answers.names import named
from graph.answers.parts import Interval
from graph.arguments import basis_of, situation_of
from graph.claims.model import Ownership
from graph.entities.resolving import resolve
from graph.errors import ComputationError, InputError
from graph.fraction import Fraction
from graph.indices.counted import Counted, above, anywhere, below
from graph.networks.situation import Situation
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.holdings import Holdings as Numbers
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.parents import majority_only
from graph.ownership.control.who_controls import controlled_by
from graph.ownership.published.possible_worlds import expected
from graph.ownership.published.simple_paths import path_sum
from graph.ownership.published.simple_paths import weakest_link as link_sum
from graph.ownership.ultimate.centrality import access, bow_tie, corrected
from graph.ownership.ultimate.integrated import first_passage, integrated_ownership
from graph.ownership.ultimate.rational import exact_ends, exact_integrated
from graph.releases.release import Release


def weakest_link(
    release: Release, owner: str, firm: str, *, as_of: date | str | None = None
) -> WeakestLink:
    r"""Control rights by the weakest link, cash-flow rights over all chains, and the wedge.

    .. math:: C = \sum_{\text{chains}} \min_k a_k, \qquad F = (I - A)^{-1}_{of}, \qquad C - F

    Control rights count certain votes; cash-flow rights are an interval, and the
    wedge is taken to what is known of them.

    References
    ----------
    La Porta, Lopez-de-Silanes and Shleifer (1999); Claessens, Djankov and Lang
    (2000): see :func:`graph.ownership.published.simple_paths.weakest_link`.
    """
    situation = situation_of(release, firm, as_of, None)
    return weakest_link_of(situation, resolve(release, owner))


def weakest_link_of(situation: Situation, owner: str) -> WeakestLink:
    """The same of an owner and a firm already found."""
    votes, equity = above(situation, "voting"), above(situation, "economic")
    rights = link_sum(votes.votes, votes.index[owner], 0) if owner in votes.index else Fraction(0)
    network = situation.network()
    known = _integrated(equity, owner)
    cash = (
        Interval(*network.owner_bounds(owner), float(known))
        if owner in network.index
        else Interval(0.0, 1.0, 0.0)
    )
    return WeakestLink(
        owner=named(situation.knowledge, owner),
        firm=named(situation.knowledge, situation.firm),
        control_rights=float(rights),
        cash_flow_rights=cash,
        wedge=float(rights - known),
    )


def _integrated(counted: Counted, owner: str) -> Fraction:
    if owner not in counted.index or owner == counted.ids[0]:
        return Fraction(0)
    return exact_integrated(counted.votes, counted.index[owner], 0)


def holdings(
    release: Release, owner: str, *, basis: str = "legal", as_of: date | str | None = None
) -> Holdings:
    r"""Every firm below an owner with its share by four definitions, and four sums over them.

    With :math:`V = (I - A)^{-1}` on certain shares: walk sums :math:`V - I`, the
    first passage :math:`(V - I)_{of} / V_{oo}` corrected for the owner's own
    cycles, sums over simple paths, and the walk sum once every majority counts as
    the whole (integrated control). ``access`` sums walk sums over firms worth one
    each, ``corrected`` divides by :math:`V_{oo}`, ``bow_tie`` divides at each step,
    ``influence`` sums simple paths.

    Raises :class:`ComputationError` where figures add up to more than all of a
    firm and where there are too many firms or paths, :class:`ClosedGroupError`
    where firms are held only by one another.

    References
    ----------
    Brioschi, Buzzacchi and Colombo (1989) for integrated ownership; Chapelle and
    Szafarz (2005) for integrated control; Vitali, Glattfelder and Battiston
    (2011) and Glattfelder (2019) for the sums: see
    :mod:`graph.ownership.ultimate.centrality` and
    :mod:`graph.ownership.control.parents`.
    """
    counted = below(release, owner, as_of, basis_of(basis))
    day = anywhere(release, owner, as_of, None).day
    firms = tuple(
        number
        for number in range(1, len(counted.ids))
        if any(s[1] == number for s in counted.stakes)
    )
    walks = integrated_ownership(counted.holdings, 0)
    first = first_passage(counted.holdings, 0)
    majorities = _majorities(counted)
    control = integrated_ownership(majorities, 0)
    paths = {number: path_sum(counted.votes, 0, number) for number in firms}
    held = [
        HeldFirm(
            firm=counted.named(number),
            walk_sum=float(walks[number]),
            first_passage=float(first[number]),
            simple_paths=float(paths[number]),
            integrated_control=float(control[number]),
        )
        for number in firms
        if walks[number] > 0
    ]
    return Holdings(
        owner=counted.named(0),
        as_of=day.isoformat(),
        basis=basis,
        firms=tuple(sorted(held, key=lambda firm: (-firm.walk_sum, firm.firm.id))),
        access=float(access(counted.holdings)[0]),
        corrected=float(corrected(counted.holdings)[0]),
        bow_tie=float(bow_tie(counted.holdings)[0]),
        influence=float(sum(paths.values(), Fraction(0))),
    )


def _majorities(counted: Counted) -> Numbers:
    """The stakes once whoever has a majority counts as the only holder."""
    stakes = [
        (holder, firm, part, None, part) for holder, firm, part in majority_only(counted.votes)
    ]
    return Numbers.from_stakes(len(counted.ids), stakes)


def integrated_control_of(situation: Situation) -> dict[str, float]:
    """Each ultimate owner's share of a firm once every majority counts as the whole.

    Chapelle and Szafarz (2005); what no certain majority and no named holder
    takes is left out.
    """
    counted = above(situation, "voting")
    votes = Votes.from_stakes(majority_only(counted.votes))
    owners = exact_ends(votes, 0).owners
    ranked = sorted(owners.items(), key=lambda pair: (-pair[1], counted.ids[pair[0]]))
    return {counted.ids[owner]: float(part) for owner, part in ranked if part > 0}


def chances_of_control(
    release: Release,
    controller: str,
    firm: str,
    chances: Mapping[str, Number],
    *,
    as_of: date | str | None = None,
) -> Chances:
    """The chance that an owner controls a firm, claims being as likely as the reader says.

    ``chances`` maps claims of stakes to chances. Rival claims of one stake are
    alternatives; where their chances do not add up to one, the rest is the world
    without the stake. Stakes of which no claim is named are taken as certain.
    Stakes are drawn apart from one another.

    Raises :class:`InputError` for a claim that is no stake of the release, and
    :class:`ComputationError` beyond 65,536 worlds.
    """
    situation = situation_of(release, firm, as_of, None)
    counted = above(situation, "legal")
    owner = resolve(release, controller)
    alternatives: dict[tuple[int, int], list[tuple[Number, Number]]] = {
        (holder, firm_held): [(least, 1)] for holder, firm_held, least, _, _ in counted.stakes
    }
    drawn: dict[tuple[int, int], list[tuple[Number, Number]]] = {}
    for claim_id, chance in chances.items():
        claim = release.knowledge.claims.get(claim_id)
        if not isinstance(claim, Ownership) or claim.share is None:
            raise InputError(f"{claim_id!r} is no claim of a stake with a size in this release")
        if claim.party in counted.index and claim.target in counted.index:
            pair = counted.index[claim.party], counted.index[claim.target]
            drawn.setdefault(pair, []).append((claim.share.fractions[0], share(chance)))
    for pair, options in drawn.items():
        missing = 1 - sum((share(chance) for _, chance in options), Fraction(0))
        if missing < 0:
            names = " in ".join(counted.ids[number] for number in pair)
            raise ComputationError(f"the chances of the stake of {names} add up to more than one")
        alternatives[pair] = [*options, *([(0, missing)] if missing else [])]
    number = counted.index.get(owner)

    def controls(stakes: list[tuple[int, int, Number]]) -> Fraction:
        return Fraction(
            number is not None and 0 in controlled_by(Votes.from_stakes(stakes), {number})
        )

    def integrated(stakes: list[tuple[int, int, Number]]) -> Fraction:
        if number is None:
            return Fraction(0)
        return exact_integrated(Votes.from_stakes(stakes), number, 0)

    return Chances(
        controller=named(release.knowledge, owner),
        firm=named(release.knowledge, situation.firm),
        controls=float(expected(alternatives, controls)),
        mean_share=float(expected(alternatives, integrated)),
    )
