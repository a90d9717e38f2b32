"""Whom the cells of somebody's table name, as entities with ids of their own.

Inside one file the same identifier, or without one the same name, is the same
entity; an unnamed owner is never another one. Across files nothing is merged
here: ids begin with that of the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from graph.claims.identifiers import checked
from graph.claims.model import Citation, Entity, Identifier
from graph.errors import InputError
from graph.formats.files.unseen import narrow
from graph.formats.foreign.holder_kinds import kind_of_holder
from graph.formats.foreign.mapping import Party
from graph.formats.foreign.no_owners import OWN, REMARK, no_owner, why_none
from graph.formats.foreign.owner_cells import Named, named_in, unnamed
from graph.formats.foreign.placing import place
from graph.formats.sum_words import is_sum
from graph.formats.tables.rows import CellError
from graph.formats.tables.slugs import slug

SUM = "sum"
_PLACES = ("Place", "Jurisdiction")
_OF_FIRMS = ("lei", "uscc")  # schemes whose numbers nobody has but a firm
_MARKUP = re.compile(
    r"</[a-z]\w*\s*>|<(?:a|b|i|u|p|br|em|hr|img|div|sub|sup|font|span|strong|script)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
AS_A_FIRM = "its identifier or its whole name, if a firm is called so"

Cells = Mapping[str, str]  # column → what stands in it


_FOOTNOTE = re.compile(r"(?<=[\w.)])\s*[*†‡§¹²³⁴⁵⁶⁷⁸⁹]+$")
_IN_BRACKETS = re.compile(r".+?\s*[(\[（【]([^()\[\]（）【】]+)[)\]）】]")


def alike(name: str) -> str:
    """A name without what does not tell two firms apart in one table: case, full stops, width.

    >>> alike("ROTH HOLDING LTD.") == alike("Roth Holding Ltd")
    True
    """
    return " ".join(narrow(name).casefold().replace(".", "").split())


class Spoken(NamedTuple):
    """Somebody a row names, with the share that stands beside the name."""

    entity: Entity
    share: str = ""
    nobody: str = ""  # what the text is if it names nobody: a sum, the firm's own, a remark
    members: tuple[Entity, ...] = ()  # of several who have something together
    is_unnamed: bool = False  # somebody whom nobody names


def spoken(party: Party, cells: Cells, prefix: str, whose: str) -> list[Spoken]:
    """Those whom a cell names.

    ``whose`` tells unnamed owners apart: the same words about the same firm, in a cell that lists
    all its owners, are the same unnamed owner; anywhere else they are another one.

    Raises
    ------
    CellError
        If there are not as many identifiers as names, or one cannot be right.
    """
    found = named_in(party, cells)
    if party.kind_column and len(found) == 1:  # of several the word may be about any
        party = replace(party, kind=kind_of_holder(cells[party.kind_column]) or party.kind)
    scope = f" of {cells[party.within]}" if party.within else ""
    said = [
        _spoken(party, named, prefix, f"{whose} {number}", scope)
        for number, named in enumerate(found)
    ]
    if len(said) != 1 or said[0].entity.kind != party.kind or party.kind in _PLACES:
        return said
    if said[0].nobody:
        return said
    # Other columns describe the one named; of several in a cell they would be nobody's.
    entity = replace(
        said[0].entity,
        name_zh=cells[party.name_zh] if party.name_zh else "",
        other_names=_others(cells[party.other_names]) if party.other_names else (),
    )
    return [Spoken(entity, said[0].share)]


class Roll:
    """Who was named so far, and how: an entity is given out once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._known: dict[str, tuple[int, ...]] = {}

    def first(self, entity: Entity, line: int, noted: list[str]) -> Iterator[Entity]:
        """The entity if it is new; what a later row says of it otherwise is noted."""
        said = tuple(hash(part) if part else 0 for part in _told(entity))
        known = self._known.setdefault(entity.id, said)
        if known is said:
            # A place is the same whoever names it, so it cites nobody.
            cited = () if entity.kind in _PLACES else (Citation(self._source, f"row {line}"),)
            yield replace(entity, citations=cited)
            return
        for what, now, before in zip(_TOLD, said, known, strict=True):
            if now not in (0, before):
                noted.append(f"another {what} of an entity that an earlier row described")


