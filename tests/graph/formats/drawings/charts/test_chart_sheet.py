"""A chart on its sheet: each figure once and in its place, told apart without colour, legible."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from graph.answers.chart import (
    Chart,
    ChartGroup,
    ChartKey,
    ChartLine,
    ChartRow,
    Mark,
    SeriesPanel,
    YearMark,
)
from graph.answers.picture import Width
from graph.formats.drawings.charts.sheet import chart_svg
from graph.formats.drawings.paper import MARGIN, POINTS
from graph.questions import calculate, calculation_chart, figures_chart
from graph.releases.release import Release

SVG = "{http://www.w3.org/2000/svg}"
LEAST = 9.0
WIDTHS: tuple[Width, ...] = ("double", "single")
NAMES = (
    "chip-targets", "rd-expenditure-gerd", "state-fund-size", "framework-rank-china",
    "share-global-chip-capacity", "bom-share-by-country", "made-in-china-2025", "computing-power",
)  # fmt: skip
CALCULATIONS = ("foreign-dependency", "home-production", "wafer-capacity", "value-added")


def mark(figure: str, kind: str, lower: float | None, upper: float | None, **more: bool) -> Mark:
    return Mark(figure=figure, kind=kind, lower=lower, upper=upper, text=figure, **more)


def row(number: int, mark: Mark) -> ChartRow:
    return ChartRow(number=number, who="a bureau", about="2020", how="by place", mark=mark)


def chart(*groups: ChartGroup) -> Chart:
    return Chart(
        language="en", title="Of chips", headline="Nothing falls.", description="No figure falls.",
        groups=groups, keys=(ChartKey(kind="observed", text="observed"),), how_to_read="As it is.",
    )  # fmt: skip


def drawn(chart: Chart, width: Width = "double") -> ET.Element:
    return ET.fromstring(chart_svg(chart, width))


def is_figure(group: ET.Element) -> bool:
    return group.get("class") == "figure"


def figures(top: ET.Element) -> dict[str, ET.Element]:
    found = [one for one in top.iter(SVG + "g") if is_figure(one)]
    assert len({one.get("data-figure") for one in found}) == len(found)
    return {one.get("data-figure", ""): one for one in found}


def middle(group: ET.Element) -> float:
    (circle,) = group.iter(SVG + "circle")
    return float(circle.get("cx", ""))


ALL_SORTS = chart(
    ChartGroup(
        heading="Part of chips used, in per cent", unit="%", whole_scale=True,
        rows=(
            row(1, mark("none", "observed", 0.0, 0.0)),
            row(2, mark("half", "observed", 50.0, 50.0)),
            row(3, mark("all", "observed", 100.0, 100.0)),
            row(4, mark("aim", "target", 70.0, 70.0)),
            row(5, mark("ahead", "forecast", 21.0, 21.0)),
            row(6, mark("guess", "estimate", 30.0, 30.0)),
            row(7, mark("between", "estimate", 30.0, 50.0)),
            row(8, mark("nearly", "observed", 35.0, 35.0, open_below=True)),
            row(9, mark("more than", "observed", 35.0, 35.0, open_above=True)),
        ),
    )
)  # fmt: skip


def test_a_figure_stands_where_its_number_is_on_the_scale() -> None:
    there = figures(drawn(ALL_SORTS))
    none, half, all_ = (middle(there[one]) for one in ("none", "half", "all"))
    assert none < half < all_
    assert half == pytest.approx((none + all_) / 2, abs=0.01)


def test_kinds_are_told_apart_without_colour() -> None:
    there = figures(drawn(ALL_SORTS))
    (full,) = there["half"].iter(SVG + "circle")
    assert full.get("fill") == full.get("stroke")
    (ahead,) = there["ahead"].iter(SVG + "circle")
    assert ahead.get("stroke-dasharray") and ahead.get("fill") == "#ffffff"
    (aim,) = there["aim"].iter(SVG + "polygon")
    assert aim.get("fill") == "#ffffff" and aim.get("stroke-dasharray") is None
    (guess,) = there["guess"].iter(SVG + "polygon")
    assert guess.get("fill") not in ("#ffffff", guess.get("stroke"))


def test_bounds_are_the_ends_of_a_bar_and_a_hedge_is_an_arrow_on_its_side() -> None:
    there = figures(drawn(ALL_SORTS))
    (bar,) = there["between"].iter(SVG + "line")
    assert float(bar.get("x1", "")) < float(bar.get("x2", ""))
    assert not list(there["half"].iter(SVG + "path"))
    for figure, side in (("nearly", -1), ("more than", 1)):
        (arrow,) = there[figure].iter(SVG + "path")
        start, tip = arrow.get("d", "").split(" ")[:2]
        assert (float(tip[1:]) - float(start[1:].split(",")[0])) * side > 0


def test_a_line_joins_neighbouring_years_of_one_kind_and_leaves_gaps_open() -> None:
    points = ((2018, "observed"), (2019, "observed"), (2021, "observed"), (2022, "forecast"),
              (2023, "forecast"), (2023, "forecast"))  # fmt: skip
    marks = tuple(
        YearMark(year=year, mark=mark(f"{year} {place}", kind, 10.0, 10.0))
        for place, (year, kind) in enumerate(points)
    )
    panel = SeriesPanel(heading="By place", lines=(ChartLine(name="", points=marks),))
    top = drawn(chart(ChartGroup(heading="", unit="%", series=(panel,))))
    joined = [one for one in top.iter(SVG + "line") if one.get("class") == "joined"]
    assert len(joined) == 1  # 2018 to 2019: then a gap, another kind, and a year with two figures
    assert len(figures(top)) == len(points)


@pytest.mark.parametrize("width", WIDTHS)
def test_of_the_seeds_nothing_leaves_the_sheet(seed_release: Release, width: Width) -> None:
    charts = {name: figures_chart(seed_release, [name]) for name in NAMES}
    charts |= {name: calculation_chart(seed_release, name) for name in CALCULATIONS}
    charts["Chinese"] = figures_chart(seed_release, ["chip-targets"], language="zh")
    for name, found in charts.items():
        top = drawn(found, width)
        for text in top.iter(SVG + "text"):
            start = float(text.get("x", ""))
            end = start + float(text.get("textLength", ""))
            assert float(text.get("font-size", "")) >= LEAST, (name, text.text)
            assert start >= MARGIN / 2, (name, text.text)
            assert end <= POINTS[width] - MARGIN / 2, (name, text.text)
            assert 0 < float(text.get("y", "")) < float(top.get("height", "")), (name, text.text)
        assert top.findtext(SVG + "title", "").endswith(found.headline)
        assert found.headline in top.findtext(SVG + "desc", "")


@pytest.mark.parametrize("name", NAMES)
def test_each_figure_of_the_seeds_is_drawn_or_told_in_words(
    seed_release: Release, name: str
) -> None:
    from graph.questions import indicator

    there = set(figures(drawn(figures_chart(seed_release, [name]))))
    asked = indicator(seed_release, [name]).figures
    numbers = {one.id for one in asked if (one.printed_lower, one.printed_upper) != (None, None)}
    assert there == numbers


@pytest.mark.parametrize("name", CALCULATIONS)
def test_each_value_of_a_calculation_is_drawn_once_beside_aims_of_its_own(
    seed_release: Release, name: str
) -> None:
    (found,) = calculate(seed_release, name)
    values = [
        f"{basis.id} {point.about.id} {point.period} {value.form}"
        for basis in found.bases
        for point in basis.points
        for value in point.values
    ]
    top = drawn(calculation_chart(seed_release, name))
    there = [one.get("data-figure", "") for one in top.iter(SVG + "g") if is_figure(one)]
    aims = {one.id for one in found.aims}
    assert sorted(one for one in there if one not in aims) == sorted(values)


def test_equal_charts_are_equal_bytes(seed_release: Release) -> None:
    one, other = (chart_svg(figures_chart(seed_release, ["chip-targets"])) for _ in range(2))
    assert one == other
