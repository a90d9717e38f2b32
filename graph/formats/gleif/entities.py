"""Level 1 records → entities, with their seats, headquarters and successors as claims."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from graph.claims.identifiers import checked
from graph.claims.model import Claim, Entity, Identifier, Location, Succession
from graph.claims.periods import Period
from graph.claims.statements import Record, Statement
from graph.errors import IdentifierError
from graph.formats.gleif.filing import Filing, RecordError, day, entity_id, lei, rules
from graph.formats.gleif.records import LegalEntity, Name
from graph.formats.gleif.relationships import confidence, spoken
from ontology.load import codes
from ontology.terms import capitals

# An authority that stands for "none", and so gives no number worth keeping.
NO_AUTHORITY = ("RA888888", "RA999999", "")


def entity_statement(filing: Filing, record: LegalEntity) -> Statement:
    """An entity and what is said of it; raise :class:`RecordError` if it cannot be used."""
    code = lei(record.lei, "LEI")
    if not record.name.text:
        raise RecordError("Entity.LegalName", "missing", "empty, and needed")
    standing = rules("registration", record.registration.status, "Registration.RegistrationStatus")
    if not standing[0].field:
        return Statement(noted=(f"registration {record.registration.status}: {standing[0].note}",))
    jurisdiction = _country(record.jurisdiction, "Entity.LegalJurisdiction")
    kind = rules("category", record.category, "Entity.EntityCategory")[0].becomes
    if kind == "PublicBody" and not jurisdiction:
        raise RecordError("Entity.LegalJurisdiction", "jurisdiction",
                          "a government entity without a jurisdiction")  # fmt: skip
    name, name_zh, other_names = _names(record)
    entity = Entity(
        id=entity_id(code),
        kind=kind,
        name=name,
        name_zh=name_zh,
        other_names=other_names,
        identifiers=_identifiers(code, record, jurisdiction),
        jurisdiction=jurisdiction if kind == "PublicBody" else "",
        citations=filing.cite(code),
        note=" ".join(_notes(record)),
    )
    duplicate = record.registration.status == "DUPLICATE"
    claims = () if duplicate else _claims(filing, record, code, jurisdiction)
    return Statement(records=(entity, *claims))


def jurisdiction_entity(code: str) -> Entity:
    """A jurisdiction as an entity that claims can point to.

    >>> jurisdiction_entity("KY").id
    'jurisdiction-KY'
    """
    known = codes("Jurisdictions")[code]
    return Entity(
        id=f"jurisdiction-{code}", kind="Jurisdiction", name=known.label,
        name_zh=known.label_zh, jurisdiction=code,
    )  # fmt: skip


def _country(text: str, pointer: str) -> str:
    """The country of a jurisdiction such as ``US-DE``, or :class:`RecordError`."""
    country = capitals(text.partition("-")[0])
    if country and country not in codes("Jurisdictions"):
        raise RecordError(pointer, "jurisdiction", f"{text!r} is no jurisdiction of ISO 3166")
    return country


def _names(record: LegalEntity) -> tuple[str, str, tuple[str, ...]]:
    """The name, the Chinese one, and all others; a name in Latin letters comes first."""
    every = (record.name, *record.other_names)
    chinese = next((one.text for one in every if _is_chinese(one)), "")
    latin = next((one.text for one in every if one.text.isascii()), "")
    main = record.name.text if not _is_chinese(record.name) or not latin else latin
    others = {one.text for one in every} - {main, chinese}
    return main, chinese, tuple(sorted(others))


def _is_chinese(name: Name) -> bool:
    return name.language.lower().startswith("zh") and not name.text.isascii()


def _identifiers(code: str, record: LegalEntity, jurisdiction: str) -> tuple[Identifier, ...]:
    found = {Identifier("lei", code)}
    if record.registration.status == "DUPLICATE":  # its issuer says that both are one entity
        for n, (other, _) in enumerate(record.successors, 1):
            if other:
                place = f"Entity.SuccessorEntity.{n}.SuccessorLEI"
                found.add(Identifier("lei", lei(other, place)))
    number = " ".join(record.number.split())
    if number and record.authority not in NO_AUTHORITY:
        found.add(Identifier("ra", f"{record.authority}/{number}"))
        if jurisdiction == "CN":
            with suppress(IdentifierError):  # an older number of the same register
                found.add(checked(Identifier("uscc", number)))
    return tuple(sorted(found))


def _notes(record: LegalEntity) -> Iterator[str]:
    if record.category not in ("", "GENERAL", "FUND"):
        yield f"GLEIF category {record.category}."
    if record.status not in ("", "ACTIVE"):
        yield f"Entity {record.status}."
    if record.registration.status not in ("", "ISSUED"):
        yield f"Registration {record.registration.status}."
    if created := day(record.created, "Entity.EntityCreationDate"):
        yield f"Created {created}."
    if "-" in record.jurisdiction:
        yield f"Under the law of {record.jurisdiction}."


def _claims(
    filing: Filing, record: LegalEntity, code: str, jurisdiction: str
) -> Iterator[Record | Claim]:
    as_of, sure = spoken(filing, record.registration), confidence(record.registration)
    # A duplicate is one with another entity, which goes on.
    over = record.status == "INACTIVE" and record.registration.status != "DUPLICATE"
    country = _country(record.headquarters, "Entity.HeadquartersAddress.Country")
    for aspect, place in (("seat", jurisdiction), ("headquarters", country)):
        if place:
            yield jurisdiction_entity(place)
            yield Location(
                id=f"gleif-{code}-{aspect}",
                party=entity_id(code),
                target=f"jurisdiction-{place}",
                aspect=aspect,
                period=Period(None, as_of) if over else Period(),
                period_end="ended" if over else "unknownEnd",
                as_of=as_of,
                confidence=sure,
                citations=filing.cite(code),
            )
    for number, (successor, name) in enumerate(record.successors, 1):
        place = f"Entity.SuccessorEntity.{number}.SuccessorLEI"
        if successor:
            other = lei(successor, place)
            if other == code:
                raise RecordError(place, "self", "it succeeds itself")
            yield from filing.parties(other)
        else:
            other = f"{code}-successor-{number}"
            yield Entity(id=entity_id(other), kind="Organization", name=name)
        yield Succession(
            id=f"gleif-{code}-successor-{number}",
            party=entity_id(other),
            target=entity_id(code),
            as_of=as_of,
            confidence=sure,
            citations=filing.cite(code),
            note=f"Registration {record.registration.status}.",
        )
