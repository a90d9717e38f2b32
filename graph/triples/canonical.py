"""The one order and spelling of a data set, and the hash that names a release.

A release's id must not depend on the order of rows, nor on the machine: its
digest covers the sorted canonical N-Quads of the claims and of the ontology,
the ontology's other files, and the version of the engine with its own code,
because the derived results come out of that code.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from heapq import merge
from importlib.metadata import PackageNotFoundError, version
from itertools import chain, groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyoxigraph as ox

from ontology.block_files import quads_of
from ontology.files import FOLDER, quads
from ontology.files import digest as ontology_digest

SORTING = "sorting-"  # how the folders of runs put aside begin
RUN = 2_000_000  # lines sorted in memory at a time


class Sorted(NamedTuple):
    """What was written in order: the SHA-256 of it, and how many lines."""

    digest: str
    lines: int


def write_sorted(lines: Iterable[str], path: Path) -> Sorted:
    """Write lines in order, each once.

    Memory stays flat: runs of lines are sorted and put aside in files, then merged.
    Lines that come nearly in order are sorted in about linear time.
    """
    waiting = iter(lines)
    runs: Iterator[list[str]] = iter(lambda: _in_order(list(islice(waiting, RUN))), [])
    first, second = next(runs, []), next(runs, [])
    if not second:
        return _write(first, path)
    with TemporaryDirectory(dir=path.parent, prefix=SORTING) as folder:
        files = []
        for number, run in enumerate(chain([first, second], runs)):
            files.append(Path(folder, str(number)))
            _write(run, files[-1])
        first, second = [], []  # nothing sorted stays in memory while merging
        return _write((line for line, _ in groupby(merge(*map(_lines, files)))), path)


def _in_order(run: list[str]) -> list[str]:
    """The lines sorted, each once; a set would lose that they come nearly in order."""
    run.sort()
    return [line for line, before in zip(run, chain([None], run), strict=False) if line != before]


def _write(lines: Iterable[str], path: Path) -> Sorted:
    digest, count, waiting = hashlib.sha256(), 0, iter(lines)
    with path.open("wb") as file:
        while some := list(islice(waiting, 50_000)):
            block = ("\n".join(some) + "\n").encode()
            digest.update(block)
            file.write(block)
            count += len(some)
    return Sorted(digest.hexdigest(), count)


def _lines(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield line.removesuffix("\n")


@lru_cache(maxsize=4)  # the ontology's own, and the lenses asked with last
def ontology_lines(own_lenses: str = "", own_rules: str = "") -> tuple[str, ...]:
    """The ontology's own statements in no graph, blank nodes named canonically (RDFC-1.0).

    ``own_lenses`` and ``own_rules`` are the texts of a data set's own, beside those that ship.
    """
    files = (quads(file) for file in sorted(FOLDER.glob("*.ttl")))
    statements = ox.Dataset(chain(*files, quads_of(own_lenses), quads_of(own_rules)))
    statements.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    text = ox.serialize(statements, format=ox.RdfFormat.N_QUADS)
    assert text is not None, "no output was given, so the text is returned"
    return tuple(text.decode().splitlines())


@cache
def engine_version() -> str:
    """The version of the program and the first digits of the hash of its code."""
    code = hashlib.sha256()
    for package in (Path(__file__).parents[1], FOLDER):
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
