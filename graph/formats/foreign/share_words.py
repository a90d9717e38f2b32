"""A share as people write it in a cell → bounds in percent.

``60%``, ``12,5``, ``25-50``, ``<5``, ``>75%``, ``at least 30``, ``75% or more``,
``more than 25% but not more than 50%``, ``不超过 5%``, ``wholly owned``. Words that
bound a number are data (``ontology/crosswalks/share-words.csv``). A figure that only says
*about* is refused: how far off it may be is not said, and nobody here may choose it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from graph.claims.shares import HUNDRED, Share
from graph.errors import ImpossibleShareError
from graph.formats.files.unseen import narrow
from graph.formats.tables.cells import number
from graph.fraction import Fraction
from ontology.crosswalks import rows

UNITS = ("percent", "fraction", "unsaid")
# Where a lower bound may end and an upper one begin.
_CUTS = re.compile(r"\s*(?:\bbut\b|\band\b|[,;但且、]|[-–—](?=\s*[<≤]))\s*|\s+|(?<=[上下])(?=\d)")
_PERCENT = re.compile(
    r"\s*(?:%|percent|per cent|pct\.?|prozent|v\.\s?h\.|pour cent|por ciento|per cento|procent"
    r"|个百分点)\s*$"
)
# A comma before three digits may part thousands, so that it is not taken for a decimal one.
_PLAIN = re.compile(r"(?:\d+|(?=\.))(?:\.\d+|,\d{1,2}|,\d{4,})?", re.ASCII)
_ABOUT = re.compile(
    r"[~≈]|(?:about|approx|around|circa|roughly|nearly|almost|ca?\.|etwa|rund|environ|circa|约|大约|約)"
)
_MARKS = re.compile(r"[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+$")  # of a footnote
_PART = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})", re.ASCII)
# A point before three digits alone parts thousands in many countries.
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}", re.ASCII)
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
    graph.errors.ImpossibleShareError: 'about 60' is no share: how far off it may be is not said

    Raises
    ------
    ImpossibleShareError
        If the text is no share, or one below 0 or above 100 %.
    """
    said = " ".join(narrow(text).casefold().split()).removeprefix("百分之")
    said = _MARKS.sub("", said).removeprefix("(").removesuffix(")") or said
    if part := _part(said):
        return part
    exact = _number(said, unit)
    if exact is not None:
        return Share(exact, exact)
    one_side = _one_side(said, unit) or _both_sides(said, unit)
    if one_side is not None:
        return one_side
    match = _RANGE.fullmatch(said)
    if match is not None:
        upper = _number(match[2], unit)
        percent_later = bool(_PERCENT.search(match[2])) and not _PERCENT.search(match[1])
        lower = _number(match[1] + "%" if percent_later else match[1], unit)
        if lower is not None and upper is not None:
            return Share(lower, upper)
    why = ": how far off it may be is not said" if _ABOUT.match(said) else ""
    raise ImpossibleShareError(f"{text!r} is no share{why}")


def _one_side(said: str, unit: str) -> Share | None:
    """A number beside a word that bounds it, or a word that says a share itself."""
    for word, (bound, value, place) in _words().items():
        if place == "whole":
            if said == word:
                return _bounded(bound, Decimal(value))
            continue
        cut = said.removeprefix(word) if place == "before" else said.removesuffix(word)
        limit = _number(cut.strip(), unit) if cut != said else None
        if limit is not None:
            return _bounded(bound, limit)
    return None


def _both_sides(said: str, unit: str) -> Share | None:
    """A lower bound and an upper one, each with its word: *over 25 % but not more than 50 %*."""
    for cut in _CUTS.finditer(said):
        first, second = _one_side(said[: cut.start()], unit), _one_side(said[cut.end() :], unit)
        if first is None or second is None:
            continue
        low, high = (first, second) if first.upper == HUNDRED else (second, first)
        if low.upper == HUNDRED and high.lower == 0 and low.lower > 0 and high.upper < HUNDRED:
            return Share(low.lower, high.upper, low.lower_open, high.upper_open)
    return None


def _number(text: str, unit: str) -> Decimal | None:
    """A plain number in percent; nothing when the text is not one."""
    bare = _PERCENT.sub("", text).strip()
    if not _PLAIN.fullmatch(bare):
        return None
    if unit == "unsaid" and bare == text and _THOUSANDS.fullmatch(bare):
        problem = f"{text} may be thousands or have three decimals; a sign of percent can say"
        raise ImpossibleShareError(problem)
    plain = bare.replace(",", ".")
    value = number(f"0{plain}" if plain.startswith(".") else plain)
    if bare != text or unit == "percent":
        return value
    if unit == "unsaid" and 0 < value <= 1:
        raise ImpossibleShareError(f"{text} may be a percentage or a fraction; a mapping can say")
    return number(format(value * HUNDRED, "f")) if unit == "fraction" else value


def _part(said: str) -> Share | None:
    """A fraction as people write it, 1/3, between its nearest figures of four digits."""
    found = _PART.fullmatch(said)
    if found is None or not int(found[2]) > 0 or int(found[1]) > int(found[2]):
        return None
    exact = Fraction(int(found[1]), int(found[2])) * 10_000_00
    low, high = exact.numerator // exact.denominator, -(-exact.numerator // exact.denominator)
    return Share(Decimal(low).scaleb(-4), Decimal(high).scaleb(-4))


def _bounded(bound: str, limit: Decimal) -> Share:
    zero = Decimal(0)
    if bound == "exact":
        return Share(limit, limit)
    if bound in ("above", "atLeast"):
        return Share(limit, HUNDRED, lower_open=bound == "above")
    return Share(zero, limit, upper_open=bound == "below")


@cache
def _words() -> dict[str, tuple[str, str, str]]:
    """Word → bound, the value it has itself, and where it stands; the longest words first."""
    found = {row["word"]: (row["bound"], row["value"], row["place"]) for row in rows("share-words")}
    return dict(sorted(found.items(), key=lambda item: -len(item[0])))
