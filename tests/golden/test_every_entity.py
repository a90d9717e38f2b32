"""Whatever is asked about is answered, or refused in words."""

import pytest

from graph import questions
from graph.errors import InputError

OF_FIRMS = (
    "answer", "classify", "owners", "controllers", "score", "paths", "unknowns", "settling",
    "neighbourhood", "claim_graph", "share_graph",
)  # fmt: skip


@pytest.mark.parametrize("question", OF_FIRMS)
def test_every_entity_is_answered_if_it_can_be_held_and_refused_in_words_if_not(
    seed_release, question
):
    ask, answered = getattr(questions, question), 0
    for entity in seed_release.knowledge.entities:
        try:
            ask(seed_release, entity)
            answered += 1
        except InputError:
            continue
    assert answered > 300


@pytest.mark.parametrize("question", ["claims", "labels"])
def test_every_entity_has_what_is_claimed_of_it(seed_release, question):
    for entity in seed_release.knowledge.entities:
        getattr(questions, question)(seed_release, entity)


def test_no_document_is_asked_for_twice(seed_release):
    for entity in seed_release.knowledge.entities:
        try:
            wanted = [one.document for one in questions.unknowns(seed_release, entity)]
        except InputError:
            continue
        assert len(set(wanted)) == len(wanted), entity


@pytest.mark.parametrize("firm", ["smic", "alibaba", "sensetime", "cloudwalk", "dji"])
def test_every_open_verdict_names_a_document(seed_release, firm):
    open_ones = {
        one.lens
        for one in questions.classify(seed_release, firm).verdicts
        if one.in_force and not one.decided
    }
    asked = {lens for one in questions.unknowns(seed_release, firm) for lens in one.lenses}
    assert open_ones <= asked
