"""A share as people write it in a cell → bounds in percent.

``60%``, ``12,5``, ``25-50``, ``<5``, ``>75%``, ``at least 30``, ``不超过 5%``,
``wholly owned``. Words that bound a number are data
(``ontology/crosswalks/share-words.csv``). A figure that only says *about* is
refused: how far off it may be is not said, and nobody here may choose it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from graph.claims.shares import HUNDRED, Share
from graph.errors import ImpossibleShareError
from graph.formats.tables.cells import number
from ontology.crosswalks import rows

UNITS = ("percent", "fraction", "unsaid")
_SIGNS = str.maketrans({"％": "%", "＜": "<", "＞": ">", "，": ",", "．": "."})
_PERCENT = re.compile(r"\s*(?:%|percent|per cent|pct\.?|个百分点)\s*$")
# A comma before three digits may part thousands, so that it is not taken for a decimal one.
_PLAIN = re.compile(r"\d+(?:\.\d+|,\d{1,2}|,\d{4,})?", re.ASCII)
_RANGE = re.compile(r"(?:between\s+|from\s+)?(.+?)\s*(?:-|–|—|~|\bto\b|\band\b|至|到)\s*(.+)")


@lru_cache(maxsize=65536)
def read_share(text: str, unit: str = "percent") -> Share:
    """The share that a cell states.

    ``unit`` is that of a bare number: ``percent``, ``fraction``, or ``unsaid``, when one up to 1
    is refused because it may be either.

    >>> print(read_share("25-50 %"), "|", read_share(">75%"), "|", read_share("0.6", "fraction"))
    25–50 % | over 75 % | 60 %
    >>> read_share("about 60")
    Traceback (most recent call last):
    ...
    graph.errors.ImpossibleShareError: 'about 60' is no share

    Raises
    ------
    ImpossibleShareError
        If the text is no share, or one below 0 or above 100 %.
    """
    said = " ".join(text.translate(_SIGNS).casefold().split()).removeprefix("百分之")
    exact = _number(said, unit)
    if exact is not None:
        return Share(exact, exact)
    if said in _words() and _words()[said][1]:
        bound, value = _words()[said]
        return _bounded(bound, Decimal(value))
    for word, (bound, value) in _words().items():
        if not value and said.startswith(word):
            limit = _number(said.removeprefix(word).strip(), unit)
            if limit is not None:
                return _bounded(bound, limit)
    match = _RANGE.fullmatch(said)
    if match is not None:
        upper = _number(match[2], unit)
        percent_later = bool(_PERCENT.search(match[2])) and not _PERCENT.search(match[1])
        lower = _number(match[1] + "%" if percent_later else match[1], unit)
        if lower is not None and upper is not None:
            return Share(lower, upper)
    raise ImpossibleShareError(f"{text!r} is no share")


def _number(text: str, unit: str) -> Decimal | None:
    """A plain number in percent; nothing when the text is not one."""
    bare = _PERCENT.sub("", text).strip()
    if not _PLAIN.fullmatch(bare):
        return None
    value = number(bare.replace(",", "."))
    if bare != text or unit == "percent":
        return value
    if unit == "unsaid" and 0 < value <= 1:
        raise ImpossibleShareError(f"{text} may be a percentage or a fraction; a mapping can say")
    return number(format(value * HUNDRED, "f")) if unit == "fraction" else value


def _bounded(bound: str, limit: Decimal) -> Share:
    zero = Decimal(0)
    if bound == "exact":
        return Share(limit, limit)
    if bound in ("above", "atLeast"):
        return Share(limit, HUNDRED, lower_open=bound == "above")
    return Share(zero, limit, upper_open=bound == "below")


@cache
def _words() -> dict[str, tuple[str, str]]:
    """Word → bound and, where it says so itself, value; the longest words first."""
    found = {row["word"]: (row["bound"], row["value"]) for row in rows("share-words")}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
