"""The half of a build that needs the records but not their statements, beside the other half.

Columns, the index of names, what shapes find and the derived results are made
of the packed records. For a large data set a process of its own does it, while
the first process sorts and loads the statements; a small one is done before
another process would have started.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from types import TracebackType

import msgspec
import pyoxigraph as ox

from graph import columns
from graph.canonical import write_sorted
from graph.collector import paused_collector
from graph.formats.tables import PARTS
from graph.knowledge import Knowledge
from graph.packed import RECORDS, in_parts, unpack
from graph.samples import shape_findings
from graph.search import Index
from graph.shortcuts import shortcut_lines
from graph.writer import DERIVED
from ontology.shapes import Finding

LARGE = 20_000  # records from which a second process is worth its start
FOUND = "found.json"  # what shapes found, for the first process
DERIVED_QUADS = "derived.nq"
# A project that is not installed is found as well.
PROGRAM = (
    "import sys; sys.path.append(sys.argv[1]); from graph.companion import main; main(sys.argv[2])"
)

Progress = Callable[[str, float], None]
Derive = Callable[[Knowledge], Iterable[ox.Quad]]


class Companion:
    """Makes a release's other files in its folder, in a process of its own if they are many.

    The records have to be packed there already. Leaving the context ends the process.
    """

    def __init__(self, work: Path, derive: Derive | None, *, records: int) -> None:
        """``derive`` gives the statements of the derived graph; by default the assessments."""
        self._work, self._derive = work, derive
        self._apart = records >= LARGE and derive is None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Companion:
        if self._apart:
            project = str(Path(__file__).parents[1])
            self._process = subprocess.Popen(  # noqa: S603 — this file, no shell
                [sys.executable, "-c", PROGRAM, project, str(self._work)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def findings(self, tell: Progress) -> tuple[Finding, ...]:
        """What the shapes found, once everything is made.

        What went wrong in the other process goes wrong here again, and can be raised as it is.
        """
        if self._process is not None and self._process.wait() == 0:
            return msgspec.json.decode((self._work / FOUND).read_bytes(), type=tuple[Finding, ...])
        return make(self._work, self._derive, tell)


def make(work: Path, derive: Derive | None, tell: Progress) -> tuple[Finding, ...]:
    """Write columns, index and derived results of the packed records; what shapes find."""
    knowledge = unpack(work / RECORDS)
    parts = in_parts(knowledge)
    tell("writing columns", 0.5)
    for part, records in zip(PARTS, parts, strict=True):
        columns.write(records, work / f"{part}.parquet")
    tell("indexing names", 0.55)
    Index.build(knowledge.entities.values()).save(work / "search.msgpack")
    tell("checking", 0.6)
    found = shape_findings(chain.from_iterable(parts))
    tell("deriving", 0.7)
    _derive(work, knowledge, derive)
    return found


def main(folder: str) -> None:
    """Make everything in a process of its own, and leave what was found in a file."""
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    work = Path(folder)
    with paused_collector():
        found = make(work, None, lambda step, done: None)
    (work / FOUND).write_bytes(msgspec.json.encode(found))


def _derive(work: Path, knowledge: Knowledge, derive: Derive | None) -> None:
    """Write shortcuts, snapshots and assessments; the current ones into the default graph too."""
    if derive is None:
        from graph.derived import derive as assessments  # imports the whole engine

        derive = assessments
    found = ox.serialize(derive(knowledge), format=ox.RdfFormat.N_QUADS) or b""
    edges = shortcut_lines(knowledge.claims.values(), knowledge.data_date)
    named = chain(found.decode().splitlines(), edges)
    write_sorted(chain.from_iterable(map(_in_both_graphs, named)), work / DERIVED_QUADS)


def _in_both_graphs(line: str) -> tuple[str, ...]:
    """A statement of the derived graph, which stands in the default graph as well."""
    end = f" <{DERIVED}> ."
    return (line, line.removesuffix(end) + " .") if line.endswith(end) else (line,)


def _end_with_the_first() -> None:
    """End when the first process does: its end of the pipe closes, however it went."""
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)
