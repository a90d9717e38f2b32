"""FollowTheMoney entities become claims; persons bring no more than a public role needs."""

import json
from collections import Counter

import pytest

from graph.claims.model import (
    Citation,
    Citizenship,
    Claim,
    Classification,
    Control,
    Designation,
    Entity,
    Identifier,
    Leadership,
    Location,
    Ownership,
    Relation,
    Source,
    Succession,
)
from graph.formats.catalogue import recognised
from graph.formats.ftm.percentages import parse_percentage, percentage_text
from graph.formats.ftm.reader import read_ftm


def thing(schema, id_="x", **properties):
    lists = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return {"id": id_, "schema": schema, "properties": lists}


@pytest.fixture
def read(tmp_path):
    """Reads entities written as JSON lines; gives the statements."""

    def reading(*entities):
        path = tmp_path / "test.ftm.json"
        path.write_text("".join(json.dumps(one) + "\n" for one in entities))
        return list(read_ftm(path))

    return reading


def one(statements, cls):
    (found,) = [r for s in statements for r in s.records if isinstance(r, cls)]
    return found


def stake(**more):
    return thing("Ownership", "o", owner="a", asset="b", **more)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("75", "75 %"), ("75%", "75 %"), ("75,5 %", "75.5 %"), ("75.50 percent", "75.50 %"),
        ("25-50", "25–50 %"), ("25 – 50 %", "25–50 %"), ("25 to 50 percent", "25–50 %"),
        ("between 5% and 10%", "5–10 %"), (">25", "over 25 %"), ("more than 25", "over 25 %"),
        ("over 50%", "over 50 %"), ("at least 30", "at least 30 %"), ("≥30%", "at least 30 %"),
        ("75 or more", "at least 75 %"), ("<5", "under 5 %"), ("up to 10%", "at most 10 %"),
        ("less than 5 percent", "under 5 %"), ("majority", "over 50 %"), ("wholly owned", "100 %"),
        ("ownership-of-shares-25-to-50-percent", "over 25 to 50 %"), ("0", "0 %"),
        ("significant", "None"), ("", "None"), ("-5", "None"), ("1/3", "None"),
    ],
)  # fmt: skip
def test_percentages_as_people_write_them(text, said):
    assert str(parse_percentage(text)) == said


@pytest.mark.parametrize(
    "text", ["75", "25-50", ">25", ">=30", "<5", "<=10", ">25-50", "5-<10", "0.01%"]
)
def test_a_percentage_is_written_as_it_is_read(text):
    assert percentage_text(parse_percentage(text)) == text


def test_a_stake_with_its_share_dates_and_source(read):
    claim = one(
        read(stake(percentage="25-50", startDate="2014", endDate="2019-03", date="2019-06-01",
                   ownershipType="direct", recordId="p. 3", sourceUrl="https://r.example/1",
                   publisher="A register")),
        Ownership,
    )  # fmt: skip
    assert (claim.party, claim.target, str(claim.share)) == ("ftm-a", "ftm-b", "25–50 %")
    assert (str(claim.period.start), str(claim.period.end)) == ("2014", "2019-03")
    assert (claim.period_end, str(claim.as_of), claim.directness) == (
        "ended",
        "2019-06-01",
        "direct",
    )
    assert claim.citations[0].locator == "p. 3"


def test_what_a_page_says_is_cited_to_the_page(read):
    statements = read(stake(sourceUrl="https://r.example/1", publisher="A register"))
    source = one(statements, Source)
    assert (source.url, source.publisher) == ("https://r.example/1", "A register")
    assert one(statements, Ownership).citations == (Citation(source.id, "entity o"),)


def test_an_unreadable_percentage_keeps_the_holder_and_is_reported(read):
    (statement,) = read(stake(percentage="quite some"))
    assert one([statement], Ownership).share is None
    (refusal,) = statement.refusals
    assert (refusal.rule, refusal.pointer, refusal.line) == ("share", "/properties/percentage", 1)


def test_several_percentages_are_a_range_with_room_for_all(read):
    claim = one(read(stake(percentage=["25", "30-40"])), Ownership)
    assert str(claim.share) == "25–40 %"


def test_a_beneficial_owner_need_not_hold_the_shares(read):
    assert one(read(stake(ownershipType="beneficial owner")), Ownership).directness == "indirect"


@pytest.mark.parametrize(
    "kind", ["management", "trust", "state", "voting", "contractual", "", "odd"]
)
def test_control_that_is_only_stated_never_directs(read, kind):
    from graph.networks.directing import directs

    properties = {"controlType": kind} if kind else {}
    claim = one(read(thing("Control", controller="a", controlled="b", **properties)), Control)
    assert not directs(claim)


@pytest.mark.parametrize(
    ("role", "code"), [("CEO", "chiefExecutive"), ("Chairman", "chair"), ("Wizard", "otherRole")]
)
def test_roles_of_leaders(read, role, code):
    link = thing("Directorship", director="p", organization="b", role=role)
    claim = one(read(link), Leadership)
    assert (claim.role, claim.post) == (code, role)


def test_an_employment_that_leads_nothing_is_noted_only(read):
    (statement,) = read(thing("Employment", employee="p", employer="b", role="clerk"))
    assert not statement.records and "leads" in statement.noted[0]


def test_links_and_successions(read):
    assert (
        one(read(thing("UnknownLink", subject="a", object="b")), Relation).relation
        == "affiliatedWith"
    )
    assert (
        one(read(thing("Membership", member="a", organization="b")), Relation).relation
        == "memberOf"
    )
    claim = one(read(thing("Succession", predecessor="a", successor="b")), Succession)
    assert (claim.party, claim.target) == ("ftm-b", "ftm-a")


