"""Cells that name owners: several in one cell, and those whom nobody names.

``Owner A [60%]; Owner B [40%]`` is two owners. ``unknown [20%]`` is none: it
becomes a group of parties without members, one for each firm that is spoken of,
because two unknown owners are not one and one word may stand for many. Which
words name nobody is data (``ontology/crosswalks/unnamed-owners.csv``)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from ontology.crosswalks import rows

_PLURAL = re.compile(r"\((s|es)\)")


_EDGES = " \t.,;:?-–—*()[]\"'"


class Named(NamedTuple):
    """One owner of a cell as it stands there; ``share`` and ``id`` where the cell has them."""

    name: str
    share: str = ""
    id: str = ""


def split(cell: str, separator: str, pattern: str) -> list[Named]:
    """The owners a cell names, in its order.

    ``pattern`` is a regular expression for one owner with the groups ``name``, ``share`` and
    ``id``, any of which it may lack; an owner it does not match is taken whole as a name.

    >>> split("A Ltd [60%]; B (Group) ", ";", r"(?P<name>.+?)(?:\\s*\\[(?P<share>[^]]*)\\])?")
    [Named(name='A Ltd', share='60%', id=''), Named(name='B (Group)', share='', id='')]
    """
    if separator == ";":
        cell = cell.replace("；", ";").replace("\n", ";")
    parts = cell.split(separator) if separator else [cell]
    return [_named(text, pattern) for part in parts if (text := " ".join(part.split()))]


def _named(text: str, pattern: str) -> Named:
    match = re.fullmatch(pattern, text) if pattern else None
    if match is None:
        return Named(text)
    said = {key: (value or "").strip() for key, value in match.groupdict().items()}
    return Named(said.get("name", ""), said.get("share", ""), said.get("id", ""))


@lru_cache(maxsize=65536)
def unnamed(name: str) -> str:
    """The kind of entity an unnamed owner is, or nothing for a name.

    >>> unnamed("Natural person(s)"), unnamed("其他股东"), unnamed("Unknown Worlds Ltd")
    ('PartyGroup', 'PartyGroup', '')
    """
    word = _PLURAL.sub(r"\1", unicodedata.normalize("NFKC", name).casefold())
    word = " ".join(word.split()).strip(_EDGES)
    if not word:
        return "PartyGroup"
    return _words().get(word, "")


@cache
def _words() -> dict[str, str]:
    return {row["word"]: row["kind"] for row in rows("unnamed-owners")}
