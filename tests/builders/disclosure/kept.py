"""A kept case asked again: whether what the product says of it is right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from disclosure import asking
from disclosure.asking import Said
from disclosure.laws import STEP, TOLERANCE, decided
from disclosure.tables import DAYS

FOLDER = Path(__file__).resolve().parents[2] / "laws" / "disclosed"
Case = Mapping[str, Any]


def case_of(name: str) -> Case:
    """A case by its name."""
    case: Case = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return case


def answer(case: Case, document: Any) -> Said:
    """What the product says of the case's firm, by what a document discloses."""
    text = json.dumps(document).encode()
    form = case["form"]
    if form == "bods":
        release, prefix = asking.imported(form, text, DAYS[case["year"]]), "x.w-"
    elif form == "ftm":
        release, prefix = asking.imported(form, text, DAYS[case["year"]]), "x.ftm-w-"
    else:
        release, prefix = asking.from_tables(text), ""
    return asking.ask(release, prefix, case["firm"], case.get("named", ()))


def bounds(said: Said, ask: str) -> tuple[float, float]:
    """The interval a case asks for: a column of owners, or a lens's measure."""
    if ask.startswith("owners"):
        _, basis, origin = ask.split()
        return said.columns[basis][origin]
    interval = said.verdicts[ask].interval
    return (interval.lower, interval.upper) if interval else (0.0, 1.0)


def wrong(case: Case) -> str:
    """What is not right in what the product says, or nothing."""
    said, ask, right = answer(case, case["document"]), case["ask"], case["right"]
    if said.error or case["law"] == "error":
        return said.error
    if ask == "controllers":
        strangers = [sorted(group) for group in said.certain if not group <= set(right)]
        return f"certain {strangers}, right {right}" if strangers else ""
    if case["law"] in ("truth", "hull"):
        return _bounds_wrong(case, bounds(said, ask))
    if case["law"] == "more":
        return _less_than_before(case, said)
    found = said.verdicts[ask]
    text = f"said {found.case or found.decides}, right {right or 'undecided'}"
    match case["law"]:
        case "decided":
            fine = not decided(found) or found.case in right
        case "some differ":
            fine = not decided(found)
        case _:
            fine = decided(found) and found.case in right
    return "" if fine else text


def _bounds_wrong(case: Case, found: tuple[float, float]) -> str:
    low, high = found
    right = case["right"]
    if case["law"] == "truth":
        fine = low - TOLERANCE <= right <= high + TOLERANCE
    else:
        fine = right[0] - STEP <= low and high <= right[1] + STEP
    return "" if fine else f"said {low}–{high}, right {right}"


def _less_than_before(case: Case, said: Said) -> str:
    """A verdict that was decided stays; an interval never widens."""
    was, ask = answer(case, case["before"]), case["ask"]
    if was.error:
        return was.error
    if not ask.startswith("owners") and decided(was.verdicts[ask]):
        now = said.verdicts[ask]
        fine = decided(now) and now.case == was.verdicts[ask].case
        return "" if fine else f"was {was.verdicts[ask].case}, now {now.case or now.decides}"
    before, after = bounds(was, ask), bounds(said, ask)
    fine = before[0] - TOLERANCE <= after[0] and after[1] <= before[1] + TOLERANCE
    return "" if fine else f"was {before}, now {after}"
