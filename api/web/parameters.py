"""Which parameters a route has, and those no route takes: unknown, said twice, or too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin

from fastapi.dependencies.models import Dependant
from starlette.datastructures import QueryParams

from graph.errors import InputError

LONGEST = 500  # characters of one value, which a page may say again in each of its links
NUMBER = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?")


class Takes(NamedTuple):
    """What a parameter takes: one value or several, and whether these are numbers."""

    several: bool
    numbers: bool


def query_parameters(dependant: Dependant) -> dict[str, Takes]:
    """All that may be asked of a route and of what it needs, by name."""
    own = {one.alias: taken_by(one.field_info.annotation) for one in dependant.query_params}
    needed = (query_parameters(needed) for needed in dependant.dependencies)
    return {name: takes for names in (*needed, own) for name, takes in names.items()}


def taken_by(annotation: Any) -> Takes:
    """What a parameter of a type takes.

    >>> taken_by(list[str] | None), taken_by(int)
    (Takes(several=True, numbers=False), Takes(several=False, numbers=True))
    """
    types = set(_types(annotation))
    return Takes(several=list in types, numbers=bool(types & {int, float}))


def _types(annotation: Any) -> Iterator[Any]:
    """The types that a type is made of."""
    origin = get_origin(annotation)
    if origin is list:
        yield list
    if origin in (list, Union, UnionType, Annotated):
        for part in get_args(annotation):
            yield from _types(part)
    else:
        yield annotation


def refuse_unknown(asked: QueryParams, known: Mapping[str, Takes]) -> None:
    """Refuse what would silently change the answer, or make every page of it large."""
    for name in asked:
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise InputError(f"there is no parameter {name!r} here; there are: {there}")
        longest = max(map(len, asked.getlist(name)))
        if longest > LONGEST:
            raise InputError(
                f"the parameter {name!r} has {longest} characters; at most {LONGEST} are read"
            )
    refuse_misread(asked, known)


def refuse_misread(asked: QueryParams, known: Mapping[str, Takes]) -> None:
    """Refuse what would be read otherwise than it is written: one of two, or a strange number."""
    for name in known.keys() & asked.keys():
        values = asked.getlist(name)
        if len(values) > 1 and not known[name].several:
            raise InputError(f"the parameter {name!r} is given {len(values)} times; give it once")
        for value in values:
            if known[name].numbers and not NUMBER.fullmatch(value):
                raise InputError(f"{name} is {value!r}: a number in digits is needed, as 10")
