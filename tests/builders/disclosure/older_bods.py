"""The statements of a disclosure as BODS 0.3 would have them: no records, bounds open by a word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from disclosure.bods import Statement, statements_of
from disclosure.items import Item
from disclosure.world import World

KINDS = {
    "entity": "entityStatement",
    "person": "personStatement",
    "relationship": "ownershipOrControlStatement",
}


def older_statements_of(
    world: World, items: Sequence[Item], prefix: str, year: int
) -> list[Statement]:
    """One world in statements that name one another, and not records."""
    new = statements_of(world, items, prefix, year)
    persons = {one["recordId"] for one in new if one["recordType"] == "person"}
    return [_older(one, persons) for one in new]


def _older(new: Statement, persons: set[str]) -> Statement:
    details: Statement = dict(new["recordDetails"])
    if new["recordType"] == "entity":
        details["entityType"] = details["entityType"]["type"]
    if new["recordType"] == "relationship":
        details["subject"] = {"describedByEntityStatement": details["subject"]}
        party = details["interestedParty"]
        by = "describedByPersonStatement" if party in persons else "describedByEntityStatement"
        details["interestedParty"] = {by: party}
        details["interests"] = [_interest(one) for one in details["interests"]]
        if "componentRecords" in details:
            details["componentStatementIDs"] = details.pop("componentRecords")
    return {
        "statementID": new["recordId"],
        "statementType": KINDS[new["recordType"]],
        "statementDate": new["statementDate"],
        "publicationDetails": {**new["publicationDetails"], "bodsVersion": "0.3"},
        "source": new["source"],
        **details,
    }


def _interest(new: Statement) -> Statement:
    share: dict[str, Any] = dict(new.get("share", {}))
    if share and "exact" not in share:
        for bound in ("Minimum", "Maximum"):
            number = share.pop(f"exclusive{bound}", None)
            share[f"exclusive{bound}"] = number is not None
            if number is not None:
                share[bound.lower()] = number
    return {**new, "share": share} if share else new
