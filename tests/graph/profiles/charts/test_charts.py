"""What is drawn of figures: a scale for each whole, no line between definitions, what is found."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from graph.answers.indicators import Figure, FigurePair, FiguresSideBySide
from graph.answers.parts import Named
from graph.profiles.charts.headline import finding
from graph.profiles.charts.words import KEYS, WORDS
from graph.questions import calculate, calculation_chart, figures_chart
from graph.releases.release import Release
from ontology.calculations import calculations
from ontology.translations import catalog

PLACES = frozenset({"{unit}"})


def test_49_and_21_stand_on_two_scales_and_the_headline_says_it_is_no_fall(
    seed_release: Release,
) -> None:
    chart = figures_chart(seed_release, ["chip-targets"])
    scales = {row.mark.text: group.heading for group in chart.groups for row in group.rows}
    assert set(scales) == {"70 %", "80 %", "49 %", "21 %", "29 %", "11 %", "25 %"}
    assert scales["49 %"] != scales["21 %"]
    assert "From 49 % (2019-12-31) to 21 % (2026) is no fall" in chart.headline
    assert not any(group.series for group in chart.groups)  # so no line at all


def test_a_series_has_figures_of_one_kind_and_count_and_names_its_gaps(
    seed_release: Release,
) -> None:
    (group,) = figures_chart(seed_release, ["rd-expenditure-gerd"]).groups
    (panel,) = group.series
    years = [point.year for point in panel.lines[0].points]
    assert years == sorted(set(years))
    assert {2010} == {year for one, other in pairwise(years) for year in range(one + 1, other)}
    assert panel.notes == ("no figure for 2010",)


def test_what_is_nearly_19_is_open_below(seed_release: Release) -> None:
    chart = figures_chart(seed_release, ["share-global-chip-capacity"])
    marks = [row.mark for group in chart.groups for row in group.rows]
    (nearly,) = [mark for mark in marks if mark.text.startswith("nearly")]
    assert (nearly.lower, nearly.upper, nearly.open_below, nearly.open_above) == (
        19.0, 19.0, True, False,
    )  # fmt: skip


def test_the_dependence_has_both_forms_in_a_frame_and_the_aim_in_2020(
    seed_release: Release,
) -> None:
    """By hand, 2004: 36.79 / 95.44 = 38.5 %, and 36.79 / (36.79 + 95.44) = 27.8 %."""
    chart = calculation_chart(seed_release, "foreign-dependency")
    industry = chart.groups[0].series[0]
    assert [line.name for line in industry.lines] == ["M / R", "M / (M + R)"]
    in_2004 = [
        point.mark.text for line in industry.lines for point in line.points if point.year == 2004
    ]
    assert in_2004 == ["38.5 %", "27.8 %"]
    assert {(aim.year, aim.mark.ends) for aim in industry.aims} == {(2020, (30.0,))}
    assert "count alone decides" in chart.headline


def test_only_values_beside_which_an_aim_stands_are_ranged_against_it(
    seed_release: Release,
) -> None:
    """Chips by place and by owner; not of what is made there, of the world, or by pieces."""
    headline = calculation_chart(seed_release, "home-production").headline
    assert headline == (
        "2021: from 6.6 % to 16.7 %, by what is counted. No count lies within the aim of "
        "40 % by 2020."
    )
    for name in calculations():
        (found,) = calculate(seed_release, name)
        said = set(re.findall(r"[\d.]+ %", calculation_chart(seed_release, name).headline))
        values = [
            value for basis in found.bases for point in basis.points for value in point.values
        ]
        beside = {value.text for value in values if value.aims}
        aims = {aim.text.removeprefix("at most ") for value in values for aim in value.aims}
        assert not beside or said <= beside | aims


def test_an_aim_that_is_not_due_is_not_said_to_be_missed(seed_release: Release) -> None:
    headline = calculation_chart(seed_release, "foreign-dependency").headline
    assert headline.endswith("an aim of at most 30 % by 2020. It was not yet due.")


@pytest.mark.parametrize("basis", ["By place", "By owner"])
def test_chips_by_place_and_owner_stand_for_2019_to_2021(seed_release: Release, basis: str) -> None:
    chart = calculation_chart(seed_release, "home-production")
    (panel,) = [one for one in chart.groups[0].series if one.heading == f"{basis}, P / C"]
    observed = [point for point in panel.lines[0].points if point.mark.kind == "observed"]
    assert {2019, 2020, 2021} <= {point.year for point in observed}
    ahead = [point.mark.text for point in panel.lines[0].points if point not in observed]
    assert all(text.startswith("forecast") for text in ahead)


def test_every_word_of_a_chart_is_in_chinese() -> None:
    known = catalog("zh")
    said = {*WORDS.values(), *KEYS.values()} - PLACES
    assert [text for text in said if ("page", text) not in known] == []


def figure(id: str, value: float, how: str = "", about: str = "china") -> Figure:
    return Figure(
        id=id, kind="observed", text=f"{value:g} %", about=Named(about, about), period="2020",
        how=how, indicator="i", unit="percent", says=id, lower=value, upper=value,
        printed_lower=value, printed_upper=value,
    )  # fmt: skip


def side_by_side(relation: str, *differs: str, one: Figure, other: Figure) -> FiguresSideBySide:
    pair = FigurePair(one=one.id, other=other.id, relation=relation, differs=differs, text="")
    return FiguresSideBySide(name="i", indicators=(), figures=(one, other), pairs=(pair,))


def test_a_contradiction_is_the_finding() -> None:
    found = side_by_side("contradict", "says", one=figure("a", 5), other=figure("b", 7))
    assert finding(found, "en") == (
        "2 figures; two of them contradict each other: 5 % (observed, 2020) and "
        "7 % (observed, 2020)."
    )


def test_what_may_be_of_one_thing_is_not_said_to_agree() -> None:
    one, other = figure("a", 5, "by place"), figure("b", 7, "by site")
    found = side_by_side("countedOtherwise", "variant", one=one, other=other)
    assert "counted alike" in finding(found, "en")


def test_figures_of_two_things_are_no_fall_that_anybody_sees() -> None:
    one, other = figure("a", 9), figure("b", 7, about="us")
    found = side_by_side("different", "about", one=one, other=other)
    assert "fall" not in finding(found, "en")


@pytest.mark.parametrize("name", ["home-production", "foreign-dependency"])
def test_the_numbers_of_the_headline_are_named_in_the_chart(
    seed_release: Release, name: str
) -> None:
    """Of the marks of the year, those that the headline gives: the least and the most."""
    chart = calculation_chart(seed_release, name)
    named = {
        point.mark.text
        for group in chart.groups
        for panel in group.series
        for line in panel.lines
        for point in line.points
        if point.mark.in_headline
    }
    assert named == set(re.findall(r"[\d.]+ %", chart.headline.split(", by what")[0]))
