"""Entity and person statements → entities, with their seat, citizenship and listings as claims.

Of a person only the name, citizenships and the country of a residence are kept:
birth dates, addresses and personal numbers are not, and that is noted. Who was dissolved or has
died holds nothing since, and nobody holds it: of a firm the end of its seat says so, of others the
statement itself. An entity whose record is closed had ended by then.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from graph.claims.model import Citizenship, Entity, Identifier, Listing, Location, Residence
from graph.claims.periods import PartialDate, Period
from graph.formats.bods import statements as bods
from graph.formats.bods.desk import Desk, between, day, native
from graph.formats.foreign.placing import place as place_called

PRIVATE = {
    "birth_date": "birth dates of persons are private",
    "place_of_birth": "birthplaces of persons are private",
    "identifiers": "personal numbers are private",
    "tax_residencies": "tax residency is not residence",
}


def entity(desk: Desk, details: bods.Entity) -> None:
    """The entity, and claims of where it is seated and listed."""
    pointer = "/recordDetails/entityType/type"
    kind = details.entity_type or bods.EntityType()
    rule = desk.rule("entityType", kind.type or "", pointer)
    record = desk.said.record_id or ""
    pointer = "/recordDetails/unspecifiedEntityDetails/reason"
    why = _why(desk, details.unspecified_entity_details, pointer)
    name = details.name or _unnamed(desk, rule.becomes, record)
    country = details.jurisdiction or details.incorporated_in_jurisdiction
    code = _code_of(country) if country else ""
    if country and not code:
        desk.note("jurisdictions without a code, by a name that is not known")
    public = rule.becomes == "PublicBody"
    made = Entity(
        id=desk.record,
        kind=rule.becomes,
        name=name,
        other_names=_others(details.alternate_names, name),
        identifiers=_identifiers(desk, record, details.identifiers),
        jurisdiction=_state(desk, code) if public and code else "",
        level=rule.value if rule.field == "level" else "",
        citations=desk.citations,
        note="; ".join(filter(None, (kind.subtype, kind.details, why))),
    )
    desk.records.append(made)
    life = _until_closed(desk, _life(desk, details))
    seated = bool(code) and not public and _seat(desk, made.id, code, life)
    if not seated:
        desk.over = life.end
        if life.start:
            desk.note("founding dates without a jurisdiction")
    _listings(desk, made.id, details.public_listing)
    _rest_of_entity(desk, details)


def person(desk: Desk, details: bods.Person) -> None:
    """The person, and claims of citizenship and country of residence."""
    rule = desk.rule("personType", details.person_type or "", "/recordDetails/personType")
    record = desk.said.record_id or ""
    names = [one.full_name for one in details.names if one.full_name]
    kind = rule.becomes if names else "UnidentifiedParty"
    reason = details.unspecified_person_details
    made = Entity(
        id=desk.record,
        kind=kind,
        name=names[0] if names else f"Unidentified person ({record})",
        other_names=_others(names[1:], names[0]) if names else (),
        identifiers=(Identifier("bods", record),),
        citations=desk.citations,
        note=_why(desk, reason, "/recordDetails/unspecifiedPersonDetails/reason"),
    )
    desk.records.append(made)
    if kind == "Person":
        _countries(desk, made.id, details)
    if details.death_date:
        desk.over = desk.attempt("/recordDetails/deathDate", "date", day, details.death_date)
    for field, words in PRIVATE.items():
        if getattr(details, field):
            desk.note(words)
    if details.political_exposure:
        desk.note("political exposure: an office is a claim only with the body it is held in")
    if any(one.family_name or one.given_name for one in details.names):
        desk.note("parts of names: the full name is kept")


def unspecified(desk: Desk, given: bods.Unspecified, pointer: str) -> Entity | None:
    """The unidentified party a relationship names; nothing if it says that there is none."""
    rule = desk.rule("unspecifiedReason", given.reason or "", f"{pointer}/reason")
    if not rule.becomes:
        desk.note("statements that nobody has to be named")
        return None
    record = desk.said.record_id or ""
    made = Entity(
        id=f"{desk.record}~party",
        kind=rule.becomes,
        name=f"Unidentified party ({record})",
        citations=desk.citations,
        note=". ".join(part for part in (rule.note, given.description) if part),
    )
    desk.records.append(made)
    return made


def _why(desk: Desk, given: bods.Unspecified | None, pointer: str) -> str:
    """Why a party is not identified, in words."""
    if given is None:
        return ""
    rule = desk.attempt(
        pointer, "code", lambda: desk.rule("unspecifiedReason", given.reason or "", pointer)
    )
    parts = (rule.note if rule else "", given.description or "")
    return ". ".join(part for part in parts if part)


def _unnamed(desk: Desk, kind: str, record: str) -> str:
    if kind == "UnidentifiedParty":
        return f"Unidentified party ({record})"
    desk.note("entities without a name are called by their record id")
    return record


def _others(names: Sequence[str], but: str) -> tuple[str, ...]:
    if not names:
        return ()
    return tuple(sorted({name.strip() for name in names} - {"", but}))


def _identifiers(
    desk: Desk, record: str, given: Sequence[bods.Identifier]
) -> tuple[Identifier, ...]:
    found = {Identifier("bods", record)}
    for place, one in enumerate(given):
        if not one.id:
            continue
        pointer = f"/recordDetails/identifiers/{place}"
        given_by = (one.scheme or "", one.scheme_name or "", one.id)
        made = desk.attempt(pointer, "identifier", desk.identifier, *given_by)
        if made is not None:
            found.add(made)
        elif not one.scheme:
            desk.note("identifiers of a register without a code")
    return tuple(sorted(found))


def _state(desk: Desk, code: str) -> str:
    pointer = "/recordDetails/jurisdiction/code"
    place = desk.attempt(pointer, "code", desk.place, code, pointer)
    return place.removeprefix("jurisdiction-") if place else ""


def _life(desk: Desk, details: bods.Entity) -> Period:
    """From founding to dissolution."""
    dates = (details.founding_date or "", details.dissolution_date or "")
    return desk.attempt("/recordDetails/foundingDate", "date", between, *dates) or Period()


def _until_closed(desk: Desk, life: Period) -> Period:
    """The life of an entity whose record is closed: over by the day of that, if no day is said."""
    started_before = life.start is None or desk.as_of is None or life.start.first <= desk.as_of.last
    if desk.said.record_status != "closed" or life.end is not None or not started_before:
        return life
    return Period(life.start, desk.as_of)


def _seat(desk: Desk, firm: str, code: str, life: Period) -> bool:
    """Say where a firm is seated, and whether that could be said."""
    pointer = "/recordDetails/jurisdiction/code"
    place = desk.attempt(pointer, "code", desk.place, code, pointer)
    if place is None:
        return False
    desk.records.append(
        Location(
            id=f"{desk.statement}.seat",
            party=firm,
            target=place,
            aspect="seat",
            period=life,
            period_end="ended" if life.end else "ongoing",
            as_of=_reached(desk.as_of, life),
            citations=desk.citations,
        )
    )
    return True


def _reached(stated: PartialDate | None, life: Period) -> PartialDate | None:
    """The day spoken for: never before what is spoken of began."""
    if stated and life.start and life.start.first > stated.first:
        return life.start
    return stated


def _countries(desk: Desk, who: str, details: bods.Person) -> None:
    lives = [one.country for one in details.addresses if one.type == "residence" and one.country]
    stated: list[tuple[str, type[Citizenship] | type[Residence], bods.Country]] = [
        ("nationality", Citizenship, one) for one in details.nationalities
    ]
    stated += [("residence", Residence, one) for one in lives]
    for number, (what, cls, country) in enumerate(stated):
        code = _code_of(country)
        if not code:
            desk.note(f"countries of {what} without a code, by a name that is not known")
            continue
        pointer = f"/recordDetails/nationalities/{number}/code"
        target = desk.attempt(pointer, "code", desk.place, code, pointer)
        if target is not None:
            desk.records.append(
                cls(
                    id=f"{desk.statement}.{what}.{number}",
                    party=who,
                    target=target,
                    as_of=desk.as_of,
                    citations=desk.citations,
                )
            )
    if details.addresses:
        desk.note("addresses")


def _code_of(country: bods.Country) -> str:
    """The code of a country; without one that of its name, where we know it."""
    return country.code or place_called(country.name or "", coded=True).jurisdiction


def _listings(desk: Desk, firm: str, listing: bods.PublicListing | None) -> None:
    if listing is None:
        return
    if listing.has_public_listing is False:
        desk.note("statements that an entity is not listed")
    if listing.company_filings:
        desk.note("addresses of company filings")
    for place, one in enumerate(listing.securities_listings):
        code = one.operating_market_identifier_code or one.market_identifier_code or ""
        pointer = f"/recordDetails/publicListing/securitiesListings/{place}"
        if not code and not one.stock_exchange_name:
            desk.refuse(pointer, "a listing names no exchange", "missing")
            continue
        key = ("exchange", code or one.stock_exchange_name)
        exchange = desk.given(key, partial(_exchange, desk, one, code))
        desk.records.append(
            Listing(
                id=f"{desk.statement}.listing.{place}",
                party=firm,
                target=exchange,
                ticker=(one.security.ticker or "") if one.security else "",
                as_of=desk.as_of,
                citations=desk.citations,
            )
        )
        if one.security and one.security.id:
            desk.note("identifiers of listed securities")


def _exchange(desk: Desk, listing: bods.SecuritiesListing, code: str) -> Entity:
    """The exchange that a listing names, by its code or else by its name."""
    place = listing.stock_exchange_jurisdiction
    return Entity(
        id=f"exchange-{native(code or listing.stock_exchange_name or '')}",
        kind="Exchange",
        name=listing.stock_exchange_name or code,
        jurisdiction=_state(desk, place) if place else "",
        citations=desk.citations,
    )


def _rest_of_entity(desk: Desk, details: bods.Entity) -> None:
    """Note what an entity statement says that no claim carries."""
    for value, words in (
        (details.addresses, "addresses"),
        (details.uri, "web addresses of entities"),
        (details.formed_by_statute, "statutes by which entities were formed"),
    ):
        if value:
            desk.note(words)
