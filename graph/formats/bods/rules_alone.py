"""Rules of the standard that one statement of BODS breaks by itself.

A rule gives a pointer for each place that breaks it, and what its words name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from ontology.crosswalks import foreign

Json = Mapping[str, Any]
Break = tuple[str, str, dict[str, object]]  # rule, pointer, what its words name
DETAILS = "/recordDetails"
BOUNDS = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))
SUBTYPES = {
    "arrangement": ("trust", "nomination", "other"),
    "legalEntity": ("trust", "other"),
    "stateBody": ("governmentDepartment", "stateAgency", "other"),
}


def broken_alone(said: Json) -> Iterator[Break]:
    """Every rule that a statement breaks by itself."""
    details = part(said, "recordDetails")
    for rules in (EVERY, OF_TYPE.get(str(said.get("recordType")), ())):
        for rule in rules:
            yield from rule(said, details)


def part(value: Any, name: str) -> Json:
    """A part of a statement that should be an object; an empty one if it is none."""
    found = value.get(name) if isinstance(value, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def parts(value: Any, name: str) -> Iterator[tuple[int, Json]]:
    """The objects of a list in a statement, with their places."""
    found = value.get(name) if isinstance(value, Mapping) else None
    for place, one in enumerate(found if isinstance(found, list) else ()):
        if isinstance(one, Mapping):
            yield place, one


def text(value: Json, name: str) -> str:
    """A text of a statement, or nothing."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def _days(said: Json, details: Json) -> Iterator[Break]:
    today = datetime.now(tz=UTC).date().isoformat()
    stated = text(said, "statementDate")[:10]
    published = text(part(said, "publicationDetails"), "publicationDate")[:10]
    if published and stated > published:
        yield "stated-after-publication", "/statementDate", {
            "stated": stated, "published": published,
        }  # fmt: skip
    if stated > today:
        yield "day-to-come", "/statementDate", {"day": stated}
    if published > today:
        yield "published-to-come", "/publicationDetails/publicationDate", {}
    read = [("/source/retrievedAt", text(part(said, "source"), "retrievedAt"))]
    read += [
        (f"/annotations/{place}/creationDate", text(one, "creationDate"))
        for place, one in parts(said, "annotations")
    ]
    for pointer, told in read:
        if told[:10] > today:
            yield "read-to-come", pointer, {}


def _form(said: Json, details: Json) -> Iterator[Break]:
    if not 32 <= len(text(said, "statementId")) <= 64:
        yield "id-length", "/statementId", {}
    if not isinstance(details.get("isComponent"), bool):
        yield "no-component-word", f"{DETAILS}/isComponent", {}
    if not text(said, "declarationSubject"):
        yield "no-declaration-subject", "/declarationSubject", {}
    published = part(said, "publicationDetails")
    if not all(published.get(name) for name in ("publicationDate", "bodsVersion", "publisher")):
        yield "no-publication", "/publicationDetails", {}
    if not said.get("source"):
        yield "no-source", "/source", {}


def _annotations(said: Json, details: Json) -> Iterator[Break]:
    for place, one in parts(said, "annotations"):
        target = one.get("statementPointerTarget")
        if isinstance(target, str) and not _stands(said, target):
            pointer = f"/annotations/{place}/statementPointerTarget"
            yield "annotation-of-nothing", pointer, {"target": target or "the whole"}


def _stands(value: Any, pointer: str) -> bool:
    """Whether something stands in a statement at a JSON pointer."""
    if pointer and not pointer.startswith("/"):
        return False
    for escaped in pointer.split("/")[1:]:
        step = escaped.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and step in value:
            value = value[step]
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return False
    return True


def _shares(said: Json, details: Json) -> Iterator[Break]:
    for place, interest in parts(details, "interests"):
        share, at = part(interest, "share"), f"{DETAILS}/interests/{place}/share"
        given = {name for name, value in share.items() if isinstance(value, int | Decimal | float)}
        for name in share:
            if written := text(share, name):
                yield "share-as-text", f"{at}/{name}", {"field": name, "value": written}
        for pair in BOUNDS:
            if given.issuperset(pair):
                yield "two-bounds", at, {"one": pair[0], "other": pair[1]}
        if "exact" in given and len(given) > 1:
            yield "exact-and-bounds", at, {}
        elif given.issuperset(("minimum", "maximum")) and share["minimum"] == share["maximum"]:
            yield "equal-bounds", at, {}
        least = max((share[name] for name in BOUNDS[0] if name in given), default=0)
        most = min((share[name] for name in BOUNDS[1] if name in given), default=100)
        opened = given & {"exclusiveMinimum", "exclusiveMaximum"}
        crossed = least > most or (least == most and opened)
        if crossed and text(interest, "type") not in _stakes():
            yield "crossed-and-unread", at, {}


