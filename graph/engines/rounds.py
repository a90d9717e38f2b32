"""Whole networks by set operations: exact, in as many rounds as the longest chain has links.

Trimmed from above and below, the links between firms leave the cyclic core; whose members hold
one another is seen on this machine, and such a group is settled as one, by the exact local
numbers. Everybody else is settled as soon as all holders are. Plain iteration would creep where
firms hold nearly all of one another, and its last step would not say so: after 1,000 rounds a
pair that holds 99.9 % of each other is still wrong by more than a tenth.

Groups of more rows than fit here are swept where they are. How far their numbers may then
be from the true ones is not told from the last step but from a question asked beside the others:
what part of every walk has come to an end.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from graph.claims.figures import counted
from graph.engines import columns
from graph.engines.core import core_shares, core_tops, mutual
from graph.engines.engine import Flags, Line, Shares, Solved
from graph.engines.sets import Sets
from graph.errors import ComputationError, EngineError
from graph.ownership.arrays.holdings import NOISE, Holdings, Ints

AT_ONCE = 20_000_000  # links and rows of mutual holders that this machine takes
SWEEPS, NEAR = 500, 1e-10  # of larger groups: how often, and how near is near enough


@dataclass
class Work:
    """What it took to solve one network.

    >>> print(Work("shares", rounds=9, trims=4, core=512))
    shares: 9 rounds; 4 more found the cyclic core of 512 links
    >>> print(Work("shares", rounds=9, trims=4, core=512, sweeps=77, within=1e-7))
    shares: 9 rounds; 4 more found the cyclic core of 512 links, swept 77 times to within 1.0e-07
    """

    what: str
    rounds: int = 0
    trims: int = 0
    core: int = 0
    sweeps: int = 0
    within: float = 0.0

    def __str__(self) -> str:
        """In words, as somebody is told who waited for it."""
        said = f"{self.what}: {counted(self.rounds, 'round')}"
        if self.core:
            said += f"; {self.trims} more found the cyclic core of {counted(self.core, 'link')}"
        if self.sweeps:
            said += f", swept {counted(self.sweeps, 'time')} to within {self.within:.1e}"
        return said


@dataclass(eq=False)
class Rounds:
    """An engine that orders another's set operations.

    ``opened`` opens the other's tables for a while, ``exchange`` is a folder that both read:
    by default one of this machine. ``at_once`` is the most rows that are brought here.
    """

    opened: Callable[[Path], AbstractContextManager[Sets]]
    exchange: str | Path | None = None
    at_once: int = AT_ONCE
    few: int = 0

    def __post_init__(self) -> None:
        self.works: list[Work] = []

    def solve(self, shares: Shares, wanted: Sequence[int]) -> Solved:
        """Where shares end, and the least and most of sets of national columns, given as bits."""
        work = self._begun("shares")
        with self._folder() as folder:
            asked = columns.write_shares(shares, wanted, folder)
            with self.opened(folder) as sets:
                sets.load_shares(folder)
                self._settled(
                    sets, work, sets.shares, lambda: _swept(sets, work),
                    lambda: core_shares(asked, sets.rows("fixed"), sets.rows("open"), sets.above()),
                )  # fmt: skip
                return asked.solved(sets.found(), work.within)

    def controllers(self, votes: Holdings) -> Ints:
        """Who directs each entity by a majority of certain votes; itself where nobody does."""
        over = np.flatnonzero(votes.total(votes.lower) > 1 + NOISE * votes.size)
        if over.size:
            raise ComputationError(f"the holders of firm {over[0]} have more than all of its votes")
        work = self._begun("votes")
        top = np.arange(votes.size)
        with self._folder() as folder:
            columns.write_votes(votes, folder)
            with self.opened(folder) as sets:
                sets.load_votes(folder)
                self._settled(
                    sets, work, sets.majorities, lambda: _agreed(sets, work),
                    lambda: core_tops(sets.rows("votes"), sets.above()),
                )  # fmt: skip
                found = sets.found()
        top[found["entity"].to_numpy()] = found["top"].to_numpy()
        return top

    def reached(
        self, capital: Holdings, listed: Collection[int], line: Line
    ) -> tuple[Flags, Flags]:
        """Whom a list reaches for certain, and whom possibly, the listed themselves included."""
        work = self._begun("a list")
        surely, possibly = np.zeros((2, capital.size), dtype=bool)
        with self._folder() as folder:
            columns.write_votes(capital, folder)
            with self.opened(folder) as sets:
                sets.load_votes(folder)
                for certain, flags in ((True, surely), (False, possibly)):
                    found, rounds = sets.reached(listed, line, certain=certain)
                    flags[found] = True
                    work.rounds = max(work.rounds, rounds)
        return surely, possibly

    def _begun(self, what: str) -> Work:
        self.works.append(Work(what))
        return self.works[-1]

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """A folder of its own in the one for exchange, gone afterwards."""
        try:
            made = tempfile.TemporaryDirectory(
                prefix="zizhu-", dir=self.exchange, ignore_cleanup_errors=True
            )
        except OSError as error:
            raise EngineError(
                f"the folder for exchange cannot be written: {error.strerror}"
            ) from error
        with made as folder:
            yield Path(folder)

    def _settled(
        self, sets: Sets, work: Work, step: Callable[[], object], sweep: Callable[[], None],
        at_once: Callable[[], pa.Table],
    ) -> None:  # fmt: skip
        """Settle every firm, in each round those who stand alone and then the groups."""
        sets.join(self._groups(sets, work))
        while True:
            alone = sets.ready(joined=False)
            if alone:
                step()
                sets.settle()
            together = sets.ready(joined=True)
            if together:
                if together <= self.at_once:
                    sets.put(at_once())
                else:
                    sweep()
                sets.settle()
            if not alone and not together:
                return
            work.rounds += 1

    def _groups(self, sets: Sets, work: Work) -> pa.Table:
        """Who holds one another, (firm, head): a core too large to be looked at is one group."""
        links = sets.trim(first=True)
        while links and (fewer := sets.trim(first=False)) < links:
            links = fewer
            work.trims += 1
        work.core = links
        if links > self.at_once:
            firms = np.unique(sets.core()["firm"].to_numpy())
            return pa.table({"firm": firms, "head": np.full(firms.size, firms[0])})
        return mutual(sets.core())


def _swept(sets: Sets, work: Work) -> None:
    """Sweep a core from nothing upwards: what is found is never too much."""
    lacking = 1.0
    for _ in range(SWEEPS):
        sets.shares()
        work.sweeps += 1
        lacking = sets.lacking()
        if lacking <= NEAR:
            break
    work.within = max(work.within, lacking)


def _agreed(sets: Sets, work: Work) -> None:
    """Join firms of a core to whoever directs them, until nobody more is directed."""
    while sets.majorities():
        work.sweeps += 1
