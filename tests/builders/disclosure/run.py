"""Draws worlds, asks the product, prints counts for each lens and way, keeps what fails.

    python tests/builders/disclosure/run.py --worlds 2000 --seed 1 [--keep FOLDER] [--jobs 2]

Each failure that no open case explains is made smaller by leaving out facts while it stays, and
written as one JSON file: the tables, the question, what the product says and what is right.
The last line counts; the exit code is 1 if something is new, a cell is empty or an error is new.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "builders")]

from disclosure import cases, judging, known, shrinking  # noqa: E402 (found only with these paths)
from disclosure.judging import Counts  # noqa: E402 (as above)

PART = 250  # worlds drawn, asked and forgotten together


def main() -> int:
    """Run, print and keep."""
    given = _arguments()
    started = time.monotonic()
    total = Counts()
    for part in _parts(given.worlds, given.seed, given.jobs):
        total.add(part)
        _progress(part, total.worlds, time.monotonic() - started)
    _table(total)
    fresh = known.new(total.failures)
    _failures(total)
    if given.keep:
        for found in judging.grouped(fresh).values():
            for trial, failure in found[: given.each]:
                cases.keep(*shrinking.shrunk(trial, failure), Path(given.keep))
    empty = total.empty()
    for lens, way in empty:
        print(f"never asked: {lens} by {way}")
    errors = sum(failure.law == "error" for _, failure in total.failures)
    new_kinds = judging.grouped(fresh)
    by_law = Counter(failure.law for _, failure in total.failures)
    print(
        f"{given.worlds} worlds, {sum(total.laws.values())} trials, "
        f"{total.enumerated} of {total.worlds} enumerated, "
        f"{sum(by_law.values())} failures ({dict(by_law)}), {len(fresh)} of {len(new_kinds)} new "
        f"kinds, {len(empty)} empty cells, {errors} errors, {time.monotonic() - started:.0f} s"
    )
    return 1 if fresh or empty else 0


def _parts(worlds: int, seed: int, jobs: int) -> Iterator[Counts]:
    """Counts of each part; parts are drawn apart, so that their number of jobs changes nothing."""
    wanted = [
        (min(PART, worlds - start), seed * 1_000_003 + start, start == 0)
        for start in range(0, worlds, PART)
    ]
    if jobs < 2 or len(wanted) < 2:
        yield from map(_judged, wanted)
        return
    with get_context("spawn").Pool(min(jobs, len(wanted)), maxtasksperchild=4) as pool:
        yield from pool.imap(_judged, wanted, chunksize=1)


def _judged(part: tuple[int, int, bool]) -> Counts:
    number, seed, fill = part
    return judging.judge(number, seed, fill=fill)


def _progress(part: Counts, worlds: int, seconds: float) -> None:
    """One line for a part that is done, and its new failures, for whoever watches a long run."""
    print(f"{worlds} worlds, {seconds:.0f} s", file=sys.stderr)
    for key, found in judging.grouped(known.new(part.failures)).items():
        print(f"  {len(found)} {' | '.join(key)}: {found[0][1].detail[:200]}", file=sys.stderr)


def _failures(total: Counts) -> None:
    """Kinds of failures, new ones first, each with the open case that explains it."""
    grouped = judging.grouped(total.failures)
    rows = []
    for key, found in grouped.items():
        because = Counter(known.explaining(*each) for each in found)
        rows.append((because[""] == 0, -len(found), key, found, because))
    for _, _, key, found, because in sorted(rows, key=lambda row: row[:3]):
        fresh = [each for each in found if not known.explaining(*each)]
        trial, failure = (fresh or found)[0]
        why = ", ".join(case for case in because if case) or "-"
        mark = f"NEW {len(fresh)}" if fresh else "open"
        text = f"{trial.form}, {trial.role}, {trial.way}, {trial.world.feature}: {failure.detail}"
        print(f"  {len(found):4} {mark:6} {' | '.join(key)} [{why}] {text[:170]}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", default="", help="folder for shrunk new failures")
    parser.add_argument("--each", type=int, default=1, help="how many of each kind to keep")
    return parser.parse_args()


def _table(counts: Counts) -> None:
    ways = sorted({way for _, way in counts.asked})
    print("decided/asked by lens and way of disclosing")
    for lens in sorted({lens for lens, _ in counts.asked}):
        cells = [f"{w} {counts.decided[lens, w]}/{counts.asked[lens, w]}" for w in ways]
        print(f"  {lens}: {', '.join(cells)}")


if __name__ == "__main__":
    sys.exit(main())
