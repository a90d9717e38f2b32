"""What puts reasons of calculations into a language: English at once, others by their catalog."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.answers.reason_words import in_words
from graph.claims.knowledge import Knowledge
from graph.claims.reasons import Reason
from ontology.translations import SOURCE

if TYPE_CHECKING:
    from graph.answers.languages import Language

Say = Callable[[Reason | None], str]  # nothing for none


def saying(knowledge: Knowledge, language: Language = "en") -> Say:
    """What puts reasons into a language."""
    if language == SOURCE:
        return lambda reason: in_words(knowledge, reason)
    from graph.answers.reasons_in import ReasonWords  # brings the data of languages

    words = ReasonWords(knowledge, language)
    return lambda reason: "" if reason is None else words.say(reason)
