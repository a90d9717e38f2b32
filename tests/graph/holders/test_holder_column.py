"""A firm's column: float, undisclosed, blocks counted once, contradictions."""

from fractions import Fraction

import pytest
from msgspec.structs import replace

from graph.claims.model import Entity
from graph.holders.holder_column import holder_column
from made_up import DAY, firms, known, listed, people, role, stake, table


def column(knowledge, firm="f", basis="legal", **more):
    return holder_column(knowledge, firm, basis, DAY, **more)


def held(found):
    return {one.holder: (one.lower, one.known, one.upper) for one in found.held}


def test_rest_is_float_under_a_current_table_and_undisclosed_without_one():
    claims = [stake("p", "f", "4.3"), stake("q", "f", "20.9")]
    bare = column(known(firms("f"), claims))
    assert (bare.rest_kind, bare.rest_lower) == ("undisclosed", Fraction(748, 1000))
    tabled = column(known(firms("f"), [*claims, table("f", 5)]))
    assert (tabled.rest_kind, tabled.rest_lower) == ("float", Fraction(748, 1000))


def test_an_old_table_makes_no_float_but_does_under_the_last_known_reading():
    claims = [stake("p", "f", "4.3"), table("f", 5, "2020-01-01")]
    assert column(known(firms("f"), claims)).rest_kind == "undisclosed"
    assert column(known(firms("f"), claims), reading="lastKnown").rest_kind == "float"


def test_a_table_closes_a_bigger_stake_it_does_not_name():
    claims = [stake("old", "f", "11", "2024-04-03"), stake("p", "f", "6"), table("f", 5)]
    found = {one.holder: one.currency for one in column(known(firms("f"), claims)).stakes}
    assert found == {"old": "closed", "p": "current"}


def test_a_table_does_not_close_a_stake_below_its_line():
    claims = [stake("old", "f", "4", "2024-04-03"), table("f", 5)]
    assert held(column(known(firms("f"), claims)))["old"][0] == Fraction(4, 100)


def test_a_stake_through_a_vehicle_counts_once():
    through = stake("fund", "f", "4.79", directness="indirect", via=("vehicle",))
    vehicle = stake("vehicle", "f", None)
    found = column(known(firms("f", "vehicle", "fund"), [through, vehicle]))
    assert held(found) == {"fund": (Fraction(479, 10000),) * 3}
    sized = stake("vehicle", "f", "4.79")
    found = column(known(firms("f", "vehicle", "fund"), [through, sized]))
    assert set(held(found)) == {"vehicle"}


@pytest.mark.parametrize(
    ("ended", "found"),
    [
        ("", {"p": "lastKnown", "v": "notComputed"}),
        ("2023-12-15", {"p": "closed", "v": "lastKnown"}),
    ],
)
def test_a_vehicle_comes_back_when_the_stake_held_through_it_ended(ended, found):
    """Its owner died: what was set aside for the owner's block is not nobody's."""
    through = stake("p", "f", "20.63", "2021-06-30", directness="indirect", via=("v",), to=ended)
    votes = stake("p", "f", "68.2", "2021-06-30", measurand="votes", via=("v",), to=ended)
    vehicle = stake("v", "f", "20.63", "2020-12-18", directness="direct")
    column_of_f = column(known([*firms("f", "v"), *people("p")], [through, votes, vehicle]))
    shown = {
        one.holder: one.currency for one in column_of_f.stakes if one.claim.measurand != "votes"
    }
    assert shown == found


def test_a_vehicle_stays_aside_while_its_holder_has_a_newer_figure():
    """A newer figure that does not name the vehicle again ends nothing."""
    old = stake("p", "f", "6", "2023-06-30", directness="indirect", via=("v",))
    new, vehicle = stake("p", "f", "4.3"), stake("v", "f", None, "2025-01-31")
    shown = column(known([*firms("f", "v"), *people("p")], [old, new, vehicle])).stakes
    assert {one.claim.id: one.currency for one in shown} == {
        old.id: "closed", new.id: "current", vehicle.id: "notComputed"
    }  # fmt: skip


def test_an_indirect_stake_gives_way_to_a_holder_it_may_be_held_through():
    claims = [
        stake("ministry", "s", "100"), stake("s", "f", "30"),
        stake("ministry", "f", "30", directness="indirect"),
    ]  # fmt: skip
    assert set(held(column(known(firms("f", "s"), claims)))) == {"s"}


def test_a_complete_table_leaves_only_what_its_ranges_leave():
    found = column(known(firms("f"), [stake("p", "f", ("5", "10")), table("f", 0)]))
    assert (found.rest_kind, found.rest_lower, found.rest_upper) == (
        "none",
        Fraction(9, 10),
        Fraction(9, 10),
    )


def test_a_named_holder_of_unknown_size_leaves_no_float():
    claims = [stake("p", "f", "6"), stake("q", "f", None), table("f", 5)]
    assert column(known(firms("f"), claims)).rest_kind == "undisclosed"


def test_a_disputed_or_doubtful_table_is_no_table():
    doubtful = replace(table("f", 5), confidence="low")
    assert column(known(firms("f"), [stake("p", "f", "6"), doubtful])).table is None


def test_a_member_is_counted_in_its_group():
    group = Entity(id="g", kind="PartyGroup", name="G", members=("p",))
    claims = [stake("g", "f", "87.4"), stake("p", "f", "45")]
    assert set(held(column(known([*firms("f"), *people("p"), group], claims)))) == {"g"}


def test_last_known_stakes_are_shown_and_stay_in_the_rest():
    found = column(known(firms("f"), [stake("p", "f", "20.6", "2014-06-06")]))
    assert held(found) == {}
    assert (found.rest_lower, found.rest_upper) == (1, 1)
    assert [one.currency for one in found.stakes] == ["lastKnown"]


def test_a_column_over_one_is_named_and_bounded_never_rescaled():
    claims = [stake("p", "f", "70"), stake("q", "f", "50")]
    found = column(known(firms("f"), claims))
    assert found.over_hundred == tuple(claim.id for claim in claims)
    assert held(found)["p"][0] == Fraction(1, 2)
    assert held(found)["p"][2] == Fraction(7, 10)
    assert held(found)["q"][0] == Fraction(3, 10)


def test_rivals_give_whole_columns_to_choose_from():
    claims = [stake("p", "f", "40", id="a"), stake("p", "f", "30", id="b"), stake("q", "f", "20")]
    found = column(known(firms("f"), claims))
    assert held(found)["p"] == (Fraction(3, 10), Fraction(3, 10), Fraction(4, 10))
    assert {choice[0].lower for choice in found.alternatives} == {Fraction(3, 10), Fraction(4, 10)}


@pytest.mark.parametrize(("with_role", "votes"), [(False, (0.3, 0.3)), (True, (0, 1))])
def test_equity_stands_for_votes_only_where_one_share_is_one_vote(with_role, votes):
    claims = [stake("p", "f", "30")]
    if with_role:
        claims.append(role("f", "weightedVotingRights"))
    (only,) = column(known(firms("f"), claims), basis="voting").held
    assert (float(only.lower), float(only.upper)) == votes


def test_listing_shortens_the_life_of_a_table():
    claims = [stake("p", "f", "6"), table("f", 5, "2024-01-01"), listed("f")]
    assert column(known(firms("f"), claims)).rest_kind == "undisclosed"
