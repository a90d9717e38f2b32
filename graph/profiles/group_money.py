"""Where the money of several firms came from: rounds added up, and their investors by place.

How much came from home is an interval of the money whose amount is known: what investors put in
together and nobody split may be anybody's among them, and what no investor is named for may be
anybody's at all. By place it is said what is certain, from whoever stood above an investor on the
day of its money, and apart from that what a cited seat adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from graph.answers.evidence import cited_all
from graph.answers.group_money import GroupMoney, InvestorMoney, MoneyFrom, MoneyOfFirm
from graph.answers.names import named
from graph.answers.parts import Interval, Named
from graph.answers.reason_words import all_in_words
from graph.claims.knowledge import Knowledge
from graph.claims.model import Relation
from graph.holders.groups import all_members
from graph.holders.horizons import seen_on
from graph.holders.origins import HOME, NATIONAL, Origin
from graph.measures.funding import ROUNDING, Funding, funding_of
from graph.measures.investors import at_closing
from graph.measures.rounds import Participant, Round
from graph.networks.situation import Situation
from graph.production.origins import seat_of
from graph.profiles.programmes import members_of
from graph.selfreliance.splits import Side

NAMING = ("Programme", "List")
ABROAD = tuple(column for column in NATIONAL if column not in HOME)
MoneyReading = Literal["byOwners", "bySeat"]  # codes of z:OriginReadings


class Placed(NamedTuple):
    """Whence an investor is, by what."""

    side: Side = "open"
    places: tuple[str, ...] = ()
    by: MoneyReading | None = None
    claims: tuple[str, ...] = ()


class _Share(NamedTuple):
    firm: str
    part: Participant
    placed: Placed


def money_of(
    knowledge: Knowledge,
    entity: str,
    firms: Sequence[str],
    day: date,
    home: str,
    currency: str,
    *,
    release: str,
) -> GroupMoney:
    """The money of some firms by a day, in one currency."""
    found = [
        (situation, funding_of(situation, currency))
        for firm in firms
        for situation in (Situation(knowledge, firm, day, home),)
    ]
    rounds = [(situation, one) for situation, money in found for one in money.rounds]
    shares = [
        _Share(situation.firm, part, _placed(situation, part, one.closed))
        for situation, one in rounds
        if not _contradicted(one)
        for part in one.participants
    ]
    amount = sum(one.amount for _, one in rounds)
    certain = sum(one.home[0] for _, one in rounds)
    return GroupMoney(
        entity=named(knowledge, entity),
        as_of=day.isoformat(),
        home=home,
        release=release,
        currency=currency,
        firms=tuple(_of_firm(*one) for one in found if _has_money(one[1])),
        without=tuple(named(knowledge, one.firm) for one, money in found if not _has_money(money)),
        amount=amount,
        from_home=_of([one for _, one in rounds], amount) if amount else None,
        named=sum(share.part.lower for share in shares),
        within=sum(share.part.lower for share in shares if share.part.investor in firms),
        places=tuple(_by_place(knowledge, shares, home, certain)),
        investors=tuple(_by_investor(knowledge, shares)),
        claims=cited_all(knowledge, (claim for _, one in rounds for claim in one.claims)),
    )


def _has_money(money: Funding) -> bool:
    return bool(money.total or money.unconverted)


def _contradicted(one: Round) -> bool:
    """Whether the parts of a round come to more than its total, so that none is to be trusted."""
    return _least(one) > one.amount * (1 + ROUNDING)


def firms_of(knowledge: Knowledge, entity: str, day: date) -> tuple[str, ...]:
    """The firms that a list names on a day, or that are of a group; else the entity itself."""
    if knowledge.entities[entity].kind in NAMING:
        standing = members_of(knowledge, entity, day)
        return tuple(one.entity.id for one in standing if one.membership == "on")
    related = (
        claim.party
        for claim in knowledge.about(Relation, entity)
        if claim.relation == "memberOf"
        and claim.stage == "completed"
        and seen_on(claim, day) is not None
        and not claim.period.ended_before(day)
    )
    return tuple(dict.fromkeys((*all_members(knowledge, entity), *related))) or (entity,)


def _of_firm(situation: Situation, money: Funding) -> MoneyOfFirm:
    return MoneyOfFirm(
        firm=named(situation.knowledge, situation.firm),
        rounds=len(money.rounds),
        amount=money.total,
        home=Interval(*(money.known or (0.0, 1.0))),
        not_counted=tuple(all_in_words(situation.knowledge, (one,)) for one in money.unconverted),
        contradicted=sum(map(_contradicted, money.rounds)),
    )


def _of(rounds: Iterable[Round], amount: float) -> Interval:
    """The least and most of all rounds that came from home, each round's own bounds added."""
    each = [one.home for one in rounds]
    return Interval(sum(low for low, _ in each) / amount, sum(high for _, high in each) / amount)


