"""Draws worlds, asks the product, prints counts for each lens and way, keeps what fails.

    python tests/builders/disclosure/run.py --worlds 2000 --seed 1 [--keep FOLDER]

Each failure is made smaller by leaving out facts while it stays, and written as one JSON file:
the tables, the question, what the product says and what is right.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "builders")]

from disclosure import cases, judging, shrinking  # noqa: E402 (found only with the paths above)
from disclosure.judging import Counts  # noqa: E402

PART = 100  # worlds drawn, asked and forgotten together


def main() -> int:
    """Run, print and keep; 1 if a law fails that is in no kept case, or a cell is empty."""
    given = _arguments()
    started = time.monotonic()
    total = Counts()
    for start in range(0, given.worlds, PART):
        part = judging.judge(min(PART, given.worlds - start), given.seed * 1_000_003 + start)
        total.add(part)
    spent = time.monotonic() - started
    _table(total)
    grouped = judging.grouped(total.failures)
    print(f"\n{given.worlds} worlds, {sum(total.laws.values())} trials ({dict(total.laws)}),")
    print(f"{total.enumerated} enumerated, {spent:.0f} s, {len(total.failures)} failures:")
    known = cases.known_kinds()
    fresh = Counter[str]()
    for key, found in sorted(grouped.items(), key=lambda pair: -len(pair[1])):
        kind = cases.kind_of(*found[0])
        mark = "open" if kind in known else "NEW"
        fresh[mark] += 1
        print(f"  {len(found):5} {mark:4} {' | '.join(key)}: {found[0][1].detail[:100]}")
        if given.keep:
            for trial, failure in found[: given.each]:
                cases.keep(*shrinking.shrunk(trial, failure), Path(given.keep))
    empty = total.empty()
    for cell in empty:
        print(f"never asked: {cell[0]} by {cell[1]}")
    return 1 if fresh["NEW"] or empty else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--worlds", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", default="", help="folder for shrunk failures")
    parser.add_argument("--each", type=int, default=1, help="how many of each group to keep")
    return parser.parse_args()


def _table(counts: Counts) -> None:
    ways = sorted({way for _, way in counts.asked})
    print("decided/asked by lens and way of disclosing")
    for lens in sorted({lens for lens, _ in counts.asked}):
        cells = [f"{w} {counts.decided[lens, w]}/{counts.asked[lens, w]}" for w in ways]
        print(f"  {lens}: {', '.join(cells)}")


if __name__ == "__main__":
    sys.exit(main())
