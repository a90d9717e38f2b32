"""The tables of the seeds as text, before anything of ours has read them."""

import csv
import json
from pathlib import Path

import pytest

SEPARATOR = " | "

# The tables of claims; the others describe what claims speak of.
CLAIMS = (
    "ownership", "holder-tables", "control", "investments", "leadership", "foundings",
    "citizenships", "residences", "locations", "listings", "classifications", "designations",
    "list-editions", "dependences", "consolidations", "successions", "programme-links", "trust",
    "relations",
)  # fmt: skip


@pytest.fixture(scope="session")
def parts():
    """What a cell that may hold a list holds."""
    return lambda cell: [part for part in (cell or "").split(SEPARATOR) if part]


@pytest.fixture(scope="session")
def folder(root) -> Path:
    return root / "seeds"


@pytest.fixture(scope="session")
def package(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def tables(folder):
    """Every table, by name: a list of rows."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            found[path.stem] = list(csv.DictReader(handle, strict=True))
    return found


@pytest.fixture(scope="session")
def claims(tables):
    """Every claim, by id, with the table it stands in."""
    return {row["id"]: row | {"table": name} for name in CLAIMS for row in tables[name]}


@pytest.fixture(scope="session")
def stakes(tables):
    """Claims of ownership in one firm, as a function of firm and perhaps holder."""

    def of(firm, holder=None):
        return [
            row
            for row in tables["ownership"]
            if row["target"] == firm and holder in (None, row["party"])
        ]

    return of


@pytest.fixture(scope="session")
def kept(tables):
    """The id that stands here for an id of a set."""
    same = {row["merged_id"]: row["id"] for row in tables["merges"] if row["decision"] == "same"}
    return lambda name, one: same.get(f"{name}/{one}", one)
