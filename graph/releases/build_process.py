"""The half of a build that needs the records but not their statements, beside the other half.

Columns, the index of names, what shapes find and the derived results are made
of the packed records. For a large data set a process of its own does it, while
the first process sorts and loads the statements; a small one is done before
another process would have started.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from types import TracebackType

import msgspec
import pyoxigraph as ox

from graph.claims.data_set import PARTS
from graph.claims.knowledge import Knowledge
from graph.collector import paused_collector
from graph.entities.search import Index
from graph.releases import parquet
from graph.releases.packed import RECORDS, in_parts, unpack
from graph.triples.canonical import SORTING, write_sorted
from graph.triples.shortcuts import shortcut_lines
from graph.triples.writer import DERIVED
from graph.validation.shapes import shape_findings
from ontology.shapes import Finding

LARGE = 20_000  # records from which a second process is worth its start
GO = b"\n"
LEFT_ALONE = 9  # how the second process ends when the first is gone
FOUND = "found.json"  # what shapes found, for the first process
DERIVED_QUADS = "derived.nq"
# A project that is not installed is found as well.
PROGRAM = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from graph.releases.build_process import main; main(sys.argv[2])"
)

LOG = logging.getLogger(__name__)

Progress = Callable[[str, float], None]
Derive = Callable[[Knowledge], Iterable[ox.Quad]]


class Companion:
    """Makes a release's other files in its folder, in a process of its own if they are many.

    Leaving the context ends the process.
    """

    def __init__(self, work: Path, derive: Derive | None = None, *, ahead: bool = False) -> None:
        """``derive`` gives the statements of the derived graph; by default the assessments.

        With ``ahead`` the process is started before anybody knows whether it is needed, to be
        ready when it is.
        """
        self._work, self._derive, self._ahead = work, derive, ahead
        self._process: subprocess.Popen[bytes] | None = None
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 — closed when the context is left

    def __enter__(self) -> Companion:
        if self._ahead and self._derive is None:
            self._spawn()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()
        self._said.close()

    def begin(self, records: int) -> None:
        """Go to work on so many records, which are packed by now, if they are many."""
        if records < LARGE or self._derive is not None:
            self._end()
            return
        if self._process is None:
            self._spawn()
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):  # what went wrong is seen at the end
                self._process.stdin.write(GO)
                self._process.stdin.flush()

    def findings(self, tell: Progress) -> tuple[Finding, ...]:
        """What the shapes found, once everything is made.

        What went wrong in the other process goes wrong here again, and can be raised as it is.
        """
        if self._process is not None:
            code = self._process.wait()
            if code == 0:
                found = (self._work / FOUND).read_bytes()
                return msgspec.json.decode(found, type=tuple[Finding, ...])
            why = self._last_words() or f"it ended with {code}"
            LOG.warning("the second process of the build failed: %s; going on without it", why)
            for left in self._work.glob(f"{SORTING}*"):
                shutil.rmtree(left)
        return make(self._work, self._derive, tell)

    def _spawn(self) -> None:
        project = str(Path(__file__).parents[2])
        try:
            self._process = subprocess.Popen(  # noqa: S603 — this file, no shell
                # Whatever lies in the folder somebody works in is not to be imported: -P.
                [sys.executable, "-P", "-c", PROGRAM, project, str(self._work)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=self._said,
            )
        except OSError as error:
            LOG.warning("no second process for the build: %s; going on without it", error)

    def _last_words(self) -> str:
        self._said.seek(0)
        *_, last = ("", *self._said.read().decode(errors="replace").splitlines())
        return last

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            with contextlib.suppress(BrokenPipeError):
                self._process.communicate()
            self._process = None


def make(work: Path, derive: Derive | None, tell: Progress) -> tuple[Finding, ...]:
    """Write columns, index and derived results of the packed records; what shapes find."""
    knowledge = unpack(work / RECORDS)
    parts = in_parts(knowledge)
    tell("writing columns", 0.5)
    for part, records in zip(PARTS, parts, strict=True):
        parquet.write(records, work / f"{part}.parquet")
    tell("indexing names", 0.55)
    Index.build(knowledge.entities.values()).save(work / "search.msgpack")
    tell("checking", 0.6)
    found = shape_findings(chain.from_iterable(parts))
    if not any(one.severity == "error" for one in found):  # nothing follows from what is wrong
        tell("deriving", 0.7)
        _derive(work, knowledge, derive)
    return found


def main(folder: str) -> None:
    """Once told to, make everything in a process of its own; leave what was found in a file."""
    from graph.domesticness.assessments import derive  # while there is nothing to do yet

    if os.read(sys.stdin.fileno(), len(GO)) != GO:
        return
    threading.Thread(target=_end_with_the_first, daemon=True).start()
    work = Path(folder)
    with paused_collector():
        found = make(work, derive, lambda step, done: None)
    (work / FOUND).write_bytes(msgspec.json.encode(found))


def _derive(work: Path, knowledge: Knowledge, derive: Derive | None) -> None:
    """Write shortcuts, snapshots and assessments; the current ones into the default graph too."""
    if derive is None:
        from graph.domesticness.assessments import derive as assessments  # imports the whole engine

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
    os._exit(LEFT_ALONE)
