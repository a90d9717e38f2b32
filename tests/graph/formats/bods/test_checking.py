"""Every additional rule is broken by a file that breaks it, at its place, and by no sound one."""

from __future__ import annotations

import pytest

from bods_statements import PUBLISHED, entity, interest, person, relationship, write
from graph.formats.bods.checking import check_bods
from graph.importing.gathering import Wanted
from graph.importing.storing import check_files
from ontology.crosswalks import rows

DETAILS = "/recordDetails"
FIRST = f"{DETAILS}/interests/0"


def sound(*, stake=None, **more):
    """A firm, its owner and the stake, in the order and the form that the standard asks for."""
    return [
        entity("f", **more.pop("firm", {})),
        person("p", **more.pop("owner", {})),
        relationship(
            "r", "p", "f", stake or interest(share=40), **{"declarationSubject": "f", **more}
        ),
    ]


def with_details(statement, **details):
    return {**statement, "recordDetails": {**statement["recordDetails"], **details}}


def without(statement, *names):
    return {name: held for name, held in statement.items() if name not in names}


LISTED = {"hasPublicListing": False, "securitiesListings": [
    {"stockExchangeName": "A", "stockExchangeJurisdiction": "GB", "security": {"ticker": "T"}},
]}  # fmt: skip
HALF = {"hasPublicListing": True, "securitiesListings": [
    {"stockExchangeName": "A", "stockExchangeJurisdiction": "GB", "security": {"ticker": "T"},
     "marketIdentifierCode": "XLON"},
]}  # fmt: skip
REMARK = {"motivation": "commenting", "description": "odd"}

WARNED = {
    "two-bounds": (sound(stake=interest(share={"minimum": 3, "exclusiveMinimum": 2})),
                   f"{FIRST}/share"),
    "exact-and-bounds": (sound(stake=interest(share={"exact": 3, "maximum": 4})),
                         f"{FIRST}/share"),
    "crossed-and-unread": (sound(stake=interest("boardMember", share={"minimum": 9, "maximum": 4})),
                           f"{FIRST}/share"),
    "listing-denied": (sound(firm={"details": {"publicListing": LISTED}}),
                       f"{DETAILS}/publicListing/hasPublicListing"),
    "stated-after-publication": (sound(day="2025-03-06"), "/statementDate"),
    "day-to-come": (
        sound(day="2999-01-01", publicationDetails={**PUBLISHED, "publicationDate": "2999-01-02"}),
        "/statementDate",
    ),
    "interest-after-statement": (sound(stake=interest(share=4, startDate="2024-07-01")),
                                 f"{FIRST}/startDate"),
    "died-before-born": (
        sound(owner={"details": {"birthDate": "1990-05-01", "deathDate": "1989-04-30"}}),
        f"{DETAILS}/deathDate",
    ),
    "person-without-name": (sound(owner={"details": {"names": []}}), f"{DETAILS}/names"),
    "known-but-unspecified": (
        sound(owner={"details": {"unspecifiedPersonDetails": {"reason": "unknown"}}}),
        f"{DETAILS}/unspecifiedPersonDetails",
    ),
    "components-and-direct": (
        [*sound()[:2], entity("v"), relationship("r", "p", "f", interest(), components=["v"])],
        f"{DETAILS}/componentRecords",
    ),
    "component-with-components": (
        [*sound()[:2], entity("v"), with_details(
            relationship("s", "p", "v", interest(how="indirect"), components=["v"]),
            isComponent=True),
         relationship("r", "p", "f", interest(how="indirect"), components=["s", "v"])],
        f"{DETAILS}/componentRecords",
    ),
    "component-of-nothing": ([with_details(entity("v"), isComponent=True), *sound()],
                             f"{DETAILS}/isComponent"),
    "component-is-a-statement": (
        [*sound()[:2], relationship("r", "p", "f", components=[entity("f")["statementId"]])],
        f"{DETAILS}/componentRecords",
    ),
    "component-not-here": (
        [*sound()[:2], relationship("r", "p", "f", components=["gone"])],
        f"{DETAILS}/componentRecords",
    ),
    "several-new": ([entity("f", day="2020-01-01"), *sound()], "/recordStatus"),
    "new-not-first": ([entity("f", day="2020-01-01", status="updated"), *sound()],
                      "/recordStatus"),
    "several-closed": (
        [*sound(), relationship("r", "p", "f", interest(), day="2024-08-01", status="closed"),
         relationship("r", "p", "f", interest(), day="2024-09-01", status="closed")],
        "/recordStatus",
    ),
    "closed-not-last": (
        [*sound(), relationship("r", "p", "f", interest(), day="2024-08-01", status="closed"),
         relationship("r", "p", "f", interest(), day="2024-09-01", status="updated")],
        "/recordStatus",
    ),
    "owner-is-no-person": (
        [*sound()[:2], entity("g"), relationship(
            "r", "g", "f", interest(share=4, beneficialOwnershipOrControl=True))],
        f"{FIRST}/beneficialOwnershipOrControl",
    ),
    "nomination-of-no-arrangement": (sound(stake=interest("nominee")), f"{FIRST}/type"),
    "trust-of-no-trust": (sound(stake=interest("trustee")), f"{FIRST}/type"),
    "party-is-a-link": ([*sound(), relationship("s", "r", "f", interest(share=4))],
                        f"{DETAILS}/interestedParty"),
    "open-beside-closed": (
        [*sound(), person("p", day="2024-08-01", status="closed")], f"{DETAILS}/interestedParty",
    ),
    "open-beside-ended": (
        [*sound(), entity("f", day="2024-08-01", status="closed")], f"{DETAILS}/subject",
    ),
    "share-as-text": (
        sound(stake=interest(share={"exact": "40"})), f"{FIRST}/share/exact",
    ),
    "annotation-of-nothing": (
        sound(annotations=[{**REMARK, "statementPointerTarget": "/recordDetails/interests/7"}]),
        "/annotations/0/statementPointerTarget",
    ),
}  # fmt: skip

