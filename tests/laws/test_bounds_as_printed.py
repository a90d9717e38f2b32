"""A bound that is printed stays true when it is quoted: least rounded down, most rounded up."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.views import ownership as ownership_views
from api.views import paths as path_views
from api.views import verdicts as verdict_views
from api.views.tables import ROUNDED, View, machine, people
from api.web.responses import rounded
from graph import questions
from graph.answers.page_words import Words
from graph.answers.parts import Interval
from graph.answers.path_words import amount_said
from graph.claims.figures import LEAST, MOST, figure
from graph.claims.shares import at_least, at_most, span
from graph.fraction import Fraction
from graph.releases.release import Release
from made_up import known
from ontology.phrases import Phrase, page_phrases, phrases

TINY = 1e-11  # noise that solving leaves
FIGURE = re.compile(r"\d+(?:\.\d+)?")
BOUNDS = {  # words, in either language, and the forms that what follows them is written in
    re.compile(r"(at least|至少\D{0,4})\s*$"): {"least", "leastPoints", "leastMoney"},
    re.compile(r"(at most|至多\D{0,4})\s*$"): {"most", "mostPoints", "mostMoney"},
}
ROUNDED_FORMS = {"percent", "points", "money", "least", "leastPoints", "leastMoney",
                 "most", "mostPoints", "mostMoney"}  # fmt: skip
BOUND = re.compile(r"\b(at least|at most|up to)\s*$", re.IGNORECASE)
SIDES = {"at least": {"LEAST", "at_least", "points"}, "at most": {"MOST", "at_most", "points_open"},
         "up to": {"MOST", "at_most", "points_open"}}  # fmt: skip
NUMBERS = {"figure", "percent", "in_percent", "points", "points_open", "at_least", "at_most"}


@given(st.fractions(min_value=0, max_value=1))
def test_a_figure_lies_on_its_side_of_the_share(share: Fraction) -> None:
    low, high = (Fraction(Decimal(figure(share, side))) / 100 for side in (LEAST, MOST))
    assert low - TINY <= share <= high + TINY
    assert high - low <= Fraction(1, 10_000)


@given(st.floats(0, 1), st.floats(0, 1))
def test_an_interval_is_printed_no_narrower_than_it_is(one: float, other: float) -> None:
    low, high = sorted((one, other))
    for text in (span(low, high), people(Interval(low, high), "interval")):
        if "over" not in text and "under" not in text:
            figures = [float(found) / 100 for found in FIGURE.findall(text)]
            if len(figures) == 2:
                assert figures[0] - TINY <= low and high <= figures[1] + TINY
            else:  # one figure for both: nothing of the interval is lost
                assert high - low <= 1e-4
    machines = machine(Interval(low, high), "interval")
    assert float(machines[0]) - TINY <= low and high <= float(machines[2]) + TINY


@given(st.floats(0, 1))
def test_words_of_a_bound_never_overstate_it(share: float) -> None:
    least, most = at_least(share), at_most(share)
    if least[0].isdigit():
        assert float(FIGURE.findall(least)[0]) / 100 <= share + TINY
    if most[0].isdigit():
        assert float(FIGURE.findall(most)[0]) / 100 >= share - TINY


@pytest.mark.parametrize("language", ["", "en", "zh"])
def test_every_phrase_rounds_a_bound_to_its_side(language: str) -> None:
    table = page_phrases(language) if language else phrases()
    wrong = [
        f"{code}: {place.before.strip()} {{{place.value}:{place.form}}}"
        for code, phrase in table.items()
        for place in _places(phrase)
        for said, forms in BOUNDS.items()
        if said.search(place.before) and place.form in ROUNDED_FORMS - forms
    ]
    assert not wrong


@given(st.floats(1, 1e13), st.sampled_from(["en", "zh"]))
def test_a_sum_that_is_a_bound_lies_on_its_side(
    amount: float, language: Literal["en", "zh"]
) -> None:
    words = Words(known([], []), language)
    for form, side in (("leastMoney", 1), ("mostMoney", -1)):
        printed = _sum(words.written((amount, "CNY"), form))
        assert side * (amount - printed) >= -1e-9 * amount, (form, printed)
    least, most = amount_said(amount, None, "CNY"), amount_said(None, amount, "CNY")
    assert _sum(least) <= amount * (1 + 1e-12) and amount * (1 - 1e-12) <= _sum(most)


def _sum(text: str) -> float:
    """The number that a sum of money comes to as it is printed."""
    units = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
             "万亿": 1e12, "亿": 1e8, "万": 1e4}  # fmt: skip
    found = re.search(r"([\d,]+(?:\.\d+)?)\s*([a-z]+|万亿|亿|万)?", text)
    assert found, text
    return float(found[1].replace(",", "")) * units.get(found[2] or "", 1.0)


def test_no_text_of_the_code_prints_a_bound_rounded_to_the_nearest(root: Path) -> None:
    seen, wrong = 0, []
    for path in (*(root / "graph").rglob("*.py"), *(root / "api").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for said, value in _bounds_in(node):
                    seen += 1
                    if not _on_its_side(said, value):
                        wrong.append(f"{path.relative_to(root)}:{value.lineno}")
    assert seen > 5
    assert not wrong


def _bounds_in(text: ast.JoinedStr) -> Iterator[tuple[str, ast.FormattedValue]]:
    """The values of a text that words of a bound stand before."""
    for before, value in pairwise(text.values):
        if isinstance(before, ast.Constant) and isinstance(value, ast.FormattedValue):
            found = BOUND.search(str(before.value))
            if found:
                yield found[1].lower(), value


def _on_its_side(said: str, value: ast.FormattedValue) -> bool:
    """Whether a bound is written by what rounds it to its side, or is no number that is rounded."""
    spec = ast.unparse(value.format_spec) if value.format_spec else ""
    if re.search(r"\.\d+[fg%]", spec):
        return False
    names = {one.id for one in ast.walk(value.value) if isinstance(one, ast.Name)}
    return not names & NUMBERS or bool(names & SIDES[said])


@pytest.mark.parametrize(
    ("text", "holds"),
    [("f'at least {percent(x)}'", False), ("f'at least {percent(x, LEAST)}'", True),
     ("f'at most {percent(x, LEAST)}'", False), ("f'at most {x:.2f}'", False),
     ("f'at most {LONGEST:,} characters'", True), ("f'up to {at_most(x)}'", True)],
)  # fmt: skip
def test_a_bound_on_the_wrong_side_is_noticed(text: str, holds: bool) -> None:
    (node,) = (one for one in ast.walk(ast.parse(text)) if isinstance(one, ast.JoinedStr)
               if one.values and len(one.values) > 1)  # fmt: skip
    ((said, value),) = _bounds_in(node)
    assert _on_its_side(said, value) is holds


def _places(phrase: Phrase) -> Iterator[Any]:
    yield from phrase.places


def test_what_is_printed_of_every_firm_is_no_surer_than_what_was_computed(
    seed_release: Release,
) -> None:
    seen = 0
    for firm in sorted(seed_release.knowledge.subjects):
        score = questions.score(seed_release, firm)
        for view in (
            path_views.score(score),
            path_views.paths(questions.paths(seed_release, firm, "home")),
            verdict_views.classification(questions.classify(seed_release, firm)),
            ownership_views.owners(questions.owners(seed_release, firm)),
        ):
            seen += _held(view)
        for amounts in filter(None, (score.ownership, score.funding)):
            least = "at least " if amounts.not_read else ""
            assert f"home {least}{figure(amounts.home, LEAST)} (state" in score.summary
        _bounds_held(msgspec.to_builtins(score), rounded(msgspec.to_builtins(score)))
    assert seen > 100


def _held(view: View) -> int:
    """How many shares a view prints, each of them checked against its cell."""
    seen = 0
    for table in view.tables:
        for row in table.rows:
            for cell, column in zip(row, table.columns, strict=True):
                if isinstance(cell, float) and column.kind in ("least", "most"):
                    shown = people(cell, column.kind)
                    found = float(FIGURE.findall(shown)[0]) / 100
                    side = 1 if ROUNDED[column.kind] == LEAST else -1
                    assert side * (cell - found) >= -TINY or shown[0].isalpha(), shown
                    seen += 1
                elif isinstance(cell, Interval):
                    seen += 1
                    figures = [
                        float(one) / 100 for one in FIGURE.findall(people(cell, column.kind))
                    ]
                    assert figures[0] <= cell.lower + 1e-9
                    assert cell.upper <= figures[-1] + 1e-9
    return seen


def _bounds_held(computed: Any, written: Any) -> None:
    """Every lower and upper of an answer, as JSON has it."""
    todo = [(computed, written)]
    while todo:
        exact, printed = todo.pop()
        if isinstance(exact, dict):
            if isinstance(exact.get("lower"), float):
                assert printed["lower"] <= exact["lower"] + TINY
                assert printed["upper"] >= exact["upper"] - TINY
            todo += [(part, printed[key]) for key, part in exact.items()]
        elif isinstance(exact, list | tuple):
            todo += zip(exact, printed, strict=True)
