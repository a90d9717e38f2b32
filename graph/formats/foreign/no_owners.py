"""Words in the column of owners that name none: own shares, nobody, a part of the row above.

Read as names they would become firms that hold shares, and one of 90 % would direct. Which
words they are is data (``ontology/crosswalks/no-owners.csv``); words for owners whom nobody
names are another thing (:mod:`graph.formats.foreign.owner_cells`): those are somebody.
"""

from __future__ import annotations

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
    whole, starts, ends = _words()
    if found := whole.get(text.rstrip(":"), ""):
        return found
    # A word at an edge is one of its own: a space parts it from the rest, or its own last sign.
    padded = f" {text} "
    for word, meaning in starts.items():
        if text.startswith(word) if word.endswith(":") else padded.startswith(f" {word} "):
            return meaning
    return next((what for word, what in ends.items() if padded.endswith(f" {word} ")), "")


def why_none(name: str) -> str:
    """Why a cell is refused that names no owner; nothing for a name, or for own shares."""
    why = _WHY.get(no_owner(name), "")
    return f"{name!r} {why}" if why else ""


@cache
def _words() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    found: dict[str, dict[str, str]] = {"whole": {}, "start": {}, "end": {}}
    for row in rows("no-owners"):
        found[row["place"]][row["word"]] = row["meaning"]
    return found["whole"], found["start"], found["end"]
