"""SPARQL from a notebook: the guard and the killable process of the command line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from api.notebook.shown import as_html, as_text
from api.settings import from_environment
from api.sparql.guard import guard
from api.sparql.once import answer_once
from api.views.tables import Column, Table, View
from graph.claims.figures import counted
from graph.errors import InputError
from graph.releases.release import Release
from ontology.terms import shorten

Value = str | int | float | bool | None
Row = Mapping[str, Value]

NUMBERS = {"integer": int, "int": int, "long": int, "decimal": float, "double": float}


def queried(release: Release, text: str) -> Rows | bool | str:
    """Rows of a SELECT, the answer to an ASK, or the Turtle of a CONSTRUCT or DESCRIBE.

    Raises :class:`~graph.errors.QueryError` for a query that is refused or ended, and
    :class:`InputError` for tables in memory, which have no store.
    """
    if not hasattr(release, "quads_path"):
        raise InputError("tables in memory cannot be asked in SPARQL; `zizhu build` them first")
    if not isinstance(text, str):
        raise InputError("a query is a text of SPARQL")
    settings = from_environment()
    query = guard(text, longest=settings.query_length, deepest=settings.query_depth)
    if query.form in ("construct", "describe"):
        return answer_once(release, settings, query, "text/turtle").decode()
    answer = answer_once(release, settings, query, "application/sparql-results+json")
    found: dict[str, Any] = msgspec.json.decode(answer)
    if "boolean" in found:
        return bool(found["boolean"])
    names: list[str] = found["head"]["vars"]
    return Rows(
        names, [{name: _value(row.get(name)) for name in names} for row in _bindings(found)]
    )


def _bindings(found: dict[str, Any]) -> list[dict[str, dict[str, str]]]:
    bindings: list[dict[str, dict[str, str]]] = found["results"]["bindings"]
    return bindings


def _value(term: dict[str, str] | None) -> Value:
    """A term as Python has it; names are shortened by the prefixes that queries know."""
    if term is None:
        return None
    if term["type"] == "uri":
        return shorten(term["value"])
    kind = term.get("datatype", "").rpartition("#")[2]
    if kind == "boolean":
        return term["value"] in ("true", "1")
    read = NUMBERS.get(kind)
    return term["value"] if read is None else read(term["value"])


class Rows:
    """The rows of a query: a sequence of mappings from variable to value, shown as a table."""

    def __init__(self, names: list[str], rows: list[Row]) -> None:
        self.names, self._rows = names, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)

    def __getitem__(self, place: int) -> Row:
        return self._rows[place]

    def _view(self) -> View:
        columns = tuple(Column(name, f"?{name}", wide=True) for name in self.names)
        cells = tuple(tuple(_cell(row[name]) for name in self.names) for row in self._rows)
        number = counted(len(self), "row")
        return View((), (Table(columns, cells, empty="no rows"),), (number,))

    def __repr__(self) -> str:
        return as_text(self._view())

    def _repr_html_(self) -> str:
        return as_html(self._view())

    def frame(self, library: str | None = None) -> Any:
        """The rows as pandas or Arrow has them."""
        import pyarrow as pa

        from api.notebook.frames import framed

        columns = {name: [row[name] for row in self._rows] for name in self.names}
        return framed(pa.table({name: _array(values) for name, values in columns.items()}), library)


def _cell(value: Value) -> str:
    return "" if value is None else str(value)


def _array(values: list[Value]) -> Any:
    import pyarrow as pa

    kinds = {type(value) for value in values if value is not None}
    if len(kinds) > 1 and not kinds <= {int, float}:
        return pa.array([None if value is None else str(value) for value in values])
    return pa.array([float(v) if isinstance(v, int) and len(kinds) > 1 else v for v in values])
