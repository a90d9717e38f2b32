"""What readers are told is there, and what is there is told.

That every public module, class and function has a docstring is a rule of ruff (D100 to D103).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "ARCHITECTURE.md")
LONGEST = 350


@pytest.fixture(scope="module")
def commands() -> dict[str, str]:
    """Every command of the program and its help."""
    from api.cli import app

    group = typer.main.get_command(app)
    return {name: command.help or "" for name, command in group.commands.items()}


def test_every_command_has_help(commands: dict[str, str]) -> None:
    assert len(commands) > 10
    assert {name for name, help_ in commands.items() if len(help_.split()) < 4} == set()


def test_every_command_is_told_of(commands: dict[str, str], root: Path) -> None:
    told = set(
        re.findall(r"zizhu ([a-z][a-z-]+)", "\n".join((root / p).read_text() for p in PAGES))
    )
    assert set(commands) - told == set()


def test_every_command_told_of_is_there(commands: dict[str, str], root: Path) -> None:
    for page in PAGES:
        for told in re.findall(r"`zizhu ([a-z][a-z-]+)", (root / page).read_text()):
            assert told in commands, f"{page} tells of `zizhu {told}`"


@pytest.mark.parametrize("page", [*PAGES, "docs/numbers.md"])
def test_every_file_told_of_is_there(page: str, root: Path) -> None:
    text = (root / page).read_text()
    links = {link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link}
    named = set(re.findall(r"`((?:api|graph|ontology|seeds|tests|locks)/[\w./-]+)`", text))
    missing = {path for path in links | named if not (root / path.split("*")[0]).exists()}
    assert missing == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_make_command_told_of_is_there(page: str, root: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    told = re.findall(r"`make (?:-k )?([a-z]+)", (root / page).read_text())
    assert set(told) <= targets


def test_no_file_is_too_long_to_read_at_a_sitting(root: Path) -> None:
    long = {
        f"{path.relative_to(root)}: {lines} lines"
        for layer in ("ontology", "graph", "api", "tests")
        for path in (root / layer).rglob("*.py")
        if (lines := len(path.read_text().splitlines())) > LONGEST
    }
    assert long == set()


def test_every_folder_is_on_the_page_of_architecture(root: Path) -> None:
    page = (root / "ARCHITECTURE.md").read_text()
    folders = {
        path.parent.relative_to(root).as_posix()
        for top in ("api", "graph")
        for path in (root / top).glob("*/__init__.py")
    }
    assert {folder for folder in folders if f"`{folder}/`" not in page} == set()


def test_every_folder_says_in_three_lines_what_it_is(root: Path) -> None:
    """What it holds, what it may import, where to start."""
    inits = [path for top in ("api", "graph") for path in (root / top).rglob("__init__.py")]
    assert len(inits) > 30
    for path in inits:
        lines = [line for line in path.read_text().strip().strip('"').splitlines() if line]
        assert len(lines) == 3 and "Start at" in lines[-1], path
