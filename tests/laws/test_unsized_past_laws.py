"""Who was last read long ago to hold a part of unread size is never told to hold one now.

Held over every firm of the seeds that has such a holder of its own, above it or below it, and
over every text on it: the page that answers, tables of owners, the score, paths, the picture,
the graph that is walked in, files of graphs, the pages of the explorer and the dossier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest
from unsized_past import BASES, Past, around, holder_of, met

from graph import questions
from graph.answers.answer import FirmAnswer, Sentence
from graph.answers.languages import Language
from graph.answers.page_words import Words
from graph.formats.graphs.dot import dot
from graph.releases.release import Release

DAYS = ("2020-12-31", "2026-11-29")
NOW = re.compile(
    r"(?<!to )\bholds?\b|[Kk]nown (as )?holders|shares? not read|stakes? of unread size: "
)
ONCE = re.compile(r"\bonce\b|\bwas last\b|\bwere last\b|[Ll]ast (read|known|seen)|\bheld\b|\bhad\b")
NOW_ZH = re.compile("已知持有人")
ONCE_ZH = re.compile(r"曾|当时|最后|最近一次")


@pytest.fixture(scope="module", params=DAYS)
def past(request: pytest.FixtureRequest, seed_release: Release) -> list[Past]:
    found = met(seed_release.knowledge, request.param)
    assert len(found) > 5
    return found


def sentences(page: FirmAnswer) -> Iterator[Sentence]:
    yield from (*page.headline, *page.pending, *page.owners.sentences, *page.owners.last_known)
    yield from (one for section in page.sections for one in section.sentences)


def test_no_sentence_of_a_page_says_that_they_hold_it(
    seed_release: Release, past: list[Past]
) -> None:
    seen = 0
    for situation, claims in past:
        for language, now, once in TENSES:
            words = Words(situation.knowledge, language)
            page = questions.answer(
                seed_release, situation.firm, as_of=situation.day, language=language
            )
            for said in sentences(page):
                if not names_one(words, said, claims):
                    continue
                seen += 1
                assert once.search(said.text), (situation.firm, situation.day, said)
                assert not now.search(said.text), (situation.firm, situation.day, said)
    assert seen


TENSES: tuple[tuple[Language, re.Pattern[str], re.Pattern[str]], ...] = (
    ("en", NOW, ONCE), ("zh", NOW_ZH, ONCE_ZH)
)  # fmt: skip


def names_one(words: Words, said: Sentence, claims: frozenset[str]) -> bool:
    """Whether a sentence names somebody of whom it cites such a claim."""
    holders = {holder_of(words.knowledge, one) for one in claims.intersection(said.claims)}
    return any(name in said.text for one in holders for name in (words.name(one), words.brief(one)))


def test_no_row_of_owners_gives_them_as_holders_of_the_day(
    seed_release: Release, past: list[Past]
) -> None:
    seen = 0
    for situation, claims in past:
        for basis in BASES:
            found = questions.owners(seed_release, situation.firm, as_of=situation.day, basis=basis)
            for row in found.holders:
                if row.claim in claims and row.currency == "unknownShare":
                    seen += 1
                    assert ONCE.search(row.reason), (situation.firm, row)
    assert seen


def test_no_reason_of_a_verdict_says_that_they_hold_it(
    seed_release: Release, past: list[Past]
) -> None:
    known = seed_release.knowledge
    for situation, claims in past:
        names = {known.entities[holder_of(known, one)].name for one in claims}
        still = {
            known.entities[stake.holder].name
            for one in around(situation)
            for basis in BASES
            for stake in situation.column(one, basis).stakes
            if stake.claim.id not in claims and stake.currency in ("current", "unknownShare")
        }
        verdicts = questions.verdicts(seed_release, situation.firm, as_of=situation.day)
        text = " ".join(one.explanation for one in verdicts)
        for name in names - still:
            assert f"{name} holds" not in text, (situation.firm, situation.day, name)


def test_no_arrow_of_a_picture_is_one_of_the_day(seed_release: Release, past: list[Past]) -> None:
    seen = 0
    for situation, claims in past:
        for basis in BASES:
            drawn = questions.picture(
                seed_release, situation.firm, as_of=situation.day, basis=basis
            )
            for band in drawn.bands:
                for arrow in band.arrows:
                    if arrow.claims and claims.issuperset(arrow.claims) and arrow.kind != "rest":
                        seen += 1
                        assert arrow.kind in ("lastKnown", "money"), (situation.firm, arrow)
                        assert not NOW.search(arrow.text), (situation.firm, arrow)
    assert seen


def test_no_link_that_is_walked_along_or_exported_is_one_of_the_day(
    seed_release: Release, past: list[Past]
) -> None:
    seen = 0
    for situation, claims in past:
        walked = questions.diagram(seed_release, situation.firm, as_of=situation.day, hops=2)
        for link in walked.links:
            if link.claims and claims.issuperset(link.claims):
                seen += 1
                assert link.kind == "lastKnown", (situation.firm, link)
        found = questions.neighbourhood(seed_release, situation.firm, as_of=situation.day)
        for edge in found.edges:
            if edge.claims and claims.issuperset(edge.claims):
                assert edge.currency == "lastKnown", (situation.firm, edge)
        assert "share unknown" not in _lines_of(dot(found), found, claims)
    assert seen


def _lines_of(text: str, found: msgspec.Struct, claims: frozenset[str]) -> str:
    """The lines of an export that are about some claims alone."""
    return "\n".join(line for line in text.splitlines() if any(one in line for one in claims))


def test_no_step_of_a_path_and_no_note_of_a_score_is_of_the_day(
    seed_release: Release, past: list[Past]
) -> None:
    known = seed_release.knowledge
    for situation, claims in past:
        paths = questions.paths(seed_release, situation.firm, "any", as_of=situation.day)
        for kind in paths.kinds:
            for path in kind.paths:
                for step in path.steps:
                    if step.claims and claims.issuperset(step.claims):
                        assert "last known" in step.text, (situation.firm, step)
        score = questions.score(seed_release, situation.firm, as_of=situation.day)
        own = [known.claims[one] for one in claims if known.claims[one].target == situation.firm]
        for claim in own:
            name = known.entities[holder_of(known, claim.id)].name
            for note in score.not_read:
                if name in note and "hold stakes" in note:
                    assert ONCE.search(note), (situation.firm, note)
