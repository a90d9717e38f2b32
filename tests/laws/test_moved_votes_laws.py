"""Whoever directs a holder of a firm moves its votes with what it has itself, and it is said."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from own_release import release_of

from graph.arguments import holdable, situation_of
from graph.networks.moved_votes import moved_votes
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.questions import answer, classify, controllers
from made_up import DAY, firms, known, people, stake


def moved(own, held, above, other=0):
    """Someone with its own part of F and a part of K, which has some of F."""
    claims = [stake("k", "f", str(held)), stake("z", "k", str(above))]
    claims += [stake("z", "f", str(own))] if own else []
    claims += [stake("o", "f", str(other))] if other else []
    power = power_over(Situation(known([*firms("f", "k"), *people("z", "o")], claims), "f", DAY,
                                 "CN"))  # fmt: skip
    return power, moved_votes(power)


@given(own=st.integers(0, 50), held=st.integers(1, 50), above=st.integers(1, 100))
@settings(max_examples=100, deadline=None)
def test_own_votes_and_those_of_whom_one_directs_are_one_sum(own, held, above):
    power, found = moved(own, held, above)
    if above <= 50 or not own:
        assert found is None  # directs nobody, or has the votes of one alone
        return
    assert (found.who, found.own) == ("z", Fraction(own, 100))
    assert found.votes == Fraction(own + held, 100)
    assert found.through == (("k", Fraction(held, 100)),)
    assert set(found.claims) == {one.id for one in power_claims(power)}
    assert bool(power.certain) == (found.votes > Fraction(1, 2))


def power_claims(power):
    known_ = {one.id: one for column in power.columns.values() for one in
              (stake.claim for stake in column.stakes)}  # fmt: skip
    return known_.values()


def test_nobody_of_a_seed_firm_moves_a_majority_without_being_found(seed_release):
    for firm in seed_release.knowledge.entities:
        if not holdable(seed_release, firm):
            continue
        power = power_over(situation_of(seed_release, firm, None, None))
        found = moved_votes(power)
        assert found is None or power.certain or found.votes <= Fraction(1, 2), firm


def test_it_is_said_by_every_answer_on_who_directs():
    """By hand: 34 % of KESTREL, which zhou has 60 % of, and 12 % of zhou's own are 46 %."""
    release = release_of(
        ("KESTREL", "ALDER", 34), ("zhou", "ALDER", 12), ("zhou", "KESTREL", 60),
        ("OAK", "ALDER", 20),
    )  # fmt: skip
    said = "zhou (12 %) directs KESTREL (34 %) and so moves 46 % of"
    found = controllers(release, "ALDER")
    assert said in found.summary
    assert (found.moved.who.id, found.moved.votes, found.moved.own) == ("zhou", 0.46, 0.12)
    assert {"zhou-KESTREL", "KESTREL-ALDER", "zhou-ALDER"} == set(found.moved.claims)
    assert found.moved.claims and set(found.moved.claims) <= {one.id for one in found.claims}
    verdicts = {one.lens: one for one in classify(release, "ALDER").verdicts}
    assert said in verdicts["ultimate-control"].explanation
    assert "zhou-KESTREL" in verdicts["ultimate-control"].claims
    for language, words in (("en", said), ("zh", "因此共支配46 %的表决权")):
        page = answer(release, "ALDER", language=language)
        texts = [one.text for part in page.sections for one in part.sentences]
        assert any(words in text for text in texts)


def test_where_all_votes_are_read_and_nobody_directs_it_is_said_as_well():
    release = release_of(
        ("KESTREL", "ALDER", 34), ("zhou", "ALDER", 12), ("zhou", "KESTREL", 60),
        ("a", "ALDER", 30), ("b", "ALDER", 24),
    )  # fmt: skip
    assert "moves 46 %" in controllers(release, "ALDER").summary
    assert controllers(release, "ALDER").summary.startswith("no controller found")
