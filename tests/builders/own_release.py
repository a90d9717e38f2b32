"""A release of a few stakes, read as a reader's own tables are: upper-case names are firms."""

from __future__ import annotations

import json
from typing import Any

from graph import questions
from graph.releases.release import Release

CITED = {"source": "s", "locator": "p. 1"}
SEEN = "2025-06-30"


def release_of(
    *stakes: tuple[str, str, float], home: str = "CN", **tables: list[dict[str, Any]]
) -> Release:
    """Stakes as (owner, owned, percent); ``citizens`` and ``seats`` are (who, code), rest rows."""
    citizens = tables.pop("citizens", [])
    seats = tables.pop("seats", [])
    kinds = tables.pop("kinds", {})
    names = {name for owner, owned, _ in stakes for name in (owner, owned)}
    names |= {name for name, *_ in seats}
    codes = {code for _, code in citizens} | {code for _, code, *_ in seats}
    document: dict[str, Any] = {
        "home": home,
        "data_date": "2025-12-31",
        "sources": [{"id": "s", "title": "A register", "kind": "register"}],
        "entities": [
            {"id": name, "name": name, "kind": "Organization" if name.isupper() else "Person"}
            | kinds.get(name, {})
            | CITED
            for name in sorted(names)
        ]
        + [
            {"id": f"in-{code}", "name": code, "kind": "Jurisdiction", "jurisdiction": code} | CITED
            for code in sorted(codes)
        ],
        "ownership": [
            {
                "id": f"{owner}-{owned}", "party": owner, "target": owned, "as_of": SEEN,
                "share_min": percent, "share_max": percent, "measurand": "registered",
            }
            | CITED
            for owner, owned, percent in stakes
        ],
        "citizenships": [
            {"id": f"cit-{who}", "party": who, "target": f"in-{code}", "as_of": SEEN} | CITED
            for who, code in citizens
        ],
        "locations": [
            {
                "id": f"loc-{firm}-{aspect}", "party": firm, "target": f"in-{code}",
                "aspect": aspect, "as_of": SEEN,
            }
            | CITED
            for firm, code, aspect in seats
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        document[name.replace("_", "-")] = document.get(name, []) + [
            row if name == "rivals" else row | CITED for row in rows
        ]
    return questions.own_tables(json.dumps({k: v for k, v in document.items() if v}).encode())
