"""Which stakes in a firm hold on a day, and in which quantity.

A percentage is an observation on a day, not a state of the world. Going
through one holder's observations of one firm up to the day asked about:

* the newest observation of a quantity (a *measurand*) replaces older ones,
  unless it says nothing of size: then the last size known is *last known*;
* an exit, a zero or a succession closes the holder's stakes for good: what was
  seen before it never comes back when the closing claim's own dates pass;
* an observation stays *current* for a horizon (the source kind's, shorter for
  a listed holder at or above the disclosure line) or as long as its period
  expressly runs; after that it is *last known*;
* quantities are never added. The basis ranks them; the best-ranked current one
  counts, the others are shown.

Horizons and ranks are data (``ontology/codelists.ttl``), and ours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graph.knowledge import Knowledge
from graph.model import Claim, Listing, Ownership, Succession
from graph.periods import months_before
from graph.shares import Share
from ontology.load import codes

Basis = Literal["legal", "economic", "voting"]
Currency = Literal["current", "lastKnown", "closed", "later", "notComputed", "unknownShare"]

STAGES = ("completed",)


class Stake(Struct, frozen=True, kw_only=True):
    """One claim of ownership, placed on a day."""

    claim: Ownership
    currency: Currency
    reason: str = ""
    seen: date | None = None
    rivals: tuple[Ownership, ...] = ()  # claims of which only one can be true, this one included

    @property
    def holder(self) -> str:
        """Who holds it."""
        return self.claim.party

    @property
    def bounds(self) -> tuple[Fraction, Fraction]:
        """Lower and upper share as fractions of one; 0 and 1 when no size is given."""
        return self.claim.share.fractions if self.claim.share else (Fraction(0), Fraction(1))


def seen_on(claim: Claim, day: date) -> date | None:
    """The day a claim speaks about, as far as reached on ``day``; nothing if undated or later.

    A claim read later about a period that already ran on ``day`` speaks for ``day`` itself.
    """
    start, end = claim.period.start, claim.period.end
    spoken = claim.as_of or start or end
    if spoken is None:
        return None
    seen = spoken.first
    if start is not None:
        seen = max(seen, start.first)
    if end is not None:
        seen = min(seen, end.last)
    if seen > day and start is not None and start.first <= day:
        seen = day
    return seen if seen <= day else None


def stakes_in(
    knowledge: Knowledge, firm: str, basis: Basis, day: date, *, stages: Sequence[str] = STAGES
) -> tuple[Stake, ...]:
    """Every stake ever claimed in a firm, each with what it is worth on the day.

    At most one stake of each holder is ``current``. Order follows the claims' own.
    Cost: one sort of the firm's claims.
    """
    ranks = measurand_ranks(basis)
    aside: list[Stake] = []
    by_holder: defaultdict[str, list[Ownership]] = defaultdict(list)
    for claim in knowledge.about(Ownership, firm):
        why_not = _not_of_this_basis(claim, ranks, stages)
        if why_not:
            aside.append(Stake(claim=claim, currency="notComputed", reason=why_not))
        else:
            by_holder[claim.party].append(claim)
    held = [
        stake
        for holder, claims in by_holder.items()
        for stake in _of_one_holder(knowledge, holder, firm, claims, ranks, day)
    ]
    return (*held, *aside)


def measurand_ranks(basis: Basis) -> dict[str, int]:
    """The quantities a basis may count, best first, as the codelist ranks them."""
    key = f"{basis}Rank"
    return {
        notation: int(code.attributes[key])
        for notation, code in codes("Measurands").items()
        if key in code.attributes
    }


def _not_of_this_basis(claim: Ownership, ranks: dict[str, int], stages: Sequence[str]) -> str:
    if claim.stage not in stages:
        return f"only {claim.stage}"
    if claim.measurand not in ranks:
        return f"{claim.measurand} is another quantity"
    if claim.denominator:
        return "a share of one class, not of the whole"
    return ""


def _of_one_holder(
    knowledge: Knowledge,
    holder: str,
    firm: str,
    claims: Sequence[Ownership],
    ranks: dict[str, int],
    day: date,
) -> list[Stake]:
    placed: list[tuple[date, Ownership]] = []
    out: list[Stake] = []
    for claim in claims:
        seen = seen_on(claim, day)
        if seen is not None:
            placed.append((seen, claim))
        elif claim.as_of is None and claim.period.start is None and claim.period.end is None:
            out.append(Stake(claim=claim, currency="lastKnown", reason="undated"))
        else:
            out.append(Stake(claim=claim, currency="later", reason="first seen later"))
    closed_on = _closing_day(knowledge, holder, firm, placed, day)
    by_measurand: defaultdict[str, list[tuple[date, Ownership]]] = defaultdict(list)
    for seen, claim in placed:
        if closed_on is not None and (seen <= closed_on or _is_exit(claim)):
            reason = "exit" if _is_exit(claim) else f"closed on {closed_on}"
            out.append(Stake(claim=claim, currency="closed", reason=reason, seen=seen))
        else:
            by_measurand[claim.measurand].append((seen, claim))
    heads: list[Stake] = []
    for observations in by_measurand.values():
        newest, older = _newest(knowledge, observations, firm, day)
        heads.extend(newest)
        out.extend(older)
    return [*_best(heads, ranks), *out]


def _is_exit(claim: Ownership) -> bool:
    return claim.event == "exit" or (claim.share is not None and claim.share.upper == 0)


def _closing_day(
    knowledge: Knowledge,
    holder: str,
    firm: str,
    placed: Iterable[tuple[date, Ownership]],
    day: date,
) -> date | None:
    """The last day on which something ended all of the holder's earlier stakes in the firm."""
    closings = [seen for seen, claim in placed if _is_exit(claim)]
    for succession in knowledge.about(Succession, holder):
        if succession.stake_in in ("", firm):
            passed = seen_on(succession, day)
            if passed is not None:
                closings.append(passed)
    return max(closings, default=None)


