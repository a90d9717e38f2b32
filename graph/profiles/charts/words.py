"""The words of a chart in a language: kinds, units, and sentences with places."""

from __future__ import annotations

from graph.answers.chart import ChartKey
from graph.answers.figures_in import without_whole
from graph.answers.indicators import Figure
from graph.answers.names import label
from graph.claims.figure_kinds import FIGURE_KINDS
from ontology.load import codes
from ontology.translations import translated

#: What a chart says, by what the code calls it. In Chinese under the context ``page``.
WORDS = {
    "onlyOne": "One figure is on record.",
    "noContradiction": "{count} figures, and no two of them contradict each other.",
    "contradiction": "{count} figures; pairs that contradict each other: {pairs}.",
    "countedAlike": "{count} figures, and no two that are counted alike contradict each other.",
    "oneContradiction": "{count} figures; two of them contradict each other: {one} and {other}.",
    "noFall": "From {one} to {other} is no fall: they differ in {differs}.",
    "noRise": "From {one} to {other} is no rise: they differ in {differs}.",
    "scales": (
        "Each scale has figures in one unit and of one whole. Dots on two scales are not compared."
    ),
    "joined": "A line joins only neighbouring years counted alike; a gap is left open.",
    "hedged": (
        "An arrow is a side that the source leaves open; a bar goes from bound to bound."
    ),
    "of": "Part of {whole}, in per cent",
    "percent": "In per cent; of what is not said",
    "counted": "Number: {whole}",
    "inMany": "{unit}, in {many}",
    "thousands": "thousands", "millions": "millions", "billions": "billions",
    "by": "by {day}", "undated": "no date printed",
    "inWords": "Aims and figures that are words, without a place on a scale: {which}",
    "read": "Read in: {which}", "more": "and {count} more documents",
    "release": "zizhu, release {id}",
    "inYear": "{year}", "byFormula": "{when}, {formula}", "aimBy": "{aim} by {day}",
    "notDue": "It was not yet due.",
    "noDay": "By when that aim is to be reached was not read.",
    "range": "{year}: from {least} to {most}, by what is counted.",
    "one": "{year}: {least}.", "oneOnly": "{least}.",
    "rangeAbout": "From {least} to {most}, by what it is about and what is counted.",
    "decides": "The count alone decides if that lies within an aim of {aim}.",
    "outside": "No count lies within the aim of {aim}.",
    "within": "Every count lies within the aim of {aim}.",
    "aims": "Aims: {which}",
    "seeAlso": "See also, computed: {name}: {values}.",
    "seeAlsoAims": "See also, computed: {name}: {values}; aims: {aims}.",
    "missing": "missing: {which}",
    "noFigure": "no figure for {years}",
    "unit": "unit", "indicator": "indicator", "about": "country or sector", "kind": "kind",
    "period": "time", "says": "author", "countsBy": "line", "variant": "count", "whole": "whole",
    "definitions": "definition",
}  # fmt: skip
KEYS = {
    "target": "aim", "observed": "observed", "estimate": "estimate", "forecast": "forecast",
}  # fmt: skip


def say(language: str, code: str, **places: object) -> str:
    """A sentence of a chart.

    >>> say("en", "by", day="2025")
    'by 2025'
    """
    return translated(language, "page", WORDS[code]).format(**places)


def kind_said(language: str, kind: str) -> str:
    """What a kind of figure is called."""
    return translated(language, "page", KEYS.get(kind, kind))


def keys_of(language: str, kinds: set[str]) -> tuple[ChartKey, ...]:
    """The kinds that occur, in a fixed order."""
    there = (kind for kind in FIGURE_KINDS if kind in kinds)
    return tuple(ChartKey(kind=kind, text=kind_said(language, kind)) for kind in there)


def unit_said(language: str, unit: str) -> str:
    """A unit as its codelist calls it; a currency by its code."""
    if not unit or unit in codes("Currencies"):
        return unit
    found = codes("Units").get(unit)
    chinese = found.label_zh if found and language == "zh" else ""
    return chinese or label(unit, "Units")


def listed(language: str, words: list[str]) -> str:
    """A few words as a list.

    >>> listed("en", ["whole", "count", "time"]), listed("zh", ["整体", "时间"])
    ('whole, count and time', '整体、时间')
    """
    if language == "zh" or len(words) == 1:
        return "、".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def years_lacking(language: str, stretches: tuple[tuple[int, int], ...]) -> str:
    """The years a series has no figure for.

    >>> years_lacking("en", ((2012, 2012), (2015, 2017)))
    'no figure for 2012 and 2015–2017'
    """
    said = [str(one) if one == last else f"{one}–{last}" for one, last in stretches]
    return say(language, "noFigure", years=listed(language, said))


def number_said(one: Figure) -> str:
    """The figure without what it is a part of, which stands over the scale."""
    return without_whole(one.text, one.whole)


def when_said(language: str, kind: str, period: str) -> str:
    """For when a figure is.

    >>> when_said("en", "target", "by 2025"), when_said("en", "observed", "2014")
    ('by 2025', '2014')
    """
    if not period:
        return say(language, "undated")
    if period.startswith("by "):
        return say(language, "by", day=period.removeprefix("by "))
    return period
