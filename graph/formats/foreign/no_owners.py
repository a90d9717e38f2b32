"""Words in the column of owners that name none: own shares, nobody, a part of the row above.

Read as names they would become firms that hold shares, and one of 90 % would direct. Which
words they are is data (``ontology/crosswalks/no-owners.csv``); words for owners whom nobody
names are another thing (:mod:`graph.formats.foreign.owner_cells`): those are somebody.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from ontology.crosswalks import rows

OWN = "own"  # shares that the firm itself holds
REMARK = "remark"  # a note or a source that somebody wrote below the owners
_EDGES = " \t.,;-–—*()[]\"'"
_WHY = {
    "nobody": "names no owner",
    "part": "is a part of what another row has, and would be counted twice",
    "group": "is a group whose members may have rows of their own",
    REMARK: "is a remark, and names nobody",
    "again": "points to another place, and names no owner itself",
}


@lru_cache(maxsize=65536)
def no_owner(name: str) -> str:
    """What a word that names no owner means instead, or nothing for a name.

    >>> no_owner("Treasury shares"), no_owner("- of which pledged"), no_owner("Note: unaudited")
    ('own', 'part', 'remark')
    >>> no_owner("Nil Holding"), no_owner("Note Holding")
    ('', '')
    """
    text = unicodedata.normalize("NFKC", name).casefold().replace("-", " ")
    text = " ".join(text.split()).strip(_EDGES)
    if found := _words()["whole"].get(text.rstrip(":"), ""):
        return found
    # A word at an edge is one of its own: a space parts it from the rest, or its own last sign.
    at_start, at_end = _edges()
    if start := at_start.match(text):
        return _words()["start"][start[0]]
    end = at_end.search(text)
    return _words()["end"][end[0].strip()] if end else ""


def why_none(name: str) -> str:
    """Why a cell is refused that names no owner; nothing for a name, or for own shares."""
    why = _WHY.get(no_owner(name), "")
    return f"{name!r} {why}" if why else ""


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that stand at the start of a text, and those that stand at its end."""
    start, end = (
        "|".join(map(re.escape, sorted(_words()[place], key=len, reverse=True)))
        for place in ("start", "end")
    )
    return re.compile(rf"(?:{start})(?:(?<=:)|(?= |$))"), re.compile(rf"(?:^| )(?:{end})$")


@cache
def _words() -> dict[str, dict[str, str]]:
    """Where a word stands → the word → what it means."""
    found: dict[str, dict[str, str]] = {"whole": {}, "start": {}, "end": {}}
    for row in rows("no-owners"):
        found[row["place"]][row["word"]] = row["meaning"]
    return found
