"""The slice above a firm: origins, bounds, contracts stake by stake, and who may direct."""

from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from graph.answers.parts import Interval
from graph.claims.model import Entity, HolderTable
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.upstream import upstream
from graph.networks.view import View
from graph.profiles.chains import chains_between
from graph.profiles.controllers import controllers_of
from graph.profiles.owners import owners_of
from made_up import (
    DAY,
    citizen,
    firms,
    known,
    people,
    power,
    role,
    seated,
    stake,
    table,
)

HOME = ("home_state", "home_other")
FULL = ("exclusiveServices", "callOption", "equityPledge", "votingProxy")


def network(entities, claims, firm="f", **view):
    return upstream(known(entities, claims), firm, View(day=DAY, home="CN", **view))


def test_seven_columns_sum_to_one_and_follow_the_ladder():
    claims = [
        stake("ministry", "f", "10"),
        stake("fund", "f", "10"), role("fund", "stateFund"),
        stake("person", "f", "10"), citizen("person", "home"),
        stake("neighbour", "f", "10"), citizen("neighbour", "near"),
        stake("swf", "f", "10"), role("swf", "stateFund", "SG"),
        stake("seat", "f", "10"), seated("seat", "away"),
        stake("shell", "f", "10"), seated("shell", "island"),
        stake("manager", "f", "10"), role("manager", "assetManager", ""),
    ]  # fmt: skip
    entities = [
        *firms("f", "fund", "swf", "seat", "shell", "manager"),
        *people("person", "neighbour"),
    ]
    found = network(entities, claims)
    shares, trapped = found.point_columns()
    assert sum(shares.values()) + trapped == pytest.approx(1)
    assert {column: round(share, 9) for column, share in shares.items()} == {
        "home_state": 0.2, "home_other": 0.1, "associated": 0.1, "foreign_state": 0.1,
        "foreign_other": 0.1, "float": 0.1, "undisclosed": 0.3,
    }  # fmt: skip
    # seat-only, offshore, managed and undisclosed mass may all be home's
    assert found.column_bounds(HOME) == pytest.approx((0.3, 0.8))


def test_a_state_funds_undisclosed_rest_stays_state():
    claims = [
        stake("fund", "f", "100"),
        stake("ministry", "fund", "36.74"),
        role("fund", "stateFund"),
    ]
    assert network(firms("f", "fund"), claims).column_bounds(["home_state"]) == (1, 1)


def test_citizenships_in_two_columns_stay_open_between_them():
    claims = [stake("p", "f", "100"), citizen("p", "home"), citizen("p", "away")]
    found = network([*firms("f"), *people("p")], claims)
    assert found.column_bounds(["home_other"]) == (0, 1)
    assert found.column_bounds(["home_state"]) == (0, 0)


def test_the_firm_itself_is_never_its_own_origin():
    found = network(firms("f"), [seated("f", "home")])
    assert found.point_columns()[0]["undisclosed"] == 1
    assert found.column_bounds(HOME) == (0, 1)


def test_closed_groups_trap_what_flows_into_them():
    claims = [stake("a", "f", "60"), stake("b", "a", "100"), stake("a", "b", "100")]
    claims += [stake("p", "f", "40"), citizen("p", "home")]
    found = network([*firms("f", "a", "b"), *people("p")], claims)
    assert found.point_columns()[1] == pytest.approx(0.6)
    assert found.column_bounds(HOME) == pytest.approx((0.4, 1))


def nominees(*instruments, bound=("n",)):
    claims = [
        stake("n", "op", "60"), stake("o", "op", "39"), stake("ministry", "op", "1"),
        citizen("n", "home"), citizen("o", "home"),
        stake("x", "wfoe", "100"), citizen("x", "away"),
        power("wfoe", "op", "vieContracts", instruments=instruments, bound=bound),
    ]  # fmt: skip
    return [*firms("op", "wfoe"), *people("n", "o", "x")], claims


def test_contracts_replace_the_bound_nominees_stake_only():
    entities, claims = nominees(*FULL)
    assert network(entities, claims, "op", basis="legal").column_bounds(HOME) == (1, 1)
    assert network(entities, claims, "op").column_bounds(HOME) == pytest.approx((0.4, 0.4))


