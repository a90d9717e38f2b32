"""The tools: what each is called, what it is asked with, what it answers, in words for a stranger.

A table; what is computed is in firms.py and lists.py, and a query goes to its own processes
(queries.py). Words here are what an assistant reads before it asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from msgspec import Struct

from api.mcp import firms, lists
from api.mcp.arguments import (
    AnswerArguments,
    FindArguments,
    PathsArguments,
    QueryArguments,
    ScreenArguments,
    UnknownsArguments,
)
from api.mcp.citing import cited, command
from api.mcp.results import (
    AnswerOnFirm,
    Found,
    PathsFound,
    QueryRows,
    Screened,
    WouldSettle,
)
from api.settings import Settings
from api.web.responses import document
from graph.answers.permalinks import Published
from graph.errors import InputError
from graph.releases.release import Release

INSTRUCTIONS = """\
zizhu answers how domestic a firm is, by whose definition, and what would settle it, from sourced \
claims about who owns, controls, funds, leads and names firms. There is no single answer: quote a \
verdict with the definition it is by, a share with both of its bounds, and the sources whose \
numbers stand beside each statement. An open verdict is no "no", and what was not read is unknown, \
not zero. Every result names the release it was computed from and how it is cited."""


class Tool(NamedTuple):
    """One tool."""

    title: str
    about: str
    arguments: type[Struct]
    result: type[Struct]
    long: bool = False  # whether it reads a document of the client's, and may take longer


TOOLS: Mapping[str, Tool] = {
    "find": Tool(
        "Find a firm, person, fund or list",
        "Look up whom a name means, in any script, or an identifier. Gives ids to ask the other "
        "tools with. Use it when a name was refused or may mean several.",
        FindArguments,
        Found,
    ),
    "answer": Tool(
        "How domestic is this firm",
        "How domestic a firm is: what each definition in use says of it (its verdict, whether that "
        "is decided, and why not), the share of it that is home's as an interval, what was read of "
        "its owners and who directs it, and which documents would settle what is open; with "
        "numbered sources. The place to begin.",
        AnswerArguments,
        AnswerOnFirm,
    ),
    "paths": Tool(
        "By which paths somebody reaches a firm",
        "By which chains of stakes, contracts, money and programmes a party, or a kind of party "
        "such as the state, reaches down to a firm; what each path carries at the least, what all "
        "of them may come to, and what is not disclosed.",
        PathsArguments,
        PathsFound,
    ),
    "screen": Tool(
        "Whom a list reaches",
        "Which firms a sanctions or other list reaches under a rule (such as the 50 per cent "
        "rule), by stakes added up along chains: certainly, or so that it cannot be excluded, with "
        "the reason and the bounds. The list is one the release holds, or your own entries. Not "
        "legal advice: the rule's text is cited.",
        ScreenArguments,
        Screened,
        long=True,
    ),
    "unknowns": Tool(
        "What would settle it",
        "Which missing documents hold verdicts on a firm open, how far each could move the answer, "
        "where they were looked for already; and which changes would turn the settled verdicts.",
        UnknownsArguments,
        WouldSettle,
    ),
    "query": Tool(
        "Ask in SPARQL",
        "Ask the claims, the ontology and the derived results in SPARQL 1.1, read only, within "
        "limits of time, memory and size. Of claims that a row names, the sources are listed. "
        "Shares in RDF are decimals with lower and upper bounds: select both.",
        QueryArguments,
        QueryRows,
    ),
}


def tool(name: str) -> Tool:
    """The tool of that name; :class:`InputError` says which there are."""
    if name not in TOOLS:
        raise InputError(f"there is no tool {name!r}; there are: {', '.join(TOOLS)}")
    return TOOLS[name]


def answered(release: Release, settings: Settings, name: str, asked: Struct) -> dict[str, Any]:
    """What a tool answers, with its release, its days and how it is cited."""
    result = _ASK[name](release, settings.published, asked)
    given = {field: getattr(asked, field) for field in asked.__struct_fields__}
    firm = getattr(getattr(result, "firm", None), "id", "")
    as_of = given.get("as_of")
    called = {"find": "search"}.get(name, name)  # as the command is
    cite = cited(
        release, settings.published, called, _by_command(name, given), firm=firm, as_of=as_of
    )
    again = _again(release, name, firm, given)
    return document(result, release, cite, **({"again": again} if again else {}))


_ASK: Mapping[str, Callable[[Release, Published, Any], Struct]] = {
    "find": lists.find,
    "answer": firms.answer,
    "paths": firms.paths,
    "screen": lists.screen,
    "unknowns": firms.unknowns,
}


def _by_command(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments under the names of the command, those left at their defaults left out."""
    arguments = TOOLS[name].arguments
    fields, defaults = arguments.__struct_fields__, arguments.__struct_defaults__
    default_of = dict(zip(reversed(fields), reversed(defaults), strict=False))
    usual = {"source", "k", "limit"}  # whose defaults here are not those of the address
    return {
        field: value
        for field, value in given.items()
        if field not in ("firm", "as_of") and (field in usual or value != default_of.get(field))
    }


def _again(release: Release, name: str, firm: str, given: Mapping[str, Any]) -> str:
    """The command that gives the whole of it; nothing for a list that only the client has."""
    as_of = given.get("as_of")
    home = ("--home", given["home"]) if given.get("home") else ()
    if name == "find":
        words = ("search", given["text"], "--limit", str(given["limit"]))
        return command(*words, release=release, dated=False)
    if name == "answer":
        language = () if given["language"] == "en" else ("--language", given["language"])
        return command("answer", firm, *home, *language, release=release, as_of=as_of)
    if name == "unknowns":
        return command("unknowns", firm, *home, release=release, as_of=as_of)
    if name == "paths":
        ends = ("--to", firm, "--from", given["source"], "--kind", given["kind"])
        rest = ("--basis", given["basis"], "-k", str(given["k"]), *home)
        return command("paths", *ends, *rest, release=release, as_of=as_of)
    return ""
