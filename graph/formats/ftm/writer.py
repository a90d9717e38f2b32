"""Claims → FollowTheMoney entities, with a report of what did not fit.

A claim that FollowTheMoney would turn into something else is left out and listed: a denial
would read as said, an announced stake as held, a share of one class as one of the whole.
Where a schema has a text field, our own code stands in it beside the plain word, so that
our reader gets back what it wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citizenship,
    Claim,
    Control,
    Entity,
    Identifier,
    Leadership,
    Location,
    Ownership,
    Relation,
    Source,
    Succession,
)
from graph.claims.shares import Share
from graph.formats.ftm.members import keywords, links, with_members
from graph.formats.ftm.parties import KIND
from graph.formats.ftm.percentages import percentage_text
from graph.formats.ftm.said import their_id
from graph.formats.ftm.seats import places_and_end
from graph.formats.json_text import unturned

NOTHING = Share.parse("0", "0")
Properties = dict[str, list[str]]
Carried = Ownership | Control | Leadership | Relation | Succession

# Kind → schema. What can be owned has to be a Company; the kind is a keyword where that says less.
SCHEMATA: Mapping[str, str] = {
    "Organization": "Company",
    "Fund": "Company",
    "Exchange": "Company",
    "PublicBody": "PublicBody",
    "Person": "Person",
    "PartyGroup": "LegalEntity",
    "Arrangement": "LegalEntity",
    "UnidentifiedParty": "LegalEntity",
}
OWNABLE = ("Organization", "Fund", "Exchange")
CONTROL_TYPES: Mapping[str, str] = {
    "vieContracts": "contractual",
    "managementContract": "contractual",
    "contractRights": "contractual",
    "conditionalContractRights": "contractual",
    "boardNomination": "appointment",
    "nominee": "nominee",
    "goldenShare": "state",
    "law": "state",
}
ENDS: Mapping[str, tuple[str, str, str]] = {
    "Ownership": ("Ownership", "owner", "asset"),
    "Control": ("Control", "controller", "controlled"),
    "Leadership": ("Directorship", "director", "organization"),
    "Relation": ("UnknownLink", "subject", "object"),
    "Succession": ("Succession", "successor", "predecessor"),
}
_NUMBERS: Mapping[str, str] = {
    "lei": "leiCode", "uscc": "uscCode", "cik": "cikCode", "isin": "isinCode",
    "ticker": "ticker", "wikidata": "wikidataId", "opencorporates": "opencorporatesUrl",
}  # fmt: skip
_COMPANY_ONLY = ("cik", "isin", "ticker")
# Fields of a claim that no property of its schema carries, and how they are at rest.
_LOST: Mapping[str, Mapping[str, Any]] = {
    "Ownership": {"via": (), "principal": ""},
    "Control": {"bound": (), "members": (), "scope": ""},
    "Leadership": {},
    "Relation": {},
    "Succession": {"stake_in": ""},
}
_OF_OURS = ("level", "system", "part_of", "subject", "note")  # what only we say of an entity
_encode = msgspec.json.Encoder().encode


class Written(Struct, frozen=True, kw_only=True):
    """Entities of FollowTheMoney, and what happened on the way."""

    entities: tuple[dict[str, Any], ...]
    counts: dict[str, int]
    left_out: tuple[tuple[str, int], ...]  # what FollowTheMoney cannot carry, and how often

    def lines(self) -> bytes:
        """The entities as JSON lines."""
        return b"".join(unturned(_encode(one)) + b"\n" for one in self.entities)


def write_ftm(knowledge: Knowledge, claims: Iterable[Claim]) -> Written:
    """Entities for some claims, everyone they name and everything they cite; parties first."""
    left_out: Counter[str] = Counter()
    carried: list[Carried] = []
    for claim in claims:
        reason = _why_not(knowledge, claim)
        if reason:
            left_out[reason] += 1
        else:
            assert isinstance(claim, Carried)
            carried.append(claim)
    left_out.update(lost for claim in carried for lost in _lost(claim))
    ends = dict.fromkeys(end for claim in carried for end in (claim.party, claim.target))
    parties = with_members(knowledge, ends)
    citing = (*carried, *(knowledge.entities[party] for party in parties))
    sources = {cited.source for one in citing for cited in one.citations}
    entities = [
        _source(knowledge.sources[one]) for one in sorted(sources & knowledge.sources.keys())
    ]
    for party in sorted(parties):
        entity = knowledge.entities[party]
        entities.append(_party(knowledge, entity))
        left_out.update(
            f"identifier {one.scheme}: FollowTheMoney has no property for it"
            for one in entity.identifiers
            if not _has_property(entity, one)
        )
        left_out.update(
            f"{entity.kind}.{field}: FollowTheMoney has no property for it"
            for field in _OF_OURS
            if getattr(entity, field)
        )
    written = {claim.id for claim in carried}
    left_out.update(
        "Rivals: that claims exclude one another"
        for rivals in knowledge.rivals
        if len(written.intersection(rivals.claims)) > 1
    )
    entities += [
        _entity(name, "UnknownLink", properties)
        for party in sorted(parties)
        for name, properties in links(knowledge.entities[party])
    ]
    entities += [_link(claim) for claim in sorted(carried, key=lambda one: one.id)]
    return Written(
        entities=tuple(entities),
        counts=dict(Counter(one["schema"] for one in entities)),
        left_out=tuple(left_out.most_common()),
    )


def _why_not(knowledge: Knowledge, claim: Claim) -> str:
    """Why a claim makes no entity, in words that are the same for every such claim."""
    if isinstance(claim, Location | Citizenship):
        return _property_of_its_party(claim)
    if not isinstance(claim, Carried):
        return f"{claim.kind}: FollowTheMoney has no schema for it"
    if claim.status in ("denied", "retracted"):
        return f"{claim.kind}: {claim.status}, which a reader would take as said"
    if claim.stage != "completed":
        return f"{claim.kind}: only {claim.stage}, which a reader would take as done"
    if isinstance(claim, Ownership) and (claim.event == "exit" or claim.share == NOTHING):
        return "Ownership: that nothing is held any more, which a reader would take as a stake"
    if isinstance(claim, Ownership) and claim.denominator:
        return "Ownership: a share of one class, which a reader would take as of the whole"
    if not claim.party:
        return f"{claim.kind}: no single party"
    for end in (claim.party, claim.target):
        entity = knowledge.entities.get(end)
        if entity is None or entity.kind not in SCHEMATA:
            kind = entity.kind if entity else "nothing known"
            return f"{claim.kind}: one end is a {kind}, which is no party in FollowTheMoney"
    if isinstance(claim, Ownership) and knowledge.entities[claim.target].kind not in OWNABLE:
        return "Ownership: of something that is no company, which FollowTheMoney cannot own"
    return ""


def _property_of_its_party(claim: Location | Citizenship) -> str:
    if isinstance(claim, Location) and claim.aspect != "seat":
        return f"Location: FollowTheMoney has no property for {claim.aspect}"
    return f"{claim.kind}: written as a property of its party, without dates and sources"


def _lost(claim: Carried) -> Iterator[str]:
    """What of a claim that is written is not."""
    for field, rest in _LOST[claim.kind].items():
        if getattr(claim, field) != rest:
            yield f"{claim.kind}.{field}: FollowTheMoney has no property for it"
    if claim.status != "asserted":
        yield f"{claim.kind}: that it is {claim.status}"
    for field in ("confidence", "disputes"):
        if getattr(claim, field):
            yield f"{claim.kind}.{field}: FollowTheMoney has no property for it"
    if len({cited.locator for cited in claim.citations}) > 1:
        yield f"{claim.kind}: which place is in which of several sources"


def _source(source: Source) -> dict[str, Any]:
    properties: Properties = {
        "title": [source.title],
        "publisher": _if(source.publisher),
        "publishedAt": _if(source.published),
        "sourceUrl": _if(source.url),
        "keywords": [source.kind],
        "summary": _if(source.note),
    }
    return _entity(f"source-{source.id}", "Document", properties)


def _party(knowledge: Knowledge, entity: Entity) -> dict[str, Any]:
    schema = SCHEMATA[entity.kind]
    seats, end = places_and_end(knowledge, entity.id)
    places = [*_codes(knowledge, seats), entity.jurisdiction.lower()]
    marked = entity.kind not in ("Organization", "Person")
    properties: Properties = {
        "name": [entity.name],
        "alias": [*_if(entity.name_zh), *entity.other_names],
        "keywords": [*([KIND + entity.kind] if marked else []), *keywords(entity)],
        "proof": [their_id(f"source-{c.source}") for c in entity.citations],
        "topics": ["fin.fund"] if entity.kind == "Fund" else [],
    }
    properties |= end
    if entity.kind == "Person":
        stated = [claim.target for claim in knowledge.of(Citizenship, entity.id)]
        properties["citizenship"] = sorted(set(_codes(knowledge, stated)))
    else:
        properties["jurisdiction"] = sorted(set(places) - {""})
    for one in entity.identifiers:
        if _has_property(entity, one):
            properties.setdefault(_NUMBERS[one.scheme], []).append(one.value)
    return _entity(entity.id, schema, properties)


def _codes(knowledge: Knowledge, places: Iterable[str]) -> list[str]:
    known = [knowledge.entities[one].jurisdiction for one in places if one in knowledge.entities]
    return [code.lower() for code in known if code]


def _has_property(entity: Entity, identifier: Identifier) -> bool:
    company = SCHEMATA[entity.kind] == "Company"
    return identifier.scheme in _NUMBERS and (company or identifier.scheme not in _COMPANY_ONLY)


def _link(claim: Carried) -> dict[str, Any]:
    schema, party, target = ENDS[claim.kind]
    locators = sorted({c.locator for c in claim.citations} - {"not recorded"})
    properties: Properties = {
        party: [their_id(claim.party)],
        target: [their_id(claim.target)],
        "startDate": _if(claim.period.start),
        "endDate": _if(claim.period.end),
        "date": _if(claim.as_of),
        "status": _if(claim.period_end if claim.period_end != "unknownEnd" else ""),
        "summary": _if(claim.note),
        "proof": [their_id(f"source-{c.source}") for c in claim.citations],
        "recordId": locators[:1],
    }
    properties |= _own(claim)
    return _entity(f"claim-{claim.id}", schema, properties)


def _own(claim: Carried) -> Properties:
    """What only claims of this type say."""
    match claim:
        case Ownership():
            return {
                "percentage": [percentage_text(claim.share)] if claim.share is not None else [],
                "ownershipType": [
                    claim.interest,
                    *_if("" if claim.directness == "unknownDirectness" else claim.directness),
                ],
                "role": [claim.measurand, *_if(claim.capacity)],
            }
        case Control():
            return {
                "controlType": _if(CONTROL_TYPES.get(claim.mechanism, "")),
                "role": [claim.mechanism, *_if(claim.right)],
                "legalBasis": list(claim.instruments),
            }
        case Leadership():
            return {"role": [claim.role, *_if(claim.post)]}
        case Relation():
            return {"role": [claim.relation]}
        case Succession():
            return {"role": [claim.succession]}


def _entity(name: str, schema: str, properties: Properties) -> dict[str, Any]:
    held = {key: values for key, values in properties.items() if values}
    return {"id": their_id(name), "schema": schema, "properties": held}


def _if(value: object) -> list[str]:
    """A list of one text, or of none."""
    text = "" if value is None else str(value)
    return [text] if text else []
