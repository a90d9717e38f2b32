"""A bar, what was measured against it, and how both are shown."""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

LIBRARIES = ("numpy", "scipy", "numba", "networkx", "pyoxigraph", "rdflib", "fastapi", "uvicorn")


class Bar(NamedTuple):
    """What a measure is held to; ``met`` is nothing when it could not be measured."""

    what: str
    bar: str
    measured: str
    met: bool | None


def at_most(what: str, measured: float, limit: float, unit: str = "") -> Bar:
    """A measure that should not be larger."""
    return Bar(what, f"≤ {limit:g}{unit}", f"{measured:.4g}{unit}", measured <= limit)


def at_least(what: str, measured: float, limit: float, unit: str = "") -> Bar:
    """A measure that should not be smaller."""
    return Bar(what, f"≥ {limit:g}{unit}", f"{measured:.4g}{unit}", measured >= limit)


def not_measured(what: str, bar: str, why: str) -> Bar:
    """A measure that could not be taken."""
    return Bar(what, bar, why, None)


def seconds(work: Callable[[], object], times: int = 3) -> float:
    """The best processor time of several runs: other programs on the machine count for least."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def wall(work: Callable[[], object], times: int) -> list[float]:
    """How long each of several runs took by the clock."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def percentile(values: Iterable[float], part: float) -> float:
    """The value below which so many percent of the values lie."""
    return statistics.quantiles(sorted(values), n=100, method="inclusive")[int(part) - 1]


def say(text: str) -> None:
    """Print what is going on, at once."""
    print(text, flush=True)


def machine() -> str:
    """What the numbers were measured on."""
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text("utf-8").splitlines() if cpus.exists() else []
    models = {line.partition(": ")[2].strip() for line in lines if line.startswith("model name")}
    load = os.getloadavg()[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores of {' / '.join(sorted(models)) or platform.machine()}, "
        f"load {load:.1f}, Python {sys.version.split()[0]}; {libraries}"
    )


def show(bars: Iterable[Bar]) -> None:
    """Print the bars as one table."""
    rows = [("what", "bar", "measured", "met")]
    rows += [
        (b.what, b.bar, b.measured, {True: "yes", False: "NO", None: "–"}[b.met]) for b in bars
    ]
    widths = [max(len(row[k]) for row in rows) for k in range(4)]
    say("\n" + machine())
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
