"""Reviewed tables from foreign words to ours, read from ``crosswalks/*.csv``.

``facts.csv`` says, for each predicate of the sourced facts, which type of claim
a row becomes and which end is the party. ``bods.csv`` says, for each code of the
Beneficial Ownership Data Standard, which of our records, codes and quantities it
becomes; ``gleif.csv`` and ``ftm.csv`` say the same of those formats.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from ontology.files import CROSSWALKS
from ontology.terms import UnknownTermError, camel

ENDS = ("subject", "object", "")


class PredicateRule(NamedTuple):
    """How rows with one predicate of one set of facts become claims."""

    set: str
    predicate: str
    claim: str  # a claim type
    party: str  # subject, object, or empty when the row does not name the party
    target: str
    inverse: str  # the predicate read the other way
    note: str

    @property
    def relation(self) -> str:
        """The code of the relation when the claim is one, otherwise nothing.

        A predicate whose object is the party is read the other way.

        >>> facts()["documents", "competes_with"].relation
        'competesWith'
        >>> facts()["filings-3", "supplied_by"].relation
        'supplies'
        """
        if self.claim != "Relation":
            return ""
        return camel(self.inverse if self.party == "object" else self.predicate)


@cache
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of a crosswalk by its file name without ending; ``UnknownTermError`` if none."""
    file = CROSSWALKS / f"{name}.csv"
    if not file.exists():
        known = sorted(one.stem for one in CROSSWALKS.glob("*.csv"))
        raise UnknownTermError(f"crosswalk {name}", name, known)
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(MappingProxyType(row) for row in csv.DictReader(stream))


@cache
def facts() -> Mapping[tuple[str, str], PredicateRule]:
    """The crosswalk of the sourced facts, by set and predicate.

    >>> rule = facts()["documents", "led_by"]
    >>> rule.claim, rule.party, rule.target
    ('Leadership', 'object', 'subject')
    """
    rules = (PredicateRule(**row) for row in rows("facts"))
    return MappingProxyType({(rule.set, rule.predicate): rule for rule in rules})


class ForeignCode(NamedTuple):
    """What one code of a foreign format becomes here."""

    list: str  # the code list of the format
    code: str
    details: str  # only where the statement's own words have this in them
    becomes: str  # a type of claim or kind of entity, empty where the code is one field of it
    field: str
    value: str  # our code for that field
    measurand: str
    note: str


@cache
def foreign(name: str) -> Mapping[tuple[str, str], tuple[ForeignCode, ...]]:
    """A crosswalk of codes, by code list and code; the special cases of a code come first.

    >>> [rule.value for rule in foreign("bods")["interestType", "boardChair"]]
    ['chair']
    """
    found: dict[tuple[str, str], tuple[ForeignCode, ...]] = {}
    for row in rows(name):
        rule = ForeignCode(**row)
        found[rule.list, rule.code] = (*found.get((rule.list, rule.code), ()), rule)
    ordered = {
        key: tuple(sorted(rules, key=lambda r: not r.details)) for key, rules in found.items()
    }
    return MappingProxyType(ordered)


def as_markdown(name: str) -> str:
    """The codes of a format and what each becomes, as a table for documents.

    >>> print(as_markdown("bods").splitlines()[2])
    | entityType | `registeredEntity` | Organization | |
    """
    lines = ["| list | code there | becomes here | note |", "|---|---|---|---|"]
    for rules in foreign(name).values():
        for rule in rules:
            if rule.list.endswith("Written"):
                continue
            code = f"`{rule.code}`" + (f" saying {rule.details}" if rule.details else "")
            field = f"{rule.field} `{rule.value}`" if rule.field else ""
            quantity = f"measured as `{rule.measurand}`" if rule.measurand else ""
            parts = [part for part in (rule.becomes, field, quantity) if part]
            cells = [rule.list, code, ", ".join(parts), rule.note]
            lines.append("| " + " | ".join(cells).rstrip() + " |")
    return "\n".join(lines)
