"""What a check of a file by the rules of its own standard found.

Rules that change what is read are told one by one; formalities are only counted.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct


class Broken(Struct, frozen=True, kw_only=True):
    """A rule that a statement breaks, and how the statement is read nevertheless.

    >>> print(Broken(file="a.json", statement="s-1", pointer="/share", rule="two-bounds",
    ...              severity="warning", problem="both bound one side"))
    a.json, statement s-1, /share: both bound one side [two-bounds, warning]
    """

    file: str
    rule: str
    severity: str  # warning, for what is read nevertheless; refusals are errors
    problem: str
    line: int | None = None
    statement: str = ""
    pointer: str = ""

    def __str__(self) -> str:
        """One line that names the place, the fault, the rule and how much it weighs."""
        place = [self.file]
        place += [f"line {self.line}"] if self.line is not None else []
        place += [f"statement {self.statement}"] if self.statement else []
        place += [self.pointer] if self.pointer else []
        return f"{', '.join(place)}: {self.problem} [{self.rule}, {self.severity}]"


class Checked(Struct, frozen=True, kw_only=True):
    """What was found in a file, and how many rules were asked."""

    broken: tuple[Broken, ...] = ()
    formalities: tuple[tuple[str, int], ...] = ()  # in words, and how often
    rules: int = 0


Checker = Callable[[Path], Checked]
