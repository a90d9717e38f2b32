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
        and name not in ("graph.errors", "graph.fraction")
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


WORDED = {"graph.answers.sentences", "graph.answers.names", "graph.answers.reason_words",
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


# Functions that call themselves, over any steps, with what bounds their depth. No walk over data.
REVIEWED = {
    "api/explorer/language.py: _named": "as deep as the fields of an answer are nested",
    "api/web/parameters.py: query_parameters": "as deep as dependencies of a route are nested",
    "api/web/parameters.py: _types": "as deep as the type of a parameter is written",
    "api/web/patience.py: PatientProtocol._look": "the next turn of a timer, none deeper",
    "api/web/patience.py: PatientProtocol._look_again": "the same timer, set",
    "api/web/responses.py: rounded": "as deep as the fields of an answer are nested",
    "graph/changes/record_changes.py: said": "as deep as the fields of a record are nested",
    "graph/domesticness/draws.py: _drawn": "the draw before was just made: one deep",
    "graph/formats/bods/conforming.py: _known_part": "as deep as the standard's structures",
    "graph/formats/bods/conforming.py: _structure": "as deep as the type of a field is written",
    "graph/formats/rdf/contexts.py: _node": "refused beyond MOST_NESTED",
    "graph/formats/rdf/contexts.py: _context": "refused beyond MOST_NESTED",
    "graph/formats/rdf/contexts.py: _words": "of contexts that _context has gone through",
    "graph/formats/rdf/writer.py: _object": "a record and its parts, which have none",
    "graph/formats/tables/documents.py: _text": "a list of values that are no lists",
    "graph/measures/state_bodies.py: is_states": "members of a group that are no groups: one deep",
    "graph/networks/situation.py: Situation.column": "from last known to current: one deep",
    "graph/networks/situation.py: Situation._network": "from last known to current: one deep",
    "graph/networks/situation.py: Situation._new_column": "from last known to current: one deep",
    "graph/networks/situation.py: Situation._new_network": "from last known to current: one deep",
}


def recursive(tree: ast.Module) -> set[str]:
    """Functions of a module that lead to themselves by names the module gives its functions.

    A name that a function binds itself is its own; of methods, those called on self or cls.
    """
    functions: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
    waiting: list[tuple[str, ast.AST]] = [("", tree)]
    while waiting:
        owner, node = waiting.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                functions[owner + child.name] = child
                waiting.append(("", child))
            else:
                inside = f"{child.name}." if isinstance(child, ast.ClassDef) else owner
                waiting.append((inside, child))
    leads = {
        name: set(_used(name, function)) & set(functions) for name, function in functions.items()
    }
    return {name for name in functions if name in _reached(leads, name)}


def _used(name: str, function: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    owner = name.rpartition(".")[0]
    names = [node for node in ast.walk(function) if isinstance(node, ast.Name)]
    bound = {node.id for node in names if not isinstance(node.ctx, ast.Load)}
    bound |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    yield from (node.id for node in names if node.id not in bound)
    for node in ast.walk(function):
        called_on = node.value if isinstance(node, ast.Attribute) else None
        if isinstance(called_on, ast.Name) and called_on.id in ("self", "cls"):
            yield f"{owner}.{node.attr}"


def _reached(leads: dict[str, set[str]], start: str) -> set[str]:
    reached, fresh = set[str](), set(leads[start])
    while fresh:
        reached |= fresh
        fresh = set().union(*(leads[name] for name in fresh)) - reached
    return reached


def test_nothing_walks_over_data_by_calling_itself(root: Path) -> None:
    found = {
        f"{path.relative_to(root).as_posix()}: {name}"
        for path, tree in modules(root / "api", root / "graph", root / "ontology")
        for name in recursive(tree)
    }
    assert found == set(REVIEWED)


def test_recursion_is_noticed_however_it_goes_round() -> None:
    for text in (
        "def f(n): return f(n - 1)",
        "def f(n): return list(map(f, n))",
        "def f(n): return g(n)\ndef g(n): return [f(one) for one in n]",
        "class C:\n    def f(self): return self.g()\n    def g(self): return self.f()",
        "def f():\n    def g(n): return g(n - 1)\n    return g",
    ):
        assert recursive(ast.parse(text)), text
    for text in (
        "def f(): return g()\ndef g(): return 1",
        "def f():\n    f = {}\n    return f[0]",
        "class C:\n    def f(self): return f(self)\ndef f(c): return c",
    ):
        assert not recursive(ast.parse(text)), text
