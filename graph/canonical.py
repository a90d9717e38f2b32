"""The one order and spelling of a data set, and the hash that names a release.

A release's id must not depend on the order of rows, nor on the machine: its
digest covers the sorted canonical N-Quads of the claims and of the ontology,
the ontology's other files, and the version of the engine with its own code,
because the derived results come out of that code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from heapq import merge
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph.writer import ONTOLOGY
from ontology.files import FOLDER, quads
from ontology.files import digest as ontology_digest
from ontology.lens_files import quads_of

RUN = 2_000_000  # lines sorted in memory at a time


def write_sorted(lines: Iterable[str], path: Path) -> str:
    """Write lines in order, each once; return the SHA-256 of what was written.

    Memory stays flat: runs of lines are sorted and put aside in files, then merged.
    """
    waiting = iter(lines)
    runs: Iterator[list[str]] = iter(lambda: sorted(set(islice(waiting, RUN))), [])
    first, second = next(runs, []), next(runs, [])
    if not second:
        return _write(first, path)
    with TemporaryDirectory(dir=path.parent) as folder:
        files = []
        for number, run in enumerate(chain([first, second], runs)):
            files.append(Path(folder, str(number)))
            _write(run, files[-1])
        first, second = [], []  # nothing sorted stays in memory while merging
        return _write((line for line, _ in groupby(merge(*map(_lines, files)))), path)


def _write(lines: Iterable[str], path: Path) -> str:
    digest, waiting = hashlib.sha256(), iter(lines)
    with path.open("wb") as file:
        while some := list(islice(waiting, 50_000)):
            block = ("\n".join(some) + "\n").encode()
            digest.update(block)
            file.write(block)
    return digest.hexdigest()


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.removesuffix("\n")


def ontology_lines(own_lenses: str = "") -> list[str]:
    """The ontology's own statements, blank nodes named canonically (RDFC-1.0).

    ``own_lenses`` is the text of a data set's own lenses, which stand beside those that ship.
    """
    graph = ox.NamedNode(ONTOLOGY)
    files = (quads(file) for file in sorted(FOLDER.glob("*.ttl")))
    statements = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in chain(*files, quads_of(own_lenses))
    )
    statements.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert text is not None, "no output was given, so the text is returned"
    return text.decode().splitlines()


@cache
def engine_version() -> str:
    """The version of the program and the first digits of the hash of its code."""
    code = hashlib.sha256()
    for package in (Path(__file__).parent, FOLDER):
        for file in sorted(package.rglob("*")):
            if file.suffix in (".py", ".csv", ".rq"):
                code.update(f"{package.name}/{file.relative_to(package).as_posix()}\n".encode())
                code.update(file.read_bytes())
    try:
        released = version("zizhu")
    except PackageNotFoundError:
        released = "uninstalled"
    return f"{released}+{code.hexdigest()[:12]}"


def release_digest(canonical: str) -> str:
    """The digest of a release from that of its canonical statements."""
    parts = (canonical, ontology_digest(), engine_version())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
