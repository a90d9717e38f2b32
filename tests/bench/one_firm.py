"""One firm under every lens: on the release of the seeds, and above a large made-up network."""

from __future__ import annotations

import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bars import Bar, at_most, percentile, say

from graph.ownership.arrays.synthetic import Recipe
from graph.questions import classify
from graph.releases.packed import pack, unpack
from graph.releases.release import Release, build, open_release
from graph.synthetic import tables

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
STAKES = 1_000_000
FIRMS = 400  # that are asked about in the large network, each once


def milliseconds(release: Release, firm: str) -> float:
    """The processor time of one answer."""
    start = time.process_time()
    classify(release, firm)
    return 1000 * (time.process_time() - start)


def large(stakes: int, folder: Path, release: Release) -> Release:
    """A release that knows so many stakes, written and read as a build and an opening would.

    The engine reads one file of a release; statements and columns are not written here.
    """
    made = tables(Recipe(firms=stakes // 2, stakes=stakes), "CN", date(2025, 12, 31))
    path = folder / "knowledge.msgpack"
    pack(made, path)
    del made
    start = time.process_time()
    known = unpack(path)
    taken = time.process_time() - start
    say(
        f"{stakes:,} stakes, {len(known.claims):,} claims on {len(known.entities):,} entities: "
        f"{path.stat().st_size / 1e6:,.0f} MB, opened in {taken:.1f} s"
    )
    return release.knowing(known)


def measure(stakes: int = STAKES) -> Iterator[Bar]:
    """Every bar of one firm."""
    with tempfile.TemporaryDirectory() as home:
        build(SEEDS, Path(home))
        release = open_release(Path(home))
        taken: list[float] = []
        for firm in release.knowledge.subjects:
            first = milliseconds(release, firm)
            own = [milliseconds(release, firm) for _ in range(20)]
            taken += own
            p50 = statistics.median(own)
            say(f"{firm}, every lens: first {first:.1f} ms, then p50 {p50:.1f} ms")
        yield at_most("one firm, every lens, seeds, p50", statistics.median(taken), 10, " ms")
        yield from _in_large(large(stakes, Path(home), release), stakes)


def _in_large(release: Release, stakes: int) -> Iterator[Bar]:
    start = time.process_time()
    classify(release, "firm-0")
    first = time.process_time() - start
    yield at_most(f"one firm on {stakes:,} stakes, first answer, with its indexes", first, 2, " s")
    step = max(1, stakes // 2 // FIRMS)
    times = [milliseconds(release, f"firm-{n}") for n in range(0, stakes // 2, step)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
    p50 = statistics.median(times)
    say(f"{len(times)} firms: p50 {p50:.1f} ms, most {max(times):.1f} ms; peak {memory:.1f} GB")
    yield at_most(f"one firm on {stakes:,} stakes, p99", percentile(times, 99), 30, " ms")
