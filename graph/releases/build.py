"""From tables to a finished release, step by step, in a folder of its own.

Nothing is visible until the last two renames; whatever goes wrong before
leaves the current release as it was.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import pyoxigraph as ox

from graph.claims.data_set import PARTS, Tables
from graph.claims.fields import key_of
from graph.claims.own_lenses import lenses_with
from graph.collector import paused_collector
from graph.entities.merging import merged
from graph.errors import DamagedReleaseError, InvalidClaimsError
from graph.formats.tables.reviews import DECISIONS
from graph.formats.tables.tables import PACKAGE, read_tables, table_files
from graph.releases import manifest
from graph.releases.build_process import DERIVED_QUADS, FOUND, Companion, Derive, Progress
from graph.releases.directory import building, publish, switch
from graph.releases.manifest import FileHash, Manifest
from graph.releases.packed import IMPORTS, RECORDS, pack
from graph.triples.canonical import engine_version, ontology_lines, release_digest, write_sorted
from graph.triples.imports import import_lines
from graph.triples.store import Store
from graph.triples.writer import DERIVED, UNNAMED, all_lines, redirect_lines
from graph.validation.cross_checks import cross_findings
from graph.validation.shapes import shape_findings
from ontology.files import digest as ontology_digest
from ontology.lens_files import NAME as LENSES
from ontology.rule_files import NAME as RULES
from ontology.shapes import Finding

# Cross-checks that see every record are asked in memory, up to so many bytes of statements.
IN_MEMORY = 500_000_000
MUCH = 4_000_000  # bytes of tables that are likely to be many records
LIBRARIES = ("pyoxigraph", "pyarrow", "msgspec", "numpy", "scipy", "pypinyin", "opencc")

Inputs = Mapping[str, FileHash]
RecordT = TypeVar("RecordT", bound=msgspec.Struct)


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
        inputs += [seeds / RULES] if tables.own_rules else []
        inputs += [seeds / DECISIONS] if tables.same else []
        return tables, {path.name: manifest.hash_of(path) for path in inputs}

    size = sum(path.stat().st_size for path in seeds.glob("*.csv"))
    return build_from(read, home, progress, derive, much=size > MUCH)


def build_from(
    read: Callable[[], tuple[Tables, Inputs]],
    home: Path,
    progress: Progress | None,
    derive: Derive | None,
    *,
    much: bool = False,
) -> tuple[Path, Manifest]:
    """Build, publish and make current what ``read`` gives, with the hashes of its inputs.

    It is called with the lock held; whatever it raises leaves the current release as it was.
    ``much`` says that it is likely to give many records.
    """
    tell = progress or (lambda step, done: None)
    with (
        building(home) as work,
        paused_collector(),
        Companion(work, derive, ahead=much) as companion,
    ):
        tell("reading tables", 0.0)
        tables, inputs = read()
        whole = merged(tables)
        tables = in_order(whole.tables)
        pack(tables, work / RECORDS)
        if tables.imports:
            (work / IMPORTS).write_bytes(msgspec.json.encode(tables.imports))
        companion.begin(sum(1 for _ in _records(tables)))
        tell("writing statements", 0.2)
        canonical = write_sorted(canonical_lines(tables), work / "quads.nq")
        digest = release_digest(canonical.digest)
        found = _already_built(home, digest)
        if found is None:
            filled = _fill(work, tables, companion, tell)
            warnings = [*map(str, whole.conflicts), *filled.warnings]
            tell("sealing", 0.95)
            counts = _counts(tables, canonical.lines, filled)
            made = _manifest(work, inputs, tables, digest, filled.canonical_bytes, counts, warnings)
            tell("publishing", 0.98)
            found = publish(work, home, made.id), made
        else:
            found = found[0], _as_read_now(*found, tables, inputs)
        switch(home, found[1].id)
        tell("done", 1.0)
        return found


def canonical_lines(tables: Tables) -> Iterator[str]:
    """The statements of a data set and of the ontology: what a release's id stands for."""
    yield from ontology_lines(tables.own_lenses, tables.own_rules)
    yield from all_lines(tables.meta, *(getattr(tables, part) for part in PARTS), graph=UNNAMED)
    yield from redirect_lines(tables.redirects, UNNAMED)
    yield from import_lines(tables.imports)


