"""A disclosure as statements of BODS 0.4: stakes, votes, origins and seats.

What the standard has no words for is not carried.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from quicktions import Fraction

from disclosure.items import Item
from disclosure.tables import COUNTRIES, DAYS, PLACE_OF, percent
from disclosure.world import World

Statement = dict[str, Any]
KINDS = ("stake", "origin", "seat")
UNSAID = ("parent", "succession", "members")
NONE, POINT, WHOLE = Fraction(0), Fraction(1, 100), Fraction(1)
PUBLISHED = {"bodsVersion": "0.4", "publisher": {"name": "A register"}}


def carries(world: World, items: Sequence[Item]) -> bool:
    """Whether BODS can say all that must not be hidden of such a world."""
    powers = world.contracts or world.rights or world.concerts
    stakes = [item for item in items if item.kind == "stake"]
    other_day = any(not item.binding or item.columns or item.words for item in stakes)
    beside = any(item.kind in UNSAID or item.measure == "beneficial" for item in items)
    # A party that is its own owner is refused, unless it has surely less than half of itself.
    own = any(item.holder == item.firm and (item.high or WHOLE) * 2 >= 1 for item in stakes)
    return not (powers or other_day or beside or own or (world.weights and not _differ(stakes)))


def _differ(stakes: Sequence[Item]) -> bool:
    """Whether votes are said beside another part of the capital: then nobody takes it for votes.

    By more than a point, which own shares that nobody counted may explain; and of one holder, as
    far as both are said: that votes of somebody are few says nothing of the others' without it.
    """
    sized = [item for item in stakes if item.low is not None and item.high is not None]
    capital = [item for item in sized if item.measure == "record" and item.how == "direct"]
    return any(
        votes.measure == "votes"
        and (votes.firm, votes.holder) == (other.firm, other.holder)
        and _beyond(votes, other)
        for votes in sized
        for other in capital
    )


def _beyond(votes: Item, other: Item) -> bool:
    low, high = votes.low or NONE, votes.high or NONE
    least, most = other.low or NONE, other.high or NONE
    return low > most + POINT or least > high + POINT


def carried(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items that BODS has statements for."""
    return tuple(item for item in items if item.kind in KINDS)


def document(worlds: Iterable[Sequence[Statement]]) -> bytes:
    """The statements of several worlds as one array."""
    return json.dumps([statement for each in worlds for statement in each]).encode()


def statements_of(world: World, items: Sequence[Item], prefix: str, year: int) -> list[Statement]:
    """Entities, persons and relationships of one world, every record with its prefix."""
    day = DAYS[year]
    seats = {item.firm: item.words[0] for item in items if item.kind == "seat"}
    places = {item.holder: PLACE_OF[item.words[0]] for item in items if item.kind == "origin"}
    found = [_firm(prefix + firm, seats.get(firm), day) for firm in world.firms]
    for party, origin in world.parties.items():
        if origin in ("homeState", "foreignState"):
            country = "CN" if origin == "homeState" else "US"
            found.append(_entity(prefix + party, "stateBody", country, day))
        else:
            found.append(_person(prefix + party, places.get(party), day))
    stakes = [item for item in items if item.kind == "stake"]
    if any("n" in (item.holder, item.via) for item in stakes):
        found.append(_entity(prefix + "n", "registeredEntity", None, day))
    records = {(i.holder, i.firm): f"{prefix}rel-{n}" for n, i in enumerate(stakes)}
    for number, item in enumerate(stakes):
        parts: tuple[str, ...] = ()
        if item.via:
            chain = ((item.holder, item.via), (item.via, item.firm))
            parts = tuple(records[link] for link in chain if link in records)
            if item.via == "n" and len(parts) < 1:
                continue  # nothing in the standard names a nominee but its own statement
        found.append(_relationship(item, prefix, number, parts, day))
    return found


def _statement(kind: str, record: str, details: Statement, day: date, source: str) -> Statement:
    made = day.replace(day=1)
    return {
        "statementId": f"{kind}-{record}-{made}".ljust(32, "0"),
        "declarationSubject": record,
        "statementDate": made.isoformat(),
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": details,
        "publicationDetails": {**PUBLISHED, "publicationDate": day.isoformat()},
        "source": {"type": [source], "url": f"https://example.org/{source}"},
    }


def _entity(record: str, sort: str, country: str | None, day: date) -> Statement:
    details: Statement = {
        "isComponent": False,
        "entityType": {"type": sort},
        "name": f"{record.title()} Example",
    }
    if country:
        details["jurisdiction"] = {"name": country, "code": country}
    return _statement("entity", record, details, day, "officialRegister")


def _firm(record: str, seat: str | None, day: date) -> Statement:
    return _entity(record, "registeredEntity", COUNTRIES[seat] if seat else None, day)


def _person(record: str, place: str | None, day: date) -> Statement:
    details: Statement = {
        "isComponent": False,
        "personType": "knownPerson",
        "names": [{"type": "legal", "fullName": f"{record.title()} Example"}],
    }
    if place:
        code = COUNTRIES[place]
        details["nationalities"] = [{"name": code, "code": code}]
    return _statement("person", record, details, day, "officialRegister")


def _relationship(
    item: Item, prefix: str, number: int, parts: Sequence[str], day: date
) -> Statement:
    interest: Statement = {
        "type": "votingRights" if item.measure == "votes" else "shareholding",
        "directOrIndirect": item.how,
    }
    share = _share(item)
    if share:
        interest["share"] = share
    nominee = [{"type": "nominee", "directOrIndirect": "direct"}] if item.holder == "n" else []
    details: Statement = {
        "isComponent": False,
        "subject": prefix + item.firm,
        "interestedParty": prefix + item.holder,
        "interests": [interest, *nominee],
    }
    if parts:
        details["componentRecords"] = list(parts)
    source = "officialRegister" if item.source == "reg" else "thirdParty"
    at = day.year * 12 + day.month - 1 - item.months
    spoken = date(at // 12, at % 12 + 1, 1)
    return _statement("relationship", f"{prefix}rel-{number}", details, spoken, source)


def _share(item: Item) -> Statement:
    if item.low is None or item.high is None:
        return {}
    low, high = percent(item.low, up=False), percent(item.high, up=True)
    if low == high:
        return {"exact": _number(low)}
    share: Statement = {}
    share["exclusiveMinimum" if "min" in item.open else "minimum"] = _number(low)
    if item.high < Fraction(1):
        share["exclusiveMaximum" if "max" in item.open else "maximum"] = _number(high)
    return share


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)
