"""Answers on figures in a language: numbers with their hedges, periods, and sentences of few forms.

English is what answers say (:mod:`graph.profiles.indicators`, :mod:`graph.profiles.reliance`).
Another language has the same forms from its catalog, under the context ``page``. What a source
calls a thing or a count is quoted and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from msgspec.structs import replace

from graph.answers.indicators import Figure
from graph.answers.names import label
from graph.answers.reliance import (
    FormValue,
    Reliance,
    RelianceBasis,
    ReliancePoint,
    RelianceSplit,
    SplitPoint,
    SplitValue,
)
from ontology.load import codes
from ontology.translations import SOURCE, translated

#: Sentences of calculations, with the places of what changes.
FORMS = (
    "{period}, {basis}: the form alone decides if that lies within an aim of {limit}: {forms}.",
    (
        "{period}, {formula}: the basis alone decides if that lies within an aim of {limit}: "
        "it does on {kept}, and not on {missed}."
    ),
    "{years}: {part} is there and {whole} is not",
    "{years}: neither {part} nor {whole} is there",
    "{years}: there are several figures for {part} or {whole}, and none is chosen",
    "{years}: no rate between the two currencies is cited",
    "{years}: the two are in units that are not the same, and not money",
    "{years}: an amount is below zero, and only amounts are divided",
    "{years}: what would be divided by is nothing",
    "{rate} {currency} for one {base}, the mean of {year}",
)
BOUNDS = ("at least", "at most", "more than", "less than")
BY, RANK, A_YEAR = "by {day}", "rank {number}", "{number} a year"
HEDGED, OF = "{number} ({hedge})", "{number} of {whole}"
_PLACE = re.compile(r"\{(\w+)\}")
_STRETCH = re.compile(r"(\d{4}) to (\d{4})")
_A_YEAR, _RANK = " a year", "rank "


def without_whole(text: str, whole: str) -> str:
    """A figure without what it is a part of, in either language.

    >>> without_whole("70 % of use", "use"), without_whole("70 %（use）", "use")
    ('70 %', '70 %')
    """
    return text.replace(f" of {whole}", "", 1).replace(f"（{whole}）", "", 1) if whole else text


def figure_in(language: str, one: Figure) -> Figure:
    """A figure with its number and period in a language.

    >>> aim = Figure(id="a", kind="target", text="at most 30 % of use", period="by 2025",
    ...              unit="percent", whole="use", printed_upper=30.0)
    >>> figure_in("zh", aim).text, figure_in("zh", aim).period
    ('至多30 %（use）', '至2025')
    """
    if language == SOURCE:
        return one
    return replace(one, text=_number(language, one), period=period_in(language, one.period))


def period_in(language: str, period: str) -> str:
    """For when a figure is; of an aim by when."""
    day = period.removeprefix("by ")
    return period if day == period else translated(language, "page", BY).format(day=day)


def bound_in(language: str, text: str) -> str:
    """A number that may be a bound.

    >>> bound_in("zh", "more than 33.3 %"), bound_in("zh", "33.3–50 %")
    ('超过33.3 %', '33.3–50 %')
    """
    for bound in BOUNDS:
        if text.startswith(f"{bound} "):
            return translated(language, "page", bound) + text.removeprefix(f"{bound} ")
    return translated(language, "page", text)


def _number(language: str, one: Figure) -> str:
    """The number of a figure; what a source has in words is quoted."""
    if one.printed_lower is None and one.printed_upper is None:
        return one.text
    text = one.text
    hedge = one.hedge if one.hedge and text.endswith(f" ({one.hedge})") else ""
    text = text.removesuffix(f" ({hedge})") if hedge else text
    before = f"{one.hedge} " if one.hedge and text.startswith(f"{one.hedge} ") else ""
    text = text.removeprefix(before)
    if not before:
        bound = next((word for word in BOUNDS if text.startswith(f"{word} ")), "")
        before = f"{bound} " if bound else ""
        text = text.removeprefix(before)
    said = translated(language, "page", before.strip()) + _unit(language, one, text)
    if hedge:
        said = translated(language, "page", HEDGED).format(
            number=said, hedge=translated(language, "page", hedge)
        )
    return said


def _unit(language: str, one: Figure, text: str) -> str:
    """The bare number with its unit and what it is a part of."""
    if one.unit == "count" and one.whole:
        number = text.removesuffix(f" {one.whole}")
    else:
        number = without_whole(text, one.whole)
    if one.unit == "percentPerYear":
        bare = number.removesuffix(_A_YEAR)
        number = translated(language, "page", A_YEAR).format(number=bare)
    elif one.unit == "rank":
        bare = number.removeprefix(_RANK)
        number = translated(language, "page", RANK).format(number=bare)
    else:
        number = _in_unit(language, one.unit, number)
    if not one.whole or (one.unit not in ("percent", "count")):
        return number
    return translated(language, "page", OF).format(number=number, whole=one.whole)


def _in_unit(language: str, unit: str, number: str) -> str:
    """A number behind which its unit stands as a codelist calls it."""
    known, english = codes("Units").get(unit), label(unit, "Units")
    if known is None or language != "zh" or not known.label_zh:
        return number
    return number.removesuffix(english) + known.label_zh if number.endswith(english) else number


def reliance_in(language: str, found: Reliance) -> Reliance:
    """A calculation in a language: what it asks and counts, its values, and what decides."""
    if language == SOURCE:
        return found

    def word(text: str) -> str:
        return translated(language, "page", text)

    bases = {one.id: word(one.name) for one in found.bases}
    return replace(
        found,
        name=word(found.name),
        question=word(found.question),
        note=word(found.note),
        bases=tuple(_basis(language, one) for one in found.bases),
        aims=tuple(figure_in(language, one) for one in found.aims),
        remarks=tuple(sentence_in(language, one, bases) for one in found.remarks),
        splits=tuple(_split(language, one) for one in found.splits),
    )


def _basis(language: str, basis: RelianceBasis) -> RelianceBasis:
    return replace(
        basis,
        name=translated(language, "page", basis.name),
        counts=translated(language, "page", basis.counts),
        points=tuple(_point(language, one) for one in basis.points),
        missing=tuple(sentence_in(language, one) for one in basis.missing),
    )


def _point(language: str, point: ReliancePoint) -> ReliancePoint:
    rate = point.conversion
    return replace(
        point,
        period=period_in(language, point.period),
        part=figure_in(language, point.part),
        whole=figure_in(language, point.whole),
        values=tuple(_value(language, one) for one in point.values),
        conversion=None if rate is None else replace(rate, text=sentence_in(language, rate.text)),
        printed=tuple(figure_in(language, one) for one in point.printed),
    )


def _value(language: str, value: FormValue) -> FormValue:
    aims = tuple(replace(aim, text=bound_in(language, aim.text)) for aim in value.aims)
    return replace(value, text=bound_in(language, value.text), aims=aims)


def _split(language: str, split: RelianceSplit) -> RelianceSplit:
    return replace(
        split,
        name=translated(language, "page", split.name),
        counts=translated(language, "page", split.counts),
        points=tuple(_split_point(language, one) for one in split.points),
    )


def _split_point(language: str, point: SplitPoint) -> SplitPoint:
    return replace(
        point,
        period=period_in(language, point.period),
        shares=tuple(replace(one, figure=figure_in(language, one.figure)) for one in point.shares),
        values=tuple(replace(one, text=_split_text(language, one, point)) for one in point.values),
        not_named=bound_in(language, point.not_named),
    )


def _split_text(language: str, value: SplitValue, point: SplitPoint) -> str:
    """A part from home in a language; one that a source prints with its hedge, as the figure is."""
    if value.by != "asPrinted":
        return bound_in(language, value.text)
    figure = point.shares[0].figure
    return without_whole(figure_in(language, figure).text, figure.whole)


def sentence_in(language: str, text: str, bases: Mapping[str, str] | None = None) -> str:
    """A sentence of a calculation in its form; ``bases`` are their names by id.

    >>> sentence_in("zh", "1999 to 2001 and 2005: M is there and R is not")
    '1999至2001、2005年：有M而无R'
    """
    if language == SOURCE:
        return text
    for english, pattern in _forms():
        if found := pattern.fullmatch(text):
            places = {
                place: _place(language, place, said, bases or {})
                for place, said in found.groupdict().items()
            }
            return translated(language, "page", english).format(**places)
    return text


def _place(language: str, place: str, said: str, bases: Mapping[str, str]) -> str:
    written: Mapping[str, Callable[[], str]] = {
        "period": lambda: period_in(language, said),
        "basis": lambda: translated(language, "page", said),
        "limit": lambda: bound_in(language, said),
        "years": lambda: _STRETCH.sub(r"\1至\2", said).replace(" and ", "、").replace(", ", "、"),
        "forms": lambda: "，".join(_form(language, one) for one in said.split(" and ")),
        "kept": lambda: "、".join(bases.get(one, one) for one in said.split(", ")),
        "missed": lambda: "、".join(bases.get(one, one) for one in said.split(", ")),
    }
    return written[place]() if place in written else said


def _form(language: str, said: str) -> str:
    """A formula and what it comes to, which may be a bound."""
    for bound in BOUNDS:
        formula, between, number = said.partition(f" {bound} ")
        if between:
            return f"{formula} {bound_in(language, f'{bound} {number}')}"
    return said


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each form in English, and as a pattern."""
    return tuple((form, re.compile(_pattern(form))) for form in FORMS)


def _pattern(form: str) -> str:
    written = _PLACE.split(form)  # text, place, text, place, …, text
    return "".join(
        f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(written)
    )
