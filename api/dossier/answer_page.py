"""The page that answers as HTML: the first screen open, the rest to unfold, sources at hand."""

from __future__ import annotations

from collections.abc import Mapping

from api.dossier.templates import template
from graph.answers.answer import FirmAnswer, Sentence
from graph.answers.parts import CitedClaim


def html(found: FirmAnswer, *, claims: bool = True) -> str:
    """The page with its styles, nothing fetched; ``claims``: under each sentence that has any."""
    return template("answer").render(
        answer=found,
        headings=found.headings,
        cited=_cited(found) if claims else {},
        claims_under=claims_under,
    )


def _cited(found: FirmAnswer) -> Mapping[str, CitedClaim]:
    return {claim.id: claim for claim in found.claims}


def claims_under(sentence: Sentence, cited: Mapping[str, CitedClaim]) -> list[CitedClaim]:
    """The claims of a sentence that are shown under it."""
    return [cited[one] for one in sentence.claims if one in cited]
