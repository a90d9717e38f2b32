"""Exact fractions are made of numbers, never of text, which would spoil what Python shares."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

WRITES = {"str", "repr", "format", "figure", "plain", "join", "strip"}


def _of_text(call: ast.Call) -> bool:
    """Whether a fraction is made of what is text by its looks."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name != "Fraction":
        return False
    return any(
        isinstance(one, ast.JoinedStr)
        or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        or (
            isinstance(one, ast.Call)
            and (one.func.id if isinstance(one.func, ast.Name) else getattr(one.func, "attr", ""))
            in WRITES
        )
        for one in call.args
    )


def _made_of_text(tree: ast.AST) -> list[int]:
    return [one.lineno for one in ast.walk(tree) if isinstance(one, ast.Call) and _of_text(one)]


def test_no_fraction_of_the_code_is_made_of_text(root: Path) -> None:
    found = {
        f"{path.relative_to(root)}:{line}"
        for top in ("api", "graph", "ontology")
        for path in (root / top).rglob("*.py")
        for line in _made_of_text(ast.parse(path.read_text("utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("text", "of_text"),
    [("Fraction('7')", True), ("Fraction(str(x))", True), ("Fraction(f'{x}')", True),
     ("f.Fraction(figure(x))", True), ("Fraction(Decimal(figure(x)))", False),
     ("Fraction(1, 2)", False)],
)  # fmt: skip
def test_one_that_is_made_of_text_is_noticed(text: str, of_text: bool) -> None:
    assert bool(_made_of_text(ast.parse(text))) is of_text
