"""Laws of integrated ownership and its bounds, on networks drawn at random."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, permutations, product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from graph.errors import ClosedGroupError
from graph.ownership.arrays.columns import Column, Columns
from graph.ownership.arrays.holdings import Holdings, overfull, tightened
from graph.ownership.arrays.votes import Votes
from graph.ownership.bounds.bounds import bounds
from graph.ownership.bounds.least import Listed, least
from graph.ownership.bounds.least_compiled import least_compiled
from graph.ownership.ultimate.chains import best_chains, best_walks
from graph.ownership.ultimate.ends import ends_of
from graph.ownership.ultimate.integrated import absorbed, first_passage, integrated_ownership
from graph.ownership.ultimate.rational import exact_ends, exact_integrated
from graph.ownership.ultimate.sensitivity import stake_gradient, stake_shapley, without_stake

TWENTIETHS = 20
close = {"abs": 1e-9}


@st.composite
def networks(draw, firms=4, owners=3, ranged=False, full=True):
    """Stakes (owner, owned, lower, known, upper); firms come first, then owners nobody holds."""
    size = firms + owners
    stakes = []
    for firm in range(firms):
        holders = draw(st.lists(st.integers(0, size - 1), min_size=1, max_size=3, unique=True))
        left = TWENTIETHS
        for place, holder in enumerate(holders):
            last = place == len(holders) - 1
            most = left if last and full and draw(st.booleans()) else draw(st.integers(0, left))
            left -= most
            share = Fraction(most, TWENTIETHS)
            wide = Fraction(draw(st.integers(0, 6)), TWENTIETHS) if ranged else 0
            stakes.append((holder, firm, share, share, min(Fraction(1), share + wide)))
    return size, firms, stakes


def worths(size, data):
    low = [data.draw(st.sampled_from([0.0, 0.0, 0.5, 1.0])) for _ in range(size)]
    high = [max(one, data.draw(st.sampled_from([0.0, 0.5, 1.0]))) for one in low]
    return np.array(low), np.array(high)


def split_into_origins(holdings, worth):
    """Two origins, worth and not worth; the rest is not worth anything."""
    rest = np.where(holdings.has_holders, np.maximum(0, 1 - holdings.coverage), 0.0)
    return np.stack([worth, 1 - worth], axis=1), np.stack([0 * rest, rest], axis=1)


@given(networks())
def test_everybody_together_owns_the_whole(network):
    size, _, stakes = network
    holdings = Holdings.from_stakes(size, stakes)
    origins, rest = split_into_origins(holdings, np.linspace(0, 1, size))
    values, undetermined = absorbed(holdings, origins, rest)
    assert values.sum(axis=1) + undetermined == pytest.approx(np.ones(size))
    assert ((values >= 0) & (values <= 1)).all()


@settings(deadline=None)  # the first example compiles
@given(networks())
def test_plain_swept_single_and_exact_agree(network):
    size, firms, stakes = network
    holdings = Holdings.from_stakes(size, stakes)
    equity = Votes.from_stakes(stakes)
    origins = np.hstack([np.eye(size), np.zeros((size, 1))])
    _, rest = split_into_origins(holdings, np.zeros(size))
    rest = np.hstack([np.zeros((size, size)), rest[:, 1:]])
    plain = absorbed(holdings, origins, rest, method="plain")
    swept = absorbed(holdings, origins, rest, method="swept")
    assert plain[0] == pytest.approx(swept[0], **close)
    assert plain[1] == pytest.approx(swept[1], **close)
    for firm in range(firms):
        ends, exactly = ends_of(holdings, firm), exact_ends(equity, firm)
        assert ends.undetermined == pytest.approx(float(exactly.undetermined), **close)
        assert plain[1][firm] == pytest.approx(ends.undetermined, **close)
        assert plain[0][firm, -1] == pytest.approx(sum(ends.rests.values()), **close)
        assert sum(ends.rests.values()) == pytest.approx(
            float(sum(exactly.rests.values())), **close
        )
        for owner in range(firms, size):
            wanted = float(exactly.owners.get(owner, 0))
            assert ends.owners.get(owner, 0.0) == pytest.approx(wanted, **close)
            assert plain[0][firm, owner] == pytest.approx(wanted, **close)


@given(networks(), st.data())
def test_exact_and_floating_walk_sums_agree(network, data):
    size, firms, stakes = network
    holdings, equity = Holdings.from_stakes(size, stakes), Votes.from_stakes(stakes)
    owner, firm = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, firms - 1))
    try:
        wanted = integrated_ownership(holdings, owner)[firm]
    except ClosedGroupError:
        with pytest.raises(ClosedGroupError):
            exact_integrated(equity, owner, firm)
        return
    assert float(exact_integrated(equity, owner, firm)) == pytest.approx(wanted, **close)


@given(networks(), st.randoms(use_true_random=False))
def test_numbering_changes_nothing(network, rng):
    size, firms, stakes = network
    new = list(range(size))
    rng.shuffle(new)
    again = [(new[a], new[b], *shares) for a, b, *shares in stakes]
    rng.shuffle(again)
    before, after = Holdings.from_stakes(size, stakes), Holdings.from_stakes(size, again)
    for firm in range(firms):
        old, fresh = ends_of(before, firm), ends_of(after, new[firm])
        assert fresh.undetermined == pytest.approx(old.undetermined, **close)
        for owner in range(size):
            wanted = old.owners.get(owner, 0.0)
            assert fresh.owners.get(new[owner], 0.0) == pytest.approx(wanted, **close)


@given(networks(ranged=True), st.data())
def test_splitting_a_holder_changes_nothing(network, data):
    size, firms, stakes = network
    split = data.draw(st.integers(firms, size - 1))
    halves = []
    for owner, owned, low, known, high in stakes:
        holders = (split, size) if owner == split else (owner,)
        part = len(holders)
        halves += [(one, owned, low / part, known / part, high / part) for one in holders]
    low, high = worths(size, data)
    whole = bounds(Holdings.from_stakes(size, stakes), low, high)
    # The half joins at the end, worth what the other half is worth.
    low, high = np.append(low, low[split]), np.append(high, high[split])
    parts = bounds(Holdings.from_stakes(size + 1, halves), low, high)
    for before, after in zip(whole, parts, strict=True):
        assert after[:firms] == pytest.approx(before[:firms], **close)


def vertices(holdings, firm):
    """All corners of a firm's column: pour the slack in every order of holders and rest."""
    entries = range(holdings.start[firm], holdings.start[firm + 1])
    low = [*holdings.lower[list(entries)], holdings.rest_lower[firm]]
    high = [*holdings.upper[list(entries)], holdings.rest_upper[firm]]
    corners = set()
    for order in permutations(range(len(low))):
        shares, left = list(low), 1 - sum(low)
        for k in order:
            poured = min(high[k] - low[k], max(0.0, left))
            shares[k] += poured
            left -= poured
        corners.add(tuple(round(one, 12) for one in shares))
    return sorted(corners)


