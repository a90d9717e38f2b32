"""What is disputed of a firm: rival figures, denials, labels that do not hold."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers.verdicts import LabelCheck
from graph.claims.model import Claim, Ownership
from graph.claims.reasons import Reason, because
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, sources_of
from graph.profiles.labels import labels_on

SHOWN = 6


def disputed(situation: Situation) -> tuple[Said, ...]:
    """Each dispute with both sides' claims; two days or two denominators are none."""
    found = (*_rivals(situation), *_denials(situation), *_labels(situation))
    return found[:SHOWN]


def _about(situation: Situation) -> tuple[Claim, ...]:
    return situation.knowledge.touching(situation.firm)


def _rivals(situation: Situation) -> Iterator[Said]:
    knowledge = situation.knowledge
    here = {claim.id for claim in _about(situation)}
    for rival in knowledge.rivals:
        claims = [knowledge.claims[one] for one in rival.claims if one in knowledge.claims]
        if not here & {claim.id for claim in claims}:
            continue
        figures = tuple(
            because("figureOfHolder", holder=one.party, share=one.share)
            for one in claims
            if isinstance(one, Ownership) and one.share is not None
        )
        if len(figures) > 1:
            yield Said(because("rivalFigures", figures=figures), tuple(one.id for one in claims))
        elif claims:
            yield Said(because("rivalClaims", count=len(claims)), tuple(one.id for one in claims))


def _denials(situation: Situation) -> Iterator[Said]:
    knowledge = situation.knowledge
    claims = _about(situation)
    for claim in claims:
        if claim.status == "denied":
            yield Said(because("deniedBy", sources=_titles(situation, claim)), (claim.id,))
    ids = {claim.id for claim in claims}
    for claim in knowledge.claims.values():
        for other in claim.disputes:
            if other in ids and other in knowledge.claims:
                target = knowledge.claims[other]
                programme = getattr(target, "programme", "")
                if programme:
                    reason = because(
                        "disputedListing", programme=programme, by=_titles(situation, claim),
                        of=_titles(situation, target),
                    )  # fmt: skip
                else:
                    reason = because(
                        "disputedClaim", by=_titles(situation, claim), of=_titles(situation, target)
                    )
                yield Said(reason, (other, claim.id))


def _titles(situation: Situation, claim: Claim) -> tuple[Reason, ...]:
    titles = [source.title for source in sources_of(situation.knowledge, claim)][:2]
    return tuple(because("titled", title=title) for title in titles)


def _labels(situation: Situation) -> Iterator[Said]:
    for check in labels_on(situation.knowledge, situation.firm, situation.home):
        if check.result == "contradicted":
            yield Said(_label(check), (check.claim.id,))


def _label(check: LabelCheck) -> Reason:
    if check.by is None:
        return because("labelFails", label=check.claim.text, word=check.word, day=check.on)
    return because("labelOfFails", by=check.by.id, label=check.label, word=check.word, day=check.on)
