"""A screening as a Markdown report that can be filed and cited: everything, in one document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from api.views.cite_this import cited
from api.views.numbering import Numbering
from api.views.pages import claim_line, listed
from api.views.screening import (
    SUMS,
    flag_lines,
    force_of,
    prohibition_lines,
    state_of,
    status_of,
    steps_of,
)
from api.views.tables import percent, span
from api.views.wording import up_to
from graph.answers.permalinks import Cite
from graph.answers.screening import RulePeriod, ScreenedEntry, ScreenedFirm, Screening
from graph.profiles.screening_lists import age_in_words
from graph.releases.release import Release

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def cited_file(path: Path) -> str:
    """A file as a report cites it: its name, and a hash by which it is known again."""
    return f"{path.name}, SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()}"


def screening_report(answer: Screening, release: Release, cite: Cite, given: str) -> str:
    """The report of a screening; ``given`` says which list it was.

    In order: what was asked of which release, the rule with its text, periods
    and sources, the results, the derivation of each, what could not be decided,
    the entries and what became of them, the claims, and the sources by number.
    """
    numbering = Numbering(release.knowledge, answer)
    lines = [
        f"# Screening: {plain(answer.rule.label)}",
        "",
        f"- Release: `{answer.release}`, facts up to {up_to(release.days)}",
        f"- List: {plain(given)}",
        f"- Day of the facts: {answer.as_of}",
        f"- Day of the law and of the lists: {answer.law_day}",
        f"- {plain(force_of(answer))}",
        "- To compute it again: the same list, rule and days on the same release.",
        "",
        *_lists(answer),
        *_rule(answer, numbering),
        *_results(answer),
        *_derivations(answer),
        *_open(answer),
        *_entries(answer),
        *_claims(answer, numbering),
        *listed(numbering),
        *cited(cite),
    ]
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line.

    >>> plain("a|b <i> [x]")
    'a\\\\|b \\\\<i\\\\> \\\\[x\\\\]'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(plain(cell) for cell in row)} |"
    yield ""


def _lists(answer: Screening) -> Iterator[str]:
    """The lists that were followed, each with its day, its age and the digest of its file."""
    if not answer.lists:
        return
    yield "## The lists"
    yield ""
    rows = (
        (
            one.list,
            one.day or "not given",
            "" if one.days_old is None else age_in_words(one.days_old),
            str(one.counted),
            one.sha256 or ("posted" if one.own else "of the release"),
        )
        for one in answer.lists
    )
    yield from _table(("List", "Day", "Age", "Entries that count", "SHA-256"), rows)


def _rule(answer: Screening, numbering: Numbering) -> Iterator[str]:
    rule = answer.rule
    yield "## The rule"
    yield ""
    yield plain(rule.statement)
    yield ""
    yield f"- Held by {plain(rule.holder)}; version {rule.version} of its description here"
    yield f"- Source: {plain(rule.source)}"
    yield f"- Lists it extends: {plain(', '.join(rule.lists) or 'every list given')}"
    for left_out in rule.left_out:
        yield f"- Left out: {plain(left_out)}"
    for test in rule.tests:
        decides = "reaches the firm" if test.suffices else "keeps the firm from being excluded"
        yield f"- Control by {plain(test.label)} {decides}. {plain(test.note)}".rstrip()
    for flag in rule.flags:
        whose = "our own flag" if flag.ours else flag.source
        yield f"- Looked into besides, {plain(flag.label)}: {plain(flag.note)} ({plain(whose)})"
    for line in prohibition_lines(answer):
        yield f"- {plain(line)}"
    if rule.passes_on:
        yield f"- What then holds for the firm: {plain(rule.passes_on)}"
    if rule.exempts:
        yield f"- Outside the rule: firms registered in {plain(', '.join(rule.exempts))}"
    if not rule.verified:
        yield "- A parameter was not checked against the published text."
    for period in rule.periods:
        marks = "".join(f"[{numbering.of(source)}]" for source in period.sources)
        yield f"- {plain(_period(period))} {marks}".rstrip()
    yield ""


def _period(period: RulePeriod) -> str:
    first, last = period.valid_from, period.valid_to
    between = f"from {first} " if first else ""
    between += f"until {last}" if last else ("on" if first else "at all times")
    said = f"In force {between.strip()}: {SUMS[period.sums]}. {period.note}".strip()
    checked = (
        f" Changes were looked for until {period.last_checked}." if period.last_checked else ""
    )
    return f"{said}{checked} {period.source}".strip()


def _results(answer: Screening) -> Iterator[str]:
    yield "## Results"
    yield ""
    if not answer.firms:
        yield "No firm is reached by the entries that count."
        yield ""
        return
    rows = (
        (
            f"{one.firm.name} ({one.firm.id})",
            status_of(one),
            ", ".join(one.lists),
            span(one.total) if one.total else "by a power",
            percent(one.unnamed),
        )
        for one in answer.firms
    )
    yield from _table(("Firm", "Reached", "Under", "Held by listed", "Not named"), rows)


def _derivations(answer: Screening) -> Iterator[str]:
    shown = [one for one in answer.firms if one.steps or one.flags]
    if not shown:
        return
    yield "## Derivations"
    yield ""
    for one in shown:
        yield f"### {plain(one.firm.name)}: {status_of(one)}"
        yield ""
        for line in steps_of(one):
            indent = "" if line.startswith("  ") and line[2].isdigit() else "   "
            body = line.strip()
            mark, _, rest = body.partition(" ")
            yield f"{indent}{'-' if mark == '·' else mark} {plain(rest)}"
        for line in flag_lines(answer, one):
            yield f"- Flag, {plain(line.removeprefix('  ! '))}"
        yield ""


def _open(answer: Screening) -> Iterator[str]:
    yield "## What could not be decided"
    yield ""
    for one in answer.firms:
        yield from _waiting(one)
    for note in answer.notes:
        yield f"- {plain(note)}"
    yield ""


def _waiting(one: ScreenedFirm) -> Iterator[str]:
    for what in one.decides:
        yield f"- {plain(one.firm.name)}: would be decided by {plain(what)}"


def _entries(answer: Screening) -> Iterator[str]:
    yield "## Entries"
    yield ""
    rows = (
        (
            str(one.number or "release"),
            one.given,
            one.list,
            state_of(one),
            _meant(one),
            f"{one.valid_from or '…'} to {one.valid_to or '…'}",
            one.reason,
        )
        for one in answer.entries
    )
    header = ("No.", "Entry", "List", "Counts?", "Means", "On the list", "Because")
    yield from _table(header, rows)
    if answer.unread:
        yield f"Columns not read: {plain(', '.join(answer.unread))}"
        yield ""
    for refusal in answer.refusals:
        yield f"- Refused: {plain(refusal)}"
    yield ""


def _meant(one: ScreenedEntry) -> str:
    if one.entity is not None:
        return f"{one.entity.name} ({one.entity.id})"
    return ", ".join(f"{other.name} ({other.id})?" for other in one.candidates)


def _claims(answer: Screening, numbering: Numbering) -> Iterator[str]:
    yield "## Claims"
    yield ""
    yield from (f"- {claim_line(one, numbering)} · {one.status}" for one in answer.claims)
    yield ""
