"""Whom a list reaches: what people see, and the rows for machines."""

from __future__ import annotations

from api.views.tables import Column, Table, View, percent, span
from api.views.wording import readable
from graph.answers.screening import ReachStep, ScreenedEntry, ScreenedFirm, Screening

STATUSES = {
    "listed": "listed itself",
    "certain": "certain",
    "notExcluded": "cannot be excluded",
    "redFlag": "red flag",
    "undisclosed": "part not read could hide it",
    "below": "below the threshold",
    "notReached": "not reached by the entries given",
}
STATES = {
    "counted": "counts",
    "possible": "counts as possible",
    "candidate": "to confirm",
    "unknown": "not known here",
    "notOnDay": "not on that day",
    "notExtended": "not under this rule",
}
INSIDE = {
    "listed": "on {lists}",
    "mayBeListed": "may be on {lists}",
    "reached": "reached above",
    "notExcluded": "cannot be excluded itself",
}
FIRMS = (
    Column("id", "Id", shown=False, holds="key"),
    Column("firm", "Firm", wide=True),
    Column("status", "Reached", shown=False, holds="code"),
    Column("said", "Reached"),
    Column("lists", "Under"),
    Column("total", "Held by listed", "interval"),
    Column("undisclosed", "Not read", "most"),
    Column("could_hide", "Could hide more", shown=False),
    Column("explanation", "Because", wide=True),
    Column("decides", "What would decide", shown=False),
    Column("in_force", "In force", shown=False),
)
ENTRIES = (
    Column("number", "No.", "number"),
    Column("given", "Entry", wide=True),
    Column("list", "List"),
    Column("state", "Counts?"),
    Column("entity", "Means"),
    Column("reason", "Because", wide=True),
)


def screening(answer: Screening) -> View:
    """Whom a list reaches."""
    notes = [*derivation_lines(answer), *(f"Note: {note}" for note in answer.notes)]
    notes += [f"Refused: {refusal}" for refusal in answer.refusals]
    notes += [f"Columns not read: {', '.join(answer.unread)}"] if answer.unread else []
    firms = firm_table(answer)
    return View(
        (f"{answer.rule.label}: whom the list reaches", setting_of(answer), force_of(answer)),
        (firms, entry_table(answer)),
        tuple(notes),
        data=firms,
    )


def setting_of(answer: Screening) -> str:
    """On which day, from which release."""
    return f"as of {answer.as_of} · release {answer.release}"


def force_of(answer: Screening) -> str:
    """Whether the rule holds on the day, and its test in a line."""
    rule = answer.rule
    least = "at least" if rule.inclusive else "more than"
    what = "of the votes, or a power to direct" if rule.passes_by == "control" else "of the capital"
    together = "added up" if rule.adds_up else "each listed person alone"
    force = "in force" if answer.in_force else "NOT IN FORCE on that day; what it would reach"
    return f"{force}: {least} {percent(rule.threshold)} {what}, {together}, cut at each hop"


def firm_table(answer: Screening) -> Table:
    """The firms, those reached for certain first."""
    rows = tuple(
        (
            one.firm.id,
            one.firm.name,
            one.status,
            STATUSES[one.status],
            ", ".join(one.lists),
            one.total,
            one.undisclosed,
            str(one.could_hide).lower(),
            one.explanation,
            "; ".join(one.decides),
            str(answer.in_force).lower(),
        )
        for one in answer.firms
    )
    return Table(FIRMS, rows, empty="no firm is reached by the entries that count")


def entry_table(answer: Screening) -> Table:
    """What became of the entries; those of the release only where they are in doubt."""
    rows = tuple(
        (one.number, one.given, one.list, STATES[one.state], meant(one), one.reason)
        for one in answer.entries
        if one.number is not None or one.state != "counted"
    )
    held = sum(one.number is None for one in answer.entries)
    title = f"Entries ({held} more from the release)" if held else "Entries"
    return Table(ENTRIES, rows, title=title, empty="none of a file")


def meant(one: ScreenedEntry) -> str:
    """Whom an entry means, or may mean."""
    if one.entity is not None:
        return one.entity.id
    return "\n".join(f"{other.id}?" for other in one.candidates)


def derivation_lines(answer: Screening) -> list[str]:
    """Each firm's steps, from the list down, with what would decide where it is open."""
    lines: list[str] = []
    for one in answer.firms:
        if not one.steps:
            continue
        lines.append(f"{one.firm.name} [{one.firm.id}]: {STATUSES[one.status]}")
        lines += steps_of(one)
        lines += [f"  · would decide: {what}" for what in one.decides]
        lines.append("")
    return lines


def steps_of(one: ScreenedFirm) -> list[str]:
    """The hops of one derivation, each with its stakes and where the cascade was cut."""
    lines = []
    for number, step in enumerate(one.steps, start=1):
        lines.append(f"  {number}. {step.firm.name}: {total_of(step)}")
        for stake in step.stakes:
            inside = INSIDE[stake.inside].format(lists=", ".join(stake.lists))
            day = f", as of {stake.as_of}" if stake.as_of and stake.as_of not in stake.text else ""
            claims = f" [{', '.join(stake.claims)}]" if stake.claims else ""
            lines.append(f"    · {stake.holder.name} ({inside}): {stake.text}{day}{claims}")
        lines += [
            f"    · cut: {cut.holder.name} holds {span(cut.share)}; listed persons have "
            f"{span(cut.held)} of it, below the threshold, so it passes nothing on"
            for cut in step.cut
        ]
        if step.contradictory:
            lines.append("    · its holders come to more than 100 %; the stakes are bounded")
    return lines


def total_of(step: ReachStep) -> str:
    """What counts towards the threshold at one hop."""
    if step.by != "capital":
        return f"by {readable(step.by)}, {'certain' if step.certain else 'not certain'}"
    return f"{span(step.total)} by those listed or reached"
