"""The score as it is walked, and the paths by which somebody reaches a firm, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from api.views.claims import SHOWN, claim_table, numbered, numbers_of
from api.views.tables import Cell, Column, Table, View, percent
from api.views.verdicts import SCORE_TITLE, number_said
from api.views.wording import readable, setting, title
from graph.answers.parts import Amounts, Interval, Named, Step
from graph.answers.path_words import OUTSIDE, SEVERAL, amount_said, end_said
from graph.answers.paths import Paths, PathsOfKind
from graph.answers.score import Contribution, DomesticScore
from graph.answers.verdicts import Estimate
from graph.claims.figures import LEAST, MOST

SHARED = "how it and others share this was not read"
TITLES = {"programmes": "Programmes and lists that name it"}  # a list is no help that reaches it
ROUNDING = 1e-9  # below this nothing is left
FROM_SIDE = {"home": "home", "associated": "associated", "abroad": "foreign"}
LINES = (Column("kind", "Kind"), Column("text", "", wide=True))
AMOUNTS = (
    Column("of", "Of", wide=True),
    Column("home", "Home, at least", "least"),
    Column("home_state", "of it state", "least"),
    Column("foreign", "Foreign, at least", "least"),
    Column("not_read", "Origin open", "most"),
    Column("number", "Score"),
)
CONTRIBUTIONS = (
    Column("points_of", "Points of"),
    Column("id", "Id", shown=False, holds="key"),
    Column("end", "Ends with", wide=True),
    Column("origin", "Origin"),
    Column("points", "Points", "least"),
    Column("rung", "Rung", "number", shown=False),
    Column("rests_on", "Rests on"),
    Column("reason", "Because", wide=True),
    Column("numbers", "Claims", for_machines=False),
    Column("claims", "Claims", shown=False),
)
NOT_READ = (Column("text", "", wide=True),)
PATHS = (
    Column("kind", "Kind"),
    Column("points", "Points", "least"),
    Column("rounds", "× rounds", shown=False),
    Column("end", "From", shown=False, holds="entity"),
    Column("origin", "Origin", shown=False, holds="code"),
    Column("rests_on", "Rests on", shown=False),
    Column("path", "By which steps", wide=True),
    Column("reason", "Counts, because", wide=True),
    Column("numbers", "Claims", for_machines=False),
    Column("claims", "Claims", shown=False),
)


def score(answer: DomesticScore, *, claims: int | None = SHOWN) -> View:
    """The score: three amounts for ownership and three for money, and what they rest on."""
    heading = (
        title(answer.firm),
        setting(answer.as_of, answer.home, answer.release),
        answer.summary,
    )
    numbers = numbers_of(answer.claims)
    who = Table(
        CONTRIBUTIONS,
        tuple(_contribution(one, numbers) for one in answer.contributions),
        title="Who the decided points end with",
        empty="no point ends with anybody of decided origin",
    )
    unread = tuple((line,) for line in answer.not_read)
    associated = any(one.associated for one in (answer.ownership, answer.funding) if one)
    columns = tuple(
        replace(column, heading=f"{OUTSIDE.capitalize()}, at least")
        if associated and column.name == "foreign"
        else column
        for column in AMOUNTS
    )
    tables = [Table(columns, tuple(_amount_rows(answer)), title=SCORE_TITLE), who]
    tables += [Table(NOT_READ, unread, title="What was not read")] if unread else []
    tables += [_estimate(answer.estimate)] if answer.estimate else []
    tables += [claim_table(answer.claims, claims, "Claims")] if answer.claims else []
    return View(heading, tuple(tables), answer.notes, data=who)


def _estimate(guess: Estimate) -> Table:
    """The median under a prior, for those who asked for it."""
    interval = f"{percent(guess.low)} to {percent(guess.high)}"
    rows = [(f"under the prior {guess.prior}", guess.median, interval)]
    rows += [(f"under {name}", value, "") for name, value in guess.rivals.items()]
    columns = (
        Column("prior", "Prior", wide=True),
        Column("median", "Median", "share"),
        Column("range", "80 % interval"),
    )
    return Table(columns, tuple(rows), title="Estimate, as asked for: no verdict and no bound",
                 more="; ".join(f"{name}: {value}" for name, value in guess.parameters.items())
                 )  # fmt: skip


def _amount_rows(answer: DomesticScore) -> Iterator[tuple[Cell, ...]]:
    """Ownership, the money read, all money, and both alike; each alone rated or not."""
    numbers = {one.alpha: one for one in answer.mixtures}
    yield _amounts("ownership", answer.ownership, number_said(numbers[1.0].number))
    if answer.funding is not None:
        read = amount_said(answer.money.total, answer.money.total, answer.money.currency)
        yield _amounts(f"money, of {read} read", answer.funding, "")
    for alpha, of in ((0.0, "money, all of it"), (0.5, "half of each, of all money")):
        one = numbers[alpha]
        low, high = one.interval.lower, one.interval.upper
        yield of, low, one.state, 1 - high, high - low, number_said(one.number)


def _amounts(of: str, amounts: Amounts, number: str) -> tuple[Cell, ...]:
    return of, amounts.home, amounts.home_state, amounts.foreign, amounts.not_read, number


def _contribution(one: Contribution, numbers: Mapping[str, int]) -> tuple[Cell, ...]:
    name = end_said(one.end, unnamed=one.unnamed, together=one.reason == SEVERAL)
    return (
        one.points_of, f"{one.end.id}/undisclosed" if one.unnamed else one.end.id, name,
        readable(one.origin), one.points, one.rung, one.rests_on, one.reason,
        numbered(one.claims, numbers), " | ".join(one.claims),
    )  # fmt: skip


def paths(answer: Paths, *, claims: int | None = SHOWN) -> View:
    """The paths from a source down to a firm, kind by kind."""
    party = Named(answer.source, answer.source_name)
    known = {"home", "state", "abroad", "foreign-state", "associated", "any"}
    source = answer.source_name if answer.source in known else title(party)
    none = [part.kind for part in answer.kinds if not part.paths]
    heading = [
        f"from {source} to {title(answer.firm)}",
        setting(answer.as_of, answer.home, answer.release, answer.basis, answer.days),
        *([f"No path was read of: {', '.join(none)}."] if none else []),
        *(line for part in answer.kinds if part.paths for line in _kind_titles(part)),
    ]
    numbers = numbers_of(answer.claims)
    every = tuple(row for part in answer.kinds for row in _path_rows(part, numbers))
    tables = [
        Table(
            PATHS[1:],
            tuple(row[1:] for row in _path_rows(part, numbers)),
            title=TITLES.get(part.kind, part.kind.capitalize()),
        )
        for part in answer.kinds
        if part.paths
    ]
    found = tuple((part.kind, line) for part in answer.kinds for line in _explained(part))
    hidden = tuple((part.kind, line) for part in answer.kinds for line in part.not_disclosed)
    if found:
        tables.append(Table(LINES, found, title="What the paths come to"))
    if hidden:
        tables.append(Table(LINES, hidden, title="What was not read"))
    if answer.claims:
        tables.append(claim_table(answer.claims, claims, "Claims"))
    room = (_room(part) for part in answer.kinds if not part.paths and part.total is not None)
    notes = (*(line for line in room if line), *answer.notes)
    return View(tuple(heading), tuple(tables), notes, data=Table(PATHS, every))


def _kind_titles(part: PathsOfKind) -> Iterator[str]:
    """How much comes by paths of a kind; home's and foreign parts are never one sum."""
    kind = part.kind.capitalize()
    if part.total is not None and not part.sides:
        yield f"{kind}: {_bounds(part.total)} {part.of_what}"
    for side, reached in part.sides.items():
        yield f"{kind}, {FROM_SIDE[side]}: {_bounds(reached)} {part.of_what}"


