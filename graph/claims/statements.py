"""What reading a file of somebody else's format gives: a stream of statements, none lost.

A reader turns a file into one :class:`Statement` for each statement of the file,
in the file's order, holding no more than one of them at a time. Each carries the
records it became, or the refusal that says why it became none; so what went in
can be counted against what came out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from graph.claims.model import Claim, Entity, Source
from graph.claims.periods import PartialDate

Record = Entity | Source | Claim


class Refusal(Struct, frozen=True, kw_only=True):
    """A statement, or a part of one, that could not be taken in.

    >>> print(Refusal(file="a.json", line=3, statement="s-1", pointer="/recordDetails/interests/0",
    ...               rule="share", problem="130 is above 100 %"))
    a.json, line 3, statement s-1, /recordDetails/interests/0: 130 is above 100 % [share]
    """

    file: str
    problem: str  # in the reader's words: what is wrong and what would be valid
    rule: str  # the name of the rule that was broken, for counting
    line: int | None = None  # counted from 1, where the format has lines
    statement: str = ""  # its own id, when it has one
    pointer: str = ""  # JSON pointer, XPath, column or IRI of the part at fault

    def __str__(self) -> str:
        """One line that names the place, the fault and the rule."""
        place = [self.file]
        place += [f"line {self.line}"] if self.line is not None else []
        place += [f"statement {self.statement}"] if self.statement else []
        place += [self.pointer] if self.pointer else []
        return f"{', '.join(place)}: {self.problem} [{self.rule}]"


class Called(Struct, frozen=True, kw_only=True):
    """By which number and name a statement means somebody whom other statements describe."""

    id: str  # of whoever has the number
    name: str  # that the statement has of them
    otherwise: Entity  # who is meant, if nobody of that name can have the number


class Statement(Struct, frozen=True, kw_only=True):
    """One statement of a file and what became of it.

    ``records`` may be empty with a refusal (nothing could be taken), or go with
    one (the rest was taken); ``noted`` says what the statement holds that our
    claims cannot carry, so that nothing is dropped in silence.

    The other fields are for formats whose statements follow one another: a later
    statement on the same record takes the place of an earlier one; of one day the one
    of higher ``rank`` does.
    """

    records: tuple[Record, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    noted: tuple[str, ...] = ()
    id: str = ""  # its own id; two statements of one id must say the same
    line: int | None = None
    record: str = ""  # what it is a statement on
    stated: str = ""  # the day it was made, as YYYY-MM-DD
    rank: tuple[int, str] = (0, "")  # of one day: new, updated, closing; and the time where told
    closes: bool = False  # whether it says that the record holds no more
    what: str = ""  # what its record is: a person, an entity, a link; a record stays what it is
    passed_over: str = ""  # the id of a thing it describes that no claim is about
    findings: tuple[Refusal, ...] = ()  # what is read as it stands, and cannot well be so
    called: tuple[Called, ...] = ()  # whom it means by a number that may be another's
    over: PartialDate | None = None  # by when the party it describes had ended or died
    is_over: bool = False  # whether that party had ended or died at a time nobody says
    aliases: tuple[str, ...] = ()  # other ids under which what it describes is named
    parts: tuple[str, ...] = ()  # records this one is made up of
    pointers: Mapping[str, str] = {}  # field → where it says it, if not where its format does
    content: int = 0  # equal for statements that say the same
    # Of formats that publish every record again as it then is: when this was written. Of several
    # statements on a record only the one of the latest version holds.
    version: tuple[str, ...] = ()


class Reader(Protocol):
    """What every format gives: a path in, statements out, as a stream."""

    def __call__(self, path: Path) -> Iterator[Statement]:
        """Read the file; raise :class:`~graph.errors.InputError` when it is not of the format."""
        ...
