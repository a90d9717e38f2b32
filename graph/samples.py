"""Shapes run over one record of each form, and over all of a form once one is wrong.

SHACL is slow, some four hundred records a second. What a shape asks of one
record depends on its class, on which fields are filled and how often, and on
the order and the limits of its numbers; never on a text or on which entity is
meant. Records alike in all of that satisfy or break the same shapes, so one of
each is enough to know whether any is wrong. What depends on other records, the
cross-checks see in all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from graph.fields import Holds, fields_of
from graph.model import Entity, Identifier
from graph.periods import Period
from graph.shares import Share
from graph.writer import iri_of, lines
from ontology import shapes
from ontology.shapes import Finding
from ontology.terms import ID

NAMED = 1000  # records of the wrong forms that are looked at one by one

Feature = tuple[str, Callable[[Any], Hashable]]


def shape_findings(records: Iterable[Struct]) -> tuple[Finding, ...]:
    """What the shapes find wrong with records, each of them alone."""
    forms: dict[Hashable, list[Struct]] = {}
    for record in records:
        forms.setdefault(form_of(record), []).append(record)
    found = _validated(alike[0] for alike in forms.values())
    if not found:
        return ()
    wrong = {finding.focus.partition("#")[0] for finding in found}
    suspects = [
        record
        for alike in forms.values()
        if iri_of(alike[0]).removeprefix(ID.base) in wrong
        for record in alike
    ]
    return tuple(dict.fromkeys((*found, *_validated(suspects[:NAMED]))))


def form_of(record: Struct) -> Hashable:
    """Everything about a record that a shape can ask for.

    >>> from graph.model import Founding
    >>> first, second = (Founding(id=f"f{n}", party=f"p{n}", target="firm") for n in range(2))
    >>> form_of(first) == form_of(second) != form_of(Founding(id="f3", target="firm"))
    True
    """
    looked_at, numbers = _plan(type(record))
    form: list[Hashable] = [type(record), record.kind if isinstance(record, Entity) else ""]
    form.extend(feature(getattr(record, name)) for name, feature in looked_at)
    if numbers:
        form.append(_order([getattr(record, name) for name in numbers]))
    return tuple(form)


def _validated(records: Iterable[Struct]) -> tuple[Finding, ...]:
    text = "\n".join(line for record in records for line in lines(record)) + "\n"
    return shapes.validate(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))


@cache
def _plan(cls: type[Struct]) -> tuple[tuple[Feature, ...], tuple[str, ...]]:
    """How to look at each field of a class, and which fields are numbers."""
    fields = [field for field in fields_of(cls) if field.holds not in (Holds.ID, Holds.KIND)]
    looked_at = tuple(
        (one.name, _count if one.many else _FEATURES.get(one.holds, bool)) for one in fields
    )
    return looked_at, tuple(field.name for field in fields if field.holds is Holds.DECIMAL)


def _count(values: tuple[Any, ...]) -> Hashable:
    """None, one or several; of identifiers their schemes and how long each is."""
    if values and isinstance(values[0], Identifier):
        return tuple((one.scheme, len(one.value)) for one in values)
    return min(len(values), 2)


def _of_share(share: Share | None) -> Hashable:
    return share and (share.lower == share.upper, share.lower_open, share.upper_open)


def _of_period(period: Period) -> Hashable:
    return period.start is None, period.end is None


def _order(numbers: list[Decimal | None]) -> Hashable:
    """Which numbers are there, on which side of 0 and 100, and which is the greater of each two."""
    sides = tuple(None if number is None else (number < 0, number > 100) for number in numbers)
    present = [number for number in numbers if number is not None]
    return sides, tuple(first > second for first, second in combinations(present, 2))


_FEATURES: dict[Holds, Callable[[Any], Hashable]] = {
    Holds.SHARE: _of_share,
    Holds.PERIOD: _of_period,
    Holds.DECIMAL: lambda number: number is not None,
    Holds.INTEGER: lambda number: number is not None,
}
