"""One row of a table → its claims, each citing the row, or why it makes none.

A row of sums is nobody's holding, a header that comes again is no row, and a share that stands once
for several rows is refused: how it is parted is not said.
"""

from __future__ import annotations

from typing import cast

from graph.claims.fields import check_code
from graph.claims.model import CLAIM_TYPES, Claim
from graph.claims.statements import Record, Refusal, Statement
from graph.formats.files.unseen import seen
from graph.formats.foreign.header_again import ColumnOrder
from graph.formats.foreign.mapping import ROW, Mapping, Rule
from graph.formats.foreign.parties import AS_A_FIRM, Cells, Roll, Spoken, spoken
from graph.formats.foreign.row_fields import DATES, Held, bounds, ended, held, share_of, text_of
from graph.formats.foreign.sums import Sums
from graph.formats.foreign.workbooks import SheetRow
from graph.formats.tables.cells import columns_of
from graph.formats.tables.records import Row
from graph.formats.tables.rows import CellError

# Amounts, like shares, are nobody's when one cell has them for several rows.
_PARTED = ("amount_min", "amount_max", "covered")
_NO_VALUE = frozenset(("null", "nan", "nat", "none", "n/a", "<na>"))  # as programs write it
_SUM = "a row of sums, which nobody holds"
_OWN = "shares that the firm itself holds, which are nobody else's"


class _Gathered:
    """What one row gives."""

    def __init__(self, row: SheetRow) -> None:
        self.row, self.line = row, row.number
        self.records: list[Record] = []
        self.refusals: list[Refusal] = []
        self.noted = list(row.noted)
        self._is_no_row = False

    def is_no_row(self, what: str) -> None:
        """Say what the row is, if it is none of the table's own."""
        self._is_no_row = True
        if what not in self.noted:
            self.noted.append(what)

    def statement(self) -> Statement:
        """The row as a statement."""
        has_claims = any(isinstance(one, Claim) for one in self.records)
        if not self.refusals and not has_claims and not self._is_no_row:
            self.noted.append("a row without a claim")
        return Statement(
            records=tuple(self.records),
            refusals=tuple(self.refusals),
            noted=tuple(self.noted),
            line=self.line,
        )


