"""Laws of growth: how much more work a question is when there are more stakes.

Work is counted in calls of functions, which are the same on every machine and every day. What is
fixed (27 lenses, the words of the ontology) only makes growth look smaller, so each shape is asked
at two sizes of which the larger is large enough for stakes to be most of the work.
"""

from __future__ import annotations

from math import log

import pytest
import shapes
from counted_work import SLACK, work

from api.exports import export
from graph import questions
from graph.claims.model import Ownership
from graph.releases.unstored import Unstored, unstored


def asked(release, last):
    """Every question about the firm that all others stand above."""
    return {
        "classify": lambda: questions.classify(release, "f0"),
        "owners": lambda: questions.owners(release, "f0"),
        "legal owners": lambda: questions.owners(release, "f0", basis="legal", law_bounds=True),
        "controllers": lambda: questions.controllers(release, "f0"),
        "chains": lambda: questions.chains(release, last, "f0"),
        "unknowns": lambda: questions.unknowns(release, "f0"),
        "neighbourhood": lambda: questions.neighbourhood(release, "f0"),
        "statements": lambda: questions.claims(release, "f0"),
    }


def works(stakes):
    """The work of each question, each asked of a release that was asked nothing before."""
    tables = shapes.world(stakes)
    last = max(stakes)[0]
    counted = {}
    for name in asked(None, ""):
        release = Unstored(tables)
        release.knowledge.about(Ownership, "f0")  # the index is every question's
        counted[name] = work(asked(release, f"f{last}")[name])
    return counted


def nearly_linear(rows):
    return rows * log(rows)


def of_a_clique(rows):
    return rows**1.5


@pytest.mark.parametrize(
    ("shape", "small", "large", "bar"),
    [
        (shapes.chain, 60, 240, nearly_linear),
        (shapes.ladder, 40, 160, nearly_linear),
        (shapes.star, 60, 240, nearly_linear),
        (shapes.fan, 60, 240, nearly_linear),
        (shapes.clique, 8, 24, of_a_clique),
        (shapes.rings, 16, 64, of_a_clique),
    ],
)
def test_work_grows_with_the_stakes(shape, small, large, bar):
    works(shape(4))  # what is read once in a process is read
    few, many = shape(small), shape(large)
    before, after = works(few), works(many)
    most = SLACK * bar(len(many)) / bar(len(few))
    grown = {name: round(after[name] / before[name], 1) for name in after}
    assert {name: times for name, times in grown.items() if times > most} == {}


def test_counting_sees_growth():
    """Else no law here could fail: a thing asked of every pair is seen to be."""
    pairs = [work(lambda n=n: [max(a, b) for a in range(n) for b in range(n)]) for n in (20, 80)]
    assert pairs[1] / pairs[0] > 15


def test_a_ladder_of_equal_shares_has_its_chains():
    """Twenty rungs have a million ways, all alike; the first is found at once."""
    release = Unstored(shapes.world(shapes.ladder(42)))
    found = questions.chains(release, "f40", "f0", k=1)
    assert [len(chain.steps) for chain in found.chains] == [20]
    assert found.chains[0].share == pytest.approx(0.45**20)


@pytest.fixture(scope="module")
def long_chain():
    return unstored(shapes.world(shapes.chain(2000)))  # this checks the tables as well


@pytest.mark.parametrize("question", [*asked(None, "")])
def test_a_chain_of_two_thousand_holders_is_answered(long_chain, question):
    assert asked(long_chain, "f1999")[question]() is not None


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape", "dot"])
def test_a_chain_of_two_thousand_holders_is_exported(long_chain, form):
    around = questions.neighbourhood(long_chain, "f0")
    assert export(long_chain, around, form).content.count(b"F1998") >= 1
