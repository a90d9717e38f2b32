"""Every firm at once: home's share, what is open, who directs it, and the verdicts asked for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from api.views.tables import Cell, Column, Table, View
from api.views.wording import readable, setting
from graph.answers.measures import FirmMeasures, LensMeasure
from graph.engines.panel import Panel

SHOWN = 200  # rows that people are shown; files have all

COLUMNS = (
    Column("firm", "Firm", wide=True),
    Column("as_of", "As of"),
    Column("home", "Home", "interval"),
    Column("home_state", "Home state", "interval"),
    Column("foreign_other", "Other foreign", "interval"),
    Column("float", "Float", "share"),
    Column("undisclosed", "Undisclosed", "share"),
    Column("controllers", "Certain to direct it", wide=True),
)


def measures(panel: Panel) -> View:
    """The first rows of a panel, for people."""
    lenses = tuple(Column(lens.id, lens.label, wide=True) for lens in panel.lenses)
    rows = tuple(_row(one) for one in panel.rows(0, SHOWN))
    columns = tuple(
        replace(column, shown=len(panel.days) > 1) if column.name == "as_of" else column
        for column in COLUMNS
    )  # one day is said above the table
    days = [days.ownership.isoformat() for days in panel.days]
    when = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}, {len(days)} days"
    left = len(panel) - len(rows)
    notes = (f"{left:,} more rows: write them with --format csv or parquet",) if left else ()
    firms = "1 firm" if len(panel.firms) == 1 else f"{len(panel.firms):,} firms"
    return View(
        (firms, setting(when, panel.home, panel.release, panel.basis)),
        (Table((*columns, *lenses), rows, empty="no firms"),),
        notes,
    )


def _row(one: FirmMeasures) -> tuple[Cell, ...]:
    return (
        one.firm.name,
        one.as_of,
        one.home_share,
        one.columns["home_state"],
        one.columns["foreign_other"],
        one.columns["float"].point,
        one.columns["undisclosed"].point,
        "\n".join(found.name for found in one.controllers),
        *_said(one.verdicts),
    )


def _said(verdicts: Iterable[LensMeasure]) -> Iterable[str]:
    for one in verdicts:
        yield one.word + (f"\n{readable(one.decides)}" if one.decides else "")
