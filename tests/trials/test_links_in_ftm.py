"""Links of FollowTheMoney: of two kinds, to persons and things, ended, and of several at once.

Every document here is our own; the last test reads inputs of others beside the project.
"""

import pytest

from ftm_links import company, human, in_file, owned, read, stake, stakes, thing

SEEN = "2024-11-20"


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


@pytest.mark.parametrize(("how", "bounds"), [("direct", (0.65, 0.65)), ("", (0.4, 0.65))])
@pytest.mark.parametrize("page", ["", "https://example.org/register"])
def test_two_links_of_one_holder_are_two_stakes(tmp_path, how, bounds, page):
    more = {"ownershipType": [how] if how else [], "sourceUrl": [page] if page else []}
    found = owned(
        tmp_path, human("ann"),
        stake("1", "ann", percentage="40", **more), stake("2", "ann", percentage="25", **more),
    )  # fmt: skip
    line = found.holders[0]
    assert (line.share.lower, line.share.upper) == bounds


def test_links_inside_their_firms_are_read(tmp_path):
    """As exports with the surroundings of an entity have them; the same may stand there twice."""
    ann = human("ann")
    link = stake("1", [], percentage="60")
    link["properties"]["owner"] = [ann]
    firm = company("f", ownershipAsset=[link])
    owner = human("ann", ownershipOwner=[stake("1", "ann", percentage="60")])
    for name, lines in (("nested", [firm]), ("both", [firm, owner])):
        (tmp_path / name).mkdir()
        found = read(tmp_path / name, *lines)
        assert not found.report.refusals
        assert [(one.party, one.target, str(one.share)) for one in stakes(found)] == [
            ("t.ftm-ann", "t.ftm-f", "60 %")
        ]


def test_a_link_to_an_id_of_before_is_followed(tmp_path):
    firm, ann = company("f"), human("ann")
    firm["referents"], ann["referents"] = ["old-f", "f"], ["old/ann"]
    for lines in ([firm, ann], [ann, firm]):
        found = read(tmp_path, stake("1", "old/ann", "old-f", percentage="60"), *lines)
        assert not found.report.refusals
        assert [(one.party, one.target) for one in stakes(found)] == [("t.ftm-ann", "t.ftm-f")]


def test_an_id_that_nobody_has_is_named_as_it_is_written(tmp_path):
    found = read(tmp_path, company("f"), stake("1", "a/b", percentage="60"))
    (refusal,) = found.report.refusals
    assert "'a/b'" in refusal.problem
