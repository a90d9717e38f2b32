"""What is last known is of several days: too much of it together is said, and decides nothing."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from graph.domesticness.verdicts import finding
from graph.holders.holder_column import holder_column
from graph.holders.last_known import cannot_all_stand
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, people, stake
from ontology.lenses import lenses

OLD = ("2003-06-30", "2010-06-30", "2015-06-30")


@given(st.lists(st.integers(1, 70), min_size=3, max_size=3), st.integers(0, 40))
def test_they_cannot_all_stand_when_they_are_more_than_the_current_ones_leave(shares, now):
    olds = [
        stake(who, "f", str(share), day) for who, share, day in zip("abc", shares, OLD, strict=True)
    ]
    current = [stake("d", "f", str(now))] if now else []
    knowledge = known(firms("f") + people(*"abcd"), [*olds, *current])
    over = sum(shares) + now > 100
    assert cannot_all_stand(holder_column(knowledge, "f", "economic", DAY)) is over


def test_a_side_that_would_lead_by_what_cannot_all_stand_does_not_decide():
    claims = [stake("a", "f", "60", OLD[0]), stake("b", "f", "55", OLD[1])]
    claims += [citizen(who, "home") for who in "ab"]
    situation = Situation(known(firms("f") + people("a", "b"), claims), "f", DAY, "CN")
    for lens in ("block-ownership", "ultimate-ownership"):
        assert finding(situation, lenses()[lens]).decides == "undisclosedDecides"
    alone = Situation(known(firms("f") + people("a"), [claims[0], *claims[2:3]]), "f", DAY, "CN")
    assert finding(alone, lenses()["ultimate-ownership"]).decides == "lastKnownOnly"


def test_a_current_block_does_not_give_way_to_what_its_vehicle_once_had():
    vehicle = stake("v", "f", "50", OLD[0])
    block = stake("p", "f", "22", directness="indirect", via=("v",))
    knowledge = known(firms("f", "v") + people("p"), [vehicle, block])
    for reading in ("current", "lastKnown"):
        (held,) = holder_column(knowledge, "f", "economic", DAY, reading=reading).held
        assert (held.holder, held.lower) == ("p", Fraction(22, 100))
