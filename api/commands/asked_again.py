"""The command that asks the same again: what was asked, the days and the release written out."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec.structs import replace

from api.citing import FIRM, PLACES, Question, cite, texts_of
from api.settings import Settings
from graph.answers.permalinks import UNSTORED, Cite
from graph.arguments import days_of
from graph.releases.release import Release

if TYPE_CHECKING:
    from api.web.responses import Answer

# What only says how the answer is written, where the releases are, or is written out here anew.
LOOKS = frozenset(("form", "data", "claims", "unfold", "output", "as_of", "release", "engine"))


def cite_of(
    context: typer.Context, opened: Release, answer: Answer | None, settings: Settings
) -> Cite:
    """How the answer to this command is cited: its address, and the command that gives it again."""
    name, given = context.obj or context.info_name or "", context.params
    asked = {
        one.name or "": given[one.name]
        for one in context.command.params
        if one.name in given and one.name not in LOOKS and _said(one, given[one.name])
    }
    if "law_day" in given and (law := getattr(answer, "law_day", "")):
        asked["law_day"] = law  # today, where nobody said: another day may have another law
    place, days = PLACES[name], _days(name, opened, given)
    firm = str(asked.get(place.firm, "")) if FIRM in place.path else ""
    rest = {one: value for one, value in asked.items() if not firm or one != place.firm}
    path = place.path if firm or FIRM not in place.path else place.path.replace(FIRM, "/api")
    as_at_address = [
        (place.names[one], text)
        for one, value in rest.items()
        if one in place.names
        for text in texts_of(value)
    ]
    can_carry_it = all(one in place.names for one in rest)
    question = Question(name, path if can_carry_it else "", firm, as_at_address, days)
    made = cite(opened, question, answer, settings.published)
    return replace(made, command=shlex.join(_words(context, asked, opened, days)))


def _days(name: str, opened: Release, given: Mapping[str, Any]) -> str:
    """The days asked about, where the command is asked about a day."""
    if "as_of" not in given or given.get("since"):
        return ""
    days = days_of(opened, given["as_of"])
    return days.pinned() if PLACES[name].by_kind else days.ownership.isoformat()


def _said(one: Any, value: Any) -> bool:
    return value is not None and value not in ([], (), "") and value != one.default


def _words(
    context: typer.Context, asked: Mapping[str, Any], opened: Release, days: str
) -> Iterator[str]:
    yield "zizhu"
    yield context.info_name or ""
    parameters = {one.name: one for one in context.command.params}
    # Arguments first: an option before them could take one for its value.
    for name, value in sorted(
        asked.items(), key=lambda one: parameters[one[0]].param_type_name != "argument"
    ):
        one = parameters[name]
        for text in _texts(value):
            if one.param_type_name == "argument":
                yield text
            elif isinstance(value, bool):
                yield one.opts[0] if value else one.secondary_opts[0]
            else:
                yield from (one.opts[0], text)
    if days:
        yield from ("--as-of", days)
    if not opened.id.startswith(UNSTORED) and "release" in parameters:
        yield from ("--release", opened.id)


def _texts(value: Any) -> list[str]:
    """A value of a parameter as it is typed; a folder as its name alone."""
    several = value if isinstance(value, list | tuple) else [value]
    return [
        one.name if isinstance(one, Path) else str(getattr(one, "value", one)) for one in several
    ]
