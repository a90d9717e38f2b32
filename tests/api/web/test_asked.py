"""No route takes the day or the home of a question and answers as if it had not been given."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROUTES = sorted((Path(__file__).parents[3] / "api" / "routes").glob("*.py"))
PARTS = {"as_of", "home"}


def asking(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of a file that take what is asked of every question."""
    return [
        function
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and any(
            argument.annotation is not None and ast.unparse(argument.annotation) == "AskedDep"
            for argument in function.args.args
        )
    ]


def unused(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """What is asked and never looked at; nothing where all of it is given to somebody else."""
    (name,) = (
        argument.arg
        for argument in function.args.args
        if argument.annotation is not None and ast.unparse(argument.annotation) == "AskedDep"
    )
    inside = list(ast.walk(ast.Module(function.body, [])))
    named = {id(node.value) for node in inside if isinstance(node, ast.Attribute)}
    whole = any(
        isinstance(node, ast.Name) and node.id == name and id(node) not in named for node in inside
    )
    read = {
        node.attr
        for node in inside
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == name
    }
    return set() if whole else PARTS - read


CARRIED = ("search", "suggest")  # the pages carry it on in the links of what is found


@pytest.mark.parametrize("path", ROUTES, ids=lambda path: path.stem)
def test_a_route_uses_all_that_is_asked(path: Path) -> None:
    routes = [one for one in asking(path) if one.name not in CARRIED]
    assert {one.name: left for one in routes if (left := unused(one))} == {}


def test_some_routes_ask_and_one_that_forgets_is_seen() -> None:
    assert sum(len(asking(path)) for path in ROUTES) > 10
    (forgets,) = ast.parse("def f(asked: AskedDep): return g(asked.as_of)").body
    assert isinstance(forgets, ast.FunctionDef) and unused(forgets) == {"home"}
