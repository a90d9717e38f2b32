"""Definitions that answer otherwise of one thing, as people see it."""

from __future__ import annotations

from collections.abc import Sequence

from api.views.tables import Column, Table, View
from graph.answers.rival_definitions import RivalAnswer, RivalPair

COLUMNS = (
    Column("one", "One, id", shown=False),
    Column("one_name", "One definition", wide=True),
    Column("other", "Other, id", shown=False),
    Column("other_name", "Another", wide=True),
    Column("about", "Of what"),
    Column("period", "When"),
    Column("one_says", "The one says", wide=True),
    Column("other_says", "The other says", wide=True),
    Column("agree", "Firms of which they agree", "number", shown=False),
    Column("definitions", "Definitions of the documents", shown=False),
)
MOST = 4  # answers of one pair told to people; machines get them all


def rivals(found: Sequence[RivalPair]) -> View:
    """A row an answer; of one pair the first few, and how many there are."""
    rows = tuple(_row(pair, answer) for pair in found for answer in pair.answers[:MOST])
    every = tuple(_row(pair, answer) for pair in found for answer in pair.answers)
    more = len(every) - len(rows)
    asked = (
        "asked of the firms described here, of figures and of calculations; that two differ in "
        "words alone is not told"
    )
    heading = (f"{len(found)} pairs of definitions answer otherwise of one thing", asked)
    table = Table(
        COLUMNS, rows, empty="no two answer otherwise", more=f"{more} more in CSV" if more else ""
    )
    return View(heading, (table,), data=Table(COLUMNS, every))


def _row(pair: RivalPair, answer: RivalAnswer) -> tuple[str | int, ...]:
    answered = (*pair.one_answers, *pair.other_answers)
    return (
        pair.one, pair.one_name, pair.other, pair.other_name,
        answer.about.name if answer.about else "",
        ", ".join(filter(None, (answer.period, answer.basis))), answer.one, answer.other,
        pair.agree, " | ".join(answered),
    )  # fmt: skip
