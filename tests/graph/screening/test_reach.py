"""From claims to reach: which stakes are direct, which count at the least, who is on the list."""

from datetime import date
from fractions import Fraction

import pytest
from msgspec.structs import replace

from graph.claims.model import Citation, Designation, Entity
from graph.claims.periods import Period
from graph.claims.reasons import because
from graph.claims.shares import Share
from graph.fraction import HALF
from graph.networks.situation import Situation
from graph.screening.around import Around
from graph.screening.capital import capital_of
from graph.screening.list_membership import Listed, designated, list_of, on_day, proposed
from graph.screening.reach import reached_from
from made_up import DAY, firms, known, power, stake, table, when
from ontology.nodes import Window
from ontology.rules import ExtendedList, ReachRule, reach_rules

ANY, BIS, DOD = (reach_rules()[name] for name in ("any-list", "bis-affiliates", "dod-1260h-reach"))
NAMES = firms("x", "y", "a", "b", "c", "v", "w", "f")
W_A_PERSON, V_A_PERSON = (
    [replace(one, kind="Person") if one.id in named else one for one in NAMES]
    for named in ("wxy", "vxy")
)


def reached(claims, *entries, rule=ANY, firm=None, entities=NAMES, day=DAY):
    around = Around(Situation(known(entities, claims), "f", day, "CN"), rule.passes_by)
    listed = [Listed(entity=entry, list="l") for entry in entries]
    return reached_from(around, rule, listed, firm=firm)


def statuses(found):
    return {firm: found.status(firm) for firm in found.around.columns}


def test_current_stakes_add_up_and_an_intermediate_cuts():
    claims = [stake("x", "a", "30"), stake("y", "a", "20"), stake("a", "b", "50"),
              stake("x", "c", "49"), stake("c", "f", "100")]  # fmt: skip
    found = reached(claims, "x", "y")
    assert statuses(found) == {"a": "reached", "b": "reached", "c": "inPart", "f": "none"}
    assert found.is_linked("f")  # listed persons have of c, and c of f
    assert found.sums("a") == (HALF, HALF)


def test_a_stake_last_known_counts_towards_the_most_only():
    found = reached([stake("x", "f", "80", as_of="2019-06-30")], "x")
    assert statuses(found) == {"f": "notExcluded"}
    assert found.sums("f") == (0, Fraction(4, 5))


def test_an_exit_closes_what_was_seen_before():
    gone = [stake("x", "f", "80", as_of="2024-06-30"), stake("x", "f", "0", as_of="2025-06-30")]
    assert statuses(reached(gone, "x")) == {"f": "none"}


def test_a_named_holder_of_unknown_size_cannot_be_excluded():
    assert statuses(reached([stake("x", "f", None)], "x")) == {"f": "notExcluded"}
    held = [stake("x", "f", None), stake("w", "f", "60")]
    assert statuses(reached(held, "x")) == {"f": "inPart"}


def test_a_parent_without_a_share_cannot_be_excluded_and_control_does_not_block():
    assert statuses(reached([power("x", "f", "parent")], "x")) == {"f": "notExcluded"}
    assert statuses(reached([power("x", "f", "vieContracts")], "x")) == {}


def test_a_block_held_through_one_vehicle_is_the_vehicles():
    through = stake("x", "f", "60", directness="indirect", via=("v",))
    found = reached([through, stake("x", "v", "40")], "x")
    assert found.status("v") == "inPart"
    assert found.status("f") == "none"
    found = reached([through, stake("x", "v", "50")], "x")
    assert found.status("f") == "reached"
    assert found.parts("f", [found.around.number("v")])[0].reason == because(
        "theBlockOf", holder="x"
    )
    assert reached([through], "v").status("f") == "reached"
    assert reached([through], "x").status("f") == "notExcluded"  # its part of v is not said


def test_a_block_held_through_several_or_through_nobody_named_is_not_certain():
    for more in ({"via": ("v", "w")}, {}):
        found = reached([stake("x", "f", "60", directness="indirect", **more)], "x")
        assert found.status("f") == "notExcluded"


