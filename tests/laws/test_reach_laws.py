"""Laws of the cascade on ranges, against worlds drawn one by one and computed by other code."""

from __future__ import annotations

from fractions import Fraction

from cascade import cascade
from hypothesis import given
from hypothesis import strategies as st

from graph.ownership.arrays.votes import Votes
from graph.ownership.control.capital import Capital
from graph.ownership.control.reach import reach, reach_if_hidden

SIZE, FIRMS, TWENTIETHS = 8, 5, 20
ZERO, ONE = Fraction(0), Fraction(1)


@st.composite
def columns(draw, ranged=True):
    """Firm → holder → (least, most) among eight; the least of a column stay within one."""
    firms = {}
    for firm in range(FIRMS):
        left, held = TWENTIETHS, {}
        for holder in draw(st.lists(st.integers(0, SIZE - 1), max_size=4, unique=True)):
            if holder == firm:
                continue
            had = draw(st.integers(0, left))
            left -= had
            wide = draw(st.integers(0, 10)) if ranged else 0
            least = Fraction(had, TWENTIETHS)
            held[holder] = (least, min(ONE, least + Fraction(wide, TWENTIETHS)))
        firms[firm] = held
    return firms


listings = st.sets(st.integers(0, SIZE - 1), min_size=1, max_size=3)


def capital(firms):
    return {firm: Capital(held) for firm, held in firms.items() if held}


def plain(firms, listed):
    """The cascade on exact shares, by the calculator that knows no ranges."""
    stakes = [(holder, firm, low) for firm, held in firms.items() for holder, low in held.items()]
    return set(cascade(Votes.from_stakes(stakes), listed)) - set(listed)


def found(firms, listed, **more):
    result = reach(capital(firms), {"a": listed}, **more)
    return set(result.certain), set(result.possible)


def steps(firms, listed):
    """How many steps from those listed each firm that they may reach lies."""
    found = dict.fromkeys(listed, 0)
    for step in range(1, FIRMS + 1):
        new = [
            firm
            for firm, held in firms.items()
            if firm not in found
            and min(
                sum((high for one, (_, high) in held.items() if one in found), ZERO),
                ONE - sum((low for one, (low, _) in held.items() if one not in found), ZERO),
            )
            >= Fraction(1, 2)
        ]
        found.update(dict.fromkeys(new, step))
    return found


def world(firms, inside, *, most, listed=frozenset()):
    """One world of the ranges: those inside have all they can, or the others do.

    Those fewer steps away come first: a share given to who is reached only later, through the
    firm itself, would hold up nobody.
    """
    out = {}
    away = steps(firms, listed)
    for firm, held in firms.items():
        left = ONE - sum((low for low, _ in held.values()), ZERO)
        out[firm] = {}
        for holder, (low, high) in sorted(
            held.items(), key=lambda one: ((one[0] in inside) != most, away.get(one[0], SIZE))
        ):
            more = min(left, high - low) if (holder in inside) == most else ZERO
            left -= more
            out[firm][holder] = low + more
    return out


@given(columns(ranged=False), listings)
def test_without_ranges_it_is_the_plain_cascade(firms, listed):
    exact = {
        firm: {holder: low for holder, (low, _) in held.items()} for firm, held in firms.items()
    }
    certain, possible = found(firms, listed)
    assert certain == possible == plain(exact, listed)


@given(columns(), listings, st.data())
def test_every_world_lies_between(firms, listed, data):
    certain, possible = found(firms, listed)
    drawn = {}
    for firm, held in firms.items():
        left = ONE - sum((low for low, _ in held.values()), ZERO)
        drawn[firm] = {}
        for holder, (low, high) in held.items():
            more = min(left, high - low) * Fraction(data.draw(st.integers(0, 4)), 4)
            left -= more
            drawn[firm][holder] = low + more
    assert certain <= plain(drawn, listed) <= possible


