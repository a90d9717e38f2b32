"""A case as tables: what its edges and attributes say, in the words anybody would file them.

Owners nobody holds are persons (public bodies where they are the state, groups of
people where they are dispersed), everybody else is a firm; countries are citizenships
and seats; a complete column is a holder table. The document is read and checked as any
reader's own tables are.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from graph import questions
from graph.releases.release import Release
from world_ops.case import CONTRACT, RIGHTS, Case

SEEN, DATA_DATE = "2025-06-30", "2025-12-31"
SOMEWHERE = "FR"  # what a case calls a foreign country without a name
TOOLS = {
    "services": "exclusiveServices", "option": "callOption", "pledge": "equityPledge",
    "proxy": "votingProxy",
}  # fmt: skip
ALL_TOOLS = [TOOLS[tool] for tool in ("services", "option", "pledge", "proxy")]
MEASURANDS = {
    "equity": ("shareholding", "registered"),
    "voting": ("votingRights", "votes"),
    "profit": ("profitRights", "netEconomic"),
}


def release_of(case: Case, *, data_date: str = DATA_DATE, claims: Any = ()) -> Release:
    """The case as a release to ask: its tables, with claims of the caller's own beside them."""
    return questions.own_tables(json.dumps(document(case, data_date, claims)).encode())


def document(case: Case, data_date: str = DATA_DATE, claims: Any = ()) -> dict[str, Any]:
    """The tables of a case as one document; ``claims`` are (table, row) pairs to add."""
    tables: dict[str, Any] = {
        "home": HOME_OF.get(case.op, case.home),
        "data_date": data_date,
        "sources": _sources(case),
        "entities": [_entity(case, name) for name in case.names] + _places(case),
        "ownership": [],
        "control": [],
        "holder-tables": [],
        "citizenships": [],
        "locations": [],
        "rivals": _rivals(case),
    }
    for name in case.names:
        for table, row in _members(case, name):
            tables[table].append(row)
    for number, edge in enumerate(case.edges):
        table, row = _claim(case, number, edge)
        tables[table].append(row)
    for name in case.names:
        for table, row in _about(case, name):
            tables[table].append(row)
    for table, row in claims:
        tables.setdefault(table, []).append(row)
    return {name: rows for name, rows in tables.items() if rows}


HOME_OF = {"cfius_foreign": "US", "group_share_limit": "US"}


def held(case: Case) -> set[str]:
    """The names somebody holds or directs, and those that a question is about."""
    firms = {edge["owned"] for edge in case.edges}
    for key in ("target", "company", "owned"):
        if isinstance(case.query.get(key), str):
            firms.add(case.query[key])
    firms.update(case.query.get("targets", ()))
    said = case.data["attributes"].items()
    return firms | {
        name for name, value in said if value.get("type") == "company" or "ppb" in value
    }


def _entity(case: Case, name: str) -> dict[str, Any]:
    said = case.data["attributes"].get(name, {})
    row = {"id": ident(name), "name": name, "source": "s0", "locator": "p. 1"}
    if said.get("state") or name in case.query.get("state_names", ()):
        return row | {"kind": "PublicBody", "jurisdiction": case.home, "level": "national"}
    if name in held(case):
        return row | {"kind": "Organization"}
    if said.get("type") in ("dispersed", "person_group"):
        somebody = {"members": [f"{ident(name)}-member"]} if said.get("country") else {}
        return row | {"kind": "PartyGroup"} | somebody
    return row | {"kind": "Person"}


