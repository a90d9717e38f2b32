"""Firms side by side: a matrix of firms by lens, or the same in rows where paper is narrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from api.views.bars import of_read
from api.views.tables import Column, Table, View, span
from api.views.verdicts import VERDICTS, score_table, verdict_row
from api.views.wording import readable, setting, title
from graph.answers.verdicts import FirmClassification, Verdict

NAMED = 5  # firms in a title


def comparison(answers: Sequence[FirmClassification], width: int) -> View:
    """Firms side by side."""
    first = answers[0]
    rows = tuple(verdict_row(one) for answer in answers for one in answer.verdicts)
    return View(
        (_side_by_side(answers), setting(first.as_of, first.home, first.release, days=first.days)),
        (matrix(answers, width), score_table([answer.score for answer in answers])),
        tuple(f"{answer.firm.id}: {title(answer.firm)}" for answer in answers),
        data=Table(VERDICTS, rows),
    )


def _side_by_side(answers: Sequence[FirmClassification]) -> str:
    """What is compared: firms by name, or how many where they are no title any more."""
    names = [answer.firm.name for answer in answers]
    if len(names) > NAMED:
        return f"{len(names)} firms side by side"
    return f"{', '.join(names)} side by side"


def matrix(answers: Sequence[FirmClassification], width: int) -> Table:
    """Firms by lens: the verdict, its interval, and what decides where it is open."""
    lenses_in_order: Mapping[str, str] = {
        one.lens: one.label for answer in answers for one in answer.verdicts
    }
    by = {(answer.firm.id, one.lens): one for answer in answers for one in answer.verdicts}
    if width < 16 * (len(answers) + 1):
        return _stacked(answers, lenses_in_order, by)
    columns = (
        Column("label", "Lens", wide=True),
        *(Column(answer.firm.id, answer.firm.name, wide=True) for answer in answers),
    )
    rows = tuple(
        (label, *(cell(by[answer.firm.id, lens]) for answer in answers))
        for lens, label in lenses_in_order.items()
    )
    return Table(columns, rows)


def _stacked(
    answers: Sequence[FirmClassification],
    order: Mapping[str, str],
    by: Mapping[tuple[str, str], Verdict],
) -> Table:
    """The same, firm under firm, where the paper is narrow."""
    columns = (
        Column("label", "Lens"),
        Column("firm", "Firm", holds="entity"),
        Column("verdict", "Verdict"),
        Column("interval", "Interval", "interval"),
        Column("decides", "What decides"),
    )
    rows = []
    for lens, label in order.items():
        for place, answer in enumerate(answers):
            one = by[answer.firm.id, lens]
            heading = label if place == 0 else " "
            rows.append((heading, answer.firm.id, one.word, one.interval, readable(one.decides)))
    return Table(columns, tuple(rows))


def cell(one: Verdict) -> str:
    """A verdict in a cell of the matrix."""
    lines = [one.word]
    if one.in_force and one.interval is not None:
        lines.append(span(one.interval))
    if one.in_force and one.of_read is not None and of_read(one):
        lines.append(f"{span(one.of_read)} of {one.read}")
    if one.in_force and one.decides:
        lines.append(readable(one.decides))
    return "\n".join(lines)
