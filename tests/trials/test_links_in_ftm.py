"""Links of FollowTheMoney: several at once, to what is not taken in, ended, in a register's words.

Every document here is our own; the last test reads inputs of others beside the project.
"""

import json
from datetime import date

import pytest

from graph import questions
from graph.importing.gathering import Wanted, gathered
from graph.importing.storing import import_into

DAY = date(2025, 1, 1)
SEEN = "2024-11-20"


def thing(schema, id_, **properties):
    lists = {key: held if isinstance(held, list) else [held] for key, held in properties.items()}
    return {"id": id_, "schema": schema, "properties": lists}


def company(id_, name="", **more):
    return thing("Company", id_, name=name or f"{id_.title()} Works Ltd", jurisdiction="gb", **more)


def human(id_, **more):
    return thing("Person", id_, name=f"{id_.title()} Made-Up", nationality="gb", **more)


def stake(id_, owner, asset="f", **more):
    return thing("Ownership", id_, owner=owner, asset=asset, **{"retrievedAt": SEEN, **more})


def written(folder, *entities):
    path = folder / "file.ftm.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in entities), "utf-8")
    return path


def read(folder, *entities):
    return in_file(written(folder, *entities))


def in_file(path):
    wanted = Wanted(format="ftm", name="t", home="GB", data_date=DAY)
    return gathered([path], wanted, lambda step, done: None)


def owned(folder, *entities):
    """Who owns the firm ``f``."""
    path = written(folder, company("f"), *entities)
    wanted = Wanted(format="ftm", name="t", home="GB", data_date=DAY)
    report = import_into([path], folder / "tables", wanted)
    assert not report.refusals
    return questions.owners(questions.own_tables(folder / "tables"), "t.ftm-f", basis="legal")


def shares(found):
    return {
        one.owner.id.removeprefix("t.ftm-"): (
            round(one.share.lower, 6), round(one.share.point, 6)
        )
        for one in found.owners
    }  # fmt: skip


def stakes(found):
    return [one for one in found.tables.claims if one.kind == "Ownership"]


# Direct, indirect and unsaid, beside the chain.


def test_what_is_held_through_a_vehicle_is_added_to_what_is_held_besides(tmp_path):
    found = owned(
        tmp_path, company("v"), human("ann"),
        stake("1", "v", percentage="40", ownershipType="direct"),
        stake("2", "ann", "v", percentage="100", ownershipType="direct"),
        stake("3", "ann", percentage="12", ownershipType="direct"),
        stake("4", "ann", percentage="40", ownershipType="indirect"),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.52, 0.52)}


def test_a_link_that_says_nothing_of_how_may_be_the_one_through_the_vehicle(tmp_path):
    found = owned(
        tmp_path, company("v"), human("ann"),
        stake("1", "v", percentage="90"),
        stake("2", "ann", "v", percentage="100"),
        stake("3", "ann", percentage="90"),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.9, 0.9)}
    assert not any("more than 100" in note for note in found.notes)


@pytest.mark.parametrize("type", ["indirect", "beneficial owner", "ultimate"])
def test_whoever_owns_through_nobody_named_is_behind_the_one_that_can_be_it(tmp_path, type):
    found = owned(
        tmp_path, company("v"), human("ann"),
        stake("1", "v", percentage="70", ownershipType="direct"),
        stake("2", "ann", percentage="70", ownershipType=type),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.7, 0.7)}
    assert not any("more than 100" in note for note in found.notes)


@pytest.mark.parametrize(
    "besides",
    [
        [],  # all of it is no more than there is: 30 and 70 may be two blocks
        [company("w"), stake("3", "w", percentage="50")],  # either of two can be it
        [human("bob"), stake("3", "bob", "v", percentage="100")],  # its owner is another
        [human("bob"), stake("3", "bob", percentage="50")],  # together more than all, directly
    ],
)
def test_where_that_is_not_sure_nobody_is_put_behind_anybody(tmp_path, besides):
    much = "30" if not besides else "50"
    found = read(
        tmp_path, company("f"), company("v"), human("ann"),
        stake("1", "v", percentage="50"),
        stake("2", "ann", percentage=much, ownershipType="indirect"), *besides,
    )  # fmt: skip
    assert not any(one.via for one in stakes(found))


@pytest.mark.parametrize("how", ["", "direct"])
def test_of_two_firms_either_may_hold_through_the_other_unless_one_holds_directly(tmp_path, how):
    more = {"ownershipType": how} if how else {}
    found = read(
        tmp_path, company("f"), company("v"), company("w"),
        stake("1", "v", percentage="80", **more),
        stake("2", "w", percentage="80", ownershipType="indirect"),
    )  # fmt: skip
    assert [one.via for one in stakes(found)] == [(), ("t.ftm-v",) if how else ()]


