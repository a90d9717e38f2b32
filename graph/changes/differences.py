"""Two releases, or one release on two days: what is another, and why verdicts changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from graph.answers.changes import (
    ClaimChange,
    Difference,
    Explained,
    RecordChange,
    Side,
    VerdictChange,
)
from graph.answers.names import named
from graph.answers.verdicts import Verdict
from graph.changes.causes import Explainer
from graph.changes.record_changes import claim_changes, record_changes
from graph.changes.set_back import Reading
from graph.changes.verdict_changes import paired
from graph.claims.fact_days import FactDays
from graph.claims.knowledge import Knowledge
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict

if TYPE_CHECKING:
    from graph.releases.release import Release

LISTED = 1000  # changes of claims, and of other records, before the rest is left off
Progress = Callable[[str, float], None]


class Seen(Struct, frozen=True, kw_only=True):
    """One side: what was known, by which release, on which day."""

    knowledge: Knowledge
    days: FactDays  # one day for all, unless each kind of fact is asked on its own
    release: str
    counts: dict[str, int]


def seen(release: Release, day: date | None) -> Seen:
    """A release on a day, or on the date of each kind of its facts."""
    days = release.days if day is None else FactDays.one(day)
    return Seen(
        knowledge=release.knowledge, days=days, release=release.id, counts=release.manifest.counts
    )


def difference(
    before: Seen, after: Seen, firms: Sequence[str], home: str, tell: Progress | None = None
) -> Difference:
    """Records that differ, and every changed verdict on the firms, explained.

    Both sides are computed by the program that runs now, so what differs is
    never the engine. Cost: some tens to hundreds of verdicts for each that changed.
    """
    claims, records = _changes(before, after)
    found: list[Explained] = []
    same = 0
    for place, firm in enumerate(firms):
        if tell is not None:
            tell(f"verdicts on {named(after.knowledge, firm).name}", place / len(firms))
        explained, unchanged = _of_firm(before, after, firm, home)
        found += explained
        same += unchanged
    if tell is not None:
        tell("done", 1.0)
    listed = claims[:LISTED], records[:LISTED]
    return Difference(
        before=_side(before),
        after=_side(after),
        home=home,
        claims=tuple(listed[0]),
        records=tuple(listed[1]),
        left_off=len(claims) + len(records) - len(listed[0]) - len(listed[1]),
        verdicts=tuple(found),
        same=same,
    )


def _changes(before: Seen, after: Seen) -> tuple[list[ClaimChange], list[RecordChange]]:
    if before.knowledge is after.knowledge:
        return [], []
    return (
        list(claim_changes(before.knowledge, after.knowledge)),
        list(record_changes(before.knowledge, after.knowledge)),
    )


def _of_firm(before: Seen, after: Seen, firm: str, home: str) -> tuple[list[Explained], int]:
    """The changed verdicts of one firm, explained, and how many did not change."""
    changes = paired(*(_verdicts(side, firm, home) for side in (before, after)))
    changed = [one for one in changes if one.change != "same"]
    if not changed:
        return [], len(changes)
    explainers: dict[tuple[str, str], Explainer] = {}  # by the days asked about

    def explained(one: VerdictChange) -> Explained:
        if one.before is None or one.after is None:
            return _one_sided(before, after, firm, one)
        days = one.before.as_of, one.after.as_of
        if days not in explainers:
            explainers[days] = Explainer(
                Reading(before.knowledge, date.fromisoformat(days[0])),
                Reading(after.knowledge, date.fromisoformat(days[1])),
                firm,
                home,
            )
        return explainers[days].explain(one)

    return [explained(one) for one in changed], len(changes) - len(changed)


def _verdicts(side: Seen, firm: str, home: str) -> list[Verdict]:
    if firm not in side.knowledge.entities:
        return []
    situation = Situation(side.knowledge, firm, side.days.ownership, home, days=side.days)
    return [verdict(situation, lens) for lens in side.knowledge.lenses.values()]


def _one_sided(before: Seen, after: Seen, firm: str, change: VerdictChange) -> Explained:
    """A verdict that only one side has: the lens is new or gone, or the firm is."""
    side = after if change.before is None else before
    other = before if change.before is None else after
    firm_too = firm in other.knowledge.entities
    what = f"lens {change.label} [{change.lens}]" if firm_too else f"{firm} itself"
    is_ = "is new" if change.before is None else "is gone"
    return Explained(
        firm=named(side.knowledge, firm),
        verdict=change,
        kinds=("rule",) if firm_too else ("knowledge",),
        text=(f"{what} {is_}",),
    )


def _side(seen: Seen) -> Side:
    return Side(
        release=seen.release,
        as_of=seen.days.ownership.isoformat(),
        days=seen.days.written(),
        data_date=seen.knowledge.data_date.isoformat(),
        counts=seen.counts,
    )
