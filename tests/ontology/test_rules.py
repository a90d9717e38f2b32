"""Rules of reach are data: complete, in step with the facts, and added in Turtle alone."""

from decimal import Decimal
from pathlib import Path

import pytest

from graph.releases.release import Release
from ontology.lenses import lenses
from ontology.load import codes
from ontology.rules import reach_rules

ADDED = """
@prefix z: <https://w3id.org/zizhu/ns#> .
@prefix code: <https://w3id.org/zizhu/code/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/zizhu/lens/rule/quarter> a z:ReachRule ; z:order 5 ; z:version "1" ;
  rdfs:label "quarter" ; skos:definition "A quarter is enough."@en ;
  z:passesBy code:equity ; z:threshold 25 ; z:inclusive true ;
  z:extendsList [ a z:ExtendedList ; rdfs:label "my list" ; z:listName "mine" ] ;
  z:inForce [ z:reach code:aggregate ] ;
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
    assert told == 5


def test_a_lens_of_reach_has_the_threshold_and_periods_of_its_rule():
    asked = [lens for lens in lenses().values() if lens.measure == "listReach"]
    assert len(asked) >= 3
    for lens in asked:
        rule = reach_rules()[lens.rule]
        assert lens.windows == rule.windows
        assert (lens.threshold, lens.inclusive) == (rule.threshold, rule.inclusive)
        assert lens.verified == rule.verified


def test_a_rule_is_added_in_turtle_alone(tmp_path: Path):
    path = tmp_path / "mine.ttl"
    path.write_text(ADDED, "utf-8")
    rules = reach_rules((path,))
    assert rules["quarter"].threshold == Decimal(25)
    assert rules["quarter"].lists[0].names == ("mine",)
    assert set(reach_rules()) < set(rules)
    path = tmp_path / "without.ttl"
    path.write_text(ADDED.replace("z:inForce [ z:reach code:aggregate ] ;", ""), "utf-8")
    with pytest.raises(ValueError, match="no z:inForce"):
        reach_rules((path,))
