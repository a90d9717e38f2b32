"""Whom a name still being written may mean, for a field of a page: in words, with addresses."""

from __future__ import annotations

from typing import Any

from api.explorer.pages import Reader
from graph import questions
from graph.answers.entities import Suggestion
from graph.releases.release import Release

MOST = 8
WORDS = {
    "none": "Nothing here has that name. It may be spelt otherwise, or nobody has read of it yet.",
    "some": "suggestions; go through them with the arrow keys",
}


def document(
    release: Release, text: str, reader: Reader, *, firms_only: bool = False
) -> dict[str, Any]:
    """Who has the name, then who may be meant; of a field for firms nobody else."""
    found = questions.suggestions(release, text, MOST, firms_only=firms_only)
    some = f"{len(found)} {reader.word(WORDS['some'])}"
    return {
        "asked": text,
        "found": [_line(suggestion, reader) for suggestion in found],
        "said": some if found else reader.word(WORDS["none"]),
    }


def _line(suggestion: Suggestion, reader: Reader) -> dict[str, Any]:
    named = suggestion.entity
    names = (named.name, named.name_zh)
    if reader.language == "zh" and named.name_zh:
        names = (named.name_zh, named.name)
    said = [reader.kind(named.kind)]
    if suggestion.answers:
        said.append(reader.word("has this name"))
    elif suggestion.matched not in (named.id, *names):
        said.append(f"{reader.word('found as')} {suggestion.matched}")
    return {
        "id": named.id,
        "name": names[0],
        "other": names[1],
        "said": " · ".join(said),
        "answers": suggestion.answers,
        "href": reader.link(f"/doc/id/{named.id}.html"),
    }
