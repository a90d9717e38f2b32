"""Every predicate of the sourced facts has one reviewed place among the claim types."""

import csv
from pathlib import Path

import pytest

from graph.claims.model import CLAIM_TYPES
from ontology.crosswalks import ENDS, facts, rows
from ontology.load import check_code
from ontology.terms import UnknownTermError

FACTS = Path(__file__).parents[3] / "shared" / "facts"
SETS = ("documents", "filings", "filings-2", "filings-3", "steel")

# Owning, voting, contracts and investing decide verdicts; a Relation would hide them from measures.
DECIDING = {
    "owns_share_in": "Ownership",
    "holds_voting_rights_in": "Ownership",
    "fund_backed_by": "Ownership",
    "owned_by_state_body": "Ownership",
    "controls_by_contract": "Control",
    "uses_vie_structure": "Control",
    "subsidiary_of": "Control",
    "invested_in": "Investment",
    "invests_in": "Investment",
    "funded_by": "Investment",
    "completeness": "HolderTable",
}


@pytest.mark.parametrize("name", SETS)
def test_every_predicate_of_the_facts_is_mapped(name):
    table = FACTS / name / "relations.csv"
    if not table.exists():
        pytest.skip("the sourced facts are not beside this checkout")
    with table.open(encoding="utf-8", newline="") as stream:
        used = {row["predicate"] for row in csv.DictReader(stream)}
    assert used == {rule.predicate for rule in facts().values() if rule.set == name}


def test_no_predicate_is_mapped_twice():
    assert len(facts()) == len(rows("facts"))


@pytest.mark.parametrize("rule", facts().values(), ids=lambda rule: f"{rule.set}-{rule.predicate}")
def test_a_rule_is_well_formed(rule):
    assert rule.claim in CLAIM_TYPES
    assert rule.party in ENDS
    assert rule.target in ENDS
    assert rule.party != rule.target
    assert rule.inverse
    if rule.claim == "Relation":
        assert "" not in (rule.party, rule.target)
        check_code("RelationKinds", rule.relation)


def test_what_decides_verdicts_is_never_a_mere_relation():
    found = {rule.predicate: rule.claim for rule in facts().values() if rule.predicate in DECIDING}
    assert found == DECIDING


@pytest.mark.parametrize("predicate", ["led_by", "funded_by", "subsidiary_of", "founded_by"])
def test_passive_predicates_have_the_subject_as_target(predicate):
    rules = [rule for rule in facts().values() if rule.predicate == predicate]
    assert rules
    assert {(rule.party, rule.target) for rule in rules} == {("object", "subject")}


def test_one_predicate_means_the_same_in_every_set():
    meanings = {}
    for rule in facts().values():
        assert meanings.setdefault(rule.predicate, rule[2:5]) == rule[2:5]


def test_an_unknown_crosswalk_names_those_there_are():
    with pytest.raises(UnknownTermError, match="did you mean facts"):
        rows("fact")


def test_classes_of_firms_in_the_facts_become_labels():
    for row in rows("labels"):
        assert row["set"] in SETS
        check_code("Labels", row["label"])