def test_contracts_not_all_cited_leave_any_part_of_the_benefit_open():
    entities, claims = nominees("callOption", "equityPledge")
    assert network(entities, claims, "op").column_bounds(HOME) == pytest.approx((0.4, 1))
    voting = network(entities, claims, "op", basis="voting").held["op"]
    assert {one.holder: one.lower for one in voting} == {
        "n": Fraction(60, 100), "o": Fraction(39, 100), "ministry": Fraction(1, 100),
    }  # fmt: skip


def test_a_cited_proxy_moves_the_votes():
    entities, claims = nominees("votingProxy")
    voting = network(entities, claims, "op", basis="voting").held["op"]
    assert {one.holder: one.lower for one in voting}["wfoe"] == Fraction(60, 100)


def test_unnamed_nominees_may_be_any_holder():
    entities, claims = nominees(bound=())
    assert network(entities, claims, "op").column_bounds(HOME) == pytest.approx((0, 1))


def test_contracts_can_be_ignored_as_a_switch():
    entities, claims = nominees(*FULL)
    assert network(entities, claims, "op", vie="ignored").column_bounds(HOME) == (1, 1)


def control(entities, claims, firm="f"):
    return power_over(Situation(known(entities, claims), firm, DAY, "CN"))


def names(found):
    return [sorted(found.ids[one] for one in controller.group) for controller in found.certain]


def test_majority_of_votes_over_two_steps():
    claims = [stake("p", "h", "51"), stake("h", "f", "51")]
    assert names(control([*firms("f", "h"), *people("p")], claims)) == [["p"]]


def test_a_group_named_in_one_figure_is_not_one_voter_unless_in_concert():
    group = Entity(id="g", kind="PartyGroup", name="G")
    claims = [stake("g", "f", "99", measurand="votes", interest="votingRights")]
    found = control([*firms("f"), group], claims)
    assert names(found) == [] and not found.nobody_hidden
    concert = power("g", "f", "concert")
    assert names(control([*firms("f"), group], [*claims, concert])) == [["g"]]


def test_a_right_to_name_the_board_directs_and_a_veto_does_not():
    board = power("club", "f", "boardNomination", right="decisive")
    assert names(control(firms("f", "club"), [board])) == [["club"]]
    veto = power("club", "f", "goldenShare", right="veto")
    assert names(control(firms("f", "club"), [veto])) == []


def test_an_old_right_is_possible_not_certain():
    old = power("club", "f", "boardNomination", "2018-01-01", right="decisive")
    found = control(firms("f", "club"), [old])
    assert not found.certain and len(found.possible) == 1


def test_nobody_hidden_only_under_a_current_table_and_says_how_many_it_takes():
    claims = [stake("p", "f", "20.9"), stake("q", "f", "4.3")]
    assert not control([*firms("f"), *people("p", "q")], claims).nobody_hidden
    found = control([*firms("f"), *people("p", "q")], [*claims, table("f", 5)])
    assert found.nobody_hidden and found.largest == ("p", Fraction(209, 1000))
    assert found.hidden_needed == 11  # alone, each below 5 % of 74.8 %: 0.5 / 0.05, and one more


def test_a_group_with_all_members_named_is_where_they_are():
    group = Entity(id="g", kind="PartyGroup", name="G", members=("p", "q"))
    whole = HolderTable(id="t", target="g", covered=100, as_of=None)
    claims = [stake("g", "f", "100"), citizen("p", "home"), citizen("q", "home"), whole]
    assert network([*firms("f"), *people("p", "q"), group], claims).column_bounds(HOME) == (1, 1)
    assert network([*firms("f"), *people("p", "q"), group], claims[:-1]).column_bounds(HOME) == (
        0,
        1,
    )


def test_none_is_not_said_while_one_owner_may_stand_behind_two_blocks():
    claims = [stake("g", "f", "30"), stake("h", "f", "30"), table("f", 5)]
    assert not control(firms("f", "g", "h"), claims).nobody_hidden
    claims = [stake("p", "f", "40"), stake("q", "f", "20")]
    assert not control([*firms("f"), *people("p", "q")], claims).nobody_hidden


def test_contracts_direct_for_certain_only_with_a_cited_proxy():
    entities, claims = nominees("loan", "callOption")
    found = control(entities, claims, "op")
    assert ["wfoe"] not in names(found)
    entities, claims = nominees(*FULL)
    assert names(control(entities, claims, "op")) == [["x"]]