def test_a_sanction_is_a_designation_under_its_list(read):
    statements = read(
        thing(
            "Sanction", entity="b", authority="Office", program="List 1", listingDate="2020-05-01"
        )
    )
    claim = one(statements, Designation)
    listed = one(statements, Entity)
    assert (listed.kind, listed.name) == ("List", "Office: List 1")
    assert (claim.programme, str(claim.as_of)) == (listed.id, "2020-05-01")


def test_a_company_with_numbers_seat_and_topics(read):
    statements = read(
        thing("Company", "NK-1", name=["Acme Ltd", "艾克米"], alias="Acme", jurisdiction="gb",
              leiCode="5493001KJTIIGC8Y1R12", registrationNumber="0123",
              topics=["gov.soe", "crime"])
    )  # fmt: skip
    firm = next(r for r in statements[0].records if isinstance(r, Entity))
    assert (firm.name, firm.name_zh, firm.other_names) == ("Acme Ltd", "艾克米", ("Acme",))
    assert Identifier("regno", "GB/0123") in firm.identifiers
    assert one(statements, Location).target == "jurisdiction-GB"
    role = one(statements, Classification)
    assert (role.role, role.jurisdiction, role.confidence) == ("stateEnterprise", "GB", "low")
    assert "topic crime is not carried" in statements[0].noted


def test_a_states_enterprise_of_no_known_state_is_none_of_ours(read):
    statements = read(thing("Company", name="Acme", topics="gov.soe"))
    assert not [r for r in statements[0].records if isinstance(r, Classification)]
    assert "of which state is not said" in " ".join(statements[0].noted)


def test_a_public_body_is_never_certainly_a_state(read):
    statements = read(thing("PublicBody", name="Rail", jurisdiction="cn"))
    assert next(r for r in statements[0].records if isinstance(r, Entity)).kind == "Organization"
    assert one(statements, Classification).confidence == "low"


def test_a_person_brings_no_private_facts_not_even_into_the_notes(read):
    statements = read(
        thing("Person", "p", name="Li Example", citizenship="cn", birthDate="1970-02-03",
              address="1 Secret Road", email="li@example.org", idNumber="12345", religion="none")
    )  # fmt: skip
    assert one(statements, Citizenship).target == "jurisdiction-CN"
    everything = repr(statements)
    for private in ("1970", "Secret", "@example", "12345", "religion is none"):
        assert private not in everything
    assert "Person.birthDate is not carried" in statements[0].noted


@pytest.mark.parametrize("schema", ["Family", "Associate", "Passport", "Payment", "Address"])
def test_what_is_private_or_no_claim_is_noted_and_not_taken_in(read, schema):
    (statement,) = read(thing(schema, person="p", relative="q"))
    assert (statement.records, statement.refusals) == ((), ())
    assert statement.noted[0].startswith(f"{schema}: ")


@pytest.mark.parametrize(
    ("bad", "rule", "pointer"),
    [
        (thing("Starship", name="x"), "code", "/schema"),
        ({"schema": "Company", "properties": {"name": ["x"]}}, "missing", "/id"),
        ({"id": "x", "properties": {}}, "missing", "/schema"),
        (thing("Company"), "missing", "/properties/name"),
        (thing("Company", name=[["x"]]), "type", "/properties/name"),
        ({"id": "x", "schema": "Company", "properties": "none"}, "type", "/properties"),
        (stake(percentage="130"), "share", "/properties/percentage"),
        (stake(percentage="50-25"), "share", "/properties/percentage"),
        (stake(startDate="2023-02-30"), "date", "/properties/startDate"),
        (stake(startDate="2020", endDate="2010"), "date", "/properties/endDate"),
        (thing("Ownership", owner="a"), "one-end", "/properties/asset"),
        (thing("Ownership", owner="a", asset=["b", "c"]), "one-end", "/properties/asset"),
        (thing("Directorship", director="a", organization="a"), "self", ""),
        (thing("Sanction", entity="a"), "missing", "/properties/program"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(read, bad, rule, pointer):
    statements = read(bad, thing("Company", "ok", name="Good"))
    (refusal,) = statements[0].refusals
    assert (refusal.rule, refusal.pointer, refusal.line) == (rule, pointer, 1)
    assert statements[1].records


def test_an_array_is_read_too_and_what_is_no_object_in_it_is_refused(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps([[1, 2], thing("Company", name="Good")]))
    first, second = read_ftm(path)
    assert first.refusals[0].rule == "type" and second.records


def test_a_wrong_check_digit_spoils_the_number_only(read):
    (statement,) = read(thing("Company", name="Acme", leiCode="5493001KJTIIGC8Y1R13"))
    assert one([statement], Entity).identifiers == (Identifier("ftm", "x"),)
    assert statement.refusals[0].rule == "identifier"


def test_a_truncated_file_gives_what_was_before(tmp_path):
    path = tmp_path / "x.json"
    path.write_text(json.dumps(thing("Company", name="A")) + '\n{"id": "y", "sche')
    first, last = read_ftm(path)
    assert first.records and last.refusals[0].line == 2


def test_every_entity_of_the_real_file_is_accounted_for(shared):
    path = shared / "data" / "ftm" / "donations.ijson"
    assert recognised(path).name == "ftm"
    statements = list(read_ftm(path))
    kinds = Counter(r.kind for s in statements for r in s.records if isinstance(r, Entity))
    assert len(statements) == 474
    assert kinds == {"Organization": 56 + 17, "Person": 22}
    assert not [s for s in statements if s.refusals]
    nothing = Counter(s.noted[0].partition(":")[0] for s in statements if not s.records)
    assert nothing == {"Payment": 290, "Address": 89}
    assert not [r for s in statements for r in s.records if isinstance(r, Claim)]
