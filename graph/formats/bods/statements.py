"""What a statement of BODS 0.4 looks like: the fields of the standard, and their types.

Every field may be absent, whatever the standard demands: a missing one is said
where it is needed. A value of the wrong type refuses its statement, with a JSON
pointer; a field the standard does not have is noted.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import Struct
from msgspec import inspect as kinds

from graph.errors import InputError

T = TypeVar("T", bound=Struct)


class FieldError(InputError):
    """A part of a statement that cannot be used; the reader adds file and statement."""

    def __init__(self, pointer: str, problem: str, rule: str) -> None:
        super().__init__(problem)
        self.pointer, self.problem, self.rule = pointer, problem, rule


class Country(Struct, gc=False, forbid_unknown_fields=True):
    """A country or a jurisdiction."""

    name: str | None = None
    code: str | None = None


class Identifier(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """A number, with the register that gave it."""

    id: str | None = None
    scheme: str | None = None
    scheme_name: str | None = None
    uri: str | None = None


class Address(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """An address and what it is used for."""

    type: str | None = None
    address: str | None = None
    post_code: str | None = None
    country: Country | None = None


class Unspecified(Struct, gc=False, forbid_unknown_fields=True):
    """Why nobody is named."""

    reason: str | None = None
    description: str | None = None


class PartyName(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """One name of a person."""

    type: str | None = None
    full_name: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    patronymic_name: str | None = None


class Share(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """A share of an interest, exact or between bounds."""

    exact: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    exclusive_minimum: Decimal | None = None
    exclusive_maximum: Decimal | None = None


class Interest(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """What an interested party has in a subject."""

    type: str | None = None
    direct_or_indirect: str | None = None
    beneficial_ownership_or_control: bool | None = None
    details: str | None = None
    share: Share | None = None
    start_date: str | None = None
    end_date: str | None = None


class EntityType(Struct, gc=False, forbid_unknown_fields=True):
    """What kind of entity."""

    type: str | None = None
    subtype: str | None = None
    details: str | None = None


class Security(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """A security on an exchange."""

    ticker: str | None = None
    id_scheme: str | None = None
    id: str | None = None


class SecuritiesListing(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """An exchange on which securities are listed."""

    market_identifier_code: str | None = None
    operating_market_identifier_code: str | None = None
    stock_exchange_jurisdiction: str | None = None
    stock_exchange_name: str | None = None
    security: Security | None = None


class PublicListing(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """Whether and where an entity is listed."""

    has_public_listing: bool | None = None
    company_filings: list[str] | None = msgspec.field(default=None, name="companyFilingsURLs")
    securities_listings: list[SecuritiesListing] = []


class Entity(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """The details of an entity statement."""

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


class Person(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """The details of a person statement."""

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


class Relationship(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """The details of a relationship statement."""

    is_component: bool | None = None
    component_records: list[str] = []
    subject: str | Unspecified | None = None
    interested_party: str | Unspecified | None = None
    interests: list[Interest] = []


class Agent(Struct, gc=False, forbid_unknown_fields=True):
    """A publisher, a source's author or an annotator."""

    name: str | None = None
    uri: str | None = None
    url: str | None = None


class Source(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """Where a statement's information came from."""

    type: list[str] = []
    description: str | None = None
    url: str | None = None
    retrieved_at: str | None = None
    asserted_by: list[Agent] = []


class Annotation(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """What somebody says beside a statement."""

    statement_pointer_target: str = ""
    motivation: str | None = None
    description: str | None = None
    transformed_content: str | None = None
    creation_date: str | None = None
    created_by: Agent | None = None
    url: str | None = None


class PublicationDetails(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """Who published a statement, when, in which version."""

    publication_date: str | None = None
    bods_version: str | None = None
    license: str | None = None
    publisher: Agent | None = None


class BodsStatement(Struct, rename="camel", gc=False, forbid_unknown_fields=True):
    """A statement, its details not yet read."""

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


def typed(value: Any, cls: type[T], pointer: str = "") -> tuple[T, tuple[str, ...]]:
    """The value as a structure of the standard, and the names in it that the standard lacks.

    Raises :class:`FieldError` with a pointer for a value of the wrong type.

    >>> typed({"exact": 4, "colour": "blue"}, Share)[1]
    ('colour',)
    >>> typed({"exact": "much"}, Share, "/share")
    Traceback (most recent call last):
    ...
    graph.formats.bods.statements.FieldError: Invalid decimal string
    """
    try:
        try:
            return msgspec.convert(value, cls), ()
        except msgspec.ValidationError as error:
            if "unknown field" not in str(error):
                raise
        unknown: list[str] = []
        known = _known_part(value, kinds.type_info(cls), "", unknown)
        return msgspec.convert(known, cls), tuple(sorted(set(unknown)))
    except msgspec.ValidationError as error:
        said = str(error)
        place = _PLACE.search(said)
        inside = re.sub(r"\.|\[(\d+)\]", lambda m: f"/{m[1] or ''}", place[1]) if place else ""
        raise FieldError(pointer + inside, _PLACE.sub("", said), "type") from error


def _known_part(value: Any, kind: kinds.Type, path: str, unknown: list[str]) -> Any:
    """The value without fields the standard lacks, whose paths are added to ``unknown``."""
    if isinstance(kind, kinds.UnionType):
        kind = next((one for one in kind.types if isinstance(one, kinds.StructType)), kind)
    if isinstance(kind, kinds.ListType) and isinstance(value, list):
        return [_known_part(one, kind.item_type, path, unknown) for one in value]
    if not isinstance(kind, kinds.StructType) or not isinstance(value, dict):
        return value
    fields = {field.encode_name: field.type for field in kind.fields}
    unknown.extend(f"{path}{name}" for name in value if name not in fields)
    return {
        name: _known_part(part, fields[name], f"{path}{name}/", unknown)
        for name, part in value.items()
        if name in fields
    }
