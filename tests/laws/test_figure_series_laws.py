"""Laws of figures: what is one series, a rise, a quotient; what `about` and a day keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph import questions
from graph.answers.figure_words import step
from graph.answers.indicators import Figure
from graph.claims.hedges import bounds_of
from graph.claims.indicators import Observation
from graph.claims.periods import PartialDate, Period
from graph.profiles.charts.of_figures import MANY, mark_of
from graph.profiles.charts.of_figures import _in_many as in_many
from graph.profiles.figures import figures_side_by_side
from graph.selfreliance.calculating import Calculation, computed
from graph.selfreliance.comparing import compared
from graph.selfreliance.series import in_series
from ontology.calculations import Basis, Series


def observation(year: int, value: Any = 40, **said: Any) -> Observation:
    day = PartialDate.parse(str(year))
    number = None if value is None else Decimal(value)
    base = {"id": f"f{year}", "indicator": "share", "about": "e", "kind": "observed",
            "unit": "percent", "value_lower": number, "value_upper": number}  # fmt: skip
    return Observation(**{**base, "period": Period(day, day), **said})


alike = some.fixed_dictionaries(
    {
        "indicator": some.sampled_from(["share", "another"]),
        "about": some.sampled_from(["e", "f", ""]),
        "kind": some.sampled_from(["observed", "forecast"]),
        "counts_by": some.sampled_from(["byPlace", "byOwner", ""]),
        "variant": some.sampled_from(["by value", ""]),
        "unit": some.sampled_from(["percent", "count"]),
        "whole": some.sampled_from(["use", ""]),
    }
)


@given(alike, alike)
def test_two_years_are_one_series_where_they_compare_as_one(one, other) -> None:
    earlier, later = observation(2019, **one), observation(2020, **other)
    pair = compared(earlier, later, lambda figure: figure.says)
    assert (len(in_series([earlier, later])) == 1) == (pair.relation == "series")


@given(alike, some.sampled_from(["about", "counts_by", "variant", "whole"]))
def test_what_one_of_two_years_leaves_unsaid_parts_them(said, left_out) -> None:
    full = {"about": "e", "counts_by": "byPlace", "variant": "by value", "whole": "use"}
    one, other = observation(2019, **said | full), observation(2020, **said | full | {left_out: ""})
    assert len(in_series([one, other])) == 2
    assert compared(one, other, lambda figure: figure.says).relation != "series"


ends = some.tuples(some.integers(0, 100), some.integers(0, 100)).map(sorted)


@given(ends, ends)
def test_a_step_is_a_rise_or_fall_only_where_no_value_can_be_both(one, other) -> None:
    figures = [
        Figure(id=year, kind="observed", text="", period=year, lower=low, upper=high)
        for year, (low, high) in (("2019", one), ("2020", other))
    ]
    overlap = max(one[0], other[0]) <= min(one[1], other[1])
    word = step(*figures)
    assert (word == "") == overlap
    if not overlap:
        assert word == ("rise" if one[1] < other[0] else "fall")
        assert step(*reversed(figures)) != word


@dataclass
class Known:
    observations: list[Observation]
    targets: list = field(default_factory=list)


values = some.sampled_from([None, 0, 1, 3, 40, -2])
units = some.sampled_from(["percent", "count"])


@given(some.lists(some.tuples(values, values, units, units), min_size=1, max_size=6))
def test_each_year_of_both_sides_is_divided_or_told_why_not(rows) -> None:
    figures = []
    for year, (part, whole, unit, other) in enumerate(rows, 2000):
        figures.append(observation(year, part, id=f"p{year}", indicator="part", unit=unit))
        figures.append(observation(year, whole, id=f"w{year}", indicator="whole", unit=other))
    none = Series("")
    basis = Basis("b", "B", "", Series("part"), Series("whole"), ("ratio",), none, {}, ())
    calculation = Calculation("c", "C", "M", "R", "", "", (basis,))
    (found,) = computed(Known(figures), calculation)
    divided = {point.part.period.start.first.year for point in found.points}
    told = [year for _, years in found.undivided for year in years]
    assert sorted([*divided, *told]) == list(range(2000, 2000 + len(rows)))
    for year, (part, whole, unit, other) in enumerate(rows, 2000):
        impossible = unit != other or whole == 0 or -2 in (part, whole)
        assert (year in told) == impossible


@pytest.mark.parametrize("name", ["chip-targets", "made-in-china-2025"])
def test_about_keeps_every_aim_and_nothing_of_others(seed_release, name: str) -> None:
    known = seed_release.knowledge
    everything = figures_side_by_side(known, [name])
    aims = {one.id for one in everything.figures if one.kind == "target"}
    assert aims
    for entity in {one.about.id for one in everything.figures if one.about}:
        found = figures_side_by_side(known, [name], about=entity).figures
        assert {one.id for one in found if one.kind == "target"} == aims
        assert {one.about.id for one in found if one.about and one.kind != "target"} <= {entity}


def test_aims_of_a_programme_are_those_that_name_it(seed_release) -> None:
    rows = {one.programme.id: one.aims for one in questions.programmes(seed_release)}
    for programme, aims in rows.items():
        own = [one for one in seed_release.knowledge.targets if one.programme == programme]
        assert aims == len(own)
    assert sum(rows.values()) == sum(bool(one.programme) for one in seed_release.knowledge.targets)


@pytest.mark.parametrize("day", ["2010-01-01", "2020-12-31", "2026-08-22"])
def test_a_copy_made_later_is_no_latest_copy(seed_release, day: str) -> None:
    rows = questions.programmes(seed_release, as_of=day)
    assert all(one.latest_copy <= day for one in rows)
    later = {one.programme.id: one.latest_copy for one in questions.programmes(seed_release)}
    assert all(later[one.programme.id] >= one.latest_copy for one in rows)


sizes = some.integers(20_000, 10**11)


@given(sizes, some.sampled_from(["28 nm", "14 nm", "2 inch", "300 mm"]))
def test_a_chart_shortens_the_size_of_a_figure_and_no_number_of_its_words(size, node) -> None:
    figure = Figure(id="f", kind="observed", text=f"{size:,} chips of {node}", unit="count",
                    lower=size, upper=size, printed_lower=size, printed_upper=size)  # fmt: skip
    many = next(row for row in MANY if max(mark_of(figure).ends) >= row[0])
    text = in_many(figure, many).text
    assert text.endswith(f"chips of {node}")
    assert float(text.split()[0].replace(",", "")) == pytest.approx(size / many[1])


def test_a_figure_in_words_has_no_bounds() -> None:
    assert bounds_of(observation(2019, None, words="most")).lower is None