COUNTED = {
    "id-length": sound(statementId="short"),
    "no-component-word": [with_details(entity("f"), isComponent=None), *sound()[1:]],
    "no-declaration-subject": [*sound()[:2], without(sound()[2], "declarationSubject")],
    "subject-not-here": sound(declarationSubject="nobody"),
    "subject-is-a-link": sound(declarationSubject="r"),
    "no-publication": sound(publicationDetails={"bodsVersion": "0.4"}),
    "published-to-come": sound(publicationDetails={**PUBLISHED, "publicationDate": "2999-01-01"}),
    "read-to-come": sound(source={"type": ["officialRegister"], "retrievedAt": "2999-01-01"}),
    "no-source": [*sound()[:2], without(sound()[2], "source")],
    "party-after-link": sound()[::-1],
    "component-after-primary": [
        *sound()[:2],
        relationship("r", "p", "f", interest(how="indirect"), components=["v"],
                     declarationSubject="f"),
        with_details(entity("v"), isComponent=True),
    ],
    "equal-bounds": sound(stake=interest(share={"minimum": 4, "maximum": 4})),
    "half-a-market-code": sound(firm={"details": {"publicListing": HALF}}),
    "no-reason": sound(owner={"details": {"personType": "unknownPerson", "names": []}}),
    "number-without-scheme": sound(firm={"details": {"identifiers": [{"id": "7"}]}}),
    "number-of-a-person": sound(owner={"details": {"identifiers": [
        {"id": "7", "scheme": "GB-PASSPORT"}]}}),
    "subtype-of-another-type": sound(firm={"details": {
        "entityType": {"type": "registeredEntity", "subtype": "trust"}}}),
    "versions-mixed": sound(publicationDetails={**PUBLISHED, "bodsVersion": "0.5"}),
}  # fmt: skip


def words(rule):
    return next(row["words"] for row in rows("bods-rules") if row["rule"] == rule)


def test_every_rule_has_a_file_that_breaks_it():
    severities = {row["rule"]: row["severity"] for row in rows("bods-rules")}
    assert severities == dict.fromkeys(WARNED, "warning") | dict.fromkeys(COUNTED, "formality")


