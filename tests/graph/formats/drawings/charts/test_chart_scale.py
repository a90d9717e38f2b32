"""Scales: round ticks, nothing at the left, all of a whole at the right."""

from __future__ import annotations

from collections.abc import Sequence
from math import dist
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.answers.chart import ChartGroup, ChartRow, Mark
from graph.answers.picture import Width
from graph.formats.drawings.charts import frames
from graph.formats.drawings.charts.labels import Box, Label, Place, around, put
from graph.formats.drawings.charts.scale import rounded, scale_of, ticks_said
from graph.formats.drawings.charts.sheet import chart_svg
from graph.formats.drawings.lettering import Line, Point
from graph.questions import calculation_chart
from graph.releases.release import Release
from ontology.calculations import calculations

SLIVER = 4.0  # of the sheet, in square points: less than the edge of a letter
SIZES = st.floats(min_value=1e-6, max_value=1e15)


def group(*values: float, whole_scale: bool = False, from_nothing: bool = True) -> ChartGroup:
    marks = (Mark(figure="a", kind="observed", lower=one, upper=one) for one in values)
    rows = tuple(ChartRow(number=1, who="", about="", how="", mark=one) for one in marks)
    return ChartGroup(
        heading="", unit="%", rows=rows, whole_scale=whole_scale, from_nothing=from_nothing
    )


def test_a_part_of_a_whole_stands_on_a_scale_that_goes_to_all_of_it() -> None:
    scale = scale_of(group(11.0, whole_scale=True))
    assert (scale.low, scale.high) == (0.0, 100.0)


def test_amounts_begin_with_nothing_and_years_do_not() -> None:
    assert scale_of(group(980.0, 1000.0)).low == 0.0
    assert scale_of(group(2014.0, 2020.0, from_nothing=False)).low > 2000.0


def test_ticks_are_in_the_unit_of_the_scale_and_say_it_once() -> None:
    found = group(3.6e12)
    said = ticks_said((0.0, 2e12, 4e12), ChartGroup(heading="", unit="%", divisor=1e9))
    assert said == ("0", "2,000", "4,000 %")
    assert scale_of(found).high == 4e12


@given(SIZES, st.floats(min_value=0.0, max_value=1e15))
def test_ticks_hold_every_value_and_are_few(size: float, low: float) -> None:
    scale = rounded(low, low + size)
    assert scale.low <= low * (1 + 1e-6) + 1e-6
    assert scale.high >= (low + size) * (1 - 1e-6)
    assert 2 <= len(scale.ticks) <= 6


def test_a_number_goes_where_nothing_else_is() -> None:
    parent, within = ET.Element("g"), Box(0, 0, 200, 100)
    labels = [Label(Line("10 %"), (100, 50))] * 4
    places = [one.box for one in put(parent, labels, within, [])]
    shared = [one.shared_with(other) for one in places for other in places if one is not other]
    assert sum(shared) == 0


def test_a_number_as_near_to_another_mark_is_led_to_its_own() -> None:
    """Two marks close to one another, and no room but on one side of both."""
    marks = [(100.0, 50.0), (108.0, 50.0)]
    taken = [around(mark, 3.8) for mark in marks] + [Box(0, 0, 200, 40), Box(115, 0, 200, 100)]
    parent = ET.Element("g")
    (place,) = put(parent, [Label(Line("10 %"), marks[1])], Box(0, 0, 200, 100), taken, marks)
    assert place.led
    assert [one.get("class") for one in parent.iter("line")] == ["leader"]


def distance(box: Box, at: Point) -> float:
    """From the edge of a number to the middle of a mark."""
    x = min(max(at[0], box.left), box.right)
    return dist((x, min(max(at[1], box.top), box.bottom)), at)


@pytest.mark.parametrize("width", ["double", "single"])
def test_no_number_of_a_calculation_lies_on_a_mark_or_another_and_each_tells_its_mark(
    seed_release: Release, monkeypatch: pytest.MonkeyPatch, width: Width
) -> None:
    frames_drawn = 0

    def watched(
        parent: ET.Element, labels: Sequence[Label], within: Box, taken: Sequence[Box],
        marks: Sequence[Point] = (),
    ) -> list[Place]:  # fmt: skip
        nonlocal frames_drawn
        frames_drawn += 1
        places = put(parent, labels, within, taken, marks)
        boxes = [one.box for one in places]
        for at, (label, place) in enumerate(zip(labels, places, strict=True)):
            others = [*taken, *boxes[:at], *boxes[at + 1 :]]
            over = sum(place.box.shared_with(other) for other in others)
            assert over <= SLIVER, (label.line.text, over)
            nearest = min(marks, key=lambda mark: distance(place.box, mark))
            assert place.led or nearest == label.at, label.line.text
        return places

    monkeypatch.setattr(frames, "put", watched)
    for name in calculations():
        for language in ("en", "zh"):
            chart_svg(calculation_chart(seed_release, name, language=language), width)
    assert frames_drawn > 20
