"""Knowledge with some things as they were, and what time did to what it passed through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace as replaced
from datetime import date, timedelta
from typing import Any, NamedTuple

from graph.answers.changes import RecordChange
from graph.changes.record_changes import parts
from graph.changes.time_shift import shifted, shifted_window
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim
from graph.holders.horizons import seen_on
from ontology.nodes import Window

HELD_IN = {"shifted": "claim", "window": "lens"}  # what time passed through, by its kind of record


class Reading(NamedTuple):
    """All that a verdict depends on beside the firm and home."""

    knowledge: Knowledge
    day: date


class Item(NamedTuple):
    """One thing that can be set back: a record and what it was, or a field of a lens."""

    part: str  # claim, entity, source, rule, rivals, rate, lens; shifted, window
    id: str
    old: Any = None
    field: str = ""


def undone(knowledge: Knowledge, items: Sequence[Item], passed: timedelta) -> Knowledge:
    """The knowledge with some things as they were; only the kinds that they are of are copied."""
    of: dict[str, Mapping[str, Any]] = {kind: new for kind, _, new in parts(knowledge, knowledge)}
    of["claim"] = knowledge.claims
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        part = HELD_IN.get(item.part, item.part)
        if part not in found:
            found[part] = dict(of[part])
        records = found[part]
        if item.part == "shifted":
            records[item.id] = shifted(records[item.id], passed)
        elif item.part == "window":
            records[item.id] = shifted_window(records[item.id], passed)
        elif item.part == "lens":
            records[item.id] = replaced(records[item.id], **{item.field: item.old})
        elif item.old is None:
            records.pop(item.id, None)
        else:
            records[item.id] = item.old
    return knowledge.with_records(
        claims=found.get("claim"),
        entities=found.get("entity"),
        sources=found.get("source"),
        rules=found.get("rule"),
        rivals=found["rivals"].values() if "rivals" in found else None,
        rates=found["rate"].values() if "rate" in found else None,
        lenses=found.get("lens"),
    )


def what_time_did(claim: Claim, before: date, after: date) -> str:
    """What passed over a claim between two days: it starts, ends, or grows old."""
    early, late = sorted((before, after))
    began = seen_on(claim, late) is not None and (
        seen_on(claim, early) is None or claim.period.starts_after(early)
    )
    ended = claim.period.ended_before(late) and not claim.period.ended_before(early)
    if began:
        return "starts and ends" if ended else "starts"
    if claim.period.contains(late) and not claim.period.contains(early):
        return "starts"
    return "ends" if ended else "grows old"


def window_change(knowledge: Knowledge, lens: str) -> RecordChange:
    """A lens that time brought into force, or out of it."""
    found = knowledge.lenses[lens]
    windows = found.windows or (Window(found.valid_from, found.valid_to),)
    text = f"lens {found.label} [{lens}]: in force {'; '.join(str(one) for one in windows)}"
    return RecordChange(kind="lens", id=lens, change="window", text=text)
