"""The money on the page adds up, and money that was read and is not counted is named."""

import pytest

from graph.answers.translated_words import Words
from graph.claims.model import Investment
from graph.domesticness.walked_score import walked_score
from graph.fraction import ZERO
from graph.networks.situation import Situation
from graph.profiles.answer.money import money
from graph.profiles.answer.money_beside import only_agreed
from graph.releases.release import Release

ENDING = (
    "moneyOfPercentages", "moneyOfClassification", "moneyOfTogether", "moneyOfInvestors",
    "moneyOfOthers",
)  # fmt: skip


@pytest.fixture
def receiving(seed_release: Release) -> list[Situation]:
    """Everybody of the seeds of whom money was read."""
    knowledge = seed_release.knowledge
    firms = [one for one in sorted(knowledge.entities) if any(knowledge.about(Investment, one))]
    day = seed_release.days.ownership
    return [Situation(knowledge, firm, day, "CN") for firm in firms]


def test_what_the_sentences_say_adds_up_to_the_money_of_decided_origin(
    receiving: list[Situation],
) -> None:
    for situation in receiving:
        found = walked_score(situation).money
        said = [dict(one.reason.values) for one in money(situation) if one.reason.code in ENDING]
        decided = found.home + found.foreign if found else ZERO
        assert sum((one["points"] for one in said), ZERO) == decided, situation.firm


def test_every_sum_that_was_read_is_counted_or_named_as_not_counted(
    receiving: list[Situation],
) -> None:
    checked = 0
    for situation in receiving:
        graph = walked_score(situation).graph
        sentences = list(money(situation))
        cited = {claim for one in sentences for claim in one.claims}
        for one in graph.beside:
            if one.beside != "noAmount":
                assert {*one.claims, *(c for part in one.parts for c in part.claims)} <= cited
                checked += 1
        assert {one.id for one in only_agreed(situation)} <= cited
        checked += len(only_agreed(situation))
        words = Words(situation.knowledge, "zh")
        assert all(words.say(one.reason) for one in sentences)
    assert checked > 3


def test_a_converted_sum_rests_on_the_documents_of_its_rates(receiving: list[Situation]) -> None:
    converted = [
        one
        for situation in receiving
        for one in money(situation)
        if one.reason.code == "moneyConverted"
    ]
    assert converted
    rates = {
        citation.source for rate in receiving[0].knowledge.rates for citation in rate.citations
    }
    for one in converted:
        assert {paper.source for paper in one.papers} and not one.claims
        assert {paper.source for paper in one.papers} <= rates
