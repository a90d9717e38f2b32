"""The fields of BODS statements, filled from entities, claims and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citation,
    Citizenship,
    Claim,
    Consolidation,
    Entity,
    Identifier,
    Listing,
    Location,
    Ownership,
)
from graph.claims.shares import HUNDRED, Share
from graph.formats.bods.carrying import Carried, consolidation_words, is_done
from graph.formats.bods.interests import DECLARED
from graph.holders.gone import gone
from graph.holders.origins import jurisdictions_of
from ontology.crosswalks import foreign
from ontology.load import codes

Json = dict[str, Any]
_ORG_ID = re.compile(r"([A-Z]{2,3}-[A-Z0-9]+)-(.+)", re.DOTALL)


def entity_details(knowledge: Knowledge, entity: Entity) -> Json:
    """The ``recordDetails`` of an entity or person."""
    if entity.kind == "Person":
        return _person(knowledge, entity)
    kind = foreign("bods")["kindWritten", entity.kind][0].value
    details: Json = {"isComponent": False, "entityType": {"type": kind}, "name": entity.name}
    if entity.kind == "UnidentifiedParty":
        details["unspecifiedEntityDetails"] = _unspecified(entity.note)
    if others := [name for name in (entity.name_zh, *entity.other_names) if name]:
        details["alternateNames"] = others
    if country := _country(knowledge, entity):
        details["jurisdiction"] = {"name": codes("Jurisdictions")[country].label, "code": country}
    ended = gone(knowledge, entity.id, date.max)
    if ended is not None and ended.written is not None:
        details["dissolutionDate"] = str(ended.written)
    if identifiers := _identifiers(entity):
        details["identifiers"] = identifiers
    if listed := [one for one in knowledge.of(Listing, entity.id) if is_done(one)]:
        details["publicListing"] = _listing(knowledge, listed)
    return details


def in_fields(knowledge: Knowledge, entity: Entity) -> dict[str, tuple[Claim, ...]]:
    """The claims that stand in fields of an entity, by the end of the id they are read with."""
    found: dict[str, tuple[Claim, ...]] = {}
    if entity.kind == "Person":
        stated = knowledge.of(Citizenship, entity.id)
        for place, country in enumerate(
            jurisdictions_of(knowledge, (claim.target for claim in stated))
        ):
            found[f"nationality.{place}"] = _of_country(knowledge, stated, country)
        return found
    country = _country(knowledge, entity)
    seats = [claim for claim in knowledge.of(Location, entity.id) if claim.aspect == "seat"]
    found["seat"] = _of_country(knowledge, seats, country)
    listed = [one for one in knowledge.of(Listing, entity.id) if _is_full(knowledge, one)]
    found |= {f"listing.{place}": (claim,) for place, claim in enumerate(listed)}
    return {end: claims for end, claims in found.items() if claims}


def _of_country(knowledge: Knowledge, claims: Sequence[Claim], country: str) -> tuple[Claim, ...]:
    return tuple(
        claim for claim in claims if jurisdictions_of(knowledge, [claim.target]) == (country,)
    )


def interest_of(knowledge: Knowledge, claim: Carried, code: str) -> Json:
    """One interest of a relationship."""
    interest: Json = {"type": code}
    if isinstance(claim, Ownership):
        how = codes("Directness")[claim.directness].attributes["bodsCode"]
        interest["directOrIndirect"] = how
    person = knowledge.entities[claim.party].kind == "Person"
    declared = claim.note == DECLARED or claim.note.endswith(f"; {DECLARED}")
    if declared or not person:
        interest["beneficialOwnershipOrControl"] = declared
    details = claim.note.removesuffix(DECLARED).removesuffix("; ") if declared else claim.note
    if isinstance(claim, Consolidation):
        details = "; ".join(filter(None, (consolidation_words(claim)[1], details)))
    if details:
        interest["details"] = details
    if isinstance(claim, Ownership) and claim.share is not None and (said := _share(claim.share)):
        interest["share"] = said
    if claim.period.start is not None:
        interest["startDate"] = claim.period.start.first.isoformat()
    if claim.period.end is not None:
        interest["endDate"] = claim.period.end.last.isoformat()
    return interest


def source_of(knowledge: Knowledge, citations: Sequence[Citation]) -> Json:
    """The ``source`` of a statement: kinds and words of all that are cited, the first address."""
    cited = [
        (knowledge.sources[one.source], one.locator)
        for one in citations
        if one.source in knowledge.sources
    ]
    if not cited:
        return {}
    written = foreign("bods")
    kinds = {
        written["sourceKindWritten", source.kind][0].value
        if ("sourceKindWritten", source.kind) in written
        else "thirdParty"
        for source, _ in cited
    }
    source: Json = {
        "type": sorted(kinds),
        "description": "; ".join(f"{source.title}, {locator}" for source, locator in cited),
    }
    if addresses := [source.url for source, _ in cited if source.url]:
        source["url"] = addresses[0]
    return source


def _unspecified(note: str) -> Json:
    """Why somebody is not identified: the reason the note begins with, and what it says besides."""
    for (of, code), rules in foreign("bods").items():
        words = rules[0].note
        if of == "unspecifiedReason" and words and note.startswith(words):
            rest = note.removeprefix(words).removeprefix(". ")
            return {"reason": code, **({"description": rest} if rest else {})}
    return {"reason": "unknown"}


def _person(knowledge: Knowledge, person: Entity) -> Json:
    names = [{"type": "legal", "fullName": person.name}]
    others = [name for name in (person.name_zh, *person.other_names) if name]
    names += [{"type": "alternative", "fullName": name} for name in others]
    details: Json = {"isComponent": False, "personType": "knownPerson", "names": names}
    stated = (claim.target for claim in knowledge.of(Citizenship, person.id))
    if countries := jurisdictions_of(knowledge, stated):
        labels = codes("Jurisdictions")
        details["nationalities"] = [
            {"name": labels[country].label, "code": country} for country in countries
        ]
    return details


def _country(knowledge: Knowledge, entity: Entity) -> str:
    """The jurisdiction an entity is defined by, or the one it is seated in if sources agree."""
    if entity.jurisdiction:
        return entity.jurisdiction
    seats = (claim.target for claim in knowledge.of(Location, entity.id) if claim.aspect == "seat")
    found = jurisdictions_of(knowledge, seats)
    return found[0] if len(found) == 1 else ""


def _identifiers(entity: Entity) -> list[Json]:
    return [
        _identifier(one)
        for one in entity.identifiers
        if one != Identifier("bods", entity.id)  # that is the record id
    ]


def _identifier(one: Identifier) -> Json:
    code = codes("IdentifierSchemes")[one.scheme]
    if "bodsCode" in code.attributes:
        return {"id": one.value, "scheme": code.attributes["bodsCode"], "schemeName": code.label}
    if one.scheme == "orgid" and (parts := _ORG_ID.fullmatch(one.value)):
        return {"id": parts[2], "scheme": parts[1]}
    return {"id": one.value, "schemeName": code.label}


def _listing(knowledge: Knowledge, listed: Sequence[Listing]) -> Json:
    """The public listing; securities only where all that the standard asks for is known."""
    full = [
        {
            "stockExchangeJurisdiction": knowledge.entities[claim.target].jurisdiction,
            "stockExchangeName": knowledge.entities[claim.target].name,
            "security": {"ticker": claim.ticker},
        }
        for claim in listed
        if _is_full(knowledge, claim)
    ]
    return {"hasPublicListing": True, **({"securitiesListings": full} if full else {})}


def _is_full(knowledge: Knowledge, claim: Listing) -> bool:
    exchange = knowledge.entities.get(claim.target)
    named = exchange is not None and bool(exchange.jurisdiction and claim.ticker)
    return named and is_done(claim)


def _share(share: Share) -> Json:
    """The share; bounds that say nothing (0 and 100) are left out."""
    if share.exact is not None:
        return {"exact": _number(share.exact)}
    said: Json = {}
    if share.lower > 0 or share.lower_open:
        said["exclusiveMinimum" if share.lower_open else "minimum"] = _number(share.lower)
    if share.upper < HUNDRED or share.upper_open:
        said["exclusiveMaximum" if share.upper_open else "maximum"] = _number(share.upper)
    return said


def _number(value: Decimal) -> Decimal | int:
    """A decimal that JSON writes without an exponent."""
    whole = value.to_integral_value()
    return int(whole) if whole == value else value
