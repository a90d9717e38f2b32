"""Rounds that diluted the stakes seen before them, and what those came to.

New shares scale every earlier stake alike: by one less the part of all shares that the new
ones are. That part is known where a claim says it, of the round or of each of its investors;
or where the list of investors is complete and each has a stake seen since, and none before.
A scaled stake stays last known: its holder may have sold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import HolderTable, Investment
from graph.claims.periods import PartialDate
from graph.claims.reasons import because
from graph.claims.shares import HUNDRED, Share
from graph.holders.groups import names_everybody
from graph.holders.horizons import rounds_closed
from graph.holders.stake import Stake

NONE = Decimal(0)


class Dilution(Struct, frozen=True, kw_only=True):
    """A round that closed: when, and how much of all shares its new ones are, in per cent."""

    round: str  # or the id of the one claim of money outside any round
    closed: PartialDate
    part: Decimal | None  # nothing where it is not known
    parts: Mapping[str, Decimal]  # investor → its own part of that, where it is said


def scaled(
    knowledge: Knowledge, firm: str, stakes: Sequence[Stake], day: date
) -> tuple[Stake, ...]:
    """The stakes of a firm, those last known as the rounds of known size since then left them."""
    rounds = _dilutions(knowledge, firm, stakes, day)
    return tuple(_scaled(stake, rounds) for stake in stakes) if rounds else tuple(stakes)


def _scaled(stake: Stake, rounds: Iterable[Dilution]) -> Stake:
    share, seen = stake.claim.share, stake.seen
    if stake.currency != "lastKnown" or share is None or seen is None or not share.upper:
        return stake
    said = [claim.share for claim in stake.rivals if claim.share is not None] or [share]
    least, most = min(one.lower for one in said), max(one.upper for one in said)
    last = ""
    for dilution in rounds:
        if dilution.closed.first <= seen:
            continue
        if dilution.part is None:
            return stake  # from here on nobody knows
        own = dilution.parts.get(stake.holder, NONE)
        left = HUNDRED - dilution.part
        least, most = least * left / HUNDRED + own, most * left / HUNDRED + own
        last = dilution.round
    if not last or most > HUNDRED:
        return stake
    why = because("dilutedSince", share=share, day=stake.claim.as_of or seen)
    now = Share(least, most, share.lower_open, share.upper_open)
    return replace(stake, claim=replace(stake.claim, share=now), rivals=(), reason=why)


def _dilutions(
    knowledge: Knowledge, firm: str, stakes: Sequence[Stake], day: date
) -> tuple[Dilution, ...]:
    """The rounds of a firm that closed by the day, in order, each with its size if it is known."""
    closed_by = {
        name: (closed, claims)
        for name, (closed, claims) in rounds_closed(knowledge, firm).items()
        if closed.last <= day
    }
    closings = [closed for closed, _ in closed_by.values()]
    found = [
        _dilution(knowledge, name, closed, claims, stakes, closings)
        for name, (closed, claims) in closed_by.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.closed.first, one.round)))


def _dilution(
    knowledge: Knowledge,
    name: str,
    closed: PartialDate,
    claims: Sequence[Investment],
    stakes: Sequence[Stake],
    closings: Sequence[PartialDate],
) -> Dilution:
    investors = dict.fromkeys(claim.party for claim in claims if claim.party)
    own = {
        claim.party: claim.share.exact
        for claim in claims
        if claim.party and claim.share is not None and claim.share.exact is not None
    }
    whole = {
        claim.share.exact
        for claim in claims
        if not claim.party and claim.share is not None and claim.share.exact is not None
    }
    outside = not claims[0].round  # money of one investor, outside any round
    complete = outside or any(
        table.stage == "completed" and names_everybody(table)
        for table in knowledge.about(HolderTable, name)
    )
    part: Decimal | None = None
    if len(whole) == 1:
        part = next(iter(whole))
    elif complete and investors and own.keys() >= investors.keys():
        part = sum(own.values(), NONE)
    elif complete and investors and not outside:
        later = min((one.first for one in closings if one.first > closed.last), default=None)
        part = _by_stakes_since(investors, closed, later, stakes)
    return Dilution(round=name, closed=closed, part=part, parts=own)


def _by_stakes_since(
    investors: Iterable[str],
    closed: PartialDate,
    later: date | None,
    stakes: Sequence[Stake],
) -> Decimal | None:
    """What investors who had nothing before a round had after it, before any ``later`` round."""
    together = NONE
    for investor in investors:
        own = [
            (stake.seen, stake.claim.share)
            for stake in stakes
            if stake.holder == investor and stake.seen is not None
        ]
        first = min(own, key=lambda one: one[0], default=None)
        if first is None or first[0] < closed.first or (later is not None and first[0] >= later):
            return None
        if first[1] is None or first[1].exact is None:
            return None
        together += first[1].exact
    return together if together < HUNDRED else None
