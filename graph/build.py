"""From tables to a finished release, step by step, in a folder of its own.

Nothing is visible until the last two renames; whatever goes wrong before
leaves the current release as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import msgspec
import pyoxigraph as ox

from graph import columns, manifest
from graph.canonical import engine_version, ontology_lines, release_digest, write_sorted
from graph.collector import paused_collector
from graph.errors import DamagedReleaseError, InvalidClaimsError
from graph.fields import key_of
from graph.formats.tables import PACKAGE, Tables, read_tables, table_files
from graph.home import building, publish, switch
from graph.knowledge import Knowledge
from graph.manifest import Manifest
from graph.own_lenses import lenses_with
from graph.packed import knowledge_of, pack
from graph.samples import shape_findings
from graph.search import Index
from graph.shortcuts import shortcut_lines
from graph.store import Store
from graph.writer import DERIVED, all_lines
from ontology import shapes
from ontology.files import digest as ontology_digest
from ontology.lens_files import NAME as LENSES
from ontology.shapes import Finding

# Cross-checks are some five times faster in memory; beyond so many bytes they use the disk.
IN_MEMORY = 500_000_000
LIBRARIES = ("pyoxigraph", "pyarrow", "msgspec", "numpy", "scipy", "pypinyin", "opencc")
PARTS = (
    "entities", "sources", "claims", "rules", "rivals", "rates",
    "definitions", "indicators", "targets", "observations",
)  # fmt: skip

Progress = Callable[[str, float], None]
Derive = Callable[[Knowledge], Iterable[ox.Quad]]


def build_release(
    seeds: Path,
    home: Path,
    progress: Progress | None,
    derive: Derive | None,
    *,
    keep_going: bool,
) -> tuple[Path, Manifest]:
    """Build, publish and make current; give the release's folder and manifest."""
    tell = progress or (lambda step, done: None)
    with building(home) as work, paused_collector():
        tell("reading tables", 0.0)
        tables = in_order(read_tables(seeds, keep_going=keep_going))
        tell("writing statements", 0.2)
        canonical = write_sorted(
            chain(ontology_lines(tables.own_lenses), all_lines(tables.meta, *_parts(tables))),
            work / "quads.nq",
        )
        digest = release_digest(canonical)
        found = _already_built(home, digest)
        if found is None:
            written = _fill(work, seeds, tables, digest, derive, tell)
            tell("publishing", 0.98)
            found = publish(work, home, written.id), written
        switch(home, found[1].id)
        tell("done", 1.0)
        return found


def in_order(tables: Tables) -> Tables:
    """The same data set with every kind of record in the order of its ids.

    The order of rows means nothing, so equal inputs give equal releases.
    """
    ordered = {part: tuple(sorted(getattr(tables, part), key=key_of)) for part in PARTS}
    return msgspec.structs.replace(tables, **ordered)


def _fill(
    work: Path, seeds: Path, tables: Tables, digest: str, derive: Derive | None, tell: Progress
) -> Manifest:
    quads = work / "quads.nq"
    canonical_bytes = quads.stat().st_size
    store = Store.create(work / "store")
    # The store and the checks work without Python's lock, so the rest is written meanwhile.
    with ThreadPoolExecutor(2) as beside:
        loading = beside.submit(store.load, quads)
        checking = beside.submit(_cross_checks, quads, store, loading)
        tell("writing columns", 0.4)
        for part, records in zip(PARTS, _parts(tables), strict=True):
            columns.write(records, work / f"{part}.parquet")
        pack(tables, work / "knowledge.msgpack")
        tell("indexing names", 0.5)
        Index.build(tables.entities).save(work / "search.msgpack")
        tell("checking", 0.6)
        findings = [*shape_findings(chain.from_iterable(_parts(tables))), *checking.result()]
        warnings = _warnings(findings)
        tell("loading the store", 0.7)
        loading.result()
    tell("deriving", 0.8)
    _derive(work, tables, store, derive)
    counts = _counts(work, tables, store)
    store.close()
    tell("sealing", 0.95)
    return _manifest(work, seeds, tables, digest, canonical_bytes, counts, warnings)


def _cross_checks(quads: Path, store: Store, loading: Future[None]) -> tuple[Finding, ...]:
    """What the cross-checks find, in memory if all fits there."""
    if quads.stat().st_size <= IN_MEMORY:
        return shapes.run_checks(Store.in_memory(quads).raw)
    loading.result()
    return shapes.run_checks(store.raw)


def _warnings(findings: Iterable[Finding]) -> list[str]:
    """What is doubtful; raise :class:`InvalidClaimsError` for what is wrong."""
    said = {severity: set[str]() for severity in ("error", "warning")}
    for finding in findings:
        said[finding.severity].add(str(finding))
    if said["error"]:
        raise InvalidClaimsError(sorted(said["error"]))
    return sorted(said["warning"])


def _derive(work: Path, tables: Tables, store: Store, derive: Derive | None) -> None:
    """Write shortcuts, snapshots and assessments, load them, and add them to the statements."""
    if derive is None:
        from graph.derived import derive as assessments  # imports the whole engine

        derive = assessments
    path = work / "derived.nq"
    found = ox.serialize(derive(knowledge_of(tables)), format=ox.RdfFormat.N_QUADS) or b""
    edges = shortcut_lines(tables.claims, tables.meta.data_date)
    write_sorted(chain(found.decode().splitlines(), edges), path)
    store.load(path)
    with (work / "quads.nq").open("ab") as whole, path.open("rb") as part:
        shutil.copyfileobj(part, whole)
    path.unlink()


def _counts(work: Path, tables: Tables, store: Store) -> dict[str, int]:
    counts = {part: len(getattr(tables, part)) for part in PARTS}
    counts["lenses"] = len(lenses_with(tables.own_lenses))
    for claim in tables.claims:
        counts[claim.kind] = counts.get(claim.kind, 0) + 1
    with (work / "quads.nq").open("rb") as file:  # the store would have to be read whole
        statements = sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))
    return {**counts, "statements": statements, "derived statements": store.count(DERIVED)}


def _manifest(
    work: Path,
    seeds: Path,
    tables: Tables,
    digest: str,
    canonical_bytes: int,
    counts: dict[str, int],
    warnings: list[str],
) -> Manifest:
    inputs = [seeds / PACKAGE, *table_files(seeds)]
    inputs += [seeds / LENSES] if tables.own_lenses else []
    made = Manifest(
        id=digest[:16],
        digest=digest,
        canonical_bytes=canonical_bytes,
        title=tables.meta.title,
        home=tables.meta.home,
        data_date=tables.meta.data_date,
        engine=engine_version(),
        ontology=ontology_digest(),
        libraries={name: version(name) for name in LIBRARIES},
        inputs={path.name: manifest.hash_of(path) for path in inputs},
        counts=counts,
        left_out=tuple(str(refusal) for refusal in tables.refusals),
        warnings=tuple(warnings),
        files=manifest.files_in(work),
    )
    manifest.write(work, made)
    return manifest.read(work)


def _already_built(home: Path, digest: str) -> tuple[Path, Manifest] | None:
    """The release of that digest, if it is there and whole."""
    path = home / "releases" / digest[:16]
    if not path.is_dir():
        return None
    try:
        found = manifest.read(path)
        manifest.verify(path, found)
    except DamagedReleaseError:
        return None
    return (path, found) if found.digest == digest else None


def _parts(tables: Tables) -> tuple[tuple[msgspec.Struct, ...], ...]:
    return tuple(getattr(tables, part) for part in PARTS)