def test_nobody_is_behind_a_public_body(tmp_path):
    body = thing("PublicBody", "v", name="A ministry", jurisdiction="gb",
                 keywords="zizhu:PublicBody")  # fmt: skip
    found = read(
        tmp_path, company("f"), body, human("ann"),
        stake("1", "v", percentage="80", ownershipType="direct"),
        stake("2", "ann", percentage="80", ownershipType="indirect"),
    )  # fmt: skip
    assert not any(one.via for one in stakes(found))


def test_what_was_seen_years_ago_is_put_behind_nobody(tmp_path):
    found = read(
        tmp_path, company("f"), company("v"), human("ann"),
        stake("1", "v", percentage="80"),
        stake("2", "ann", percentage="80", ownershipType="indirect", retrievedAt="2018-01-01"),
    )  # fmt: skip
    assert not any(one.via for one in stakes(found))


def test_a_nominee_is_no_owner_beside_the_one_it_has_them_for(tmp_path):
    found = owned(
        tmp_path, human("bob"), human("ann"),
        stake("1", "bob", percentage="66", role="Nominee shareholder"),
        stake("2", "ann", percentage="66", ownershipType="beneficial owner"),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.66, 0.66)}


def test_a_link_that_is_direct_and_indirect_at_once_says_not_how(tmp_path):
    found = read(
        tmp_path, company("f"), human("ann"),
        stake("1", "ann", percentage="30", ownershipType=["direct", "indirect"]),
    )  # fmt: skip
    assert [one.directness for one in stakes(found)] == ["unknownDirectness"]


# One record, two kinds.


@pytest.mark.parametrize("turned", [False, True])
def test_a_company_that_is_a_person_elsewhere_is_refused(tmp_path, turned):
    said = [company("h"), human("h")]
    found = read(tmp_path, company("f"), *(said[::-1] if turned else said), stake("1", "h"))
    both = [one for one in found.report.refusals if one.rule == "two-kinds"]
    assert {one.line for one in both} == {2, 3}
    assert all("line 2" in one.problem and "line 3" in one.problem for one in both)
    assert not stakes(found)


# What can be owned.


@pytest.mark.parametrize("link", [
    stake("1", "h", "ann", percentage="60"),
    thing("Control", "1", controller="h", controlled="ann"),
    thing("Directorship", "1", director="h", organization="ann"),
])  # fmt: skip
def test_a_person_is_nobodys(tmp_path, link):
    found = read(tmp_path, company("h"), human("ann"), link)
    (refusal,) = found.report.refusals
    assert (refusal.rule, refusal.line) == ("subject", 3)


# The end of a holder or a link.


@pytest.mark.parametrize("word", ["Inactive", "ceased", "TERMINATED", "former"])
def test_a_link_that_is_over_is_not_current(tmp_path, word):
    found = owned(tmp_path, company("h"), stake("1", "h", percentage="61", status=word))
    assert not found.owners
    assert [one.currency for one in found.holders] == ["closed"]


def test_a_link_that_is_over_and_of_no_day_is_current_on_none(tmp_path):
    over = stake("1", "h", percentage="61", status="inactive", startDate="2024-10-01")
    del over["properties"]["retrievedAt"]
    found = owned(tmp_path, company("h"), over)
    assert [one.currency for one in found.holders] == ["lastKnown"]


@pytest.mark.parametrize("seat", ["gb", ""])
@pytest.mark.parametrize(
    "end", [{"dissolutionDate": "2024-03-04"}, {"status": "dissolved", "retrievedAt": "2024-03-05"}]
)
def test_a_holder_that_was_dissolved_holds_nothing_for_sure(tmp_path, seat, end):
    gone = thing("Company", "h", name="Gone Ltd", **({"jurisdiction": seat} if seat else {}), **end)
    found = owned(tmp_path, gone, stake("1", "h", percentage="61"))
    assert {one.currency for one in found.holders} <= {"closed", "lastKnown"}
    assert "2024-03-04" in repr(found)


def test_what_somebody_held_who_died_has_ended(tmp_path):
    found = read(
        tmp_path, company("f"), human("ann", deathDate="2023-12-13"),
        stake("1", "ann", percentage="61"),
        thing("Directorship", "2", director="ann", organization="f", role="CEO"),
    )  # fmt: skip
    ended = {one.kind: str(one.period.end) for one in found.tables.claims
             if one.party == "t.ftm-ann" and one.kind != "Citizenship"}  # fmt: skip
    assert ended == {"Ownership": "2023-12-13", "Leadership": "2023-12-13"}


# Links to what is not taken in, and links of several.


@pytest.mark.parametrize("schema", ["Vessel", "Airplane", "RealEstate", "BankAccount"])
@pytest.mark.parametrize("thing_first", [False, True])
def test_the_owner_of_a_thing_is_taken_in_and_the_link_carries_nothing(
    tmp_path, schema, thing_first
):
    asset, link = thing(schema, "ship", name="The Made-Up"), stake("1", "h", "ship")
    rest = [asset, link] if thing_first else [link, asset]
    found = read(tmp_path, company("f"), company("h"), stake("2", "h", percentage="7"), *rest)
    assert not found.report.refusals
    assert [one.target for one in stakes(found)] == ["t.ftm-f"]
    assert any(schema in words and "Ownership" in words for words, _ in found.report.noted)
    (file,) = found.report.files
    assert (file.counts.taken, file.counts.nothing) == (3, 2)
    assert file.counts.add_up


