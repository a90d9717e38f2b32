"""Whether what was agreed or announced was read as done, and what was read instead.

Done is what is the same thing: the same sizes, the same place, the same power by the same
mechanism, the same round of money. Two amounts that nobody read are not the same amount.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.claims.shares import Share
from graph.profiles.events.change import GIVEN_UP, Change, Part
from graph.profiles.events.words import money_of, stake_said

CAME = ("newListing", "relisted", "madePrimary")
OF_STAKES = ("stakeBegan", "stakeChanged", "stakeEnded", "boughtOut")
FOR_MONEY = ("stakeBought", "boughtOut", "moneyRaised", "boughtBack", GIVEN_UP)


class Sign(NamedTuple):
    """By what two changes are known to be one: a plan, and what was done of it."""

    firm: str
    what: str
    which: Hashable


def sought(plan: Change) -> tuple[Sign, ...]:
    """All that a later change must have to be what was planned; nothing where none could be it."""
    if plan.kind in OF_STAKES:
        return tuple(_size(plan, part) for part in plan.parts)
    if plan.kind in FOR_MONEY:
        return next(((sign,) for sign in _of_money(plan)), ())
    return (next(_of_the_rest(plan)),)


def signs_of(change: Change) -> Iterator[Sign]:
    """All by which something done is known again."""
    for part in change.parts:
        if part.share is not None and not part.over:
            yield _size(change, part)
    if change.kind in FOR_MONEY:
        yield from _of_money(change)
    elif change.kind not in OF_STAKES:
        yield from _of_the_rest(change)


def _size(change: Change, part: Part) -> Sign:
    return Sign(change.firm, "stake", (part.holder, part.share, part.of, part.of_votes))


def _of_money(change: Change) -> Iterator[Sign]:
    """The round that is named; who paid how much, where that was read; who did it on which day."""
    if change.by:
        yield Sign(change.firm, change.kind, ("round", change.by))
    paid = money_of(change)
    if paid is not None and (paid.lower, paid.upper) != (None, None):
        amount = (change.who, paid.lower, paid.upper, paid.currency)
        yield Sign(change.firm, change.kind, amount)
    day = change.day if change.is_done else change.due
    if day is not None and (change.who or change.sellers):
        parties = (change.who, change.sellers, str(day))
        yield Sign(change.firm, change.kind, parties)


def _of_the_rest(change: Change) -> Iterator[Sign]:
    """The place of a listing, a move or another link; the parties, and by which mechanism."""
    if change.kind in CAME:
        if change.kind == "madePrimary":  # a listing alone is less than what was planned
            yield Sign(change.firm, "madePrimary", change.where)
        yield Sign(change.firm, "listing", change.where)
    elif change.where:
        yield Sign(change.firm, change.kind, (change.where, change.who))
    else:
        parties = (frozenset(change.who), change.before, change.by)
        yield Sign(change.firm, change.kind, parties)


class Seen(NamedTuple):
    """The size of a stake, and the day that its source speaks of."""

    when: PartialDate
    share: Share


class Outcomes:
    """What became of the plans among some changes.

    Cost: each change is looked at once; a plan is compared with what shares a sign with it.
    """

    def __init__(self, knowledge: Knowledge, changes: Iterable[Change], day: date) -> None:
        self._knowledge, self._day = knowledge, day
        self._done: defaultdict[Sign, list[Change]] = defaultdict(list)
        self._stakes: dict[str, Mapping[tuple[str, str], Sequence[Seen]]] = {}
        listings = []
        for change in changes:
            if not change.is_done:
                continue
            for sign in dict.fromkeys(signs_of(change)):
                self._done[sign].append(change)
            if change.kind in CAME and change.day is not None:
                listings.append((change.day.first, change))
        self._listings = sorted(listings, key=lambda dated: (dated[0], str(dated[1].day)))
        self._listed_on = [first for first, _ in self._listings]

    def is_done(self, plan: Change) -> bool:
        """Whether a plan was read as done, on a day that is not before it was told."""
        signs, seen = sought(plan), plan.seen
        if not signs or seen is None:
            return False
        return any(
            change.told is not None
            and change.told.last >= seen.first
            and (len(signs) == 1 or set(signs) <= set(signs_of(change)))
            for change in self._done.get(signs[0], ())
        )

    def instead(self, plan: Change) -> Reason | None:
        """What was read since of a plan of which nobody says whether it was done."""
        return self._stake_since(plan) or self._listing_since(plan)

    def _stake_since(self, plan: Change) -> Reason | None:
        """What a holder was next read to have, whether or not by what was agreed."""
        parts = [part for part in plan.parts if part.share is not None]
        if len(parts) != 1 or parts[0].of or plan.seen is None:
            return None
        (part,) = parts
        interest = "votingRights" if part.of_votes else "shareholding"
        read = self._read_of(plan.firm).get((part.holder, interest), ())
        later = bisect_right(read, plan.seen.last, key=lambda stake: stake.when.first)
        if later == len(read):
            return None
        when, share = read[later]
        had = stake_said(Part(holder=part.holder, share=share, of_votes=part.of_votes))
        return because("eventReadSince", stake=had, day=when)

    def _read_of(self, firm: str) -> Mapping[tuple[str, str], Sequence[Seen]]:
        """The sizes of the stakes in a firm as they were read by the day, the earliest first."""
        if firm not in self._stakes:
            read: defaultdict[tuple[str, str], list[Seen]] = defaultdict(list)
            for claim in self._knowledge.about(Ownership, firm):
                when, share = claim.as_of, claim.share
                sized = share is not None and claim.stage == "completed" and not claim.denominator
                if sized and share is not None and when is not None and when.last <= self._day:
                    read[claim.party, claim.interest].append(Seen(when, share))
            self._stakes[firm] = {
                whose: sorted(stakes, key=lambda stake: (stake.when, str(stake.share)))
                for whose, stakes in read.items()
            }
        return self._stakes[firm]

    def _listing_since(self, plan: Change) -> Reason | None:
        """The next listing that was read of a firm that was to be listed, on whatever exchange."""
        if plan.kind not in CAME or plan.seen is None:
            return None
        later = bisect_right(self._listed_on, plan.seen.last)
        if later == len(self._listings):
            return None
        _, listing = self._listings[later]
        return because("eventListedSince", day=listing.day, where=listing.where)
