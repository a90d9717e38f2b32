"""Failures kept as cases: one JSON file each, that a test reads without the simulator."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from disclosure import answers, bods, chains, consistent, ftm, tables
from disclosure.judging import Trial
from disclosure.laws import Failure
from disclosure.shrinking import once_said

FOLDER = Path(__file__).resolve().parents[2] / "laws" / "disclosed"


def kind_of(trial: Trial, failure: Failure) -> str:
    """The kind a failure is put under until somebody gives it a better name."""
    lens = failure.lens.rsplit(" ", 1)[0] if failure.lens.startswith("owners") else failure.lens
    return re.sub(r"[^a-zA-Z]+", "-", f"{failure.law} {lens} {trial.way} {trial.world.feature}")


def keep(trial: Trial, failure: Failure, folder: Path, **named: str) -> Path:
    """Write a failure: its tables (or statements), what the product says and what is right."""
    folder.mkdir(parents=True, exist_ok=True)
    seen = kind_of(trial, failure)
    name = named.get("kind", f"{seen}-{trial.form}")
    path = folder / f"{name}.json"
    world, lens = trial.world, failure.lens
    written = {
        **named,
        "law": failure.law,
        "ask": lens,
        "form": trial.form,
        "year": trial.year,
        "firm": world.asked,
        "named": list(world.named),
        "seen_as": [seen],
        "said": _said(trial, lens),
        "detail": failure.detail,
        "right": _right(trial, failure),
        "true": {f: {h: str(s) for h, s in hs.items()} for f, hs in world.shares.items()},
        "document": _document(trial, trial.items),
    }
    if trial.before:
        written["before"] = _document(trial, trial.before)
    path.write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path


def _right(trial: Trial, failure: Failure) -> Any:
    """Cases that are right, or bounds that must not be passed, or the true share."""
    world, lens = trial.world, failure.lens
    if failure.law in ("decided", "whole", "all agree"):
        worlds = consistent.worlds(world, trial.items) if failure.law == "all agree" else [world]
        return sorted(frozenset.intersection(*(answers.LENSES[lens](w) for w in worlds)))
    if failure.law == "truth" and lens.startswith("owners"):
        _, basis, origin = lens.split()
        return float(chains.by_origin(world, basis)[origin])
    if failure.law == "truth" and lens in answers.LENSES:
        true = answers.measured(world, lens)
        return float(true[0]) if true else None
    if failure.law in ("hull", "narrower"):
        worlds = consistent.worlds(world, trial.items)
        if lens.startswith("owners"):
            _, basis, origin = lens.split()
            parts = [float(chains.by_origin(w, basis)[origin]) for w in worlds]
        else:
            parts = [float(m[0]) for w in worlds if (m := answers.measured(w, lens))]
        return [min(parts), max(parts)]
    if lens == "controllers":
        return sorted(m for by in chains.controllers(world, world.asked) for m in by)
    return None


def _document(trial: Trial, items: Any) -> Any:
    if trial.form == "ftm":
        return ftm.entities_of(trial.world, items, "w-", trial.year)
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
