"""Rule 9: what somebody holds itself and what it holds through a company are two blocks."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.networks.situation import Situation
from graph.screening.capital import capital_of
from made_up import DAY, firms, known, people, stake

ENTITIES = [*firms("f", "c"), *people("r")]


def parts(own, through, source):
    """What a rule of reach counts of r and of c, which r holds f through."""
    claims = [
        stake("r", "f", str(own), measurand="record", directness="direct", id="own"),
        stake(
            "r", "f", str(through), measurand="record", directness="indirect", via=("c",),
            source=source, id="through",
        ),
    ]  # fmt: skip
    capital = capital_of(Situation(known(ENTITIES, claims), "f", DAY, "CN"), "f", "legal")
    return {part.holder: (part.lower, part.upper) for part in capital.parts if part.upper > 0}


@given(own=st.integers(1, 99), data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_a_company_has_does_not_change_with_what_its_owner_has_beside(own, data):
    """As one source says both of one day: c has 66.67 though r has 33.33 too."""
    through = data.draw(st.integers(1, 100 - own))
    exact = {"r": Fraction(own, 100), "c": Fraction(through, 100)}
    assert parts(own, through, "press") == {who: (part, part) for who, part in exact.items()}


@pytest.mark.parametrize(("own", "through", "least"), [(20, 50, 30), (50, 20, 0)])
def test_of_two_sources_the_block_through_a_company_may_contain_the_owners(own, through, least):
    found = parts(own, through, "filing")
    assert found["r"][0] == Fraction(own, 100)
    assert found["c"] == (Fraction(least, 100), Fraction(through, 100))
