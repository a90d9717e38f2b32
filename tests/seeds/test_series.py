"""The series on self-reliance: every row is here unchanged, or repeats one that is."""

from collections import Counter

import pytest
from raw_facts import read

SAME = ("indicator", "about", "kind", "value_min", "value_max", "unit", "whole", "words", "hedge",
        "source", "locator", "says")  # fmt: skip


@pytest.fixture(scope="module")
def given(shared):
    """Every row of the series by its number."""
    return dict(enumerate(read(shared / "facts" / "indicators" / "series.csv"), 1))


@pytest.fixture(scope="module")
def repeated(tables):
    return {
        int(row["row"]): row["reason"]
        for row in tables["left-out"]
        if row["set"] == "indicators/series"
    }


def cell(row):
    return tuple(row[column] for column in SAME)


def test_every_row_arrives_unchanged(given, repeated, tables):
    here = Counter(cell(row) for row in tables["observations"])
    wanted = Counter(cell(row) for number, row in given.items() if number not in repeated)
    assert sum(wanted.values()) == 346
    assert wanted <= here


def test_what_is_left_out_stands_in_a_later_yearbook(given, repeated, tables):
    assert len(repeated) == 17
    for number, reason in repeated.items():
        row = given[number]
        (later,) = (
            one
            for one in tables["observations"]
            if (one["indicator"], one["about"], one["valid_to"], one["value_max"])
            == (row["indicator"], row["about"], row["period_to"], row["value_max"])
        )
        assert later["source"] != row["source"]
        assert later["source"] in reason


def test_a_period_is_as_given_and_an_aim_has_only_its_end(given, repeated, tables):
    here = {cell(row): row for row in tables["observations"]}
    for number, row in given.items():
        if number in repeated or Counter(map(cell, given.values()))[cell(row)] > 1:
            continue
        found = here[cell(row)]
        assert found["valid_to"] == row["period_to"]
        by = row["kind"] == "target" and row["period_from"] == row["period_to"]
        assert found["valid_from"] == ("" if by else row["period_from"])


def test_no_figure_of_two_editions_is_taken_for_the_other(tables):
    market = [row for row in tables["observations"] if row["indicator"] == "chip-market-value"]
    of_2019 = {row["value_min"]: row["variant"] for row in market if row["valid_to"] == "2019"}
    assert len(set(of_2019.values())) == 2
    assert "edition of 2021" in of_2019["131300000000"]


def test_indicators_and_entities_are_all_here(shared, tables):
    for table, file in (("indicators", "new_indicators"), ("entities", "entities")):
        known = {row["id"] for row in tables[table]}
        assert {row["id"] for row in read(shared / "facts/indicators" / f"{file}.csv")} <= known
