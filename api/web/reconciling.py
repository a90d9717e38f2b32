"""Queries of a reconciliation batch as clients of several versions send them (0.2 and the draft).

What the protocol leaves open is taken as it is meant: an absent or empty field is none, a limit is
cut to what is given here, a value may be a text, a number, ``{"id": …, "name": …}`` or a list of
such, and a query may have no text where it has properties. In the draft after 0.2 a query has
``conditions``: of a type, of a name, of properties.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from graph.errors import InputError
from graph.profiles.reconciliation import NUMBER, Sought
from ontology.load import classes

BATCH, MOST, USUAL = 100, 50, 5
TEXT = 500  # characters of a name or a value
VALUES = 20  # of a property, and properties of a query, that are looked at
NAMESPACES = ("https://w3id.org/zizhu/ns#", "http://w3id.org/zizhu/ns#", "z:")


def read_batch(text: str) -> dict[str, Any]:
    """A batch as clients send it: a map of queries, or a list of them as ``queries`` (draft).

    >>> read_batch('{"q0": {"query": "SMIC"}}')
    {'q0': {'query': 'SMIC'}}
    >>> read_batch('{"queries": [{"conditions": []}]}')
    {'q0': {'conditions': []}}
    """
    try:
        batch = msgspec.json.decode(text)
    except msgspec.DecodeError as error:
        raise InputError(f"queries: {error}") from error
    except UnicodeEncodeError as error:
        raise InputError("queries: it is not Unicode text") from error
    except RecursionError:
        raise InputError("queries: nested too deep") from None
    if isinstance(batch, dict) and isinstance(batch.get("queries"), list):
        batch = {f"q{place}": query for place, query in enumerate(batch["queries"])}
    if not isinstance(batch, dict):
        raise InputError('queries: give an object of queries, as {"q0": {"query": "…"}}')
    if len(batch) > BATCH:
        raise InputError(f"{len(batch)} queries at once; at most {BATCH} are answered")
    return batch


def sought_of(query: Any) -> Sought:
    """What one query seeks; :class:`InputError` where it is none.

    >>> sought_of({"query": "Jack Ma", "type": ["Person", "Q5"], "limit": None}).kinds
    ('Person', 'Q5')
    >>> row = {"pid": "identifier:cik", "v": {"id": "7", "name": "x"}}
    >>> sought_of({"properties": [row]}).numbers
    (('cik', '7'),)
    """
    if isinstance(query, str):
        query = {"query": query}
    if not isinstance(query, dict):
        raise InputError("a query is an object with a text under 'query'")
    text, types, properties = query.get("query"), query.get("type"), query.get("properties")
    for one in _list(query.get("conditions")):
        text, types, properties = _with_condition(one, text, types, properties)
    text = "" if text is None else _text(text, "query")
    kinds = tuple(_kind(one) for one in _list(types))
    numbers = tuple(_numbers(_list(properties)))
    if not text and not numbers:
        raise InputError("a query needs a text, or a property that identifies")
    return Sought(text=text, kinds=kinds, limit=_limit(query.get("limit")), numbers=numbers)


def _with_condition(one: Any, text: Any, types: Any, properties: Any) -> tuple[Any, Any, Any]:
    """A condition of the draft after 0.2, beside what is known already."""
    if not isinstance(one, dict):
        raise InputError("a condition is an object")
    match one.get("matchType"):
        case "name":
            text = one.get("propertyValue")
        case "type":
            types = one.get("propertyValue")
        case "property":
            more = {"pid": one.get("propertyId"), "v": one.get("propertyValue")}
            properties = [*_list(properties), more]
        case _:
            raise InputError("a condition's matchType is name, type or property")
    return text, types, properties


def _numbers(properties: Iterable[Any]) -> Iterable[tuple[str, str]]:
    for one in list(properties)[:VALUES]:
        if not isinstance(one, dict) or not isinstance(one.get("pid", one.get("p")), str):
            raise InputError("a property is an object with 'pid' and 'v'")
        name = str(one.get("pid", one.get("p")))
        if name.startswith(NUMBER):
            for value in _list(one.get("v"))[:VALUES]:
                plain = _plain(value)
                if plain:
                    yield name.removeprefix(NUMBER), plain


def _plain(value: Any) -> str:
    """A value as text: of ``{"id": …}`` the id."""
    if isinstance(value, dict):
        value = value.get("id", value.get("str", value.get("name")))
    if value is None or isinstance(value, dict | list):
        return ""
    return _text(value, "v")


def _kind(given: Any) -> str:
    """A class by its name, its IRI, or ``{"id": …}``; the text itself where there is none."""
    name = _plain(given)
    for space in NAMESPACES:
        short = name.removeprefix(space)
        if short != name and short in classes():
            return short
    return name


def _limit(given: Any) -> int:
    if isinstance(given, str) and given.isdecimal() and len(given) < 10:
        given = int(given)
    if given is None or isinstance(given, bool) or not isinstance(given, int | float):
        return USUAL
    return int(min(max(given, 1), MOST))


def _list(given: Any) -> list[Any]:
    if given is None or given == "":
        return []
    return given if isinstance(given, list) else [given]


def _text(given: Any, what: str) -> str:
    if isinstance(given, dict | list):
        raise InputError(f"{what}: a text is needed")
    text = str(given)
    if len(text) > TEXT:
        raise InputError(f"{what}: at most {TEXT} characters are read")
    return text.strip()
