"""SPARQL at the command line: the same guard and the same killable process as on the web."""

from __future__ import annotations

import io
from typing import Any

import msgspec

from api.settings import Settings
from api.sparql.guard import guard
from api.sparql.once import answer_once
from api.views.pages import page
from api.views.tables import Column, Table, View
from graph.answers.permalinks import Cite
from graph.claims.figures import counted
from graph.errors import InputError
from graph.releases.release import Release
from ontology.terms import shorten

QUERY = "A query in SPARQL"
ROWS = {
    "table": "application/sparql-results+json",
    "json": "application/sparql-results+json",
    "md": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/sparql-results+xml",
}
GRAPHS = {
    "table": "text/turtle",
    "turtle": "text/turtle",
    "xml": "application/rdf+xml",
    "json": "application/ld+json",
}


def ask(release: Release, settings: Settings, text: str, form: str, cite: Cite) -> bytes:
    """The answer to a query, written in a format; a table for people is text."""
    query = guard(text, longest=settings.query_length, deepest=settings.query_depth)
    graph = query.form in ("construct", "describe")
    offers = GRAPHS if graph else ROWS
    if form not in offers:
        raise InputError(
            f"{query.form.upper()} is not written as {form}; there are: {', '.join(offers)}"
        )

    answer = answer_once(release, settings, query, offers[form])
    if form == "md":
        view = View((QUERY, *text.splitlines()), (_table(msgspec.json.decode(answer)),))
        return page(view, (), release, cite).encode()
    return _shown(answer).encode() if form == "table" and not graph else answer


def _shown(answer: bytes) -> str:
    from rich.console import Console

    from api.commands.terminal import console, show_table

    found: dict[str, Any] = msgspec.json.decode(answer)
    table = _table(found)
    if "boolean" in found:
        return f"{table.rows[0][0]}\n"
    stream = io.StringIO()
    out = Console(file=stream, width=console().width, highlight=False, markup=False, emoji=False)
    show_table(table, out)
    return stream.getvalue().rstrip("\n") + f"\n\n{counted(len(table.rows), 'row')}\n"


def _table(found: dict[str, Any]) -> Table:
    """The rows of an answer under the names of what was asked for; of ASK one word."""
    if "boolean" in found:
        return Table((Column("answer", "Answer"),), (("yes" if found["boolean"] else "no",),))
    names = found["head"]["vars"]
    rows = tuple(
        tuple(_term(row.get(name)) for name in names) for row in found["results"]["bindings"]
    )
    columns = tuple(Column(name, f"?{name}", wide=True) for name in names)
    return Table(columns, rows, empty="no rows")


def _term(term: dict[str, str] | None) -> str:
    if term is None:
        return ""
    return shorten(term["value"]) if term["type"] == "uri" else term["value"]
