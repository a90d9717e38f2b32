"""Scales: round ticks, nothing at the left, all of a whole at the right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.answers.chart import ChartGroup, ChartRow, Mark
from graph.formats.drawings.charts.labels import Box, put
from graph.formats.drawings.charts.scale import rounded, scale_of, ticks_said

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
    from xml.etree import ElementTree as ET

    from graph.formats.drawings.lettering import Line

    taken: list[Box] = []
    parent, within = ET.Element("g"), Box(0, 0, 200, 100)
    for _ in range(4):
        put(parent, Line("10 %"), (100, 50), within, taken, below=False)
    shared = [one.shared_with(other) for one in taken for other in taken if one is not other]
    assert sum(shared) == 0