def _least(one: Round) -> float:
    return sum(part.lower for part in one.participants)


def _placed(situation: Situation, part: Participant, closed: date | None) -> Placed:
    """Whence an investor was when the round closed: by who stood above it, or else by its seat."""
    knowledge, day = situation.knowledge, closed or situation.day
    above = at_closing(situation, part.investor, day)
    if isinstance(above, Origin):
        if above.certain and len(above.jurisdictions) == 1:
            side: Side = "home" if above.possible <= frozenset(HOME) else "notHome"
            return Placed(side, above.jurisdictions, "byOwners", above.claims)
    else:
        claims = tuple(claim for held in above.held[part.investor] for claim in held.claims)
        if above.column_bounds(HOME)[0] == 1:
            return Placed("home", (situation.home,), "byOwners", claims)
        if above.column_bounds(ABROAD)[0] == 1:
            return Placed("notHome", (), "byOwners", claims)
    places, cited_by = seat_of(knowledge, part.investor, day)
    if not places:
        return Placed()
    here = situation.home in places
    side = "home" if places == (situation.home,) else "open" if here else "notHome"
    return Placed(side, places, "bySeat", cited_by)


def _by_place(
    knowledge: Knowledge, shares: Sequence[_Share], home: str, from_home: float
) -> list[MoneyFrom]:
    """What is read to come from each place, most first; an investor of two places is of none.

    What is certain from home is told as it is of the whole: of an investor whose owners are known
    in part, that part as well.
    """
    found = []
    places = {share.placed.places[0] for share in shares if len(share.placed.places) == 1}
    for place in {*places, home} if from_home else places:
        own = [share for share in shares if share.placed.places == (place,)]
        certain = sum(share.part.lower for share in own if share.placed.by == "byOwners")
        by_seat = sum(share.part.lower for share in own)
        if place == home:
            others = (share.part for share in shares if share.placed.places != (place,))
            by_seat = max(from_home, by_seat + sum(one.lower * one.home_lower for one in others))
            certain = from_home
        found.append(_from_one(knowledge, place, own, certain, by_seat))
    return sorted(found, key=lambda one: (-one.least_by_seat, -len(one.investors), one.place))


def _from_one(
    knowledge: Knowledge, place: str, shares: Sequence[_Share], certain: float, by_seat: float
) -> MoneyFrom:
    sized = {share.part.investor for share in shares if share.part.lower}
    everybody = dict.fromkeys(share.part.investor for share in shares)
    return MoneyFrom(
        place=place,
        least=certain,
        least_by_seat=by_seat,
        investors=tuple(named(knowledge, one) for one in everybody),
        without_amount=len(everybody) - len(sized),
    )


def _by_investor(knowledge: Knowledge, shares: Sequence[_Share]) -> list[InvestorMoney]:
    """Everybody who took part, those with most money first."""
    together: dict[str, list[_Share]] = {}
    for share in shares:
        together.setdefault(share.part.investor, []).append(share)
    found = [_investor(knowledge, investor, own) for investor, own in together.items()]
    return sorted(found, key=lambda one: (-one.least, one.investor.name))


def _investor(knowledge: Knowledge, investor: str, shares: Sequence[_Share]) -> InvestorMoney:
    """One investor's money in all rounds; whence it is only where that was the same each time.

    What it rests on is the weakest of the readings.
    """
    sides = {(share.placed.side, share.placed.places) for share in shares}
    placed = [share.placed for share in shares]
    weakest = next((one for one in placed if one.by == "bySeat"), placed[0])
    same = weakest if len(sides) == 1 else Placed()
    firms: dict[str, Named] = {share.firm: named(knowledge, share.firm) for share in shares}
    return InvestorMoney(
        investor=named(knowledge, investor),
        firms=tuple(firms.values()),
        least=sum(share.part.lower for share in shares),
        most=sum(share.part.upper for share in shares),
        side=same.side,
        places=same.places,
        by=same.by or "",
        claims=cited_all(knowledge, same.claims),
    )
