"""``docs/notebook.ipynb`` runs from its first cell to its last, and shows what it says it shows.

A notebook server would bring two dozen packages for this; cells are Python, so Python runs them.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = "docs/notebook.ipynb"


def shown_by(source: str, names: dict[str, Any]) -> Any:
    """Run a cell; give what its last expression is, which a notebook would show."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, NOTEBOOK, "exec"), names)
    return last and eval(compile(ast.Expression(last.value), NOTEBOOK, "eval"), names)


def as_a_notebook_shows(value: Any) -> str:
    for how in ("_repr_svg_", "_repr_html_"):
        if hasattr(type(value), how):
            return str(getattr(value, how)())
    return repr(value)


@pytest.fixture(scope="module")
def document(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / NOTEBOOK).read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def shown(document: dict[str, Any], seed_home: Path) -> dict[str, str]:
    """What each cell of code shows, by its source."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ZIZHU_HOME", str(seed_home))
        names: dict[str, Any] = {}
        return {
            source: as_a_notebook_shows(shown_by(source, names))
            for cell in document["cells"]
            if cell["cell_type"] == "code"
            for source in ["".join(cell["source"])]
        }


def cell_with(shown: dict[str, str], text: str) -> str:
    (found,) = (what for source, what in shown.items() if text in source)
    return found


def test_it_is_kept_without_outputs(document: dict[str, Any]) -> None:
    """What it shows is computed by whoever runs it, and never older than the facts."""
    assert (document["nbformat"], document["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in document["cells"]}) == len(document["cells"])
    for cell in document["cells"]:
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None


def test_every_cell_shows_something(shown: dict[str, str]) -> None:
    assert len(shown) >= 8
    assert {source for source, what in shown.items() if len(what) < 20} == set()


def test_the_five_firms_stand_side_by_side(shown: dict[str, str]) -> None:
    compared = cell_with(shown, "release.compare")
    for name in ("Alibaba", "CloudWalk", "DJI", "SenseTime", "SMIC"):
        assert name in compared


def test_smic_is_drawn_with_the_fund_that_holds_it(shown: dict[str, str]) -> None:
    drawn = cell_with(shown, "smic.draw()")
    assert "<svg" in drawn and "Big Fund I" in drawn


def test_state_money_is_followed_to_cloudwalk(shown: dict[str, str]) -> None:
    """The round of May 2020, with the fund that sources name and call a state fund."""
    walked = cell_with(shown, 'cloudwalk.paths("state")')
    assert "China Internet Investment Fund" in walked and "CloudWalk" in walked
    money = cell_with(shown, "id:cloudwalk")
    assert "China Internet Investment Fund" in money and "state fund" in money
    assert "CloudWalk round of May 2020" in money
