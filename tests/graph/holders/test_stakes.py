"""Which stakes hold on a day: age, exits, successions, quantities, rivals."""

from datetime import date

import pytest
from msgspec.structs import replace

from graph.claims.rivals_and_rates import Rivals
from graph.holders.horizons import seen_on
from graph.holders.stakes import stakes_in
from made_up import DAY, firms, known, listed, passed, people, stake, when


def currencies(knowledge, firm, basis="legal", day=DAY):
    return {one.claim.id: one.currency for one in stakes_in(knowledge, firm, basis, day)}


def test_newer_observation_replaces_older():
    old, new = stake("p", "f", "40", "2024-01-01"), stake("p", "f", "30", "2025-01-01")
    found = currencies(known(firms("f") + people("p"), [old, new]), "f")
    assert found == {new.id: "current", old.id: "closed"}


@pytest.mark.parametrize(
    ("seen", "status", "counted"),
    [
        ("2025-05", "estimated", "record"),
        ("2025-05", "asserted", "netEconomic"),
        ("2025-07-12", "estimated", "netEconomic"),
        ("2025-08", "estimated", "netEconomic"),
    ],
)
def test_an_older_estimate_does_not_silence_a_newer_block(seen, status, counted):
    """A broker's guess in May is not what a holder has that a report of July names."""
    net = stake("p", "f", ("0", "0.5"), seen, measurand="netEconomic", status=status)
    of_record = stake("p", "f", "13.9", "2025-07-12", measurand="record")
    for order in ([net, of_record], [of_record, net]):
        found = stakes_in(known(firms("f") + people("p"), order), "f", "economic", DAY)
        assert {one.claim.measurand: one.currency for one in found} == {
            "netEconomic": "notComputed",
            "record": "notComputed",
        } | {counted: "current"}


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
    entities = firms("f", "old", "new")
    taken = stake("new", "f", "31", "2019-09-11")
    found = currencies(known(entities, [claim, succession, taken]), "f", day=date(2019, 12, 31))
    assert found == {claim.id: "closed", taken.id: "current"}
    before = currencies(known(entities, [claim, succession, taken]), "f", day=date(2019, 1, 1))
    assert before[claim.id] == "current"
    nobody = currencies(known(entities, [claim, succession]), "f", day=date(2019, 12, 31))
    assert nobody == {claim.id: "lastKnown"}


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


@pytest.mark.parametrize("more", [{"stage": "agreed"}, {"measurand": "groupTotal"}])
def test_plans_and_group_totals_are_shown_not_counted(more):
    claim = stake("p", "f", "9.25", **more)
    assert currencies(known(firms("f"), [claim]), "f") == {claim.id: "notComputed"}


@pytest.mark.parametrize(
    ("capacity", "expected"),
    [("ownAccount", "current"), ("", "current"), ("nominee", "ofRecord"),
     ("depository", "ofRecord"), ("custodian", "ofRecord"), ("manager", "ofRecord"),
     ("lending", "ofRecord"), ("trustee", "ofRecord"), ("securityInterest", "ofRecord")],
)  # fmt: skip
def test_what_is_held_for_others_is_shown_not_counted(capacity, expected):
    claim = stake("p", "f", "55.99", capacity=capacity)
    assert currencies(known(firms("f"), [claim]), "f", "legal") == {claim.id: expected}
    elsewhere = "notComputed" if expected == "ofRecord" else expected
    assert currencies(known(firms("f"), [claim]), "f", "voting") == {claim.id: elsewhere}


def test_a_bank_has_what_is_its_own_beside_what_it_lends():
    own = stake("p", "f", "1.88", capacity="ownAccount", id="own")
    lent = stake("p", "f", "2.01", capacity="lending", id="lent")
    (held,) = [one for one in stakes_in(known(firms("f"), [own, lent]), "f", "legal", DAY)
               if one.currency == "current"]  # fmt: skip
    assert held.claim == own and not held.rivals


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


def test_a_vague_date_speaks_only_when_it_is_over():
    figure = stake("p", "f", "14.6", "2022")
    assert seen_on(figure, date(2022, 3, 1)) is None
    assert seen_on(figure, DAY) == when("2022").last


def test_an_exit_some_time_in_a_year_leaves_doubt_until_the_year_is_over():
    held, gone = stake("p", "f", "60", "2025-03-31"), stake("p", "f", "0", "2025", event="exit")
    knowledge = known(firms("f"), [held, gone])
    assert currencies(knowledge, "f", day=date(2025, 6, 30))[held.id] == "lastKnown"
    assert currencies(knowledge, "f", day=DAY) == {held.id: "closed", gone.id: "closed"}


def test_a_listing_dilutes_what_was_seen_before_it():
    claim = stake("p", "f", "4", "2021-08-28")
    knowledge = known(firms("f"), [claim, listed("f", "2021-12-30")])
    assert currencies(knowledge, "f", day=date(2021, 12, 1)) == {claim.id: "current"}
    assert currencies(knowledge, "f", day=date(2022, 1, 1)) == {claim.id: "lastKnown"}


@pytest.mark.parametrize(
    ("listings", "expected"),
    [
        ([listed("f", "2024-08-28")], "lastKnown"),
        ([replace(listed("f", "2024-08-28"), stage="announced")], "current"),
        # made a primary listing where the firm was listed already
        ([replace(listed("f"), id="earlier"), listed("f", "2024-08-28")], "current"),
        ([listed("f"), listed("f", "2024-08-28", on="market")], "lastKnown"),
    ],
)
def test_only_a_completed_listing_on_a_new_exchange_dilutes(listings, expected):
    claim = stake("p", "f", "4", "2024-01-01")
    assert currencies(known(firms("f"), [claim, *listings]), "f") == {claim.id: expected}


def test_a_newer_figure_of_a_lesser_kind_counts_over_an_old_one_of_a_better_kind():
    old = stake("p", "f", "60", "2024-02-01", measurand="registered")
    new = stake("p", "f", "5", "2025-11-01", measurand="record")
    assert currencies(known(firms("f"), [old, new]), "f")[new.id] == "current"


def test_a_stake_that_ended_in_one_quantity_ended_in_all():
    record = stake("p", "f", "9", "2024-05-01", to="2025-01-31")
    deemed = stake("p", "f", "9.5", "2024-06-01", measurand="hkPartXV")
    found = currencies(known(firms("f"), [record, deemed]), "f")
    assert set(found.values()) == {"closed"}


def test_undated_figures_give_way_to_dated_ones():
    dated, vague = stake("p", "f", "30"), stake("p", "f", "30", None)
    found = currencies(known(firms("f"), [dated, vague]), "f")
    assert found == {dated.id: "current", vague.id: "notComputed"}