def worlds(holdings, firms):
    """Every world whose columns are corners, as holdings with exact shares."""
    for corner in product(*(vertices(holdings, firm) for firm in range(firms))):
        stakes = []
        for firm, shares in enumerate(corner):
            holders = holdings.owner[holdings.start[firm] : holdings.start[firm + 1]]
            stakes += [
                (int(owner), firm, part, part, part)
                for owner, part in zip(holders, shares, strict=False)
            ]
        yield Holdings.from_stakes(holdings.size, stakes)


@settings(max_examples=40, deadline=None)
@given(networks(firms=3, owners=2, ranged=True), st.data())
def test_bounds_are_attained_at_a_corner_and_passed_by_none(network, data):
    size, firms, stakes = network
    holdings = tightened(Holdings.from_stakes(size, stakes))
    assume(np.prod([len(vertices(holdings, firm)) for firm in range(firms)]) <= 300)
    worth = np.array([data.draw(st.sampled_from([0.0, 1.0])) for _ in range(size)])
    lower, upper = bounds(holdings, worth, worth)
    smallest, largest = np.ones(firms), np.zeros(firms)
    for world in worlds(holdings, firms):
        values, undetermined = absorbed(world, *split_into_origins(world, worth))
        # The rest is worth nothing at the least and everything at the most; so is trapped mass.
        smallest = np.minimum(smallest, values[:firms, 0])
        others, _ = absorbed(world, *split_into_origins(world, 1 - worth))
        largest = np.maximum(largest, 1 - others[:firms, 0])
        assert (lower[:firms] <= values[:firms, 0] + 1e-9).all()
        assert (values[:firms, 0] + undetermined[:firms] <= upper[:firms] + 1e-9).all()
    assert lower[:firms] == pytest.approx(smallest, **close)
    assert upper[:firms] == pytest.approx(largest, **close)


