"""The chart of figures side by side: a scale for each unit and whole, a row or a place for each.

Figures counted alike for three years or more are a series over years; all others are rows. So a
figure stands once, and no line leads from one definition to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from graph.answers.chart import Chart, ChartGroup, ChartLine, ChartRow, Mark, SeriesPanel, YearMark
from graph.answers.indicators import Figure, FiguresSideBySide, SeeAlso
from graph.profiles.charts.headline import finding
from graph.profiles.charts.words import (
    keys_of,
    kind_said,
    number_said,
    say,
    unit_said,
    when_said,
    years_lacking,
)
from graph.selfreliance.series import missing_years, years_said

LEAST_YEARS = 3  # of a series; fewer are told apart better in rows
MOST_SOURCES = 10
#: From which largest number ticks are in what, and the word for it.
MANY = ((2e9, 1e9, "billions"), (2e6, 1e6, "millions"), (2e4, 1e3, "thousands"))
_YEAR = re.compile(r"\d{4}")

_LARGE = re.compile(r"\d[\d,]*(?:\.\d+)?")

Many = tuple[float, float, str] | None
Key = tuple[str, str, str, str, str]


def chart_of_figures(found: FiguresSideBySide, language: str, release: str) -> Chart:
    """What is drawn of figures side by side, in a language."""
    numbered = tuple(enumerate(found.figures, 1))
    drawn = [(number, one) for number, one in numbered if mark_of(one).ends]
    words = [one for _, one in numbered if not mark_of(one).ends]
    groups = tuple(
        _group(language, unit, whole, those) for (unit, whole), those in _by_scale(drawn).items()
    )
    headline = finding(found, language)
    reading = [say(language, "scales")] if len(groups) > 1 else []
    reading += [say(language, "joined")] if any(group.series for group in groups) else []
    reading += [say(language, "hedged")] if any(map(_is_open, found.figures)) else []
    apart = "; ".join(f"{one.text} ({_when(language, one)})" for one in words)
    return Chart(
        language=language,
        title=found.name,
        headline=headline,
        description=_described(language, headline, found.figures),
        groups=groups,
        keys=keys_of(language, {one.kind for _, one in drawn}),
        how_to_read=" ".join(reading),
        apart=(
            *((say(language, "inWords", which=apart),) if words else ()),
            *(_also(language, one) for one in found.see_also if one.values),
        ),
        sources=sources_said(language, numbered),
        footer=(say(language, "release", id=release[:12]),),
    )


def _also(language: str, one: SeeAlso) -> str:
    """Where newer values and further aims stand, with both."""
    between = "；" if language == "zh" else "; "
    values, aims = between.join(one.values), between.join(one.aims)
    if not one.aims:
        return say(language, "seeAlso", name=one.name, values=values)
    return say(language, "seeAlsoAims", name=one.name, values=values, aims=aims)


def mark_of(one: Figure) -> Mark:
    """A figure as a mark: the numbers as printed, and the sides that its hedge opens."""
    return Mark(
        figure=one.id,
        kind=one.kind,
        lower=one.printed_lower,
        upper=one.printed_upper,
        open_below=one.lower is None,
        open_above=one.upper is None,
        text=number_said(one),
    )


def _in_many(one: Figure, many: Many) -> Mark:
    """A mark whose number is in the thousands, millions or billions of its scale."""
    mark = mark_of(one)
    if many is None:
        return mark

    def shorter(found: re.Match[str]) -> str:
        size = float(found[0].replace(",", ""))  # a node of 28 nm is no size of the figure
        return f"{size / many[1]:,.10g}" if size in mark.ends else found[0]

    return replace(mark, text=_LARGE.sub(shorter, mark.text).replace(f"{one.unit} ", "", 1))


def _is_open(one: Figure) -> bool:
    return bool(mark_of(one).ends) and (one.lower is None or one.upper != one.lower)


def _by_scale(
    figures: Iterable[tuple[int, Figure]],
) -> Mapping[tuple[str, str], list[tuple[int, Figure]]]:
    found: dict[tuple[str, str], list[tuple[int, Figure]]] = {}
    for number, one in figures:
        found.setdefault((one.unit, one.whole), []).append((number, one))
    return found


def _group(
    language: str, unit: str, whole: str, figures: Sequence[tuple[int, Figure]]
) -> ChartGroup:
    ends = [end for _, one in figures for end in mark_of(one).ends]
    least, most = min(ends), max(ends)
    counted = unit not in ("percent", "percentPerYear", "rank", "calendarYear")
    many = next((row for row in MANY if counted and most >= row[0]), None)
    rows, series = _apart(figures)
    return ChartGroup(
        heading=_heading(language, unit, whole, many[2] if many else ""),
        unit="%" if unit in ("percent", "percentPerYear") else "",
        divisor=many[1] if many else 1.0,
        whole_scale=unit == "percent" and least >= 0 and 10 <= most <= 100,
        from_nothing=unit != "calendarYear",
        rows=tuple(_row(language, number, one, many) for number, one in rows),
        series=tuple(_series(language, points, many) for points in series),
    )


def _heading(language: str, unit: str, whole: str, many: str) -> str:
    if unit == "percent":
        return say(language, "of", whole=whole) if whole else say(language, "percent")
    if unit == "count":
        said = say(language, "counted", whole=whole)
        return f"{said} ({say(language, many)})" if many else said
    said = unit_said(language, unit)
    return say(language, "inMany", unit=said, many=say(language, many)) if many else said


def _apart(
    figures: Sequence[tuple[int, Figure]],
) -> tuple[list[tuple[int, Figure]], list[list[Figure]]]:
    """Figures in rows, and those that are series."""
    alike: dict[Key, list[Figure]] = {}
    for _, one in figures:
        if _YEAR.fullmatch(one.period):
            about = one.about.id if one.about else ""
            key = (one.indicator, about, one.kind, one.counts_by, one.how)
            alike.setdefault(key, []).append(one)
    series = [
        sorted(points, key=lambda one: one.period)
        for points in alike.values()
        if len({one.period for one in points}) >= LEAST_YEARS
    ]
    placed = {one.id for points in series for one in points}
    return [(number, one) for number, one in figures if one.id not in placed], series


def _row(language: str, number: int, one: Figure, many: Many) -> ChartRow:
    said = [kind_said(language, one.kind), _when(language, one)]
    about = _called(language, one)
    return ChartRow(
        number=number,
        who=one.says,
        about=" · ".join((*said, about) if about else said),
        how=one.how,
        mark=_in_many(one, many),
    )


def _when(language: str, one: Figure) -> str:
    return when_said(language, one.kind, one.period)


def _called(language: str, one: Figure) -> str:
    if one.about is None:
        return ""
    return (one.about.name_zh if language == "zh" else "") or one.about.name


def _series(language: str, points: Sequence[Figure], many: Many) -> SeriesPanel:
    """A series in a frame of its own; its heading is all that its figures have in common."""
    first, years = points[0], [int(one.period) for one in points]
    lacking = missing_years(years)
    heading = " · ".join(
        filter(None, (_called(language, first), kind_said(language, first.kind), first.how))
    )
    marks = (YearMark(year=int(one.period), mark=_in_many(one, many)) for one in points)
    return SeriesPanel(
        heading=heading,
        lines=(ChartLine(name="", points=tuple(marks)),),
        notes=(years_lacking(language, years_said(lacking)),) if lacking else (),
    )


def sources_said(language: str, numbered: Sequence[tuple[int, Figure]]) -> tuple[str, ...]:
    """The documents in which figures were read, each behind the numbers of its figures, if any."""
    by_title: dict[str, list[int]] = {}
    for number, one in numbered:
        for source in one.sources:
            by_title.setdefault(source.title, []).append(number)
    told = [
        f"{', '.join(map(str, dict.fromkeys(numbers)))}: {title}" if any(numbers) else title
        for title, numbers in list(by_title.items())[:MOST_SOURCES]
    ]
    if len(by_title) > MOST_SOURCES:
        told.append(say(language, "more", count=len(by_title) - MOST_SOURCES))
    return (say(language, "read", which="; ".join(told)),) if told else ()


def _described(language: str, headline: str, figures: Sequence[Figure]) -> str:
    """The finding and every figure in words, as far as a text for a picture goes."""
    each = ((kind_said(language, one.kind), one.period, one.says) for one in figures[:20])
    said = (
        f"{one.text} ({', '.join(filter(None, about))})"
        for one, about in zip(figures, each, strict=False)
    )
    return f"{headline} {'; '.join(said)}."