@given(columns(), listings)
def test_both_ends_are_worlds(firms, listed):
    certain, possible = found(firms, listed)
    inside = set(listed) | possible
    assert plain(world(firms, inside, most=True, listed=listed), listed) == possible
    assert plain(world(firms, inside, most=False), listed) == certain


@given(columns(), listings, listings, st.booleans())
def test_another_listed_holder_frees_nobody(firms, listed, more, together):
    few_certain, few_possible = found(firms, listed, together=together)
    certain, possible = found(firms, listed | more, together=together)
    assert few_certain <= certain | more
    assert few_possible <= possible | more
    alone, perhaps = found(firms, listed, together=False)
    assert alone <= few_certain | listed
    assert perhaps <= few_possible | listed


@given(columns(), listings, st.integers(0, FIRMS - 1), st.integers(0, 10), st.integers(0, 10))
def test_a_wider_range_only_opens(firms, listed, firm, down, up):
    certain, possible = found(firms, listed)
    wider = {one: dict(held) for one, held in firms.items()}
    for holder, (low, high) in firms[firm].items():
        wider[firm][holder] = (
            max(ZERO, low - Fraction(down, TWENTIETHS)),
            min(ONE, high + Fraction(up, TWENTIETHS)),
        )
    less_certain, more_possible = found(wider, listed)
    assert less_certain <= certain
    assert certain | possible <= more_possible


@given(columns(), listings, st.integers(0, 4))
def test_a_listed_holder_in_two_halves_is_one(firms, listed, part):
    certain, possible = found(firms, listed)
    split = {
        firm: {
            half: (low * share, high * share)
            for holder, (low, high) in held.items()
            for half, share in (
                [(holder, Fraction(part, 4)), (holder + SIZE, 1 - Fraction(part, 4))]
                if holder in listed
                else [(holder, ONE)]
            )
        }
        for firm, held in firms.items()
    }
    twice = listed | {one + SIZE for one in listed}
    assert found(split, twice) == (certain, possible)


@given(columns(), listings, st.permutations(range(SIZE)), st.randoms(use_true_random=False))
def test_names_and_order_change_nothing(firms, listed, new, rng):
    before = reach(capital(firms), {"a": listed})
    shuffled = list(firms.items())
    rng.shuffle(shuffled)
    renamed = {
        new[firm]: {new[holder]: pair for holder, pair in held.items()} for firm, held in shuffled
    }
    after = reach(capital(renamed), {"a": {new[one] for one in listed}})
    for ours, theirs in ((before.certain, after.certain), (before.possible, after.possible)):
        assert {new[firm] for firm in ours} == set(theirs)
        for firm, passage in ours.items():
            assert (passage.lower, passage.upper) == (
                theirs[new[firm]].lower,
                theirs[new[firm]].upper,
            )


@given(columns(), listings)
def test_each_step_rests_on_earlier_ones(firms, listed):
    result = reach(capital(firms), {"a": listed})
    for passages in (result.certain, result.possible):
        before = set(listed)
        for firm, passage in passages.items():
            assert set(passage.contributors) <= before
            before.add(firm)
    for passage in result.certain.values():
        assert passage.lower >= Fraction(1, 2)


@given(columns(ranged=False), listings)
def test_whom_nobody_named_may_be_listed_in_every_firm_at_once(firms, listed):
    """With all that is left of each firm given to one more listed holder, by the plain cascade."""
    left = {
        firm: ONE - sum((low for low, _ in held.values()), ZERO) for firm, held in firms.items()
    }
    with_rest = {firm: Capital(held, left[firm]) for firm, held in firms.items()}
    exact = {
        firm: {**{holder: low for holder, (low, _) in held.items()}, SIZE: left[firm]}
        for firm, held in firms.items()
    }
    found = reach_if_hidden(with_rest, reach(with_rest, {"a": listed}))
    assert found - listed == plain(exact, {*listed, SIZE})
