"""Rows of one text alone: a remark, a day for the rows below, a heading as *Former holders*.

A heading that may turn what the rows below it say refuses them: read as if it were not there, those
who sold would be owners.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.formats.foreign.dates import day_within
from graph.formats.foreign.no_owners import REMARK, no_owner
from graph.formats.foreign.turning_words import turned
from graph.formats.tables.rows import CellError

IS_REMARK = "a remark, which names no owner"
_HINT = "a table of its own for the rows below it, or without the line"


class LinesAlone:
    """What the rows of one text alone, and the title, say of the rows below them.

    Parameters
    ----------
    dated
        The day that was given for rows that name none.
    title_day
        The day that the title of the table names.
    """

    def __init__(self, dated: str, title_day: str) -> None:
        self._dated, self._said, self._where = dated, title_day, "the title"
        self._below = ""  # what a line says of the rows below it

    def take(self, texts: Sequence[str], *, by_name: bool) -> str:
        """What a row is that has one text alone; nothing for any other.

        Raises
        ------
        CellError
            If it may turn what the rows below it say.
        """
        said = [text for text in texts if text]
        if len(said) != 1:
            return ""
        if no_owner(said[0]) == REMARK:
            return IS_REMARK
        if not by_name:
            return ""
        if day := day_within(said[0]):
            self._said, self._where = day, repr(said[0])
            return f"a line that names a day, {day}, for the rows below it"
        self._below = turned(said[0])
        if self._below:
            raise CellError("", f"the line {said[0]!r}: {self._below}", _HINT)
        return ""

    def check(self) -> None:
        """Refuse a row below a line that may turn what it says."""
        if self._below:
            raise CellError("", f"stands below a line in which {self._below}", _HINT)

    def day(self) -> str:
        """The day of a row that names none: as was given, or as the table says of itself.

        Raises
        ------
        CellError
            If the two are not the same.
        """
        if self._dated and self._said and self._dated != self._said:
            problem = f"{self._where} says {self._said}, and {self._dated} was given for such rows"
            raise CellError("", problem, "a column for the day, or without --dated")
        return self._dated or self._said
