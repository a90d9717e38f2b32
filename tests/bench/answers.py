"""Building the seed release, one firm under every lens, a drawing, and the start of the program.

python tests/bench/answers.py
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from graph.formats.diagrams import svg
from graph.questions import classify, neighbourhood
from graph.release import build, open_release

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def seconds(work: Callable[[], object], times: int) -> list[float]:
    """How long each of several runs took."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return taken


def run(*command: str) -> Callable[[], object]:
    """A program to be run to its end."""
    return lambda: subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    """Print what was measured beside the bar it is held to."""
    with tempfile.TemporaryDirectory() as home:
        (taken,) = seconds(lambda: build(SEEDS, Path(home)), 1)
        release = open_release(Path(home))
        claims = len(release.knowledge.claims)
        print(
            f"build: {claims} claims in {taken:.2f} s, {claims / taken:,.0f} a second (bar 5,000)"
        )
        for firm in release.knowledge.subjects:
            classify(release, firm)  # loads what is loaded once
            times = seconds(lambda firm=firm: classify(release, firm), 20)
            print(f"{firm}, every lens: p50 {1000 * statistics.median(times):.1f} ms (bar 10 ms)")
            around = neighbourhood(release, firm)
            (taken,) = seconds(lambda around=around: svg(around), 1)
            print(f"  drawing of {len(around.nodes)} parties: {1000 * taken:.0f} ms")
    bare = statistics.median(seconds(run(sys.executable, "-c", "pass"), 7))
    program = str(Path(sys.executable).with_name("zizhu"))
    start = statistics.median(seconds(run(program, "--help"), 7))
    print(f"zizhu --help: {start:.2f} s (bar 0.4 s), {start / bare:.0f} × an empty Python")


if __name__ == "__main__":
    main()
