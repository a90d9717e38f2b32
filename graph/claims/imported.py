"""What was imported into a data set, as it is kept with a release: files, licence, day, counts."""

from __future__ import annotations

from msgspec import Struct


class ImportedFile(Struct, frozen=True, kw_only=True):
    """One file of an import: what it was read as, and what became of its statements."""

    file: str
    format: str
    statements: int
    taken: int
    in_part: int
    refused: int
    again: int
    nothing: int


class Imported(Struct, frozen=True, kw_only=True):
    """One import under the name of a data set; its ids begin with that name and a dot."""

    name: str
    files: tuple[ImportedFile, ...]
    licence: str = ""  # as whoever imported it said
    day: str = ""  # the latest day that its sources were published on, or its claims speak for
    records: dict[str, int] = {}  # entities, sources and each type of claim
    refused: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
