"""Every module is reached from a way in; what only tests call is a second engine."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

LAYERS = ("api", "graph", "ontology", "seeds")
# The command line, the web, a build and its second process, queries' own processes, notebooks.
WAYS_IN = (
    "api.cli", "api.commands", "api.app", "api.routes", "api.notebook", "api.sparql.zygote",
    "api.sparql.workers", "api.apart.zygote", "graph.releases.build",
    "graph.releases.build_process", "zizhu",
)  # fmt: skip
# Run by hand, and held to account by a test that compares what it writes.
BY_HAND = {"ontology.context": "python -m ontology.context writes the JSON-LD context again"}
# Waiting for its way in; taken off by whoever connects it.


@cache
def modules(root: Path) -> dict[str, Path]:
    """Every module of the product by its dotted name."""
    files = [file for layer in LAYERS for file in sorted((root / layer).rglob("*.py"))]
    files += [root / "zizhu.py"] if (root / "zizhu.py").exists() else []
    return {name_of(file.relative_to(root)): file for file in files}


def name_of(file: Path) -> str:
    """A file as a module.

    >>> name_of(Path("graph/claims/__init__.py")), name_of(Path("zizhu.py"))
    ('graph.claims', 'zizhu')
    """
    parts = file.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module) -> Iterable[str]:
    """Everything a module imports, also inside its functions; not for types alone.

    A text that is a module's whole dotted name counts: engines are imported by their names.
    """
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            waiting.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        waiting.extend(ast.iter_child_nodes(node))


def reached(known: dict[str, Path], begin: Iterable[str]) -> set[str]:
    """The modules that some others lead to, themselves included."""
    found: set[str] = set()
    waiting = [name for name in begin if name in known]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting.extend(n for n in imports(ast.parse(known[name].read_text())) if n in known)
    return found


def is_way_in(name: str) -> bool:
    return any(name == way or name.startswith(f"{way}.") for way in WAYS_IN)


def test_every_module_is_reached_from_a_way_in(root: Path) -> None:
    known = modules(root)
    found = reached(known, (name for name in known if is_way_in(name)))
    packages = {name for name, file in known.items() if file.name == "__init__.py"}
    assert known.keys() - found - packages == BY_HAND.keys()


def test_indices_are_reached_by_a_command_and_not_only_from_notebooks(root: Path) -> None:
    found = reached(modules(root), ["api.cli"])
    published = {n for n in modules(root) if n.startswith("graph.ownership.published.")}
    assert published <= found


def test_an_import_is_seen_wherever_it_stands_and_one_for_types_is_none() -> None:
    text = (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from graph.only_types import A\n"
        "def ask():\n    from graph import late\n    import graph.later as other\n"
    )
    found = set(imports(ast.parse(text)))
    assert {"graph.late", "graph.later"} <= found
    assert "graph.only_types" not in found
