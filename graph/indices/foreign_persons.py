"""Tests of foreign persons and attributed interests, as rules of the United States word them.

The home is a parameter, by default the rules' own. What is not cited is open:
a seat nobody states makes nobody foreign, and nobody domestic.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from graph.answers.indices import ForeignPerson, Interest
from graph.answers.names import named
from graph.answers.parts import Interval, Named
from graph.arguments import situation_of
from graph.entities.resolving import resolve
from graph.errors import InputError
from graph.fraction import HALF, Fraction
from graph.holders.legal_caps import exchanges
from graph.holders.origins import HOME, jurisdictions_of, origin, seats_of, standing
from graph.indices.counted import above, undisclosed
from graph.measures.places import located
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.parents import attributed_interest, parents
from graph.ownership.control.who_controls import controlled_by
from graph.ownership.published.simple_paths import path_sum
from graph.releases.release import Release

US = "US"
Rule = Literal["cfius", "fcc", "outbound"]


class _Counting(Struct, frozen=True):
    """How a rule multiplies down a chain, and the interest that it tests."""

    line: Fraction
    inclusive: bool  # whether the line itself passes
    promotes: tuple[Fraction, bool] | None  # links above (strict) or at this count as the whole
    promotes_first: bool = False


RULES: dict[str, _Counting] = {
    "cfius": _Counting(Fraction(49, 100), True, (HALF, False)),
    "fcc": _Counting(Fraction(49, 100), True, (HALF, True), True),
    "outbound": _Counting(HALF, False, None),
}


def foreign_person(
    release: Release, firm: str, *, home: str = US, as_of: date | str | None = None
) -> ForeignPerson:
    """Whether a firm is a foreign entity, and whether it is a foreign person.

    A firm organised and seated abroad is a foreign *entity* unless home's
    nationals own more than half of it in the end. A *person* is foreign if it is
    such an entity, or if a foreign national, government or entity certainly
    controls it. ``None`` where the claims leave it open: a seat or principal
    place that nobody cites, an interval across the half, votes nobody named.

    References
    ----------
    31 CFR 800.220 and 800.224. Shares primarily traded abroad stand in place of a principal
    place of business there; where shares are mostly traded is not read, so a listing abroad
    leaves it open.
    """
    return foreign_person_of(situation_of(release, firm, as_of, home))


def foreign_person_of(situation: Situation) -> ForeignPerson:
    """The same of a firm already found on a day, seen from a home."""
    organised, seated, traded, home_share = _where(situation, situation.firm)
    entity = _entity(organised, seated, traded, home_share)
    power = power_over(situation)
    foreign, unsure = _controllers(situation, power)
    hidden = not (power.certain or power.nobody_hidden or _home_blocks(situation, power))
    person = entity
    if entity is not True:
        open_ends = entity is None or unsure or hidden or _others_possible(power)
        person = True if foreign else None if open_ends else False
    return ForeignPerson(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        home=situation.home,
        entity=entity,
        person=person,
        organised_abroad=organised,
        seated_abroad=seated,
        listed_abroad=traded,
        home_share=home_share,
        controllers=tuple(named(situation.knowledge, holder) for holder in foreign),
    )


def _home_blocks(situation: Situation, power: Power) -> bool:
    """Whether people and bodies of home have half of the votes, so that nobody else has more."""
    at_home = (
        held.lower
        for held in power.column.held
        if _ends(situation, held.holder) and _is_foreign(situation, held.holder) is False
    )
    return sum(at_home, Fraction(0)) >= HALF


def _ends(situation: Situation, holder: str) -> bool:
    """Whether a holder's own people say where it is from: a person, a body, a group of people."""
    known = situation.knowledge.entities.get(holder)
    group = known is not None and known.kind == "PartyGroup"
    return group or is_end(situation.knowledge, holder)


def _others_possible(power: Power) -> bool:
    certain = [found.group for found in power.certain]
    return any(found.group not in certain for found in power.possible)


def _controllers(situation: Situation, power: Power) -> tuple[list[str], bool]:
    """Who certainly controls the firm and is foreign; and whether some controller may be."""
    foreign, unsure = [], False
    groups = [frozenset({number}) for number in range(1, len(power.ids))]
    for group in (*groups, *power.concerts):
        if group & power.votes.dispersed:
            continue
        if 0 not in controlled_by(power.votes, group, links=power.standing):
            continue
        for number in sorted(group):
            kind = _is_foreign(situation, power.ids[number])
            unsure = unsure or kind is None
            if kind:
                foreign.append(power.ids[number])
    return list(dict.fromkeys(foreign)), unsure


