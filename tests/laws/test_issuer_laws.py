"""A lens that tests the issuer says nothing of the companies that it has with others.

LENSES: "tests which entity". How much of the group such a company is matters to lenses that test
the perimeter alone.
"""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import citizen, firms, known, listed, people, seated, stake, table
from ontology.lenses import lenses

DAYS = (date(2019, 6, 30), date(2025, 12, 31))
ENTITIES = [*firms("f", "z"), *people("p", "q", "r")]
SEATS = ("home", "away", "near")


@st.composite
def firms_with_a_company(draw):
    """Claims on f; claims on its company z, which others have a part of; and the day asked."""
    day = draw(st.sampled_from(DAYS))
    seen = f"{day.year}-05-31"
    first = draw(st.integers(1, 90))
    second = draw(st.integers(0, 100 - first))
    alone = [stake("p", "f", str(first), seen), seated("f", draw(st.sampled_from(SEATS)))]
    alone += [stake("q", "f", str(second), seen)] if second else []
    alone += [citizen(one, draw(st.sampled_from(SEATS))) for one in ("p", "q", "r")]
    alone += [listed("f", on="market")] if draw(st.booleans()) else []
    alone += [table("f", 5, seen)] if draw(st.booleans()) else []
    part = draw(st.integers(51, 99))
    company = [stake("f", "z", str(part), seen), stake("r", "z", str(100 - part), seen)]
    return alone, [*company, seated("z", draw(st.sampled_from(SEATS)))], day


@given(firms_with_a_company())
@settings(max_examples=60, deadline=None)
def test_a_company_that_others_have_too_changes_no_verdict_on_the_issuer(drawn):
    alone, company, day = drawn
    of_the_issuer = [
        lens for lens in lenses().values() if lens.tests == "issuer" and lens.measure != "listReach"
    ]
    said = [
        [
            verdict(Situation(known(ENTITIES, claims), "f", day, "CN"), lens)
            for lens in of_the_issuer
        ]
        for claims in (alone, [*alone, *company])
    ]
    assert len(of_the_issuer) > 8
    for lens, before, after in zip(of_the_issuer, *said, strict=True):
        assert (before.case, before.decides, before.interval) == (
            after.case,
            after.decides,
            after.interval,
        ), lens.id
