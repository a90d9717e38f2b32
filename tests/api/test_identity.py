"""From files to one entity on the command line: import, propose, decide, apply, redirect."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gleif_files import entity, exception, make_lei, relation, write_csv

CHILD, PARENT, TOP = (make_lei(name) for name in ("ONE", "TWO", "THREE"))


Run = Callable[..., Any]


@pytest.fixture
def asked(zizhu: Run, tmp_path: Path) -> Run:
    """Runs the command on releases of this test's own; gives what it wrote."""

    def run(*words: object, code: int = 0) -> Any:
        ended = zizhu(*map(str, words), home=tmp_path / "home")
        assert ended.code == code, ended.stderr
        return ended

    return run


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path, Path]:
    """Level 2 and exceptions under LEIs alone, Level 1 with names, and another list of firms."""
    level2 = [
        relation(CHILD, PARENT), relation(PARENT, TOP),
        relation(CHILD, TOP, "IS_ULTIMATELY_CONSOLIDATED_BY"),
    ]  # fmt: skip
    level1 = [entity(CHILD, "Child Ltd"), entity(PARENT, "Parent Ltd"), entity(TOP, "Top plc")]
    other = [
        {"id": "n1", "schema": "Company", "properties": {"name": ["Top PLC"]}},
        {"id": "n2", "schema": "Company", "properties": {"name": ["Child"], "leiCode": [CHILD]}},
        {"id": "n3", "schema": "Person", "properties": {"name": ["A Donor"]}},
    ]  # fmt: skip
    path = tmp_path / "other.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in other))
    return (
        write_csv(tmp_path / "20260123-rr.csv", level2),
        write_csv(tmp_path / "20260123-lei2.csv", level1),
        write_csv(tmp_path / "20260123-repex.csv", [exception(TOP, "NO_KNOWN_PERSON")]),
        path,
    )


def test_files_become_one_graph(files: tuple[Path, ...], tmp_path: Path, asked: Run) -> None:
    level2, level1, exceptions, other = files
    asked("import", "gleif", level2, level1, exceptions, "--name", "g", "--home", "GB")
    told = asked("import", "ftm", other, "--name", "o", "--join")
    assert "a person in no public role is not taken in" in " ".join(told.stdout.split())

    # Numbers merge by themselves, and the old id leads on.
    found = json.loads(asked("claims", f"g.lei-{CHILD}", "--format", "json").stdout)
    assert found["entity"]["name"] == "Child Ltd"
    again = json.loads(asked("claims", "o.ftm-n2", "--format", "json").stdout)
    assert again["entity"] == found["entity"]
    agreed = json.loads(asked("parents", "--format", "json").stdout)
    assert (agreed["compared"], agreed["agreed"]) == (1, 1)
    controllers = asked("controllers", CHILD).stdout
    assert "Top plc" in controllers

    # Names only propose.
    review = tmp_path / "review.csv"
    asked("identity", "candidates", "--out", review)
    with review.open(newline="") as file:
        rows = list(csv.DictReader(file))
    (row,) = [one for one in rows if "o.ftm-n1" in (one["left"], one["right"])]
    assert row["decision"] == "" and "same name" in row["evidence"]
    row["decision"] = "same"
    with review.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        writer.writeheader()
        writer.writerow(row)
    asked("identity", "apply", review)
    one, two = (
        json.loads(asked("claims", row[side], "--format", "json").stdout)
        for side in ("left", "right")
    )
    assert one["entity"] == two["entity"]


def test_a_decision_on_nobody_is_refused(
    files: tuple[Path, ...], tmp_path: Path, asked: Run
) -> None:
    asked("import", "gleif", files[1], "--home", "GB")
    review = tmp_path / "review.csv"
    review.write_text("left,right,decision\nnobody,noone,same\n")
    ended = asked("identity", "apply", review, code=2)
    assert "no entity has the id 'nobody'" in ended.stderr
