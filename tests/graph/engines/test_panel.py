"""Rows and tables of every firm at once, with numbers that can be checked by hand."""

from __future__ import annotations

import io
from datetime import date

import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from graph.claims.fact_days import FactDays
from graph.engines.compiled import Compiled
from graph.engines.days import MOST, days_between
from graph.engines.panel import Panel
from graph.engines.panel_tables import table, write_csv, write_parquet
from graph.errors import InputError
from made_up import DAY, citizen, firms, known, people, stake
from ontology.lenses import lenses

# p, of home, has 60 % of f, which has half of g; nobody says who has the rest.
CLAIMS = [stake("p", "f", "60"), stake("f", "g", "50"), citizen("p", "home")]


def panel(*days, lens=(), few=3000, asked=("f", "g")):
    world = known([*firms("f", "g"), *people("p")], CLAIMS)
    chosen = tuple(lenses()[one] for one in lens)
    return Panel(
        world,
        "rel",
        "CN",
        "economic",
        tuple(map(FactDays.one, days or (DAY,))),
        asked,
        chosen,
        Compiled(few),
    )


@pytest.mark.parametrize("few", [3000, 0])
def test_a_chain_by_hand(few):
    f, g = panel(few=few).rows()
    assert (f.firm.id, f.as_of) == ("f", "2025-12-31")
    shares = [f.home_share.lower, f.home_share.point, f.home_share.upper]
    shares += [g.home_share.lower, g.home_share.point, g.home_share.upper]
    assert shares == pytest.approx([0.6, 0.6, 1.0, 0.3, 0.3, 1.0])
    assert g.columns["undisclosed"].point == pytest.approx(0.7)
    assert g.coverage == pytest.approx({"rung 4": 0.3, "undisclosed": 0.7})
    assert [one.id for one in f.controllers] == ["p"]
    assert g.controllers == ()  # half is no majority


def test_the_firms_of_a_day_come_before_the_next_day():
    found = panel(date(2024, 12, 31), DAY)
    assert len(found) == 4
    assert [(row.firm.id, row.as_of[:4]) for row in found.rows(1, 3)] == [
        ("g", "2024"), ("f", "2025"),
    ]  # fmt: skip
    assert list(found.rows(4)) == []


def test_some_firms_of_many_are_read_without_the_others(monkeypatch):
    """What is said of a firm does not depend on who else was asked about."""
    together = list(panel().rows())
    monkeypatch.setattr("graph.engines.panel.READ_WHOLE", 0)
    alone = panel(asked=("g",))
    assert list(alone.rows()) == [together[1]]
    assert alone.numbers(DAY, ("g",)).points.shape == (1, 7)


def test_a_table_says_what_the_rows_say():
    found = panel(date(2024, 12, 31), DAY, lens=["ultimate-ownership"])
    rows, columns = list(found.rows()), table(found).to_pydict()
    assert columns["firm"] == [row.firm.id for row in rows]
    assert columns["home_lower"] == [row.home_share.lower for row in rows]
    assert columns["rung_4"] == [row.coverage.get("rung 4", 0.0) for row in rows]
    assert columns["ultimate-ownership_verdict"] == [row.verdicts[0].word for row in rows]
    points = ("home_state", "home_other", "associated", "foreign_state", "foreign_other")
    wholes = zip(
        *(columns[f"{name}_point"] for name in points),
        *(columns[name] for name in ("float", "undisclosed", "undetermined")),
        strict=True,
    )
    assert [sum(whole) for whole in wholes] == pytest.approx([1.0] * 4)


def test_written_and_read_again():
    found = panel(date(2024, 12, 31), DAY)
    parquet, csv = io.BytesIO(), io.BytesIO()
    write_parquet(found, parquet)
    write_csv(found, csv)
    read = pq.read_table(parquet)
    assert read == table(found)
    assert read.schema.metadata[b"release"] == b"rel"
    again = pa_csv.read_csv(io.BytesIO(csv.getvalue())).to_pydict()
    assert again["home_lower"] == pytest.approx([0.0, 0.0, 0.6, 0.3])
    assert again["controllers"] == ["", "", "p", ""]
    assert csv.getvalue().count(b"home_lower") == 1


def test_steps_end_with_months_where_they_begin_so():
    quarters = days_between(date(2023, 11, 30), date(2024, 9, 1), "quarter")
    assert [str(day) for day in quarters] == [
        "2023-11-30", "2024-02-29", "2024-05-31", "2024-08-31",
    ]  # fmt: skip
    leap = days_between(date(2024, 2, 28), date(2025, 2, 28), "year")
    assert [str(day) for day in leap] == ["2024-02-28", "2025-02-28"]


@pytest.mark.parametrize(
    ("first", "last", "step", "said"),
    [
        (date(2025, 1, 1), date(2024, 1, 1), "year", "the first comes first"),
        (date(2024, 1, 1), date(2025, 1, 1), "week", "year, quarter, month"),
        (date(1900, 1, 1), date(2025, 1, 1), "month", f"more than {MOST} days"),
    ],
)
def test_days_that_make_no_panel(first, last, step, said):
    with pytest.raises(InputError, match=said):
        days_between(first, last, step)
