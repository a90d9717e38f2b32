"""The score as it is walked, and the paths by which somebody reaches a firm, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from api.views.evidence import claim_table
from api.views.tables import Cell, Column, Table, View, percent
from api.views.wording import readable, setting, title
from graph.answers.parts import Interval, Named, Step
from graph.answers.path_words import SEVERAL, end_said
from graph.answers.paths import Paths, PathsOfKind
from graph.answers.score import Amounts, Contribution, DomesticScore

CLAIMS_SHOWN = 30
SHARED = "how it and others share this was not read"
ROUNDING = 1e-9  # below this nothing is left
LINES = (Column("kind", "Kind"), Column("text", "", wide=True))
AMOUNTS = (
    Column("of", "Of"),
    Column("home", "Home", "share"),
    Column("home_state", "of it state", "share"),
    Column("foreign", "Foreign", "share"),
    Column("not_read", "Not read", "share"),
    Column("read", "Home, at least – at most", "interval"),
)
CONTRIBUTIONS = (
    Column("points_of", "Points of"),
    Column("id", "Id", shown=False),
    Column("end", "Ends with", wide=True),
    Column("origin", "Origin"),
    Column("points", "Points", "share"),
    Column("rung", "Rung", "number", shown=False),
    Column("rests_on", "Rests on"),
    Column("reason", "Because", wide=True),
    Column("claims", "Claims", shown=False),
)
MIXTURES = (
    Column("alpha", "Weight of profit"),
    Column("interval", "Home, at least – at most", "interval"),
    Column("state", "of it state", "share"),
    Column("number", "Score"),
)
PATHS = (
    Column("kind", "Kind"),
    Column("points", "Points", "share"),
    Column("rounds", "× rounds", shown=False),
    Column("end", "From", shown=False),
    Column("origin", "Origin", shown=False),
    Column("rests_on", "Rests on", shown=False),
    Column("path", "By which steps", wide=True),
    Column("reason", "Counts, because", wide=True),
    Column("claims", "Claims", shown=False),
)


def score(answer: DomesticScore) -> View:
    """The score: three amounts for ownership and three for money, and what they rest on."""
    heading = (
        title(answer.firm),
        setting(answer.as_of, answer.home, answer.release),
        answer.summary,
    )
    amounts = [_amounts("ownership", answer.ownership)]
    if answer.funding is not None:
        amounts.append(_amounts("money read", answer.funding))
    table = Table(CONTRIBUTIONS, tuple(map(_contribution, answer.contributions)),
                  title="Who the decided points end with",
                  empty="no point ends with anybody of decided origin")  # fmt: skip
    notes = [*answer.notes, *(f"Beside: {line}" for line in answer.money.beside)]
    if answer.estimate is not None:
        guess = answer.estimate
        notes.append(
            f"Estimate under the prior {guess.prior}, no verdict and no bound: "
            f"{percent(guess.median)} (80 %: {percent(guess.low)} to {percent(guess.high)}); "
            + ", ".join(f"{name} {percent(value)}" for name, value in guess.rivals.items())
        )
    tables = (
        Table(AMOUNTS, tuple(amounts), title="Of a hundred"),
        table,
        Table(MIXTURES, tuple(_mixtures(answer)), title="Profit and money together, of all money"),
        claim_table(answer.claims[:CLAIMS_SHOWN]),
    )
    return View(heading, tables if answer.claims else tables[:3], tuple(notes), data=table)


def _amounts(of: str, amounts: Amounts) -> tuple[Cell, ...]:
    return (
        of, amounts.home, amounts.home_state, amounts.foreign, amounts.not_read,
        Interval(amounts.home, 1 - amounts.foreign),
    )  # fmt: skip


def _contribution(one: Contribution) -> tuple[Cell, ...]:
    name = end_said(one.end, unnamed=one.unnamed, together=one.reason == SEVERAL)
    return (
        one.points_of, f"{one.end.id}/undisclosed" if one.unnamed else one.end.id, name,
        readable(one.origin), one.points, one.rung, one.rests_on, one.reason,
        " | ".join(one.claims),
    )  # fmt: skip


def _mixtures(answer: DomesticScore) -> Iterator[tuple[Cell, ...]]:
    words = {0.0: "0, money alone", 0.5: "½, both alike", 1.0: "1, profit alone"}
    for one in answer.mixtures:
        number = "not rated" if one.number is None else f"{one.number * 100:.1f} of 100"
        yield words.get(one.alpha, str(one.alpha)), one.interval, one.state, number


def paths(answer: Paths) -> View:
    """The paths from a source down to a firm, kind by kind."""
    party = Named(answer.source, answer.source_name)
    known = {"home", "state", "abroad", "foreign-state", "associated", "any"}
    source = answer.source_name if answer.source in known else title(party)
    heading = [
        f"from {source} to {title(answer.firm)}",
        setting(answer.as_of, answer.home, answer.release, answer.basis),
    ]
    every = tuple(row for part in answer.kinds for row in _path_rows(part))
    tables = [
        Table(
            PATHS[1:],
            tuple(row[1:] for row in _path_rows(part)),
            title=_kind_title(part),
            empty="none was read",
        )
        for part in answer.kinds
    ]
    found = tuple((part.kind, line) for part in answer.kinds for line in _explained(part))
    hidden = tuple((part.kind, line) for part in answer.kinds for line in part.not_disclosed)
    if found:
        tables.append(Table(LINES, found, title="What the paths come to"))
    if hidden:
        tables.append(Table(LINES, hidden, title="What is not disclosed"))
    if answer.claims:
        tables.append(claim_table(answer.claims[:CLAIMS_SHOWN]))
    return View(tuple(heading), tuple(tables), answer.notes, data=Table(PATHS, every))


def _kind_title(part: PathsOfKind) -> str:
    if part.total is None:
        return part.kind.capitalize()
    least, most = percent(part.total.lower), percent(part.total.upper)
    return f"{part.kind.capitalize()}: at least {least}, at most {most} {part.of_what}"


def _path_rows(part: PathsOfKind) -> Iterator[tuple[Cell, ...]]:
    for path in part.paths:
        yield (
            part.kind,
            path.points,
            path.rounds,
            path.end.id,
            path.origin,
            path.rests_on,
            "\n".join(f"{'↳ ' if at else ''}{step.text}" for at, step in enumerate(path.steps)),
            path.reason if path.split_read else f"{path.reason}; {SHARED}",
            " | ".join(claim for step in path.steps for claim in step.claims),
        )


def _explained(part: PathsOfKind) -> Iterator[str]:
    if part.explained is not None:
        yield f"the paths with points carry {percent(part.explained)} of the least"
    for one in part.through:
        left = f", {percent(one.rest)} by paths not listed" if one.rest > ROUNDING else ""
        yield f"{percent(one.points)} comes through {one.holder.name}{left}"
    for group in part.mutual_groups:
        yield f"hold one another, or themselves: {', '.join(member.name for member in group)}"
    if part.cut:
        yield f"no point reaches it without: {_cut(part.cut)}"


def _cut(steps: tuple[Step, ...]) -> str:
    shown = "; ".join(step.text for step in steps[:3])
    return shown + (f"; {len(steps) - 3} more" if len(steps) > 3 else "")
