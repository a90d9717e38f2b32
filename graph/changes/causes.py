"""Why a verdict changed: facts, knowledge or rule, and which of them exactly.

A verdict depends on what is known, on the day asked about and on the lens. Each
is set back to what it was, alone and together, and the fewest that bring the
earlier verdict back are kept; then the same within each: claims and other
records one by one, claims through which time passed, parameters of the lens.
What is named is checked by computing: undo it, and the verdict is the earlier
one; undo any part less, and it is not. Nothing is guessed from dates or ids.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from cachetools import LRUCache

from graph.answers.changes import ClaimChange, Explained, RecordChange, VerdictChange
from graph.answers.evidence import cited
from graph.answers.names import named
from graph.answers.sentences import sentence
from graph.answers.verdicts import Verdict
from graph.changes.minimal_sets import Fewest, fewest
from graph.changes.record_changes import (
    QUIET,
    change_of,
    field_changes,
    field_names,
    parts,
    record_change,
    told,
)
from graph.changes.relevant_claims import bearing, surroundings
from graph.changes.set_back import Item, Reading, undone, what_time_did, window_change
from graph.changes.time_shift import dated
from graph.changes.verdict_changes import kind_of, said
from graph.claims.knowledge import Knowledge
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict

KINDS = ("knowledge", "facts", "rule")
STATES = 64  # of knowledge, each with some things as they were, that are kept while a firm is asked


class Explainer:
    """Explains the changed verdicts of one firm between two readings."""

    def __init__(self, before: Reading, after: Reading, firm: str, home: str) -> None:
        self._firm, self._home = firm, home
        around = surroundings((before.knowledge, after.knowledge), firm)
        self._before, self._after = (
            Reading(
                one.knowledge.with_records(
                    claims=bearing(one.knowledge, around), lenses=one.knowledge.lenses
                ),
                one.day,
            )
            for one in (before, after)
        )
        self._whole = before, after
        # Several lenses ask for the same states: what was computed of one stays with it.
        self._readings: dict[frozenset[str], Reading] = {}
        self._states_asked: LRUCache[Any, Knowledge] = LRUCache(STATES)

    def explain(self, change: VerdictChange) -> Explained:
        """What made the verdict another; only for a lens that both sides have."""
        assert change.before is not None and change.after is not None
        old, lens = change.before, change.lens
        # The surroundings must say what everything says; where they do not, all is copied.
        for place, side in enumerate((change.before, change.after)):
            reading = (self._before, self._after)[place]
            if kind_of(self._verdict(reading.knowledge, reading.day, lens), side) != "same":
                self._before, self._after = self._whole
                self._readings.clear()
                self._states_asked.clear()
        words = said(change.before) != said(change.after)

        def restored(found: Verdict) -> bool:
            return said(found) == said(old) if words else kind_of(found, old) == "same"

        kinds = fewest(self._kinds(), lambda some: restored(self._set_back(some, lens))).items
        cites = frozenset((*change.before.claims, *change.after.claims))
        found = [self._within(kind, kinds, lens, restored, cites) for kind in kinds]
        claims = tuple(one for part in found for one in part.claims)
        records = tuple(one for part in found for one in part.records)
        return Explained(
            firm=named(self._after.knowledge, self._firm),
            verdict=change,
            kinds=tuple(dict.fromkeys(kind for part in found for kind in part.kinds)),
            claims=claims,
            records=records,
            text=tuple(told(claims, records)),
            complete=all(part.complete for part in found),
        )

    def _kinds(self) -> list[str]:
        """The kinds in which the two readings differ at all."""
        before, after = self._before, self._after
        known = before.knowledge.claims != after.knowledge.claims or any(
            old != new for part, old, new in parts(before.knowledge, after.knowledge)
            if part not in ("lens", "prior")
        )  # fmt: skip
        differs = {
            "knowledge": known,
            "facts": before.day != after.day,
            "rule": before.knowledge.lenses != after.knowledge.lenses,
        }
        return [kind for kind in KINDS if differs[kind]]

    def _verdict(self, knowledge: Knowledge, day: date, lens: str) -> Verdict:
        situation = Situation(knowledge, self._firm, day, self._home)
        return verdict(situation, knowledge.lenses[lens])

    def _set_back(self, kinds: Sequence[str], lens: str) -> Verdict:
        return self._verdict(*self._partly(kinds), lens)

    def _partly(self, kinds: Sequence[str]) -> Reading:
        """The later reading with some kinds as they were in the earlier one."""
        key = frozenset(kinds)
        if key not in self._readings:
            old, new = self._before, self._after
            base = old.knowledge if "knowledge" in key else new.knowledge
            lenses = old.knowledge.lenses if "rule" in key else new.knowledge.lenses
            day = old.day if "facts" in key else new.day
            self._readings[key] = Reading(base.with_records(lenses=lenses), day)
        return self._readings[key]

    def _within(
        self,
        kind: str,
        kinds: Sequence[str],
        lens: str,
        restored: Callable[[Verdict], bool],
        cites: frozenset[str],
    ) -> _Part:
        """The fewest things of one kind, every other responsible kind set back as a whole."""
        others = frozenset(kinds) - {kind}
        reading = self._partly(tuple(others))
        items = {
            "knowledge": self._changed_records,
            "facts": self._passed_through,
            "rule": self._changed_fields,
        }[kind](reading)

        def enough(some: Sequence[Item]) -> bool:
            key = others, frozenset((item.part, item.id, item.field) for item in some)
            knowledge = self._states_asked.get(key)
            if knowledge is None:
                knowledge = undone(reading.knowledge, some, reading.day - self._before.day)
                self._states_asked[key] = knowledge
            return restored(self._verdict(knowledge, reading.day, lens))

        # What either verdict cites is a handful, and mostly what did it; else what is near it.
        for some in (_of_claims(items, cites), _of_claims(items, self._near(cites)), items):
            if enough(some):
                return self._part(kind, reading, fewest(some, enough))
        return _Part(kinds=(kind,), complete=False)

    def _near(self, claims: frozenset[str]) -> set[str]:
        """The claims that touch anybody whom some claims name."""
        states = self._states()
        return {
            other.id
            for one in claims
            for state in states
            if (claim := state.claims.get(one)) is not None
            for entity in (claim.party, claim.target)
            for other in state.touching(entity)
        }

    def _changed_records(self, reading: Reading) -> list[Item]:
        old, new = self._before.knowledge, self._after.knowledge
        items = [
            Item("claim", one, old.claims.get(one))
            for one in sorted({*old.claims, *new.claims})
            if old.claims.get(one) != new.claims.get(one)
        ]
        for part, before, after in parts(old, new):
            if part in ("lens", "prior"):
                continue
            # What is new but unclaimed bears on nothing, and claims may still name it.
            ids = before if part in ("entity", "source") else {*before, *after}
            items += [
                Item(part, one, before.get(one))
                for one in sorted(ids)
                if before.get(one) != after.get(one)
            ]
        return items

    def _passed_through(self, reading: Reading) -> list[Item]:
        items = [
            Item("shifted", claim.id) for claim in reading.knowledge.claims.values() if dated(claim)
        ]
        items += [
            Item("window", lens.id)
            for lens in reading.knowledge.lenses.values()
            if lens.valid_from is not None or lens.valid_to is not None or lens.windows
        ]
        return items

    def _changed_fields(self, reading: Reading) -> list[Item]:
        old, new = self._before.knowledge.lenses, self._after.knowledge.lenses
        return [
            Item("lens", one, getattr(old[one], name), name)
            for one in sorted({*old} & {*new})
            for name in field_names(new[one])
            if name not in QUIET and getattr(old[one], name) != getattr(new[one], name)
        ]

    def _part(self, kind: str, reading: Reading, found: Fewest[Item]) -> _Part:
        windows = [item for item in found.items if item.part == "window"]
        kinds = {
            "rule" if kind == "facts" and item.part == "window" else kind for item in found.items
        }
        claims = [
            self._claim_change(item) for item in found.items if item.part in ("claim", "shifted")
        ]
        records = [
            self._record_change(item)
            for item in found.items
            if item.part not in ("claim", "shifted", "window", "lens")
        ]
        records += [window_change(reading.knowledge, item.id) for item in windows]
        records += self._lens_changes([item for item in found.items if item.part == "lens"])
        return _Part(
            kinds=tuple(one for one in KINDS if one in kinds),
            claims=tuple(claims),
            records=tuple(records),
            complete=found.certain,
        )

    def _claim_change(self, item: Item) -> ClaimChange:
        old = self._before.knowledge.claims.get(item.id)
        new = self._after.knowledge.claims.get(item.id)
        side = self._after.knowledge if new is not None else self._before.knowledge
        claim = new or old
        assert claim is not None
        by_time = item.part == "shifted"
        return ClaimChange(
            id=item.id,
            change=what_time_did(claim, self._before.day, self._after.day)
            if by_time
            else change_of(old, new),
            text=sentence(side, claim),
            fields=() if by_time else field_changes(old, new),
            claim=cited(side, claim),
        )

    def _record_change(self, item: Item) -> RecordChange:
        sides = {part: (old, new) for part, old, new in parts(*self._states())}
        old, new = sides[item.part]
        return record_change(item.part, item.id, old.get(item.id), new.get(item.id))

    def _lens_changes(self, items: Sequence[Item]) -> list[RecordChange]:
        old, new = (state.lenses for state in self._states())
        by_lens: dict[str, set[str]] = {}
        for item in items:
            by_lens.setdefault(item.id, set()).add(item.field)
        return [
            RecordChange(
                kind="lens",
                id=lens,
                change="changed",
                text=f"lens {new[lens].label} [{lens}]",
                fields=tuple(
                    one for one in field_changes(old[lens], new[lens]) if one.field in names
                ),
            )
            for lens, names in by_lens.items()
        ]

    def _states(self) -> tuple[Knowledge, Knowledge]:
        return self._before.knowledge, self._after.knowledge


def _of_claims(items: Sequence[Item], claims: Collection[str]) -> list[Item]:
    """The things that are of some claims, and what is no claim but of which there is little."""
    return [item for item in items if item.id in claims or item.part == "window"]


class _Part(NamedTuple):
    """What of one kind was responsible."""

    kinds: tuple[str, ...]
    claims: tuple[ClaimChange, ...] = ()
    records: tuple[RecordChange, ...] = ()
    complete: bool = True