def test_a_parent_that_sold_or_was_replaced_is_no_parent():
    sold = stake("g", "f", "0", "2025-09-01", event="exit")
    assert names(control(firms("f", "g"), [power("g", "f", "parent"), sold])) == []
    later = power("h", "f", "parent", "2025-09-01")
    found = control(firms("f", "g", "h"), [power("g", "f", "parent"), later])
    assert names(found) == [["h"]]


def test_a_concert_over_one_company_is_none_over_another():
    claims = [
        stake("p", "f", "30"), stake("q", "f", "30"), stake("f", "sub", "100"),
        power("", "sub", "concert", members=("p", "q")),
    ]  # fmt: skip
    assert names(control([*firms("f", "sub"), *people("p", "q")], claims)) == []


def test_a_managers_own_holders_do_not_get_its_clients_money():
    claims = [
        stake("manager", "f", "60"), role("manager", "assetManager", ""),
        stake("p", "manager", "100"), citizen("p", "home"),
    ]  # fmt: skip
    found = network([*firms("f", "manager"), *people("p")], claims)
    assert found.point_columns()[0]["float"] == pytest.approx(0.6)


def test_a_role_noted_with_low_confidence_is_a_point_not_a_bound():
    low = replace(role("bank", "stateEnterprise"), confidence="low")
    found = network(firms("f", "bank"), [stake("bank", "f", "100"), low])
    assert found.point_columns()[0]["home_state"] == 1
    assert found.column_bounds(["home_state"]) == (0, 1)


def test_what_reaches_an_owner_with_owners_of_its_own_lies_within_its_bounds():
    claims = [stake("a", "b", "100"), stake("b", "c", "60"), stake("d", "c", "10")]
    found = chains_between(
        Situation(known(firms("a", "b", "c", "d"), claims), "c", DAY, "CN"), "b", "legal", 3, "r"
    )
    assert found.total == Interval(0.6, 0.9, 0.6)  # 30 % of c is undisclosed and may be b's


def test_what_reaches_an_owner_nobody_is_recorded_in_lies_within_its_bounds():
    claims = [stake("b", "c", "60"), table("c", Decimal(0))]
    found = network(firms("b", "c"), claims, "c", basis="legal")
    assert found.owner_bounds("b") == (0.6, 1)


def test_unnamed_holders_of_a_state_enterprise_have_all_of_it():
    entities, claims = firms("f"), [role("f", "stateEnterprise")]
    (line,) = owners_of(Situation(known(entities, claims), "f", DAY, "CN"), "economic", "r").owners
    assert line.share == Interval(1, 1, 1)


def test_unnamed_holders_of_a_state_enterprise_may_hold_what_is_undisclosed_elsewhere():
    claims = [stake("soe", "f", "40"), stake("x", "soe", "20"), role("soe", "stateEnterprise")]
    answer = owners_of(
        Situation(known(firms("f", "soe", "x"), claims), "f", DAY, "CN"), "economic", "r"
    )
    (line,) = (one.share for one in answer.owners if "unnamed" in one.owner.name)
    assert (line.lower, line.point, line.upper) == pytest.approx((0.32, 0.32, 0.92))


def test_the_largest_voter_may_vote_by_proxy_alone():
    claims = [
        stake("nominee", "op", "60"),
        power("wfoe", "op", "vieContracts", instruments=FULL, bound=("nominee",)),
    ]
    entities = [*firms("op", "wfoe"), *people("nominee")]
    found = controllers_of(Situation(known(entities, claims), "op", DAY, "CN"), "r").largest
    assert found is not None
    assert (found.holder.id, found.share.lower) == ("wfoe", 0.6)
    assert found.claim in {"own-op-nominee-2025-06-30-record", "con-op-wfoe-vieContracts"}


def test_the_largest_voter_is_cited_by_its_newest_stake():
    claims = [
        stake("v", "f", "70", as_of="2019", measurand="votes"),
        stake("v", "f", "55", as_of="2025-06-30", measurand="votes"),
    ]
    entities = [*firms("f"), *people("v")]
    found = controllers_of(Situation(known(entities, claims), "f", DAY, "CN"), "r").largest
    assert found is not None
    assert (found.share.lower, found.as_of) == (0.55, "2025-06-30")
