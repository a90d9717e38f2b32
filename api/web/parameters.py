"""Which parameters a route has."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi.dependencies.models import Dependant


def query_names(dependant: Dependant) -> Iterator[str]:
    """The names of all that may be asked of a route, by itself and by what it needs."""
    yield from (field.alias for field in dependant.query_params)
    for needed in dependant.dependencies:
        yield from query_names(needed)
