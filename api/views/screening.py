"""Whom a list reaches: what people see, and the rows for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from api.views.tables import Column, Table, View, percent, span
from api.views.wording import readable
from graph.answers.screening import (
    FollowedList,
    ReachStep,
    ScreenedEntry,
    ScreenedFirm,
    Screening,
)
from graph.profiles.screening_lists import age_in_words

STATUSES = {
    "listed": "listed itself",
    "certain": "certain",
    "notExcluded": "cannot be excluded",
    "redFlag": "flagged",
    "undisclosed": "part not read could hide it",
    "below": "below the threshold",
    "notReached": "no listed holder read",
    "exempt": "outside the rule",
}
FLAGS = {
    "minorityStake": "minority",
    "power": "control",
    "statedOwner": "stated owner",
    "pendingDeal": "pending",
}
SUMS = {
    "aggregate": "stakes added up",
    "withinList": "stakes added up within each list",
    "single": "each listed person alone",
    "joint": "each listed person alone, joint arrangements together",
    "unsettled": "each listed person alone; whether they are added up was not read",
}
PARTS = {
    "equity": "of the capital",
    "votes": "of the votes",
    "equityOrVotes": "of the capital or of the votes",
    "control": "of the votes, or a power to direct",
}
STATES = {
    "counted": "counts",
    "possible": "counts as possible",
    "candidate": "to confirm",
    "unknown": "not known here",
    "notOnDay": "not on that day",
    "notExtended": "not under this rule",
    "otherRule": "under another rule",
}
INSIDE = {
    "listed": "on {lists}",
    "mayBeListed": "may be on {lists}",
    "reached": "reached above",
    "notExcluded": "cannot be excluded itself",
}
DECIDING = 5  # documents shown that would decide; the others are counted
FIRMS = (
    Column("id", "Id", shown=False, holds="key"),
    Column("firm", "Firm", wide=True),
    Column("status", "Reached", shown=False, holds="code"),
    Column("said", "Reached"),
    Column("lists", "Under"),
    Column("total", "Held by listed", "interval"),
    Column("undisclosed", "Not read", "most", shown=False),
    Column("unnamed", "Not named", "most"),
    Column("could_hide", "Could hide more", shown=False),
    Column("explanation", "Because", wide=True),
    Column("decides", "What would decide", shown=False),
    Column("open_by", "Open by", shown=False, holds="code"),
    Column("flags", "Flags", shown=False),
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
    head = (f"{answer.rule.label}: whom the list reaches", setting_of(answer), force_of(answer))
    return View(
        (*head, *prohibition_lines(answer)),
        (firms, entry_table(answer)),
        tuple(notes),
        data=firms,
    )


def setting_of(answer: Screening) -> str:
    """Of which days the facts, the law and each list are, and from which release."""
    lists = "; ".join(_list_of(one) for one in answer.lists)
    days = [f"facts of {answer.as_of}", f"law of {answer.law_day}", *([lists] if lists else [])]
    return " · ".join([*days, f"release {answer.release}"])


def _list_of(one: FollowedList) -> str:
    """A list with its day and age."""
    if one.days_old is None:
        return f"{one.list} (day not given)"
    what = {
        "given": "of",
        "newestEntry": "newest entry",
        "edition": "copy of",
        "lastSeen": "last seen",
    }[one.day_is]
    return f"{one.list} ({what} {one.day}, {age_in_words(one.days_old)})"


def force_of(answer: Screening) -> str:
    """Whether the rule holds on the day of the law, and its test in a line."""
    rule = answer.rule
    least = "at least" if rule.inclusive else "more than"
    force = f"in force on {answer.law_day}"
    if not answer.in_force:
        force = f"NOT IN FORCE on {answer.law_day}; what it would reach"
    elif unchecked := unchecked_since(answer):
        force = f"in force on {answer.law_day} by its text, not checked since {unchecked}"
    test = f"{least} {percent(rule.threshold)} {PARTS[rule.passes_by]}"
    if rule.tests:
        sure = ", ".join(one.label for one in rule.tests if one.suffices)
        test += f", or control (for certain by {sure or 'nothing that was read'})"
    return f"{force}: {test}, {SUMS[rule.sums]}, cut at each hop"


def unchecked_since(answer: Screening) -> str:
    """The month after which a change of the period in force cannot be excluded; else nothing."""
    day = answer.law_day
    in_force = (
        one
        for one in answer.rule.periods
        if one.valid_from <= day and (not one.valid_to or day <= one.valid_to)
    )
    return next(
        (one.last_checked for one in in_force if "" < one.last_checked < day[: len("2026-08")]), ""
    )


def prohibition_lines(answer: Screening) -> list[str]:
    """What the rule forbids, each with its day; of what is to come, from when."""
    lines = []
    for one in answer.rule.prohibitions:
        when = f"from {one.valid_from}" if one.valid_from else "at all times"
        when += f" until {one.valid_to}" if one.valid_to else ""
        force = "" if one.in_force else f", not on {answer.law_day}"
        lines.append(f"Forbids {one.label}, {when}{force}: {one.statement}")
    return lines


def status_of(one: ScreenedFirm) -> str:
    """What a firm comes to, in words, with its flags."""
    kinds = ", ".join(dict.fromkeys(FLAGS[flag.flag] for flag in one.flags))
    said = STATUSES[one.status]
    if one.status == "notReached" and one.unnamed:
        said = f"{said}, {percent(one.unnamed)} not read"
    if one.status == "redFlag":
        return f"{said}: {kinds}"
    return f"{said}; flagged: {kinds}" if kinds else said


def firm_table(answer: Screening) -> Table:
    """The firms, those reached for certain first."""
    rows = tuple(
        (
            one.firm.id,
            one.firm.name,
            one.status,
            status_of(one),
            ", ".join(one.lists),
            one.total,
            one.undisclosed,
            one.unnamed,
            str(one.could_hide).lower(),
            one.explanation,
            "; ".join(one.decides),
            one.open_by,
            " ".join(dict.fromkeys(flag.flag for flag in one.flags)),
            str(answer.in_force).lower(),
        )
        for one in answer.firms
    )
    return Table(FIRMS, rows, empty="no firm is reached by the entries that count")


def entry_table(answer: Screening) -> Table:
    """What became of the entries; those of the release only where they are in doubt."""
    rows = tuple(
        (one.number, one.given, one.list, state_of(one), meant(one), one.reason)
        for one in answer.entries
        if one.number is not None or one.state != "counted"
    )
    held = sum(one.number is None for one in answer.entries)
    title = f"Entries ({held} more from the release)" if held else "Entries"
    return Table(ENTRIES, rows, title=title, empty="none of a file")


def state_of(one: ScreenedEntry) -> str:
    """Whether an entry counts; of one under another rule, which."""
    return f"{STATES['otherRule']}: {one.see_rule}" if one.see_rule else STATES[one.state]


def meant(one: ScreenedEntry) -> str:
    """Whom an entry means, or may mean."""
    if one.entity is not None:
        return one.entity.id
    return "\n".join(f"{other.id}?" for other in one.candidates)


def derivation_lines(answer: Screening) -> list[str]:
    """Each firm's steps, from the list down, with what would decide where it is open."""
    lines: list[str] = []
    for one in answer.firms:
        if not one.steps and not one.flags:
            continue
        lines.append(f"{one.firm.name} [{one.firm.id}]: {status_of(one)}")
        lines += steps_of(one)
        lines += flag_lines(answer, one)
        lines += [f"  · {line}" for line in decide_lines(one)]
        lines.append("")
    return lines


