"""Entities that stand inside others, as exports with their surroundings have them.

A nested party stands where its id would; a nested link stands in a property of the party at one of
its ends, which says nothing else. Each is read as if it stood on a line of its own.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


def unnested(value: Any, links: Collection[str]) -> list[Any]:
    """An entity with ids where others stood, then those others; ``links`` are schemata of links.

    >>> ann = {"id": "a", "schema": "Person", "properties": {"name": ["Ann"]}}
    >>> owns = {"id": "o", "schema": "Ownership", "properties": {"owner": [ann], "asset": ["t"]}}
    >>> firm = {"id": "t", "schema": "Company", "properties": {"ownershipAsset": [owns]}}
    >>> [(one["id"], one["properties"]) for one in unnested(firm, ["Ownership"])]
    [('t', {}), ('o', {'owner': ['a'], 'asset': ['t']}), ('a', {'name': ['Ann']})]
    """
    found: list[Any] = []
    waiting = [value]
    while waiting:
        flat, within = _opened(waiting.pop(), links)
        found.append(flat)
        waiting += reversed(within)
    return found


def _opened(value: Any, links: Collection[str]) -> tuple[Any, list[Any]]:
    """An entity with ids where others stood, and those others as they stood there."""
    if not isinstance(value, dict) or not isinstance(value.get("properties"), dict):
        return value, []
    within: list[Any] = []
    properties: dict[str, Any] = {}
    for name, held in value["properties"].items():
        values = held if isinstance(held, list) else [held]
        inside = [one for one in values if _is_entity(one)]
        if not inside:
            properties[name] = held
            continue
        within += inside
        left = [one["id"] if _is_entity(one) else one for one in values
                if not (_is_entity(one) and one["schema"] in links)]  # fmt: skip
        if left:
            properties[name] = left
    return ({**value, "properties": properties} if within else value), within


def _is_entity(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and isinstance(value.get("schema"), str)
    )
