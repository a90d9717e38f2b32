"""The parts of a report that everything rests on: lists, rule, entries, claims, documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from api.report.blocks import Block, Facts, Grid, Heading, Line, Lines, Text, pointer
from api.views.numbering import Numbering
from api.views.pages import NONE
from api.views.screening import STATES, SUMS, prohibition_lines, state_of
from graph.answers.parts import CitedClaim
from graph.answers.permalinks import Cite
from graph.answers.screening import RulePeriod, ScreenedEntry, Screening
from graph.profiles.screening_lists import age_in_words

MOST_ENTRIES = 200  # of a batch, and rows refused, shown; the others are counted
_LINK = re.compile(r"<(https?://[^>]+)>")
_NUMBER = re.compile(r"(?<!\\)\[(\d+)\]")
_ESCAPED = re.compile(r"\\(.)")


def lists(answer: Screening) -> Iterator[Block]:
    """The lists that were followed, each with its day, its age and the digest of its file."""
    if not answer.lists:
        return
    yield Heading("The lists")
    rows = tuple(
        (
            one.list,
            one.day or "not given",
            "" if one.days_old is None else age_in_words(one.days_old),
            f"{one.counted:,}",
            one.sha256 or ("posted" if one.own else "of the release"),
        )
        for one in answer.lists
    )
    header = ("List", "Day", "Age", "Entries that count", "SHA-256")
    yield Grid(header, rows, (30, 12, 12, 10, 36))


def rule(answer: Screening, numbering: Numbering) -> Iterator[Block]:
    """The text of the rule, what it adds to it, its periods, and whence all that is known."""
    applied = answer.rule
    yield Heading("The rule")
    yield Text(applied.statement)
    rows = [
        ("Whose", f"{applied.holder}; version {applied.version} of its description here"),
        ("Source", applied.source),
        ("Lists it extends", ", ".join(applied.lists) or "every list given"),
    ]
    rows += [("Left out", one) for one in applied.left_out]
    for test in applied.tests:
        decides = "reaches the firm" if test.suffices else "keeps the firm from being excluded"
        rows.append((f"Control by {test.label}", f"{decides}. {test.note}".strip()))
    for flag in applied.flags:
        whose = "our own flag" if flag.ours else flag.source
        rows.append((f"Looked into besides: {flag.label}", f"{flag.note} ({whose})"))
    for line in prohibition_lines(answer):
        rows.append(("Forbids", line.removeprefix("Forbids ")))
    if applied.passes_on:
        rows.append(("What then holds for the firm", applied.passes_on))
    if applied.exempts:
        rows.append(("Outside the rule", f"firms registered in {', '.join(applied.exempts)}"))
    if not applied.verified:
        rows.append(("Not checked", "A parameter was not checked against the published text."))
    for period in applied.periods:
        marks = "".join(pointer(f"d{numbering.of(source)}") for source in period.sources)
        rows.append((_days(period), f"{_period(period)} {marks}".strip()))
    yield Facts(tuple(rows))


def _days(period: RulePeriod) -> str:
    first, last = period.valid_from, period.valid_to
    between = f"from {first} " if first else ""
    between += f"until {last}" if last else ("on" if first else "at all times")
    return f"In force {between.strip()}"


def _period(period: RulePeriod) -> str:
    checked = period.last_checked and f"Changes were looked for until {period.last_checked}."
    parts = (f"{SUMS[period.sums]}.", period.note, checked, period.source)
    return " ".join(part for part in parts if part)


def entries(answer: Screening) -> Iterator[Block]:
    """The entries and what became of them; of a batch those in doubt, and the count of others."""
    yield Heading("Entries")
    some = list(answer.entries)
    if answer.customer_file is not None:
        counts = Counter(STATES[one.state] for one in some)
        yield Text("; ".join(f"{state}: {number:,}" for state, number in counts.items()))
        doubtful = [one for one in some if one.state not in ("counted", "notOnDay", "notExtended")]
        some = doubtful[:MOST_ENTRIES]
        if len(doubtful) > MOST_ENTRIES:
            yield Text(f"In doubt, the first {MOST_ENTRIES} of {len(doubtful):,}:")
    if some:
        header = ("No.", "Entry", "List", "Counts?", "Means", "On the list", "Because")
        yield Grid(header, tuple(map(_entry, some)), (6, 20, 18, 11, 17, 13, 15))
    if answer.unread:
        yield Text(f"Columns not read: {', '.join(answer.unread)}")
    if answer.refusals:
        told = answer.refusals[:MOST_ENTRIES]
        yield Lines(tuple(Line(f"Refused: {refusal}") for refusal in told))
        if len(answer.refusals) > MOST_ENTRIES:
            yield Text(f"Refused besides: {len(answer.refusals) - MOST_ENTRIES:,} rows.")


def _entry(one: ScreenedEntry) -> tuple[str, ...]:
    known = f"{one.entity.name} ({one.entity.id})" if one.entity else ""
    return (
        str(one.number or "release"),
        one.given,
        one.list,
        state_of(one),
        known or ", ".join(f"{other.name} ({other.id})?" for other in one.candidates),
        f"{one.valid_from or '…'} to {one.valid_to or '…'}",
        one.reason,
    )


def annex(
    answer: Screening, numbering: Numbering, claims: Mapping[str, str], cite: Cite
) -> Iterator[Block]:
    """The claims and documents by number, and how the report is cited."""
    yield Heading("Claims")
    told = [_claim(one, claims[one.id], numbering) for one in answer.claims]
    yield Lines(tuple(told)) if told else Text("None.")
    yield Heading("Sources")
    documents = [
        Line(_unmarked(line), f"{number}.", 0, f"d{number}") for number, line in numbering.listed()
    ]
    yield Lines(tuple(documents)) if documents else Text(NONE)
    yield Heading("Cite this")
    yield Text(cite.text)
    if cite.address:
        yield Text(cite.address, "code")
    yield Text(cite.command, "code")
    yield Text(f"{cite.correction} · {cite.how}")


def _claim(claim: CitedClaim, number: str, numbering: Numbering) -> Line:
    """A claim in a line: its sentence, its documents by number with the places in them, its id."""
    text = "; ".join(
        part for part in (claim.text, claim.period, *claim.terms, *claim.hedges) if part
    )
    places = _unmarked(numbering.places(claim))
    note = f" Note: {claim.note}" if claim.note else ""
    return Line(f"{text} · {places} · {claim.id} · {claim.status}.{note}", f"{number}.", 0, number)


def _unmarked(line: str) -> str:
    """A line of Markdown as the text that it shows."""
    pointed = _NUMBER.sub(lambda found: pointer(f"d{found[1]}"), line)
    return _ESCAPED.sub(r"\1", _LINK.sub(r"\1", pointed))
