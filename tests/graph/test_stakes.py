"""Which stakes hold on a day: age, exits, successions, quantities, rivals."""

from datetime import date

import pytest
from made_up import DAY, firms, known, listed, passed, people, stake, when

from graph.model import Rivals
from graph.stakes import seen_on, stakes_in


def currencies(knowledge, firm, basis="legal", day=DAY):
    return {one.claim.id: one.currency for one in stakes_in(knowledge, firm, basis, day)}


def test_newer_observation_replaces_older():
    old, new = stake("p", "f", "40", "2024-01-01"), stake("p", "f", "30", "2025-01-01")
    found = currencies(known(firms("f") + people("p"), [old, new]), "f")
    assert found == {new.id: "current", old.id: "closed"}


def test_claims_of_a_later_day_are_not_yet_known():
    later = stake("p", "f", "40", "2025-06-30")
    assert currencies(known(firms("f"), [later]), "f", day=date(2024, 1, 1)) == {later.id: "later"}


def test_old_press_figure_is_last_known_after_36_months():
    claim = stake("p", "f", "4", "2022-12-31")
    knowledge = known(firms("f"), [claim])
    assert currencies(knowledge, "f", day=date(2025, 12, 30)) == {claim.id: "current"}
    assert currencies(knowledge, "f", day=date(2026, 1, 1)) == {claim.id: "lastKnown"}


def test_registers_age_faster_than_press():
    claim = stake("p", "f", "4", "2023-06-30", source="register")
    assert currencies(known(firms("f"), [claim]), "f") == {claim.id: "lastKnown"}


@pytest.mark.parametrize(("share", "expected"), [("6", "lastKnown"), ("4", "current")])
def test_a_listed_holder_above_the_line_would_have_reported_again(share, expected):
    claim = stake("p", "f", share, "2024-01-01")
    assert currencies(known(firms("f"), [claim, listed("f")]), "f") == {claim.id: expected}


def test_a_period_that_runs_keeps_a_stake_current_whatever_its_age():
    claim = stake("p", "f", "38", "2020-05-15", since="2020-05-15", to="2025-12-31")
    assert currencies(known(firms("f"), [claim]), "f") == {claim.id: "current"}


def test_exit_closes_for_good_and_nothing_revives_when_its_own_period_is_past():
    before = stake("p", "f", "3.2", "2021-08-01")
    gone = stake("p", "f", "0", "2023-07-21", to="2023-07-21", event="exit")
    assert currencies(known(firms("f"), [before, gone]), "f") == {
        before.id: "closed",
        gone.id: "closed",
    }


def test_a_stake_bought_after_an_exit_counts_again():
    gone = stake("p", "f", "0", "2023-07-21", event="exit")
    again = stake("p", "f", "2", "2025-01-01")
    assert currencies(known(firms("f"), [gone, again]), "f")[again.id] == "current"


def test_succession_closes_the_predecessors_stake():
    claim = stake("old", "f", "31", "2018-03-23")
    succession = passed("new", "old", "f", "2019-09-11")
    knowledge = known(firms("f", "old", "new"), [claim, succession])
    assert currencies(knowledge, "f", day=date(2019, 12, 31)) == {claim.id: "closed"}
    assert currencies(knowledge, "f", day=date(2019, 1, 1)) == {claim.id: "current"}


def test_later_claim_without_size_makes_the_size_before_it_last_known():
    sized = stake("p", "f", "14.88", "2025-01-28")
    sizeless = stake("p", "f", None, "2025-07-21")
    found = currencies(known(firms("f"), [sized, sizeless]), "f")
    assert found == {sizeless.id: "unknownShare", sized.id: "lastKnown"}


def test_quantities_are_never_added_and_the_basis_ranks_them():
    record = stake("p", "f", "13.9", measurand="record")
    net = stake("p", "f", ("0", "0.5"), measurand="netEconomic")
    knowledge = known(firms("f"), [record, net])
    assert currencies(knowledge, "f", "legal") == {record.id: "current", net.id: "notComputed"}
    assert currencies(knowledge, "f", "economic") == {net.id: "current", record.id: "notComputed"}


@pytest.mark.parametrize(
    "more", [{"stage": "agreed"}, {"measurand": "groupTotal"}, {"denominator": "class-a"}]
)
def test_plans_group_totals_and_class_shares_are_shown_not_counted(more):
    claim = stake("p", "f", "9.25", **more)
    assert currencies(known(firms("f"), [claim]), "f") == {claim.id: "notComputed"}


def test_denied_claims_do_not_count():
    claim = stake("p", "f", "9", status="denied")
    assert currencies(known(firms("f"), [claim]), "f") == {}


def test_same_day_figures_without_declared_rivals_still_span_both():
    one, two = stake("p", "f", "40", id="a"), stake("p", "f", "30", id="b")
    (found,) = [s for s in stakes_in(known(firms("f"), [one, two]), "f", "legal", DAY) if s.rivals]
    assert {claim.id for claim in found.rivals} == {"a", "b"}


def test_declared_rivals_seen_on_other_days_are_alternatives():
    one, two = stake("p", "f", "15.76", "2025-07-01"), stake("p", "f", "14.62", "2025-05-31")
    rival = Rivals(id="r", claims=(one.id, two.id), reason="two counts")
    (found,) = stakes_in(known(firms("f"), [one, two], rivals=[rival]), "f", "legal", DAY)[:1]
    assert {claim.id for claim in found.rivals} == {one.id, two.id}


def test_undated_claims_are_last_known_at_most():
    claim = stake("p", "f", "9", None)
    assert currencies(known(firms("f"), [claim]), "f") == {claim.id: "lastKnown"}


def test_a_source_read_later_speaks_for_a_day_inside_its_period():
    claim = stake("p", "f", "9", "2025-06-30", since="2020-01-01")
    assert seen_on(claim, date(2021, 1, 1)) == date(2021, 1, 1)
    assert seen_on(claim, date(2019, 1, 1)) is None
    assert seen_on(stake("p", "f", "9", "2025"), DAY) == when("2025").first
