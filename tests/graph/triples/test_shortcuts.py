"""Shortcut edges stand for exactly the claims that hold on a day."""

from __future__ import annotations

from datetime import date

import pytest

from graph.claims.model import Claim, Control, Leadership, Ownership
from graph.claims.periods import PartialDate, Period
from graph.triples.shortcuts import edges_of, shortcut_lines
from small_tables import stake

TODAY = date(2025, 12, 31)


def edges(*claims: Claim, on: date = TODAY) -> set[tuple[str, str]]:
    return {(edge.owner, edge.owned) for edge in edges_of(claims) if edge.stands(on)}


def test_stakes_and_control_are_edges_and_nothing_else_is() -> None:
    parent = Control(id="c", party="a", target="b", mechanism="parent")
    leads = Leadership(id="l", party="p", target="b", role="chair")
    unnamed = Ownership(id="u", target="b")
    assert edges(stake("s", "x", "b", "1", "2020"), parent, leads, unnamed) == {
        ("x", "b"),
        ("a", "b"),
    }


def test_a_stake_of_unknown_size_is_an_edge() -> None:
    assert edges(Ownership(id="s", party="x", target="b")) == {("x", "b")}


@pytest.mark.parametrize(
    "more",
    [
        {"status": "denied"},
        {"status": "retracted"},
        {"status": "inferred"},
        {"stage": "announced"},
        {"stage": "proForma"},
        {"period": Period(None, PartialDate.parse("2024"))},
        {"period": Period(PartialDate.parse("2026"))},
    ],
)
def test_what_nobody_stands_by_or_does_not_hold_is_no_edge(more: dict[str, object]) -> None:
    assert edges(stake("s", "x", "b", "50", "2020", **more)) == set()


def test_zero_is_no_edge_and_closes_the_stakes_seen_before_it() -> None:
    before, zero = stake("s", "x", "b", "15", "2019-06"), stake("z", "x", "b", "0", "2021-03-01")
    later = stake("l", "x", "b", "2", "2023")
    assert edges(before, zero) == set()
    assert edges(before, zero, on=date(2021, 2, 28)) == {("x", "b")}
    assert edges(before, zero, on=date(2021, 3, 1)) == set()
    assert edges(before, zero, later, on=date(2022, 12, 31)) == set()
    assert edges(before, zero, later) == {("x", "b")}


def test_an_exit_closes_one_holder_only() -> None:
    exit_ = Ownership(id="e", party="x", target="b", event="exit", as_of=PartialDate.parse("2021"))
    assert edges(stake("s", "x", "b", "5", "2020"), stake("t", "y", "b", "5", "2020"), exit_) == {
        ("y", "b")
    }


def test_snapshots_are_one_graph_a_year_from_the_first_dated_stake() -> None:
    lines = list(shortcut_lines([stake("s", "x", "b", "5", "2023-05")], date(2025, 6, 30)))
    graphs = [line.split("/")[-1] for line in lines]
    assert graphs == ["derived> .", "2023> .", "2024> ."]


def test_undated_claims_are_in_no_snapshot() -> None:
    lines = list(
        shortcut_lines([Control(id="c", party="a", target="b", mechanism="parent")], TODAY)
    )
    assert len(lines) == 1
    assert "graph/derived" in lines[0]


def test_the_same_pair_is_one_edge() -> None:
    claims = [stake("s", "x", "b", "5", "2025-05"), stake("t", "x", "b", "6", "2025-06")]
    assert sum("graph/derived" in line for line in shortcut_lines(claims, TODAY)) == 1
