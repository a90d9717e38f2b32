"""Votes and cash flow by share class: stakes in classes from claims, what a share carries said.

What a share of a class carries (votes, dividend, own and suspended shares, a sunset)
is the reader's to say: no claim carries it yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph.answers.indices import ClassRights
from graph.answers.names import named
from graph.arguments import situation_of
from graph.claims.model import Ownership
from graph.claims.shares import Share
from graph.errors import InputError
from graph.fraction import Fraction
from graph.holders.capacities import held_for_others
from graph.holders.horizons import seen_on, stands
from graph.networks.situation import Situation
from graph.ownership.arrays.exact import exact
from graph.ownership.control.rights import ShareClass, after_sunset, class_rights
from graph.releases.release import Release


def rights_by_class(
    release: Release,
    firm: str,
    classes: Mapping[str, ShareClass],
    *,
    sunsets: Mapping[str, date] | None = None,
    as_of: date | str | None = None,
) -> tuple[ClassRights, ...]:
    r"""The votes and the cash flow of everybody with a stake in a class of a firm's shares.

    .. math:: v = \sum_c m_c n_c \Big/ \Big( \sum_c m_c (N_c - x_c) \Big)

    with m votes a share, n shares held, N issued and x that carry nothing: own
    shares and suspended ones. From its sunset on a class has one vote a share.

    Parameters
    ----------
    classes : class → :class:`~graph.ownership.control.rights.ShareClass`, by the
        ids of the classes that claims of stakes are in
    sunsets : class → first day with one vote a share

    Raises
    ------
    InputError
        For a class of the release's claims that is not described.
    ImpossibleShareError
        For a class like no other, or more held than carries anything.
    """
    situation = situation_of(release, firm, as_of, None)
    standing = after_sunset(classes, sunsets or {}, situation.day)
    held: dict[str, dict[str, Fraction]] = {}
    for claim, share in _newest(situation):
        if claim.denominator not in standing:
            raise InputError(
                f"{claim.id} is a stake in the class {claim.denominator}, which is not described"
            )
        issued = exact(standing[claim.denominator].issued)
        mine = held.setdefault(claim.party, {})
        mine[claim.denominator] = share.fractions[0] * issued
    found = []
    for holder, numbers in held.items():
        votes, cash = class_rights(standing, numbers)
        found.append(
            ClassRights(
                holder=named(situation.knowledge, holder),
                votes=float(votes),
                cash_flow=float(cash),
                wedge=float(votes - cash),
            )
        )
    return tuple(sorted(found, key=lambda rights: (-rights.votes, rights.holder.id)))


def _newest(situation: Situation) -> Iterable[tuple[Ownership, Share]]:
    """The newest current stake of each holder in each class; what is past its horizon is left."""
    known, firm, day = situation.knowledge, situation.firm, situation.day
    newest: dict[tuple[str, str], tuple[date, Ownership, Share]] = {}
    for claim in known.about(Ownership, firm):
        seen = seen_on(claim, day)
        if not claim.denominator or claim.share is None or claim.stage != "completed":
            continue
        if seen is None or claim.period.ended_before(day) or held_for_others(known, claim, day):
            continue
        key = claim.party, claim.denominator
        if key not in newest or newest[key][0] < seen:
            newest[key] = seen, claim, claim.share
    for seen, claim, share in newest.values():
        if stands(known, claim, firm, seen, day):
            yield claim, share
