"""Every firm at once: home's share, what is open, who directs it, and the verdicts asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from api.views.table_words import SEVERAL
from api.views.tables import Cell, Column, Table, View
from api.views.wording import AS_STATED, readable, setting
from graph.answers.measures import FirmMeasures, LensMeasure
from graph.claims.figures import counted
from graph.engines.days import STEPS
from graph.engines.panel import Panel

SHOWN = 200  # rows that people are shown; files have all
UNREAD = (
    "0–100 %: no table of holders that says more was read for that day; it does not say that "
    "holders left"
)

HOLDERS_ONLY = (
    "The numbers are those of a firm's own holders; zizhu owners FIRM numbers the chains above them"
)
CLAIMS = Column("claims", "Claims", shown=False)

COLUMNS = (
    Column("firm", "Firm", wide=True),
    Column("as_of", "As of"),
    Column("home", "Home", "interval"),
    Column("home_state", "Home state", "interval"),
    Column("foreign_other", "Other foreign", "interval"),
    Column("float", "Float", "share"),
    Column("undisclosed", "Not read", "most"),
    Column("controllers", "May direct it", wide=True),
)


def measures(panel: Panel, rests_on: Callable[[FirmMeasures], Iterable[str]] | None = None) -> View:
    """The first rows of a panel, for people: firm by firm, each on its days.

    For a page that cites, each row carries the claims it ``rests_on``: those on its firm's holders.
    """
    lenses = tuple(Column(lens.id, lens.label, wide=True) for lens in panel.lenses)
    shown = tuple(_by_firm(panel))
    columns = tuple(
        replace(column, shown=len(panel.days) > 1) if column.name == "as_of" else column
        for column in COLUMNS
    )  # one day is said above the table
    left = len(panel) - len(shown)
    unread = any((one.home_share.lower, one.home_share.upper) == (0, 1) for one in shown)
    notes = [UNREAD] if unread else []
    cited = () if rests_on is None else (CLAIMS,)
    rests: list[tuple[Cell, ...]] = [
        () if rests_on is None else (SEVERAL.join(rests_on(one)),) for one in shown
    ]
    notes += [HOLDERS_ONLY] if cited else []
    more = f"{counted(left, 'more row')}: write them with --format csv or parquet"
    notes += [more] if left else []
    firms = counted(len(panel.firms), "firm")
    when = _when([days.ownership for days in panel.days])
    asked = panel.days[0].written() if panel.lenses and len(panel.days) == 1 else {}
    return View(
        (firms, setting(when, panel.home, panel.release, panel.basis, asked)),
        (
            Table(
                (*columns, *lenses, *cited),
                tuple((*_row(one), *cell) for one, cell in zip(shown, rests, strict=True)),
                empty="no firms",
            ),
        ),
        tuple(notes),
    )


def _by_firm(panel: Panel) -> Iterator[FirmMeasures]:
    """The rows of the first firms, all days of a firm together."""
    count = len(panel.firms)
    firms = min(count, max(1, SHOWN // len(panel.days)))
    days = [
        tuple(panel.rows(start, start + firms))
        for start in range(0, len(panel), max(count, 1))[:SHOWN]
    ]
    for of_firm in zip(*days, strict=True):
        yield from of_firm


def _when(days: Sequence[date]) -> str:
    """One day, or from when to when a panel goes and how far apart its days are.

    >>> _when([date(2024, 12, 31), date(2025, 12, 31)])
    '2024-12-31 to 2025-12-31, 2 days, one a year'
    """
    if len(days) == 1:
        return days[0].isoformat()
    months = (days[1].year - days[0].year) * 12 + days[1].month - days[0].month
    apart = {number: step for step, number in STEPS.items()}[months]
    return f"{days[0]} to {days[-1]}, {len(days)} days, one a {apart}"


def _row(one: FirmMeasures) -> tuple[Cell, ...]:
    return (
        one.firm.name,
        one.as_of,
        one.home_share,
        one.columns["home_state"],
        one.columns["foreign_other"],
        one.columns["float"].point,
        one.columns["undisclosed"].point,
        "\n".join(
            f"{found.name}, {AS_STATED}" if found in one.stated else found.name
            for found in one.controllers
        ),
        *_said(one.verdicts),
    )


def _said(verdicts: Iterable[LensMeasure]) -> Iterable[str]:
    for one in verdicts:
        yield one.word + (f"\n{readable(one.decides)}" if one.decides else "")
