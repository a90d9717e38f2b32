"""Tables asked as a release is, without one being built: nothing is written anywhere.

The same reading, shapes, cross-checks and engine as a build has; only RDF, the
store and the columns are not made. The id begins with ``unstored-`` and goes on
with the id that the release built from the same tables would have.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph.answers.permalinks import UNSTORED
from graph.claims.data_set import Tables
from graph.errors import InputError, InvalidClaimsError
from graph.formats.tables.documents import read_document
from graph.formats.tables.tables import read_tables
from graph.releases.build import canonical_lines, in_order
from graph.releases.packed import knowledge_of
from graph.releases.release import Release
from graph.triples.canonical import release_digest
from graph.validation.findings import findings

if TYPE_CHECKING:
    from graph.entities.search import Index


class Unstored(Release):
    """A set of facts in memory, with an id and date like any other."""

    def __init__(self, tables: Tables) -> None:
        self.id = UNSTORED + digest(tables)[:16]
        self.data_date, self.home = tables.meta.data_date, tables.meta.home
        self.days = tables.meta.days
        self.__dict__["knowledge"] = knowledge_of(tables)
        self.__dict__["imports"] = tables.imports

    @cached_property
    def computed_here(self) -> bool:
        """Nobody else has it."""
        return True

    @cached_property
    def search(self) -> Index:
        """The index of names, made when first asked."""
        from graph.entities.search import Index

        return Index.build(self.knowledge.entities.values())

    def __repr__(self) -> str:
        return f"<Unstored {self.id}: {len(self.knowledge.claims):,} claims to {self.data_date}>"


def unstored(tables: Tables) -> Unstored:
    """Tables to ask about; raise :class:`InvalidClaimsError` for what a build would refuse."""
    ordered = in_order(tables)
    wrong = [str(found) for found in findings(ordered) if found.severity == "error"]
    if wrong:
        raise InvalidClaimsError(wrong)
    return Unstored(ordered)


def read_own(given: Path | bytes) -> Unstored:
    """A folder of tables, a JSON file of them, or the text of one, read and checked."""
    if isinstance(given, bytes):
        return unstored(read_document(given))
    if given.is_dir():
        return unstored(read_tables(given))
    try:
        return unstored(read_document(given.read_bytes()))
    except OSError as error:
        raise InputError(f"{given} is no folder of tables and no document of them") from error


def digest(tables: Tables) -> str:
    """The digest of the release that these tables would make; all in memory."""
    text = "".join(f"{line}\n" for line in sorted(set(canonical_lines(tables))))
    return release_digest(hashlib.sha256(text.encode()).hexdigest())
