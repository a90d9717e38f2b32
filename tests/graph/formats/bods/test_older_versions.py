"""Statements of BODS 0.2 and 0.3 say what they said when they are read as 0.4."""

from __future__ import annotations

from itertools import permutations

import pytest

from bods_statements import write
from graph.claims.model import Citizenship, Entity, Location, Ownership, Residence
from graph.formats.bods.reader import read_bods
from graph.importing.gathering import Wanted, gathered
from ontology.crosswalks import foreign, rows


def statement(kind, id_, *, day="2019-05-06", version="0.2", replaces=(), **fields):
    said = {
        "statementID": id_.ljust(32, "-"),
        "statementType": kind,
        "isComponent": False,
        "publicationDetails": {
            "publicationDate": "2021-02-03",
            "bodsVersion": version,
            "publisher": {"name": "An older register"},
        },
        "source": {"type": ["officialRegister"]},
        **fields,
    }
    if day:
        said["statementDate"] = day
    if replaces:
        said["replacesStatements"] = [one.ljust(32, "-") for one in replaces]
    return said


def firm(id_, **fields):
    place = {"name": "France", "code": "FR"}
    given = {"entityType": "registeredEntity", "name": f"{id_.title()} SA",
             "incorporatedInJurisdiction": place, **fields}  # fmt: skip
    return statement("entityStatement", id_, **given)


def human(name, **fields):
    given = {"personType": "knownPerson",
             "names": [{"type": "individual", "fullName": name.title()}], **fields}  # fmt: skip
    return statement("personStatement", name, **given)


def link(name, party, subject, *interests, **fields):
    by = "describedByPersonStatement" if party.startswith("p") else "describedByEntityStatement"
    ends = {
        "subject": {"describedByEntityStatement": subject.ljust(32, "-")},
        "interestedParty": {by: party.ljust(32, "-")},
    }
    return statement(
        "ownershipOrControlStatement", name, **{**ends, "interests": list(interests), **fields}
    )


def read(folder, *statements, name="file.json"):
    return list(read_bods(write(folder, *statements, name=name)))


def together(folder, *statements):
    path = write(folder, *statements)
    return gathered([path], Wanted(format="bods", name="t", home="FR"), lambda step, done: None)


def records(found, cls):
    return [one for said in found for one in said.records if isinstance(one, cls)]


def shares(folder, share, version="0.2"):
    found = read(folder, link("l", "p", "f", {"type": "shareholding", "share": share},
                              version=version))  # fmt: skip
    return [str(one.share) for one in records(found, Ownership)]


@pytest.mark.parametrize("version", ["0.2", "0.3"])
@pytest.mark.parametrize("name", ["file.json", "file.jsonl"])
def test_a_firm_its_owner_and_the_stake(tmp_path, version, name):
    stake = {
        "type": "voting-rights" if version == "0.2" else "votingRights",
        "interestLevel" if version == "0.2" else "directOrIndirect": "direct",
        "share": {"exact": 41},
        "startDate": "2018-03",
        "beneficialOwnershipOrControl": True,
    }
    found = read(
        tmp_path,
        firm("f", version=version, foundingDate="2001"),
        human("p", version=version, nationalities=[{"name": "Spain", "code": "ES"}]),
        link("l", "p", "f", stake, version=version),
        name=name,
    )
    assert not [one for said in found for one in said.refusals]
    assert [one.target for one in records(found, Location)] == ["jurisdiction-FR"]
    assert [one.target for one in records(found, Citizenship)] == ["jurisdiction-ES"]
    (claim,) = records(found, Ownership)
    assert (str(claim.share), claim.measurand, claim.directness) == ("41 %", "votes", "direct")
    assert (str(claim.period.start), str(claim.as_of)) == ("2018-03", "2019-05-06")
    assert (claim.party, claim.target) == ("p".ljust(32, "-"), "f".ljust(32, "-"))
    assert all("0.2 or 0.3" in " ".join(said.noted) for said in found)


