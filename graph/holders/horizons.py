"""When a claim speaks, and how long what it says stays current.

A vague date speaks only once its last day is over: a figure "of 2022" is not
known in March 2022. A source that reads later about a period that already ran
speaks for the day asked about. After its source's horizon an observation is last
known; a holder of a listed firm at or above the disclosure line is named again
every year, so its horizon is shorter; and a listing or a round dilutes what was
seen before it. Horizons are data (``ontology/codelists.ttl``), and ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Investment, Listing, Ownership
from graph.claims.periods import PartialDate, months_before
from ontology.load import codes

AHEAD = ("announced", "agreed", "proForma")  # stages of what was still to come


def seen_on(claim: Claim, day: date) -> date | None:
    """The day a claim speaks about, as far as reached on ``day``; nothing if undated or later.

    A claim read later about a period that already ran on ``day`` speaks for ``day`` itself.
    """
    start, end = claim.period.start, claim.period.end
    spoken = claim.as_of or start or end
    if spoken is None:
        return None
    seen = spoken.last
    if start is not None and start.first > seen:
        seen = start.last
    if end is not None:
        seen = min(seen, end.last)
    if seen > day and start is not None and start.last <= day:
        seen = day
    return seen if seen <= day else None


def first_possible(claim: Claim, seen: date) -> date:
    """The first day of which a claim of a vague day, seen by ``seen``, may speak."""
    return min(seen, claim.as_of.first) if claim.as_of else seen


def may_have_come(claim: Claim, day: date) -> bool:
    """Whether a vaguely dated event may have come by the day, though it need not have."""
    spoken = claim.as_of or claim.period.start
    return spoken is not None and spoken.first <= day < spoken.last


def undated(claim: Claim) -> bool:
    """Whether nothing says when the claim holds."""
    return claim.as_of is None and claim.period.start is None and claim.period.end is None


def known_on(claim: Claim, day: date) -> bool:
    """Whether a claim speaks of the day or of a time before it; an undated one may."""
    return seen_on(claim, day) is not None or undated(claim)


def stands(knowledge: Knowledge, claim: Ownership, firm: str, seen: date, day: date) -> bool:
    """Whether an observation of a stake is still current on the day."""
    start, end = claim.period.start, claim.period.end
    if start is not None and start.last <= day:
        covered_until = end.first if end else claim.as_of.first if claim.as_of else None
        if covered_until is not None and covered_until >= day:
            return True
    if diluted_between(knowledge, firm, seen, day):
        return False
    months = horizon_months(knowledge, claim)
    line = int(codes("StakeHorizons")["listedAboveLine"].attributes["linePercent"])
    if claim.share is not None and claim.share.lower >= line:
        months = min(months, listed_months(knowledge, firm, seen, day, months))
    # A vague date is as old as its first day.
    return first_possible(claim, seen) >= months_before(day, months)


def is_recent(knowledge: Knowledge, claim: Claim, day: date, months: int = 0) -> bool:
    """Whether what a claim says was seen by the day, within its horizon or some more ``months``.

    A vague day is as old as its first.
    """
    seen = seen_on(claim, day)
    horizon = max(months, horizon_months(knowledge, claim))
    return seen is not None and first_possible(claim, seen) >= months_before(day, horizon)


def horizon_months(knowledge: Knowledge, claim: Claim) -> int:
    """How many months what a claim's sources say stays current: the longest of their kinds."""
    kinds = codes("SourceKinds")
    months = [
        int(kinds[knowledge.sources[citation.source].kind].attributes["horizonMonths"])
        for citation in claim.citations
        if citation.source in knowledge.sources
    ]
    return max(months, default=int(kinds["press"].attributes["horizonMonths"]))


def listed_months(knowledge: Knowledge, firm: str, since: date, day: date, months: int) -> int:
    """The horizon in a firm whose shares were on an exchange at some time between two days."""
    listed = any(
        listing.stage == "completed"
        and not listing.period.ended_before(since)
        and (listing.period.start is None or listing.period.start.first <= day)
        for listing in knowledge.of(Listing, firm)
    )
    shorter = int(codes("StakeHorizons")["listedAboveLine"].attributes["horizonMonths"])
    return min(months, shorter) if listed else months


def diluted_between(knowledge: Knowledge, firm: str, seen: date, day: date) -> bool:
    """Whether new shares came after an observation, or may have: by a listing or by a round."""
    if listed_between(knowledge, firm, seen, day):
        return True
    return bool(knowledge.about(Investment, firm)) and any(
        seen < closed.last and closed.first <= day
        for completed in (True, False)
        for closed, _ in rounds_closed(knowledge, firm, completed=completed).values()
    )


Rounds = Mapping[str, tuple[PartialDate, tuple[Investment, ...]]]


def rounds_closed(knowledge: Knowledge, firm: str, *, completed: bool = True) -> Rounds:
    """The rounds in which a firm issued shares for money: when each closed, and its claims.

    Those not ``completed`` were announced or agreed, for a day that is said. Money outside any
    round is one by the id of its claim. Somebody merely named as an investor, at no time, for
    no amount, tells of no round.
    """
    shelf = knowledge.shelves.of(knowledge.data_date, knowledge.home)
    key = ("rounds closed", firm, completed)
    rounds: Rounds | None = shelf.get(key)
    if rounds is None:
        rounds = shelf[key] = _rounds_closed(knowledge, firm, completed=completed)
    return rounds


def _rounds_closed(knowledge: Knowledge, firm: str, *, completed: bool) -> Rounds:
    grouped: defaultdict[str, list[Investment]] = defaultdict(list)
    for claim in knowledge.about(Investment, firm):
        tells = claim.round or claim.amount_lower or claim.amount_upper or claim.share
        due = claim.stage in AHEAD and claim.period.start is not None
        if tells and claim.flow == "primary" and (claim.stage == "completed" if completed else due):
            grouped[claim.round or claim.id].append(claim)
    found = {}
    for name, claims in grouped.items():
        days = [claim.period.start for claim in claims if claim.period.start is not None]
        days = days or [claim.as_of for claim in claims if claim.as_of is not None]
        if days:
            found[name] = min(days, key=lambda one: (one.last, one.first)), tuple(claims)
    return found


def listed_between(knowledge: Knowledge, firm: str, seen: date, day: date) -> bool:
    """Whether new shares were listed after an observation, which dilutes what it saw.

    A listing that was only announced is none yet, and one on an exchange where the firm
    was listed before (a secondary listing made primary) brings no new shares.
    """
    listings = knowledge.of(Listing, firm)
    return bool(listings) and any(
        listing.stage == "completed"
        and listing.period.start is not None
        and seen < listing.period.start.first <= day
        and not any(earlier_on_its_exchange(other, listing) for other in listings)
        for listing in listings
    )


def earlier_on_its_exchange(other: Listing, listing: Listing) -> bool:
    """Whether a firm was listed by one claim where another lists it later: no new shares."""
    spoken, start = other.period.start or other.as_of, listing.period.start
    return (
        other.target == listing.target
        and spoken is not None
        and start is not None
        and spoken.last < start.first
    )
