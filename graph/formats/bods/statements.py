"""What a statement of BODS 0.4 looks like: the fields of the standard, and their types.

Every field may be absent, whatever the standard demands: a missing one is said
where it is needed. A value of the wrong type refuses its statement, with a JSON
pointer; a field the standard does not have is noted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from graph.errors import InputError

T = TypeVar("T", bound=Struct)


class FieldError(InputError):
    """A part of a statement that cannot be used; the reader adds file and statement."""

    def __init__(self, pointer: str, problem: str, rule: str) -> None:
        super().__init__(problem)
        self.pointer, self.problem, self.rule = pointer, problem, rule


class Country(Struct):
    name: str | None = None
    code: str | None = None


class Identifier(Struct, rename="camel"):
    id: str | None = None
    scheme: str | None = None
    scheme_name: str | None = None
    uri: str | None = None


class Address(Struct, rename="camel"):
    type: str | None = None
    address: str | None = None
    post_code: str | None = None
    country: Country | None = None


class Unspecified(Struct):
    reason: str | None = None
    description: str | None = None


class PartyName(Struct, rename="camel"):
    type: str | None = None
    full_name: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    patronymic_name: str | None = None


class Share(Struct, rename="camel"):
    exact: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    exclusive_minimum: Decimal | None = None
    exclusive_maximum: Decimal | None = None


class Interest(Struct, rename="camel"):
    type: str | None = None
    direct_or_indirect: str | None = None
    beneficial_ownership_or_control: bool | None = None
    details: str | None = None
    share: Share | None = None
    start_date: str | None = None
    end_date: str | None = None


class EntityType(Struct):
    type: str | None = None
    subtype: str | None = None
    details: str | None = None


class Security(Struct, rename="camel"):
    ticker: str | None = None
    id_scheme: str | None = None
    id: str | None = None


class SecuritiesListing(Struct, rename="camel"):
    market_identifier_code: str | None = None
    operating_market_identifier_code: str | None = None
    stock_exchange_jurisdiction: str | None = None
    stock_exchange_name: str | None = None
    security: Security | None = None


class PublicListing(Struct, rename="camel"):
    has_public_listing: bool | None = None
    company_filings_u_r_ls: list[str] | None = msgspec.field(
        default=None, name="companyFilingsURLs"
    )
    securities_listings: list[SecuritiesListing] = []


class Entity(Struct, rename="camel"):
    is_component: bool | None = None
    entity_type: EntityType | None = None
    unspecified_entity_details: Unspecified | None = None
    name: str | None = None
    alternate_names: list[str] = []
    jurisdiction: Country | None = None
    incorporated_in_jurisdiction: Country | None = None  # of 0.3, and still met in 0.4
    identifiers: list[Identifier] = []
    founding_date: str | None = None
    dissolution_date: str | None = None
    addresses: list[Address] = []
    uri: str | None = None
    public_listing: PublicListing | None = None
    formed_by_statute: dict[str, Any] | None = None


class Person(Struct, rename="camel"):
    is_component: bool | None = None
    person_type: str | None = None
    unspecified_person_details: Unspecified | None = None
    names: list[PartyName] = []
    identifiers: list[Identifier] = []
    nationalities: list[Country] = []
    place_of_birth: Address | None = None
    birth_date: str | None = None
    death_date: str | None = None
    tax_residencies: list[Country] = []
    addresses: list[Address] = []
    political_exposure: dict[str, Any] | None = None


class Relationship(Struct, rename="camel"):
    is_component: bool | None = None
    component_records: list[str] = []
    subject: str | Unspecified | None = None
    interested_party: str | Unspecified | None = None
    interests: list[Interest] = []


class Agent(Struct):
    name: str | None = None
    uri: str | None = None
    url: str | None = None


class Source(Struct, rename="camel"):
    type: list[str] = []
    description: str | None = None
    url: str | None = None
    retrieved_at: str | None = None
    asserted_by: list[Agent] = []


class Annotation(Struct, rename="camel"):
    statement_pointer_target: str = ""
    motivation: str | None = None
    description: str | None = None
    transformed_content: str | None = None
    creation_date: str | None = None
    created_by: Agent | None = None
    url: str | None = None


class PublicationDetails(Struct, rename="camel"):
    publication_date: str | None = None
    bods_version: str | None = None
    license: str | None = None
    publisher: Agent | None = None


class BodsStatement(Struct, rename="camel"):
    statement_id: str | None = None
    statement_date: str | None = None
    declaration: str | None = None
    declaration_subject: str | None = None
    record_id: str | None = None
    record_type: str | None = None
    record_status: str | None = None
    record_details: dict[str, Any] = {}
    publication_details: PublicationDetails | None = None
    source: Source | None = None
    annotations: list[Annotation] = []


DETAILS: dict[str, type[Entity] | type[Person] | type[Relationship]] = {
    "entity": Entity,
    "person": Person,
    "relationship": Relationship,
}

_PLACE = re.compile(r" - at `\$(.*)`$")


def typed(value: Any, cls: type[T], pointer: str = "") -> T:
    """The value as a structure of the standard; raise :class:`FieldError` with a pointer.

    >>> typed({"exact": "much"}, Share, "/share")
    Traceback (most recent call last):
    ...
    graph.formats.bods.statements.FieldError: Invalid decimal string
    """
    try:
        return msgspec.convert(value, cls)
    except msgspec.ValidationError as error:
        said = str(error)
        place = _PLACE.search(said)
        inside = re.sub(r"\.|\[(\d+)\]", lambda m: f"/{m[1] or ''}", place[1]) if place else ""
        raise FieldError(pointer + inside, _PLACE.sub("", said), "type") from error


@cache
def _known(cls: type[Struct]) -> frozenset[str]:
    return frozenset(cls.__struct_encode_fields__)


def unknown_fields(value: dict[str, Any], cls: type[Struct]) -> list[str]:
    """The names in an object that the standard does not have, sorted."""
    return [] if value.keys() <= _known(cls) else sorted(value.keys() - _known(cls))
