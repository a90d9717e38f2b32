"""Shapes run over one record of each form, and over all of a form once one is wrong.

SHACL is slow, some four hundred records a second. What a shape asks of one
record depends on its class, on which fields are filled and how often, and on
the order and the limits of its numbers; never on a text or on which entity is
meant. Records alike in all of that satisfy or break the same shapes, so one of
each is enough to know whether any is wrong. What depends on other records is for
cross-checks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain, combinations, islice, repeat
from typing import Any

import pyoxigraph as ox
from msgspec import Struct

from graph.claims.fields import Field, Holds, by_field, fields_of
from graph.claims.model import Identifier
from graph.claims.periods import Period
from graph.claims.shares import Share
from graph.triples.predicates import citation_iri
from graph.triples.writer import iri_of, lines
from ontology import shapes
from ontology.shapes import Finding
from ontology.terms import ID

NAMED = 1000  # records of the wrong forms that are looked at one by one

Feature = tuple[int, Callable[[Any], Hashable]]


def shape_findings(records: Iterable[Struct]) -> tuple[Finding, ...]:
    """What the shapes find wrong with records, each of them alone."""
    given = tuple(records)
    samples: dict[Hashable, Struct] = {}
    for record, form in zip(given, forms_of(given), strict=True):
        samples.setdefault(form, record)
    found = _validated(samples.values())
    if not found:
        return ()
    wrong = {finding.focus.partition("#")[0] for finding in found}
    suspects: dict[Hashable, list[Struct]] = {
        form: [] for form, one in samples.items() if iri_of(one).removeprefix(ID.base) in wrong
    }
    for record, form in zip(given, forms_of(given), strict=True):
        if form in suspects:
            suspects[form].append(record)
    looked_at = islice(chain.from_iterable(suspects.values()), NAMED)
    return tuple(dict.fromkeys((*found, *_validated(looked_at))))


def form_of(record: Struct) -> Hashable:
    """Everything about a record that a shape can ask for.

    >>> from graph.claims.model import Founding
    >>> first, second = (Founding(id=f"f{n}", party=f"p{n}", target="firm") for n in range(2))
    >>> form_of(first) == form_of(second) != form_of(Founding(id="f3", target="firm"))
    True
    """
    return next(_forms(type(record), [record]))


def forms_of(records: Sequence[Struct]) -> Iterator[Hashable]:
    """The form of each record, in the order given, though forms are made class by class."""
    classes: defaultdict[type[Struct], list[Struct]] = defaultdict(list)
    for record in records:
        classes[type(record)].append(record)
    forms = {cls: _forms(cls, alike) for cls, alike in classes.items()}
    return (next(forms[type(record)]) for record in records)


def _forms(cls: type[Struct], records: Sequence[Struct]) -> Iterator[Hashable]:
    """The form of each record of a class: its class and what is looked at in each field."""
    features, numbers = _plan(cls)
    for values in by_field(records):
        columns = [map(feature, values[place]) for place, feature in features]
        if numbers:
            columns.append(map(_order, *(values[place] for place in numbers)))
        yield from zip(repeat(cls), *columns)


def _validated(records: Iterable[Struct]) -> tuple[Finding, ...]:
    """What is wrong; of a place in a source, it is said of each record that cites it."""
    citing: defaultdict[str, list[str]] = defaultdict(list)
    written: list[str] = []
    for record in records:
        written += lines(record)
        for cited in getattr(record, "citations", ()):
            place = citation_iri(cited).removeprefix(ID.base)
            citing[place].append(iri_of(record).removeprefix(ID.base))
    text = "\n".join(written) + "\n"
    found = shapes.validate(ox.parse(input=text, format=ox.RdfFormat.N_QUADS))
    return tuple(
        one._replace(focus=focus) for one in found for focus in citing.get(one.focus, [one.focus])
    )


@cache
def _plan(cls: type[Struct]) -> tuple[tuple[Feature, ...], tuple[int, ...]]:
    """How to look at which fields of a class, and which fields are numbers, by their places."""
    fields = [pair for pair in enumerate(fields_of(cls)) if pair[1].holds is not Holds.ID]
    features = tuple((place, _feature(field)) for place, field in fields)
    return features, tuple(place for place, field in fields if field.holds is Holds.DECIMAL)


def _feature(field: Field) -> Callable[[Any], Hashable]:
    if field.many and field.holds is not Holds.IDENTIFIERS:
        return _count
    return _FEATURES.get(field.holds, bool)


def _count(values: tuple[Any, ...]) -> Hashable:
    """None, one or several."""
    return values and (2 if len(values) > 1 else 1)


def _of_identifiers(identifiers: tuple[Identifier, ...]) -> Hashable:
    """Their schemes and how long each is."""
    return identifiers and tuple((one.scheme, len(one.value)) for one in identifiers)


def _of_share(share: Share | None) -> Hashable:
    return share and (share.lower == share.upper, share.lower_open, share.upper_open)


def _of_period(period: Period) -> Hashable:
    return period.start is None, period.end is None


@lru_cache(1 << 14)  # holder tables say the same few numbers again and again
def _order(*numbers: Decimal | None) -> Hashable:
    """Which numbers are there, on which side of 0 and 100, and which is the greater of each two."""
    sides = tuple(None if number is None else (number < 0, number > 100) for number in numbers)
    present = [number for number in numbers if number is not None]
    return sides, tuple(first > second for first, second in combinations(present, 2))


_FEATURES: dict[Holds, Callable[[Any], Hashable]] = {
    Holds.KIND: str,
    Holds.IDENTIFIERS: _of_identifiers,
    Holds.SHARE: _of_share,
    Holds.PERIOD: _of_period,
    Holds.DECIMAL: lambda number: number is not None,
    Holds.INTEGER: lambda number: number is not None,
}
