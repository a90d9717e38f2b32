"""Money of states of whom no stake was read: whose, how much, and of which round a part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.answers.page_words import NOTHING
from graph.answers.picture import Band
from graph.claims.model import Investment
from graph.claims.reasons import Reason, because
from graph.profiles.answer.said import claims_of
from graph.profiles.answer.state_money import (
    companies_among,
    state_investors,
    weakly_of_a_state,
)
from graph.profiles.picture.bands import SHOWN, BandMaker, Sheet
from graph.profiles.picture.drawn import hedges
from graph.profiles.picture.holders import blocks_of
from graph.profiles.picture.last_known import stale

STATES = ("home_state", "foreign_state")


def state_money(sheet: Sheet, drawn: Collection[str]) -> Band | None:
    """Bodies of states that put money in and of whom no stake was read, with what they paid.

    Without those whose money is ``drawn`` among the owners.
    """
    maker = BandMaker(sheet)
    maker.firm()
    found = {one: money for one, money in investors(sheet) if one not in drawn}
    companies = companies_among(sheet.situation, found)
    below = {one for each_of in companies.values() for one in each_of}
    ranked = sorted(found.keys() - below, key=lambda one: (-_largest(found[one][1]), one))
    shown = ranked[:SHOWN] if len(ranked) > SHOWN + 1 else ranked
    for one in shown:
        column, claims = found[one]
        weak = weakly_of_a_state(sheet.situation, one) != NOTHING
        own = companies.get(one, ())
        ids = tuple(claim.id for who in own for claim in found[who][1])
        box = maker.party(one, column=None if weak else column)
        put_paid(maker, box, claims, own, ids)
    if len(maker.boxes) == 1:
        return None
    heading = because("pictureStateMoney")
    return maker.made("money", heading, sheet.more(len(ranked) - len(shown)))


def put_paid(
    maker: BandMaker,
    holder: str,
    claims: Sequence[Investment],
    companies: Sequence[str] = (),
    of_companies: Sequence[str] = (),
) -> None:
    """What somebody paid, and through which companies of its own besides, by which claims."""
    claim, said = _paid(maker.sheet, claims)
    if companies:
        said = because("pictureWithCompanies", said=said, companies=tuple(companies))
    ids = tuple(one.id for one in claims)
    beside = hedges(maker.sheet.situation.knowledge, ids)
    ends = (holder, maker.sheet.situation.firm)
    maker.arrow(
        ends, "money", said, (*ids, *of_companies), facts=((claim.id,),), beside=tuple(beside)
    )


def investors(sheet: Sheet) -> Iterator[tuple[str, tuple[str, tuple[Investment, ...]]]]:
    """Bodies of states that put money in and have no stake of a size, now or earlier.

    Each with its origin and the claims of its money.
    """
    situation = sheet.situation
    with_stake = {one.holder for one in blocks_of(sheet, situation.firm).blocks}
    with_stake |= {stake.holder for stake in stale(sheet)}
    for column in STATES:
        found: Mapping[str, tuple[str, ...]] = state_investors(situation, column)
        for investor, ids in found.items():
            claims = tuple(
                claim
                for claim in claims_of(situation.knowledge, ids)
                if isinstance(claim, Investment)
            )
            if investor not in with_stake and claims:
                yield investor, (column, claims)


def _largest(claims: Sequence[Investment]) -> float:
    return max(float(claim.amount_lower or 0) for claim in claims)


def _paid(sheet: Sheet, claims: Sequence[Investment]) -> tuple[Investment, Reason]:
    """The largest sum that was read of an investor, or the round it took part in, and its claim.

    The total of a round is said to be that: what its investor paid of it was not read.
    """
    claim = max(claims, key=lambda one: (one.amount_lower or 0, str(one.as_of or ""), one.id))
    if claim.amount_lower is not None:
        return claim, because("picturePaid", sum=(float(claim.amount_lower), claim.currency))
    total = next(
        (
            one
            for one in sheet.situation.knowledge.about(Investment, claim.target)
            if claim.round and one.round == claim.round and not one.party and one.amount_lower
        ),
        None,
    )
    if total is None or total.amount_lower is None:
        return claim, because("pictureAmountNotRead")
    return claim, because("pictureInRound", sum=(float(total.amount_lower), total.currency))
