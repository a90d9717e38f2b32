"""What changes, and why: suppositions, and verdicts before and after."""

from __future__ import annotations

from collections.abc import Sequence

from api.views.tables import Cell, Column, Table, View, span
from api.views.verdicts import SCORE, SCORE_TITLE, score_rows
from api.views.wording import readable, setting, title
from graph.answers.changes import (
    Difference,
    Explained,
    FieldChange,
    Side,
    VerdictChange,
    WhatIf,
)
from graph.answers.verdicts import Verdict

MOVED = (
    Column("lens", "Lens", shown=False),
    Column("label", "Lens"),
    Column("change", "Change"),
    Column("before", "Before", shown=False),
    Column("after", "After", shown=False),
    Column("was", "Before", wide=True),
    Column("becomes", "After", wide=True),
    Column("before_interval", "Before", "interval", shown=False),
    Column("after_interval", "After", "interval", shown=False),
)
CHANGES = (
    *MOVED,
    Column("because", "Because", wide=True),
    Column("claims", "Claims", shown=False),
)
ORDER = (
    "flips", "settles", "opens", "takes effect", "lapses", "appears", "disappears", "moves", "same",
)  # fmt: skip


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
    same = [one.label for one in ordered if one.change == "same" and not one.because]
    notes = [f"! Cannot all be true: {one}." for one in answer.contradictions]
    notes += [
        f"As before, for another reason: {one.label}, {one.after.word}: {one.because[0]}."
        for one in ordered
        if one.change == "same" and one.because and one.after
    ]
    notes += [f"As before: {', '.join(same)}."] if same else []
    notes += list(answer.notes)
    return View(
        (
            f"What if? {title(answer.firm)}",
            setting(answer.as_of, answer.home, answer.release, days=answer.days)
            + " · hypothetical",
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
        f"  in place of: {claim.text} ({claim.period})"
        for one in answer.supposed
        if one.option not in ("remove", "complete")
        for claim in one.sets_aside
    ]


def _scores(answer: WhatIf) -> Table:
    rows = tuple(
        (when, *row[1:])
        for when, score in (("before", answer.score_before), ("after", answer.score_after))
        for row in score_rows(score)
    )
    return Table((Column("when", ""), *SCORE[1:]), rows, title=SCORE_TITLE)


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
        " | ".join(
            dict.fromkeys(
                claim for side in (one.before, one.after) if side for claim in side.claims
            )
        ),
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


KINDS = {
    "knowledge": "knowledge: other claims",
    "facts": "facts: time passed",
    "rule": "rule: the definition",
}
EXPLAINED = (
    Column("firm", "Firm"),
    *MOVED,
    Column("kinds", "What changed", wide=True),
    Column("why", "Why", shown=False),
    Column("claims", "Claims", shown=False),
)
RECORDS = (
    Column("kind", "What"),
    Column("id", "Id", wide=True),
    Column("change", "Change"),
    Column("text", "It says", wide=True),
    Column("period", "When"),
    Column("fields", "Fields", wide=True),
    Column("claim", "Claim", shown=False),
)
SHOWN = 20  # changes of records that people are shown; machines get all


def difference(answer: Difference) -> View:
    """Two releases or two days: changed verdicts with their reasons, then changed records."""
    data = Table(
        EXPLAINED,
        tuple(_explained_row(one) for one in answer.verdicts),
        title="Verdicts that changed, and why",
        empty="no verdict changed",
    )
    records = [
        (
            "claim",
            one.id,
            one.change,
            one.text,
            one.claim.period if one.claim else "",
            field_lines(one.fields),
            one.id,
        )
        for one in answer.claims
    ]
    records += [
        (one.kind, one.id, one.change, one.text, "", field_lines(one.fields), "")
        for one in answer.records
    ]
    changed = Table(RECORDS, tuple(records[:SHOWN]), title="What is recorded differently")
    more = len(records) - SHOWN + answer.left_off
    notes = [f"… and {more} more; --format json has them.", ""] if more > 0 else []
    notes += _reasons(answer.verdicts)
    notes += [] if all(one.complete for one in answer.verdicts) else [CUT]
    return View(
        (*_sides(answer), _counts(answer)),
        (data, changed) if records else (data,),
        tuple(notes),
        data=data,
    )


CUT = (
    "? A search for the fewest reasons was cut short, or dates alone do not give the earlier "
    "verdict back: more may have mattered than is named."
)


def _sides(answer: Difference) -> list[str]:
    before, after = answer.before, answer.after
    first, then = _days(before), _days(after)
    if before.release == after.release:
        return [f"{first} → {then} · home {answer.home} · release {after.release}"]
    return [
        f"before: release {before.release} as of {first}",
        f"after: release {after.release} as of {then} · home {answer.home}",
    ]


def _days(side: Side) -> str:
    """The day of a side, with lists and people where theirs is another."""
    others = [f"{kind} {day}" for kind, day in side.days.items() if day != side.as_of]
    return ", ".join((side.as_of, *others))


def _counts(answer: Difference) -> str:
    before, after = answer.before.counts, answer.after.counts
    other = [
        f"{name} {before.get(name, 0):,} → {after.get(name, 0):,}"
        for name in after
        if before.get(name, 0) != after.get(name, 0)
    ]
    changed = len(answer.verdicts)
    verdicts = f"{changed} of {changed + answer.same} verdicts changed"
    return "; ".join([verdicts, *other])


def _reasons(explained: Sequence[Explained]) -> list[str]:
    """What to undo for each verdict; those that have it in common, together."""
    by_reason: dict[tuple[str, ...], list[str]] = {}
    for one in explained:
        by_reason.setdefault((one.firm.name, *one.text), []).append(one.verdict.label)
    lines = ["Undo exactly this, and the verdict is as before:"] if explained else []
    for (firm, *text), labels in by_reason.items():
        lines += [f"{firm}, {', '.join(labels)}:", *(f"  · {line}" for line in text)]
    return lines


def _explained_row(one: Explained) -> tuple[Cell, ...]:
    change = change_row(one.verdict)[: len(MOVED)]
    kinds = "\n".join(KINDS[kind] for kind in one.kinds)
    mark = "" if one.complete else "? "
    ids = "\n".join(claim.id for claim in one.claims)
    return (one.firm.id, *change, kinds, mark + "\n".join(one.text), ids)


def field_lines(fields: Sequence[FieldChange]) -> str:
    """Fields that say something else, one a line."""
    return "\n".join(
        f"{readable(one.field)}: {one.before or 'nothing'} → {one.after or 'nothing'}"
        for one in fields
    )
