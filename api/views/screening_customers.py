"""The customers of a batch: what people see of them, and the row for machines that each has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

import msgspec

from api.views.screening import FLAGS, STATUSES, force_of, setting_of
from api.views.tables import Cell, Column, Table, View, percent
from graph.answers.screening import (
    CustomerCandidate,
    FollowedList,
    NamedOnList,
    ScreenedCustomer,
    Screening,
)

REFUSALS = 20  # rows of lists told on the screen; a report has more
SHOWN = 3  # candidates of a customer; the rows have all
UNDECIDED = {
    "candidate": "candidate, not decided",
    "unknown": "not known here",
    "refused": "row not used",
}
TOLD = (
    Column("row", "Row", "number"),
    Column("customer", "Customer"),
    Column("given", "Name given", wide=True),
    Column("means", "Means", wide=True),
    Column("said", "Result"),
    Column("lists", "Under"),
    Column("explanation", "Because", wide=True),
)
ROWS = (
    *(Column(name, name) for name in (
        "row", "customer", "given", "match", "status", "said", "reason", "entity", "entity_name",
        "entry", "candidates", "lists",
    )),
    Column("total", "total", "interval"),
    *(Column(name, name) for name in (
        "open_by", "flags", "explanation", "rule", "rule_version", "rule_sha256", "threshold",
        "law_day", "facts_day", "release", "list_names", "list_days", "list_sha256",
        "customers_file", "customers_sha256",
    )),
)  # fmt: skip


def customers_view(answer: Screening) -> View:
    """The customers of whom something is known or in doubt, and the count of all others."""
    rows = tuple(
        (
            one.row,
            one.customer,
            one.given,
            "\n".join(means(one)),
            result_of(one),
            ", ".join(one.lists),
            because_of(one),
        )
        for one in in_order(answer.customers)
    )
    table = Table(TOLD, rows, empty="nothing is known or in doubt of any customer")
    notes = [*count_lines(answer), *since_lines(answer)]
    notes += [f"Note: {note}" for note in answer.notes]
    notes += [f"Refused: {refusal}" for refusal in answer.refusals[:REFUSALS]]
    if len(answer.refusals) > REFUSALS:
        notes.append(f"Refused besides: {len(answer.refusals) - REFUSALS:,} rows of the lists.")
    unread = answer.customer_file.unread if answer.customer_file else ()
    notes += [f"Columns not read: {', '.join((*answer.unread, *unread))}"] * bool(
        answer.unread or unread
    )
    notes.append("Each derivation is in the report: --output report.html, or .md or .pdf.")
    head = (f"{answer.rule.label}: {asked_of(answer)}", setting_of(answer), force_of(answer))
    return View(head, (table,), tuple(notes), data=row_table(answer))


def asked_of(answer: Screening) -> str:
    """How many customers were asked about, and in which file."""
    file = answer.customer_file
    count = file.asked if file else len(answer.customers)
    named = f" of {file.file}" if file and file.file else ""
    return f"{count:,} customer{'s' if count != 1 else ''}{named}"


def in_order(customers: Iterable[ScreenedCustomer]) -> list[ScreenedCustomer]:
    """The customers that are told: those reached first, then doubtful ones, then rows not used."""
    order = [*STATUSES, *UNDECIDED]
    order.insert(order.index("redFlag") + 1, order.pop(order.index("candidate")))
    return sorted(
        (one for one in customers if one.said),
        key=lambda one: (order.index(one.status), not may_be_reached(one), one.row),
    )


def may_be_reached(one: ScreenedCustomer) -> bool:
    """Whether somebody whom a customer may be is on a list, reached, or not to be excluded."""
    return any(map(_matters, one.candidates))


def result_of(one: ScreenedCustomer) -> str:
    """What a customer comes to, in words, with its flags."""
    said = {**STATUSES, **UNDECIDED}[one.status]
    kinds = ", ".join(FLAGS[flag] for flag in one.flags)
    if not kinds:
        return said
    return f"{said}: {kinds}" if one.status == "redFlag" else f"{said}; flagged: {kinds}"


def means(one: ScreenedCustomer) -> list[str]:
    """Whom a customer means, or each whom it may mean with how like the names are."""
    if one.match == "candidate":
        some = [f"{candidate_name(each)}? {percent(each.score)}" for each in shown_of(one)]
        return some + more_of(one)
    found = [f"{one.entity.name} [{one.entity.id}]"] if one.entity else []
    return found or ([entry_name(one.entry)] if one.entry else [])


def shown_of(one: ScreenedCustomer) -> list[CustomerCandidate]:
    """The candidates that are shown: those listed or reached first, then the likest."""
    ranked = sorted(one.candidates, key=lambda each: (not _matters(each), -each.score))
    return ranked[:SHOWN]


def more_of(one: ScreenedCustomer) -> list[str]:
    """How many candidates are not shown."""
    others = len(one.candidates) - SHOWN
    return [f"and {others} more, in the rows"] if others > 0 else []


def _matters(one: CustomerCandidate) -> bool:
    return one.status not in ("below", "notReached", "exempt")


def candidate_name(one: CustomerCandidate) -> str:
    """Whom a customer may be: by name and id, or as a list has it."""
    if one.entity is not None:
        return f"{one.entity.name} [{one.entity.id}]"
    return entry_name(one.entry) if one.entry else ""


def entry_name(one: NamedOnList) -> str:
    """An entry as its list has it, and where it stands."""
    return f"{one.given} (entry {one.number}{f' of {one.file}' if one.file else ''})"


def because_of(one: ScreenedCustomer) -> str:
    """Why a customer has its result: what reaches it, and why it means whom it means."""
    if one.match != "candidate":
        return "; ".join(part for part in (one.explanation, one.reason) if part)
    reached = [
        f"{candidate_name(each)}: {STATUSES[each.status]}, {each.explanation}".removesuffix(", ")
        for each in shown_of(one)
        if _matters(each)
    ]
    return "\n".join((one.reason, *(reached or ["none of them is reached by what was read"])))


def count_lines(answer: Screening) -> list[str]:
    """How many customers came to what, those that are not told too; nobody is left out."""
    counts = answer.customer_counts
    words = {**STATUSES, **UNDECIDED}
    some = [f"{words[status]} {number:,}" for status, number in counts.items() if status in words]
    lines = [f"Of {asked_of(answer)}: {', '.join(some)}."]
    if unknown := counts.get("unknown"):
        lines.append(f"Not known here: {unknown:,}. {UNKNOWN_MEANS}")
    if silent := counts.get("notReached"):
        lines.append(f"No listed holder read: {silent:,}. {NOT_REACHED_MEANS}")
    return lines


UNKNOWN_MEANS = (
    "Their names fit no name here or on a list given; their owners are not known, "
    "so nothing is said of them and nobody is cleared."
)
NOT_REACHED_MEANS = (
    "These firms are known, and in what was read of them nobody listed has a part; "
    "what was not read clears nobody."
)


def since_lines(answer: Screening) -> list[str]:
    """What changed since an earlier report, a customer a line."""
    since = answer.since
    if since is None:
        return []
    words = {**STATUSES, **UNDECIDED, "": "not asked about"}
    asked = "; ".join(since.asked_otherwise)
    lines = [
        f"Since {since.file}: {len(since.changed):,} customers are told otherwise, "
        f"{since.unchanged:,} as before." + (f" Asked otherwise: {asked}." if asked else "")
    ]
    for one in since.changed:
        who = " ".join(part for part in (one.customer, one.given) if part)
        if one.was != one.now:
            lines.append(f"  {who}: {words[one.was]} → {words[one.now]}. {one.later}".rstrip())
        else:
            what = ", ".join(one.what)
            lines.append(f"  {who}: {words[one.now]}, other {what}: {one.earlier} → {one.later}")
    return lines


def row_table(answer: Screening) -> Table:
    """A row for every customer, with the rule, the days, the release and the lists it rests on."""
    asked = tuple(identity(answer).values())
    return Table(ROWS, tuple((*_row(one), *asked) for one in answer.customers))


def _row(one: ScreenedCustomer) -> tuple[Cell, ...]:
    return (
        one.row,
        one.customer,
        one.given,
        one.match,
        one.status,
        str(one.said).lower(),
        one.reason,
        one.entity.id if one.entity else "",
        one.entity.name if one.entity else "",
        entry_name(one.entry) if one.entry else "",
        "\n".join(
            f"{candidate_name(each)}: {each.score:g}, {each.status}" for each in one.candidates
        ),
        "\n".join(one.lists),
        one.total,
        one.open_by,
        " ".join(one.flags),
        one.explanation,
    )


def identity(answer: Screening) -> Mapping[str, str]:
    """What a row rests on: rows of two runs can be joined where all of this is the same."""
    rule, file = answer.rule, answer.customer_file
    lists = [one for one in answer.lists if one.own] or list(answer.lists)
    return {
        "rule": rule.id,
        "rule_version": rule.version,
        "rule_sha256": hashlib.sha256(msgspec.json.encode(rule)).hexdigest(),
        "threshold": f"{rule.threshold:g}",
        "law_day": answer.law_day,
        "facts_day": answer.as_of,
        "release": answer.release,
        "list_names": "\n".join(map(_list_name, lists)),
        "list_days": "\n".join(one.day or "not given" for one in lists),
        "list_sha256": "\n".join(one.sha256 or "of the release" for one in lists),
        "customers_file": file.file if file else "",
        "customers_sha256": file.sha256 if file else "",
    }


def _list_name(one: FollowedList) -> str:
    return f"{one.list} ({one.file})" if one.file and one.file not in one.list else one.list
