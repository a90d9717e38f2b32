"""A header that comes again below: the same, in another order, or of another table.

Read by the first header, rows below one that names the company first would turn every
ownership round. So they are read by the header they stand below, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.formats.foreign.headers import column_words, is_header, plain_name
from graph.formats.tables.rows import CellError

_HINT = "a table of its own for these rows, or the columns of the header in each part"


class ColumnOrder:
    """In which column each cell of a row stands: as the last header above it says.

    Parameters
    ----------
    header
        The columns of the table.
    ends
        Those of them that name who owns and what is owned.
    """

    def __init__(self, header: list[str], ends: set[str]) -> None:
        self.columns = header
        self._names = {plain_name(column): column for column in header}
        self._ends = {plain_name(column) for column in ends}
        self._words = column_words() | {column.casefold() for column in header}
        self._unknown_since = 0  # the line of a header whose columns are not those of the table

    def take(self, texts: Sequence[str], line: int, *, whole: bool) -> str:
        """What a row is that names the columns again; nothing for any other.

        ``whole`` is whether the row has a cell for each column.

        Raises
        ------
        CellError
            If the columns it names are not those of the table, or it stands below such a row.
        """
        if not self._names_columns(texts):
            if self._unknown_since:
                problem = f"stands below line {self._unknown_since}, a header of other columns"
                raise CellError("", problem, _HINT)
            return ""
        named = [plain_name(text) for text in texts]
        if whole and all(
            name in ("", plain_name(column))
            for name, column in zip(named, self.columns, strict=True)
        ):
            self._unknown_since = 0
            return "the header again"
        if whole and len(self._names) == len(named) and self._names.keys() == set(named):
            self._unknown_since = 0
            self.columns = [self._names[name] for name in named]
            return f"the header again, in the order {', '.join(self.columns)}"
        said = ", ".join(text for text in texts if text)
        problem = f"names columns and not an owner, other than the header does: {said}"
        if not any(_has_digit(text) for text, name in zip(texts, named, strict=True)
                   if name not in self._names):  # fmt: skip
            self._unknown_since = line
        raise CellError("", problem, _HINT)

    def _names_columns(self, texts: Sequence[str]) -> bool:
        if len(self._words.intersection(map(str.casefold, texts))) < 2:
            return False
        named = {plain_name(text) for text in texts if text}
        return named <= self._names.keys() or self._ends <= named or is_header(texts)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