def _members(case: Case, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Whoever stands for the people of a group whose country a case gives."""
    entity, said = _entity(case, name), case.data["attributes"].get(name, {})
    if entity["kind"] != "PartyGroup" or not said.get("country"):
        return []
    member, cited = entity["members"][0], {"as_of": SEEN, "source": "s0", "locator": "p. 1"}
    where = f"in-{country(said['country']).lower()}"
    return [
        ("entities", {"id": member, "kind": "Person", "name": f"people of {name}"} | {
            "source": "s0", "locator": "p. 1"
        }),
        ("citizenships", {"id": f"cit-{member}", "party": member, "target": where} | cited),
        ("holder-tables", {"id": f"all-{member}", "target": entity["id"], "covered": 100} | cited),
    ]  # fmt: skip


def ident(name: str) -> str:
    """A name as an id."""
    return "n" + "".join(c if c.isalnum() and c.isascii() else "-" for c in name.lower())


def _sources(case: Case) -> list[dict[str, Any]]:
    ranks = {edge["source"]: edge.get("rank") for edge in case.edges if edge.get("source")}
    return [{"id": "s0", "title": "A register", "kind": "press"}] + [
        {"id": f"s-{name}", "title": name, "kind": "filing" if ranks[name] == 1 else "press"}
        for name in sorted(ranks)
    ]


def country(code: str) -> str:
    """A case's country as a jurisdiction."""
    return SOMEWHERE if code in ("XX", "foreign") else code


def _places(case: Case) -> list[dict[str, Any]]:
    codes = {
        country(value[key])
        for value in case.data["attributes"].values()
        for key in ("country", "incorporated", "ppb")
        if value.get(key)
    } | ({case.home} if _private(case) else set())
    return [
        {
            "id": f"in-{code.lower()}", "kind": "Jurisdiction", "name": code, "jurisdiction": code,
            "source": "s0", "locator": "p. 1",
        }
        for code in sorted(codes)
    ]  # fmt: skip


def _private(case: Case) -> list[str]:
    """Who a case says is not the state, without saying from where: private people of home."""
    told = any("state" in value for value in case.data["attributes"].values())
    owners = [name for name in case.names if name not in held(case)] if told else []
    said = case.data["attributes"]
    return [
        name
        for name in owners
        if not said.get(name, {}).get("state")
        and not said.get(name, {}).get("country")
        and said.get(name, {}).get("type") != "dispersed"
    ]


def _about(case: Case, name: str) -> list[tuple[str, dict[str, Any]]]:
    """The claims that an entity's attributes make."""
    said = case.data["attributes"].get(name, {})
    cited = {"as_of": SEEN, "source": "s0", "locator": "p. 1"}
    entity, rows = ident(name), []
    kind = _entity(case, name)["kind"]
    place = said.get("country") or (case.home if name in _private(case) else None)
    if place and kind == "Person":
        row = {"id": f"cit-{entity}", "party": entity, "target": f"in-{country(place).lower()}"}
        rows.append(("citizenships", row | cited))
    seats = {"seat": said.get("incorporated"), "headquarters": said.get("ppb")}
    if kind == "Organization" and place:
        seats["seat"] = place
    for aspect, where in seats.items():
        if where and kind == "Organization":
            row = {
                "id": f"loc-{entity}-{aspect}", "party": entity, "aspect": aspect,
                "target": f"in-{country(where).lower()}",
            }  # fmt: skip
            rows.append(("locations", row | cited))
    line = said.get("holder_table", {}).get("complete_above")
    if line is not None or said.get("complete"):
        row = {
            "id": f"table-{entity}", "target": entity,
            "complete_above": percent(line or 0), "measurand": "registered",
        }  # fmt: skip
        rows.append(("holder-tables", row | cited))
    return rows


def percent(share: Any) -> str:
    """A fraction as a table's percent, in decimals."""
    return format(Decimal(str(share)) * 100, "f")


def claim_of(number: int) -> str:
    """The id of the claim that an edge makes."""
    return f"c{number}"


def _claim(case: Case, number: int, edge: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    source = f"s-{edge['source']}" if edge.get("source") else "s0"
    row: dict[str, Any] = {
        "id": claim_of(number), "party": ident(edge["owner"]), "target": ident(edge["owned"]),
        "as_of": edge.get("as_of") or edge.get("date") or edge.get("valid_from") or SEEN,
        "valid_from": edge.get("valid_from") or "", "valid_to": edge.get("valid_to") or "",
        "source": source, "locator": "p. 1",
    }  # fmt: skip
    if edge.get("valid_to") and not edge.get("valid_from"):
        row["as_of"] = edge["valid_to"]
    kind = edge.get("kind", "equity")
    if kind == CONTRACT:
        tools = edge.get("instruments")
        part = {
            column: percent(edge[key])
            for column, keys in (
                ("share_min", ("economic", "economic_min")),
                ("share_max", ("economic", "economic_max")),
            )
            for key in keys
            if key in edge
        }
        return "control", row | part | {
            "mechanism": "vieContracts",
            "instruments": [TOOLS[tool] for tool in tools] if tools else ALL_TOOLS,
            "bound": [ident(name) for name in edge.get("nominees") or _holders(case, edge)],
        }
    if kind == RIGHTS:
        return "control", row | {
            "mechanism": _mechanism(edge),
            "right": "protective" if case.protects(edge) else "decisive",
        }
    if "record" in edge:  # a source states it as a row of its own
        row |= {"locator": f"holders, row {edge['record'].strip('r')}", "directness": "direct"}
    interest, measurand = MEASURANDS[kind]
    low = edge.get("share") if edge.get("share") is not None else edge.get("min")
    high = edge.get("share") if edge.get("share") is not None else edge.get("max")
    if low is not None or high is not None:
        row |= {"share_min": percent(low or 0), "share_max": percent(1 if high is None else high)}
    return "ownership", row | {
        "interest": interest, "measurand": measurand, "event": edge.get("event") or "",
    }  # fmt: skip


def _mechanism(edge: dict[str, Any]) -> str:
    if "general partner" in edge.get("right", ""):
        return "generalPartner"
    return "vetoRight" if "veto" in edge.get("right", "") else "decisiveRight"


def _holders(case: Case, contract: dict[str, Any]) -> list[str]:
    return [e["owner"] for e in case.of_kind("equity") if e["owned"] == contract["owned"]]


def _rivals(case: Case) -> list[dict[str, Any]]:
    """Stakes of one pair that several sources give, or that stand beside each other as chances."""
    pairs: dict[tuple[str, str], list[int]] = {}
    for number, edge in enumerate(case.edges):
        if (edge.get("source") and "record" not in edge) or edge.get("alt"):
            pairs.setdefault((edge["owner"], edge["owned"]), []).append(number)
    several = [numbers for numbers in pairs.values() if len(numbers) > 1]
    return [
        {
            "id": f"rivals-{place}", "claims": [claim_of(number) for number in numbers],
            "reason": "sources give different figures",
        }
        for place, numbers in enumerate(several)
    ]  # fmt: skip
