"""A country noted beside a name with low confidence is never told as a seat or a citizenship.

Where nothing better is cited, every text that names the country says how weakly it is known, or
does not name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from graph import questions
from graph.answers.page_words import Words
from graph.answers.reason_words import in_words
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citizenship, Claim, Location
from graph.holders.origins import origin, seats_of, standing
from graph.networks.situation import Situation
from graph.profiles.answer.numbered import Numbers
from graph.profiles.picture.bands import Sheet
from graph.releases.release import Release

DAYS = (date(2020, 12, 31), date(2026, 11, 29))
WEAK = re.compile(
    r"weak|low confidence|estimate|not settled|noted|not read|rival|more than one|较弱|估计|未|说法"
)


UNREAD = re.compile(r"not cited|未")  # of such a one no citizenship is told


def noted(knowledge: Knowledge, day: date) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """Everybody of whom nothing but claims of low confidence say where they are from."""
    for entity, known in knowledge.entities.items():
        claims: tuple[Claim, ...]
        if known.kind == "Person":
            claims = standing(knowledge.of(Citizenship, entity), day)
        else:
            claims = tuple(
                one for one in knowledge.of(Location, entity) if one.aspect == "seat"
            ) and seats_of(knowledge, entity, day)
        if claims and all(one.confidence == "low" for one in claims):
            yield entity, claims


def states_of(situation: Situation, entity: str) -> tuple[str, ...]:
    """The state whose somebody is by more than a claim of low confidence."""
    found = origin(situation.knowledge, entity, situation.day, situation.home, economic=True)
    cited = [situation.knowledge.claims[one] for one in found.claims]
    sure = found.rung in (2, 3) and all(one.confidence != "low" for one in cited)
    return found.jurisdictions if sure else ()


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_box_names_no_country_that_was_only_noted(
    seed_release: Release, day: date, language: str
) -> None:
    known, seen = seed_release.knowledge, 0
    for firm in known.subjects[:1]:
        situation = Situation(known, firm, day, "CN")
        words = Words(known, "zh" if language == "zh" else "en")
        sheet = Sheet(situation, "economic", words, words, Numbers(known))
        for entity, claims in noted(known, day):
            if entity == firm:
                continue
            seen += 1
            about = sheet.party(entity).about
            for claim in claims:
                place = known.entities[claim.target].jurisdiction
                # What a state's own fund or body is of, its role or its kind says.
                if words.territory(place) in about and place not in states_of(situation, entity):
                    assert WEAK.search(about), (entity, about)
    assert seen > 50


@pytest.mark.parametrize("day", DAYS)
def test_a_reason_of_an_origin_says_that_its_source_is_weak(
    seed_release: Release, day: date
) -> None:
    known, seen = seed_release.knowledge, 0
    for entity, claims in noted(known, day):
        found = origin(known, entity, day, "CN", economic=True)
        if set(found.claims) & {one.id for one in claims}:
            seen += 1
            assert WEAK.search(in_words(known, found.reason)), (entity, found)
    assert seen


@pytest.mark.parametrize("day", DAYS)
def test_no_page_tells_such_a_seat_or_citizenship_without_saying_so(
    seed_release: Release, day: date
) -> None:
    known, seen = seed_release.knowledge, 0
    weak = {one.id for _, claims in noted(known, day) for one in claims}
    for firm in known.subjects:
        for language in ("en", "zh"):
            page = questions.answer(seed_release, firm, as_of=day, language=language)
            said = [*page.headline, *(one for part in page.sections for one in part.sentences)]
            for sentence in said:
                if sentence.claims and weak.intersection(sentence.claims):
                    places = {
                        Words(known, "zh" if language == "zh" else "en").territory(
                            known.entities[known.claims[one].target].jurisdiction
                        )
                        for one in weak.intersection(sentence.claims)
                    }
                    if any(place in sentence.text for place in places):
                        seen += 1
                        assert WEAK.search(sentence.text), (firm, sentence)
    assert seen


@pytest.mark.parametrize("day", DAYS)
def test_no_limb_of_a_verdict_names_such_a_citizen_without_saying_so(
    seed_release: Release, day: date
) -> None:
    known, seen = seed_release.knowledge, 0
    people = {entity for entity, _ in noted(known, day) if known.entities[entity].kind == "Person"}
    for firm in known.subjects:
        for language in ("en", "zh"):
            (found,) = questions.verdicts(
                seed_release, firm, as_of=day, lenses=["hybrid"], language=language
            )
            words = Words(known, "zh" if language == "zh" else "en")
            for _, text in found.parts:
                for person in people:
                    name = words.name(person)
                    if name in text and not UNREAD.search(text):
                        seen += 1
                        after = text.partition(name)[2][:40]
                        assert WEAK.search(after), (firm, text)
    assert seen or day == DAYS[1]  # by then better documents were read of them
