"""Rules of reach are data: complete, in step with the facts, and added in Turtle alone."""

from decimal import Decimal

import pytest

from graph.releases.release import Release
from ontology.files import RULES
from ontology.lenses import lenses
from ontology.load import codes
from ontology.rule_files import read
from ontology.rules import reach_rules

ADDED = """
@prefix z: <https://w3id.org/zizhu/ns#> .
@prefix code: <https://w3id.org/zizhu/code/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/zizhu/lens/rule/quarter> a z:ReachRule ; z:order 5 ; z:version "1" ;
  rdfs:label "quarter" ; skos:definition "A quarter is enough."@en ;
  z:passesBy code:equity ; z:threshold 25 ; z:inclusive true ;
  z:extendsList [ a z:ExtendedList ; rdfs:label "my list" ; z:listName "mine" ] ;
  z:inForce [ z:reach code:aggregate ] ;
  z:raisesFlag [ z:flag code:minorityStake ; rdfs:comment "Look." ] ;
  z:holder "a test" ; z:parameterOrigin code:ours ; z:verified true ; dct:source "made up" .
"""


@pytest.mark.parametrize("rule", reach_rules().values(), ids=lambda rule: rule.id)
def test_a_rule_says_all_that_a_report_needs(rule):
    assert rule.definition.endswith(".")
    assert rule.source
    assert rule.holder
    assert 0 < rule.threshold <= 100
    assert rule.passes_by in codes("Passages")
    assert all(window.reach in codes("RuleReaches") for window in rule.windows)
    names = [name for one in (*rule.lists, *rule.left_out) for name in one.names]
    assert len(names) == len(set(names))
    assert all(one.note for one in rule.left_out)
    assert all(one.see in reach_rules() for one in rule.left_out if one.see)
    assert all(one.flag in codes("ScreeningFlags") and one.note for one in rule.flags)
    assert all(one.source for one in rule.flags if not one.ours)
    assert all(one.test in codes("ControlTests") for one in rule.tests)
    assert all(one.note for one in rule.tests if not one.suffices)
    assert all(one.statement and one.source for one in rule.prohibitions)


def test_periods_follow_one_another():
    for rule in reach_rules().values():
        for before, after in zip(rule.windows, rule.windows[1:], strict=False):
            assert before.last is not None
            assert before.last < after.first


def test_periods_and_thresholds_are_those_of_the_facts(seed_release: Release):
    facts = seed_release.knowledge.rules
    told = 0
    for rule in reach_rules().values():
        for window in rule.windows:
            if window.fact:
                fact, told = facts[window.fact], told + 1
                assert (fact.period.start.first if fact.period.start else None) == window.first
                assert (fact.period.end.last if fact.period.end else None) == window.last
                assert fact.reach == window.reach
                # A law that speaks of control without a number leaves the number to us.
                assert fact.threshold == (None if "control" in fact.kind else rule.threshold)
    assert told == 7


def test_a_lens_of_reach_has_the_threshold_and_periods_of_its_rule():
    asked = [lens for lens in lenses().values() if lens.measure == "listReach"]
    assert len(asked) >= 3
    for lens in asked:
        rule = reach_rules()[lens.rule]
        assert lens.windows == rule.windows
        assert (lens.threshold, lens.inclusive) == (rule.threshold, rule.inclusive)
        assert lens.verified == rule.verified


def test_a_rule_is_added_in_turtle_alone():
    found = read(ADDED, "mine.ttl")
    assert found.problems == ()
    (rule,) = found.rules
    assert rule.threshold == Decimal(25)
    assert rule.lists[0].names == ("mine",)
    assert rule.flags_minority


def test_every_rule_that_ships_would_be_read_as_somebodys_own():
    found = read(RULES.read_text("utf-8"), "rules.ttl")
    assert [str(one) for one in found.problems] == []
    assert {rule.id: rule for rule in found.rules} == dict(reach_rules())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("z:inForce [ z:reach code:aggregate ] ;", "", "when it is in force"),
        ("z:threshold 25", "z:treshold 25", "a reach rule says (valid: z:threshold"),
        ("code:equity", "code:equty", "is 'equty', which is no code of Passages (valid: equity"),
        ("code:aggregate", "code:agregate", "no code of RuleReaches (valid: aggregate"),
        ("z:threshold 25", "z:threshold 125", "z:threshold is 125 (valid: percent, 0 to 100)"),
        ("z:threshold 25", "z:threshold 0", "would reach every firm"),
        ("z:threshold 25", 'z:threshold "a quarter"', "(valid: a plain number)"),
        ("z:inclusive true", "z:inclusive 1", "(valid: true or false)"),
        ("rule/quarter", "rule/Quarter!", "cannot name a rule"),
        ("a z:ReachRule", "a z:Lens", "is no z:ReachRule"),
        ('; z:listName "mine"', "", "has a label and a z:listName"),
        ("z:listName", "z:listNames", "is nothing a extended list says (valid: z:listName"),
        ("code:minorityStake", "code:minority", "no code of ScreeningFlags (valid: minorityStake"),
        ('; rdfs:comment "Look."', "", "has one z:flag and a comment"),
        ("code:ours ;", "code:ours ; z:colour 3 ;", "z:colour is nothing a reach rule says"),
        ("z:reach code:aggregate ]", 'z:reach code:aggregate ; z:validFrom "soon" ]', "a day"),
        (
            "z:reach code:aggregate ]",
            'z:reach code:aggregate ] , [ z:validFrom "2020-01-01"^^xsd:date ]',
            "two periods overlap",
        ),
        (
            "z:reach code:aggregate ]",
            'z:validFrom "2021-01-01"^^xsd:date ; z:validTo "2020-01-01"^^xsd:date ]',
            "ends before it begins",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_block_and_what_would_be_valid(old, new, said):
    assert old in ADDED
    found = read(ADDED.replace(old, new, 1), "mine.ttl")
    assert found.rules == ()
    told = [str(one) for one in found.problems]
    assert any(said in one for one in told), told
    assert all(one.startswith("mine.ttl, line 8") for one in told), told


def test_what_is_no_file_of_rules_is_refused():
    assert "line 1" in str(read("this is no Turtle", "mine.ttl").problems[0])
    assert "defines no rule" in str(read("", "mine.ttl").problems[0])
    assert "longer than" in str(read(" " * 1_000_001, "mine.ttl").problems[0])
    taken = read(ADDED, "mine.ttl", frozenset({"quarter"})).problems
    assert "there is a rule quarter already" in str(taken[0])
