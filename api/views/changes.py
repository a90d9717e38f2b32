"""What changes, and why: suppositions, and verdicts before and after."""

from __future__ import annotations

from api.tables import Cell, Column, Table, View, span
from api.views.verdicts import score_table
from api.views.wording import readable, setting, title
from graph.answers import Verdict
from graph.changed_answers import VerdictChange, WhatIf

CHANGES = (
    Column("lens", "Lens", shown=False),
    Column("label", "Lens"),
    Column("change", "Change"),
    Column("before", "Before", shown=False),
    Column("after", "After", shown=False),
    Column("was", "Before", wide=True),
    Column("becomes", "After", wide=True),
    Column("before_interval", "Before", "interval", shown=False),
    Column("after_interval", "After", "interval", shown=False),
    Column("because", "Because", wide=True),
)
ORDER = ("flips", "settles", "opens", "appears", "disappears", "moves", "same")


def what_if(answer: WhatIf) -> View:
    """Verdicts before and after something supposed, those that change first."""
    ordered = sorted(answer.verdicts, key=lambda one: ORDER.index(one.change))
    data = Table(CHANGES, tuple(change_row(one) for one in ordered))
    changed = Table(
        CHANGES,
        tuple(change_row(one) for one in ordered if one.change != "same"),
        title="What changes",
        empty="no verdict and no interval",
    )
    same = [one.label for one in ordered if one.change == "same"]
    notes = [f"! Cannot all be true: {one}." for one in answer.contradictions]
    notes += [f"As before: {', '.join(same)}."] if same else []
    notes += list(answer.notes)
    return View(
        (
            f"What if? {title(answer.firm)}",
            setting(answer.as_of, answer.home, answer.release) + " · hypothetical",
            *(f"supposing: {one.says}" for one in answer.supposed),
            *_aside(answer),
            answer.summary,
        ),
        (changed, _scores(answer)),
        tuple(notes),
        data=data,
    )


def _aside(answer: WhatIf) -> list[str]:
    return [
        f"  in place of: {claim.text} ({claim.as_of or claim.valid_from or 'undated'})"
        for one in answer.supposed
        if one.option not in ("remove", "complete")
        for claim in one.sets_aside
    ]


def _scores(answer: WhatIf) -> Table:
    table = score_table((answer.score_before, answer.score_after))
    before, after = table.rows
    rows = (("before", *before[1:]), ("after", *after[1:]))
    return Table(table.columns, rows, title=table.title)


def change_row(one: VerdictChange) -> tuple[Cell, ...]:
    """A change under the columns of :data:`CHANGES`."""
    return (
        one.lens,
        one.label,
        one.change,
        one.before.word if one.before else "",
        one.after.word if one.after else "",
        side(one.before),
        side(one.after),
        one.before.interval if one.before else None,
        one.after.interval if one.after else None,
        "\n".join(one.because),
    )


def side(verdict: Verdict | None) -> str:
    """A verdict in a cell: its word, its interval, and what decides while it is open."""
    if verdict is None:
        return "–"
    lines = [verdict.word]
    if verdict.in_force and verdict.interval is not None:
        lines.append(span(verdict.interval))
    if verdict.in_force and verdict.decides:
        lines.append(readable(verdict.decides))
    return "\n".join(lines)
