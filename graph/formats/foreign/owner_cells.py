"""Cells that name owners: several in one cell, and those whom nobody names.

``Owner A [60%]; Owner B [40%]`` is two owners. ``unknown [20%]`` is none: it
becomes a group of parties without members, one for each firm that is spoken of,
because two unknown owners are not one and one word may stand for many. Which
words name nobody is data (``ontology/crosswalks/unnamed-owners.csv``)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct

from graph.formats.tables.rows import CellError
from ontology.crosswalks import rows

_PLURAL = re.compile(r"\((s|es)\)")


_EDGES = " \t.,;:?-–—*()[]\"'"


class Named(NamedTuple):
    """One owner of a cell as it stands there; ``share`` and ``id`` where the cell has them."""

    name: str
    share: str = ""
    id: str = ""


class OwnerColumns(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which column names those of one role, and how it names several of them."""

    column: str
    separator: str = ""  # between several in one cell
    pattern: str = ""  # of one, with the groups name, share and id
    id_column: str = ""  # as many as there are names
    id_pattern: str = ""
    scheme: str = ""  # of the identifier in ``id_column`` or in the group ``id``


def named_in(party: OwnerColumns, cells: Mapping[str, str]) -> list[Named]:
    """Those whom the cells of a row name, with the identifiers that stand beside them.

    Raises
    ------
    CellError
        If there are not as many identifiers as names, or one does not have its pattern.
    """
    found = split(cells[party.column], party.separator, party.pattern)
    cell = cells[party.id_column].strip() if party.id_column else ""
    if not cell:
        return found
    texts = _parted(cell, party.separator)
    if len(texts) != len(found):
        problem = f"{len(texts)} identifier(s) for {len(found)} name(s) in {party.column}"
        raise CellError(party.id_column, problem)
    return [
        one._replace(id=_matched(party, text.strip()) or one.id)
        for one, text in zip(found, texts, strict=True)
    ]


def _matched(party: OwnerColumns, text: str) -> str:
    if not party.id_pattern:
        return text
    match = re.search(party.id_pattern, text)
    if match is None:
        raise CellError(party.id_column, f"{text!r} is no identifier", party.id_pattern)
    return match[match.lastindex or 0]


def split(cell: str, separator: str, pattern: str) -> list[Named]:
    """The owners a cell names, in its order.

    ``pattern`` is a regular expression for one owner with the groups ``name``, ``share`` and
    ``id``, any of which it may lack; an owner it does not match is taken whole as a name.

    >>> split("A Ltd [60%]; B (Group) ", ";", r"(?P<name>.+?)(?:\\s*\\[(?P<share>[^]]*)\\])?")
    [Named(name='A Ltd', share='60%', id=''), Named(name='B (Group)', share='', id='')]
    """
    texts = (" ".join(part.split()) for part in _parted(cell, separator))
    return [_named(text, pattern) for text in texts if text]


def _parted(cell: str, separator: str) -> list[str]:
    if separator == ";":
        cell = cell.replace("；", ";").replace("\n", ";")
    return cell.split(separator) if separator else [cell]


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
