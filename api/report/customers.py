"""The parts of a report on a batch: counts, rows, candidates, rows not used, changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from api.report.blocks import Block, Facts, Grid, Heading, Line, Lines, Text, Tone
from api.views.screening import STATUSES
from api.views.screening_customers import (
    NOT_REACHED_MEANS,
    UNDECIDED,
    UNKNOWN_MEANS,
    because_of,
    candidate_name,
    in_order,
    may_be_reached,
    means,
    result_of,
    shown_of,
    since_lines,
)
from api.views.tables import percent
from graph.answers.screening import ScreenedCustomer, Screening

MEANINGS = {
    "listed": "A list names it.",
    "certain": "Reached, whatever is not known.",
    "notExcluded": "Something that is not known could carry it over the line.",
    "redFlag": "A link that the rule does not count, to be looked into.",
    "below": "A listed party has a part, and nothing could carry it over the line.",
    "exempt": "Registered where the rule reaches nobody.",
    "candidate": "The name is like one on a list or here; somebody has to say if it is the same.",
    "refused": "The row could not be used; mend it and ask again.",
    "notReached": NOT_REACHED_MEANS,
    "unknown": UNKNOWN_MEANS,
}


def counted(answer: Screening) -> Iterator[Block]:
    """How many customers came to what: every row of the file is in one of the counts."""
    words = {**STATUSES, **UNDECIDED}
    counts = answer.customer_counts
    maybe = sum(one.match == "candidate" and may_be_reached(one) for one in answer.customers)
    meanings = {
        **MEANINGS,
        "candidate": f"{MEANINGS['candidate']} {maybe:,} of them may be listed or reached.",
    }
    rows = [
        (words[status].capitalize(), f"{number:,}", meanings.get(status, ""))
        for status, number in counts.items()
        if status in words
    ]
    rows.append(("All", f"{counts.get('asked', 0):,}", "Nobody is cleared by this report."))
    yield Grid(("Result", "Customers", "What that says"), tuple(rows), (22, 12, 66))
    yield from _followed(answer)


def _followed(answer: Screening) -> Iterator[Block]:
    """How many entries were followed, and how many name somebody whose firms are not known."""
    states = Counter(one.state for one in answer.entries)
    followed = states["counted"] + states["possible"]
    said = f"Of the lists {followed:,} entries were followed to the firms that they own."
    if states["candidate"]:
        said += (
            f" {states['candidate']:,} more may mean somebody here, which is to be confirmed: "
            "whoever they may own cannot be excluded."
        )
    if states["unknown"]:
        said += (
            f" {states['unknown']:,} mean nobody known here: customers were compared with their "
            "names, and whom they own is not known."
        )
    yield Text(said)


def customers(answer: Screening, tones: Mapping[str, Tone]) -> Iterator[Block]:
    """The customers that are reached, in doubt or flagged, those reached first; then candidates."""
    told = [one for one in in_order(answer.customers) if one.match == "decided"]
    if told:
        yield Grid(
            ("Row", "Customer", "Name given", "Means", "Result", "Under", "Because"),
            tuple(map(_row, told)),
            (6, 11, 16, 16, 12, 11, 28),
            tuple(tones.get(one.status, "") for one in told),
        )
    else:
        yield Text("Of no customer whose identity is decided anything is known that reaches it.")
    some = [one for one in in_order(answer.customers) if one.match == "candidate"]
    reached = [one for one in some if may_be_reached(one)]
    if reached:
        yield Heading("Candidates, not decided, who may be listed or reached")
        yield _candidates(reached, "open")


def _row(one: ScreenedCustomer) -> tuple[str, ...]:
    return (
        str(one.row),
        one.customer,
        one.given,
        "\n".join(means(one)),
        result_of(one),
        ", ".join(one.lists),
        because_of(one),
    )


def candidates(answer: Screening) -> Iterator[Block]:
    """The customers whose name is like that of somebody whom nothing read is known to reach."""
    some = [one for one in in_order(answer.customers) if one.match == "candidate"]
    rest = [one for one in some if not may_be_reached(one)]
    if rest:
        yield Heading("Candidates, not decided, none of whom is reached by what was read")
        yield _candidates(rest, "")


def _candidates(some: Iterable[ScreenedCustomer], tone: Tone) -> Grid:
    """Each candidate of some customers in a row, with room to say whether it is the same."""
    rows = [
        (
            *((str(one.row), one.customer, one.given) if place == 0 else ("", "", "")),
            candidate_name(each),
            percent(each.score),
            each.reason,
            f"{STATUSES[each.status]}; {each.explanation}".removesuffix("; "),
            "",
        )
        for one in some
        for place, each in enumerate(shown_of(one))
    ]
    header = ("Row", "Customer", "Name given", "May be", "Alike", "Why", "Would be", "Same?")
    return Grid(header, tuple(rows), (6, 11, 16, 19, 7, 14, 20, 7), (tone,) * len(rows))


def unused_rows(answer: Screening) -> Iterator[Block]:
    """The rows of the file that could not be used, each with why."""
    unused = [one for one in answer.customers if one.match == "refused"]
    if not unused:
        return
    yield Heading("Rows that could not be used")
    yield Lines(tuple(Line(f"{_who(one)}: {one.reason}") for one in unused))


def _who(one: ScreenedCustomer) -> str:
    return f"Row {one.row}, {one.customer}" if one.customer else f"Row {one.row}"


def since(answer: Screening) -> Iterator[Block]:
    """What changed since an earlier report."""
    if answer.since is None:
        return
    head, *changes = since_lines(answer)
    yield Heading("What changed since the earlier report")
    otherwise = answer.since.asked_otherwise
    yield Text(head)
    if otherwise:
        yield Facts((("Asked otherwise", "; ".join(otherwise)),))
    if changes:
        yield Lines(tuple(Line(change.strip()) for change in changes))
