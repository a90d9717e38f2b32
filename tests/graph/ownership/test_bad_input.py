"""What no world allows is refused by name, everywhere it can come in; nothing is repaired."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from cascade import cascade

from graph.errors import ClosedGroupError, ComputationError, ImpossibleShareError
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.components import closed_groups
from graph.ownership.arrays.holdings import Holdings, impossible, overfull
from graph.ownership.arrays.votes import Votes
from graph.ownership.bounds.bounds import bounds
from graph.ownership.bounds.capped_rest import with_capped_part
from graph.ownership.control.holders_needed import holders_needed, least_together
from graph.ownership.control.parents import (
    attributed_interest,
    dominates,
    global_ultimate_owner,
    majority_only,
    parents,
)
from graph.ownership.control.rights import (
    ShareClass,
    after_sunset,
    class_rights,
    least_equity_for_votes,
)
from graph.ownership.control.state_control import state_level, state_stake
from graph.ownership.control.who_controls import controlled_by, joint_control, largest_holder
from graph.ownership.published.composites import (
    arithmetic_mean,
    geometric_mean,
    sobol_of_grid,
    sobol_of_product,
    sobol_of_sum,
    verdict_shares,
)
from graph.ownership.published.oceanic import oceanic_power
from graph.ownership.published.pivots import network_power
from graph.ownership.published.possible_worlds import beta_residual, possible_worlds
from graph.ownership.published.simple_paths import rolls_down
from graph.ownership.published.voting_power import banzhaf, compound_swings, shapley_shubik, swings
from graph.ownership.ultimate.chains import best_chains, best_walks
from graph.ownership.ultimate.ends import ends_of
from graph.ownership.ultimate.flips import least_transfers, worth_gradient
from graph.ownership.ultimate.integrated import first_passage, integrated_ownership
from graph.ownership.ultimate.rational import exact_ends, exact_integrated
from graph.ownership.ultimate.residuals import share_under
from graph.ownership.ultimate.sensitivity import (
    stake_gradient,
    stake_shapley,
    transfer_needed,
    without_stake,
)

NAN, INFINITE = float("nan"), float("inf")
NO_SHARES = [NAN, INFINITE, -INFINITE, -0.1, 1.1, Decimal("NaN"), None, "0.5", True]
NO_FRACTIONS = [NAN, -0.01, 1.01]

CHAIN = [(0, 1, 0.6, None, 0.6), (1, 2, 0.5, None, 0.5)]
HELD, VOTES = Holdings.from_stakes(3, CHAIN), Votes.from_stakes(CHAIN)
CONTRADICTORY = [(0, 2, 0.7, None, 0.7), (1, 2, 0.5, None, 0.5)]
OVER, OVER_VOTES = Holdings.from_stakes(3, CONTRADICTORY), Votes.from_stakes(CONTRADICTORY)
CLOSED = [(0, 1, 1, None, 1), (1, 0, 1, None, 1)]
LOOP, LOOP_VOTES = Holdings.from_stakes(2, CLOSED), Votes.from_stakes(CLOSED)
WORTH = np.array([1.0, 0.0, 0.0])


@pytest.mark.parametrize("value", NO_SHARES)
@pytest.mark.parametrize(
    "given",
    [
        lambda v: Holdings.from_stakes(2, [(0, 1, v, None, v)]),
        lambda v: Holdings.from_stakes(2, [(0, 1, 0, None, v)]),
        lambda v: Votes.from_stakes([(0, 1, v)]),
        lambda v: Column.of([(0, v, v)]),
    ],
)
def test_what_is_no_share_is_refused(given, value):
    with pytest.raises(ImpossibleShareError):
        given(value)


@pytest.mark.parametrize("value", NO_FRACTIONS)
@pytest.mark.parametrize(
    "asked",
    [
        lambda v: controlled_by(VOTES, {0}, quota=v),
        lambda v: cascade(VOTES, {0}, threshold=v),
        lambda v: holders_needed(v, 0.5, 0.05),
        lambda v: holders_needed(0.1, v, 0.05),
        lambda v: holders_needed(0.1, 0.5, v),
        lambda v: global_ultimate_owner(VOTES, 2, v),
        lambda v: parents([VOTES], 2, v),
        lambda v: dominates(VOTES, 0, 2, v),
        lambda v: rolls_down(VOTES, 0, 2, v),
        lambda v: compound_swings(VOTES, 2, quota=v),
        lambda v: network_power(VOTES, quota=v),
        lambda v: least_equity_for_votes(10, v),
        lambda v: state_level(VOTES, 2, {0}, v),
        lambda v: beta_residual(v, 0, 1, 1, 0.5),
        lambda v: list(possible_worlds({(0, 1): [(0.1, v), (0.2, 1 - v)]})),
        lambda v: transfer_needed(HELD, WORTH, 2, owned=1, seller=0, buyer=2, threshold=v),
        lambda v: least_transfers(HELD, WORTH, 2, v),
        lambda v: with_capped_part(HELD, {1: v}),
        lambda v: oceanic_power({0: 0.3}, 0.7, v),
    ],
)
def test_what_is_no_threshold_is_refused(asked, value):
    with pytest.raises((ImpossibleShareError, ComputationError)):
        asked(value)


@pytest.mark.parametrize("stranger", [-1, 99])
@pytest.mark.parametrize(
    "asked",
    [
        lambda k: first_passage(HELD, k),
        lambda k: integrated_ownership(HELD, k),
        lambda k: ends_of(HELD, k),
        lambda k: best_walks(HELD, k, 2),
        lambda k: best_chains(HELD, 0, k),
        lambda k: stake_gradient(HELD, k, 2),
        lambda k: without_stake(HELD, 0, k),
        lambda k: stake_shapley(HELD, k, 2),
        lambda k: worth_gradient(HELD, WORTH, k),
        lambda k: transfer_needed(HELD, WORTH, 2, owned=1, seller=k, buyer=2, threshold=0.5),
        lambda k: with_capped_part(HELD, {k: 0.3}),
    ],
)
def test_an_entity_outside_the_network_is_named(asked, stranger):
    with pytest.raises(ComputationError, match=f"{stranger}"):
        asked(stranger)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (lambda: Holdings.from_stakes(2, [(5, 1, 0.5, None, 0.5)]), "owner 5"),
        (lambda: Holdings.from_stakes(2, [(0, 9, 0.5, None, 0.5)]), "firm 9"),
        (lambda: Holdings.from_stakes(2, [], rest={7: (0, 1)}), "firm 7"),
        (lambda: Holdings.from_stakes(2, [], complete={7}), "firm 7"),
        (lambda: Holdings.from_stakes(3, [(0, 2, 0.4, None, 0.3)]), "0 in 2"),
        (lambda: Column.of([(4, 0.5, 0.2)]), "owner 4"),
        (lambda: _arrays([5], [1], [0.5]), "2 entities"),
        (lambda: _arrays([-1], [1], [0.5]), "2 entities"),
        (lambda: _arrays([0, 1], [1], [0.5]), "do not match"),
        (lambda: _arrays([0], [1], [NAN]), "not a number"),
        (lambda: after_sunset({}, {"B": date(2030, 1, 1)}, date(2030, 1, 1)), "'B'"),
        (lambda: class_rights({"A": ShareClass(10)}, {"A": 11}), "11 shares"),
    ],
)
def test_a_stake_that_cannot_be_names_itself(given, named):
    with pytest.raises(ImpossibleShareError, match=named):
        given()


def _arrays(owner, owned, known):
    return Holdings.from_arrays(2, np.array(owner), np.array(owned), np.array(known))


def test_contradictory_ranges_and_nonsense_are_listed_by_stake():
    stakes = [
        (0, 9, 0.2, None, 0.1), (1, 9, NAN, None, 0.1), (2, 9, -0.1, None, 0.1),
        (3, 9, 0.5, None, 1.5), (4, 9, 0.5, None, 0.6), (5, 9, 0.5, 0.4, 0.6),
    ]  # fmt: skip
    assert impossible(stakes) == (
        (0, 9, "crossed"), (1, 9, "not_a_number"), (2, 9, "negative"), (3, 9, "gt_1"),
        (5, 9, "crossed"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    [
        lambda: first_passage(OVER, 0),
        lambda: exact_ends(OVER_VOTES, 2),
        lambda: exact_integrated(OVER_VOTES, 0, 2),
        lambda: stake_gradient(OVER, 0, 2),
        lambda: worth_gradient(OVER, WORTH, 2),
        lambda: best_chains(OVER, 0, 2),
        lambda: largest_holder(OVER_VOTES, 2),
        lambda: joint_control(OVER_VOTES, 2),
        lambda: global_ultimate_owner(OVER_VOTES, 2),
        lambda: parents([OVER_VOTES], 2),
        lambda: attributed_interest(OVER_VOTES, 0, 2),
        lambda: dominates(OVER_VOTES, 0, 2, 0.25),
        lambda: majority_only(OVER_VOTES),
        lambda: network_power(OVER_VOTES),
        lambda: compound_swings(OVER_VOTES, 2),
        lambda: state_stake(OVER_VOTES, 2, {0}),
        lambda: OVER_VOTES.rest(2),
    ],
)
def test_a_column_above_one_is_named_and_never_rescaled(asked):
    with pytest.raises(ComputationError, match="firm 2"):
        asked()


def test_what_can_be_said_of_a_column_above_one_is_flagged_and_bounded():
    assert overfull(OVER) == (2,) and OVER_VOTES.overfull == {2}
    assert controlled_by(OVER_VOTES, {0}).steps[2].contradictory
    ends = ends_of(OVER, 2)
    assert ends.owners == pytest.approx({0: 0.5, 1: 0.3})
    assert ends.undetermined == pytest.approx(0.2)
    lower, upper = bounds(OVER, WORTH, WORTH)
    assert (lower[2], upper[2]) == pytest.approx((0.5, 0.7))


def test_in_a_contradictory_column_what_others_claim_takes_no_possibility_away():
    assert 2 in controlled_by(OVER_VOTES, {0}, reading="possible")
    assert 2 not in controlled_by(OVER_VOTES, {1}, reading="possible")


def test_a_closed_group_is_named_or_undetermined_but_owned_by_nobody():
    assert closed_groups(LOOP) == ((0, 1),)
    assert ends_of(LOOP, 1).undetermined == 1
    assert exact_ends(LOOP_VOTES, 1).undetermined == 1
    assert best_walks(LOOP, 0, 1).total is None
    for asked in (
        lambda: integrated_ownership(LOOP, 0),
        lambda: exact_integrated(LOOP_VOTES, 0, 1),
        lambda: stake_gradient(LOOP, 0, 1),
        lambda: worth_gradient(LOOP, WORTH[:2], 1),
    ):
        with pytest.raises(ClosedGroupError):
            asked()


def test_a_firm_that_holds_all_of_itself_is_closed_and_in_part_is_not():
    whole = Holdings.from_stakes(2, [(0, 0, 1, None, 1)])
    assert closed_groups(whole) == ((0,),)
    part = Holdings.from_stakes(2, [(0, 0, 0.2, None, 0.2), (1, 0, 0.8, None, 0.8)])
    assert ends_of(part, 0).owners == {1: 1.0}


def test_nothing_and_zero_are_not_the_same():
    nobody = Holdings.from_stakes(1, [])
    gone = Holdings.from_stakes(2, [(1, 0, 0, None, 0)])
    assert ends_of(nobody, 0).owners == {0: 1.0}  # an end
    assert ends_of(gone, 0).rests == {0: 1.0}  # a firm nobody is known to hold


@pytest.mark.parametrize(
    "asked",
    [
        lambda: bounds(HELD, WORTH[:2], WORTH[:2]),
        lambda: bounds(HELD, WORTH + NAN, WORTH),
        lambda: bounds(HELD, WORTH, WORTH, alternatives={1: []}),
        lambda: bounds(HELD, WORTH, WORTH, alternatives={9: [[(0, 0.5, 0.5)]]}),
        lambda: bounds(HELD, WORTH, WORTH, alternatives={1: [[(9, 0.5, 0.5)]]}),
        lambda: share_under(HELD, WORTH, WORTH, "float"),
        lambda: share_under(HELD, WORTH, WORTH, "unknown", (WORTH, WORTH)),
        lambda: share_under(HELD, WORTH, WORTH, "guess"),
        lambda: share_under(HELD, WORTH, WORTH - 1),
        lambda: worth_gradient(HELD, WORTH * 2, 2),
        lambda: best_walks(HELD, 0, 2, 0),
        lambda: best_chains(HELD, 0, 2, -1),
        lambda: least_equity_for_votes(-1),
        lambda: banzhaf({0: -1, 1: 3}, 1),
        lambda: shapley_shubik({0: -1, 1: 3}, 1),
        lambda: swings({0: -1}, 1),
        lambda: banzhaf({0: 1, 1: 1}, 5),
        lambda: oceanic_power({0: -0.1}, 0.7),
        lambda: oceanic_power({0: 1}, 0),
        lambda: least_together(0.9, 0),
        lambda: arithmetic_mean([]),
        lambda: geometric_mean([-1, 1]),
        lambda: sobol_of_sum([1, 1], [-1, 2]),
        lambda: sobol_of_product([1, 1], [-1, 2]),
        lambda: sobol_of_grid(np.array([0.0, NAN])),
        lambda: sobol_of_grid(np.zeros((0, 2))),
        lambda: verdict_shares({}),
        lambda: beta_residual(0.7, 0.7, 1, 1, 0.5),
        lambda: beta_residual(0.1, 0.2, 0, 1, 0.5),
    ],
)
def test_a_question_without_an_answer_is_an_error(asked):
    with pytest.raises(ComputationError):
        asked()


@pytest.mark.parametrize(
    "given",
    [
        lambda: ShareClass(-1),
        lambda: ShareClass(10, votes=-1),
        lambda: ShareClass(10, excluded=11),
    ],
)
def test_no_class_of_shares_carries_less_than_nothing(given):
    with pytest.raises(ImpossibleShareError):
        given()
