"""A data set that was imported, taken out of the current release again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.data_set import PARTS, Tables
from graph.claims.fields import Holds, key_of
from graph.claims.model import Entity
from graph.claims.references import namings
from graph.entities.merging import renamed
from graph.errors import InputError
from graph.importing.collecting import SHARED
from graph.importing.gathering import Progress
from graph.releases import build, manifest
from graph.releases.known_tables import tables_of
from graph.releases.release import open_release
from ontology.terms import nearest

NAMED = 5  # ids that a refusal names


def remove_import(name: str, home: Path, progress: Progress | None = None) -> tuple[str, int]:
    """Build and make current a release without a data set; give its id, and how many records went.

    Raises
    ------
    InputError
        If no data set of that name was imported, nothing else would be left, or something of it is
        one with something of another data set: what of both came from which is not kept.
    """
    before = open_release(home)
    tables = tables_of(before)
    names = list(dict.fromkeys(one.name for one in tables.imports))
    if name not in names:
        hint = ", ".join(nearest(name, names) or names) or "nothing was imported"
        raise InputError(f"no data set {name!r} was imported into the current release ({hint})")
    left, gone = without(tables, name)
    inputs = {f"release {before.id}": manifest.hash_of(before.path / manifest.NAME)}
    _, made = build.build_from(lambda: (left, inputs), home, progress, None)
    return made.id, gone


def without(tables: Tables, name: str) -> tuple[Tables, int]:
    """The tables without what a data set brought, and how many records that was."""
    begins = f"{name}."
    tables = _handed_on(tables, begins)
    kept: dict[str, Any] = {}
    removed = 0
    for part in PARTS:
        records: Sequence[Struct] = getattr(tables, part)
        kept[part] = tuple(one for one in records if not key_of(one).startswith(begins))
        removed += len(records) - len(kept[part])
    if not kept["entities"]:
        raise InputError(f"nothing would be left without {name!r}; import something else instead")
    _check_apart(tables, kept, name)
    redirects = {
        gone: stays for gone, stays in tables.redirects.items() if not _of(gone).startswith(begins)
    }
    imports = tuple(one for one in tables.imports if one.name != name)
    noted = {words for one in tables.imports if one.name == name for words in one.noted}
    noted -= {words for one in imports for words in one.noted}
    left = tuple(words for words in tables.noted if words not in noted)
    return replace(tables, **kept, redirects=redirects, imports=imports, noted=left), removed


def _handed_on(tables: Tables, begins: str) -> Tables:
    """The tables, with places that a data set named first in the name of others that name them too.

    A place is everybody's: that two data sets name the same one tears nothing apart.
    """
    places = {one.id: one for one in tables.entities if one.kind in SHARED}
    heirs: dict[str, str] = {}
    for gone, stays in sorted(tables.redirects.items()):
        if stays in places and stays.startswith(begins) and not gone.startswith(begins):
            heirs.setdefault(stays, gone)

    def own(record: Struct) -> Struct:
        if not isinstance(record, Entity) or record.kind not in SHARED:
            return record
        stays = heirs.get(record.id, record.id)
        if stays.startswith(begins):
            return record
        others = tuple(one for one in record.citations if not one.source.startswith(begins))
        return replace(record, id=stays, citations=others)

    moved = {part: tuple(own(renamed(one, heirs)) for one in getattr(tables, part))
             for part in PARTS}  # fmt: skip
    redirects = {
        gone: heirs.get(stays, stays)
        for gone, stays in tables.redirects.items()
        if gone != heirs.get(stays) and not (stays in places and gone.startswith(begins))
    }
    return replace(tables, **moved, redirects=redirects)


def _check_apart(tables: Tables, kept: Mapping[str, Sequence[Struct]], name: str) -> None:
    """Refuse to part what is one with something of another data set, or is named by it."""
    begins = f"{name}."
    merged = [
        f"{gone} is one with {stays}"
        for gone, stays in tables.redirects.items()
        if _of(gone).startswith(begins) != _of(stays).startswith(begins)
    ]
    merged += [
        f"{key_of(one)} names {named}"
        for records in kept.values()
        for one in records
        for named in _names(one)
        if named.startswith(begins)
    ]
    if merged:
        more = f" and {len(merged) - NAMED:,} more" if len(merged) > NAMED else ""
        raise InputError(
            f"{name!r} cannot be taken apart from the rest: {'; '.join(merged[:NAMED])}{more}; "
            "build or import the rest again without it"
        )


def _of(redirected: str) -> str:
    """The id in a redirect, of which those of claims stand behind their path."""
    return redirected.rpartition("/")[2]


def _names(record: Struct) -> list[str]:
    """Every id that a record names."""
    found: list[str] = []
    for field, _, _, value_of, _ in namings(type(record)):
        value = value_of(record)
        if not value:
            continue
        if field.holds is Holds.CITATIONS:
            found += [cited.source for cited in value]
        else:
            found += value if field.many else [value]
    return found
