"""What one statement said, where and when, and what became of the statements of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import Struct

from graph.claims.model import Claim
from graph.claims.statements import Refusal

Key = tuple[str, int | None, str]  # file, line and id of a statement


class Place(NamedTuple):
    """Where a record was said."""

    file: str
    line: int | None
    statement: str
    pointers: Mapping[str, str]
    what: str = ""  # what its record is, in formats whose records are of several kinds
    written: Callable[[str], str] = str  # an id of ours, as the file has it

    @property
    def key(self) -> Key:
        """Which statement it is: of all that are kept no two have the same."""
        return self.file, self.line, self.statement

    def __str__(self) -> str:
        line = f"line {self.line} of {self.file}" if self.line is not None else self.file
        return f"{self.statement} ({line})" if self.statement else line

    def refusal(self, field: str, problem: str, rule: str) -> Refusal:
        """A refusal of what stands here."""
        return Refusal(
            file=self.file,
            line=self.line,
            statement=self.statement,
            pointer=self.pointers.get(field, field),
            problem=problem,
            rule=rule,
        )


When = tuple[str, tuple[int, str]]  # the day a statement was made, and its rank on that day


class Said(NamedTuple):
    """What one statement said about a record, and when."""

    when: When
    order: int
    closes: bool
    claims: tuple[Claim, ...]
    place: Place

    @property
    def stated(self) -> str:
        """The day it was made."""
        return self.when[0]


class Latest(NamedTuple):
    """The latest version of a record so far, and as what its statement was counted, and where."""

    version: tuple[str, ...]
    content: int
    counts: Counts
    counted: str


class Counts(Struct, kw_only=True):
    """What became of the statements of a file."""

    statements: int = 0
    taken: int = 0
    in_part: int = 0  # something of it was refused
    refused: int = 0
    again: int = 0  # said the same once more
    nothing: int = 0  # nothing in it that a claim could carry

    @property
    def add_up(self) -> bool:
        """Whether every statement is accounted for."""
        parts = (self.taken, self.in_part, self.refused, self.again, self.nothing)
        return self.statements == sum(parts)
