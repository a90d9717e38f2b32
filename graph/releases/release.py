"""Releases: built from tables beside the current one, verified when opened.

A release is a folder nobody changes: ``manifest.json``, the statements
(``quads.nq``: claims and ontology in canonical order, then derived results, which
stand in their own graph too),
the RDF store, Parquet tables, the records as the engine reads them and the
index of names. Everything is written in one pass from the same records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from graph.claims.fact_days import FactDays
from graph.claims.imported import Imported
from graph.claims.knowledge import Knowledge
from graph.errors import EngineNeededError
from graph.releases import manifest as manifests
from graph.releases.directory import release_path
from graph.releases.manifest import Manifest
from graph.releases.packed import IMPORTS, RECORDS, unpack

if TYPE_CHECKING:
    import pyoxigraph as ox

    from graph.entities.search import Index
    from graph.triples.store import Store

Progress = Callable[[str, float], None]  # what is being done, and how much of all is done, 0 to 1
Derive = Callable[[Knowledge], "Iterable[ox.Quad]"]

QUADS, STORE, NAMES = "quads.nq", "store", "search.msgpack"


class Release:
    """An immutable set of facts with its id and date; open one with :func:`open_release`."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path, self.manifest = path, manifest
        self.id: str = manifest.id
        self.data_date: date = manifest.data_date
        self.days: FactDays = manifest.days
        self.home: str = manifest.home
        self.quads_path = path / QUADS

    @cached_property
    def knowledge(self) -> Knowledge:
        """Everything the release knows, in memory."""
        return unpack(self.path / RECORDS)

    @cached_property
    def search(self) -> Index:
        """The index of names."""
        from graph.entities.search import Index

        return Index.load(self.path / NAMES)

    @cached_property
    def imports(self) -> tuple[Imported, ...]:
        """What was read of files of others, import by import."""
        path = self.path / IMPORTS
        if IMPORTS not in self.manifest.files:
            return ()
        return msgspec.json.decode(path.read_bytes(), type=tuple[Imported, ...])

    @cached_property
    def store(self) -> Store:
        """The RDF store, read only."""
        from graph.triples.store import Store

        return Store.open(self.path / STORE)

    @cached_property
    def computed_here(self) -> bool:
        """Whether the engine and the ontology of this program are those that computed it."""
        from graph.triples.canonical import engine_version
        from ontology.files import digest

        made = (self.manifest.engine, self.manifest.ontology)
        return made == (engine_version(), digest())

    def knowing(self, knowledge: Knowledge) -> Release:
        """This release with other knowledge in memory; nothing is stored, files are untouched."""
        other = copy(self)
        other.__dict__["knowledge"] = knowledge  # where a cached property keeps its value
        return other

    def columns(self, kind: str = "claims") -> Path:
        """The Parquet file of claims, entities, sources, rules, rivals or rates."""
        return self.path / f"{kind}.parquet"

    def __repr__(self) -> str:
        counts = self.manifest.counts
        return (
            f"<Release {self.id}: {counts['claims']:,} claims on {counts['entities']:,} entities "
            f"from {counts['sources']:,} sources, to {self.data_date}>"
        )


def build(
    seeds: Path,
    home: Path,
    *,
    progress: Progress | None = None,
    derive: Derive | None = None,
    keep_going: bool = False,
) -> Release:
    """Build a release from a folder of tables and make it the current one.

    Parameters
    ----------
    seeds
        The tables, see :mod:`graph.formats.tables.tables`.
    home
        Where releases live; made if need be.
    progress
        Called with what is being done and how much of all is done, 0 to 1.
    derive
        Gives the statements of the derived graph; by default the assessments.
    keep_going
        Leave out rows that cannot be used, and say so in the manifest, instead of stopping.

    Raises
    ------
    TableError, InvalidClaimsError
        If the tables cannot be used. The release before stays current.
    BuildInProgressError
        If somebody else is building in the same home.
    """
    from graph.releases.build import build_release  # a reader of releases needs none of it

    return Release(*build_release(seeds, home, progress, derive, keep_going=keep_going))


def open_release(home: Path, release_id: str | None = None, *, verify: bool = True) -> Release:
    """Open the current release, or the one whose id begins with ``release_id``.

    Parameters
    ----------
    verify
        Compare the size and hash of every file with the manifest.

    Raises
    ------
    NoReleaseError
        If there is none.
    DamagedReleaseError
        If files are not what the manifest says; names each.
    """
    path = release_path(home, release_id)
    manifest = manifests.read(path)
    if verify:
        manifests.verify(path, manifest)
    return Release(path, manifest)


def as_computed(release: Release) -> Release:
    """The release, if this program computes what it was cited for; :class:`EngineNeededError`."""
    if release.computed_here:
        return release
    raise engine_needed(release)


def engine_needed(release: Release) -> EngineNeededError:
    """What is said of an answer that only the release's own engine gives."""
    from graph.triples.canonical import engine_version

    return EngineNeededError(
        f"release {release.id} was computed by engine {release.manifest.engine}, which this answer "
        f"needs; here is engine {engine_version()}, whose answer may be another one. Without that "
        "engine it still gives its claims, its sources, its lenses, its verdicts as they were "
        "built, and RDF",
        release,
    )
