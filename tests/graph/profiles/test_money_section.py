"""The money on the page adds up, and money that was read and is not counted is named."""

import pytest

from graph.answers.page_words import NOTHING, Words
from graph.claims.model import Investment
from graph.domesticness.walked_score import walked_score
from graph.fraction import ZERO
from graph.networks.situation import Situation
from graph.profiles.answer.money import money
from graph.profiles.answer.money_beside import only_agreed
from graph.profiles.answer.state_money import state_money
from graph.releases.release import Release

ENDING = ("moneyEnds", "moneyOfTogether", "moneyOfInvestors", "moneyOfOthers")


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


def test_a_body_and_its_own_company_are_one_body_of_the_state(receiving: list[Situation]) -> None:
    """Two reports of one round may name a bank and its arm: they are not counted as two."""
    together = 0
    for situation in receiving:
        for one in state_money(situation):
            named = [
                dict(part.values)
                for form in (one.reason, *one.shorter)
                for part in dict(form.values).get("each", ())
            ]
            below = {company for part in named for company in part.get("companies", ())}
            assert not below & {part.get("entity") for part in named}, situation.firm
            together += bool(below)
    assert together  # ICBC and ICBC International in CloudWalk


def test_money_of_a_state_has_a_day(receiving: list[Situation]) -> None:
    dated = 0
    for situation in receiving:
        for one in state_money(situation):
            known = situation.knowledge.claims
            days = [known[claim].as_of or known[claim].period.start for claim in one.claims]
            when = dict(one.reason.values)["when"]
            assert (when != NOTHING) == any(days), situation.firm
            dated += any(days)
    assert dated > 10


def test_a_round_of_the_state_is_the_firms_own_and_has_more_than_one_of_its_bodies(
    receiving: list[Situation],
) -> None:
    rounds = parts = 0
    for situation in receiving:
        sums = {
            (float(one.amount or 0), one.currency)
            for one in walked_score(situation).graph.counted
            if one.is_stated
        }
        for one in state_money(situation):
            for form in one.shorter:
                if form.code in ("stateMoneyRound", "stateMoneyRoundPart"):
                    values = dict(form.values)
                    assert values["amount"] in sums, situation.firm
                    rounds += 1
                    if form.code == "stateMoneyRoundPart":
                        assert 0 < values["part"][0] <= values["amount"][0]
                        parts += 1
    assert rounds > parts > 0
