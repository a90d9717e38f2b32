"""How many claims a second become a release: the seeds, and a larger made-up data set."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bars import Bar, at_least, say

from graph.formats.tables.tables import write_tables
from graph.ownership.arrays.synthetic import Recipe
from graph.synthetic import tables

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
STAKES = 57_600  # some hundred thousand claims with tables, contracts, votes and citizenships
PROGRAM = (
    "import sys, pathlib; from graph.releases.release import build;"
    "print(build(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])).manifest.counts['claims'])"
)


def built(folder: Path) -> tuple[int, float]:
    """The claims of a data set, and the time by the clock to build a release, start included."""
    with tempfile.TemporaryDirectory() as home:
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(folder), home],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return int(done.stdout), time.perf_counter() - start


def measure(stakes: int = STAKES) -> Iterator[Bar]:
    """The bar of the build, on a data set that is more than its start; the seeds beside it."""
    claims, taken = built(SEEDS)
    say(f"the seeds: {claims:,} claims, with the start of the program, in {taken:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        made = tables(Recipe(firms=stakes // 2, stakes=stakes), "CN", date(2025, 12, 31))
        write_tables(made, Path(folder))
        del made
        claims, taken = built(Path(folder))
        say(f"made-up tables: {claims:,} claims in {taken:.1f} s")
        yield at_least("build of made-up tables, claims a second", claims / taken, 5000)
