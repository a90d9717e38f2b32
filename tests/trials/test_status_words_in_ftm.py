"""A word of the status of a link says whether it holds, or is refused: never open in silence."""

import pytest

from ftm_links import company, human, owned, read, stake, stakes, thing
from graph.formats.status_words import still_holds
from ontology.crosswalks import rows

STATES = {
    row["word"]: row["holds"] == "yes" for row in rows("status-words") if row["kind"] == "state"
}


def test_links_know_the_words_of_tables():
    assert {word: still_holds(word) for word in STATES} == STATES


@pytest.mark.parametrize("word", [word for word, holds in STATES.items() if not holds])
def test_every_word_of_an_end_closes_a_stake(tmp_path, word):
    found = read(
        tmp_path, company("f"), company("h"), stake("1", "h", percentage="61", status=word)
    )
    assert not found.report.refusals
    (held,) = stakes(found)
    assert (str(held.period.end), held.period_end) == ("2024-11-19", "ended")


@pytest.mark.parametrize("word", ["Active", "in force", "Ongoing", "existing"])
def test_a_word_that_it_holds_leaves_it_current(tmp_path, word):
    found = owned(tmp_path, company("h"), stake("1", "h", percentage="61", status=word))
    assert [one.currency for one in found.holders] == ["current"]


@pytest.mark.parametrize("word", ["ukončené", "yes", "pending review", "neaktívny"])
def test_a_word_that_nobody_knows_is_refused(tmp_path, word):
    found = read(
        tmp_path, company("f"), human("ann"),
        stake("1", "ann", percentage="61", status=word),
        thing("Directorship", "2", director="ann", organization="f", status=["active", word]),
    )  # fmt: skip
    assert [(one.rule, one.pointer) for one in found.report.refusals] == [
        ("code", "/properties/status")
    ] * 2
    assert all(word in one.problem for one in found.report.refusals)
    assert not stakes(found)


def test_beside_the_day_of_an_end_a_word_is_a_note(tmp_path):
    link = stake("1", "h", percentage="61", status="ukončené", endDate="2023-04-05")
    found = read(tmp_path, company("f"), company("h"), link)
    assert not found.report.refusals
    (held,) = stakes(found)
    assert (str(held.period.end), "ukončené" in held.note) == ("2023-04-05", True)


def test_the_state_of_a_listing_is_a_note(tmp_path):
    listing = thing("Sanction", "2", entity="f", program="A list", status="Under appeal")
    found = read(tmp_path, company("f"), listing)
    assert not found.report.refusals
    (listed,) = (one for one in found.tables.claims if one.kind == "Designation")
    assert "Under appeal" in listed.note


def test_what_we_wrote_of_an_end_without_a_day_comes_back(tmp_path):
    link = stake("zizhu-claim-1", "h", startDate="2024-11-20", status="ended")
    found = read(tmp_path, company("f"), company("h"), link)
    assert not found.report.refusals
    (held,) = stakes(found)
    assert held.period.end is None