class RowClaims:
    """Reads the rows of one table.

    Parameters
    ----------
    roll, sums
        Who was named so far, and what shares came to, in this table and those before it.
    place
        The number of the table among those of its file, and its name where that is needed to
        find a row again.
    """

    def __init__(
        self, file: str, mapping: Mapping, header: list[str], roll: Roll, sums: Sums,
        place: tuple[int, str],
    ) -> None:  # fmt: skip
        self._file, self._mapping = file, mapping
        self._order = ColumnOrder(header, _ends(mapping))
        self._roll, self._sums = roll, sums
        number, sheet = place
        self._ids = f"{mapping.source.id}-" + (f"sheet{number}-" if sheet else "")
        self._where = f"sheet {sheet}, " if sheet else ""
        self._nothing = frozenset(word.casefold() for word in mapping.file.nothing)
        self._valued = _valued(mapping)
        self._rows: dict[str, Row] = {}

    def statement(self, row: SheetRow) -> Statement:
        """What one row says."""
        found = _Gathered(row)
        texts = list(map(str.strip, row.cells))
        if not "".join(texts).isprintable():
            plain = [seen(text).strip() for text in texts]
            if plain != texts:
                found.noted.append("characters without width, left out")
            texts = plain
        try:
            header = self._order.take(texts, row.number, whole=not row.trouble)
            if row.trouble:
                raise CellError("", row.trouble)
        except CellError as error:
            self._refuse(found, error)
            return found.statement()
        if header:
            found.is_no_row(header)
            return found.statement()
        cells = {
            column: "" if text.casefold() in self._nothing else text
            for column, text in zip(self._order.columns, texts, strict=True)
        }
        for column in self._valued:
            if cells[column].casefold() in _NO_VALUE:
                found.noted.append(f"{cells[column]!r} in column {column} read as an empty cell")
                cells[column] = ""
        cells[ROW] = str(row.number)
        for number, rule in enumerate(self._mapping.claims, 1):
            if _applies(rule, cells):
                try:
                    if not self._repeats(rule, row, found):
                        self._claims(rule, number, cells, found)
                except CellError as error:
                    self._refuse(found, error)
        return found.statement()

    def _repeats(self, rule: Rule, row: SheetRow, found: _Gathered) -> bool:
        """Whether merged cells say all of a claim once more, which an earlier row said.

        Raises
        ------
        CellError
            If a share stands once for several rows that are about different parties.
        """
        if not row.merged:
            return False
        columns = self._order.columns
        spans = {columns[at]: span for at, span in row.merged.items() if at < len(columns)}
        parted = [column for column in _parted(rule) if column in spans]
        if not parted:
            return False
        rows = spans[parted[0]].first, spans[parted[0]].last
        ends = [end.column for end in (rule.party, rule.target) if end is not None]
        if any(one not in spans or (spans[one].first, spans[one].last) != rows for one in ends):
            problem = "one cell for several rows, and how it is parted among them is not said"
            raise CellError(parted[0], problem)
        again = row.number > rows[0]
        if again:
            found.is_no_row("a row that merged cells say again")
        return again

    def _claims(self, rule: Rule, number: int, cells: Cells, found: _Gathered) -> None:
        """The claims of one rule on one row: one for each pair of a party and a target."""
        prefix, pairs = self._mapping.source.id, 0
        targets = spoken(rule.target, cells, prefix, f"row {found.line}")
        if not targets and rule.share is not None:
            self._check_left_out(rule, cells, found)
        for target in targets:
            if target.is_own:
                problem = f"{target.entity.name!r} is a word for shares, and names no firm"
                raise CellError(rule.target.column, problem, AS_A_FIRM)
            for party in self._parties(rule, target, cells, found.line):
                pairs += 1
                if target.is_sum or (party is not None and party.is_sum):
                    self._check_sum(rule, cells, party, target)
                    found.is_no_row(_SUM)
                    continue
                if party is not None and party.is_own:
                    self._sums.add(share_of(rule.share, cells, party), target.entity.id)
                    found.is_no_row(_OWN)
                    continue
                if party is not None and party.entity.id == target.entity.id:
                    found.noted.append("a firm named as its own owner")
                    continue
                try:
                    share = share_of(rule.share, cells, party)
                    key = f"{number}-{found.line}-{pairs}"
                    claims = [
                        self._claim(rule, f"{key}-{n}" if n else key, cells, party, target, one)
                        for n, one in enumerate(held(rule, cells, share))
                    ]
                except CellError as error:
                    self._refuse(found, error)
                    continue
                if rule.share is not None and party is not None:
                    self._sums.add(share, target.entity.id, party.entity.id)
                for one in (party, target):
                    if one is not None:
                        found.records.extend(self._roll.first(one.entity, found.line, found.noted))
                found.records.extend(claims)

    def _check_left_out(self, rule: Rule, cells: Cells, found: _Gathered) -> None:
        """Refuse a row with an owner and a share that does not say whom it is of."""
        named = spoken(rule.party, cells, self._mapping.source.id, "") if rule.party else []
        if named and all(party.is_sum for party in named):
            found.is_no_row(_SUM)
        elif any(share_of(rule.share, cells, party) for party in named):
            problem = "empty, so nobody knows of whom the owner in this row has a share"
            hint = "if one cell stood for several rows, its text in each of them"
            raise CellError(rule.target.column, problem, hint)

    def _check_sum(self, rule: Rule, cells: Cells, party: Spoken | None, target: Spoken) -> None:
        """Refuse a row that is named by a word for a sum and has the figure of none."""
        try:
            share = share_of(rule.share, cells, party)
        except CellError:
            share = None  # a figure that is no share: a number of shares, or an amount
        if rule.share is None:
            return
        summed, named = (party, target) if party is not None and party.is_sum else (target, party)
        assert summed is not None
        strange = self._sums.strange(share, named.entity.id if named is not None else "")
        if strange:
            column = rule.target.column if summed is target or not rule.party else rule.party.column
            raise CellError(column, f"{summed.entity.name!r} {strange}", AS_A_FIRM)

    def _parties(
        self, rule: Rule, target: Spoken, cells: Cells, line: int
    ) -> list[Spoken] | list[None]:
        if rule.party is None:
            return [None]
        whose = target.entity.id if rule.party.complete else f"{target.entity.id} row {line}"
        return spoken(rule.party, cells, self._mapping.source.id, whose)

    def _claim(
        self, rule: Rule, key: str, cells: Cells, party: Spoken | None, target: Spoken, what: Held
    ) -> Claim:
        said = cells[rule.locator] if rule.locator else ""
        values = {field: text_of(field, cell, cells) for field, cell in rule.fields.items()}
        values |= {**what.fields, **bounds(what.share)}
        values |= ended(rule, cells, values)
        values |= {
            "id": f"{self._ids}{key}",
            "party": party.entity.id if party else "",
            "target": target.entity.id,
            "source": self._mapping.source.id,
            "locator": f"{self._where}row {cells[ROW]}" + (f", {said}" if said else ""),
        }
        header = columns_of(CLAIM_TYPES[what.type])
        if what.type not in self._rows:
            self._rows[what.type] = Row(CLAIM_TYPES[what.type], header, check_code)
        try:
            claim = self._rows[what.type].read([values.get(column, "") for column in header])
        except CellError as error:
            cell = rule.fields.get(error.column)
            column = cell.column if cell and cell.column else error.column
            raise CellError(column, error.problem, error.hint) from error
        return cast(Claim, claim)

    def _refuse(self, found: _Gathered, error: CellError) -> None:
        hint = f" (valid: {error.hint})" if error.hint else ""
        pointer = f"column {error.column}" if error.column else ""
        found.refusals.append(
            Refusal(
                file=self._file,
                problem=error.problem + hint,
                rule="cell" if error.column else "row",
                line=found.line,
                pointer=self._where + pointer if pointer else self._where.rstrip(", "),
            )
        )


def _ends(mapping: Mapping) -> set[str]:
    """The columns of a table that name who has something, and of what, in its first claim."""
    rule = mapping.claims[0]
    return {end.column for end in (rule.party, rule.target) if end is not None}


def _valued(mapping: Mapping) -> list[str]:
    """The columns of numbers, days and identifiers, where `NULL` means nothing else."""
    found: dict[str, None] = {}
    for rule in mapping.claims:
        share = rule.share
        columns = [share.column, share.minimum, share.maximum] if share else []
        columns += [end.id_column for end in (rule.party, rule.target) if end is not None]
        columns += [
            cell.column for field, cell in rule.fields.items() if field in DATES and not cell.words
        ]
        found |= dict.fromkeys(filter(None, columns))
    asked = {column for rule in mapping.claims for column in rule.when}
    return [column for column in found if column not in asked and column != ROW]


def _applies(rule: Rule, cells: Cells) -> bool:
    return all(
        cells[column] and (not texts or cells[column] in texts)
        for column, texts in rule.when.items()
    )


def _parted(rule: Rule) -> list[str]:
    """The columns of a rule that have a share, or an amount."""
    share = rule.share
    columns = [share.column, share.minimum, share.maximum] if share else []
    columns += [cell.column for field, cell in rule.fields.items() if field in _PARTED]
    return [column for column in columns if column]
