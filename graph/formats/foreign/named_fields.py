"""Fields of a claim that name somebody, or several things in one cell.

``fields.principal`` names for whom a stake is held, as a column of owners names owners; ``loan;
votingProxy`` are two instruments. Who is said to hold for somebody is a nominee, though no column
says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph.claims.fields import fields_of
from graph.claims.model import CLAIM_TYPES, Entity
from graph.formats.foreign.mapping import Party, Rule
from graph.formats.foreign.parties import spoken
from graph.formats.tables.cells import SEPARATOR
from graph.formats.tables.rows import CellError

NOMINEE = "nominee"
_PARTIES = ("principal", "via", "bound", "members")
_SEVERAL = re.compile(r"[;；|\n]")
_NOBODY = frozenset(("", "no", "none", "null", "nan", "n/a", "nil", "否", "无"))


def as_listed(rule: Rule, values: dict[str, str], holder: str, prefix: str) -> Iterator[Entity]:
    """Put the words of such fields as our own tables have them; give those whom they name.

    Raises
    ------
    CellError
        If a name cannot be one, or a field of one has several.
    """
    for field in rule.fields:
        parts = [part for one in _SEVERAL.split(values.get(field, "")) if (part := one.strip())]
        if field in _PARTIES:
            named = {one.id: one for one in _named(rule, field, parts, prefix)}
            yield from named.values()
            own = field == "principal" and named.keys() == {holder}
            if field == "principal" and _means_somebody(parts) and not own:
                values["capacity"] = values.get("capacity") or NOMINEE
            parts = [] if own else [*named]
        elif field not in _several(rule.type):
            continue
        if len(parts) > 1 and field not in _several(rule.type):
            problem = f"several for one {field}, and how it is parted among them is not said"
            raise CellError(rule.fields[field].column or field, problem, "a row for each")
        values[field] = SEPARATOR.join(dict.fromkeys(parts))


def _means_somebody(parts: list[str]) -> bool:
    return any(part.casefold().strip(" .-–—") not in _NOBODY for part in parts)


def _named(rule: Rule, field: str, parts: list[str], prefix: str) -> Iterator[Entity]:
    column = rule.fields[field].column or field
    party = Party(column=column, kind=rule.party.kind if rule.party else "Organization")
    for part in parts:
        if not _means_somebody([part]):
            continue
        for one in spoken(party, {column: part}, prefix, ""):
            if not one.is_unnamed and not one.nobody:
                yield one.entity


@cache
def _several(claim_type: str) -> frozenset[str]:
    """The fields of a claim type that hold several things."""
    return frozenset(field.name for field in fields_of(CLAIM_TYPES[claim_type]) if field.many)
