"""Cells for people and for machines, and tables that fit the paper."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from api.commands.terminal import broken, column_widths, table_lines
from api.views.tables import Column, Table, percent, span, to_csv, to_markdown
from graph.answers.parts import Interval

TABLE = Table(
    (
        Column("firm", "Firm"),
        Column("home", "Home", "interval"),
        Column("share", "Share", "share"),
        Column("rank", "", "number"),
        Column("why", "Why", wide=True),
        Column("id", "Id", shown=False),
    ),
    (
        ("中芯国际", Interval(0.0479, 1.0, 0.0479), 1 / 3, 1, "a | b\nc", "x"),
        ("B", None, None, None, "", None),
    ),
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.0, "0 %"),
        (-0.0, "0 %"),
        (1.0, "100 %"),
        (0.5, "50 %"),
        (0.49999, "49.999 %"),
        (0.50001, "50.001 %"),
        (0.999999, "99.9999 %"),
        (0.000001, "0.0001 %"),
        (0.1 + 0.2, "30 %"),
        (1 / 3, "33.33 %"),
        (None, "?"),
    ],
)
def test_percent(value: float | None, shown: str) -> None:
    assert percent(value) == shown


@given(st.decimals(0, 1, places=6))
def test_no_share_is_rounded_onto_a_line_it_does_not_touch(value: Decimal) -> None:
    shown = Decimal(percent(float(value)).removesuffix(" %"))
    if value * 100 not in (0, 50, 100):
        assert shown not in (0, 50, 100)
    assert abs(shown - value * 100) <= Decimal("0.005")


def test_span_says_one_number_once() -> None:
    assert span(Interval(0.2, 0.2)) == "20 %"
    assert span(Interval(0.0479, 1.0)) == "4.79–100 %"


def test_csv_has_three_columns_for_an_interval_and_six_decimals() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(TABLE))))
    assert rows[0] == {
        "firm": "中芯国际",
        "home_lower": "0.0479",
        "home_point": "0.0479",
        "home_upper": "1.0",
        "share": "0.333333",
        "rank": "1",
        "why": "a | b | c",
        "id": "x",
    }
    assert set(rows[1].values()) == {"B", ""}


def test_markdown_escapes_what_would_end_a_cell() -> None:
    lines = to_markdown(TABLE).splitlines()
    assert lines[2].count(" | ") == 7
    assert "a \\| b \\| c" in lines[2]


def test_people_get_percent_and_no_hidden_columns() -> None:
    header, rule, first, second, third = table_lines(TABLE, 100)
    assert header.split() == ["Firm", "Home", "Share", "Why"]
    assert set(rule) == {"─"}
    assert first == "中芯国际  4.79–100 %  33.33 %  1  a | b"
    assert second.strip() == "c"
    assert third.split() == ["B", "–", "–", "–", "–"]


def test_an_empty_table_says_so() -> None:
    assert table_lines(Table(TABLE.columns, (), empty="nothing found"), 80)[-1] == "  nothing found"


WORDS = st.text(st.sampled_from("ab c-中 %1"), max_size=60)


@given(WORDS, st.integers(2, 40))
def test_broken_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    lines = broken(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(
    st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=5), st.integers(30, 160)
)
def test_widths_fit_the_room(rows: list[tuple[str, ...]], room: int) -> None:
    columns = [Column(name, name, wide=name in "ad") for name in "abcd"]
    widths = column_widths(columns, rows, room)
    assert sum(widths) + 2 * 3 <= room
    assert min(widths) >= 1
    table = Table(tuple(columns), tuple(rows))
    printed = [line for text in table_lines(table, room) for line in text.split("\n")]
    assert all(cell_len(line) <= room for line in printed)


def test_dates_and_percentages_are_not_broken() -> None:
    assert broken("last seen 2020-12-18 at 25.39 % of it", 12) == [
        "last seen",
        "2020-12-18",
        "at 25.39 %",
        "of it",
    ]
