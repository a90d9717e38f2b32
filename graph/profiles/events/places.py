"""Changes of exchange and of seat: listed, delisted, listed again, redomiciled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Listing, Location
from graph.claims.periods import PartialDate
from graph.holders.horizons import earlier_on_its_exchange, known_on
from graph.profiles.events.change import Change, earliest, on_one_day, reached, said_by, said_on

SOUGHT = "endSought"
Placing = TypeVar("Placing", Listing, Location)


def exchanges(knowledge: Knowledge, firm: str, day: date) -> Iterator[Change]:
    """Where a firm's shares came to be listed and where they left, up to a day."""
    claims = knowledge.of(Listing, firm)
    done = [claim for claim in claims if claim.stage == "completed"]
    left = list(_left(firm, done, day))
    yield from left
    yield from _came(firm, done, left, day)
    for claim in claims:
        if claim.stage != "completed" and said_by(claim, day):
            yield _to_come(firm, claim, done)


def _to_come(firm: str, claim: Listing, done: Sequence[Listing]) -> Change:
    """A listing, or the end of one, that was announced, agreed or proposed."""
    ends = claim.period_end == SOUGHT
    primary = _made_primary(claim, done)
    return Change(
        kind="delisted" if ends else "madePrimary" if primary else "newListing",
        firm=firm,
        where=claim.target,
        due=claim.period.end if ends else claim.period.start,
        seen=said_on(claim),
        stage=claim.stage,
        claims=(claim,),
    )


def _left(firm: str, done: Iterable[Listing], day: date) -> Iterator[Change]:
    for exchange, claims in _by_target(done).items():
        ends = [(end, one) for one in claims if (end := one.period.end) and reached(end, day)]
        for when, same in on_one_day(ends):
            yield Change(
                kind="delisted", firm=firm, where=exchange, day=when, seen=_seen(same),
                claims=same,
            )  # fmt: skip
        undated = [
            one for one in claims
            if one.period_end == "ended" and one.period.end is None and known_on(one, day)
        ]  # fmt: skip
        if undated and not ends:
            yield Change(
                kind="delisted", firm=firm, where=exchange, seen=_seen(undated),
                claims=tuple(undated),
            )  # fmt: skip


def _came(
    firm: str, done: Sequence[Listing], left: Iterable[Change], day: date
) -> Iterator[Change]:
    gone = [(one.day, one.where) for one in left if one.day is not None]
    for exchange, claims in _by_target(done).items():
        starts = [
            (start, one) for one in claims if (start := one.period.start) and reached(start, day)
        ]
        begun = list(on_one_day(starts))
        undated = [one for one in claims if one.period.start is None and known_on(one, day)]
        for number, (when, same) in enumerate(sorted(begun, key=lambda one: one[0])):
            before = tuple(dict.fromkeys(place for end, place in gone if end.last < when.first))
            primary = any(_made_primary(one, done) for one in same if isinstance(one, Listing))
            also = [] if number else [one for one in undated if _after(one, when)]
            yield Change(
                kind="madePrimary" if primary else "relisted" if before else "newListing",
                firm=firm,
                where=exchange,
                before=() if primary else before,
                day=when,
                seen=_seen(same),
                by=next((one.rank for one in same if isinstance(one, Listing) and one.rank), ""),
                claims=(*same, *also),
            )
        first = earliest(when for when, _ in begun)
        loose = [one for one in undated if first is None or not _after(one, first)]
        if loose:
            yield Change(
                kind="newListing", firm=firm, where=exchange, seen=_seen(loose), claims=tuple(loose)
            )


def _made_primary(claim: Listing, done: Iterable[Listing]) -> bool:
    return claim.rank == "primaryListing" and any(
        earlier_on_its_exchange(other, claim) for other in done
    )


def _after(claim: Claim, when: PartialDate) -> bool:
    return claim.as_of is not None and claim.as_of.last >= when.first


def _seen(claims: Iterable[Claim]) -> PartialDate | None:
    return earliest(claim.as_of for claim in claims)


def seats(knowledge: Knowledge, firm: str, day: date) -> Iterator[Change]:
    """Where a firm came to be seated, where its seat or headquarters moved, up to a day."""
    for aspect in ("seat", "headquarters"):
        claims = [one for one in knowledge.of(Location, firm) if one.aspect == aspect]
        done = [one for one in claims if one.stage == "completed"]
        yield from _moves(firm, done, aspect, day)
        for claim in claims:
            if claim.stage != "completed" and said_by(claim, day):
                yield Change(
                    kind="redomiciled" if aspect == "seat" else "headquartersMoved",
                    firm=firm, where=claim.target, due=claim.period.start,
                    seen=said_on(claim), stage=claim.stage, claims=(claim,),
                )  # fmt: skip


def _moves(firm: str, claims: Sequence[Location], aspect: str, day: date) -> Iterator[Change]:
    """A place that ended and the next that began are one move; what stands alone is told alone."""
    ends = sorted(
        (
            Change(kind="seatLeft", firm=firm, before=(place,), day=when, claims=same)
            for place, when, same in _dated(claims, day, end=True)
        ),
        key=_when,
    )
    starts = [
        Change(kind="seated", firm=firm, where=place, day=when, seen=_seen(same), claims=same)
        for place, when, same in _dated(claims, day, end=False)
    ]
    moved = "redomiciled" if aspect == "seat" else "headquartersMoved"
    for end in ends:
        later = [
            one for one in starts
            if one.where not in end.before and end.day is not None and one.day is not None
            and one.day.last >= end.day.first
        ]  # fmt: skip
        if later:
            start = min(later, key=_when)
            starts.remove(start)
            yield Change(
                kind=moved, firm=firm, where=start.where, before=end.before, day=start.day,
                seen=_seen(start.claims),                 claims=(*end.claims, *start.claims),
            )  # fmt: skip
        else:
            kind = end.kind if aspect == "seat" else moved
            yield Change(
                kind=kind, firm=firm, before=end.before, day=end.day, seen=_seen(end.claims),
                claims=end.claims,
            )  # fmt: skip
    for start in starts:
        kind = start.kind if aspect == "seat" else moved
        yield Change(
            kind=kind,
            firm=firm,
            where=start.where,
            day=start.day,
            seen=start.seen,
            claims=start.claims,
        )


def _when(change: Change) -> str:
    return str(change.day or "9999")  # those of an unread day last


def _dated(
    claims: Sequence[Location], day: date, *, end: bool
) -> Iterator[tuple[str, PartialDate | None, tuple[Claim, ...]]]:
    for place, of_place in _by_target(claims).items():
        dates = [
            (when, one) for one in of_place
            if (when := one.period.end if end else one.period.start) and reached(when, day)
        ]  # fmt: skip
        for when, same in on_one_day(dates):
            yield place, when, same
        over = [
            one for one in of_place
            if end and one.period_end == "ended" and one.period.end is None and known_on(one, day)
        ]  # fmt: skip
        if over and not dates:
            yield place, None, tuple(over)


def _by_target(claims: Iterable[Placing]) -> dict[str, list[Placing]]:
    found: defaultdict[str, list[Placing]] = defaultdict(list)
    for claim in claims:
        found[claim.target].append(claim)
    return found
