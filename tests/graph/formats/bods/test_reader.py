"""Every foreign notion lands on one of our claim types; what does not fit is said."""

from __future__ import annotations

import csv
import json
from decimal import Decimal

import pytest

from bods_statements import entity, interest, person, relationship, statement, write
from graph.claims.model import CLAIM_TYPES, Claim, Entity, Identifier, Listing, Location, Source
from graph.claims.shares import Share
from graph.formats.bods.reader import read_bods
from ontology.crosswalks import foreign
from ontology.load import codes

LISTS = ("entityType", "personType", "interestType", "directOrIndirect", "unspecifiedReason")


def read(folder, *statements, name="file.json"):
    return list(read_bods(write(folder, *statements, name=name)))


def claims_of(folder, *interests, **more):
    (found,) = read(folder, relationship("r", "p", "f", *interests, **more))
    return [one for one in found.records if isinstance(one, Claim)]


@pytest.mark.parametrize("name", [*LISTS, "sourceType"])
def test_every_code_of_the_standard_has_a_place(shared, name):
    with (shared / "data/bods/schema/codelists" / f"{name}.csv").open(encoding="utf-8") as file:
        standard = {row["code"] for row in csv.DictReader(file)}
    assert {code for of, code in foreign("bods") if of == name} == standard


def test_every_rule_names_a_code_of_ours():
    schemes = {
        "interest": "InterestTypes", "mechanism": "ControlMechanisms", "role": "LeaderRoles",
        "directness": "Directness", "kind": "SourceKinds", "scheme": "IdentifierSchemes",
        "level": "PublicLevels", "parent": "ConsolidatingParents",
    }  # fmt: skip
    for rules in foreign("bods").values():
        for rule in rules:
            if rule.field:
                assert rule.value in codes(schemes[rule.field])
            if rule.measurand:
                assert rule.measurand in codes("Measurands")
            if rule.list == "interestType":
                assert rule.becomes in CLAIM_TYPES
            if rule.becomes == "Ownership":
                assert rule.field == "interest"


def test_what_is_written_with_a_code_is_read_with_it():
    for scheme in ("InterestTypes", "ControlMechanisms", "LeaderRoles", "Instruments"):
        for code in codes(scheme).values():
            if "bodsCode" in code.attributes:
                assert ("interestType", code.attributes["bodsCode"]) in foreign("bods")


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ({"exact": 4.79}, Share(Decimal("4.79"), Decimal("4.79"))),
        ({"minimum": 25, "exclusiveMaximum": 50}, Share.parse("25", "50", below=True)),
        ({"exclusiveMinimum": 75}, Share.parse("75", None, above=True)),
        ({"maximum": 10}, Share.parse(None, "10")),
        ({}, None),
    ],
)
def test_shares_keep_their_bounds_and_their_digits(tmp_path, share, expected):
    (claim,) = claims_of(tmp_path, interest(share=share))
    assert claim.share == expected


def test_the_digits_of_a_share_are_those_of_its_own_statement(tmp_path):
    said = []
    for share in ({"maximum": 7.0}, {"maximum": 7}, {"maximum": 7.00}):
        (claim,) = claims_of(tmp_path, interest(share=share))
        said.append(str(claim.share))
    assert said == ["at most 7.0 %", "at most 7 %", "at most 7.0 %"]


def test_an_interest_without_a_share_is_of_unknown_size_and_not_zero(tmp_path):
    (claim,) = claims_of(tmp_path, interest())
    assert claim.share is None
    assert (claim.kind, claim.party, claim.target) == ("Ownership", "p", "f")


def test_each_interest_is_a_claim_of_its_own_quantity(tmp_path):
    found = claims_of(
        tmp_path,
        interest(share=60, startDate="2017-11-01"),
        interest("votingRights", share=50),
        interest("boardMember"),
        interest("otherInfluenceOrControl", details="Type: IS_DIRECTLY_CONSOLIDATED_BY"),
    )
    assert [one.kind for one in found] == ["Ownership", "Ownership", "Leadership", "Consolidation"]
    assert [one.measurand for one in found[:2]] == ["record", "votes"]
    assert str(found[0].period.start) == "2017-11-01"
    assert all(str(one.as_of) == "2024-06-30" for one in found)


