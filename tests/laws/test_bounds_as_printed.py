"""A bound that is printed stays true when it is quoted: least rounded down, most rounded up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

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
from graph.answers.parts import Interval
from graph.claims.figures import LEAST, MOST, figure
from graph.claims.shares import at_least, at_most, span
from graph.fraction import Fraction
from graph.releases.release import Release
from ontology.phrases import Phrase, page_phrases, phrases

TINY = 1e-11  # noise that solving leaves
FIGURE = re.compile(r"\d+(?:\.\d+)?")
BOUNDS = {  # words, in either language, and the forms that what follows them is written in
    re.compile(r"(at least|至少\D{0,4})\s*$"): {"least", "leastPoints", "", "sources"},
    re.compile(r"(at most|至多\D{0,4})\s*$"): {"most", "mostPoints", "", "sources"},
}


@given(st.fractions(min_value=0, max_value=1))
def test_a_figure_lies_on_its_side_of_the_share(share: Fraction) -> None:
    low, high = (Fraction(figure(share, side)) / 100 for side in (LEAST, MOST))
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
    known = page_phrases(language) if language else phrases()
    wrong = [
        f"{code}: {place.before.strip()} {{{place.value}:{place.form}}}"
        for code, phrase in known.items()
        for place in _places(phrase)
        for said, forms in BOUNDS.items()
        if said.search(place.before) and place.form in {"percent", "points"} - forms
    ]
    assert not wrong


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
