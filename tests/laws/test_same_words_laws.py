"""One measure is said in one way by everything that says it: word, bounds, and of how much."""

import pytest

from api.views.comparison import cell
from api.views.tables import span
from graph.answers.parts import Interval
from graph.arguments import holdable
from graph.questions import answer, classify, compare, unknowns


def texts(page):
    yield from (line.says for line in page.definitions)
    yield from (one.text for section in page.sections for one in section.sentences)


def said_of(page, label):
    """What a page says of an open lens, line for line and clause for clause."""
    return [text for text in texts(page) if f"{label}: " in text]


@pytest.fixture(scope="module")
def firms(seed_release):
    known = seed_release.knowledge.entities
    return [firm for firm in known if holdable(seed_release, firm)]


def test_an_open_verdict_that_has_a_word_has_it_on_the_page_too(seed_release, firms):
    """At least medium state influence, with its bounds: as classify and compare have it."""
    seen = 0
    for firm in firms:
        page = None
        for verdict in classify(seed_release, firm).verdicts:
            if verdict.decided or not verdict.in_force or verdict.word == "undecided":
                continue
            page = page or answer(seed_release, firm)
            told = said_of(page, verdict.label)
            assert all(verdict.word in text for text in told), (firm, verdict.lens, told)
            seen += bool(told)
    assert seen


def test_money_whose_whole_is_not_known_is_said_of_what_was_read_by_all(seed_release, firms):
    seen = 0
    for firm in firms:
        (verdict,) = classify(seed_release, firm, lenses=["funding-origin"]).verdicts
        if verdict.of_read is None or verdict.of_read.upper - verdict.of_read.lower == 1:
            continue
        bounds = span(verdict.of_read)
        assert bounds in verdict.explanation
        (side,) = compare(seed_release, [firm], lenses=["funding-origin"])
        assert f"{bounds} of {verdict.read}" in cell(side.verdicts[0])
        waiting = [one for one in unknowns(seed_release, firm) if "funding-origin" in one.lenses]
        assert any(bounds in one.reason for one in waiting), firm
        for language in ("en", "zh"):
            assert any(bounds in text for text in texts(answer(seed_release, firm,
                                                               language=language)))  # fmt: skip
        seen += 1
    assert seen


def test_the_bounds_of_the_money_read_are_those_of_the_score(seed_release, firms):
    for firm in firms:
        found = classify(seed_release, firm)
        (verdict,) = [one for one in found.verdicts if one.lens == "funding-origin"]
        if verdict.of_read is not None:
            assert found.score.funding_known == Interval(
                verdict.of_read.lower, verdict.of_read.upper
            )
