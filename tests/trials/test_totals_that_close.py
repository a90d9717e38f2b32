"""Totals of tables: when one says that all rows above stand beside one another, and when not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from graph import questions
from graph.claims.model import HolderTable
from graph.formats.foreign.reader import read_foreign
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into
from kept_tables import FORMATS, written

HEADER = ["Owner", "Firm", "Share", "As of", "End date"]
ON, FIRM = "2025-06-30", "Gum Ltd"
G = (("A Ltd", "40%"), ("B Ltd", "30%"), ("B Ltd", "20%"), ("Treasury shares", "10%"))
TOTAL = ("Total", "100%")


def table(*rows) -> list[list[str]]:
    made = []
    for owner, share, *rest in rows:
        firm, day, end = (*rest, *(FIRM, ON, "")[len(rest) :])
        made.append([owner, firm, share, day, end])
    return [HEADER, *made]


def totals(folder: Path, form: str, *rows) -> list[HolderTable]:
    statements = read_foreign(written(folder, form, table(*rows)))
    return [one for said in statements for one in said.records if isinstance(one, HolderTable)]


def asked(folder: Path, *rows):
    wanted = Wanted(format="table", name="t", home="CN", data_date=date(2025, 12, 31))
    import_into([written(folder, "csv", table(*rows))], folder / "tables", wanted)
    return questions.own_tables(folder / "tables")


def owned(release, firm: str = FIRM) -> dict[str, tuple[float, float]]:
    found = questions.owners(release, firm).owners
    return {one.owner.name: (round(one.share.lower, 4), round(one.share.upper, 4)) for one in found}


@pytest.mark.parametrize("form", FORMATS)
def test_a_total_of_all_says_that_the_rows_add(tmp_path: Path, form: str) -> None:
    (said,) = totals(tmp_path, form, *G, TOTAL)
    assert (said.covered, str(said.as_of), said.measurand) == (Decimal(100), ON, "record")
    assert totals(tmp_path, form, *G) == []


def test_a_total_of_all_leaves_nothing_unread(tmp_path: Path) -> None:
    release = asked(tmp_path, *G, TOTAL)
    assert owned(release) == {"A Ltd": (0.4444, 0.4444), "B Ltd": (0.5556, 0.5556)}
    (led,) = questions.controllers(release, FIRM).controllers
    assert (led.controller.name, led.certainty) == ("B Ltd", "certain")


def test_without_a_total_one_row_may_be_in_the_other(tmp_path: Path) -> None:
    assert owned(asked(tmp_path, *G))["B Ltd"] == (0.3333, 0.5556)


def test_a_total_counts_a_row_beside_a_joint_one(tmp_path: Path) -> None:
    rows = ("Ann Ltd", "10%"), ("Ann Ltd; Ben Ltd", "60%"), ("Wu Ltd", "30%")
    assert owned(asked(tmp_path, *rows, TOTAL)) == {
        "Ann Ltd": (0.1, 0.1), "Ann Ltd, Ben Ltd": (0.6, 0.6), "Wu Ltd": (0.3, 0.3),
    }  # fmt: skip


def test_a_total_names_only_those_whom_somebody_names(tmp_path: Path) -> None:
    (said,) = totals(tmp_path, "csv", *G[:3], ("Others", "10%"), TOTAL)
    assert said.covered == 90


def test_a_total_closes_the_stakes_of_rows_among_those_of_another_firm(tmp_path: Path) -> None:
    other = ("C Ltd", "70%", "Oak Ltd")
    (said,) = totals(tmp_path, "csv", G[0], other, *G[1:], TOTAL)
    assert said.target.startswith("table-owners-csv")
    assert "gum" in said.target


def test_a_total_that_names_no_firm_is_of_the_only_one(tmp_path: Path) -> None:
    blank = ("Total", "100%", "")
    assert len(totals(tmp_path, "csv", *G, blank)) == 1
    assert totals(tmp_path, "csv", ("C Ltd", "70%", "Oak Ltd"), *G, blank) == []


def test_what_was_over_is_in_no_total(tmp_path: Path) -> None:
    over = ("Old Ltd", "25%", FIRM, ON, "2023-05-31")
    assert len(totals(tmp_path, "csv", over, *G, TOTAL)) == 1


def test_subtotals_and_years_close_what_they_come_to(tmp_path: Path) -> None:
    parts = *G[:2], ("Subtotal", "70%"), *G[2:], ("Subtotal", "30%"), TOTAL
    assert len(totals(tmp_path, "csv", *parts)) == 1
    last_year = [(owner, share, FIRM, "2024-06-30") for owner, share in (*G, TOTAL)]
    both = totals(tmp_path, "csv", *last_year, *G, TOTAL)
    assert [str(one.as_of) for one in both] == ["2024-06-30", ON]


NOT_CLOSED = {
    "below all": (*G[:3], ("Total", "90%")),
    "not what the rows come to": (*G[:3], TOTAL),
    "more than all": (*G, ("C Ltd", "20%"), TOTAL),
    "a range": (*G[:3], ("C Ltd", "5-10%"), TOTAL),
    "no size": (*G, ("C Ltd", ""), TOTAL),
    "another day": (*G[:3], ("Treasury shares", "10%", FIRM, "2024-06-30"), TOTAL),
    "no day": (*[(owner, share, FIRM, "") for owner, share in G], TOTAL),
    "a total of another day": (*G, ("Total", "100%", FIRM, "2024-06-30")),
    "a row refused": (*G, ("see note 4", "12%"), TOTAL),
    "a row refused before": (("see note 4", "12%"), *G, TOTAL),
    "a row after it": (*G, TOTAL, ("C Ltd", "12%")),
    "a row without a day after it": (*G, TOTAL, ("C Ltd", "12%", FIRM, "")),
    "a class after it": (*G, TOTAL, ("C Ltd", "40%"), ("D Ltd", "60%"), TOTAL),
    "rounding may hide a row": (*G[:2], ("B Ltd", "1%"), ("C Ltd", "29%"), TOTAL),
}


@pytest.mark.parametrize("why", NOT_CLOSED)
def test_a_total_that_may_mean_something_else_closes_nothing(tmp_path: Path, why: str) -> None:
    assert totals(tmp_path, "csv", *NOT_CLOSED[why]) == []


cents = some.integers(600, 3000)  # more than what whole percents may hide


@settings(max_examples=30, deadline=None)
@given(some.lists(some.tuples(some.sampled_from("ABC"), cents), min_size=2, max_size=8),
       some.randoms(use_true_random=False))  # fmt: skip
def test_rows_of_a_closed_table_add_to_the_cent(rows, order) -> None:
    left = 10_000 - sum(size for _, size in rows)
    assume(left > 0)
    rows = [*rows, ("F", left)]
    order.shuffle(rows)
    printed = [(f"{who} Ltd", f"{size // 100}.{size % 100:02}%") for who, size in rows]
    truth: dict[str, float] = {}
    for who, size in rows:
        truth[f"{who} Ltd"] = truth.get(f"{who} Ltd", 0) + size
    with TemporaryDirectory() as folder:
        found = owned(asked(Path(folder), *printed, TOTAL))
    assert found == {who: (round(size / 10_000, 4),) * 2 for who, size in truth.items()}


@settings(max_examples=30, deadline=None)
@given(some.lists(some.tuples(some.sampled_from("ABC"), some.integers(1, 33)), min_size=2,
                  max_size=3))  # fmt: skip
def test_a_total_below_all_changes_no_answer(rows) -> None:
    """Whoever has two rows has the larger at the least, with the total as without it."""
    printed = [(f"{who} Ltd", f"{size}%") for who, size in rows]
    total = "Total", f"{sum(size for _, size in rows)}%"
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        assert totals(Path(one), "csv", *printed, total) == []
        assert owned(asked(Path(one), *printed, total)) == owned(asked(Path(other), *printed))
