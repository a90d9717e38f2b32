"""Percentages as people write them into a text field, and back.

FollowTheMoney keeps an ownership's percentage as free text. Both bounds are read from
a number, a range, the usual words or those of a register; what cannot be read is nothing, and
the reader says so. So is a number whose comma may part thousands or decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from graph.claims.shares import HUNDRED, Share
from graph.errors import ImpossibleShareError
from graph.formats.files.unseen import narrow
from graph.formats.register_words import bands, natures

# A comma before three digits may part thousands, so that it is not taken for a decimal one.
_NUMBER = r"(\d+(?:\.\d+|,\d{1,2}|,\d{4,})?)"
_PERCENT = r"(?:\s*(?:%|percent|per cent|pct))?"
_DASH = r"\s*(?:-|–|—|to|and|until)\s*"
_ABOVE = r"(?:>|more than|greater than|over|above|exceeding)"
_FROM = r"(?:>=|≥|at least|not less than|no less than|minimum)"
_BELOW = r"(?:<|less than|under|below)"
_TO = r"(?:<=|≤|up to|at most|not more than|no more than|maximum)"
_BUT = r"\s*,?\s*(?:but|and)?\s*"
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(form, re.IGNORECASE), kind)
    for form, kind in (
        (rf"(?:between\s*)?(>?)\s*{_NUMBER}{_PERCENT}{_DASH}(<?)\s*{_NUMBER}{_PERCENT}", "range"),
        (
            rf"({_ABOVE}|{_FROM})\s*{_NUMBER}{_PERCENT}{_BUT}({_BELOW}|{_TO})\s*{_NUMBER}{_PERCENT}",
            "between",
        ),
        (rf"{_ABOVE}\s*{_NUMBER}{_PERCENT}", "above"),
        (rf"{_FROM}\s*{_NUMBER}{_PERCENT}", "from"),
        (rf"{_NUMBER}{_PERCENT}\s*(?:\+|or more|and more)", "from"),
        (rf"{_BELOW}\s*{_NUMBER}{_PERCENT}", "below"),
        (rf"{_TO}\s*{_NUMBER}{_PERCENT}", "to"),
        (rf"{_NUMBER}{_PERCENT}", "exact"),
        (r"majority|majority (?:stake|shareholder|owner)", "majority"),
        (r"minority|minority (?:stake|shareholder|owner)", "minority"),
        (r"whol(?:l)?y(?: owned)?|100 ?% owned|sole (?:owner|shareholder)", "whole"),
    )
)
_SIGN = re.compile(r"%|percent|per cent|pct", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:(,)\d{3}|(\.)000)(?![\d.,]|\s*%|\s*p)")
_ONE_ABOVE = re.compile(_ABOVE, re.IGNORECASE)
_ONE_BELOW = re.compile(_BELOW, re.IGNORECASE)


def parse_percentage(text: str) -> Share | None:
    """The share a text speaks of, nothing if it speaks of none we can read.

    Raises :class:`~graph.errors.ImpossibleShareError` for one above 100 or with its
    bounds the wrong way round.

    >>> str(parse_percentage("25-50")), str(parse_percentage("75%"))
    ('25–50 %', '75 %')
    >>> str(parse_percentage("more than 25")), parse_percentage("some")
    ('over 25 %', None)
    >>> str(parse_percentage("more than 25% but not more than 50%")), parse_percentage("1,234")
    ('over 25 to 50 %', None)
    """
    plain = " ".join(narrow(text).split())
    if said := [one.share for one in natures(plain) if one.share is not None]:
        return together(said)
    if plain.casefold() in bands():
        return bands()[plain.casefold()]
    for form, kind in _FORMS:
        if match := form.fullmatch(plain):
            return _share(kind, [(part or "").replace(",", ".") for part in match.groups()])
    return None


def may_be_a_fraction(text: str) -> bool:
    """Whether a bare number up to 1 may be a percentage or a fraction, as in tables of others.

    >>> [may_be_a_fraction(one) for one in ("0.6", ">0.25", "1", "0.6%", "25-50", "5e1")]
    [True, True, True, False, False, False]
    """
    plain = " ".join(narrow(text).split())
    if natures(plain) or plain.casefold() in bands() or _SIGN.search(plain):
        return False
    if not any(form.fullmatch(plain) for form, _ in _FORMS):
        return False
    numbers = [Decimal(found.replace(",", ".")) for found in re.findall(_NUMBER, plain)]
    return any(0 < value <= 1 for value in numbers)


def may_part_thousands(text: str) -> str:
    """The sign in a bare number that may part thousands or decimals; nothing if none may.

    >>> [may_part_thousands(one) for one in ("1,234", "10.000", "10.000%", "33.333", "10.0")]
    [',', '.', '', '', '']
    """
    found = _THOUSANDS.search(" ".join(narrow(text).split()))
    return (found[1] or found[2]) if found else ""


def _share(kind: str, parts: list[str]) -> Share:
    match kind:
        case "range":
            above, lower, below, upper = parts
            return Share.parse(lower, upper, above=bool(above), below=bool(below))
        case "between":
            least, lower, most, upper = parts
            opened = bool(_ONE_ABOVE.fullmatch(least)), bool(_ONE_BELOW.fullmatch(most))
            return Share.parse(lower, upper, above=opened[0], below=opened[1])
        case "above":
            return Share.parse(parts[0], None, above=True)
        case "from":
            return Share.parse(parts[0], None)
        case "below":
            return Share.parse(None, parts[0], below=True)
        case "to":
            return Share.parse(None, parts[0])
        case "majority":
            return Share.parse("50", None, above=True)
        case "minority":
            return Share.parse(None, "50", below=True)
        case "whole":
            return Share(HUNDRED, HUNDRED)
    return Share.parse(parts[0], parts[0])


def together(shares: Iterable[Share]) -> Share:
    """The narrowest range that has room for several shares.

    >>> str(together([parse_percentage("5"), parse_percentage("25-50")]))
    '5–50 %'
    """
    known = list(shares)
    lowest = min(known, key=lambda one: (one.lower, one.lower_open))
    highest = max(known, key=lambda one: (one.upper, not one.upper_open))
    try:
        return Share(lowest.lower, highest.upper, lowest.lower_open, highest.upper_open)
    except ImpossibleShareError:  # an open bound at the only point there is
        return Share(lowest.lower, highest.upper)


def percentage_text(share: Share) -> str:
    """A share as :func:`parse_percentage` reads it back, the same in every bound.

    >>> percentage_text(parse_percentage("more than 25")), percentage_text(parse_percentage("5-10"))
    ('>25', '5-10')
    """
    lower, upper = _plain(share.lower), _plain(share.upper)
    if share.lower == share.upper:
        return lower
    if share.upper == HUNDRED and not share.upper_open:
        return f">{lower}" if share.lower_open else f">={lower}"
    if share.lower == 0 and not share.lower_open:
        return f"<{upper}" if share.upper_open else f"<={upper}"
    return f"{'>' if share.lower_open else ''}{lower}-{'<' if share.upper_open else ''}{upper}"


def _plain(value: Decimal) -> str:
    """A number; one up to 1 with its sign, since it could be read as a fraction without."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if 0 < value <= 1 else text
