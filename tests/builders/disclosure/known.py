"""Which failures are known: those that a kept case which is not mended yet explains.

A kept case explains failures of its own law and lens. Of a law that finds something wrong and
confident, and of a case that is called narrow, it explains only those of its own way of disclosing
or feature of the world, so that one open case hides no other. ``shows.csv`` names what else a case
shows itself by. Once a case is off ``open.csv`` it explains nothing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from disclosure.judging import Trial
from disclosure.laws import Failure

FOLDER = Path(__file__).resolve().parents[2] / "laws" / "disclosed"
CONFIDENT = ("error", "truth", "decided", "some differ", "narrower", "screened")


@dataclass(frozen=True)
class Pattern:
    """The failures that one open case explains; an empty part is any, a star any letters."""

    case: str
    law: str
    lens: str
    where: tuple[str, ...] = ()  # ways of disclosing or features of worlds

    def explains(self, trial: Trial, failure: Failure) -> bool:
        """Whether a failure is one of these."""
        here = not self.where or {trial.way, trial.world.feature} & set(self.where)
        return bool(
            here and fnmatchcase(failure.law, self.law) and fnmatchcase(stem(failure), self.lens)
        )


def stem(failure: Failure) -> str:
    """What was asked, whichever column of owners or error it is of."""
    if failure.law == "error":
        return failure.lens
    return " ".join(failure.lens.split()[:2]) if failure.lens.startswith("owners") else failure.lens


def open_cases() -> frozenset[str]:
    """The kept cases that are not mended yet."""
    return frozenset(row["case"] for row in _rows("open.csv"))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def patterns() -> tuple[Pattern, ...]:
    """What the open cases explain: their own kind, and what ``shows.csv`` adds to it."""
    listed = open_cases()
    found = []
    for name in sorted(listed):
        case = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
        law, lens = case["law"], case["ask"]
        where = tuple(part for seen in case["seen_as"] for part in seen.split("-")[-2:])
        asked = stem(Failure(law, lens, ""))
        narrow = law in CONFIDENT or case.get("narrow", False)
        found.append(Pattern(name, law, asked, where if narrow else ()))
    for row in _rows("shows.csv"):
        if row["case"] in listed:
            where = tuple(row["where"].split())
            found.append(Pattern(row["case"], row["law"], row["lens"], where))
    return tuple(found)


def explaining(trial: Trial, failure: Failure) -> str:
    """The open case that explains a failure, or nothing: then it is new."""
    return next((p.case for p in patterns() if p.explains(trial, failure)), "")


def new(failures: Iterable[tuple[Trial, Failure]]) -> list[tuple[Trial, Failure]]:
    """The failures that no open case explains."""
    return [(trial, failure) for trial, failure in failures if not explaining(trial, failure)]
