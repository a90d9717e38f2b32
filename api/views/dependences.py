"""On what somebody depends, and who depends on it, as people see it."""

from __future__ import annotations

from collections.abc import Iterable

from api.views.tables import Column, Table, View
from api.views.wording import title
from graph.answers.dependences import DependencePage, Dependent, MakingStep
from ontology.load import codes

COLUMNS = (
    Column("who_id", "Who, id", shown=False, holds="key"),
    Column("who", "Who depends", wide=True),
    Column("on_id", "On, id", shown=False, holds="key"),
    Column("on", "On what", wide=True),
    Column("steps", "Steps", "number"),
    Column("content", "Of what it makes"),
    Column("criticality", "How critical"),
    Column("substitute", "Substitute"),
    Column("seen", "As of"),
    Column("claim", "Claim", shown=False),
)
MAKING = (
    Column("who_id", "Who, id", shown=False, holds="key"),
    Column("who", "Who", wide=True),
    Column("step", "Does what"),
    Column("of_id", "For, id", shown=False, holds="key"),
    Column("of", "For what", wide=True),
    Column("steps", "Steps", "number"),
    Column("side", "From home?"),
    Column("by", "By what"),
    Column("seen", "As of"),
    Column("note", "In what way", wide=True),
    Column("claims", "Claims", shown=False),
)
SIDES = {"home": "yes", "notHome": "no", "open": "not read"}
NOT_READ = "not read"
WORDS = {
    "content": "how much of what they make it is",
    "criticality": "how critical it is",
    "substitute": "what could take its place",
}


def dependence(page: DependencePage) -> View:
    """What hangs on it, on what it hangs, and what nobody can say without."""
    by = Table(COLUMNS, _rows(page.needed_by), title="Who depends on it", empty="nobody is read to")
    on = Table(COLUMNS, _rows(page.needs), title="On what it depends", empty="nothing is read")
    heading = (title(page.entity), f"as of {page.as_of} · release {page.release}", _said(page))
    made = Table(MAKING, _making(page.makers), title="Who makes it, step by step")
    tables = (by, on, made) if page.makers else (by, on)
    filled = (table for table in (by, on, made) if table.rows)
    return View(heading, tables, data=next(filled, by))


def _making(found: Iterable[MakingStep]) -> tuple[tuple[str | int, ...], ...]:
    labels = codes("OriginReadings")
    return tuple(
        (
            one.who.id, one.who.name, one.label, one.of.id, one.of.name, one.steps,
            SIDES[one.side], labels[one.by].label if one.by else "",
            one.seen,
            " ".join(dict.fromkeys(claim.note for claim in one.claims if claim.note)),
            " | ".join(claim.id for claim in one.claims),
        )
        for one in found
    )  # fmt: skip


def _rows(found: Iterable[Dependent]) -> tuple[tuple[str | int, ...], ...]:
    return tuple(
        (
            one.who.id, one.who.name, one.on.id, one.on.name, one.steps, one.content or NOT_READ,
            one.criticality or NOT_READ, one.substitute or NOT_READ, one.seen, one.claim.id,
        )
        for one in found
    )  # fmt: skip


def _said(page: DependencePage) -> str:
    """How many would be met, and why nobody can say who stops."""
    found = page.needed_by
    direct = sum(one.steps == 1 for one in found)
    if not found:
        return "nobody is read to depend on it"
    missing = [
        f"{words} was read of none" if page.unread[what] == len(found) else
        f"{words} was not read of {page.unread[what]}"
        for what, words in WORDS.items()
        if page.unread[what]
    ]  # fmt: skip
    further = f", {len(found) - direct} further on" if len(found) > direct else ""
    met = f"would be met if it stopped: {direct} directly{further}"
    return f"{met}; who stops cannot be said ({'; '.join(missing)})" if missing else met