@pytest.mark.parametrize("version", ["0.2", "0.3"])
@pytest.mark.parametrize(
    ("share", "read_as"),
    [
        ({"minimum": 25, "maximum": 50}, "25 to under 50 %"),  # what the versions say by default
        ({"minimum": 25, "maximum": 50, "exclusiveMaximum": False}, "25–50 %"),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50}, "over 25 to under 50 %"),
        ({"minimum": 25, "exclusiveMinimum": True, "maximum": 50, "exclusiveMaximum": False},
         "over 25 to 50 %"),
        ({"minimum": 75, "maximum": 100}, "at least 75 %"),  # a sole owner is not left out
        ({"minimum": 75, "maximum": 100, "exclusiveMaximum": True}, "75 to under 100 %"),
        ({"exact": 12.5, "minimum": 12.5, "maximum": 12.5}, "12.5 %"),
        ({"exact": 12.5, "minimum": 12.5, "maximum": 12.5, "exclusiveMaximum": True}, "12.5 %"),
        ({"exclusiveMinimum": True}, "None"),
    ],
)  # fmt: skip
def test_bounds_are_open_where_the_older_versions_say_so(tmp_path, version, share, read_as):
    assert shares(tmp_path, share, version) == [read_as]


@pytest.mark.parametrize("order", list(permutations(range(5))))
def test_what_replaces_a_statement_is_on_its_record_wherever_it_stands(tmp_path, order):
    stake = {"type": "shareholding", "share": {"exact": 30}, "startDate": "2018-01-01"}
    later = {"type": "shareholding", "share": {"exact": 45}, "startDate": "2020-01-01"}
    said = (
        firm("f1"),
        firm("f2", replaces=["f1"], name="Renamed SA", day="2020-07-07"),
        human("p"),
        link("l1", "p", "f1", stake),
        link("l2", "p", "f2", later, replaces=["l1"], day="2020-07-07"),
    )
    found = together(tmp_path, *(said[place] for place in order))
    assert not found.report.refusals
    (company,) = [one for one in found.tables.entities if one.kind == "Organization"]
    assert (company.name, company.other_names) == ("Renamed SA", ("F1 SA",))
    stakes = [one for one in found.tables.claims if one.kind == "Ownership"]
    assert {(str(one.share), str(one.period.end or "")) for one in stakes} == {
        ("30 %", "2019-12-31"),
        ("45 %", ""),
    }
    assert {one.target for one in stakes} == {company.id}


@pytest.mark.parametrize("turned", [False, True])
def test_of_one_day_what_replaces_comes_after_what_it_replaces(tmp_path, turned):
    said = [firm("f1"), firm("f2", replaces=["f1"], name="Second SA"),
            firm("f3", replaces=["f2"], name="Third SA")]  # fmt: skip
    found = together(tmp_path, *(said[::-1] if turned else said))
    (company,) = [one for one in found.tables.entities if one.kind == "Organization"]
    assert company.name == "Third SA"


def test_statements_that_replace_one_another_in_a_circle_are_on_one_record(tmp_path):
    found = together(tmp_path, firm("f1", replaces=["f2"]), firm("f2", replaces=["f1"]))
    assert len([one for one in found.tables.entities if one.kind == "Organization"]) == 1


def test_components_are_the_records_of_the_statements_named(tmp_path):
    stake = {"type": "shareholding", "interestLevel": "direct", "share": {"exact": 60}}
    whole = {**stake, "interestLevel": "indirect"}
    parts = [one.ljust(32, "-") for one in ("v2", "l1")]
    found = together(
        tmp_path, firm("f"), firm("v1"), firm("v2", replaces=["v1"]), human("p"),
        link("l1", "v1", "f", stake, isComponent=True),
        link("l2", "p", "f", whole, componentStatementIDs=parts),
    )  # fmt: skip
    assert not found.report.refusals
    (through,) = [one for one in found.tables.claims
                  if one.kind == "Ownership" and one.directness == "indirect"]  # fmt: skip
    (vehicle,) = [one for one in found.tables.entities if one.name == "V2 SA"]
    assert through.via == (vehicle.id,)