def _is_foreign(situation: Situation, holder: str) -> bool | None:
    """Whether a holder is a foreign national, government or entity; nothing where open."""
    if _ends(situation, holder):
        placed = origin(
            situation.knowledge, holder, situation.day, situation.home, economic=False
        ).possible
        if placed.isdisjoint(HOME):
            return True
        return False if placed <= frozenset(HOME) else None
    return _entity(*_where(situation, holder))


def _entity(
    organised: bool | None, seated: bool | None, listed: bool, home_share: Interval
) -> bool | None:
    if organised is False or home_share.lower > HALF or (seated is False and not listed):
        return False
    if organised and seated and home_share.upper <= HALF:
        return True
    return None


def _where(situation: Situation, firm: str) -> tuple[bool | None, bool | None, bool, Interval]:
    """Whether a firm is organised, seated and listed abroad, and home's share of it in the end."""
    known, day, home = situation.knowledge, situation.day, situation.home
    seats = jurisdictions_of(known, (claim.target for claim in seats_of(known, firm, day)))
    main = standing(located(situation, firm, "headquarters"), day)
    places = jurisdictions_of(known, (claim.target for claim in main))
    network = situation.network(firm)
    shares, _ = network.point_columns()
    point = sum(shares[column] for column in HOME)
    return (
        _abroad(seats, home),
        _abroad(places, home),
        any(_country(situation, place) != home for place in exchanges(known, firm, day)),
        Interval(*network.column_bounds(HOME), point),
    )


def _country(situation: Situation, exchange: str) -> str:
    known = situation.knowledge.entities.get(exchange)
    return known.jurisdiction if known else ""


def _abroad(places: tuple[str, ...], home: str) -> bool | None:
    if not places:
        return None
    return False if places == (home,) else True if home not in places else None


def attributed_interest_in(
    release: Release,
    owner: str,
    firm: str,
    *,
    rule: Rule = "cfius",
    as_of: date | str | None = None,
) -> Interest:
    """An owner's interest in a firm as a rule counts it down chains, on certain votes.

    ``cfius``: shares are multiplied, a parent's (half of the votes or more) counts
    whole, except the owner's own first link; substantial from 49 %.
    ``fcc``: every link above a half counts whole, the first too; from 49 %.
    ``outbound``: stakes of subsidiaries in full, of others in proportion; above 50 %.

    Raises :class:`InputError` for another rule.

    References
    ----------
    31 CFR 800.244; 47 CFR 101.1412(f)(10); 31 CFR 850.206(b): see
    :func:`graph.ownership.published.simple_paths.path_sum` and
    :func:`graph.ownership.control.parents.attributed_interest`.
    """
    if rule not in RULES:
        raise InputError(f"{rule!r} is no rule of attribution; there are: {', '.join(RULES)}")
    situation = situation_of(release, firm, as_of, None)
    counted, counting = above(situation, "voting"), RULES[rule]
    found = resolve(release, owner)
    value = Fraction(0)
    if found in counted.index and found != situation.firm:
        number = counted.index[found]
        value = (
            attributed_interest(counted.votes, number, 0)
            if counting.promotes is None
            else path_sum(
                counted.votes,
                number,
                0,
                promoted=counting.promotes,
                promote_first=counting.promotes_first,
            )
        )
    passes = value > counting.line or (counting.inclusive and value == counting.line)
    return Interest(
        owner=named(situation.knowledge, found),
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        rule=rule,
        value=float(value),
        passes=passes,
        undisclosed=undisclosed(counted),
    )


def parents_by_right(
    release: Release, firm: str, *, as_of: date | str | None = None
) -> tuple[Named, ...]:
    """Everybody with half of the votes, or half of the profits, of a firm or of a parent of it.

    The two rights are tested apart and never added; certain stakes only.

    References
    ----------
    31 CFR 800.235.
    """
    situation = situation_of(release, firm, as_of, None)
    counted = above(situation, "voting")
    ids = list(counted.ids)
    profits = _profits(situation, ids)
    found = parents([counted.votes, profits], 0)
    return tuple(named(situation.knowledge, ids[number]) for number in found)


def _profits(situation: Situation, ids: list[str]) -> Votes:
    """The rights to profit that stand on the day, in the firms given and those found above."""
    stakes: list[tuple[int, int, Fraction]] = []
    for firm in ids:  # grows while it is read
        if is_end(situation.knowledge, firm):
            continue
        for stake in situation.stakes(firm, "economic"):
            claim = stake.claim
            if claim.interest != "profitRights" or stake.currency != "current":
                continue
            if claim.party not in ids:
                ids.append(claim.party)
            stakes.append((ids.index(claim.party), ids.index(firm), stake.bounds[0]))
    return Votes.from_stakes(stakes)