def in_order(tables: Tables) -> Tables:
    """The same data set with every kind of record in the order of its ids.

    The order of rows means nothing, nor that of citations, so equal inputs give equal releases.
    """
    ordered = {
        part: tuple(sorted(map(_citations_in_order, getattr(tables, part)), key=key_of))
        for part in PARTS
    }
    return msgspec.structs.replace(tables, **ordered)


def _records(tables: Tables) -> Iterator[msgspec.Struct]:
    return chain.from_iterable(getattr(tables, part) for part in PARTS)


def _citations_in_order(record: RecordT) -> RecordT:
    """The record with its citations in order, each once: they have none in RDF."""
    cited = getattr(record, "citations", ())
    if len(cited) < 2 or list(cited) == sorted(set(cited)):
        return record
    return msgspec.structs.replace(record, citations=tuple(sorted(set(cited))))


class _Filled(NamedTuple):
    """What is known of a release's folder once everything is in it."""

    canonical_bytes: int
    derived: Counter[str]  # statements by graph
    warnings: list[str]


def _fill(work: Path, tables: Tables, companion: Companion, tell: Progress) -> _Filled:
    """Load the statements, check the records, and see that everything else is made."""
    quads, derived = work / "quads.nq", work / DERIVED_QUADS
    canonical_bytes = quads.stat().st_size
    store = Store.create(work / "store")
    # Loading works without Python's lock, so the rest is done meanwhile.
    with ThreadPoolExecutor(1) as beside:
        loading = beside.submit(store.load, quads)

        def stored() -> ox.Store:
            loading.result()
            return store.raw

        tell("checking", 0.4)
        crossed = cross_findings(tables, stored if canonical_bytes > IN_MEMORY else None)
        # What is wrong is named, all of it, and nothing is derived from it.
        wrong = any(one.severity == "error" for one in crossed)
        found = shape_findings(_records(tables)) if wrong else companion.findings(tell)
        warnings = _warnings([*found, *crossed])
        tell("loading the store", 0.8)
        store.load(derived)
        by_graph = _by_graph(derived)
        loading.result()
    store.close()
    with quads.open("ab") as whole, derived.open("rb") as part:
        shutil.copyfileobj(part, whole)
    derived.unlink()
    (work / FOUND).unlink(missing_ok=True)
    return _Filled(canonical_bytes, by_graph, warnings)


def _by_graph(quads: Path) -> Counter[str]:
    """How many statements of a file are in each graph, by how their lines end."""
    with quads.open("rb") as lines:
        return Counter(line.rsplit(b" ", 2)[1].decode() for line in lines)


def _warnings(findings: Iterable[Finding]) -> list[str]:
    """What is doubtful; raise :class:`InvalidClaimsError` for what is wrong."""
    said = {severity: set[str]() for severity in ("error", "warning")}
    for finding in findings:
        said[finding.severity].add(str(finding))
    if said["error"]:
        raise InvalidClaimsError(sorted(said["error"]))
    return sorted(said["warning"])


def _counts(tables: Tables, statements: int, filled: _Filled) -> dict[str, int]:
    counts = {part: len(getattr(tables, part)) for part in PARTS}
    counts["lenses"] = len(lenses_with(tables.own_lenses))
    for claim in tables.claims:
        counts[claim.kind] = counts.get(claim.kind, 0) + 1
    derived = filled.derived[f"<{DERIVED}>"]
    on_imports = len({*import_lines(tables.imports)})
    counts["statements"] = statements - on_imports + derived  # those of the default graph
    counts["derived statements"] = derived
    counts["snapshot statements"] = filled.derived.total() - 2 * derived
    return counts


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
        lists_date=tables.meta.days.lists,
        people_date=tables.meta.days.people,
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