def _newest(
    knowledge: Knowledge, observations: list[tuple[date, Ownership]], firm: str, day: date
) -> tuple[list[Stake], list[Stake]]:
    """Split one holder's observations of one quantity into what stands and what is past."""
    observations = sorted(observations, key=lambda pair: (pair[0], pair[1].id), reverse=True)
    newest_day, head = observations[0]
    rivals = _rivals_of(knowledge, head, newest_day, observations)
    past = [(seen, claim) for seen, claim in observations if claim not in rivals]
    if head.period.ended_before(day):
        return [], [_closed(claim, seen, "ended") for seen, claim in observations]
    if head.share is None:
        sized = next(((seen, claim) for seen, claim in past if claim.share is not None), None)
        heads = [
            Stake(claim=head, currency="unknownShare", reason="size not given", seen=newest_day)
        ]
        if sized is not None and not sized[1].period.ended_before(day):
            reason = f"still a holder on {newest_day}, size not given"
            heads.append(Stake(claim=sized[1], currency="lastKnown", reason=reason, seen=sized[0]))
            past.remove(sized)
        return heads, [_closed(claim, seen, "replaced") for seen, claim in past]
    stands = _stands(knowledge, head, firm, newest_day, day)
    stake = Stake(
        claim=head,
        currency="current" if stands else "lastKnown",
        reason="" if stands else f"last seen {head.as_of or newest_day}",
        seen=newest_day,
        rivals=rivals if len({claim.share for claim in rivals}) > 1 else (),
    )
    same_again = [_closed(claim, newest_day, "same stake, again") for claim in rivals[1:]]
    return [stake], [
        *(same_again if not stake.rivals else []),
        *(_closed(claim, seen, "replaced") for seen, claim in past),
    ]


def _rivals_of(
    knowledge: Knowledge,
    head: Ownership,
    newest_day: date,
    observations: list[tuple[date, Ownership]],
) -> tuple[Ownership, ...]:
    """The newest claim with those beside it: declared rivals, or seen on the very same day."""
    declared = knowledge.rival_sets.get(head.id, frozenset())
    return tuple(
        claim
        for seen, claim in observations
        if claim is head or claim.id in declared or (seen == newest_day and claim.share)
    )


def _closed(claim: Ownership, seen: date, reason: str) -> Stake:
    return Stake(claim=claim, currency="closed", reason=reason, seen=seen)


def _best(heads: Sequence[Stake], ranks: dict[str, int]) -> list[Stake]:
    """Keep one quantity of the block: the best-ranked current one, or the newest last known."""

    def preference(stake: Stake) -> tuple[bool, bool, int, int]:
        newest = -(stake.seen.toordinal() if stake.seen else 0)
        rank = ranks[stake.claim.measurand]
        is_current = stake.currency == "current"
        return (not is_current, stake.claim.share is None, rank if is_current else newest, rank)

    ordered = sorted(heads, key=preference)
    kept: list[Stake] = []
    for stake in ordered:
        if not kept or stake.currency == "unknownShare":
            kept.append(stake)
        else:
            reason = f"{stake.claim.measurand}: another quantity of the same block"
            kept.append(replace(stake, currency="notComputed", reason=reason))
    return kept


def _stands(knowledge: Knowledge, claim: Ownership, firm: str, seen: date, day: date) -> bool:
    """Whether an observation is still current on the day."""
    start, end = claim.period.start, claim.period.end
    if start is not None and start.first <= day:
        covered_until = end.last if end else claim.as_of.first if claim.as_of else None
        if covered_until is not None and covered_until >= day:
            return True
    months = horizon_months(knowledge, claim)
    disclosed = codes("StakeHorizons")["listedAboveLine"].attributes
    if (
        claim.share is not None
        and claim.share.lower >= int(disclosed["linePercent"])
        and is_listed(knowledge, firm, seen)
    ):
        months = min(months, int(disclosed["horizonMonths"]))
    return seen >= months_before(day, months)


def horizon_months(knowledge: Knowledge, claim: Claim) -> int:
    """How many months what a claim's sources say stays current: the longest of their kinds."""
    kinds = codes("SourceKinds")
    months = [
        int(kinds[knowledge.sources[citation.source].kind].attributes["horizonMonths"])
        for citation in claim.citations
        if citation.source in knowledge.sources
    ]
    return max(months, default=int(kinds["press"].attributes["horizonMonths"]))


def is_listed(knowledge: Knowledge, firm: str, day: date) -> bool:
    """Whether the firm's shares were on an exchange that day, as far as the claims say."""
    return any(
        seen_on(listing, day) is not None and not listing.period.ended_before(day)
        for listing in knowledge.of(Listing, firm)
    )


def share_text(share: Share | None) -> str:
    """A share for people; an unknown one says so."""
    return str(share) if share is not None else "size not given"
