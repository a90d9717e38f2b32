"""Runs SPARQL queries in processes that can be killed.

One zygote (:mod:`api.sparql.zygote`) holds the release in memory; forks of it answer one query at a
time, each with its own limits and in a place of its visitor's (:mod:`api.sparql.places`), and rest
in between. Here is the side that asks: it keeps the clock, kills what is late or no longer wanted,
and turns what happened into one of our errors. An answer is complete or it is an error.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from api.errors import UnwritableError
from api.settings import MEBIBYTE, Settings
from api.sparql.guard import Guarded, guard
from api.sparql.places import Place, Places, Room
from api.sparql.resting import Resting
from api.sparql.worker import EndedError, Said, Worker
from api.sparql.zygote import (
    DONE,
    MALFORMED,
    NO_MEMORY,
    TOO_LARGE,
    UNKNOWN_GRAPH,
    UNSUPPORTED,
    UNWRITABLE,
)  # fmt: skip
from api.sparql.zygotes import Zygote
from graph.errors import (
    MalformedQueryError,
    QueryError,
    QueryMemoryError,
    QueryTimeoutError,
    RefusedQueryError,
)

FEW_BYTES = 4096  # of what a query that was not answered says
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
RESTS = 10.0  # seconds that a process is kept without a query: it has a copy of what it read
SHARE = 0.2  # processor seconds that a query has for itself while others wait
ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
sys.path.insert(0, {root!r})
from api.sparql.zygote import main
main()
"""


