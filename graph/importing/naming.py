"""What a record names: those of its fields that hold ids, read in one go."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from msgspec import Struct

from graph.fields import Field, Holds, fields_of


def naming(record: Struct, wanted: frozenset[Holds]) -> list[tuple[Field, Any]]:
    """The fields of a record that hold what is wanted, with what stands in them, if anything does.

    >>> from graph.model import Founding
    >>> found = naming(Founding(id="1", target="t"), frozenset({Holds.ID, Holds.ENTITY}))
    >>> [(field.name, value) for field, value in found]
    [('id', '1'), ('target', 't')]
    """
    fields, values = _plan(type(record), wanted)
    return [(field, value) for field, value in zip(fields, values(record), strict=True) if value]


@cache
def _plan(
    cls: type[Struct], wanted: frozenset[Holds]
) -> tuple[tuple[Field, ...], Callable[[Struct], tuple[Any, ...]]]:
    """The fields, and what reads them; made once for each class."""
    fields = tuple(field for field in fields_of(cls) if field.holds in wanted)
    names = [field.name for field in fields]
    if len(names) > 1:
        return fields, attrgetter(*names)
    return fields, lambda record: tuple(getattr(record, name) for name in names)
