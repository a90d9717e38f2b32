"""Whoever tells what is denied or contradicted cites those who say so, wherever it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

import pytest

from graph import questions
from graph.answers.answer import FirmAnswer, NumberedSource, Sentence
from graph.answers.evidence import cited, cited_source
from graph.answers.picture import Picture
from graph.claims.knowledge import Knowledge
from graph.claims.model import Investment, Ownership
from graph.networks.situation import Situation
from graph.releases.release import Release
from seed_firms import firms_on

DAYS = (date(2020, 12, 31), date(2026, 11, 29))
TOLD = re.compile(r"\bdenied\b|\bdisputed\b|contradict|否认|争议|矛盾")


def against(knowledge: Knowledge, claims: Iterable[str]) -> set[str]:
    """The documents of those who say that one of some claims is wrong, by address or id.

    Of a stake also of those who say so of its holder's money: the stake says that it is denied.
    """
    ids = set(claims)
    for one in [knowledge.claims[one] for one in ids if one in knowledge.claims]:
        if isinstance(one, Ownership):
            ids |= {
                paid.id
                for paid in knowledge.about(Investment, one.target)
                if paid.party == one.party
            }
    found = (cited_source(knowledge, each) for claim in knowledge.against(*sorted(ids))
             for each in claim.citations)  # fmt: skip
    return {source.url or source.id for source in found}


def firms_denied(knowledge: Knowledge, day: date) -> list[Situation]:
    """Every firm of which something is denied, or of a party of which it is."""
    disputed = {one for claim in knowledge.claims.values() for one in claim.disputes}
    parties = {end for one in disputed if one in knowledge.claims
               for end in (knowledge.claims[one].party, knowledge.claims[one].target)}  # fmt: skip
    return [one for one in firms_on(knowledge, day) if one.firm in parties]


def documents(listed: Iterable[NumberedSource], numbers: Iterable[int]) -> set[str]:
    by_number = {one.number: one.source.url or one.source.id for one in listed}
    return {by_number[one] for one in numbers if one in by_number}


def sentences(page: FirmAnswer) -> Iterator[Sentence]:
    yield from (*page.headline, *page.pending, *page.owners.sentences, *page.owners.last_known)
    yield from page.owners.line
    yield from (one for section in page.sections for one in section.sentences)


@pytest.fixture(scope="module", params=DAYS)
def situations(request: pytest.FixtureRequest, seed_release: Release) -> list[Situation]:
    found = firms_denied(seed_release.knowledge, request.param)
    assert {"dji", "alibaba", "sensetime"} <= {one.firm for one in found}
    return found


def test_a_sentence_that_tells_of_a_denial_cites_it(
    seed_release: Release, situations: list[Situation]
) -> None:
    seen = 0
    for situation in situations:
        known = situation.knowledge
        for language in ("en", "zh"):
            page = questions.answer(
                seed_release, situation.firm, as_of=situation.day, language=language
            )
            for said in sentences(page):
                wanted = against(known, said.claims)
                if wanted and TOLD.search(said.text):
                    seen += 1
                    there = documents(page.sources, said.sources)
                    assert wanted & there, (situation.firm, language, said, wanted)
            for bar in page.owners.bars:
                for block in bar.blocks:
                    if TOLD.search(block.evidence):
                        seen += 1
                        wanted = against(known, block.claims)
                        assert wanted & documents(page.sources, block.sources), block
            for line in page.definitions:
                wanted = against(known, line.claims)
                if wanted and TOLD.search(line.says):
                    assert wanted & documents(page.sources, line.sources), line
    assert seen


def test_what_a_picture_tells_of_a_denial_is_cited_in_it(
    seed_release: Release, situations: list[Situation]
) -> None:
    seen = 0
    for situation in situations:
        for language in ("en", "zh"):
            drawn = questions.picture(
                seed_release, situation.firm, as_of=situation.day, language=language
            )
            seen += over(situation.knowledge, seed_release, drawn, situation)
            for arrow in (one for band in drawn.bands for one in band.arrows):
                wanted = against(situation.knowledge, arrow.claims)
                if wanted and TOLD.search(arrow.text):
                    seen += 1
                    assert wanted & documents(drawn.sources, arrow.sources), arrow
    assert seen


def over(knowledge: Knowledge, release: Release, drawn: Picture, situation: Situation) -> int:
    """How many sentences over a picture tell of a denial, each of them with its documents."""
    page = questions.answer(release, situation.firm, as_of=situation.day, language=drawn.language)
    claims = {one.text: one.claims for one in page.headline}
    seen = 0
    for text, behind in drawn.behind.items():
        wanted = against(knowledge, claims.get(text, ()))
        if wanted and TOLD.search(text):
            seen += 1
            assert wanted & documents(drawn.sources, behind.sources), (situation.firm, text)
    return seen


def test_a_claim_that_is_denied_names_the_documents_of_the_denial(seed_release: Release) -> None:
    known = seed_release.knowledge
    disputed = [one for one in known.claims.values() if known.is_disputed(one.id)]
    assert len(disputed) > 4
    for claim in disputed:
        told = " ".join(cited(known, claim).hedges)
        for other in known.against(claim.id):
            for citation in other.citations:
                assert known.sources[citation.source].title in told, (claim.id, told)


def test_a_link_that_is_walked_along_has_its_denials_among_its_claims(
    seed_release: Release, situations: list[Situation]
) -> None:
    seen = 0
    for situation in situations:
        walked = questions.diagram(seed_release, situation.firm, as_of=situation.day, hops=2)
        for link in walked.links:
            if TOLD.search(link.behind):
                wanted = against(situation.knowledge, link.claims)
                cites = {
                    cited_source(situation.knowledge, each).url or each.source
                    for one in link.claims
                    for each in situation.knowledge.claims[one].citations
                }
                if wanted:
                    seen += 1
                    assert wanted & cites, link
    assert seen