_TOLD = ("name", "kind", "Chinese name", "other name", "identifier")


def _told(entity: Entity) -> tuple[str, ...]:
    identifiers = ", ".join(f"{one.scheme}:{one.value}" for one in entity.identifiers)
    others = ", ".join(entity.other_names)
    return (narrow(entity.name), entity.kind, entity.name_zh, others, identifiers)


def _spoken(party: Party, named: Named, prefix: str, whose: str, scope: str) -> Spoken:
    if party.kind not in _PLACES and not named.id and not party.template:
        named = named._replace(name=_FOOTNOTE.sub("", named.name))
        if what := _no_name(named.name):
            return _no_one(party, named, prefix, what)
        if why := why_none(named.name):
            raise CellError(party.column, why, AS_A_FIRM)
    if why := _no_text(named.name):
        raise CellError(party.column, f"{named.name!r} {why}")
    if "%" in named.name:
        problem = f"{named.name!r} has a share in what is read as a name"
        raise CellError(party.column, problem, "a separator and pattern that take the cell apart")
    name = party.template.format(id=named.id, name=named.name) if party.template else named.name
    if party.kind in _PLACES:
        return Spoken(place(name, coded=party.coded), named.share)
    kind = unnamed(name)
    if kind and not (named.id and party.scheme in _OF_FIRMS):
        nobody = _nobody(name or "unnamed", kind, prefix, whose)
        return Spoken(nobody, named.share, is_unnamed=True)
    key = (
        f"{party.scheme} {narrow(named.id)}"
        if party.scheme and named.id
        else f"{alike(name)}{scope}"
    )
    entity = Entity(
        id=f"{prefix}-{slug(key)}",
        kind=party.kind,
        name=name,
        identifiers=_identifiers(party, named.id),
    )
    return Spoken(entity, named.share)


@lru_cache(maxsize=65536)
def _no_name(name: str) -> str:
    """What a text is that names nobody: a sum, the firm's own shares, a remark; else nothing.

    By all of it, or by what stands in brackets behind a name.
    """
    behind = _IN_BRACKETS.fullmatch(name)
    for text in (name, behind[1]) if behind else (name,):
        if is_sum(text):
            return SUM
        if (what := no_owner(text)) in (OWN, REMARK):
            return what
    return ""


def _no_one(party: Party, named: Named, prefix: str, what: str) -> Spoken:
    """Nobody, by a word that is no name."""
    entity = Entity(id=f"{prefix}-{what}", kind=party.kind, name=named.name)
    return Spoken(entity, named.share, what)


def _no_text(name: str) -> str:
    """Why a name cannot be what somebody is called; nothing for any other."""
    if "\ufffd" in name:
        return "has a sign in place of a letter that was lost (U+FFFD): the file was read wrongly"
    if "<" in name and _MARKUP.search(name):
        return "has marks of HTML in what is read as a name"
    return ""


def _nobody(word: str, kind: str, prefix: str, whose: str) -> Entity:
    note = "An owner whom the source does not name; never the same as another such."
    id_ = f"{prefix}-unnamed-{slug(f'{word} {whose}')}"
    return Entity(id=id_, kind=kind, name=f"{word} (not named)", note=note)


def _identifiers(party: Party, value: str) -> tuple[Identifier, ...]:
    if not party.scheme or not value:
        return ()
    try:
        return (checked(Identifier(party.scheme, narrow(value))),)
    except InputError as error:
        raise CellError(party.id_column or party.column, str(error)) from error


def _others(cell: str) -> tuple[str, ...]:
    return tuple(sorted({name for part in cell.split(";") if (name := part.strip())}))