def decide_lines(one: ScreenedFirm) -> list[str]:
    """The documents that could settle most of an open result, and how many others there are."""
    lines = [f"would decide: {what}" for what in one.decides[:DECIDING]]
    others = len(one.decides) - DECIDING
    return [*lines, f"and {others} more documents that could settle less"] if others > 0 else lines


def in_brackets(claims: Iterable[str]) -> str:
    """Claims by their ids, behind what rests on them."""
    return f" [{', '.join(claims)}]" if claims else ""


def steps_of(one: ScreenedFirm, cited: Callable[[Iterable[str]], str] = in_brackets) -> list[str]:
    """The hops of one derivation, each with its stakes and where the cascade was cut."""
    lines = []
    for number, step in enumerate(one.steps, start=1):
        lines.append(f"  {number}. {step.firm.name}: {total_of(step)}")
        for stake in step.stakes:
            inside = INSIDE[stake.inside].format(lists=", ".join(stake.lists))
            day = f", as of {stake.as_of}" if stake.as_of and stake.as_of not in stake.text else ""
            claims = cited(stake.claims)
            lines.append(f"    · {stake.holder.name} ({inside}): {stake.text}{day}{claims}")
        lines += [
            f"    · cut: {cut.holder.name} holds {span(cut.share)}; listed persons have "
            f"{span(cut.held)} of it, below the threshold, so it passes nothing on"
            for cut in step.cut
        ]
        if step.contradictory:
            lines.append("    · its holders come to more than 100 %; the stakes are bounded")
    return lines


def flag_lines(
    answer: Screening, one: ScreenedFirm, cited: Callable[[Iterable[str]], str] = in_brackets
) -> list[str]:
    """What is to be looked into, each with whose word it is that it should be."""
    rules = {flag.flag: flag for flag in answer.rule.flags}
    lines = []
    for flag in one.flags:
        rule = rules[flag.flag]
        whose = "zizhu's own flag" if rule.ours else rule.source
        claims = cited(flag.claims)
        lines.append(f"  ! {FLAGS[flag.flag]}: {flag.text}{claims}. {rule.note} ({whose})")
    return lines


def total_of(step: ReachStep) -> str:
    """What counts towards the threshold at one hop."""
    if step.by != "capital":
        return f"by {readable(step.by)}, {'certain' if step.certain else 'not certain'}"
    return f"{span(step.total)} by those listed or reached"
