"""A disclosure as tables, in the form of one JSON document; many worlds to one data set."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from quicktions import Fraction

from disclosure import money_rows
from disclosure.items import Item
from disclosure.world import World

DAYS = {2018: date(2018, 12, 31), 2025: date(2025, 12, 31)}
CITED = {"source": "reg", "locator": "p. 1"}
COUNTRIES = {"home": "CN", "near": "HK", "away": "US", "island": "KY"}
PLACE_OF = {"homeOther": "home", "associated": "near", "foreignOther": "away"}
LIST = "list_1260h"
MEASURANDS = {"beneficial": "beneficial13d3"}
SOURCES = (("reg", "A register", "register"), ("press", "A newspaper", "press"))
Row = dict[str, Any]
Rows = dict[str, list[Row]]


def percent(share: Fraction, *, up: bool) -> str:
    """Per cent with four decimals, never on the wrong side of the share.

    >>> percent(Fraction(1, 3), up=False), percent(Fraction(1, 3), up=True)
    ('33.3333', '33.3334')
    """
    hundredths = share * 1_000_000
    whole = -((-hundredths) // 1) if up else hundredths // 1
    return f"{int(whole) // 10_000}.{int(whole) % 10_000:04d}".rstrip("0").rstrip(".")


def common(year: int) -> Rows:
    """Places, sources and an exchange that all worlds of a data set share."""
    entities = [
        {"id": place, "kind": "Jurisdiction", "name": place.title(), "jurisdiction": code, **CITED}
        for place, code in COUNTRIES.items()
    ]
    market = {"id": "market", "kind": "Exchange", "name": "Market", "jurisdiction": "CN", **CITED}
    sources = [{"id": i, "title": t, "kind": k} for i, t, k in SOURCES]
    state = {"kind": "PublicBody", "jurisdiction": "US", "level": "national"}
    lists = [
        {"id": "keeper", "name": "Keeper of lists", **state, **CITED},
        {"id": LIST, "kind": "List", "name": "The list a lens asks about", **CITED},
    ]
    rates = [
        {"base": "USD", "currency": "CNY", "year": each, "rate": money_rows.RATE, **CITED}
        for each in (year - 1, year)
    ]
    shared = {"entities": [*entities, market, *lists], "sources": sources}
    return {**shared, "exchange-rates": rates}


def document(worlds: Iterable[Rows], year: int) -> bytes:
    """The tables of several worlds as one document; a list has one edition for all of them."""
    tables = common(year)
    editions: dict[str, Row] = {}
    for rows in worlds:
        for name, more in rows.items():
            if name != "list-editions":
                tables.setdefault(name, []).extend(more)
        for row in rows.get("list-editions", ()):
            kept = editions.setdefault(row["id"], {**row, "named": [], "absent": []})
            kept["named"] += row["named"]
            kept["absent"] += row["absent"]
    for row in editions.values():
        row["entries_stated"] = row["entries_read"] = len(row["named"])
    if editions:
        tables["list-editions"] = list(editions.values())
    said = {"home": "CN", "data_date": DAYS[year].isoformat(), **tables}
    return json.dumps(said).encode()


def rows_of(world: World, items: Sequence[Item], prefix: str, year: int) -> Rows:
    """The rows of one world, every id with its prefix."""
    rows: Rows = {"entities": _entities(world, items, prefix)}
    for number, item in enumerate(items):
        for name, row in _written(world, item, prefix, number, DAYS[year]):
            rows.setdefault(name, []).append(row)
    return rows


def _entities(world: World, items: Sequence[Item], prefix: str) -> list[Row]:
    def entity(name: str, kind: str, **more: str) -> Row:
        title = f"{prefix.title()} {name.title()} Example"
        return {"id": prefix + name, "kind": kind, "name": title, **more, **CITED}

    found = [entity(firm, "Organization") for firm in world.firms]
    for party, origin in world.parties.items():
        if origin in ("homeState", "foreignState"):
            code = "CN" if origin == "homeState" else "US"
            found.append(entity(party, "PublicBody", jurisdiction=code, level="national"))
        else:
            found.append(entity(party, "Person"))
    found += [
        entity(name, "Organization")
        for name in ("n", "o")
        if any(name in (item.holder, item.via) for item in items)
    ]
    if any(item.kind == "named" for item in items):
        found.append(entity("list", "List"))
    for item in items:
        if item.kind == "stake" and item.words:
            members = " | ".join(prefix + member for member in item.words)
            found.append(entity("g", "PartyGroup", members=members))
    found += [entity(name, "FundingRound") for name in money_rows.rounds(items)]
    return found


def _day(day: date, months: int) -> str:
    at = day.year * 12 + day.month - 1 - months
    return f"{at // 12}-{at % 12 + 1:02d}-28"


def _written(  # noqa: C901 — one branch for each way of disclosing
    world: World, item: Item, prefix: str, number: int, day: date
) -> Iterable[tuple[str, Row]]:
    as_of = _day(day, item.months)
    said: Row = {
        "id": f"{prefix}{number}",
        "as_of": as_of,
        "locator": "p. 1",
        "source": item.source,
    }
    firm, holder = prefix + item.firm, prefix + item.holder
    both = {**said, "party": holder, "target": firm}
    match item.kind:
        case "stake":
            columns = {name: text.format(year=day.year) for name, text in item.columns}
            yield "ownership", {**both, **_share(item), **_sort(item, prefix), **columns}
            if "n" in (item.holder, item.via) and not columns:
                name = prefix + "n"
                role = {**said, "id": said["id"] + "r", "target": name, "role": "nominee"}
                yield "classifications", role
        case "table":
            line = percent(item.low or Fraction(0), up=False)
            measurand = MEASURANDS.get(item.measure, item.measure)
            row = {**said, "target": firm, "complete_above": line, "measurand": measurand}
            yield "holder-tables", row
        case "origin":
            place = PLACE_OF[item.words[0]]
            yield "citizenships", {**said, "party": holder, "target": place}
        case "seat":
            row = {**said, "party": firm, "target": item.words[0], "aspect": "seat"}
            yield "locations", row
        case "listing":
            yield "listings", {**said, "party": firm, "target": "market", "valid_from": "2010"}
        case "classes":
            yield "classifications", {**said, "target": firm, "role": "weightedVotingRights"}
        case "money" | "paidIn" | "roundTable" | "round":
            yield from money_rows.rows_of(world, item, prefix, said)
        case "members":
            yield "holder-tables", {**said, "target": holder, "covered": 100}
        case "succession":
            row = {**said, "party": holder, "target": prefix + "o", "succession": item.words[0]}
            passed = {"stake_in": firm} if item.words[0] == "stakePassed" else {}
            yield "successions", {**row, **passed, "valid_from": as_of}
        case "designated" | "named":
            row = {**said, "party": "keeper", "valid_from": "2012-01-01"}
            on = LIST if item.kind == "designated" else prefix + "list"
            target = firm if item.kind == "designated" else holder
            yield "designations", {**row, "target": target, "programme": on}
        case "edition":
            yield "list-editions", _edition(world, item, firm, said)
        case _:
            yield "control", _power(item, prefix, said)


def _share(item: Item) -> Row:
    if item.low is None or item.high is None:
        return {}
    bounds = {
        "share_min": percent(item.low, up=False),
        "share_max": percent(item.high, up=True),
    }
    return {**bounds, "share_open": item.open} if item.open else bounds


def _sort(item: Item, prefix: str) -> Row:
    row = {
        "interest": "votingRights" if item.measure == "votes" else "shareholding",
        "measurand": MEASURANDS.get(item.measure, item.measure),
        "directness": item.how,
    }
    return {**row, "via": prefix + item.via} if item.via else row


def _edition(world: World, item: Item, firm: str, said: Row) -> Row:
    """What was read of the list: a whole copy says who is not on it."""
    copy = item.words[0]
    on, off = ([firm], []) if world.designated else ([], [firm])
    row = {**said, "id": f"edition-{copy}", "party": "keeper", "target": LIST, "copy": copy}
    return {**row, "scope": "the edition", "named": on, "absent": off if copy == "whole" else []}


def _power(item: Item, prefix: str, said: Row) -> Row:
    def names(ids: Sequence[str]) -> str:
        return " | ".join(prefix + one for one in ids)

    target = {**said, "target": prefix + item.firm}
    held: Mapping[str, str] = {"party": prefix + item.holder} if item.holder else {}
    match item.kind:
        case "contract":
            cited = " | ".join(item.words)
            more = {"mechanism": "vieContracts", "instruments": cited, "bound": names(item.others)}
        case "concert":
            more = {"mechanism": "concert", "members": names(item.words)}
        case "right":
            rights = {"decisiveRight": "decisive", "vetoRight": "veto"}
            right = rights.get(item.words[0], "veto")
            more = {"mechanism": item.words[0], "right": right}
        case "parent":
            more = {"mechanism": "parent"}
        case "stated":
            more = {"mechanism": "statedController"}
        case _:
            more = {"mechanism": "statedNone"}
    return {**target, **held, **more}
