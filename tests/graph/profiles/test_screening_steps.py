"""Steps of a screening in words: blocks held through several vehicles, and powers."""

from graph.networks.situation import Situation
from graph.profiles.screening_steps import steps_to
from graph.screening.around import Around
from graph.screening.list_membership import Listed
from graph.screening.reach import reached_from
from made_up import DAY, firms, known, power, stake
from ontology.load import codes
from ontology.rules import reach_rules

PARENT = codes("ControlMechanisms")["parent"].label


def steps(claims, listed, rule="any-list"):
    rule = reach_rules()[rule]
    around = Around(
        Situation(known(firms("x", "v", "w", "f"), claims), "f", DAY, "CN"), rule.passes_by
    )
    found = reached_from(around, rule, [Listed(entity=listed, list="l")])
    return steps_to(found, "f")


def test_a_block_through_several_vehicles_is_called_by_its_holder_and_firm():
    claims = [stake("x", "f", "60", directness="indirect", via=("v", "w")), stake("x", "v", "60")]
    *_, last = steps(claims, "x")
    (counted,) = last.stakes
    assert counted.holder.name == counted.holder.id == "block of X in F"
    assert counted.text == "60 %"


def test_a_stake_and_why_it_is_not_sure_are_told():
    (step,) = steps([stake("x", "f", "60", as_of="2012-05-06")], "x")
    (counted,) = step.stakes
    assert counted.text == "60 %, last seen 2012-05-06"
    assert counted.reason == "last seen 2012-05-06"
    assert counted.holder.name == "X"


def test_a_parent_without_a_share_is_told_as_a_stake_of_unknown_size():
    (step,) = steps([power("x", "f", "parent")], "x")
    (counted,) = step.stakes
    assert counted.text == "a stake of unknown size, its stated parent; the share is not given"


def test_a_power_is_told_by_its_mechanism_where_the_rule_passes_by_control():
    (step,) = steps([power("x", "f", "parent")], "x", rule="dod-1260h-reach")
    (counted,) = step.stakes
    assert (step.by, counted.text) == ("parent", f"may direct it ({PARENT})")
    assert counted.reason == ""
