"""A screening as a report that can be filed: what was asked, what came out, why, on what.

In order: the answer, what was asked, the results, what changed, each derivation, what was not
known, the lists, the rule with its text and sources, a place to sign; then what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from api.report.annex import annex, entries, lists, rule
from api.report.blocks import (
    Block,
    Facts,
    Grid,
    Heading,
    Line,
    Lines,
    Report,
    Signature,
    Text,
    Tone,
)
from api.report.customers import candidates, counted, customers, since, unused_rows
from api.report.derivations import derivations, not_known
from api.views.numbering import Numbering
from api.views.screening import force_of, status_of
from api.views.screening_customers import asked_of
from api.views.tables import percent, span
from api.views.wording import up_to
from graph.answers.permalinks import Cite
from graph.answers.screening import ScreenedFirm, Screening
from graph.releases.release import Release

TONES: dict[str, Tone] = {
    "listed": "reached", "certain": "reached", "notExcluded": "open", "redFlag": "open",
    "candidate": "open", "refused": "open",
}  # fmt: skip
SIGNED = ("Prepared by, date", "Reviewed by, date", "Decision and reason", "Signature")


def report(answer: Screening, release: Release, cite: Cite, *, given: str = "") -> Report:
    """The report of a screening; ``given`` names lists of a reader's that have no file."""
    numbering = Numbering(release.knowledge, answer)
    claims = {claim.id: f"c{number}" for number, claim in enumerate(answer.claims, start=1)}
    title = _title(answer)
    blocks: list[Block] = [
        *_lead(answer),
        *_asked(answer, release, given),
        *_results(answer),
        *since(answer),
        *derivations(answer, claims),
        *not_known(answer),
        *candidates(answer),
        *unused_rows(answer),
        *lists(answer),
        *rule(answer, numbering),
        *entries(answer),
        Heading("Signature"),
        Signature(SIGNED),
        *annex(answer, numbering, claims, cite),
    ]
    foot = f"{title} · law of {answer.law_day} · facts of {answer.as_of} · release {answer.release}"
    return Report(title=title, foot=foot, blocks=tuple(blocks))


def _title(answer: Screening) -> str:
    if answer.customer_file is not None:
        return f"Screening of {asked_of(answer)}: {answer.rule.label}"
    only = answer.firms[0].firm.name if len(answer.firms) == 1 else ""
    return (
        f"Screening of {only}: {answer.rule.label}" if only else f"Screening: {answer.rule.label}"
    )


def _lead(answer: Screening) -> Iterator[Block]:
    """The answer in a sentence or a table of counts, before anything else."""
    if answer.customer_file is not None:
        yield from counted(answer)
    elif len(answer.firms) == 1:
        one = answer.firms[0]
        yield Text(f"{one.firm.name}: {status_of(one)}. {one.explanation}", "lead")
    else:
        yield Text(f"{len(answer.firms):,} firms are reached, or in doubt.", "lead")
    if not answer.in_force:
        yield Text(f"The rule is not in force on {answer.law_day}: what it would reach.", "lead")


def _asked(answer: Screening, release: Release, given: str) -> Iterator[Block]:
    file, applied = answer.customer_file, answer.rule
    rows = [("Rule", f"{applied.label} ({applied.id}), version {applied.version}")]
    rows += [("Test", force_of(answer))]
    if file is not None:
        digest = f", SHA-256 {file.sha256}" if file.sha256 else ""
        rows.append(("Customers", f"{asked_of(answer)}{digest}"))
    followed = [f"{one.list}, SHA-256 {one.sha256}" for one in answer.lists if one.sha256]
    rows.append(("Lists", "; ".join(followed) or given or "those of the release, named below"))
    rows += [
        (
            "Day of the facts",
            f"{answer.as_of}; the release knows facts up to {up_to(release.days)}",
        ),
        ("Day of the law and of the lists", answer.law_day),
        ("Release", answer.release),
        ("To compute it again", "the same lists, rule and days on the same release"),
    ]
    yield Heading("What was asked")
    yield Facts(tuple(rows))


def _results(answer: Screening) -> Iterator[Block]:
    yield Heading("Results")
    if answer.customer_file is not None:
        yield from customers(answer, TONES)
        return
    if not answer.firms:
        yield Text("No firm is reached by the entries that count.")
        return
    yield Grid(
        ("Firm", "Reached", "Under", "Held by listed", "Not named"),
        tuple(map(_firm, answer.firms)),
        (30, 24, 22, 12, 12),
        tuple(TONES.get(one.status, "") for one in answer.firms),
    )


def _firm(one: ScreenedFirm) -> tuple[str, ...]:
    return (
        f"{one.firm.name} ({one.firm.id})",
        status_of(one),
        ", ".join(one.lists),
        span(one.total) if one.total else "by a power",
        percent(one.unnamed),
    )


def lines(texts: Iterable[str]) -> Lines:
    """Texts as the lines of a list."""
    return Lines(tuple(map(Line, texts)))
