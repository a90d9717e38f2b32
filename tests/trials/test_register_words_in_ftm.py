"""Percentages of FollowTheMoney in the words of a register, or with a comma that may be two things.

Every document here is our own.
"""

import pytest

from ftm_links import DAY, company, human, read, stake, stakes, written
from graph import questions
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into


@pytest.mark.parametrize(
    ("properties", "read_as"),
    [
        ({"percentage": "ownership-of-shares-50-to-75-percent"},
         {("shareholding", "record", "over 50 to under 75 %")}),
        ({"percentage": "voting-rights-25-to-50-percent-as-trust"},
         {("votingRights", "votes", "over 25 to 50 %")}),
        ({"role": ["ownership-of-shares-75-to-100-percent", "voting-rights-75-to-100-percent"]},
         {("shareholding", "record", "at least 75 %"), ("votingRights", "votes", "at least 75 %")}),
        ({"ownershipType": "right-to-share-surplus-assets-25-to-50-percent"},
         {("surplusRights", "surplus", "over 25 to 50 %")}),
        ({"percentage": ["62.5", "ownership-of-shares-50-to-75-percent"]},
         {("shareholding", "record", "62.5 %")}),
        ({"percentage": "more than 50% but less than 75%"},
         {("shareholding", "record", "over 50 to under 75 %")}),
        ({"percentage": "25-to-50-percent", "ownershipType": "voting"},
         {("votingRights", "votes", "over 25 to 50 %")}),
        ({"percentage": "75% or more"}, {("shareholding", "record", "at least 75 %")}),
    ],
)  # fmt: skip
def test_words_of_a_register_say_of_what_and_how_much(tmp_path, properties, read_as):
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", **properties))
    assert not found.report.refusals
    said = {(one.interest, one.measurand, str(one.share)) for one in stakes(found)}
    assert said == read_as


@pytest.mark.parametrize(
    ("tail", "how"),
    [("", "unknownDirectness"), ("-as-trust", "indirect"), ("-as-firm", "indirect"),
     ("-limited-liability-partnership", "unknownDirectness")],
)  # fmt: skip
def test_what_trustees_or_a_firm_hold_for_somebody_is_held_through_them(tmp_path, tail, how):
    words = f"ownership-of-shares-25-to-50-percent{tail}"
    found = read(tmp_path, company("f"), human("ann"), stake("1", "ann", percentage=words))
    assert [(one.directness, str(one.share)) for one in stakes(found)] == [(how, "over 25 to 50 %")]


def test_a_right_to_appoint_the_board_is_a_power_and_no_stake(tmp_path):
    words = "right-to-appoint-and-remove-directors"
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", percentage=words))
    assert not stakes(found)
    assert [one.mechanism for one in found.tables.claims if one.kind == "Control"] == [
        "boardNomination"
    ]


def test_more_than_half_by_the_words_of_a_register_is_a_certain_majority(tmp_path):
    path = written(
        tmp_path, company("f"), human("ann"),
        stake("1", "ann", percentage="voting-rights-50-to-75-percent"),
    )  # fmt: skip
    wanted = Wanted(format="ftm", name="t", home="GB", data_date=DAY)
    assert not import_into([path], tmp_path / "tables", wanted).refusals
    release = questions.own_tables(tmp_path / "tables")
    directing = questions.controllers(release, "t.ftm-f").controllers
    assert [(one.controller.id, one.certainty) for one in directing] == [("t.ftm-ann", "certain")]


@pytest.mark.parametrize("text", ["2,500", "1,234%", "ownership of 12,345"])
def test_a_comma_that_may_part_thousands_is_refused(tmp_path, text):
    found = read(tmp_path, company("f"), company("h"), stake("1", "h", percentage=text))
    assert [one.rule for one in found.report.refusals] == ["share"]
    assert [one.share for one in stakes(found)] == [None]
