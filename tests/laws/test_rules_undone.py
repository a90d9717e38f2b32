"""Each rule of reading is held by something: undone, a case or a small world comes out wrong."""

import pytest

from disclosure import kept, known, undoing
from disclosure.undoing import RULES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.number}: {rule.says}")
def test_a_rule_undone_is_noticed(rule):
    with undoing.undone(rule):
        noticed = rule.noticed
    assert noticed, f"nothing fails without {rule.place}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.number}: {rule.says}")
def test_what_notices_a_rule_holds(rule):
    assert not set(rule.cases) & known.open_cases()
    assert not [wrong for example in rule.examples if (wrong := example())]


def test_what_is_undone_stands_again_afterwards():
    rule = next(rule for rule in RULES if rule.name == "held_for_others")
    case = kept.case_of(rule.cases[0])
    with undoing.undone(rule):
        assert kept.wrong(case)
    assert not kept.wrong(case)
