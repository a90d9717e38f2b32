"""When two figures contradict each other, and when a step from one to the other is none."""

from decimal import Decimal

import pytest

from graph.claims.indicators import Observation
from graph.claims.periods import PartialDate, Period
from graph.errors import UnknownThingError
from graph.questions import indicator
from graph.selfreliance.comparing import compared
from graph.selfreliance.series import gaps


def figure(value=40, *, year="2019", until=None, **more):
    start, end = PartialDate.parse(year), PartialDate.parse(until or year)
    said = {"kind": "observed", "unit": "percent", "counts_by": "byPlace", "says": "a"} | more
    return Observation(
        id="f", indicator=said.pop("indicator", "share"), about="e",
        value_lower=Decimal(value), value_upper=Decimal(value), period=Period(start, end), **said,
    )  # fmt: skip


def relation(one, other):
    return compared(one, other, lambda found: found.says).relation


def test_two_figures_of_one_thing_contradict_unless_one_value_can_be_both():
    assert relation(figure(40), figure(30, says="b")) == "contradict"
    assert relation(figure(40), figure(40, says="b")) == "agree"
    assert relation(figure(40, hedge="more than"), figure(50)) == "agree"
    assert relation(figure(40, hedge="nearly"), figure(40)) == "contradict"
    assert relation(figure(40, hedge="about"), figure(10)) == "noBounds"


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "forecast"}, {"year": "2026", "counts_by": "byOwner"}, {"counts_by": "byOwner"},
        {"indicator": "another"}, {"unit": "count"},
    ],
)  # fmt: skip
def test_figures_of_different_things_never_contradict(other):
    assert relation(figure(49), figure(21, **other)) == "different"


def test_what_differs_only_in_words_or_is_left_unsaid_may_contradict():
    assert relation(figure(40, variant="x"), figure(30, variant="y")) == "countedOtherwise"
    assert relation(figure(40, counts_by=""), figure(30)) == "countedOtherwise"


def test_a_series_is_what_differs_by_its_period_alone():
    assert relation(figure(40), figure(30, year="2020")) == "series"
    points = [figure(year=year) for year in ("2000", "2002", "2003")]
    assert gaps(points) == (2001,)


def test_from_49_to_21_is_no_fall(seed_release):
    """Forecasts of two bodies for two years by two counts: the founding question 15."""
    found = indicator(seed_release, ["chip-targets"])
    assert sorted(int(one.upper) for one in found.figures) == [11, 21, 25, 29, 49, 70, 80]
    (pair,) = [one for one in found.pairs if "49 %" in one.text and "21 %" in one.text]
    assert pair.relation == "different"
    assert set(pair.differs) == {"period", "says", "variant", "whole", "definitions"}
    assert "from the one to the other is no fall" in pair.text
    assert "China Semiconductor Industry Association, in PwC" in pair.text
    assert "IC Insights" in pair.text
    assert not [one for one in found.pairs if one.relation == "contradict"]


def test_the_american_11_and_25_are_of_different_wholes(seed_release):
    found = indicator(seed_release, ["chip-targets"])
    (pair,) = (one for one in found.pairs if "11 %" in one.text and "25 %" in one.text)
    assert "by place and by buyer" in pair.text
    assert "global capacity and of global sales" in pair.text


def test_two_yearbooks_on_2004_contradict_if_they_count_alike(seed_release):
    found = indicator(seed_release, ["technology-import-expenditure-lme"])
    pair = found.pairs[0]
    assert pair.relation == "countedOtherwise"
    assert "36,800,000,000" in pair.text and "36,790,000,000" in pair.text
    assert [gap.years for gap in found.gaps] == [(2001,)]


def test_an_aim_said_twice_stands_once_with_base_and_due(seed_release):
    found = indicator(seed_release, ["chip-self-sufficiency-70-by-2025"])
    aims = [(one.text, one.period) for one in found.figures if one.kind == "target"]
    assert aims.count(("70 % of chips used", "by 2025")) == 1
    assert ("40 %", "by 2020") in aims


def test_a_definition_and_a_programme_stand_for_their_indicators(seed_release):
    by_definition = indicator(seed_release, ["def-chip-benchmark-us"])
    assert {one.id for one in by_definition.indicators} >= {"share-global-chip-capacity"}
    by_programme = indicator(seed_release, ["Made in China 2025"])
    assert "chip-self-sufficiency-80-by-2030" in {one.id for one in by_programme.indicators}


def test_an_unknown_name_gets_the_nearest(seed_release):
    with pytest.raises(UnknownThingError, match="chip-targets"):
        indicator(seed_release, ["chip-target"])


def test_figures_are_narrowed_by_kind_and_by_whom_they_are_about(seed_release):
    found = indicator(
        seed_release, ["share-global-chip-capacity"], about="us-semiconductor-industry"
    )
    assert [one.text for one in found.figures] == ["11 % of global capacity"]
    forecasts = indicator(seed_release, ["chip-market-value"], kinds=["forecast"])
    assert {one.kind for one in forecasts.figures} == {"forecast"}
