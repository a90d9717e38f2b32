"""Failures kept as cases: one JSON file each, that a test reads without the simulator."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from disclosure import answers, bods, chains, tables
from disclosure.judging import Trial, once_said
from disclosure.laws import Failure

FOLDER = Path(__file__).resolve().parents[2] / "laws" / "disclosed"


def kind_of(trial: Trial, failure: Failure) -> str:
    """The kind a failure is put under until somebody gives it a better name."""
    lens = failure.lens.rsplit(" ", 1)[0] if failure.lens.startswith("owners") else failure.lens
    return re.sub(r"[^a-zA-Z]+", "-", f"{failure.law} {lens} {trial.way} {trial.world.feature}")


def known_kinds() -> frozenset[str]:
    """The kinds of the kept cases."""
    found = [json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")]
    return frozenset(kind for case in found for kind in case["seen_as"])


def keep(trial: Trial, failure: Failure, folder: Path) -> Path:
    """Write a failure with its tables (or statements), the world and both answers."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{kind_of(trial, failure)}-{trial.form}.json"
    world = trial.world
    written = {
        "law": failure.law,
        "ask": failure.lens,
        "detail": failure.detail,
        "way": trial.way,
        "form": trial.form,
        "firm": world.asked,
        "seen_as": [kind_of(trial, failure)],
        "said": _said(trial, failure.lens),
        "right": sorted(answers.LENSES[failure.lens](world)) if failure.lens in answers.LENSES else
        {o: str(s) for o, s in chains.by_origin(world, "economic").items()},
        "world": {
            "shares": {f: {h: str(s) for h, s in hs.items()} for f, hs in world.shares.items()},
            "parties": dict(world.parties),
            "seats": dict(world.seats),
            "more": repr((world.weights, world.record, world.contracts, world.rights,
                          world.concerts, world.money, world.listed)),
        },
        "document": _document(trial, trial.items),
    }  # fmt: skip
    if trial.before:
        written["before"] = _document(trial, trial.before)
    path.write_text(json.dumps(written, indent=1) + "\n", "utf-8")
    return path


def _document(trial: Trial, items: Any) -> Any:
    if trial.form == "bods":
        return json.loads(bods.document([bods.statements_of(trial.world, items, "w-", trial.year)]))
    rows = tables.rows_of(trial.world, items, "", trial.year)
    return json.loads(tables.document([rows], trial.year))


def _said(trial: Trial, lens: str) -> Any:
    said = once_said(trial)
    if said.error or lens not in said.verdicts:
        return said.error or {b: dict(c) for b, c in said.columns.items()}
    found = said.verdicts[lens]
    interval = found.interval and [found.interval.lower, found.interval.upper]
    return {"word": found.word, "case": found.case, "decides": found.decides, "interval": interval}



