"""What import-linter cannot say: who may read the environment, and all that numbers may import."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

NUMBERS_MAY_IMPORT = {"numpy", "scipy", "numba", "networkx"}


def modules(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file under the folders, parsed."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield path, ast.parse(path.read_text())


def imported(tree: ast.Module) -> Iterator[str]:
    """The full name of everything a module imports, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def reads_environment(tree: ast.Module) -> bool:
    """Whether a module touches ``os.environ`` or ``os.getenv``, by any spelling."""
    names = {"environ", "environb", "getenv", "getenvb", "putenv"}
    return any(
        (isinstance(node, ast.Attribute) and node.attr in names)
        or (isinstance(node, ast.ImportFrom) and names & {alias.name for alias in node.names})
        or (isinstance(node, ast.keyword) and node.arg == "envvar")
        for node in ast.walk(tree)
    )


def test_the_environment_is_read_once_at_the_edge(root: Path) -> None:
    readers = {
        path.relative_to(root).as_posix()
        for path, tree in modules(root / "api", root / "graph", root / "ontology")
        if reads_environment(tree)
    }
    assert readers <= {"api/settings.py"}


def test_reading_the_environment_is_noticed() -> None:
    for text in (
        "import os\nos.environ['A']",
        "from os import environ",
        "import os as o\no.getenv('A')",
        "typer.Option(envvar='A')",
    ):
        assert reads_environment(ast.parse(text)), text
    assert not reads_environment(ast.parse("environment = {}"))


def test_numbers_import_only_numbers(root: Path) -> None:
    strangers = {
        f"{path.relative_to(root)}: {name}"
        for path, tree in modules(root / "graph" / "ownership")
        for name in imported(tree)
        if name.split(".")[0] not in NUMBERS_MAY_IMPORT | set(sys.stdlib_module_names)
        and name != "graph.errors"
        and not name.startswith("graph.ownership.")
    }
    assert strangers == set()


def test_nobody_binds_the_bare_name_of_a_layer(root: Path) -> None:
    """``import graph.x`` binds ``graph``, which the first local variable of that name shadows."""
    layers = {"graph", "ontology", "api"}
    bare = {
        f"{path.relative_to(root)}: {alias.name}"
        for path, tree in modules(*(root / top for top in sorted(layers)))
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.split(".")[0] in layers and alias.asname is None
    }
    assert bare == set()


WORDED = {"graph.answers.sentences", "graph.answers.names", "graph.answers.reasons",
          "graph.answers.evidence"}  # fmt: skip
BELOW = ("claims", "ownership", "holders", "triples", "formats", "entities", "networks",
         "validation", "screening", "measures", "domesticness", "releases")  # fmt: skip


def test_nothing_below_the_profiles_puts_anything_into_words(root: Path) -> None:
    """Words come last: what is computed gives ids, numbers and codes, and looks up no name."""
    below = {
        f"{path.relative_to(root)}: {name}"
        for path, tree in modules(*(root / "graph" / folder for folder in BELOW))
        for name in imported(tree)
        if name in WORDED
    }
    assert below == set()
