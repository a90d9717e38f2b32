"""A claim as a sentence: the one place where claims are put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.answers.claim_reasons import claim_reason
from graph.answers.saying import saying
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim

if TYPE_CHECKING:
    from graph.answers.languages import Language


def sentence(knowledge: Knowledge, claim: Claim, language: Language = "en") -> str:
    """A claim in words, with its status when it is not simply asserted."""
    return saying(knowledge, language)(claim_reason(knowledge, claim))
