"""Which state stands nearest above somebody: sure by plain current claims, possible by others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.claims.model import Entity
from graph.measures.state_money import state_behind
from graph.networks.situation import Situation
from made_up import DAY, firms, known, power, role, stake


def behind(*claims, firm="f", more=()):
    world = known([*firms("f", "g", "h", "p"), *more], claims)
    return state_behind(Situation(world, firm, DAY, "CN"))


def test_a_body_and_a_cited_fund_are_a_states_themselves():
    body = behind(firm="ministry")
    assert body is not None and body.is_sure and (body.state, body.role) == ("ministry", "")
    fund = behind(role("f", "stateFund", "SG"))
    assert fund is not None and fund.is_sure
    assert (fund.role, fund.jurisdictions, fund.through) == ("stateFund", ("SG",), ())


def test_a_holder_above_is_reached_by_name_and_claim():
    found = behind(stake("g", "f", "4"), stake("ministry", "g", "1"))
    assert found is not None and found.is_sure
    assert (found.state, found.through) == ("ministry", ("g",))
    assert found.claims == ("own-f-g-2025-06-30-", "own-g-ministry-2025-06-30-")


def test_an_old_a_weak_and_a_hedged_step_leave_it_possible():
    for doubtful in (
        stake("ministry", "f", "4", "2010-06-30"),
        stake("ministry", "f", "4", confidence="low"),
        stake("ministry", "f", "4", status="estimated"),
    ):
        found = behind(doubtful)
        assert found is not None and not found.is_sure
    both = behind(
        stake("ministry", "f", "4", "2010-06-30"), stake("g", "f", "5"), stake("ministry", "g", "1")
    )
    assert both is not None and both.is_sure and both.through == ("g",)


def test_a_parent_and_a_stake_of_unread_size_are_there_and_an_exit_is_not():
    assert behind(power("ministry", "f", "parent")) is not None
    assert behind(power("ministry", "f", "goldenShare")) is None
    unsized = behind(stake("ministry", "f", None))
    assert unsized is not None and unsized.is_sure
    assert behind(stake("ministry", "f", "0", event="exit")) is None
    assert behind(stake("ministry", "f", "4", stage="agreed")) is None
    assert behind(stake("ministry", "f", "4", status="denied")) is None


def test_what_a_manager_has_is_its_clients_and_a_group_is_its_members():
    manager = role("g", "assetManager")
    assert behind(stake("g", "f", "4"), stake("ministry", "g", "50"), manager) is None
    group = Entity(id="both", kind="PartyGroup", name="Both", members=("g", "ministry"))
    assert behind(firm="both", more=[group]) is not None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=10), st.booleans())
def test_circles_end_and_a_state_is_found_just_where_a_way_leads(links, old):
    names = ["f", "g", "h", "p", "ministry"]
    claims = [
        stake(names[above], names[below], "1", "2010-06-30" if old else "2025-06-30", id=f"c{at}")
        for at, (above, below) in enumerate(links)
        if above != below and names[below] != "ministry"
    ]
    reached = {"f"}
    for _ in names:
        reached |= {claim.party for claim in claims if claim.target in reached}
    found = behind(*claims)
    assert (found is not None) == ("ministry" in reached)
    assert found is None or found.is_sure == (not old)