@pytest.mark.parametrize("measurand", ["beneficial13d3", "hkPartXV"])
def test_a_deemed_interest_counts_at_the_least_only_when_direct(measurand):
    direct = stake("x", "f", "60", measurand=measurand, directness="direct")
    deemed = stake("x", "f", "60", measurand=measurand)
    assert reached([direct], "x").status("f") == "reached"
    assert reached([deemed], "x").status("f") == "notExcluded"


def test_a_group_figure_and_votes_are_no_capital():
    group = stake("x", "f", "55", measurand="groupTotal")
    votes = stake("x", "f", "55", measurand="votes")
    small = stake("x", "f", "45", measurand="groupTotal")
    assert reached([group], "x").status("f") == "notExcluded"
    assert reached([votes], "x").status("f") == "notExcluded"
    assert reached([small], "x").status("f") == "inPart"


def test_a_member_of_a_group_may_have_all_of_its_part():
    pair = Entity(id="pair", kind="PartyGroup", name="A pair", members=("x", "w"))
    found = reached([stake("pair", "f", "60")], "x", entities=[*NAMES, pair])
    assert found.status("f") == "notExcluded"
    small = reached([stake("pair", "f", "40")], "x", entities=[*NAMES, pair])
    assert small.status("f") == "inPart"


def test_under_fifty_is_below():
    under = stake("x", "f", "50").__class__
    claim = under(
        id="u", party="x", target="f", share=Share.parse(None, "50", below=True),
        as_of=when("2025-06-30"), citations=(Citation("press"),),
    )  # fmt: skip
    assert reached([claim], "x").status("f") == "inPart"


def test_own_shares_are_taken_out_of_the_most():
    claims = [stake("x", "f", "40"), stake("f", "f", "20")]
    found = reached(claims, "x")
    assert found.status("f") == "notExcluded"
    assert found.sums("f") == (Fraction(2, 5), HALF)


def test_a_complete_table_bounds_what_is_hidden():
    held = stake("x", "f", "30")
    assert reached([held], "x").could_hide("f")
    # Above 5 % nobody else, but several at or below it may be listed: 30 and five times 4 are 50.
    assert reached([held, table("f", 5)], "x").could_hide("f")
    whole = [held, stake("w", "f", "70"), table("f", 0)]
    assert not reached(whole, "x", entities=W_A_PERSON).could_hide("f")


def test_whoever_owns_a_holder_that_nobody_looked_behind_may_be_listed():
    """25 and 42 are more than half; a person has no owners."""
    held = [stake("x", "f", "25"), stake("w", "f", "42"), stake("y", "f", "33"), table("f", 0)]
    assert reached(held, "x", entities=V_A_PERSON).could_hide("f")
    assert not reached(held, "x", entities=W_A_PERSON).could_hide("f")
    # Of w 51 are a person's, and 49 pass nothing on.
    owned = [stake("v", "w", "51"), stake("a", "w", "49"), table("w", 0)]
    assert not reached([*held, *owned], "x", entities=V_A_PERSON).could_hide("f")
    assert reached([*held, *owned], "x").could_hide("f")


def test_what_could_hide_is_looked_for_where_it_is():
    held = [stake("x", "f", "25"), stake("w", "f", "42"), stake("y", "f", "33"), table("f", 0)]
    found = reached(held, "x", entities=V_A_PERSON)
    assert [column.firm for column in found.hiding("f")] == ["w"]


def test_control_passes_by_votes_and_powers_each_listed_firm_alone():
    claims = [stake("x", "a", "51"), power("a", "b", "decisiveRight", right="decisive"),
              stake("x", "c", "30"), stake("y", "c", "30"), stake("x", "f", "50")]  # fmt: skip
    found = reached(claims, "x", "y", rule=DOD)
    assert found.status("a") == found.status("b") == "reached"
    assert found.status("c") == "inPart"  # two listed firms of 30 % are not added up
    assert found.status("f") == "inPart"  # a half is no majority


def test_up_and_down_say_the_same():
    claims = [stake("x", "a", "60"), stake("a", "b", "40"), stake("y", "b", "15"),
              stake("b", "f", "70", as_of="2018-01-01"), stake("w", "a", "10")]  # fmt: skip
    down = reached(claims, "x", "y")
    for firm in ("a", "b", "f"):
        up = reached(claims, "x", "y", firm=firm)
        assert up.status(firm) == down.status(firm)
        assert up.sums(firm) == down.sums(firm)


