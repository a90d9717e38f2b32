"""What would settle the open verdicts on a firm, and what would turn the settled ones."""

from __future__ import annotations

from api.views.tables import Column, Table, View, percent, span
from api.views.verdicts import unknown_table
from api.views.wording import readable, setting, title
from graph.answers.parts import Interval
from graph.answers.reversals import ControlFlip, Reversal, Settling, SpecificationGrid

NOT_CURRENT = "no stake is current on that day; one last seen before it carries nothing here"
COUNTED = "This counts ways of reading the same facts; it is no probability."
REVERSALS = (
    Column("amount", "So much", "most"),
    Column("owned", "Of", wide=True),
    Column("holder", "Held by", wide=True),
    Column("text", "Then", wide=True),
    Column("claims", "Claims", shown=False),
)
STAKES = (
    Column("holder", "Holder", wide=True),
    Column("owned", "Of", wide=True),
    Column("share", "Stake", "share"),
    Column("gradient", "Moves home's share by", "number"),
    Column("without", "Home's share without it", "share"),
    Column("shapley", "Its part of home's share", "share"),
    Column("claims", "Claims", shown=False),
)
SWITCHES = (
    Column("switch", "Choice"),
    Column("choices", "Between", wide=True),
    Column("first", "Decides alone", "share"),
    Column("total", "With the others", "share"),
)


def settling(answer: Settling) -> View:
    """Documents to look for, the smallest changes that turn a verdict, the grid of choices."""
    share = span(answer.home_share)
    heading = (
        title(answer.firm),
        setting(answer.as_of, answer.home, answer.release, days=answer.days),
        f"home's share of the firm: {share}, of which known {_known(answer.home_share)}",
    )
    tables = (unknown_table(answer.unknowns), _flips(answer), _stakes(answer), _grid(answer.grid))
    return View(heading, tables, _notes(answer.grid))


def _known(share: Interval) -> str:
    """The certain part of a share; beside it the figures as read, where something may take of them.

    >>> _known(Interval(0.1, 1.0, 0.1)), _known(Interval(0.1, 1.0, 0.15))
    ('10 %', '10 % (15 % by the figures as read)')
    """
    if share.point is None or share.point <= share.lower:
        return percent(share.point)
    return f"{percent(share.lower)} ({percent(share.point)} by the figures as read)"


def _flips(answer: Settling) -> Table:
    found: list[Reversal | ControlFlip] = [*answer.reversals, *answer.control_flips]
    rows = tuple(
        (
            one.amount,
            one.owned.name,
            one.holder.name if one.holder else "nobody named",
            one.text,
            " | ".join(one.claims),
        )
        for one in found
    )
    return Table(
        REVERSALS,
        rows,
        title="The smallest changes that turn it",
        empty="no single stake can turn it",
    )


def _stakes(answer: Settling) -> Table:
    rows = tuple(
        (
            one.holder.name,
            one.owned.name,
            one.share,
            round(one.gradient, 4),
            one.without,
            one.shapley,
            " | ".join(one.claims),
        )
        for one in answer.stakes
    )
    return Table(STAKES, rows, title="What each stake carries", empty=NOT_CURRENT)


def _grid(grid: SpecificationGrid) -> Table:
    rows = tuple(
        (
            readable(one.name),
            ", ".join(readable(word) for word in one.choices),
            one.first,
            one.total,
        )
        for one in grid.switches
    )
    return Table(SWITCHES, rows, title=f"Choices behind “{grid.question}”")


def _notes(grid: SpecificationGrid) -> tuple[str, ...]:
    told = ", ".join(f"{word} {percent(part)}" for word, part in grid.verdicts.items())
    lines = [f"Of {grid.specifications} specifications: {told}. {COUNTED}"]
    if grid.deciding:
        lines.append(f"Most hangs on: {readable(grid.deciding)}.")
    return (*lines, *grid.notes)