@settings(max_examples=40, deadline=None)
@given(networks(firms=5, owners=3, ranged=True), st.data())
def test_least_worth_solves_the_linear_programme(network, data):
    from scipy.optimize import linprog

    size, firms, stakes = network
    # Some mass must always leave by the rest: then there is one solution, the programme's.
    tenth = Fraction(1, 10)
    stakes = [(a, b, low / 2, None, min(high, low / 2 + tenth)) for a, b, low, _, high in stakes]
    holdings = tightened(Holdings.from_stakes(size, stakes))
    assume((holdings.rest_lower[:firms] > 0).all())
    worth = np.array([data.draw(st.sampled_from([0.0, 0.5, 1.0])) for _ in range(size)])
    lower, _ = bounds(holdings, worth, worth)
    # Largest y below every division of every column, each inner minimum by its dual:
    # y_j ≤ λ_j + Σ l α − Σ u β with λ_j + α − β ≤ worth of the holder.
    entries = len(holdings.owner)
    columns = 2 * firms + 2 * (entries + firms)
    rows, right = [], []
    for firm in range(firms):
        row = np.zeros(columns)
        row[firm], row[firms + firm] = 1, -1
        places = [
            (e, holdings.lower[e], holdings.upper[e], holdings.owner[e])
            for e in range(holdings.start[firm], holdings.start[firm + 1])
        ]
        places.append((entries + firm, holdings.rest_lower[firm], holdings.rest_upper[firm], -1))
        for e, low, high, holder in places:
            alpha, beta = 2 * firms + 2 * e, 2 * firms + 2 * e + 1
            row[alpha], row[beta] = -low, high
            limit = np.zeros(columns)
            limit[firms + firm], limit[alpha], limit[beta] = 1, 1, -1
            if 0 <= holder < firms:
                limit[holder] -= 1
            rows.append(limit)
            right.append(0.0 if holder < firms else worth[holder])
        rows.append(row)
        right.append(0.0)
    free = [(None, None)] * (2 * firms) + [(0, None)] * (columns - 2 * firms)
    goal = np.zeros(columns)
    goal[:firms] = -1
    solution = linprog(goal, A_ub=np.array(rows), b_ub=right, bounds=free, method="highs")
    assert solution.status == 0
    assert lower[:firms] == pytest.approx(solution.x[:firms], abs=1e-7)


@settings(deadline=None)  # the first example compiles
@given(networks(ranged=True), st.data())
def test_bounds_by_hand_and_compiled_agree(network, data):
    size, firms, stakes = network
    rivals = {firm: [] for firm in range(firms) if data.draw(st.booleans())}
    for firm in rivals:  # a firm whose sources are rivals: its own column, or all to one holder
        own = [(a, low, high) for a, b, low, _, high in stakes if b == firm]
        rivals[firm] = [Column.of(own), Column.of([(size - 1, 1, 1)])]
    columns = Columns.of(tightened(Holdings.from_stakes(size, stakes)), rivals)
    low, high = worths(size, data)
    listed = Listed(columns)
    assert least(listed, low, 0 * low) == pytest.approx(
        least_compiled(columns, low, 0 * low), **close
    )
    assert least(listed, 1 - high, 0 * low) == pytest.approx(
        least_compiled(columns, 1 - high, 0 * low), **close
    )


