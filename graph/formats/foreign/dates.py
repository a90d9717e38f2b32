"""A date as people write it in a cell → ours, where it can mean one day only.

``2025/3/5``, ``20250305``, ``2025年3月5日``, ``5.3.2025`` (with points the day stands
first), ``5 March 2025``, ``25/12/2025``. ``5/3/2025`` is 5 March to some and 3 May to others, and
is refused; so is a year of two digits.
"""

from __future__ import annotations

import re
from functools import cache

from graph.claims.periods import PartialDate
from graph.errors import BadDateError
from graph.formats.files.unseen import narrow

_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z| ?[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?" + _TIME)
_COMPACT = re.compile(r"((?:1[6-9]|20|21)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}){_TIME}")
_MONTH_AND_YEAR = re.compile(r"(\d{1,2})[./](\d{4})")
_DAY_FIRST = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ -](?:de )?)?([^\W\d_]+)\.?[ -](?:de )?(\d{4})"
)
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
# In these a name of a month means one month; in others the same name is another (Croatian).
_LANGUAGES = ("de", "es", "fr", "it", "nl", "pt", "en")
_LAST_MONTH = 12


def date_of(text: str) -> str:
    """A date in our form; what is none as it stands, to be refused by name.

    Digits of any script are read, since people write their tables so.

    >>> date_of("2025/3/5"), date_of("2025年3月"), date_of("２０２５"), date_of("5.3.2025")
    ('2025-03-05', '2025-03', '2025', '2025-03-05')
    >>> date_of("Mar 5, 2025"), date_of("25/12/2025"), date_of("soon")
    ('2025-03-05', '2025-12-25', 'soon')

    Raises
    ------
    BadDateError
        If it may be two days.
    """
    said = " ".join(narrow(text).split())
    if match := _YEAR_FIRST.fullmatch(said) or _COMPACT.fullmatch(said):
        return _written(*match.groups())
    if match := _YEAR_LAST.fullmatch(said):
        first, sign, second, year = match.groups()
        return _written(year, *_month_and_day(int(first), int(second), sign, text))
    if match := _MONTH_AND_YEAR.fullmatch(said):
        return _written(match[2], match[1])
    words = said.casefold()
    if match := _DAY_FIRST.fullmatch(words):
        day, name, year = match.groups()
    elif match := _MONTH_FIRST.fullmatch(words):
        name, day, year = match.groups()
    else:
        return text
    month = _months().get(name)
    return _written(year, str(month), day) if month else text


_WITHIN = re.compile(
    r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[-/.]\s?\d{1,2}[-/.]\s?\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th|er|º|\.)? (?:de )?[^\W\d_]+\.? (?:de )?\d{4}"
    r"|[^\W\d_]+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
)


def day_within(text: str) -> str:
    """The one day that a title or a line of text names; nothing where it names none, or several.

    >>> day_within("Shareholders as at 31 December 2015"), day_within("Register of 2024")
    ('2015-12-31', '')
    """
    found = set()
    for said in _WITHIN.findall(" ".join(narrow(text).split())):
        try:
            day = PartialDate.parse(date_of(said))
        except BadDateError:
            continue
        found.add(str(day))
    return found.pop() if len(found) == 1 else ""


def _month_and_day(first: int, second: int, sign: str, text: str) -> tuple[str, str]:
    """Which of two numbers is the month, and which the day."""
    if sign == "." or first > _LAST_MONTH or first == second:
        return str(second), str(first)
    if second > _LAST_MONTH:
        return str(first), str(second)
    problem = f"{text!r} may be two days: which number is the month is not said"
    raise BadDateError(f"{problem}; write YYYY-MM-DD")


def _written(*parts: str | None) -> str:
    return "-".join(str(int(part)).zfill(2) for part in parts if part)


@cache
def _months() -> dict[str, int]:
    """Names of months in small letters; the English ones as they are shortened too."""
    from babel.dates import get_month_names  # its data take a while, and few tables need them

    found = {"sept": 9}
    for language in _LANGUAGES:
        for number, name in get_month_names("wide", locale=language).items():
            found[name.casefold()] = number
    for number, name in get_month_names("abbreviated", locale="en").items():
        found[name.casefold()] = number
    return found
