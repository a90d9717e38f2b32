"""One row of a table → its claims, each citing the row, or why it makes none.

A row of sums is nobody's holding, a header that comes again is no row, and a share that stands once
for several rows is refused: how it is parted is not said.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from graph.claims.fields import check_code
from graph.claims.model import CLAIM_TYPES, Claim, Entity
from graph.claims.statements import Refusal, Statement
from graph.formats.files.unseen import seen
from graph.formats.foreign.closing_totals import NOTED, ClosingTotals, Total
from graph.formats.foreign.gathered_row import Gathered
from graph.formats.foreign.header_again import ColumnOrder
from graph.formats.foreign.held_together import who_share
from graph.formats.foreign.holder_kinds import kind_of_holder
from graph.formats.foreign.lines_alone import LinesAlone
from graph.formats.foreign.mapping import ROW, Mapping, Rule
from graph.formats.foreign.merged_rows import repeats
from graph.formats.foreign.named_fields import as_listed
from graph.formats.foreign.no_owners import OWN, REMARK
from graph.formats.foreign.own_rows import are_own
from graph.formats.foreign.parties import SUM, Cells, Roll, Spoken, spoken
from graph.formats.foreign.place_columns import country_not_read
from graph.formats.foreign.row_fields import Held, bounds, ended, held, share_of, text_of
from graph.formats.foreign.rule_columns import applies, end_columns, kind_columns, valued
from graph.formats.foreign.said_again import SaidAgain
from graph.formats.foreign.sums import Sums
from graph.formats.foreign.unfinished_rows import (
    check_firm,
    check_no_party,
    check_no_target,
    check_read,
    check_remark,
    of_sums,
    summed,
)
from graph.formats.foreign.unread_columns import UnreadColumns
from graph.formats.foreign.workbooks import SheetRow
from graph.formats.tables.cells import columns_of
from graph.formats.tables.records import Row
from graph.formats.tables.rows import CellError

_NO_VALUE = frozenset(("null", "nan", "nat", "none", "n/a", "<na>"))  # as programs write it
_OWN = "shares that the firm itself holds, which are nobody else's"


class Around(NamedTuple):
    """What is known of a table before its first row."""

    place: tuple[int, str] = (1, "")  # its number in its file; its name where that is needed
    unread: UnreadColumns | None = None  # nothing: a mapping says what its columns mean
    day: str = ""  # what its title says that it speaks for


class RowClaims:
    """Reads the rows of one table.

    Parameters
    ----------
    roll, sums
        Who was named so far, and what shares came to, in this table and those before it.
    around
        What is known of the table before its first row.
    """

    def __init__(
        self, file: str, mapping: Mapping, header: list[str], roll: Roll, sums: Sums,
        around: Around,
    ) -> None:  # fmt: skip
        self._file, self._mapping = file, mapping
        self._order = ColumnOrder(header, end_columns(mapping))
        self._roll, self._sums = roll, sums
        number, sheet = around.place
        self._ids = f"{mapping.source.id}-" + (f"sheet{number}-" if sheet else "")
        self._where = f"sheet {sheet}, " if sheet else ""
        self._nothing = frozenset(word.casefold() for word in mapping.file.nothing)
        self._valued = valued(mapping)
        self._kinds = kind_columns(mapping)
        self._around = around
        self._alone = LinesAlone(mapping.file.dated, around.day)
        self._rows: dict[str, Row] = {}
        self._again = SaidAgain()
        self._totals = [ClosingTotals(mapping.source.id, f"{self._ids}{number}-")
                        for number, _ in enumerate(mapping.claims, 1)]  # fmt: skip

    def statement(self, row: SheetRow) -> Statement:
        """What one row says."""
        found = Gathered(row)
        try:
            cells = self._cells(row, found)
        except CellError as error:
            self._refuse(found, error)
        else:
            self._read(cells, found)
        if found.refusals:
            for totals in self._totals:
                totals.refused()
        return found.statement()

    def closed(self) -> Iterator[Statement]:
        """What the totals of the table say of its rows, once all were read."""
        for totals in self._totals:
            for table in totals.tables():
                yield Statement(records=(table,), noted=(NOTED,))

    def _read(self, cells: Cells, found: Gathered) -> None:
        for number, rule in enumerate(self._mapping.claims if cells else (), 1):
            if applies(rule, cells):
                try:
                    if not repeats(rule, self._order.columns, found):
                        self._claims(rule, number, cells, found)
                except CellError as error:
                    self._refuse(found, error)

    def _cells(self, row: SheetRow, found: Gathered) -> dict[str, str]:
        """What stands in each column; nothing of a header that comes again.

        Raises
        ------
        CellError
            If the row has not the columns of the table, or says in one that nobody reads that a
            stake is over.
        """
        texts = list(map(str.strip, row.cells))
        if not "".join(texts).isprintable():
            plain = [seen(text).strip() for text in texts]
            if plain != texts:
                found.noted.append("characters without width, left out")
            texts = plain
        header = self._order.take(texts, row.number, whole=not row.trouble)
        if alone := self._alone.take(texts, by_name=self._around.unread is not None):
            found.is_no_row(alone)
            return {}
        if row.trouble:
            raise CellError("", row.trouble)
        if header:
            found.is_no_row(header)
            return {}
        self._alone.check()
        cells = {
            column: "" if text.casefold() in self._nothing else text
            for column, text in zip(self._order.columns, texts, strict=True)
        }
        for column in self._valued:
            if cells[column].casefold() in _NO_VALUE:
                found.noted.append(f"{cells[column]!r} in column {column} read as an empty cell")
                cells[column] = ""
        for column in self._kinds:
            if (word := cells[column]) and not kind_of_holder(word):
                found.noted.append(f"{word!r} in column {column} says no kind of holder known here")
        if self._around.unread is not None:
            self._around.unread.check(cells)
            check_read(self._mapping.claims[0], cells)
        return cells | {ROW: str(row.number)}

    def _claims(self, rule: Rule, number: int, cells: Cells, found: Gathered) -> None:
        """The claims of one rule on one row: one for each pair of a party and a target."""
        prefix, pairs = self._mapping.source.id, 0
        targets = spoken(rule.target, cells, prefix, f"row {found.line}")
        if not targets and rule.share is not None:
            for total in check_no_target(rule, cells, prefix, found):
                self._close(rule, number, cells, total, "")
        for target in targets:
            check_firm(rule, target)
            if untold := country_not_read(rule, target.entity):
                found.noted.append(untold)
            for party in self._parties(rule, target, cells, found):
                pairs += 1
                if self._is_nobody(rule, cells, party, target, found):
                    if party is not None and party.nobody == SUM and not target.nobody:
                        self._close(rule, number, cells, party, target.entity.id)
                    continue
                try:
                    self._pair(rule, f"{number}-{found.line}-{pairs}", cells, party, target, found)
                except CellError as error:
                    self._refuse(found, error)

    def _pair(
        self, rule: Rule, key: str, cells: Cells, party: Spoken | None, target: Spoken,
        found: Gathered,
    ) -> None:  # fmt: skip
        """What a row says that somebody has of a firm."""
        number, named = int(key.partition("-")[0]), list[Entity]()
        share = share_of(rule.share, cells, party)
        claims = [
            self._claim(rule, f"{key}-{n}" if n else key, cells, party, target, one, named)
            for n, one in enumerate(held(rule, cells, share))
        ]
        lists_all = rule.party is not None and rule.party.complete
        if rule.share is not None and party is not None:
            self._sums.add(share, *{summed(rule, target), summed(rule, party)})
            if not lists_all:
                self._totals[number - 1].add(claims, share, party, target.entity.id)
        if lists_all:
            claims = self._again.cited(number, claims, found.line)
        members = party.members if party is not None else ()
        for one in (*members, party and party.entity, target.entity, *named):
            if one is not None:
                found.records.extend(self._roll.first(one, found.line, found.noted))
        found.records.extend(claims)

    def _close(self, rule: Rule, number: int, cells: Cells, total: Spoken, firm: str) -> None:
        """Take a row of sums for what it says of the rows above."""
        if rule.type != "Ownership":
            return
        day = rule.fields.get("as_of")
        try:
            share = share_of(rule.share, cells, total)
            said = text_of("as_of", day, cells) if day else ""
        except CellError:
            return  # a figure that is no share: a number of shares, or an amount
        locator = f"{self._where}row {cells[ROW]}"
        self._totals[number - 1].close(Total(share, int(cells[ROW]), locator, said), firm)

    def _is_nobody(
        self, rule: Rule, cells: Cells, party: Spoken | None, target: Spoken, found: Gathered
    ) -> bool:
        """Whether no claim is to be made of a pair, since a word in it names nobody."""
        if target.nobody == SUM or (party is not None and party.nobody == SUM):
            found.is_no_row(of_sums(rule, cells, party, target, self._sums))
            return True
        if party is None:
            return False
        if party.nobody == OWN:
            self._sums.add(share_of(rule.share, cells, party), summed(rule, target))
            found.is_no_row(_OWN)
        elif party.nobody == REMARK:
            check_remark(rule, cells, party)
            found.is_no_row("a remark, which names no owner")
        elif target.entity.id in (party.entity.id, *(one.id for one in party.members)):
            if are_own(rule, cells, party, target):
                return False
            found.noted.append("a firm named as its own owner")
        else:
            return False
        return True

    def _parties(
        self, rule: Rule, target: Spoken, cells: Cells, found: Gathered
    ) -> list[Spoken] | list[None]:
        """Who has something of a target by a row; nobody where it names none and gives nothing."""
        if rule.party is None:
            return [None]
        prefix, firm = self._mapping.source.id, target.entity.id
        whose = firm if rule.party.complete else f"{firm} row {found.line}"
        named = spoken(rule.party, cells, prefix, whose)
        if not named and not target.nobody:
            check_no_party(rule, cells)
        return [
            Spoken(target.entity, one.share) if are_own(rule, cells, one, target) else one
            for one in who_share(rule, cells, named, prefix)
        ]

    def _claim(
        self, rule: Rule, key: str, cells: Cells, party: Spoken | None, target: Spoken, what: Held,
        named: list[Entity],
    ) -> Claim:  # fmt: skip
        said = cells[rule.locator] if rule.locator else ""
        values = {field: text_of(field, cell, cells) for field, cell in rule.fields.items()}
        holder = party.entity.id if party else ""
        named += as_listed(rule, values, holder, self._mapping.source.id)
        values |= {**what.fields, **bounds(what.share)}
        if not values.get("as_of"):
            values["as_of"] = self._alone.day()
        values |= ended(rule, cells, values)
        values |= {
            "id": f"{self._ids}{key}",
            "party": holder,
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

    def _refuse(self, found: Gathered, error: CellError) -> None:
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
