"""Measure every bar and print them in one table.

python tests/bench/run.py [PART …]

Parts: engine, one-firm, building, serving, queries, load, pages; without any, all. Times are of the
processor where one process does the work, of the clock where several do.
"""

from __future__ import annotations

import sys
from importlib import import_module

from bars import Bar, say, show

PARTS = ("engine", "one-firm", "building", "serving", "queries", "load", "pages")


def main(wanted: tuple[str, ...]) -> None:
    """Measure some parts and show what came out, also of those that ended early."""
    for part in wanted:
        if part not in PARTS:
            raise SystemExit(f"no part is called {part!r}; there are: {', '.join(PARTS)}")
    bars: list[Bar] = []
    for part in wanted or PARTS:
        say(f"\n{part}")
        bars.extend(import_module(part.replace("-", "_")).measure())
    show(bars)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