def test_in_its_first_years_a_rule_did_not_add_up():
    claims = [stake("x", "f", "30", as_of="2010-01-01"), stake("y", "f", "30", as_of="2010-01-01")]
    ofac = reach_rules()["ofac-50"]
    entries = [Listed(entity=one, list="SDN list") for one in ("x", "y")]
    for day, status in ((date(2010, 6, 30), "inPart"), (date(2014, 8, 13), "notExcluded")):
        around = Around(Situation(known(NAMES, claims), "f", day, "CN"), "equity")
        assert reached_from(around, ofac, entries).status("f") == status


def designation(target, stage="completed", day="2020-12-18", **more):
    return Designation(
        id=more.pop("id", f"des-{target}-{stage}-{day}"),
        target=target,
        programme="el",
        stage=stage,
        as_of=when(day),
        citations=(Citation("press"),),
        **more,
    )


ON_EL = (ExtendedList("Entity List", ("EL",), "el"),)


def test_who_is_listed_on_a_day():
    claims = [
        designation("a"),
        designation("b", period=Period(when("2020"), when("2024-05-01"))),
        designation("c", stage="proposed"),
        designation("v", day="2025"),
        designation("w", status="denied"),
        designation("x", status="estimated"),
        designation("f", day="2026-03-01"),
    ]
    knowledge = known(NAMES, claims)
    found = {one.entity: one.certain for one in designated(knowledge, ON_EL, date(2025, 6, 1))}
    assert found == {"a": True, "v": False, "x": False}
    before = designated(knowledge, ON_EL, date(2024, 5, 1))
    assert {one.entity for one in before} == {"a", "b", "x"}
    assert set(proposed(knowledge, ON_EL, DAY)) == {"c"}


@pytest.mark.parametrize(
    ("first", "last", "day", "said"),
    [
        ("2020-12-18", "", date(2020, 12, 18), "on"),
        ("2020-12-18", "", date(2020, 12, 17), "off"),
        ("", "2024-05-01", date(2024, 5, 1), "on"),
        ("", "2024-05-01", date(2024, 5, 2), "off"),
        ("2020", "", date(2020, 12, 31), "on"),
        ("", "2024", date(2024, 3, 1), "maybe"),
        ("", "", date(1990, 1, 1), "on"),
    ],
)
def test_an_entry_is_on_its_list_between_its_dates(first, last, day, said):
    assert on_day(Period(when(first), when(last)), day) == said


def test_a_list_counts_under_the_rules_that_extend_it():
    ofac = reach_rules()["ofac-50"]
    sdn = "Specially Designated Nationals (SDN) - Treasury Department"
    assert list_of(ofac, sdn)[0].label == "SDN list"
    assert list_of(ofac, "")[0].label == "your list"
    assert list_of(ofac, "", file="mine.csv")[0].label == "your list mine.csv"
    assert list_of(ofac, "", read_as="SDN")[0].label == "SDN list"
    assert list_of(ofac, "SSI")[1].code == "underOtherRule"
    assert list_of(ofac, "NS-CMIC")[0] is None
    assert list_of(ofac, "Entity List")[1].code == "notExtended"
    assert list_of(BIS, "entity list")[0].programme == "list_bis_el"
    assert list_of(BIS, "SDN")[0].in_part
    assert list_of(ANY, "whatever")[0].label == "whatever"


def test_a_rule_is_in_force_in_its_periods():
    first, again = BIS.windows
    assert BIS.window(date(2025, 9, 29)) == BIS.window(date(2025, 11, 9)) == first
    assert BIS.window(date(2025, 9, 28)) is BIS.window(date(2025, 11, 10)) is None
    assert BIS.window(date(2026, 11, 10)) == again
    assert BIS.nearest_window(date(2026, 1, 1)) == first
    assert BIS.nearest_window(date(2020, 1, 1)) == first
    assert isinstance(BIS, ReachRule)
    assert isinstance(first, Window)


