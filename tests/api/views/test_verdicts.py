"""One firm's verdicts as they are shown: what was asked for, and the score as amounts."""

import pytest

from api.views.ownership import owners
from api.views.tables import people
from api.views.verdicts import classification, score_table
from graph import questions


def titles(view):
    return [table.title for table in view.tables]


def text_of(view):
    cells = [
        people(cell, column.kind)
        for table in view.tables
        for row in table.rows
        for cell, column in zip(row, table.columns, strict=True)
        if column.shown
    ]
    return "\n".join([*view.heading, *titles(view), *cells, *view.notes])


def test_asked_for_one_lens_it_shows_that_lens_and_what_it_rests_on(seed_release):
    answer = questions.classify(seed_release, "smic", lenses=["headquarters"])
    view = classification(answer, only=True)
    (verdict,) = answer.verdicts
    assert titles(view) == ["", "What it rests on"]  # decided: nothing to look for
    (row,) = view.tables[0].rows
    assert row[1] == "headquarters"
    shown = {row[1] for row in view.tables[1].rows}
    assert shown == set(verdict.claims)
    open_ = questions.classify(seed_release, "smic", lenses=["ultimate-ownership"])
    assert titles(classification(open_, only=True))[1] == "What would settle it"
    assert {lens for one in open_.unknowns for lens in one.lenses} == {"ultimate-ownership"}


@pytest.mark.parametrize("firm", ["smic", "alibaba", "cloudwalk"])
def test_the_finding_comes_first_and_no_estimate_at_all(seed_release, firm):
    answer = questions.classify(seed_release, firm)
    view = classification(answer)
    assert view.heading[2].startswith("Of the lenses in force")
    text = text_of(view)
    assert "prior" not in text.lower() and "estimate" not in text.lower()
    assert "The score, in parts of a hundred" in titles(view)
    assert "Claims" not in titles(view)
    assert titles(classification(answer, claims=None))[-1] == "Claims"


def test_the_amounts_of_a_row_are_the_whole(seed_release):
    answer = questions.classify(seed_release, "smic")
    for of, home, state, foreign, not_read, number in score_table((answer.score,)).rows:
        assert home + foreign + not_read == pytest.approx(1), of
        assert state <= home
        assert number in ("", "not rated") or number.endswith("of 100")


def test_owners_on_a_screen_are_those_that_count_and_the_rest_is_counted(seed_release):
    answer = questions.owners(seed_release, "smic")
    (short,) = (table for table in owners(answer).tables if table.title == "Direct holders")
    (whole,) = (
        table for table in owners(answer, every_holder=True).tables
        if table.title == "Direct holders"
    )  # fmt: skip
    assert len(whole.rows) == len(answer.holders)
    assert short.more.startswith(f"and {len(whole.rows) - len(short.rows)} that do not count")
    assert not whole.more
