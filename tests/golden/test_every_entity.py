"""Whatever is asked about is answered, or refused in words."""

import pytest

from graph import questions
from graph.errors import InputError


@pytest.mark.parametrize("question", ["classify", "owners", "controllers", "score", "unknowns"])
def test_every_entity_of_the_seeds_is_answered_or_refused_in_words(seed_release, question):
    ask, refused = getattr(questions, question), 0
    for entity in seed_release.knowledge.entities:
        try:
            ask(seed_release, entity)
        except InputError:
            refused += 1
    assert 0 < refused < len(seed_release.knowledge.entities) / 2 + 100
