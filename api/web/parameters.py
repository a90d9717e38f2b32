"""Which parameters a route has, and those no route takes: unknown, said twice, or too long."""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from fastapi.dependencies.models import Dependant
from starlette.datastructures import QueryParams

from graph.errors import InputError

LONGEST = 500  # characters of one value, which a page may say again in each of its links


def query_parameters(dependant: Dependant) -> dict[str, bool]:
    """All that may be asked of a route and of what it needs: whether it may be said repeatedly.

    ``{"as_of": False, "lens": True}``
    """
    own = {one.alias: takes_several(one.field_info.annotation) for one in dependant.query_params}
    needed = (query_parameters(needed) for needed in dependant.dependencies)
    return {name: several for names in (*needed, own) for name, several in names.items()}


def takes_several(annotation: Any) -> bool:
    """Whether a parameter of this type is a list.

    >>> takes_several(list[str] | None), takes_several(str | None)
    (True, False)
    """
    origin = get_origin(annotation)
    if origin in (Union, UnionType, Annotated):
        return any(takes_several(part) for part in get_args(annotation))
    return origin is list


def refuse_unknown(asked: QueryParams, known: Mapping[str, bool]) -> None:
    """Refuse what would silently change the answer, or make every page of it large."""
    for name in asked:
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise InputError(f"there is no parameter {name!r} here; there are: {there}")
        values = asked.getlist(name)
        if len(values) > 1 and not known[name]:
            raise InputError(f"the parameter {name!r} is given {len(values)} times; give it once")
        longest = max(map(len, values))
        if longest > LONGEST:
            raise InputError(
                f"the parameter {name!r} has {longest} characters; at most {LONGEST} are read"
            )
