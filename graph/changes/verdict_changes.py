"""What a lens said before and says after: the same, or how it changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.answers.changes import VerdictChange
from graph.answers.parts import Interval
from graph.answers.verdicts import Verdict

DIGITS = 9  # intervals closer than that are the same


def kind_of(before: Verdict | None, after: Verdict | None) -> str:
    """How a verdict changed.

    *flips*: one decided word for another; *settles*: it was open and is decided;
    *opens*: the other way; *moves*: the interval, or what decides, is another;
    *takes effect*, *lapses*: the definition is in force on one side only; *appears*,
    *disappears*: only one side has it.
    """
    if before is None or after is None:
        return "appears" if before is None else "disappears"
    if before.in_force != after.in_force:
        return "takes effect" if after.in_force else "lapses"
    if said(before) == said(after):
        return "same" if measured(before) == measured(after) else "moves"
    if before.decided and after.decided:
        return "flips"
    if before.decided != after.decided:
        return "settles" if after.decided else "opens"
    return "moves"


def said(verdict: Verdict) -> tuple[str, str, str]:
    """What makes a verdict one verdict: its word, its case, and what decides while it is open."""
    return verdict.word, verdict.case if verdict.decided else "", verdict.decides


def measured(verdict: Verdict) -> tuple[float | None, ...]:
    """The interval, to nine digits."""
    found: Interval | None = verdict.interval
    if found is None:
        return ()
    values = (found.lower, found.point, found.upper)
    return tuple(None if value is None else round(value, DIGITS) for value in values)


def paired(before: Sequence[Verdict], after: Sequence[Verdict]) -> tuple[VerdictChange, ...]:
    """Verdicts by lens, those of after in their order and those only of before at the end."""
    old: Mapping[str, Verdict] = {one.lens: one for one in before}
    new: Mapping[str, Verdict] = {one.lens: one for one in after}
    return tuple(
        VerdictChange(
            lens=lens,
            label=(new.get(lens) or old[lens]).label,
            change=kind_of(old.get(lens), new.get(lens)),
            before=old.get(lens),
            after=new.get(lens),
        )
        for lens in (*new, *(one for one in old if one not in new))
    )
