"""A seat is a point and never a bound: where holders are seated decides no block and no share."""

from hypothesis import given, settings
from hypothesis import strategies as st

from made_up import citizen, firms, people, say, seated, stake, table

HOLDERS = ("a", "b", "c")
WORLD = [*firms("f", *HOLDERS), *people("p", "x")]
OWNERS = [citizen("p", "home"), citizen("x", "away")]
places = st.sampled_from(["", "home", "near", "away", "island"])


@settings(deadline=None, max_examples=60)
@given(
    shares=st.lists(st.integers(1, 33), min_size=3, max_size=3),
    owners=st.lists(st.sampled_from(["", "p", "x"]), min_size=3, max_size=3),
    seats=st.lists(places, min_size=3, max_size=3),
    line=st.sampled_from([None, 0, 5]),
)
def test_the_seats_of_holders_decide_nothing(shares, owners, seats, line):
    claims = [stake(one, "f", str(share)) for one, share in zip(HOLDERS, shares, strict=True)]
    claims += [
        stake(owner, one, "100") for one, owner in zip(HOLDERS, owners, strict=True) if owner
    ]
    claims += OWNERS if line is None else [*OWNERS, table("f", line)]
    placed = [seated(one, place) for one, place in zip(HOLDERS, seats, strict=True) if place]
    for lens in ("block-ownership", "ultimate-ownership"):
        without, with_seats = (say(lens, WORLD, found) for found in (claims, [*claims, *placed]))
        assert (with_seats.case, with_seats.decided) == (without.case, without.decided)
        bounds = [(one.interval.lower, one.interval.upper) for one in (without, with_seats)]
        assert bounds[0] == bounds[1]
