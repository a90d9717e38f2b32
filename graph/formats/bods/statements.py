"""What a statement of BODS 0.4 looks like: the fields of the standard, and their types.

Every field may be absent, whatever the standard demands: a missing one is said
where it is needed. A value of the wrong type refuses its statement, with a JSON
pointer; a field the standard does not have is noted.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

import msgspec
from msgspec import Struct

from graph.errors import InputError


class FieldError(InputError):
    """A part of a statement that cannot be used; the reader adds file and statement."""

    def __init__(self, pointer: str, problem: str, rule: str) -> None:
        super().__init__(problem)
        self.pointer, self.problem, self.rule = pointer, problem, rule


class Part(Struct, rename="camel", frozen=True, gc=False, forbid_unknown_fields=True):
    """What every part of a statement is: a value, without any field the standard lacks."""


class Country(Part, frozen=True):
    """A country or a jurisdiction."""

    name: str | None = None
    code: str | None = None


class Identifier(Part, frozen=True):
    """A number, with the register that gave it."""

    id: str | None = None
    scheme: str | None = None
    scheme_name: str | None = None
    uri: str | None = None


class Address(Part, frozen=True):
    """An address and what it is used for."""

    type: str | None = None
    address: str | None = None
    post_code: str | None = None
    country: Country | None = None


class Unspecified(Part, frozen=True):
    """Why nobody is named."""

    reason: str | None = None
    description: str | None = None


class PartyName(Part, frozen=True):
    """One name of a person."""

    type: str | None = None
    full_name: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    patronymic_name: str | None = None


class Share(Part, frozen=True):
    """A share of an interest, exact or between bounds."""

    exact: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    exclusive_minimum: Decimal | None = None
    exclusive_maximum: Decimal | None = None


class Interest(Part, frozen=True):
    """What an interested party has in a subject."""

    type: str | None = None
    direct_or_indirect: str | None = None
    beneficial_ownership_or_control: bool | None = None
    details: str | None = None
    share: Share | None = None
    start_date: str | None = None
    end_date: str | None = None


class EntityType(Part, frozen=True):
    """What kind of entity."""

    type: str | None = None
    subtype: str | None = None
    details: str | None = None


class Security(Part, frozen=True):
    """A security on an exchange."""

    ticker: str | None = None
    id_scheme: str | None = None
    id: str | None = None


class SecuritiesListing(Part, frozen=True):
    """An exchange on which securities are listed."""

    market_identifier_code: str | None = None
    operating_market_identifier_code: str | None = None
    stock_exchange_jurisdiction: str | None = None
    stock_exchange_name: str | None = None
    security: Security | None = None


class PublicListing(Part, frozen=True):
    """Whether and where an entity is listed."""

    has_public_listing: bool | None = None
    company_filings: tuple[str, ...] | None = msgspec.field(default=None, name="companyFilingsURLs")
    securities_listings: tuple[SecuritiesListing, ...] = ()


class Entity(Part, frozen=True):
    """The details of an entity statement."""

    is_component: bool | None = None
    entity_type: EntityType | None = None
    unspecified_entity_details: Unspecified | None = None
    name: str | None = None
    alternate_names: tuple[str, ...] = ()
    jurisdiction: Country | None = None
    incorporated_in_jurisdiction: Country | None = None  # of 0.3, and still met in 0.4
    identifiers: tuple[Identifier, ...] = ()
    founding_date: str | None = None
    dissolution_date: str | None = None
    addresses: tuple[Address, ...] = ()
    uri: str | None = None
    public_listing: PublicListing | None = None
    formed_by_statute: dict[str, Any] | None = None


class Person(Part, frozen=True):
    """The details of a person statement."""

    is_component: bool | None = None
    person_type: str | None = None
    unspecified_person_details: Unspecified | None = None
    names: tuple[PartyName, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    nationalities: tuple[Country, ...] = ()
    place_of_birth: Address | None = None
    birth_date: str | None = None
    death_date: str | None = None
    tax_residencies: tuple[Country, ...] = ()
    addresses: tuple[Address, ...] = ()
    political_exposure: dict[str, Any] | None = None


class Relationship(Part, frozen=True):
    """The details of a relationship statement."""

    is_component: bool | None = None
    component_records: tuple[str, ...] = ()
    subject: str | Unspecified | None = None
    interested_party: str | Unspecified | None = None
    interests: tuple[Interest, ...] = ()


class Agent(Part, frozen=True):
    """A publisher, a source's author or an annotator."""

    name: str | None = None
    uri: str | None = None
    url: str | None = None


class Source(Part, frozen=True):
    """Where a statement's information came from."""

    type: tuple[str, ...] = ()
    description: str | None = None
    url: str | None = None
    retrieved_at: str | None = None
    asserted_by: tuple[Agent, ...] = ()


class Annotation(Part, frozen=True):
    """What somebody says beside a statement."""

    statement_pointer_target: str = ""
    motivation: str | None = None
    description: str | None = None
    transformed_content: str | None = None
    creation_date: str | None = None
    created_by: Agent | None = None
    url: str | None = None


class PublicationDetails(Part, frozen=True):
    """Who published a statement, when, in which version."""

    publication_date: str | None = None
    bods_version: str | None = None
    license: str | None = None
    publisher: Agent | None = None


class Said(Part, frozen=True):
    """What statements of every kind say."""

    statement_id: str | None = None
    statement_date: str | None = None
    declaration: str | None = None
    declaration_subject: str | None = None
    record_id: str | None = None
    record_status: str | None = None
    publication_details: PublicationDetails | None = None
    source: Source | None = None
    annotations: tuple[Annotation, ...] = ()


class EntityStatement(Said, frozen=True, tag_field="recordType", tag="entity"):
    """A statement on an entity."""

    record_type: ClassVar[str] = "entity"
    record_details: Entity = Entity()


class PersonStatement(Said, frozen=True, tag_field="recordType", tag="person"):
    """A statement on a person."""

    record_type: ClassVar[str] = "person"
    record_details: Person = Person()


class RelationshipStatement(Said, frozen=True, tag_field="recordType", tag="relationship"):
    """A statement on what a party has in a subject."""

    record_type: ClassVar[str] = "relationship"
    record_details: Relationship = Relationship()


class OddStatement(Said, frozen=True):
    """A statement whose details are not read yet, and may be anything."""

    record_type: str | None = None
    record_details: dict[str, Any] = {}


Standard = EntityStatement | PersonStatement | RelationshipStatement
Details = Entity | Person | Relationship
DETAILS: dict[str, type[Entity] | type[Person] | type[Relationship]] = {
    "entity": Entity,
    "person": Person,
    "relationship": Relationship,
}
