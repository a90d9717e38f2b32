"""The tool that asks in SPARQL: rows for a program, and the sources of the claims they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from api.mcp.citing import Numbers, cited, command
from api.mcp.results import QueryRows
from api.settings import Settings
from api.sparql.guard import guard
from api.sparql.workers import Workers
from api.web.responses import document
from graph import questions
from graph.answers.parts import CitedSource
from graph.releases.release import Release
from ontology.terms import ID

CLAIM = ID.base + "claim/"  # how the name of a claim begins

NOTE = (
    "What a query gives is what is stated, not a verdict: a share has two bounds, and what no row "
    "says was not read. Select the claims (?claim a z:…) to have their sources listed here."
)


async def query(
    release: Release, settings: Settings, workers: Workers, text: str
) -> dict[str, Any]:
    """What a query finds, whole or not at all."""
    asked = guard(text, longest=settings.query_length, deepest=settings.query_depth)
    graph = asked.form in ("construct", "describe")
    media = "text/turtle" if graph else "application/sparql-results+json"
    content = await workers.answer(asked, media)
    found: dict[str, Any] = {} if graph else msgspec.json.decode(content)
    columns = tuple(found.get("head", {}).get("vars", ()))
    bindings = found.get("results", {}).get("bindings", [])
    numbers = Numbers(release, settings.published)
    numbers.of_sources(_sources(release, bindings))
    result = QueryRows(
        columns=columns,
        rows=tuple({name: _value(row.get(name)) for name in columns} for row in bindings),
        yes=found.get("boolean"),
        turtle=content.decode() if graph else "",
        note=NOTE,
        sources=numbers.cited(),
    )
    cite = cited(release, settings.published, "query", {"text": text})
    again = command("query", text, release=release, dated=False)
    return document(result, release, cite, again=again)


def _value(term: dict[str, str] | None) -> str | None:
    """A term as its text; nothing where a row has none."""
    return None if term is None else term["value"]


def _sources(release: Release, bindings: Iterable[dict[str, dict[str, str]]]) -> list[CitedSource]:
    """The sources of the claims that rows name, each once."""
    ids = dict.fromkeys(
        term["value"].removeprefix(CLAIM)
        for row in bindings
        for term in row.values()
        if term["type"] == "uri" and term["value"].startswith(CLAIM)
    )
    return [
        source
        for one in ids
        for found in [questions.claim(release, one)]
        for source in (found.sources if found else ())
    ]
