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
    return {
        "asked": text,
        "found": [_line(one, reader) for one in found],
        "said": f"{len(found)} {reader.word(WORDS['some'])}"
        if found
        else reader.word(WORDS["none"]),
    }


def _line(one: Suggestion, reader: Reader) -> dict[str, Any]:
    named = one.entity
    first, second = (named.name, named.name_zh)
    if reader.language == "zh" and named.name_zh:
        first, second = second, first
    said = [reader.kind(named.kind)]
    if one.answers:
        said.append(reader.word("has this name"))
    elif one.matched not in (named.id, named.name, named.name_zh):
        said.append(f"{reader.word('found as')} {one.matched}")
    return {
        "id": named.id,
        "name": first,
        "other": second,
        "said": " · ".join(said),
        "answers": one.answers,
        "href": reader.link(f"/doc/id/{named.id}.html"),
    }