def test_capital_names_why_a_part_is_not_sure():
    claims = [stake("x", "f", "10", as_of="2019-01-01"), power("y", "f", "parent")]
    column = capital_of(Situation(known(NAMES, claims), "f", DAY, "CN"), "f", "legal")
    reasons = {part.holder: part.reason for part in column.parts}
    assert reasons == {
        "x": because("lastSeen", day="2019-01-01"),
        "y": because("statedParent"),
    }
    assert column.undisclosed == 1


def test_two_blocks_through_one_vehicle_may_be_one_block_or_two():
    claims = [stake(who, "f", "30", directness="indirect", via=("v",)) for who in ("x", "y")]
    found = reached(claims, "v")
    assert found.status("f") == "notExcluded"
    assert found.sums("f") == (Fraction(3, 10), Fraction(3, 5))


def test_a_block_through_several_vehicles_is_counted_once():
    through = stake("x", "f", "60", directness="indirect", via=("v", "w"))
    assert reached([through], "v").sums("f") == (0, Fraction(3, 5))
    everybody = reached([through], "x", "v", "w")
    assert everybody.status("f") == "reached"  # whoever of them has it is listed
    assert everybody.sums("f") == (Fraction(3, 5), Fraction(3, 5))
    small = stake("x", "f", "20", directness="indirect", via=("v", "w"))
    assert reached([small], "x", "v", "w").sums("f") == (Fraction(1, 5), Fraction(1, 5))


def test_a_size_once_known_bounds_a_holder_named_again_without_one():
    claims = [stake("x", "f", "20", as_of="2014-06-30"), stake("x", "f", None)]
    found = reached(claims, "x")
    assert found.status("f") == "inPart"
    assert found.sums("f") == (0, Fraction(1, 5))


def test_a_group_figure_leaves_what_its_members_do_not_have_already():
    pair = Entity(id="pair", kind="PartyGroup", name="A pair", members=("x", "w"))
    group = stake("pair", "f", "55", measurand="groupTotal")
    own = [stake("x", "f", "30"), stake("w", "f", "20")]
    found = reached([group, *own], "x", "w", entities=[*NAMES, pair])
    assert found.sums("f") == (HALF, Fraction(11, 20))
    exact = stake("pair", "f", "50", measurand="groupTotal")
    found = reached([exact, *own], "x", "w", entities=[*NAMES, pair])
    assert found.sums("f") == (HALF, HALF)


OFAC = reach_rules()["ofac-50"]
WHOLE = [stake("x", "f", "25"), stake("y", "f", "25"), stake("w", "f", "50")]


def test_stakes_of_several_listed_count_together_only_where_the_rule_adds_up():
    before = [stake(one.party, "f", str(one.share.lower), as_of="2013-06-01") for one in WHOLE]
    alone = reached(before, "x", "y", rule=OFAC, day=date(2013, 7, 1), entities=W_A_PERSON)
    assert alone.status("f") == "inPart"
    assert alone.sums("f") == (Fraction(1, 4), Fraction(1, 4))
    assert not alone.could_hide("f")
    assert reached(before, "x", "y", rule=OFAC, day=date(2014, 8, 13)).status("f") == "reached"


def test_less_than_half_is_left_where_others_have_more_than_half():
    over = Share.parse("50", "75", above=True)
    some = [stake("x", "f", ("25", "50")), replace(stake("w", "f", None), share=over)]
    assert not reached(some, "x", entities=W_A_PERSON).could_hide("f")
    assert (
        reached([replace(stake("x", "f", None), share=over)], "x", rule=DOD).status("f")
        == "reached"
    )
    exactly = [stake("x", "f", "50")]
    assert reached(exactly, "x", rule=DOD).status("f") == "inPart"


def test_a_block_larger_than_its_vehicles_figure_is_a_range():
    through = stake("x", "f", "50", directness="indirect", via=("v",))
    claims = [stake("x", "v", "100"), table("v", 0), stake("v", "f", "30"), through]
    found = reached([*claims, stake("w", "f", "50")], "x")
    assert found.status("f") == "notExcluded"
    assert found.sums("f") == (Fraction(3, 10), HALF)
    assert reached([*claims, stake("w", "f", "60")], "x").status("f") == "inPart"