@pytest.mark.parametrize(
    "code", ["otherInfluenceOrControl", "rightsGrantedByContract", "trustee", "appointmentOfBoard"]
)
def test_vague_power_is_never_taken_for_the_power_to_decide(tmp_path, code):
    from graph.networks.directing import directs

    (claim,) = claims_of(tmp_path, interest(code))
    assert not directs(claim)


def test_a_source_is_one_record_and_the_statement_its_locator(tmp_path):
    found = read(tmp_path, entity("a"), entity("b"))
    sources = [one for s in found for one in s.records if isinstance(one, Source)]
    assert [one.kind for one in sources] == ["register"]
    assert str(sources[0].published) == "2025-03-05"
    entities = [one for s in found for one in s.records if isinstance(one, Entity)]
    located = {one.citations[0].locator for one in entities if one.kind == "Organization"}
    assert located == {entity("a")["statementId"], entity("b")["statementId"]}


def test_a_source_is_given_once_though_not_every_one_is_kept_for_the_next(tmp_path, monkeypatch):
    monkeypatch.setattr("graph.formats.bods.desk._MANY", 1)
    sources = [{"type": ["thirdParty"], "url": f"https://example.org/{n % 3}"} for n in range(9)]
    found = read(tmp_path, *(entity(f"f{n}", source=one) for n, one in enumerate(sources)))
    given = [one.id for said in found for one in said.records if isinstance(one, Source)]
    assert len(given) == len(set(given)) == 3


def test_an_entity_has_its_numbers_its_seat_and_its_listing(tmp_path):
    listing = {
        "hasPublicListing": True,
        "securitiesListings": [
            {
                "stockExchangeJurisdiction": "GB",
                "stockExchangeName": "London",
                "operatingMarketIdentifierCode": "XLON",
                "security": {"ticker": "ABC"},
            }
        ],
    }
    numbers = [
        {"scheme": "GB-COH", "id": "00946107"},
        {"scheme": "XI-LEI", "id": "213800MR49XK2JV4F829"},
        {"scheme": "XI-LEI", "id": "213800MR49XK2JV4F820"},
    ]
    details = {"identifiers": numbers, "publicListing": listing, "foundingDate": "1969-01-16"}
    (found,) = read(tmp_path, entity("a", details=details))
    (firm,) = [one for one in found.records if isinstance(one, Entity) and one.id == "a"]
    assert Identifier("orgid", "GB-COH-00946107") in firm.identifiers
    assert Identifier("lei", "213800MR49XK2JV4F829") in firm.identifiers
    assert [one.pointer for one in found.refusals] == ["/recordDetails/identifiers/2"]
    (seat,) = [one for one in found.records if isinstance(one, Location)]
    assert (seat.aspect, seat.target, str(seat.period.start)) == (
        "seat",
        "jurisdiction-GB",
        "1969-01-16",
    )
    (listed,) = [one for one in found.records if isinstance(one, Listing)]
    assert (listed.target, listed.ticker) == ("exchange-XLON", "ABC")


def test_of_a_person_nothing_private_is_kept(tmp_path):
    private = {
        "birthDate": "1952-05",
        "identifiers": [{"scheme": "IRL-TAXID", "id": "7700225VH"}],
        "addresses": [
            {
                "type": "residence",
                "address": "1 Private Lane",
                "country": {"name": "F", "code": "FR"},
            }
        ],
        "taxResidencies": [{"name": "Jersey", "code": "JE"}],
        "nationalities": [{"name": "Iraq", "code": "IQ"}],
        "politicalExposure": {"status": "isPep", "details": [{"reason": "Spouse of a minister"}]},
    }
    (found,) = read(tmp_path, person("p", "Jo Example", details=private))
    kept = repr(found.records)
    for word in ("1952", "7700225VH", "Private Lane", "JE", "Spouse"):
        assert word not in kept
    claims = {(one.kind, one.target) for one in found.records if isinstance(one, Claim)}
    assert claims == {("Citizenship", "jurisdiction-IQ"), ("Residence", "jurisdiction-FR")}
    assert len(found.noted) >= 4


