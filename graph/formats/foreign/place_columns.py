"""Columns of places: in which of them countries stand, and cells that name no country known here.

A place of which no country is known is told, with its column; a citizenship of one is refused,
since it would say nothing of where somebody is from.
"""

from __future__ import annotations

from msgspec.structs import replace

from graph.claims.model import Entity
from graph.formats.foreign.mapping import Mapping, Party, Rule
from graph.formats.foreign.placing import has_countries, may_be_a_part
from graph.formats.tables.rows import CellError
from ontology.load import codes

PLACES = ("Place", "Jurisdiction")
CITIZENSHIP = "Citizenship"  # nobody is a citizen of a part of a country
_HINT = "the name of a country, or its code of ISO 3166 in capitals"


def with_countries(mapping: Mapping) -> Mapping:
    """The mapping, with columns of countries read as such: every code in them is a country's."""
    return replace(mapping, claims=[_with_countries(rule) for rule in mapping.claims])


def _with_countries(rule: Rule) -> Rule:
    of_countries = rule.type == CITIZENSHIP or has_countries(rule.target.column)
    if rule.target.kind not in PLACES or not of_countries:
        return rule
    return replace(rule, target=replace(rule.target, coded=True))


def country_not_read(rule: Rule, place: Entity) -> str:
    """What is to be told of a place of which no country is known; nothing of any other.

    Raises
    ------
    CellError
        If it is what somebody is said to be a citizen of.
    """
    if place.kind != "Place" or place.jurisdiction:
        return ""
    column = rule.target.column
    if rule.type == CITIZENSHIP:
        raise CellError(column, f"{place.name!r} is no country known here", _HINT)
    if part := may_be_a_part(place.name):
        country = codes("Jurisdictions")[place.name].label
        return (
            f"{place.name!r} in column {column} may be {country} or {part}: in which country it "
            f"lies is not read; {_as_countries(rule.target)} says that they are countries"
        )
    return f"places in column {column} of which no country is known here"


def _as_countries(target: Party) -> str:
    return f"coded = true beside {target.column!r} in a mapping"
