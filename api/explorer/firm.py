"""What a firm's page has beside the answer: every lens by the side of its word, holders, labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from api.explorer.language import named_in
from api.explorer.numbered_claims import NumberedClaims
from api.explorer.party import Connected, held_by
from api.explorer.years import ClaimLine, Years, lines_of, newest, years_of
from api.views import ownership
from api.views.tables import Table
from graph import questions
from graph.answers.answer import FirmAnswer, Section
from graph.answers.codes import Side
from graph.answers.events import Event
from graph.answers.indicators import IndicatorFigures
from graph.answers.languages import Language
from graph.answers.parts import CitedClaim
from graph.answers.permalinks import Published
from graph.answers.verdicts import LabelCheck, Verdict
from graph.releases.release import Release

SIDES: tuple[Side, ...] = ("home", "mixed", "notHome", "open", "")
LISTS = "headLists"  # the part of the answer that stands open: days of lists are looked for first


class OfASide(NamedTuple):
    """The verdicts whose words are of one side."""

    side: Side
    verdicts: tuple[Verdict, ...]


class FirmPage(NamedTuple):
    """A firm as its page shows it."""

    answer: FirmAnswer
    lists: Section | None  # that name it or a company of its group, each with its days
    sections: tuple[Section, ...]  # the other parts, which unfold
    sides: tuple[OfASide, ...]
    tables: tuple[Table, ...]  # who owns it, who may direct it
    held: tuple[Connected, ...]  # what it holds itself, and where it put money in
    figures: tuple[IndicatorFigures, ...]  # grants, people at work, and what else was counted
    events: tuple[Event, ...]
    labels: tuple[LabelCheck, ...]
    years: Years
    numbered: NumberedClaims
    address: str  # that gives this page again; nothing where it has none


def firm_page(
    release: Release,
    firm: str,
    *,
    as_of: str | None,
    home: str | None,
    language: Language,
    published: Published,
) -> FirmPage:
    """Everything the page of a firm shows."""
    verdicts = questions.verdicts(release, firm, as_of=as_of, home=home, language=language)
    owners = questions.owners(release, firm, as_of=as_of, home=home, language=language)
    directing = questions.controllers(release, firm, as_of=as_of, home=home, language=language)
    answer = questions.answer(
        release, firm, as_of=as_of, home=home, language=language, published=published
    )
    claims = questions.claims(release, firm, language=language).claims
    views = (
        ownership.owners(named_in(language, owners)),
        ownership.controllers(named_in(language, directing)),
    )
    return FirmPage(
        answer=answer,
        lists=next((part for part in answer.sections if part.code == LISTS), None),
        sections=tuple(part for part in answer.sections if part.code != LISTS),
        sides=by_side(verdicts),
        tables=tuple(table for view in views for table in view.tables if table.rows),
        held=held_by(claims, firm),
        figures=questions.indicators(release, about=firm),
        events=questions.events(release, firm, as_of=as_of, home=home, language=language).events,
        labels=questions.labels(release, firm, as_of=as_of, home=home),
        years=years_of(in_order(claims)),
        numbered=NumberedClaims(answer),
        address=answer.cite.address.replace(
            f"/api/entities/{answer.firm.id}/answer", f"/doc/id/{answer.firm.id}.html", 1
        ),
    )


def by_side(verdicts: Iterable[Verdict]) -> tuple[OfASide, ...]:
    """Verdicts grouped by the side of their words; the silent ones last."""
    by_words: dict[Side, list[Verdict]] = {side: [] for side in SIDES}
    for verdict in verdicts:
        by_words[verdict.side].append(verdict)
    return tuple(OfASide(side, tuple(there)) for side, there in by_words.items() if there)


def claim_lines(release: Release, firm: str, language: Language = "en") -> tuple[ClaimLine, ...]:
    """Every claim that touches a firm, the newest first, denials included."""
    return in_order(questions.claims(release, firm, language=language).claims)


def in_order(claims: Iterable[CitedClaim]) -> tuple[ClaimLine, ...]:
    """Claims with what is said of each, the newest first."""
    return lines_of(sorted(claims, key=newest, reverse=True))


def claims_of_lens(
    release: Release,
    firm: str,
    lens: str,
    *,
    as_of: str | None,
    home: str | None,
    language: Language = "en",
) -> tuple[str, tuple[ClaimLine, ...]]:
    """What a definition is called, and the claims behind what it says of a firm."""
    found = questions.classify(release, firm, as_of=as_of, home=home, lenses=(lens,))
    (verdict,) = found.verdicts
    behind = {*verdict.claims}
    told = (questions.claim(release, claim.id, language=language) for claim in found.claims)
    return verdict.label, in_order(claim for claim in told if claim and claim.id in behind)