def test_a_person_without_a_name_is_an_unidentified_party(tmp_path):
    unnamed = {"names": [], "personType": "anonymousPerson"}
    (found,) = read(tmp_path, person("p", details=unnamed))
    assert [one.kind for one in found.records if isinstance(one, Entity)] == ["UnidentifiedParty"]


def test_a_reason_instead_of_a_party_is_an_unidentified_one(tmp_path):
    reason = {"reason": "subjectExemptFromDisclosure", "description": "listed"}
    (found,) = read(tmp_path, relationship("r", reason, "f"))
    (party,) = [one for one in found.records if isinstance(one, Entity)]
    (claim,) = [one for one in found.records if isinstance(one, Claim)]
    assert (party.kind, claim.party) == ("UnidentifiedParty", party.id)
    assert "exempt" in party.note
    assert "listed" in party.note


def test_a_statement_that_there_is_no_owner_claims_nothing(tmp_path):
    (found,) = read(tmp_path, relationship("r", {"reason": "noBeneficialOwners"}, "f"))
    assert not [one for one in found.records if isinstance(one, Claim)]
    assert found.noted
    assert not found.refusals


def test_a_state_is_a_public_body_of_its_jurisdiction(tmp_path):
    (found,) = read(tmp_path, entity("fi", type="state", jurisdiction="FI"))
    (body,) = [one for one in found.records if isinstance(one, Entity) and one.kind == "PublicBody"]
    assert (body.jurisdiction, body.level) == ("FI", "national")


def test_the_words_of_an_annotation_stay_with_what_they_are_about(tmp_path):
    said = {
        "statementPointerTarget": "/recordDetails/interests/1",
        "motivation": "commenting",
        "description": "disputed in court",
    }
    notes = [
        one.note
        for one in claims_of(tmp_path, interest(), interest("boardChair"), annotations=[said])
    ]
    assert "disputed in court" not in notes[0]
    assert "disputed in court" in notes[1]


def test_a_field_the_standard_does_not_have_is_noted_wherever_it_is(tmp_path):
    (found,) = read(tmp_path, entity("a", details={"colour": "blue"}, mood="good"))
    said = [words for words in found.noted if "does not have" in words]
    assert [words.partition(": ")[2] for words in said] == ["mood", "recordDetails/colour"]
    share = {"exact": 5, "colour": "blue"}
    (link,) = read(tmp_path, relationship("r", "p", "f", interest(share=share, mood="good")))
    said = [words.partition(": ")[2] for words in link.noted if "does not have" in words]
    assert said == ["recordDetails/interests/mood", "recordDetails/interests/share/colour"]
    assert [str(one.share) for one in link.records if isinstance(one, Claim)] == ["5 %"]


def test_statements_that_say_the_same_are_equal_however_they_are_written(tmp_path):
    details = {"alternateNames": ["B"], "formedByStatute": {"name": "An act", "date": "1920"}}
    for one in (entity("f", details=details), relationship("r", "p", "f", interest(share=5))):
        turned = dict(reversed(one.items()))
        turned["recordDetails"] = dict(reversed(one["recordDetails"].items()))
        same = [one, one, turned, {**one, "mood": "good"}]
        for statements in (same, same[::-1]):  # the first of a file is looked at before it is read
            assert len({found.content for found in read(tmp_path, *statements)}) == 1
        other = [
            {**one, "statementDate": "2024-07-01"},
            {**one, "source": {"type": ["selfDeclaration"]}},
            {**one, "recordDetails": {**one["recordDetails"], "isComponent": True}},
            {**one, "recordDetails": {**one["recordDetails"], "colour": "blue"}},
        ]
        assert len({found.content for found in read(tmp_path, one, *other)}) == 5


