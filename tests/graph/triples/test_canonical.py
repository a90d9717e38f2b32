"""A release's id depends on every byte of the code that computes what is in it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

VERSION = "from graph.triples.canonical import engine_version; print(engine_version())"


def version_of(project: Path) -> str:
    """What the engine of a copy of the project calls itself."""
    done = subprocess.run(
        [sys.executable, "-c", VERSION],
        cwd=project,
        env={"PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def copied(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("engine")
    for folder in ("graph", "ontology"):
        shutil.copytree(root / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.mark.parametrize(
    "file",
    [
        "graph/questions.py",
        "graph/ownership/ultimate/integrated.py",
        "graph/measures/home_share.py",
        "graph/entities/company-forms.csv",
        "graph/triples/canonical.py",
        "ontology/lenses.py",
    ],
)
def test_a_changed_byte_anywhere_changes_the_version(copied: Path, file: str) -> None:
    before = version_of(copied)
    path = copied / file
    text = path.read_bytes()
    path.write_bytes(text + b"\n")
    try:
        assert version_of(copied) != before
    finally:
        path.write_bytes(text)
    assert version_of(copied) == before