class Workers:
    """Answers guarded queries about one release, one at a time in a process.

    >>> import asyncio, tempfile
    >>> from api.sparql.guard import guard
    >>> async def ask(quads: Path) -> bytes:
    ...     async with Workers(quads, Settings()) as workers:
    ...         return await workers.answer(guard("ASK { ?s ?p 1 }"), "text/csv")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     quads = Path(folder, "quads.nq")
    ...     _ = quads.write_text('<http://example.org/a> <http://example.org/p> "1" .')
    ...     asyncio.run(ask(quads))
    b'false'
    """

    def __init__(
        self,
        quads: Path,
        settings: Settings,
        prefixes: Mapping[str, str] | None = None,
        noted: Callable[[str, float], None] | None = None,
    ) -> None:
        """``noted`` is told how each query ended and how many processor seconds it took."""
        self._settings, self._prefixes = settings, dict(prefixes or {})
        self._noted = noted
        self._graphs: Mapping[str, int] | None = None
        few = settings.query_workers
        self._places = Places(
            Room("a query", few, settings.requests, settings.query_seconds, SHARE, aside=few)
        )
        self._resting = Resting[Worker](RESTS)
        # A clean interpreter without an environment: it imports two files of ours.
        code = CODE.format(root=str(ROOT))
        self._zygote = Zygote(
            ["-I", "-c", code, str(quads)], "SPARQL process", environment={}, silent=True
        )

    async def __aenter__(self) -> Workers:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def running(self) -> int:
        """How many queries are at work."""
        return self._places.working

    async def idle(self) -> None:
        """Wait until no query is at work."""
        await self._places.quiet.wait()

    @property
    def ready(self) -> bool:
        """Whether a zygote is up with the release in memory."""
        return self._zygote.ready

    @property
    def process(self) -> int | None:
        """The zygote's process id, for those who watch it."""
        return self._zygote.process

    async def start(self) -> None:
        """Start the zygote and wait until it has loaded the release."""
        await self._zygote.start()

    def close(self) -> None:
        """End for good, and every query with it."""
        self._resting.close()
        self._zygote.close()

    async def graphs(self) -> Mapping[str, int]:
        """The named graphs there are, and how many statements each has."""
        if self._graphs is None:
            rows = json.loads(await self.answer(guard(GRAPHS), "application/sparql-results+json"))
            self._graphs = {
                row["g"]["value"]: int(row["n"]["value"]) for row in rows["results"]["bindings"]
            }
        return self._graphs

    async def answer(self, query: Guarded, media: str) -> bytes:
        """The whole answer, written as ``media``; raises what :meth:`written` does."""
        with await self.written(query, media) as file:
            return os.pread(file.fileno(), os.fstat(file.fileno()).st_size, 0)

    async def written(self, query: Guarded, media: str, visitor: str = "") -> BinaryIO:
        """The whole answer, written as ``media`` into a file without a name, which is the caller's.

        Raises
        ------
        MalformedQueryError
            Not SPARQL; the text has the place.
        RefusedQueryError
            It reads from a graph that is not here.
        QueryTimeoutError, QueryMemoryError
            It was killed for its time, its memory or the size of its answer.
        BusyError
            As many queries wait as may, or it was ended for those that wait.
        UnwritableError
            What was found cannot be written in this format.
        """
        async with self._places.place(visitor) as place:
            began, end, seconds = time.perf_counter(), "left", None
            file = tempfile.TemporaryFile()  # noqa: SIM115 — it is the caller's to close
            try:
                file.write(self._request(query, media))
                file.flush()
                said = await self._asked(file.fileno(), place)
                seconds = said.seconds
                self._judge(said.code, os.pread(file.fileno(), FEW_BYTES, 0), query)
                end = "answered"
            except BaseException as error:
                file.close()
                if isinstance(error, QueryError):
                    end = type(error).__name__.removesuffix("Error")
                raise
            finally:
                if self._noted is not None:
                    # What was killed told nothing: it had the processor until then.
                    self._noted(end, time.perf_counter() - began if seconds is None else seconds)
            return file

    def _request(self, query: Guarded, media: str) -> bytes:
        settings = self._settings
        request = {
            "query": query.text,
            "media": media,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "prefixes": self._prefixes,
            "base": query.base,
            "star": query.star,
            "variables": query.variables,
            "limits": {
                "memory": settings.query_memory * MEBIBYTE,
                "answer": settings.query_answer * MEBIBYTE,
                "seconds": int(settings.query_seconds) + 1,
            },
        }
        return json.dumps(request).encode()

    async def _asked(self, file: int, place: Place) -> Said:
        """What a process says of the query in a file; it ends where that is not a whole answer."""
        worker, said = await self._worker(), None
        place.fork = worker.fork
        try:
            async with asyncio.timeout(self._settings.query_seconds):
                said = await worker.ask(file)
        except TimeoutError:
            raise self._late() from None
        except EndedError as ended:
            raise self._why(ended.status) from None
        finally:
            if said is None or said.spent or place.aside or place.ended:
                worker.end()
            else:
                self._resting.keep(worker)
        return said

    async def _worker(self) -> Worker:
        """One that rests, or a new one."""
        rested = self._resting.take()
        if rested is not None:
            return rested
        worker = Worker()
        try:
            await worker.start(self._zygote)
        except BaseException as error:
            worker.end()
            if isinstance(error, ConnectionError):
                raise self._why(None) from None
            raise
        return worker

    def _why(self, status: int | None) -> QueryError:
        """What the end of a process means that had not answered.

        One that somebody else killed was not late: its query had no part in that.
        """
        if status is None or not os.WIFSIGNALED(status) or os.WTERMSIG(status) == signal.SIGKILL:
            return QueryError("the SPARQL process ended while it worked; ask again")
        if os.WTERMSIG(status) == signal.SIGXCPU:
            return self._late()
        if os.WTERMSIG(status) == signal.SIGSEGV:  # a parser out of stack
            return RefusedQueryError(
                "the query is nested deeper, or joins more parts, than can be read here"
            )
        return self._too_big()  # the engine's allocator aborts

    def _judge(self, code: int, answer: bytes, query: Guarded) -> None:
        """Raise what the code of an answer means, unless it is done."""
        text = answer.decode(errors="replace")
        if code == MALFORMED:
            raise MalformedQueryError(_where(text, query.text))
        if code == UNKNOWN_GRAPH:
            raise RefusedQueryError(text)
        if code == UNSUPPORTED:
            raise MalformedQueryError(f"the query cannot be answered here: {text}")
        if code == UNWRITABLE:
            raise UnwritableError(text)
        if code == NO_MEMORY:
            raise self._too_big()
        if code == TOO_LARGE:
            limit = self._settings.query_answer
            raise QueryMemoryError(
                f"the answer is larger than {limit} MiB; ask for fewer rows or variables, "
                "or page with ORDER BY, LIMIT and OFFSET"
            )
        if code != DONE:
            raise QueryError(f"the query could not be answered: {text}")

    def _late(self) -> QueryTimeoutError:
        seconds = self._settings.query_seconds
        return QueryTimeoutError(f"the query was ended after {seconds:g} s; make it more selective")

    def _too_big(self) -> QueryMemoryError:
        limit = self._settings.query_memory
        return QueryMemoryError(
            f"the query needs more than the {limit} MiB of memory that it may have"
        )


def _where(said: str, query: str) -> str:
    """What the engine's parser said, as a place; what it expected there is mostly noise.

    >>> _where("error at 1:12: expected one of '!', '$', …", "SELECT * { nonsense }")
    "not SPARQL at line 1, column 12, near 'SELECT * { nonsense }'"
    """
    match = re.match(r"error at (\d+):(\d+)", said)
    if match is None:
        return said
    line, column = int(match[1]), int(match[2])
    lines = query.splitlines()
    near = lines[line - 1][max(0, column - 20) : column + 20] if line <= len(lines) else ""
    return f"not SPARQL at line {line}, column {column}" + (f", near {near!r}" if near else "")