def test_lines_and_arrays_say_the_same(tmp_path):
    said = [entity("f"), person("p"), relationship("r", "p", "f", interest(share=12.5))]
    array, lines = read(tmp_path, *said), read(tmp_path, *said, name="file.jsonl")
    assert [one.records for one in array] == [one.records for one in lines]
    assert [one.line for one in lines] == [1, 2, 3]


REFUSED = {
    "above the whole": ({"exact": 130}, "share", "/share"),
    "negative": ({"minimum": -5}, "share", "/share"),
    "crossed": ({"minimum": 60, "maximum": 40}, "share", "/share"),
    "not a number": ({"exact": "NaN"}, "share", "/share"),
    "not a number to compare with": ({"exact": 5, "minimum": "NaN"}, "share", "/share"),
    "a number that signals": ({"minimum": "sNaN"}, "share", "/share"),
    "a word": ({"exact": "much"}, "type", "/share/exact"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_impossible_share_is_refused_with_its_place(tmp_path, case):
    share, rule, pointer = REFUSED[case]
    (found,) = read(tmp_path, relationship("r", "p", "f", interest(share=share)))
    (refusal,) = found.refusals
    assert refusal.rule == rule
    assert refusal.pointer == f"/recordDetails/interests/0{pointer}"
    assert refusal.statement.startswith("relationship-r")
    assert not [one for one in found.records if isinstance(one, Claim)]


def test_one_bad_interest_leaves_the_others(tmp_path):
    (found,) = read(
        tmp_path, relationship("r", "p", "f", interest(share=130), interest("boardMember"))
    )
    assert [one.kind for one in found.records if isinstance(one, Claim)] == ["Leadership"]
    assert len(found.refusals) == 1


@pytest.mark.parametrize(
    ("spoilt", "rule", "pointer"),
    [
        (entity("f", type="firm"), "code", "/recordDetails/entityType/type"),
        (entity("f", jurisdiction="QQ"), "code", "/recordDetails/jurisdiction/code"),
        (entity("f", day="2024-02-30"), "date", "/statementDate"),
        (
            relationship("r", "p", "f", interest("friendship")),
            "code",
            "/recordDetails/interests/0/type",
        ),
        (
            relationship("r", "p", "f", interest(startDate="2020-01-02", endDate="2020-01-01")),
            "date",
            "/recordDetails/interests/0",
        ),
        (
            relationship("r", "f", "f", interest("votingRights")),
            "self",
            "/recordDetails/interestedParty",
        ),
        (statement("company", "f", {}), "code", "/recordType"),
        ({**entity("f"), "recordId": None}, "missing", "/recordId"),
        ({**entity("f"), "annotations": 7}, "type", "/annotations"),
        ({**entity("f"), "recordStatus": "old"}, "code", "/recordStatus"),
        (relationship("r", "p", None, interest()), "missing", "/recordDetails/subject"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_rule_and_pointer(tmp_path, spoilt, rule, pointer):
    (found,) = read(tmp_path, spoilt)
    assert [(one.rule, one.pointer) for one in found.refusals] == [(rule, pointer)]


@pytest.mark.parametrize("version", ["0.1", "0.5", "1.0"])
@pytest.mark.parametrize("marks", [{"statementID": "1" * 32, "statementType": "entityStatement"},
                                   entity("a")])  # fmt: skip
def test_another_version_is_recognised_and_refused_in_words(tmp_path, version, marks):
    said = {**marks, "publicationDetails": {"bodsVersion": version}}
    (found,) = read(tmp_path, said)
    (refusal,) = found.refusals
    assert (refusal.rule, refusal.pointer) == ("version", "/publicationDetails/bodsVersion")
    assert version in refusal.problem


def test_utf_16_is_read(tmp_path):
    path = write(tmp_path, entity("a", "Ärzte 医生"))
    path.write_text(json.dumps([entity("a", "Ärzte 医生")], ensure_ascii=False), "utf-16")
    (found,) = read_bods(path)
    assert "Ärzte 医生" in [one.name for one in found.records if isinstance(one, Entity)]
