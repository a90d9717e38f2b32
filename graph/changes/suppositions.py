"""What somebody may suppose, in a small language, read strictly.

::

    set           HOLDER[->FIRM]=SHARE [economic|voting]   a stake, as large as that
    remove        CLAIM, or PARTY->TARGET                  as if it had not been claimed
    close         HOLDER[->FIRM]                           the holder has sold
    complete      FIRM[=LINE]                              no holder above LINE % but those counted
    control       PARTY[->FIRM]=MECHANISM[:RIGHT] [over A,B] [with I,J]
    citizen       PERSON=CN[,US…]                          citizen of these, and of no other
    seat          ENTITY=KY                                incorporated there
    headquarters  ENTITY=CN                                run from there

A firm left out is the one asked about. SHARE is ``12.5``, ``30..40``, ``>50``
or ``<5``, in percent. A holder ``@US`` stands for people from there who are
many and unnamed: a disclosed float. It has a part of the cash flow and directs
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, cast

from msgspec import Struct

from graph.arguments import home_of
from graph.claims.fields import check_code
from graph.claims.model import Control
from graph.claims.shares import Share, percent
from graph.errors import InputError, UnknownTermError
from ontology.load import codes

Option = Literal["set", "remove", "close", "complete", "control", "citizen", "seat", "headquarters"]
FORMS: Mapping[str, str] = {
    "set": "HOLDER[->FIRM]=SHARE [economic|voting], such as fund->firm=30..40",
    "remove": "the id of a claim, or PARTY->TARGET",
    "close": "HOLDER[->FIRM]",
    "complete": "FIRM, or FIRM=LINE in percent",
    "control": "PARTY[->FIRM]=MECHANISM[:RIGHT] [over A,B] [with I,J]",
    "citizen": "PERSON=CN, or several codes with commas between",
    "seat": "ENTITY=KY",
    "headquarters": "ENTITY=CN",
}
MOST = 50  # suppositions at a time
LONGEST = 500  # characters of one
QUANTITIES = ("", "economic", "voting")

_SHARE = re.compile(
    r"(?P<low>[\d.]+)\.\.(?P<high>[\d.]+)|(?P<side>[<>])?\s*(?P<one>[\d.]+)",
    re.ASCII,
)
_POWER = re.compile(
    r"(?P<mechanism>\w+)(?::(?P<right>\w+))?"
    r"(?:\s+over\s+(?P<bound>.+?))?(?:\s+with\s+(?P<instruments>[\w\s,]+))?"
)


class Asked(Struct, frozen=True, kw_only=True):
    """A supposition as it was written, taken apart but with no name looked up."""

    option: Option
    given: str
    one: str  # holder, party, person, entity, claim
    firm: str = ""  # empty: the one asked about
    share: Share | None = None
    quantity: str = ""  # economic, voting; empty: equity, which stands for all that is not apart
    line: Decimal = Decimal(0)
    codes: tuple[str, ...] = ()
    mechanism: str = ""
    right: str = ""
    bound: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()


def parse(given: Mapping[str, Sequence[str]]) -> tuple[Asked, ...]:
    """Read suppositions by option; raise :class:`InputError` naming the one that cannot be read.

    >>> found, = parse({"set": ["fund->firm=30..40"]})
    >>> found.one, found.firm, str(found.share)
    ('fund', 'firm', '30–40 %')
    >>> parse({"set": ["fund=130"]})
    Traceback (most recent call last):
    ...
    graph.errors.InputError: set 'fund=130': 130 is not a share: it must lie between 0 and 100
    percent
    """
    asked: list[Asked] = []
    for option, texts in given.items():
        if option not in FORMS:
            raise InputError(
                f"nothing can be supposed by {option!r}; there are: {', '.join(FORMS)}"
            )
        asked.extend(_parsed(cast("Option", option), text) for text in texts)
    if len(asked) > MOST:
        raise InputError(f"{len(asked)} suppositions; at most {MOST} at a time")
    return tuple(asked)


def _parsed(option: Option, text: str) -> Asked:
    try:
        if len(text) > LONGEST:
            raise InputError(f"longer than {LONGEST} characters")
        return _READERS[option](option, text)
    except InputError as error:
        shown = text if len(text) <= LONGEST else text[:40] + "…"
        raise InputError(f"{option} {shown!r}: {error}") from error


def _sides(option: str, text: str) -> tuple[str, str, str]:
    """Who, in which firm, and what is said of them."""
    left, equals, right = text.rpartition("=")
    if not equals:
        raise InputError(f"write {FORMS[option]}")
    one, firm = _pair(option, left)
    if not right.strip():
        raise InputError(f"nothing after =; write {FORMS[option]}")
    return one, firm, right.strip()


def _pair(option: str, text: str) -> tuple[str, str]:
    one, arrow, firm = (part.strip() for part in text.partition("->"))
    if not one or (arrow and not firm):
        raise InputError(f"write {FORMS[option]}")
    return one, firm


def _set(option: Option, text: str) -> Asked:
    one, firm, said = _sides(option, text)
    size, _, quantity = said.replace("%", " ").strip().partition(" ")
    quantity = quantity.strip()
    if quantity not in QUANTITIES:
        hint = "economic or voting; equity, without a word, stands for the legal basis too"
        raise InputError(f"{quantity!r} is no quantity (valid: {hint})")
    if one.startswith("@"):
        home_of(one[1:])
        quantity = "economic"
    return Asked(
        option=option, given=text, one=one, firm=firm, share=_share(size), quantity=quantity
    )


def _share(text: str) -> Share:
    match = _SHARE.fullmatch(text)
    if match is None:
        raise InputError(f"{text!r} is no share (valid: 12.5, 30..40, >50 or <5)")
    if match["low"]:
        return Share(percent(match["low"]), percent(match["high"]))
    size = percent(match["one"])
    if match["side"] == ">":
        return Share(size, Decimal(100), lower_open=True)
    if match["side"] == "<":
        return Share(Decimal(0), size, upper_open=True)
    return Share(size, size)


def _remove(option: Option, text: str) -> Asked:
    one, firm = _pair(option, text)
    return Asked(option=option, given=text, one=one, firm=firm)


def _complete(option: Option, text: str) -> Asked:
    firm, _, line = text.partition("=")
    if not firm.strip():
        raise InputError(f"write {FORMS[option]}")
    return Asked(option=option, given=text, one=firm.strip(), line=percent(line.strip() or "0"))


def _control(option: Option, text: str) -> Asked:
    one, firm, said = _sides(option, text)
    match = _POWER.fullmatch(said)
    if match is None:
        raise InputError(f"write {FORMS[option]}")
    instruments = _items(match["instruments"] or "")
    try:
        check_code(Control, "mechanism", match["mechanism"])
        for instrument in instruments:
            check_code(Control, "instruments", instrument)
        if match["right"]:
            check_code(Control, "right", match["right"])
    except UnknownTermError as error:
        there = ", ".join(sorted(codes("ControlMechanisms")))
        raise InputError(f"{error} (mechanisms: {there})") from error
    return Asked(
        option=option,
        given=text,
        one=one,
        firm=firm,
        mechanism=match["mechanism"],
        right=match["right"] or "",
        bound=_items(match["bound"] or ""),
        instruments=instruments,
    )


def _placed(option: Option, text: str) -> Asked:
    one, equals, said = (part.strip() for part in text.rpartition("="))
    if not equals or not one or not said:
        raise InputError(f"write {FORMS[option]}")
    where = tuple(home_of(code) for code in _items(said))
    if option != "citizen" and len(where) != 1:
        raise InputError("one jurisdiction, not several")
    return Asked(option=option, given=text, one=one, codes=where)


def _items(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


_READERS = {
    "set": _set,
    "remove": _remove,
    "close": _remove,
    "complete": _complete,
    "control": _control,
    "citizen": _placed,
    "seat": _placed,
    "headquarters": _placed,
}
