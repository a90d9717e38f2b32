"""Records of declarations: what they are, when they were said and ended, in whose words.

Every document here is our own; the last tests read inputs of others beside the project.
"""

from datetime import date
from itertools import permutations

import pytest

from bods_statements import entity, interest, person, relationship, write
from graph import questions
from graph.importing.gathering import Wanted, gathered
from graph.importing.storing import check_files, import_into

DAY = date(2025, 1, 1)


def read(folder, *statements, name="file.json"):
    return in_file(write(folder, *statements, name=name))


def in_file(path):
    wanted = Wanted(format="bods", name="t", home="GB", data_date=DAY)
    return gathered([path], wanted, lambda step, done: None)


def held(folder, *statements):
    """The table of holders of the firm ``f``."""
    path = write(folder, entity("f"), *statements)
    wanted = Wanted(format="bods", name="t", home="GB", data_date=DAY)
    assert not import_into([path], folder / "tables", wanted).refusals
    return questions.owners(questions.own_tables(folder / "tables"), "t.f", basis="legal").holders


def refused(found, rule):
    return [one for one in found.report.refusals if one.rule == rule]


# One record of two kinds.


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_record_that_is_a_firm_and_then_a_person_is_refused_and_nobodys(tmp_path, order):
    said = (
        entity("h", "Holder Ltd", day="2020-02-02"),
        person("h", "Kim Holder", day="2022-02-02", status="updated"),
        relationship("r", "h", "f", interest(share=45)),
    )
    found = read(tmp_path, entity("f"), *(said[place] for place in order))
    both = refused(found, "two-kinds")
    assert {one.statement for one in both} == {said[0]["statementId"], said[1]["statementId"]}
    for one in both:
        assert said[0]["statementId"] in one.problem and said[1]["statementId"] in one.problem
    assert "t.h" not in {one.id for one in found.tables.entities}
    assert not [one for one in found.tables.claims if one.kind == "Ownership"]
    (file,) = found.report.files
    assert (file.counts.taken, file.counts.refused) == (1, 3)
    assert file.counts.add_up


def test_a_record_that_is_a_person_and_a_link_is_refused(tmp_path):
    found = read(
        tmp_path, entity("f"), person("x"),
        relationship("x", "f", "f", interest(share=1), day="2024-07-01"),
    )  # fmt: skip
    assert len(refused(found, "two-kinds")) == 2


# Order of statements of one day.


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_of_one_day_what_is_new_comes_first_and_what_closes_last(tmp_path, order):
    said = (
        relationship("r", "p", "f", interest(share=20, startDate="2024-01-05")),
        relationship(
            "r", "p", "f", interest(share=35, startDate="2024-02-05"), status="updated",
            statementId="u" * 32,
        ),
        relationship(
            "r", "p", "f", interest(share=35, startDate="2024-02-05", endDate="2024-06-01"),
            status="closed", statementId="c" * 32,
        ),
    )  # fmt: skip
    found = read(tmp_path, entity("f"), person("p"), *(said[place] for place in order))
    stakes = [one for one in found.tables.claims if one.kind == "Ownership"]
    assert {(str(one.share), str(one.period.end)) for one in stakes} == {
        ("20 %", "2024-02-04"),
        ("35 %", "2024-06-01"),
    }


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_day_the_later_time_is_the_last_word(tmp_path, turned):
    said = [
        entity("h", "Early Ltd", day="2024-03-01T23:30:00+05:00", status="updated"),
        entity("h", "Late Ltd", day="2024-03-01T20:00:00Z", status="updated"),
    ]
    for place, one in enumerate(said):
        one["statementId"] = str(place) * 32
    link = relationship("r", "h", "f", interest(share=9))
    found = read(tmp_path, entity("f"), *(said[::-1] if turned else said), link)
    (holder,) = [one for one in found.tables.entities if one.id == "t.h"]
    assert (holder.name, holder.other_names) == ("Late Ltd", ("Early Ltd",))


@pytest.mark.parametrize("turned", [False, True])
def test_a_party_updated_on_the_day_it_was_new_is_as_updated(tmp_path, turned):
    said = [
        entity("h", "First Ltd", jurisdiction="FR"),
        entity("h", "Second Ltd", jurisdiction="DE", status="updated", statementId="u" * 32),
    ]
    link = relationship("r", "h", "f", interest(share=9))
    found = read(tmp_path, entity("f"), *(said[::-1] if turned else said), link)
    (holder,) = [one for one in found.tables.entities if one.id == "t.h"]
    assert holder.name == "Second Ltd"


