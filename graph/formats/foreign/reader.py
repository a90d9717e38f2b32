"""A table in somebody's own columns → claims, by a mapping (:mod:`graph.formats.foreign.mapping`).

Every row becomes one statement: its claims, the refusals of what cannot be a
claim, and notes of what it does not carry. The first statement is the header's:
the source, and the columns that nobody reads. A claim cites its row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import cast

from graph.claims.fields import check_code
from graph.claims.model import CLAIM_TYPES, Claim, Source
from graph.claims.shares import Share, plain
from graph.claims.statements import Record, Refusal, Statement
from graph.errors import FileError, ImpossibleShareError
from graph.formats.foreign.headers import guessed, recognised
from graph.formats.foreign.mapping import ROW, Cell, Mapping, Percentage, Rule, columns_read
from graph.formats.foreign.parties import Cells, Roll, Spoken, spoken
from graph.formats.foreign.share_words import read_share
from graph.formats.foreign.sheets import Sheet, SheetRow, open_sheet
from graph.formats.tables.cells import columns_of
from graph.formats.tables.records import Row
from graph.formats.tables.rows import CellError
from ontology.terms import nearest

WHOLE = Share(Decimal(0), Decimal(100))
_DATES = ("as_of", "valid_from", "valid_to")
_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:[T ]00:00(?::00)?)?"
)


def read_foreign(path: Path, mapping: Mapping | None = None) -> Iterator[Statement]:
    """The statements of a table: one for its header, then one for each row.

    Without a mapping the columns are taken by their names, and the header's statement says so.
    Memory is that of one row, and about 300 bytes for each entity named so far.

    Raises
    ------
    FileError
        If the file cannot be read, or lacks a column that the mapping names.
    """
    with open_sheet(path, mapping.file if mapping else None) as sheet:
        reading = _Reading(path.name, mapping or guessed(path, sheet.header), sheet)
        yield reading.header(by_name=mapping is None)
        for row in sheet.rows:
            yield reading.statement(row)
        if guess := sheet.guessed():
            note = f"the encoding {guess}, which is a guess; a mapping can name another"
            yield Statement(noted=(note,))


class _Gathered:
    """What one row gives."""

    def __init__(self, row: SheetRow) -> None:
        self.line = row.number
        self.records: list[Record] = []
        self.refusals: list[Refusal] = []
        self.noted = list(row.noted)

    def statement(self) -> Statement:
        """The row as a statement."""
        if not self.refusals and not any(isinstance(one, Claim) for one in self.records):
            self.noted.append("a row without a claim")
        return Statement(
            records=tuple(self.records),
            refusals=tuple(self.refusals),
            noted=tuple(self.noted),
            line=self.line,
        )


class _Reading:
    """One run over a table."""

    def __init__(self, file: str, mapping: Mapping, sheet: Sheet) -> None:
        self._file, self._mapping, self._header = file, mapping, sheet.header
        self._nothing = frozenset(word.casefold() for word in mapping.file.nothing)
        self._roll = Roll(mapping.source.id)
        self._rows = {
            rule.type: Row(CLAIM_TYPES[rule.type], columns_of(CLAIM_TYPES[rule.type]), check_code)
            for rule in mapping.claims
        }
        for column, reader in columns_read(mapping):
            if column not in (*sheet.header, ROW):
                hint = ", ".join(nearest(column, sheet.header) or sheet.header)
                problem = f"no column {column!r}, which {reader} of the mapping reads"
                raise FileError(file, problem, hint=f"there is: {hint}")

    def header(self, *, by_name: bool) -> Statement:
        """What is said before the first row: the source, and what will not be read."""
        said = self._mapping.source
        columns = said.__struct_fields__
        try:
            source = Row(Source, columns, check_code).read([getattr(said, c) for c in columns])
        except CellError as error:
            raise FileError(self._file, f"source.{error.column}: {error.problem}") from error
        read = {column for column, _ in columns_read(self._mapping)}
        unread = [column for column in self._header if column not in read]
        noted = [f"columns not read: {', '.join(unread)}"] if unread else []
        if by_name:
            taken = (f"{column} as {role}" for role, column in recognised(self._header).items())
            noted.append(f"columns taken by their names: {', '.join(taken)}; please confirm")
        return Statement(records=(cast(Source, source),), noted=tuple(noted))

    def statement(self, row: SheetRow) -> Statement:
        """What one row says."""
        found = _Gathered(row)
        if row.trouble:
            self._refuse(found, CellError("", row.trouble))
            return found.statement()
        cells = {
            column: "" if (text := cell.strip()).casefold() in self._nothing else text
            for column, cell in zip(self._header, row.cells, strict=True)
        }
        cells[ROW] = str(row.number)
        for number, rule in enumerate(self._mapping.claims, 1):
            if _applies(rule, cells):
                try:
                    self._claims(rule, number, cells, found)
                except CellError as error:
                    self._refuse(found, error)
        return found.statement()

    def _claims(self, rule: Rule, number: int, cells: Cells, found: _Gathered) -> None:
        """The claims of one rule on one row: one for each pair of a party and a target."""
        pairs = 0
        for target in spoken(rule.target, cells, self._mapping.source.id, f"row {found.line}"):
            for party in self._parties(rule, target, cells, found.line):
                pairs += 1
                if party is not None and party.entity.id == target.entity.id:
                    found.noted.append("a firm named as its own owner")
                    continue
                try:
                    claim = self._claim(
                        rule, f"{number}-{found.line}-{pairs}", cells, party, target
                    )
                except CellError as error:
                    self._refuse(found, error)
                    continue
                for one in (party, target):
                    if one is not None:
                        found.records.extend(self._roll.first(one.entity, found.line, found.noted))
                found.records.append(claim)

    def _parties(
        self, rule: Rule, target: Spoken, cells: Cells, line: int
    ) -> list[Spoken] | list[None]:
        if rule.party is None:
            return [None]
        whose = target.entity.id if rule.party.complete else f"{target.entity.id} row {line}"
        return spoken(rule.party, cells, self._mapping.source.id, whose)

    def _claim(
        self, rule: Rule, number: str, cells: Cells, party: Spoken | None, target: Spoken
    ) -> Claim:
        source = self._mapping.source.id
        said = cells[rule.locator] if rule.locator else ""
        values = {field: _text(field, cell, cells) for field, cell in rule.fields.items()}
        values |= _bounds(_share(rule.share, cells, party))
        values |= {
            "id": f"{source}-{number}",
            "party": party.entity.id if party else "",
            "target": target.entity.id,
            "source": source,
            "locator": f"row {number.split('-')[1]}" + (f", {said}" if said else ""),
        }
        header = columns_of(CLAIM_TYPES[rule.type])
        try:
            claim = self._rows[rule.type].read([values.get(column, "") for column in header])
        except CellError as error:
            cell = rule.fields.get(error.column)
            column = cell.column if cell and cell.column else error.column
            raise CellError(column, error.problem, error.hint) from error
        return cast(Claim, claim)

    def _refuse(self, found: _Gathered, error: CellError) -> None:
        hint = f" (valid: {error.hint})" if error.hint else ""
        found.refusals.append(
            Refusal(
                file=self._file,
                problem=error.problem + hint,
                rule="cell" if error.column else "row",
                line=found.line,
                pointer=f"column {error.column}" if error.column else "",
            )
        )


def _applies(rule: Rule, cells: Cells) -> bool:
    return all(
        cells[column] and (not texts or cells[column] in texts)
        for column, texts in rule.when.items()
    )


def _text(field: str, cell: Cell, cells: Cells) -> str:
    """What a field of a claim is filled with."""
    text = cells[cell.column] if cell.column else ""
    if text and cell.pattern:
        match = re.search(cell.pattern, text)
        if match is None:
            raise CellError(cell.column, f"{text!r} does not match {cell.pattern}")
        text = (
            cell.template.format(*match.groups(), **match.groupdict())
            or match[match.lastindex or 0]
        )
    text = cell.words.get(text, text) or cell.value
    return _date(text) if field in _DATES else text


def _date(text: str) -> str:
    """A date written year first in our form; any other as it stands, to be refused by name.

    Digits of any script are read, since people write their tables so.

    >>> _date("2025/3/5"), _date("2025年3月"), _date("２０２５"), _date("5/3/2025")
    ('2025-03-05', '2025-03', '2025', '5/3/2025')
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return text
    return "-".join(str(int(part)).zfill(2) for part in match.groups() if part)


def _share(said: Percentage | None, cells: Cells, party: Spoken | None) -> Share | None:
    """The share of a claim, from its columns or from beside the party's name."""
    unit = said.unit if said else "percent"
    beside = party.share if party else ""
    column = said.column if said else ""
    whole = cells[column] if column else ""
    lower = cells[said.minimum] if said and said.minimum else ""
    upper = cells[said.maximum] if said and said.maximum else ""
    if sum(map(bool, (beside, whole, lower or upper))) > 1:
        raise CellError(column, "the share is given twice")
    try:
        if beside or whole:
            return read_share(beside or whole, unit)
        if not lower and not upper:
            return None
        least, most = (read_share(text, unit) if text else WHOLE for text in (lower, upper))
        return Share(least.lower, most.upper, least.lower_open, most.upper_open)
    except ImpossibleShareError as error:
        raise CellError(column or "share", str(error)) from error


def _bounds(share: Share | None) -> dict[str, str]:
    if share is None:
        return {}
    sides = [side for side, on in (("min", share.lower_open), ("max", share.upper_open)) if on]
    return {
        "share_min": plain(share.lower),
        "share_max": plain(share.upper),
        "share_open": " | ".join(sides),
    }