def test_an_undated_statement_speaks_for_no_day(tmp_path):
    stake = {"type": "shareholding", "share": {"exact": 60}}
    (said,) = read(tmp_path, link("l", "p", "f", stake, day=""))
    assert not said.refusals
    assert [one.as_of for one in records([said], Ownership)] == [None]
    assert any("without a date" in words for words in said.noted)


def test_what_has_another_form_since_is_kept(tmp_path):
    found = read(
        tmp_path,
        firm("s", version="0.3", entityType="stateBody", jurisdiction={"code": "FI"},
             entitySubtype={"generalCategory": "stateBody-stateAgency", "localTerm": "virasto"}),
        human("p", placeOfResidence={"address": "A street", "country": "PT"}, hasPepStatus=True),
        human("q", personType="anonymousPerson", names=[],
              unspecifiedPersonDetails={"reason": "subject-exempt-from-disclosure"}),
        human("r", personType="unknownPerson", names=[], missingInfoReason="never told"),
        statement("ownershipOrControlStatement", "l",
                  subject={"describedByEntityStatement": "s" * 32},
                  interestedParty={"unspecified": {"reason": "no-beneficial-owners"}}),
        link("m", "p", "s", {"type": "other-influence-or-control-of-trust", "details": "spoken"}),
    )  # fmt: skip
    assert not [str(one) for said in found for one in said.refusals]
    body, person, exempt, unknown = [
        one for one in records(found, Entity) if one.kind != "Jurisdiction"
    ]
    assert (body.kind, body.jurisdiction, body.note) == ("PublicBody", "FI", "stateAgency; virasto")
    assert [one.target for one in records(found, Residence)] == ["jurisdiction-PT"]
    assert "A street" not in repr(found)
    assert any("political exposure" in words for words in found[1].noted)
    assert "exempt" in exempt.note and "never told" in unknown.note
    assert any("nobody has to be named" in words for words in found[4].noted)
    (power,) = [one for one in found[5].records if getattr(one, "kind", "") == "Control"]
    assert (power.mechanism, power.note) == ("otherInfluence", "of a trust; spoken")
    assert person.kind == "Person"


@pytest.mark.parametrize(
    ("spoilt", "rule", "pointer"),
    [
        (firm("f", entityType="firm"), "code", "/entityType"),
        (firm("f", incorporatedInJurisdiction={"code": "QQ"}), "code",
         "/incorporatedInJurisdiction/code"),
        (link("l", "p", "f", {"type": "friendship"}), "code", "/interests/0/type"),
        (link("l", "p", "f", {"type": "shareholding", "share": {"exact": 101}}), "share",
         "/interests/0/share"),
        (statement("companyStatement", "f"), "code", "/statementType"),
        ({**firm("f"), "statementID": None}, "missing", "/0/statementID"),
        (link("l", "p", "f", interestedParty={"describedByEntityStatement": "a" * 32,
                                              "describedByPersonStatement": "b" * 32}),
         "one-end", "/interestedParty"),
        (firm("f", day="2019-02-30"), "date", "/statementDate"),
    ],
)  # fmt: skip
def test_what_cannot_be_upgraded_is_refused_where_it_stands(tmp_path, spoilt, rule, pointer):
    (found,) = read(tmp_path, spoilt)
    assert [(one.rule, one.pointer) for one in found.refusals] == [(rule, pointer)]
    assert not [one for one in found.records if isinstance(one, Ownership)]


def test_a_party_that_never_comes_is_refused_where_the_older_statement_names_it(tmp_path):
    found = together(tmp_path, firm("f"), link("l", "nobody", "f", {"type": "shareholding"}))
    assert [one.pointer for one in found.report.refusals] == ["/interestedParty"]


def test_a_field_that_has_no_place_any_more_is_noted(tmp_path):
    (found,) = read(tmp_path, firm("f", mood="good"))
    assert "a field the standard does not have: recordDetails/mood" in found.noted


def test_every_older_code_leads_to_one_of_the_standard():
    for row in rows("bods-older"):
        if row["list"] in ("interestType", "unspecifiedReason"):
            assert (row["list"], row["becomes"]) in foreign("bods")
            assert (row["list"], row["code"]) not in foreign("bods")