def test_a_link_to_nothing_in_the_file_is_refused_and_counted_so(tmp_path):
    found = read(tmp_path, company("f"), stake("1", "nowhere", percentage="5"))
    assert [one.rule for one in found.report.refusals] == ["reference"]
    (file,) = found.report.files
    assert (file.counts.taken, file.counts.refused) == (1, 1)


def test_joint_owners_are_one_holder(tmp_path):
    found = owned(tmp_path, human("ann"), human("bo"), stake("1", ["bo", "ann"], percentage="35"))
    (line,) = found.holders
    assert (line.share.lower, line.holder.name) == (0.35, "Ann Made-Up, Bo Made-Up")


def test_the_same_joint_owners_are_the_same_holder_and_none_of_them_is_left_out(tmp_path):
    found = read(
        tmp_path, company("f"), company("g"), human("ann"), human("bo"),
        stake("1", ["bo", "ann"], percentage="35"),
        stake("2", ["ann", "bo"], "g", percentage="45"),
        thing("Control", "3", controller=["ann", "bo"], controlled="g", date=SEEN),
    )  # fmt: skip
    assert not found.report.refusals
    assert len({one.party for one in found.tables.claims if one.kind != "Citizenship"} - {
        "t.ftm-f", "t.ftm-g"}) == 1  # fmt: skip
    (group,) = [one for one in found.tables.entities if one.kind == "PartyGroup"]
    assert group.members == ("t.ftm-ann", "t.ftm-bo")
    assert {"t.ftm-ann", "t.ftm-bo"} <= {one.id for one in found.tables.entities}


def test_joint_owners_of_a_ship_are_no_holder(tmp_path):
    found = read(
        tmp_path, company("f"), human("ann"), human("bo"), thing("Vessel", "ship", name="A ship"),
        stake("1", ["bo", "ann"], "ship", percentage="50"),
        thing("Directorship", "2", director="bo", organization="f"),
    )  # fmt: skip
    assert not found.report.refusals
    assert {one.kind for one in found.tables.entities} == {"Jurisdiction", "Organization", "Person"}
    assert "t.ftm-ann" not in {one.id for one in found.tables.entities}


def test_several_directors_of_one_link_are_several_directors(tmp_path):
    found = read(
        tmp_path, company("f"), human("ann"), human("bo"),
        thing("Directorship", "1", director=["ann", "bo"], organization="f", role="chairman"),
    )  # fmt: skip
    led = [one for one in found.tables.claims if one.kind == "Leadership"]
    assert {one.party for one in led} == {"t.ftm-ann", "t.ftm-bo"}
    assert len({one.id for one in led}) == 2


def test_of_changes_between_editions_what_was_added_or_altered_is_read(tmp_path):
    changes = [
        {"op": "ADD", "entity": company("f")},
        {"op": "MOD", "entity": company("h")},
        {"op": "ADD", "entity": stake("1", "h", percentage="8")},
        {"op": "DEL", "entity": {"id": "gone"}},
    ]
    found = read(tmp_path, *changes)
    assert not found.report.refusals
    assert [str(one.share) for one in stakes(found)] == ["8 %"]
    assert any("taken out" in words for words, _ in found.report.noted)
    (file,) = found.report.files
    assert (file.counts.taken, file.counts.nothing) == (3, 1)


def test_a_change_of_another_name_is_refused_and_so_is_one_that_contradicts_another(tmp_path):
    changes = [
        {"op": "ADD", "entity": company("f")},
        {"op": "DEL", "entity": {"id": "f"}},
        {"op": "SWAP", "entity": company("h")},
    ]
    found = read(tmp_path, *changes)
    assert [(one.rule, one.line) for one in found.report.refusals] == [
        ("duplicate-id", 2), ("code", 3)
    ]  # fmt: skip


# Words of a register.


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


@pytest.mark.parametrize(
    ("name", "rules", "read_as"),
    [
        ("ftm-vessel-owner", [], []),
        ("ftm-joint-owners", [], [("shareholding", "40 %")]),
        ("ftm-ownership-inactive", [], [("shareholding", "60 %")]),
        ("ftm-percentage-comma", ["share"], [("shareholding", "None")]),
        ("ftm-percentage-register-words", [], [("shareholding", "over 25 to 50 %")]),
        ("ftm-psc-50-75", [], [("shareholding", "over 50 to under 75 %")]),
        ("ftm-psc-votes", [], [("votingRights", "at least 75 %")]),
        ("ftm-delta", [], []),
    ],
)
def test_inputs_of_others(shared, name, rules, read_as):
    found = in_file(shared / "trials" / "formats" / f"{name}.json")
    assert [one.rule for one in found.report.refusals] == rules
    assert [(one.interest, str(one.share)) for one in stakes(found)] == read_as
