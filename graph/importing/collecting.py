"""Statements of any reader, gathered into one data set, and counted.

Nothing is lost without a word: every statement is taken, taken in part, refused,
said again, or carried nothing; and the numbers add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from graph.claims.identity import nameless
from graph.claims.model import Claim, Entity, Source
from graph.claims.periods import PartialDate
from graph.claims.statements import Called, Refusal, Statement
from graph.importing.said import Counts, Key, Latest, Place, Said, When

REPLACED = "an earlier record, in whose place a later one stands"
FEW = 3  # places that are told of what is noted
SHARED = frozenset({"Jurisdiction", "Place", "Exchange"})  # kinds many statements name together


class Collection:
    """What the statements of some files say, before ``graph.importing.repeated``."""

    def __init__(self) -> None:
        self.counts: dict[str, Counts] = {}
        self.noted: Counter[str] = Counter()
        self.noted_at: dict[str, list[tuple[str, int]]] = {}  # files and lines, the first few
        self.refusals: list[Refusal] = []
        self.sources: dict[str, Source] = {}
        self.entities: dict[str, tuple[When, Entity, Place]] = {}  # id → when stated, what, where
        self.former: dict[str, set[str]] = {}  # names an entity had in earlier statements
        self.said: dict[str, list[Said]] = {}  # on which record
        self.parts: dict[str, tuple[tuple[str, ...], Place]] = {}
        self.passed_over: dict[str, str] = {}  # id of what no claim is about → what it is
        self.over: dict[str, PartialDate | None] = {}  # by when a party had ended, where it is said
        self.of_two_kinds: set[str] = set()  # records that were said to be different things
        self.taken_back: list[Refusal] = []  # of statements that had been counted as taken
        self.aliases: dict[str, str] = {}  # another id of a record → the one it has here
        self.findings: list[Refusal] = []  # what is read as it stands, and cannot well be so
        self.called: list[tuple[Called, str, Place]] = []  # with the record that says so
        self.in_part: set[Key] = set()  # statements of which something was refused
        self._ids: dict[str, int] = {}
        self.latest: dict[str, Latest] = {}
        self._order = 0

    def take(
        self,
        statement: Statement,
        file: str,
        pointers: Mapping[str, str],
        written: Callable[[str], str] = str,
    ) -> None:
        """Add a statement; ``written`` says how its file has an id of ours."""
        counts = self.counts.setdefault(file, Counts())
        counts.statements += 1
        self._order += 1
        where = statement.pointers or pointers
        place = Place(file, statement.line, statement.id, where, statement.what, written)
        if before := self._otherwise(statement):
            self._refuse_both(statement.record, before, place)
            counts.refused += 1
            return
        again = self._older(statement) if statement.version else self._again(statement)
        self._share(statement, place)
        if again:
            self._count(counts, again)
            self._remember_names(statement)
            return
        if again is None:
            self.refusals.append(
                place.refusal("", f"the id {statement.id!r} already said otherwise", "duplicate-id")
            )
            counts.refused += 1
            return
        self.refusals.extend(statement.refusals)
        self.findings.extend(statement.findings)
        self.aliases.update(dict.fromkeys(statement.aliases, statement.record))
        self.called += [(one, statement.record, place) for one in statement.called]
        for words in statement.noted:
            self.noted[words] += 1
            places = self.noted_at.setdefault(words, [])
            if statement.line is not None and len(places) < FEW:
                places.append((file, statement.line))
        if statement.passed_over:
            self.passed_over[statement.passed_over] = statement.what
        refused = len(self.refusals)
        carried = self._keep(statement, place)
        spoiled = bool(statement.refusals) or len(self.refusals) > refused
        if carried:
            counted = "in_part" if spoiled else "taken"
            if spoiled:
                self.in_part.add(place.key)
        else:
            counted = "refused" if spoiled else "nothing"
        setattr(counts, counted, getattr(counts, counted) + 1)
        if statement.version and carried:
            self._replace(statement, counts, counted)

    def _otherwise(self, statement: Statement) -> Place | None:
        """Where the record of a statement was said to be something else, if it was."""
        if not statement.what:
            return None
        if described := self.entities.get(statement.record):
            before = described[2]
        elif claimed := self.said.get(statement.record):
            before = claimed[0].place
        else:
            return None
        return before if before.what and before.what != statement.what else None

    def _refuse_both(self, record: str, before: Place, place: Place) -> None:
        """Refuse two statements that say of one record that it is different things."""
        words = f"{record!r} is of kind {before.what} by {before}, of kind {place.what} by {place}"
        problem = f"a record stays what it is: {words}"
        if record not in self.of_two_kinds:
            self.taken_back.append(before.refusal("what", problem, "two-kinds"))
            self.refusals += self.taken_back[-1:]
        self.refusals.append(place.refusal("what", problem, "two-kinds"))
        self.of_two_kinds.add(record)

    def _again(self, statement: Statement) -> str | None:
        """``again`` if the statement was made before; nothing if it then said something else."""
        if not statement.id:
            return ""
        known = self._ids.get(statement.id)
        if known is None:
            self._ids[statement.id] = statement.content
            return ""
        return "again" if known == statement.content else None

    def _older(self, statement: Statement) -> str | None:
        """As what a version is counted after which a later one was read; empty for the latest.

        Nothing if another of the same version says something else: nobody can tell which holds.
        """
        known = self.latest.get(statement.record)
        if known is None or known.version < statement.version:
            return ""
        if known.content == statement.content:
            return "again"
        return "nothing" if statement.version < known.version else None

    def _replace(self, statement: Statement, counts: Counts, counted: str) -> None:
        """Remember the latest version of a record; what stood in its place is counted anew."""
        before = self.latest.get(statement.record)
        if before is not None:
            setattr(before.counts, before.counted, getattr(before.counts, before.counted) - 1)
            self._count(
                before.counts, "again" if before.content == statement.content else "nothing"
            )
        self.latest[statement.record] = Latest(
            statement.version, statement.content, counts, counted
        )

    def _remember_names(self, statement: Statement) -> None:
        """Keep the names that an earlier version of a record has for what a later one describes."""
        for record in statement.records if statement.version else ():
            known = self.entities.get(record.id)
            if isinstance(record, Entity) and known is not None and not nameless(record):
                self._former(known[1], record)

    def _former(self, entity: Entity, before: Entity) -> None:
        """Note the name that an entity had before, if that was another; the unnamed have none."""
        if entity.name != before.name and entity.kind != "UnidentifiedParty":
            self.former.setdefault(entity.id, set()).add(before.name)

    def _count(self, counts: Counts, what: str) -> None:
        """Count a statement that is not taken, as said again or as replaced by a later one."""
        setattr(counts, what, getattr(counts, what) + 1)
        if what == "nothing":
            self.noted[REPLACED] += 1

    def _share(self, statement: Statement, place: Place) -> None:
        """Keep what other statements may name too, whatever becomes of this one."""
        for record in statement.records:
            if isinstance(record, Source):
                self.sources.setdefault(record.id, record)
            elif isinstance(record, Entity) and record.kind in SHARED:
                self.entities.setdefault(record.id, (_when(statement), record, place))

    def _keep(self, statement: Statement, place: Place) -> bool:
        claims: list[Claim] = []
        documents, carried = 0, False
        for record in statement.records:
            if isinstance(record, Claim):
                claims.append(record)
            elif isinstance(record, Source):
                documents += 1
            elif record.kind not in SHARED:
                carried |= self._entity(record, statement, place)
        # A document that others cite; one that is merely cited by the statement is none.
        carried |= not statement.record and 0 < documents == len(statement.records)
        if statement.version and (claims or carried):
            self.said.pop(statement.record, None)
        if claims:
            key = statement.record or claims[0].id
            self.said.setdefault(key, []).append(
                Said(_when(statement), self._order, statement.closes, tuple(claims), place)
            )
        elif statement.record in self.said:  # what is no longer said ends what was
            self.said[statement.record].append(
                Said(_when(statement), self._order, statement.closes, (), place)
            )
        if statement.parts:
            self.parts[statement.record] = (statement.parts, place)
        return carried or bool(claims)

    def _entity(self, record: Entity, statement: Statement, place: Place) -> bool:
        """Keep an entity; of several statements on it, the latest."""
        when = _when(statement)
        known = self.entities.get(record.id)
        if known is None:
            self._describe(record, statement, place)
            return True
        stated, entity, _ = known
        if nameless(record):
            return True  # named by its number; described elsewhere, or no better
        if nameless(entity):
            self._describe(record, statement, place)
            return True
        if not statement.record and _apart_from_evidence(entity) != _apart_from_evidence(record):
            problem = f"{record.id!r} is described otherwise in {known[2].file}"
            self.refusals.append(place.refusal("", problem, "duplicate-id"))
            return False
        older, newer = (entity, record) if when >= stated else (record, entity)
        self._former(newer, older)
        if newer is record:
            self._describe(record, statement, place)
        return True

    def _describe(self, record: Entity, statement: Statement, place: Place) -> None:
        self.entities[record.id] = (_when(statement), record, place)
        if record.id != statement.record:
            return
        if statement.over is not None or statement.is_over:
            self.over[record.id] = statement.over
        else:
            self.over.pop(record.id, None)


def _when(statement: Statement) -> When:
    return statement.stated, statement.rank


def _apart_from_evidence(entity: Entity) -> tuple[object, ...]:
    return (
        entity.kind, entity.name, entity.name_zh, entity.other_names, entity.identifiers,
        entity.jurisdiction, entity.level, entity.system, entity.part_of, entity.members,
    )  # fmt: skip