@given(networks(ranged=True), st.data())
def test_rivals_span_their_alternatives(network, data):
    size, firms, stakes = network
    holdings = Holdings.from_stakes(size, stakes)
    low, high = worths(size, data)
    firm = data.draw(st.integers(0, firms - 1))
    own = [(a, lo, hi) for a, b, lo, _, hi in stakes if b == firm]
    other = [(size - 1, Fraction(1, 2), Fraction(1, 2))]
    both = bounds(holdings, low, high, alternatives={firm: [own, other]})
    each = [bounds(holdings, low, high, alternatives={firm: [one]}) for one in (own, other)]
    assert each[0][0] == pytest.approx(bounds(holdings, low, high)[0], **close)
    assert both[0] == pytest.approx(np.minimum(each[0][0], each[1][0]), **close)
    assert both[1] == pytest.approx(np.maximum(each[0][1], each[1][1]), **close)


@given(networks(ranged=True), st.data())
def test_knowing_more_never_widens(network, data):
    size, firms, stakes = network
    low, high = worths(size, data)
    before = bounds(Holdings.from_stakes(size, stakes), low, high)
    drawn = data.draw(st.integers(0, len(stakes) - 1))
    owner, owned, low_share, _, most = stakes[drawn]
    inside = low_share + (most - low_share) * Fraction(data.draw(st.integers(0, 4)), 4)
    settled = [*stakes[:drawn], (owner, owned, inside, inside, inside), *stakes[drawn + 1 :]]
    holdings = Holdings.from_stakes(size, settled)
    assume(not overfull(holdings))
    after = bounds(holdings, low, high)
    assert (after[0][:firms] >= before[0][:firms] - 1e-9).all()
    assert (after[1][:firms] <= before[1][:firms] + 1e-9).all()
    complete = bounds(Holdings.from_stakes(size, stakes, complete=range(firms)), low, high)
    assert (complete[0][:firms] >= before[0][:firms] - 1e-9).all()
    assert (complete[1][:firms] <= before[1][:firms] + 1e-9).all()


@settings(deadline=None)
@given(networks(firms=4, owners=2))
def test_chains_and_parts_sum_to_the_share(network):
    size, firms, stakes = network
    holdings = Holdings.from_stakes(size, [s for s in stakes if s[2] > 0])
    owner, firm = firms, 0
    passing = float(first_passage(holdings, owner)[firm])
    assert float(integrated_ownership(holdings, owner)[firm]) == pytest.approx(passing, **close)
    chains = best_chains(holdings, owner, firm, k=1000)
    assert sum(chain.share for chain in chains.walks) == pytest.approx(passing, **close)
    walks = best_walks(holdings, owner, firm, k=8).walks
    assert all(after.share <= before.share * (1 + 1e-12) for before, after in pairwise(walks))
    assert len({one.path for one in walks}) == len(walks)
    assert sum(one.share for one in walks) <= passing + 1e-9


@settings(deadline=None, max_examples=50)
@given(networks(firms=3, owners=2, full=False))
def test_sensitivities_are_what_changing_the_stake_does(network):
    size, firms, stakes = network
    stakes = [
        (a, b, low * Fraction(9, 10), None, low * Fraction(9, 10)) for a, b, low, *_ in stakes
    ]
    holdings = Holdings.from_stakes(size, stakes)
    owner, firm = firms, 0
    share = float(integrated_ownership(holdings, owner)[firm])
    assert sum(stake_shapley(holdings, owner, firm).values()) == pytest.approx(share, **close)
    gone, slope = without_stake(holdings, owner, firm), stake_gradient(holdings, owner, firm)
    for k, (holder, owned, low, *_) in enumerate(stakes):
        rest = Holdings.from_stakes(size, stakes[:k] + stakes[k + 1 :])
        without = float(integrated_ownership(rest, owner)[firm])
        assert gone[holder, owned] == pytest.approx(without, **close)
        if low > 0:
            step = low / 10**6
            less = [*stakes[:k], (holder, owned, low - step, None, low - step), *stakes[k + 1 :]]
            moved = share - float(
                integrated_ownership(Holdings.from_stakes(size, less), owner)[firm]
            )
            assert slope[holder, owned] == pytest.approx(moved / float(step), abs=1e-4)
