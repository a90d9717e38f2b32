"""Columns of a table that nobody reads, and whether they may change what its rows mean.

``Resigned on``, ``Votes``, ``Type of shares``, ``Nominee``: read without them a row would say
another thing. Which words in a name may mean that is data (``ending-words.csv`` and
``turning-columns.csv``); besides, cells speak for themselves: a share, a day, a yes or no, a word
that turns a stake (:mod:`graph.formats.foreign.turning_words`). Such a row is refused until
somebody says of the column that it changes nothing (``--ignore``), or a mapping what it means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from graph.claims.periods import PartialDate
from graph.errors import BadDateError
from graph.formats.foreign.dates import date_of
from graph.formats.foreign.headers import plain_name
from graph.formats.foreign.turning_words import FOR_ANOTHER, turned
from graph.formats.status_words import status
from graph.formats.tables.rows import CellError
from ontology.crosswalks import rows

_SHARE = re.compile(r"[<>≤≥~]?\s*\d{1,3}(?:[.,]\d+)?\s*(?:%|％|percent|per cent)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,\s]\d+)*")
_AMOUNT = re.compile(r"\d+[.,]\d+|\d{8}")  # it may look like a day: 1250.5, 20101231 shares
_DAY = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


class UnreadColumns:
    """The columns of one table that nobody reads, by what their names say.

    Parameters
    ----------
    header, read
        All columns, and those that are read.
    ignored
        Columns of which somebody says that they change nothing.
    has_shares
        Whether a column is known to name shares; else a number in another may be one.
    """

    def __init__(
        self,
        header: Sequence[str],
        read: Collection[str],
        ignored: Collection[str] = (),
        *,
        has_shares: bool = True,
    ) -> None:
        self._has_shares = has_shares
        known = {*read, *ignored}
        unread = [one for one in header if one not in known and not _is_plain(one)]
        self._may_end = [one for one in unread if may_end(one)]
        self._turning = [one for one in unread if one not in self._may_end and _may_turn(one)]
        named = {*self._may_end, *self._turning}
        self._others = [one for one in unread if one not in named]

    def check(self, cells: Mapping[str, str]) -> None:
        """Refuse a row of which an unread cell may change the meaning.

        Raises
        ------
        CellError
            With the column, and what the cell may say.
        """
        for columns, why in (
            (self._may_end, _ends),
            (self._turning, _turns),
            (self._others, _speaks if self._has_shares else _speaks_or_counts),
        ):
            for column in columns:
                if (text := cells[column]) and (said := why(text)):
                    hint = f"--ignore {column!r} if it changes nothing, or a mapping"
                    hint += _by_field(column)
                    raise CellError(column, f"{said}, and the column is not read", hint)


def _by_field(column: str) -> str:
    """Which field of a mapping a column fills that says that somebody holds for others."""
    words = turned(plain_name(column), FOR_ANOTHER)
    return ": fields.capacity, or fields.principal for whom" if words else ""


def may_end(column: str) -> bool:
    """Whether the name of a column has a word for an end.

    >>> may_end("Resigned on"), may_end("股权转让日期"), may_end("Sector")
    (True, True, False)
    """
    return _has(plain_name(column), _ending())


def _may_turn(column: str) -> bool:
    return "%" in column or "％" in column or _has(plain_name(column), _turning())


def _is_plain(column: str) -> bool:
    return plain_name(column) in _plain()


def _has(name: str, known: Mapping[str, str]) -> bool:
    words = name.split()
    return any(
        word in words if place == "word" and " " not in word
        else any(one.startswith(word) for one in words) if place == "start"
        else word in name
        for word, place in known.items()
    )  # fmt: skip


def _ends(text: str) -> str:
    """Whether a cell of such a column says that something ended: a day, a yes, a word for it."""
    if said := status(text):
        return f"{text!r} may say that the stake ended" if said.is_flag == said.holds else ""
    if _is_day(text):
        return f"{text!r} may say that the stake ended"
    if text.casefold() in _neutral():
        return ""
    return turned(text) or f"{text!r} may say that the stake ended"


def _turns(text: str) -> str:
    said = status(text)
    if (said and said.is_flag and not said.holds) or text.casefold() in _neutral():
        return ""  # no to whatever the column asks, or a word for what every row is
    return turned(text) or f"{text!r} may change what the row says"


def _speaks(text: str) -> str:
    """What a cell of any other column says that may change its row."""
    if _SHARE.fullmatch(text):
        return f"{text!r} is a share"
    if said := status(text):
        return "" if said.is_flag and text.isdigit() else f"{text!r} may say whether it holds"
    if not re.fullmatch(r"\d{4}", text) and not _AMOUNT.fullmatch(text) and _is_day(text):
        return f"{text!r} is a day"
    return turned(text)


def _speaks_or_counts(text: str) -> str:
    """The same where no column is known to name shares."""
    if _NUMBER.fullmatch(text):
        return f"{text!r} may be a share, and no column is known to name shares"
    return _speaks(text)


def _is_day(text: str) -> bool:
    try:
        PartialDate.parse(date_of(text))
    except BadDateError:
        return bool(_DAY.fullmatch(text))  # one that may be two days is a day
    return True


@cache
def _ending() -> dict[str, str]:
    return {row["word"]: row["place"] for row in rows("ending-words")}


@cache
def _turning() -> dict[str, str]:
    return {row["word"]: row["place"] for row in rows("turning-columns")}


@cache
def _neutral() -> frozenset[str]:
    """Words that say of a row what it is taken for: a holder of ordinary shares."""
    return frozenset(row["word"] for row in rows("neutral-words"))


@cache
def _plain() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("plain-columns"))