def _bounds(reached: Interval) -> str:
    return f"at least {percent(reached.lower, LEAST)}, at most {percent(reached.upper, MOST)}"


def _room(part: PathsOfKind) -> str:
    """What may be behind that which was not read, where no path was."""
    if part.total is None or part.total.upper == 0:
        return ""
    return (
        f"{part.kind.capitalize()}: up to {percent(part.total.upper, MOST)} {part.of_what} is open"
    )


def _path_rows(part: PathsOfKind, numbers: Mapping[str, int]) -> Iterator[tuple[Cell, ...]]:
    for path in part.paths:
        rests_on = [claim for step in path.steps for claim in step.claims]
        yield (
            part.kind,
            path.points,
            path.rounds,
            path.end.id,
            path.origin,
            path.rests_on,
            "\n".join(f"{'↳ ' if at else ''}{step.text}" for at, step in enumerate(path.steps)),
            path.reason if path.split_read else f"{path.reason}; {SHARED}",
            numbered(rests_on, numbers),
            " | ".join(rests_on),
        )


def _explained(part: PathsOfKind) -> Iterator[str]:
    if part.explained is not None:
        yield f"the paths with points carry {percent(part.explained, LEAST)} of the least"
    for one in part.through:
        left = f", {percent(one.rest, LEAST)} by paths not listed" if one.rest > ROUNDING else ""
        yield f"{percent(one.points, LEAST)} comes through {one.holder.name}{left}"
    for group in part.mutual_groups:
        yield f"hold one another, or themselves: {', '.join(member.name for member in group)}"
    if part.cut:
        yield f"no point reaches it without: {_cut(part.cut)}"


def _cut(steps: tuple[Step, ...]) -> str:
    shown = "; ".join(step.text for step in steps[:3])
    return shown + (f"; {len(steps) - 3} more" if len(steps) > 3 else "")
