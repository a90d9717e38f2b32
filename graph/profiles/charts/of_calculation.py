"""The chart of a calculation: a frame for each basis over years, or rows where there are no years.

Both forms of a fraction are lines of one frame; aims stand in the year in which they are due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from graph.answers.chart import Chart, ChartGroup, ChartLine, ChartRow, Mark, SeriesPanel, YearMark
from graph.answers.indicators import Figure
from graph.answers.reliance import FormValue, Reliance, RelianceBasis, ReliancePoint
from graph.profiles.charts.calculation_headline import finding, told
from graph.profiles.charts.of_figures import mark_of, sources_said
from graph.profiles.charts.of_splits import figures_of_splits, group_of_splits, split_finding
from graph.profiles.charts.words import keys_of, kind_said, say, when_said

_YEAR = re.compile(r"\d{4}")
_BRACKET = re.compile(r" \(|（")
_LAST_YEAR = re.compile(r"(\d{4})\D*$")
HUNDRED = 100.0


def chart_of_calculation(found: Reliance, language: str, release: str) -> Chart:
    """What is drawn of a calculation, in a language."""
    over_years = _over_years(found)
    headline = finding(found, language, over_years=over_years)
    if found.splits:
        said = split_finding(found, language)
        headline = " ".join(filter(None, (said, headline if found.bases or not said else "")))
    group = ChartGroup(
        heading="",
        unit="%",
        rows=() if over_years else tuple(_rows(found, language)),
        series=tuple(_panel(found, basis, language) for basis in found.bases if over_years),
    )
    kinds = {point.kind for basis in found.bases for point in basis.points}
    kinds |= {point.kind for split in found.splits for point in split.points}
    drawn = {aim.mark.figure for panel in group.series for aim in panel.aims}
    kinds |= {"target"} if drawn else set()
    parts = [f"{figure.text} ({when_said(language, figure.kind, figure.period)}, {figure.says})"
             for figure in found.aims]  # fmt: skip
    return Chart(
        language=language,
        title=f"{found.name}{'。' if language == 'zh' else '. '}{found.question}",
        headline=headline,
        description=f"{headline} {_described(found)}",
        groups=(
            *((group,) if found.bases else ()),
            *((group_of_splits(found, language),) if found.splits else ()),
        ),
        keys=keys_of(language, kinds),
        how_to_read=say(language, "joined") if over_years else "",
        apart=(found.note, *((say(language, "aims", which="; ".join(parts)),) if parts else ())),
        sources=_sources(found, language),
        footer=(say(language, "release", id=release[:12]),),
    )


def _over_years(found: Reliance) -> bool:
    """Whether it is of years, and of one thing on each basis."""
    points = [point for basis in found.bases for point in basis.points]
    of_one = all(len({point.about.id for point in basis.points}) == 1 for basis in found.bases)
    return (
        of_one
        and all(_YEAR.fullmatch(point.period) for point in points)
        and len({point.period for point in points}) > 1
    )


def _panel(found: Reliance, basis: RelianceBasis, language: str) -> SeriesPanel:
    formulas = dict.fromkeys(value.formula for point in basis.points for value in point.values)
    in_headline = told(found, over_years=True)
    beside = {aim.aim for point in basis.points for value in point.values for aim in value.aims}
    name = basis.name[:1].upper() + basis.name[1:]
    missing = "; ".join(basis.missing)
    return SeriesPanel(
        heading=f"{name}, {next(iter(formulas))}" if len(formulas) == 1 else name,
        lines=tuple(
            ChartLine(
                name=formula if len(formulas) > 1 else "",
                points=tuple(
                    YearMark(
                        year=int(point.period),
                        mark=_mark(basis, point, value, language, in_headline),
                    )
                    for point in basis.points
                    for value in point.values
                    if value.formula == formula
                ),
            )
            for formula in formulas
        ),
        aims=tuple(_aims(aim for aim in found.aims if aim.id in beside)),
        notes=(say(language, "missing", which=missing),) if missing else (),
    )


def _mark(
    basis: RelianceBasis, point: ReliancePoint, value: FormValue, language: str,
    in_headline: Sequence[FormValue],
) -> Mark:  # fmt: skip
    """A value as a mark; in a language its kind is named beside it, where it is not observed."""
    named = kind_said(language, point.kind) if language and point.kind != "observed" else ""
    return Mark(
        figure=f"{basis.id} {point.about.id} {point.period} {value.form}",
        kind=point.kind,
        lower=value.lower * HUNDRED,
        upper=None if value.upper is None else value.upper * HUNDRED,
        open_above=value.upper is None,
        text=f"{named} {value.text}".lstrip(),
        shape="triangle" if value.form == "portion" else "circle",
        in_headline=any(value is one for one in in_headline),
    )


def _aims(aims: Iterable[Figure]) -> Iterable[YearMark]:
    """Aims in the years they are due, each number once a year; those without a year are words."""
    drawn: dict[tuple[int, tuple[float, ...]], YearMark] = {}
    for aim in aims:
        year, mark = _LAST_YEAR.search(aim.period), mark_of(aim)
        if year and mark.ends:
            text = _BRACKET.split(mark.text)[0]
            place = YearMark(year=int(year[1]), mark=replace(mark, text=text))
            drawn.setdefault((place.year, mark.ends), place)
    return drawn.values()


def _rows(found: Reliance, language: str) -> Iterable[ChartRow]:
    number = 0
    for basis in found.bases:
        for point in basis.points:
            for value in point.values:
                number += 1
                about = (kind_said(language, point.kind), point.period)
                yield ChartRow(
                    number=number,
                    who=(point.about.name_zh if language == "zh" else "") or point.about.name,
                    about=" · ".join(about),
                    how=point.part.how or basis.counts,
                    mark=_mark(basis, point, value, "", ()),
                )


def _sources(found: Reliance, language: str) -> tuple[str, ...]:
    figures = dict.fromkeys(
        figure
        for basis in found.bases
        for point in basis.points
        for figure in (point.part, point.whole)
    )
    figures |= dict.fromkeys(figures_of_splits(found))
    return sources_said(language, [(0, figure) for figure in figures])


def _described(found: Reliance) -> str:
    """Every value in words."""
    told = [
        f"{basis.id} {point.period} {value.formula} {value.text}"
        for basis in found.bases
        for point in basis.points
        for value in point.values
    ]
    return "; ".join(told[:60]) + "."
