"""Of which register a number is that somebody wrote into a form.

Digits alone are a number of England and Wales only where nothing says another part of the United
Kingdom or another country: the registers of Scotland and Northern Ireland have the same digits
behind letters, and Jersey has a register of its own. The words are in ``ontology/crosswalks``.
"""

from __future__ import annotations

import re
from functools import cache

from graph.formats.foreign.placing import place
from graph.formats.psc.fields import FieldError, company_number
from ontology.crosswalks import foreign

HOME = "GB"
ANY = "UK"  # the United Kingdom, of which part is not said
_LETTERS = re.compile(r"([A-Z]{2})(\d{1,6})")
_DIGITS = {"EW": 8, "SC": 6, "NI": 6}  # how many a number has behind the letters of its part


def is_of_this_law(number: str) -> bool:
    """Whether a company of the register is one of the United Kingdom, and no branch of another."""
    return ("prefix", number[:2]) not in foreign("psc")


def number_of_ours(number: str, country: str, register: str, law: str) -> str:
    """The number in the register, if what was written says that it is one; otherwise nothing.

    >>> number_of_ours("123456", "Scotland", "Companies House Edinburgh", "")
    'SC123456'
    >>> number_of_ours("123456", "United Kingdom", "", ""), number_of_ours("sc1234", "", "UK", "")
    ('00123456', 'SC001234')
    >>> number_of_ours("123456", "Jersey", "Companies House", "Jersey")
    ''
    """
    written = number.replace(" ", "").upper()
    said = _named(country) | _named(register)
    if not said & {*_DIGITS, ANY}:
        return ""
    if found := _LETTERS.fullmatch(written):
        written = found[1] + found[2].zfill(6)
    abroad = "" in said or (not country and "" in _named(law))
    if not written.isdigit():
        try:
            lettered = company_number(written, "")
        except FieldError:
            return ""
        return "" if abroad and is_of_this_law(lettered) else lettered
    if abroad or (country and not _named(country)):
        return ""
    parts = said & {*_DIGITS} or _named(law) & {*_DIGITS} or {"EW"}
    part = next(iter(parts))
    if len(parts) > 1 or len(written) > _DIGITS[part]:
        return ""
    return ("" if part == "EW" else part) + written.zfill(_DIGITS[part])


def said_to_be_ours(country: str, register: str) -> bool:
    """Whether a firm is said to be of the United Kingdom, or of this register."""
    return bool((_named(country) | _named(register)) & {*_DIGITS, ANY})


def whereabouts(country: str, register: str) -> str:
    """The jurisdiction of which a firm is said to be; nothing where no word or code names one.

    >>> whereabouts("CN", ""), whereabouts("NI", ""), whereabouts("", "CH")
    ('CN', '', '')
    """
    if country:  # the letters of a part of the United Kingdom are no country here
        return place(country, letters=country not in _DIGITS).jurisdiction
    return place(register, letters=False).jurisdiction


def _named(text: str) -> frozenset[str]:
    """The parts of the United Kingdom that a text names; an empty one for anywhere else."""
    if not text:
        return frozenset()
    elsewhere = place(text, letters=False).jurisdiction not in ("", HOME)
    found = _words().findall(text.casefold())
    parts = foreign("psc")
    named = {parts["part", word][0].value for word in found}
    return frozenset(named | {""} if elsewhere else named)


@cache
def _words() -> re.Pattern[str]:
    """The words for parts, of which the longest counts: Northern Ireland is no Ireland."""
    words = sorted((code for of, code in foreign("psc") if of == "part"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