def test_a_sound_file_breaks_no_rule(tmp_path):
    found = check_bods(write(tmp_path, *sound()))
    assert (found.broken, found.formalities) == ((), ())
    assert found.rules == len(rows("bods-rules"))


@pytest.mark.parametrize("name", ["file.json", "file.jsonl"])
@pytest.mark.parametrize("rule", WARNED)
def test_a_rule_that_changes_what_is_read_is_told_with_its_place(tmp_path, rule, name):
    statements, pointer = WARNED[rule]
    found = check_bods(write(tmp_path, *statements, name=name)).broken
    assert {one.rule for one in found} == {rule}
    (broken,) = found
    assert (broken.pointer, broken.severity, broken.file) == (pointer, "warning", name)
    assert broken.statement in {one["statementId"] for one in statements}
    if name.endswith("l"):
        assert statements[broken.line - 1]["statementId"] == broken.statement
    assert "{" not in broken.problem
    assert str(broken).endswith(f"[{rule}, warning]")


@pytest.mark.parametrize("rule", COUNTED)
def test_a_formality_is_counted(tmp_path, rule):
    found = check_bods(write(tmp_path, *COUNTED[rule]))
    assert dict(found.formalities) == {words(rule): 1 if rule != "party-after-link" else 2}
    assert not found.broken


def test_the_days_of_a_persons_life_are_in_no_word(tmp_path):
    statements, _ = WARNED["died-before-born"]
    assert "19" not in repr(check_bods(write(tmp_path, *statements)).broken).replace("2019", "")


def test_of_an_older_version_the_pointer_is_into_what_stands_there(tmp_path):
    older = {
        "statementID": "1" * 32, "statementType": "ownershipOrControlStatement",
        "statementDate": "2019-01-01", "isComponent": False,
        "subject": {"describedByEntityStatement": "f"},
        "interestedParty": {"unspecified": {"reason": "unknown"}},
        "interests": [{"type": "shareholding", "share": {"exact": 4, "maximum": 5}}],
        "publicationDetails": {**PUBLISHED, "bodsVersion": "0.2"}, "source": {"type": []},
    }  # fmt: skip
    found = check_bods(write(tmp_path, older))
    assert [(one.rule, one.pointer) for one in found.broken] == [
        ("exact-and-bounds", "/interests/0/share")
    ]
    assert not found.formalities


@pytest.mark.parametrize("text", ["[]", "[1, null, [], {}]", '[{"recordId": 7}]', "not json"])
def test_what_is_no_statement_breaks_no_rule_and_no_check(tmp_path, text):
    path = tmp_path / "odd.json"
    path.write_text(text, "utf-8")
    report = check_files([path], Wanted(format="bods"))
    assert report.checked
    assert not report.broken


@pytest.mark.parametrize("odd", [None, 7, "x", [], [None], {}, {"a": []}, True])
@pytest.mark.parametrize("field", sorted(sound()[2].keys() | sound()[2]["recordDetails"].keys()))
def test_nothing_of_another_form_stops_the_rules(tmp_path, field, odd):
    for statement in sound():
        inside = field in statement["recordDetails"] and field not in statement
        spoilt = with_details(statement, **{field: odd}) if inside else {**statement, field: odd}
        check_bods(write(tmp_path, spoilt, *sound()))


def test_nothing_wrong_says_what_was_asked(tmp_path):
    report = check_files([write(tmp_path, *sound())], Wanted(format="bods"))
    said = "; ".join(report.checked)
    assert not report.refusals
    for part in ("3 statements", f"{len(rows('bods-rules'))} rules", "bods", "checks across them"):
        assert part in said


def test_files_nobody_here_wrote_break_what_they_break(shared):
    """Production data and the standard's own examples: no rule is broken everywhere."""
    broken = {}
    for path in sorted((shared / "data/bods").glob("*/*.json*")):
        if path.parent.name in ("examples", "uk-gleif"):
            broken[path.name] = {one.rule for one in check_bods(path).broken}
    assert len(broken) > 20
    assert sum(map(bool, broken.values())) < len(broken) / 2
