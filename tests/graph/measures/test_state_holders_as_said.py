"""How a state's holder is said: its size as it is known, by whom it is directed, last seen last."""

from __future__ import annotations

import pytest

from graph.arguments import situation_of
from graph.claims.weak_sources import HEDGED
from graph.domesticness.verdicts import finding
from graph.holders.held import each_once
from graph.measures.state_bodies import is_state, is_states
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.networks.voters import voters
from graph.releases.release import Release

DAYS = (None, "2026-11-30", "2020-12-31", "2014-12-31", "2004-12-31")


def _reasons(situation: Situation) -> list[tuple[str, dict[str, object]]]:
    """Every reason of state influence, with those inside others."""
    lens = situation.knowledge.lenses["state-influence"]
    todo, found = [*finding(situation, lens).measured.reasons], []
    while todo:
        one = todo.pop()
        found.append((one.code, dict(one.values)))
        for _, value in one.values:
            inside = value if isinstance(value, tuple) else (value,)
            todo += [part for part in inside if hasattr(part, "code")]
    return found


@pytest.mark.parametrize("day", DAYS)
def test_a_share_known_at_the_least_is_said_so(seed_release: Release, day: str | None) -> None:
    seen = 0
    for firm in seed_release.knowledge.subjects:
        situation = situation_of(seed_release, firm, day, None)
        power = power_over(situation)
        held = {one.holder: one for one in each_once(voters(situation, power.column))}
        for code, values in _reasons(situation):
            if code != "stateHolder":
                continue
            holder, level = str(values["holder"]), values["level"]
            stake = held.get(holder)
            if stake is None:
                continue
            seen += 1
            hedged = {situation.knowledge.claims[one].status for one in stake.claims} <= HEDGED
            assert (level.code == "levelHedged") == (hedged and bool(stake.claims))
            inner = dict(level.values)["level"] if level.code == "levelHedged" else level
            exact = stake.lower == stake.upper
            assert inner.code == ("levelAndShare" if exact else "levelAndLeast"), (firm, holder)
            under = dict(inner.values)["level"].code == "levelUnder"
            assert not (under and is_state(situation, holder))
            assert is_states(situation, holder)
    assert seen or day == "2004-12-31"


@pytest.mark.parametrize("day", DAYS)
def test_what_was_last_seen_is_the_last(seed_release: Release, day: str | None) -> None:
    for firm in seed_release.knowledge.subjects:
        situation = situation_of(seed_release, firm, day, None)
        reasons = _reasons(situation)
        sized = [dict(values["stake"].values) for code, values in reasons
                 if code == "stateStakeLastKnown"]  # fmt: skip
        for code, values in reasons:
            if code == "stakeUnsizedSeen":
                later = [
                    one for one in sized
                    if one["holder"] == values["holder"] and str(one["day"]) > str(values["day"])
                ]  # fmt: skip
                assert not later, firm
