"""Rows gathered into records: ids given once, codes known, references resolved.

What cannot be used is put down and reading goes on, so that one run names
everything that is wrong. Tables and documents are gathered alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple, TypeVar, cast

from msgspec import Struct

from graph.claims.fields import Holds, check_code, entity_kinds, key_of
from graph.claims.indicators import Definition, Indicator
from graph.claims.model import Claim, Entity, Source
from graph.claims.references import Reference, namings, references
from graph.errors import InvalidClaimsError, TableError
from graph.formats.tables.records import Row
from graph.formats.tables.rows import CellError
from ontology.terms import nearest

RecordT = TypeVar("RecordT", bound=Struct)

MOST_FINDINGS = 1000
MOST_HINTS = 100  # looking for what was meant takes longer than all the rest


class Placed(NamedTuple):
    """A record and where it stands."""

    file: str  # or the pointer of an object in a document
    line: int | None
    record: Struct


class Reading:
    """One run over some tables: what was read, what was refused, what is still to be resolved."""

    def __init__(self, lenses: Collection[str]) -> None:
        # What kind of thing → id → where.
        self.placed: defaultdict[str, dict[str, Placed]] = defaultdict(dict)
        self.refusals: list[TableError] = []
        self.refused: set[tuple[str, str]] = set()  # ids whose row is refused: known, not usable
        self._rows: dict[tuple[type[Struct], tuple[str, ...]], Row] = {}
        self._checked: set[tuple[type[Struct], str, str]] = set()
        self._lenses = lenses

    def row(
        self,
        cls: type[Struct],
        header: Sequence[str],
        place: str,
        line: int | None,
        cells: Sequence[str],
    ) -> None:
        """Read one row that stands at a place of its own."""
        columns = tuple(header)
        row = self._rows.get((cls, columns))
        if row is None:
            row = self._rows[cls, columns] = Row(cls, columns, self.check)
        try:
            self.keep(Placed(place, line, row.read(cells)))
        except CellError as error:
            self.refused_row(place, line, cls, header, cells, error)

    def records(self, cls: type[RecordT]) -> tuple[RecordT, ...]:
        """The records of a class that were kept."""
        kept = [placed.record for placed in self.placed.get(_sort(cls), {}).values()]
        return tuple(cast(list[RecordT], kept))

    def unresolved(self, *, cascade: bool = False) -> list[TableError]:
        """Refuse records that refer to what is not there, and with ``cascade`` what needs those."""
        found: list[TableError] = []
        while missing := list(self._missing(forgive=not cascade)):
            for sort, placed, reference in missing:
                found.append(self._unknown(placed, reference, hint=len(found) < MOST_HINTS))
                if cascade:
                    del self.placed[sort][key_of(placed.record)]
            if not cascade:
                break
        return found

    def _missing(self, *, forgive: bool) -> Iterator[tuple[str, Placed, Reference]]:
        """The records that refer to what is not there, and the first of each that is not."""
        absent = {
            (holds, name)
            for holds, name in self._named()
            if name not in self.placed.get(holds, {})
            and not (forgive and (holds, name) in self.refused)
        }
        if not absent:
            return
        for sort, same_sort in self.placed.items():
            for placed in same_sort.values():
                named = references(placed.record)
                first = next((one for one in named if (one.holds, one.id) in absent), None)
                if first is not None:
                    yield sort, placed, first

    def _named(self) -> set[tuple[Holds, str]]:
        """Everything that any record refers to.

        It goes by fields, not by records: of a hundred thousand rows most name the same few things.
        """
        of_class: defaultdict[type[Struct], list[Struct]] = defaultdict(list)
        for same_sort in self.placed.values():
            for placed in same_sort.values():
                of_class[type(placed.record)].append(placed.record)
        return {
            (naming.holds, name)
            for cls, records in of_class.items()
            for naming in namings(cls)
            for value in set(map(naming.value, records))
            for name in naming.ids(value)
        }

    def _unknown(self, placed: Placed, reference: Reference, *, hint: bool) -> TableError:
        known = self.placed.get(reference.holds, {})
        return TableError(
            placed.file,
            f"no {reference.holds} has the id {reference.id!r}",
            line=placed.line,
            column=reference.column,
            hint=(hint and ", ".join(nearest(reference.id, known))) or None,
        )

    def refused_row(
        self,
        place: str,
        line: int | None,
        cls: type[Struct],
        header: Sequence[str],
        cells: Sequence[str],
        error: CellError,
    ) -> None:
        """Put down a row that cannot be used, and its id: known, though not usable."""
        self.refuse(place, line, error)
        if "id" in header and len(cells) == len(header):
            self.refused.add((_sort(cls), cells[header.index("id")].strip()))

    def keep(self, placed: Placed) -> None:
        """Keep a record under its id; raise :class:`CellError` where that is taken."""
        record = placed.record
        if isinstance(record, Entity) and record.kind not in entity_kinds():
            hint = ", ".join(nearest(record.kind, entity_kinds()) or sorted(entity_kinds()))
            raise CellError("kind", f"no kind of entity is called {record.kind!r}", hint)
        same_sort, key = self.placed[_sort(type(record))], key_of(record)
        if key in same_sort:
            first = same_sort[key]
            where = first.file if first.line is None else f"{first.file}, line {first.line}"
            raise CellError("id", f"{key!r} is already in {where}")
        same_sort[key] = placed

    def refuse(self, file: str, line: int | None, error: CellError) -> None:
        """Put down a row that cannot be used; raise when there are too many to read."""
        column = error.column or None
        self.refusals.append(
            TableError(file, error.problem, line=line, column=column, hint=error.hint)
        )
        if len(self.refusals) >= MOST_FINDINGS:
            raise InvalidClaimsError([str(refusal) for refusal in self.refusals])

    def check(self, cls: type[Struct], field: str, notation: str) -> None:
        """Check a code once; a repeated one is known to be good."""
        if (cls, field, notation) not in self._checked:
            check_code(cls, field, notation, self._lenses)
            self._checked.add((cls, field, notation))


@cache
def _sort(cls: type[Struct]) -> str:
    """What kind of thing a record is to those who refer to it."""
    if issubclass(cls, Claim):
        return Holds.CLAIM
    return _SORTS.get(cls, cls.__name__)


_SORTS: dict[type[Struct], str] = {
    Entity: Holds.ENTITY,
    Source: Holds.SOURCE,
    Definition: Holds.DEFINITION,
    Indicator: Holds.INDICATOR,
}
