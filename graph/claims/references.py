"""What records name: the fields that hold the ids of entities, sources, claims and others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import Struct

from graph.claims.fields import REFERENCES, Field, Holds, fields_of


class Reference(NamedTuple):
    """That a record names another: what kind of thing, which id, in which column of a table."""

    holds: Holds
    id: str
    column: str


class Naming(NamedTuple):
    """A field that names other records."""

    field: Field
    holds: Holds
    column: str
    value: Callable[[Any], Any]  # of a record
    ids: Callable[[Any], Iterable[str]]  # in such a value


@cache
def namings(cls: type[Struct]) -> tuple[Naming, ...]:
    """The fields of a record class that name other records; citations come last.

    >>> from graph.claims.model import Founding
    >>> [(one.column, str(one.holds)) for one in namings(Founding)][1:]
    [('party', 'entity'), ('disputes', 'claim'), ('source', 'source')]
    """
    found, last = [], []
    for field in fields_of(cls):
        value = attrgetter(field.name)
        if field.holds is Holds.CITATIONS:
            last.append(Naming(field, Holds.SOURCE, "source", value, _cited))
        elif field.holds in REFERENCES:
            ids = tuple if field.many else _one
            found.append(Naming(field, field.holds, field.name, value, ids))
    return (*found, *last)


def references(record: Struct) -> Iterator[Reference]:
    """What a record refers to, in the order in which a reader is told of what is not there."""
    for naming in namings(type(record)):
        for name in naming.ids(naming.value(record)):
            yield Reference(naming.holds, name, naming.column)


def _cited(citations: Any) -> Iterator[str]:
    return (citation.source for citation in citations)


def _one(name: str) -> tuple[str, ...]:
    return (name,) if name else ()
