"""A decided word says when what it rests on is weak: alone, in part, or not at all."""

from msgspec.structs import replace

from graph.claims.model import Citation
from made_up import citizen, firms, people, say, seated, stake

WORLD = [*firms("f"), *people("p")]
P = citizen("p", "home")


def test_a_sum_names_the_weak_claim_among_those_it_rests_on():
    weak = replace(stake("p", "f", "60"), confidence="medium")
    found = say("ultimate-ownership", WORLD, [weak, P])
    assert found.decided
    assert "rests on a claim of medium confidence (“A newspaper”) alone" in found.explanation
    assert "rests" not in say("ultimate-ownership", WORLD, [stake("p", "f", "60"), P]).explanation


def test_one_strong_claim_of_a_place_is_enough():
    weak = replace(seated("f", "home", "headquarters"), confidence="low")
    assert "rests on a claim of low" in say("headquarters", WORLD, [weak]).explanation
    strong = replace(weak, id="other", confidence="", citations=(Citation("filing"),))
    assert "rests" not in say("headquarters", WORLD, [weak, strong]).explanation