@cache
def _stakes() -> frozenset[str]:
    """The types of interest whose share is read, so that an impossible one is refused."""
    return frozenset(
        code
        for (of, code), rules in foreign("bods").items()
        if of == "interestType" and rules[0].becomes == "Ownership"
    )


def _interest_days(said: Json, details: Json) -> Iterator[Break]:
    stated = text(said, "statementDate")[:10]
    for place, interest in parts(details, "interests"):
        start = text(interest, "startDate")[:10]
        if stated and start > stated:
            yield "interest-after-statement", f"{DETAILS}/interests/{place}/startDate", {
                "start": start, "stated": stated,
            }  # fmt: skip


def _components(said: Json, details: Json) -> Iterator[Break]:
    named = details.get("componentRecords")
    if not isinstance(named, list) or not named:
        return
    at = f"{DETAILS}/componentRecords"
    if details.get("isComponent") is True:
        yield "component-with-components", at, {}
    ways = {text(one, "directOrIndirect") for _, one in parts(details, "interests")}
    if ways and "indirect" not in ways:
        yield "components-and-direct", at, {}


def _listing(said: Json, details: Json) -> Iterator[Break]:
    listing, at = part(details, "publicListing"), f"{DETAILS}/publicListing"
    if listing.get("securitiesListings") and listing.get("hasPublicListing") is False:
        yield "listing-denied", f"{at}/hasPublicListing", {}
    for place, one in parts(listing, "securitiesListings"):
        codes = ("marketIdentifierCode", "operatingMarketIdentifierCode")
        if len([name for name in codes if one.get(name)]) == 1:
            yield "half-a-market-code", f"{at}/securitiesListings/{place}", {}


def _entity_type(said: Json, details: Json) -> Iterator[Break]:
    kind = part(details, "entityType")
    type_, subtype = text(kind, "type"), text(kind, "subtype")
    if subtype and subtype not in SUBTYPES.get(type_, ("other",)):
        yield "subtype-of-another-type", f"{DETAILS}/entityType/subtype", {}
    yield from _unspecified(
        details, "unspecifiedEntityDetails", type_ in ("anonymousEntity", "unknownEntity")
    )


def _entity_numbers(said: Json, details: Json) -> Iterator[Break]:
    for place, one in parts(details, "identifiers"):
        if not text(one, "scheme") and not text(one, "schemeName"):
            yield "number-without-scheme", f"{DETAILS}/identifiers/{place}", {}


def _person_numbers(said: Json, details: Json) -> Iterator[Break]:
    for place, one in parts(details, "identifiers"):
        country, _, paper = text(one, "scheme").partition("-")
        if len(country) != 3 or paper not in ("PASSPORT", "TAXID", "IDCARD"):
            yield "number-of-a-person", f"{DETAILS}/identifiers/{place}/scheme", {}


def _identified(said: Json, details: Json) -> Iterator[Break]:
    known = text(details, "personType") == "knownPerson"
    if known and not any(text(one, "fullName") for _, one in parts(details, "names")):
        yield "person-without-name", f"{DETAILS}/names", {}
    yield from _unspecified(details, "unspecifiedPersonDetails", not known)


def _unspecified(details: Json, field: str, nobody: bool) -> Iterator[Break]:
    told = bool(part(details, field))
    if told and not nobody:
        yield "known-but-unspecified", f"{DETAILS}/{field}", {}
    elif nobody and not told:
        yield "no-reason", f"{DETAILS}/{field}", {}


def _life(said: Json, details: Json) -> Iterator[Break]:
    birth, death = text(details, "birthDate"), text(details, "deathDate")
    length = min(len(birth), len(death), 10)
    if death[:length] < birth[:length]:
        # The days themselves are private: that they cannot be is enough.
        yield "died-before-born", f"{DETAILS}/deathDate", {}


Rule = Callable[[Json, Json], Iterator[Break]]
EVERY: tuple[Rule, ...] = (_form, _days, _annotations)
OF_TYPE: Mapping[str, tuple[Rule, ...]] = {
    "entity": (_entity_type, _entity_numbers, _listing),
    "person": (_identified, _person_numbers, _life),
    "relationship": (_shares, _interest_days, _components),
}
