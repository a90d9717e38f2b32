"""Columns that nobody reads and that may say that a stake has ended: ``Resigned on``.

Which words in a name may mean that is data (``ontology/crosswalks/ending-words.csv``).
Whether it does, its cells say: a day, or a word for what is over. Such a row is refused,
since it would be read as if nothing had ended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from graph.claims.periods import PartialDate
from graph.errors import BadDateError
from graph.formats.foreign.dates import date_of
from graph.formats.foreign.headers import plain_name
from graph.formats.status_words import status
from graph.formats.tables.rows import CellError
from ontology.crosswalks import rows

_HINT = "a mapping says what the column means: fields.valid_to, over or current"


def perhaps_ends(header: Sequence[str], read: Collection[str]) -> list[str]:
    """The columns that are not read and may say that something ended.

    >>> perhaps_ends(["Owner", "Resigned on", "Sector", "股权转让日期"], ["Owner"])
    ['Resigned on', '股权转让日期']
    """
    return [column for column in header if column not in read and _has_word(plain_name(column))]


def check_unread_ends(columns: Sequence[str], cells: Mapping[str, str]) -> None:
    """Refuse a row of which an unread cell says that it is over.

    Raises
    ------
    CellError
        With the column, and what the cell says.
    """
    for column in columns:
        if (text := cells[column]) and _says_so(text):
            problem = f"{text!r} may say that the stake ended, and the column is not read"
            raise CellError(column, problem, _HINT)


def _has_word(name: str) -> bool:
    words = name.split()
    return any(
        word in words if place == "word"
        else any(one.startswith(word) for one in words) if place == "start"
        else word in name
        for word, place in _words().items()
    )  # fmt: skip


def _says_so(text: str) -> bool:
    if said := status(text):
        return said.is_flag == said.holds  # yes, where it is asked whether it ended; or a word
    try:
        PartialDate.parse(date_of(text))
    except BadDateError:
        # One that may be two days is a day; of others, what has no year is none.
        return bool(re.search(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}", text))
    return True


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["place"] for row in rows("ending-words")}
