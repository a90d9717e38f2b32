"""The parts of a report that say why: each firm's steps, and what was not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from api.report.blocks import Block, Heading, Line, Lines, Text, pointer
from api.views.screening import decide_lines, flag_lines, status_of, steps_of
from graph.answers.screening import ScreenedFirm, Screening


def derivations(answer: Screening, claims: Mapping[str, str]) -> Iterator[Block]:
    """Each firm's steps from the list down, with the claims by number, and its flags."""
    shown = [one for one in answer.firms if one.steps or one.flags]
    if not shown:
        return
    asked_as = _asked_as(answer)
    yield Heading("Derivations")

    def cited(some: Iterable[str]) -> str:
        return "".join(f" {pointer(claims[one])}" for one in some if one in claims)

    for one in shown:
        yield Heading(f"{one.firm.name}: {status_of(one)}", 3)
        if rows := asked_as.get(one.firm.id):
            yield Text(f"Asked as: {'; '.join(rows)}")
        steps = [_step(line) for line in steps_of(one, cited)]
        flags = [
            Line(f"Flag, {line.removeprefix('  ! ')}", "!")
            for line in flag_lines(answer, one, cited)
        ]
        yield Lines((*steps, *flags))


def _step(line: str) -> Line:
    """A line of a derivation: a hop with its number, or a stake under it."""
    mark, _, rest = line.strip().partition(" ")
    return Line(rest, "-", 1) if mark == "·" else Line(rest, mark)


def _asked_as(answer: Screening) -> dict[str, list[str]]:
    """The rows of customers that mean a firm, or may mean it."""
    found: dict[str, list[str]] = {}
    for row in answer.customers:
        who = " ".join(part for part in (row.customer, row.given) if part)
        if row.entity is not None:
            found.setdefault(row.entity.id, []).append(f"row {row.row}, {who}")
        for each in row.candidates:
            if each.entity is not None:
                text = f"perhaps row {row.row}, {who}"
                found.setdefault(each.entity.id, []).append(text)
    return found


def not_known(answer: Screening) -> Iterator[Block]:
    """What would decide each open result, and what a reader must know before trusting any."""
    yield Heading("What was not known")
    for one in answer.firms:
        if one.decides:
            yield Text(f"{one.firm.name}, {status_of(one)}:")
            yield Lines(tuple(map(Line, _deciding(one))))
    yield Lines(tuple(map(Line, answer.notes)))


def _deciding(one: ScreenedFirm) -> list[str]:
    return [line.removeprefix("would decide: ") for line in decide_lines(one)]
