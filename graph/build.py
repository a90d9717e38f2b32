"""From tables to a finished release, step by step, in a folder of its own.

Nothing is visible until the last two renames; whatever goes wrong before
leaves the current release as it was.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
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
from graph.formats.reviews import DECISIONS
from graph.formats.tables import PACKAGE, Tables, read_tables, table_files
from graph.home import building, publish, switch
from graph.identity import Conflict
from graph.knowledge import Knowledge
from graph.manifest import FileHash, Manifest
from graph.merging import merged
from graph.own_lenses import lenses_with
from graph.packed import knowledge_of, pack
from graph.samples import shape_findings
from graph.search import Index
from graph.shortcuts import shortcut_lines
from graph.store import Store
from graph.writer import DERIVED, all_lines, redirect_lines
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
Inputs = Mapping[str, FileHash]


def build_release(
    seeds: Path,
    home: Path,
    progress: Progress | None,
    derive: Derive | None,
    *,
    keep_going: bool,
) -> tuple[Path, Manifest]:
    """Build, publish and make current; give the release's folder and manifest."""

    def read() -> tuple[Tables, Inputs]:
        tables = read_tables(seeds, keep_going=keep_going)
        inputs = [seeds / PACKAGE, *table_files(seeds)]
        inputs += [seeds / LENSES] if tables.own_lenses else []
        inputs += [seeds / DECISIONS] if tables.same else []
        return tables, {path.name: manifest.hash_of(path) for path in inputs}

    return build_from(read, home, progress, derive)


def build_from(
    read: Callable[[], tuple[Tables, Inputs]],
    home: Path,
    progress: Progress | None,
    derive: Derive | None,
) -> tuple[Path, Manifest]:
    """Build, publish and make current what ``read`` gives, with the hashes of its inputs.

    It is called with the lock held; whatever it raises leaves the current release as it was.
    """
    tell = progress or (lambda step, done: None)
    with building(home) as work, paused_collector():
        tell("reading tables", 0.0)
        tables, inputs = read()
        whole = merged(tables)
        tables = in_order(whole.tables)
        tell("writing statements", 0.2)
        canonical = write_sorted(
            chain(
                ontology_lines(tables.own_lenses),
                all_lines(tables.meta, *_parts(tables)),
                redirect_lines(tables.redirects),
            ),
            work / "quads.nq",
        )
        digest = release_digest(canonical)
        found = _already_built(home, digest)
        if found is None:
            written = _fill(work, inputs, tables, digest, derive, tell, whole.conflicts)
            tell("publishing", 0.98)
            found = publish(work, home, written.id), written
        else:
            found = found[0], _as_read_now(*found, tables, inputs)
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
    work: Path,
    inputs: Inputs,
    tables: Tables,
    digest: str,
    derive: Derive | None,
    tell: Progress,
    conflicts: Sequence[Conflict],
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
        warnings = [*map(str, conflicts), *_warnings(findings)]
        tell("loading the store", 0.7)
        loading.result()
    tell("deriving", 0.8)
    _derive(work, tables, store, derive)
    counts = _counts(work, tables, store)
    store.close()
    tell("sealing", 0.95)
    return _manifest(work, inputs, tables, digest, canonical_bytes, counts, warnings)


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
    inputs: Inputs,
    tables: Tables,
    digest: str,
    canonical_bytes: int,
    counts: dict[str, int],
    warnings: list[str],
) -> Manifest:
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
        inputs=dict(inputs),
        counts=counts,
        left_out=tuple(str(refusal) for refusal in tables.refusals),
        warnings=tuple(warnings),
        noted=tables.noted,
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


def _as_read_now(path: Path, built: Manifest, tables: Tables, inputs: Inputs) -> Manifest:
    """The manifest of a release that holds the same facts, with what was left out this time."""
    left_out = tuple(str(refusal) for refusal in tables.refusals)
    if (left_out, tables.noted) == (built.left_out, built.noted):
        return built
    now = msgspec.structs.replace(built, left_out=left_out, noted=tables.noted, inputs=dict(inputs))
    manifest.replace(path, now)
    return manifest.read(path)


def _parts(tables: Tables) -> tuple[tuple[msgspec.Struct, ...], ...]:
    return tuple(getattr(tables, part) for part in PARTS)
