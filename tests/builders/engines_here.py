"""Engines outside this process for tests, networks side by side, and whether answers are alike."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec

import numpy as np

from graph.engines.engine import Shares, Solved
from graph.ownership.arrays.holdings import Floats, Holdings, Ints
from needed import missing

NEAR = 1e-9
MOST_ROUNDS = 15
WANTED = (1, 2, 4, 8, 16, 3)  # each national column, and home

# Sail listens where it likes, tells where, and ends with whoever started it.
SERVER = """
import sys
from pysail.spark import SparkConnectServer
server = SparkConnectServer(ip="127.0.0.1", port=0)
server.start(background=True)
print(server.listening_address[1], flush=True)
sys.stdin.read()
"""


def installed(*modules: str) -> None:
    """End a test for want of an extra."""
    for module in modules:
        if find_spec(module) is None:
            missing(f"needs the package `{module}`, which is not installed")


@contextmanager
def sail() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A cluster of Spark Connect in a process of its own: its address, and the process."""
    installed("pysail", "pyspark")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            yield f"sc://127.0.0.1:{int(process.stdout.readline())}", process
        finally:
            process.kill()


def beside(networks: Sequence[Holdings]) -> Holdings:
    """Networks side by side as one: nobody of one holds anything of another."""
    shift = np.cumsum([0, *(one.size for one in networks)])
    stakes = np.cumsum([0, *(one.owner.size for one in networks)])
    starts = [one.start[:-1] + before for one, before in zip(networks, stakes, strict=False)]
    owners = [one.owner + before for one, before in zip(networks, shift, strict=False)]

    def of(name: str) -> Floats:
        return np.concatenate([getattr(one, name) for one in networks])

    return Holdings(
        int(shift[-1]), np.append(np.concatenate(starts), stakes[-1]), np.concatenate(owners),
        of("lower"), of("known"), of("upper"), of("rest_lower"), of("rest_upper"),
    )  # fmt: skip


def alike(one: Solved, other: Solved, near: float = NEAR) -> bool:
    """Whether two engines say the same of everybody."""
    parts = ("ends", "lower", "upper")
    return all(np.abs(getattr(one, part) - getattr(other, part)).max() <= near for part in parts)


def clusters(top: Ints) -> Ints:
    """By whom each is directed, where of firms that direct one another any may stand on top."""
    first = np.full(len(top), len(top))
    np.minimum.at(first, top, np.arange(len(top)))
    return first[top]


def shares_of(holdings: Holdings, kinds: Iterable[int], rests: Iterable[int]) -> Shares:
    """A network whose ends are of seven kinds, of which the last two may be anybody's."""
    groups = np.array([1, 2, 4, 8, 16, 31, 31], dtype=np.uint8)
    end, rest = (np.array(list(one), dtype=np.int64) for one in (kinds, rests))
    return Shares(holdings, 7, end, rest, groups[end], groups[rest])
