"""What one row of a table gives: claims, refusals, and notes of what it does not carry."""

from __future__ import annotations

from graph.claims.model import Claim
from graph.claims.statements import Record, Refusal, Statement
from graph.formats.foreign.workbooks import SheetRow


class Gathered:
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
