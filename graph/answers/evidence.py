"""Claims and sources as a reader meets them: one plain sentence, its dates, its documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.answers.claim_words import hedges, money_amount, period_said, terms
from graph.answers.entities import EntityPage
from graph.answers.names import named
from graph.answers.ownership import LegalBound
from graph.answers.parts import CitedClaim, CitedSource
from graph.answers.sentences import sentence
from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citation,
    Claim,
    Rule,
)
from graph.claims.weak_sources import weaknesses
from graph.errors import UnknownSourceError

if TYPE_CHECKING:
    from graph.answers.languages import Language


def cited_source(knowledge: Knowledge, citation: Citation) -> CitedSource:
    """A citation with the document it points at."""
    source = knowledge.sources.get(citation.source)
    if source is None:
        raise UnknownSourceError(citation.source)
    return CitedSource(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        published=str(source.published or ""),
        url=source.url,
        locator=citation.locator,
        copied_by=source.copied_by,
        relayed_by=_title(knowledge, source.relayed_by),
        opened=not source.relayed_by,
        kind=source.kind,
        note=source.note,
        read_on=str(source.read_on or ""),
        kept_copy=source.kept_copy,
        sha256=source.sha256,
    )


def _title(knowledge: Knowledge, source: str) -> str:
    """A document's title, for the one through which another was read."""
    known = knowledge.sources.get(source)
    return known.title if known else source


def cited(
    knowledge: Knowledge, claim: Claim, currency: str = "", language: Language = "en"
) -> CitedClaim:
    """A claim ready to be read and cited, its sentence in a language."""
    share = getattr(claim, "share", None) or getattr(claim, "content", None)
    denominator, principal = getattr(claim, "denominator", ""), getattr(claim, "principal", "")
    lower, upper = getattr(claim, "amount_lower", None), getattr(claim, "amount_upper", None)
    weak = weaknesses(knowledge, claim)
    return CitedClaim(
        id=claim.id,
        type=claim.kind,
        party=named(knowledge, claim.party) if claim.party else None,
        target=named(knowledge, claim.target),
        text=sentence(knowledge, claim, language),
        share=str(share) if share is not None else "",
        as_of=str(claim.as_of or ""),
        valid_from=str(claim.period.start or ""),
        valid_to=str(claim.period.end or ""),
        status=claim.status,
        stage=claim.stage,
        measurand=getattr(claim, "measurand", ""),
        confidence=claim.confidence,
        currency=currency,
        note=claim.note,
        sources=tuple(cited_source(knowledge, citation) for citation in claim.citations),
        period=period_said(claim),
        period_end=claim.period_end,
        amount=money_amount(lower, upper, getattr(claim, "currency", "")),
        amount_lower=None if lower is None else float(lower),
        amount_upper=None if upper is None else float(upper),
        amount_currency=getattr(claim, "currency", ""),
        interest=getattr(claim, "interest", ""),
        directness=getattr(claim, "directness", ""),
        denominator=named(knowledge, denominator) if denominator else None,
        capacity=getattr(claim, "capacity", ""),
        principal=named(knowledge, principal) if principal else None,
        via=tuple(named(knowledge, vehicle) for vehicle in getattr(claim, "via", ())),
        terms=tuple(terms(knowledge, claim)),
        hedges=tuple(hedges(knowledge, claim, weak)),
        weak=bool(weak),
    )


def legal_bound(knowledge: Knowledge, rule: Rule, firm: str, text: str) -> LegalBound:
    """A rule as an answer that rests on it shows it."""
    return LegalBound(
        rule=rule.id,
        name=rule.name,
        firm=named(knowledge, firm),
        most=float(rule.threshold or 0) / 100,
        text=text,
        sources=tuple(cited_source(knowledge, citation) for citation in rule.citations),
    )


def cited_all(
    knowledge: Knowledge, ids: Iterable[str], language: Language = "en"
) -> tuple[CitedClaim, ...]:
    """Claims by id, each once, in the order given."""
    return tuple(
        cited(knowledge, knowledge.claims[claim], language=language)
        for claim in dict.fromkeys(ids)
        if claim in knowledge.claims
    )


def page_of(
    knowledge: Knowledge, entity: str, release: str, language: Language = "en"
) -> EntityPage:
    """An entity with its names, its numbers and everything claimed of it, denials included."""
    known = knowledge.entities[entity]
    return EntityPage(
        entity=named(knowledge, entity),
        names=tuple(name for name in (known.name, known.name_zh, *known.other_names) if name),
        identifiers=tuple((one.scheme, one.value) for one in known.identifiers),
        release=release,
        claims=tuple(
            cited(knowledge, claim, language=language) for claim in knowledge.touching(entity)
        ),
    )
