"""The languages of answers: days, lists, sums of money, places and codes as each writes them.

They are taken from the locale data that Babel brings, unless a catalog or codelist of ours has a
word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Literal, get_args

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_compact_decimal, get_currency_name

from graph.claims.periods import PartialDate
from graph.errors import InputError
from graph.fraction import Fraction
from ontology.load import codes
from ontology.translations import LANGUAGES, translated

Language = Literal["en", "zh"]
EVERY: tuple[Language, ...] = get_args(Language)
LOCALES: Mapping[str, str] = {"en": "en_GB", "zh": "zh_Hans_CN"}
_PLURAL_PLACES = re.compile(r"(Islands|States|Kingdom|Netherlands|Emirates|Philippines|Republic)$")


def language_of(given: str) -> Language:
    """A language that the page is written in; raises :class:`InputError` with those there are."""
    for known in get_args(Language):
        if given == known:
            language: Language = known
            return language
    raise InputError(f"{given!r} is not a language here; there are: {', '.join(LANGUAGES)}")


class InLanguage:
    """Writes values in one language; knows no firm and no phrase."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return _locale(LOCALES[self.language])

    def clauses(self, parts: Iterable[str]) -> str:
        """Parts of a sentence one after the other."""
        return ("；" if self.language == "zh" else "; ").join(parts)

    def list(self, parts: Iterable[str]) -> str:
        """An enumeration with its last "and"."""
        return str(format_list([*parts], locale=self.locale))

    def territory(self, code: str) -> str:
        """A jurisdiction by its two letters."""
        own = translated(self.language, "territory", code)
        return own if own != code else str(self.locale.territories.get(code, code))

    def within(self, name: str) -> str:
        """A place as it stands behind "in" or "of".

        English puts an article before some.
        """
        article = self.language == "en" and _PLURAL_PLACES.search(name)
        return f"the {name}" if article else name

    def with_article(self, name: str) -> str:
        """The name of an institution in an English sentence."""
        return f"the {name}" if self.language == "en" else name

    def label(self, code: str, scheme: str) -> str:
        """A code as its codelist labels it in the language."""
        found = codes(scheme).get(code)
        if found is None:
            return code
        if self.language == "zh":
            return found.label_zh or translated(self.language, scheme, found.label)
        return found.label

    def day(self, value: date | PartialDate | str) -> str:
        """A day, a month or a year, as precise as it was given."""
        if isinstance(value, str):
            value = PartialDate.parse(value)
        if isinstance(value, date):
            value = PartialDate(value)
        if value.precision == "year":
            return f"{value.first.year}年" if self.language == "zh" else str(value.first.year)
        if value.precision == "month":
            form = "y年M月" if self.language == "zh" else "MMMM y"
            return str(format_date(value.first, form, locale=self.locale))
        return str(format_date(value.first, "long", locale=self.locale))

    def currency(self, code: str) -> str:
        """A currency by its name in Chinese, by its three letters in English."""
        return get_currency_name(code, locale=self.locale) if self.language == "zh" else code

    def least_money(self, amount: Fraction, currency: str) -> str:
        """A sum that is a least: what is cut off is cut, never rounded up."""
        step = self._step(amount)
        return self.money(float(amount // step * step), currency)

    def most_money(self, amount: Fraction, currency: str) -> str:
        """A sum that is a most: what is cut off is added, never rounded down."""
        step = self._step(amount)
        return self.money(float(-(-amount // step) * step), currency)

    def _step(self, amount: Fraction) -> Fraction:
        """The last digit that is printed of a sum.

        English counts in thousands of thousands, Chinese in ten thousands.
        """
        group = 4 if self.language == "zh" else 3
        digits = len(str(int(amount))) - 1
        return Fraction(10) ** (digits // group * group - 2)

    def money(self, amount: float, currency: str) -> str:
        """A sum of money, in the units in which people speak of it."""
        if self.language == "zh":
            number = format_compact_decimal(amount, locale=self.locale, fraction_digits=2)
            return f"{number}{self.currency(currency)}"
        number = format_compact_decimal(
            amount, format_type="long", locale=self.locale, fraction_digits=2
        )
        return f"{currency} {number}"


@cache
def _locale(name: str) -> Locale:
    return Locale.parse(name)