# What can be owned.


@pytest.mark.parametrize("type", ["shareholding", "votingRights", "boardMember", "settlor"])
@pytest.mark.parametrize("checked", [False, True])
def test_a_person_as_the_subject_of_an_interest_is_refused(tmp_path, type, checked):
    said = [person("ann"), person("bob"), relationship("r", "ann", "bob", interest(type))]
    if checked:
        report = check_files([write(tmp_path, *said)], Wanted(format="bods", home="GB"))
    else:
        report = read(tmp_path, *said).report
    (refusal,) = report.refusals
    assert (refusal.rule, refusal.pointer) == ("subject", "/recordDetails/subject")
    assert refusal.statement == said[2]["statementId"]
    assert said[1]["statementId"] in refusal.problem


def test_a_person_whom_nobody_named_is_no_firm_either(tmp_path):
    unnamed = {"personType": "anonymousPerson", "names": []}
    said = [person("ann"), person("x", details=unnamed), relationship("r", "ann", "x", interest())]
    assert [one.rule for one in read(tmp_path, *said).report.refusals] == ["subject"]


# The end of a holder.


def test_the_stake_of_a_dissolved_holder_of_no_jurisdiction_has_ended(tmp_path):
    gone = {"dissolutionDate": "2024-02-03"}
    (line,) = held(
        tmp_path,
        entity("v", jurisdiction="", day="2024-09-30", details=gone),
        relationship("r", "v", "f", interest(share=61)),
    )
    assert line.currency == "closed"


@pytest.mark.parametrize("turned", [False, True])
def test_a_holder_that_was_not_dissolved_after_all_still_holds(tmp_path, turned):
    said = [
        entity("v", jurisdiction="", day="2024-05-01", details={"dissolutionDate": "2024-02-03"}),
        entity("v", jurisdiction="", day="2024-06-01", status="updated"),
    ]
    (line,) = held(
        tmp_path,
        *(said[::-1] if turned else said),
        relationship("r", "v", "f", interest(share=61), day="2024-07-01"),
    )
    assert line.currency == "current"


def test_the_stake_and_the_post_of_somebody_who_died_have_ended(tmp_path):
    dead = {"deathDate": "2024-01-09", "birthDate": "1931-03-04"}
    found = read(
        tmp_path, entity("f"), person("p", details=dead),
        relationship("r", "p", "f", interest(share=61), interest("boardChair")),
    )  # fmt: skip
    ended = {one.kind: str(one.period.end) for one in found.tables.claims if one.party == "t.p"}
    assert ended == {"Ownership": "2024-01-09", "Leadership": "2024-01-09"}
    assert "1931" not in repr(found.tables)


# Words of a register.


@pytest.mark.parametrize(
    ("type", "share", "words", "read_as"),
    [
        ("shareholding", {"minimum": 50, "maximum": 75}, "ownership-of-shares-50-to-75-percent",
         "over 50 to under 75 %"),
        ("votingRights", {"minimum": 25, "maximum": 50},
         "['ownership-of-shares-75-to-100-percent', 'voting-rights-25-to-50-percent-as-firm']",
         "over 25 to 50 %"),
        ("shareholding", None, "ownership-of-shares-more-than-25-percent", "over 25 %"),
        ("shareholding", {"exact": 60}, "ownership-of-shares-50-to-75-percent", "60 %"),
        ("shareholding", {"exact": 80}, "ownership-of-shares-50-to-75-percent", "80 %"),
        ("shareholding", None, "voting-rights-75-to-100-percent", "None"),
    ],
)  # fmt: skip
def test_words_of_a_register_bound_a_share(tmp_path, type, share, words, read_as):
    given = {"share": share} if share else {}
    found = read(
        tmp_path, entity("f"), person("p"),
        relationship("r", "p", "f", interest(type, details=words, **given)),
    )  # fmt: skip
    (claim,) = [one for one in found.tables.claims if one.kind == "Ownership"]
    assert str(claim.share) == read_as


@pytest.mark.parametrize(
    ("name", "rules"),
    [
        ("bods-record-firm-then-person", {"two-kinds", "reference"}),
        ("bods-person-as-subject", {"subject"}),
        ("bods-two-lower-bounds", set()),
    ],
)
def test_inputs_of_others(shared, name, rules):
    found = in_file(shared / "trials" / "formats" / f"{name}.json")
    assert {one.rule for one in found.report.refusals} == rules
    if not rules:
        (claim,) = [one for one in found.tables.claims if one.kind == "Ownership"]
        assert str(claim.share) == "30–40 %"
