"""What if: the same engine on a copy of what is known, and nothing stored."""

from __future__ import annotations

import pytest

from graph import questions
from graph.changes.what_if import what_if
from graph.errors import ImpossibleShareError, InputError, UnknownEntityError
from graph.networks.situation import Situation
from made_up import DAY, citizen, firms, known, listed, people, power, seated, stake, table
from ontology.lenses import lenses

ENTITIES = [*firms("f", "g", "h"), *people("ann", "bob")]
CLAIMS = [
    citizen("ann", "home"),
    citizen("bob", "away"),
    stake("ann", "f", 40),
    stake("bob", "f", 30),
    seated("f", "island"),
]


def ask(claims=CLAIMS, firm="f", entities=ENTITIES, **suppose):
    knowledge = known(entities, claims)

    def resolve(text):
        if text not in knowledge.entities:
            raise UnknownEntityError(text)
        return text

    before = Situation(knowledge, firm, DAY, "CN")
    return what_if(before, suppose, list(lenses().values()), resolve, "made-up")


def lens(found, name):
    return next(one for one in found.verdicts if one.lens == name)


def test_nothing_supposed_changes_nothing():
    found = ask()
    assert {one.change for one in found.verdicts} == {"same"}
    assert found.score_before == found.score_after
    assert found.summary == "Nothing is supposed, so nothing changes."


def test_a_stake_supposed_settles_who_owns_the_firm():
    change = lens(ask(set=["ann=60"]), "ultimate-ownership")
    assert change.change == "settles"
    assert (change.before.word, change.after.word) == ("undecided", "home-owned")
    # Ann 60, Bob 30, and 10 of nobody knows whom.
    assert (change.after.interval.lower, change.after.interval.upper) == pytest.approx((0.6, 0.7))


def test_a_range_is_a_range():
    change = lens(ask(set=["ann=20..40"]), "ultimate-ownership")
    assert (change.after.interval.lower, change.after.interval.upper) == pytest.approx((0.2, 0.7))


def test_a_stake_set_to_what_it_is_changes_nothing():
    found = ask(set=["ann=40", "bob->f=30"])
    assert {one.change for one in found.verdicts} == {"same"}


def test_what_is_supposed_is_marked_and_says_what_it_replaces():
    found = ask(set=["ann=60"])
    (one,) = found.supposed
    assert [claim.status for claim in one.adds] == ["hypothetical"]
    assert one.adds[0].sources == ()
    assert [claim.id for claim in one.sets_aside] == ["own-f-ann-2025-06-30-"]
    assert found.hypothetical
    assert "made-up" in found.notes[0]


def test_the_knowledge_asked_about_is_not_touched():
    knowledge = known(ENTITIES, CLAIMS)
    claims = dict(knowledge.claims)
    situation = Situation(knowledge, "f", DAY, "CN")
    what_if(situation, {"set": ["ann=60"]}, list(lenses().values()), str, "r")
    assert knowledge.claims == claims
    assert not any(claim.status == "hypothetical" for claim in knowledge.claims.values())


def test_a_stake_of_somebody_new_elsewhere_on_the_chain():
    claims = [*CLAIMS, stake("g", "f", 30)]
    change = lens(ask(claims, set=["ann->g=100"]), "ultimate-ownership")
    assert change.before.interval.lower == pytest.approx(0.4)
    assert change.after.interval.lower == pytest.approx(0.7)


def test_a_claim_removed_is_as_if_never_made():
    found = ask(remove=["own-f-ann-2025-06-30-"])
    without = ask([claim for claim in CLAIMS if claim.id != "own-f-ann-2025-06-30-"])
    assert [one.after for one in found.verdicts] == [one.before for one in without.verdicts]
    again = ask(remove=["ann->f"])
    assert [one.after for one in again.verdicts] == [one.after for one in found.verdicts]


def test_a_stake_closed_is_an_exit():
    change = lens(ask(close=["ann"]), "ultimate-ownership")
    assert change.after.interval.lower == 0
    assert change.after.interval.upper == pytest.approx(0.7)  # Bob keeps his thirty


def test_a_complete_table_leaves_nobody_else_above_its_line():
    claims = [citizen("ann", "home"), stake("ann", "f", 42), listed("f")]
    open_before = lens(ask(claims, complete=["f=5"]), "ultimate-control")
    assert open_before.before.decides == "undisclosedDecides"
    # Ann has 42, another at most 5 besides, and the firm 5 of its own: 47 of 95 are not half.
    assert open_before.after.word == "no controller found"


def test_a_complete_table_names_those_counted_before_it_and_nobody_else():
    claims = [citizen("ann", "home"), citizen("bob", "home"), stake("ann", "f", 60)]
    found = ask([*claims, stake("bob", "f", 40)], complete=["f"])
    assert lens(found, "ultimate-ownership").after.interval.lower == 1
    assert found.contradictions == ()


def test_power_that_is_no_share():
    change = lens(ask(control=["bob=parent"]), "ultimate-control")
    assert change.after.word == "foreign-controlled"
    # Beside a right, somebody undisclosed may have the votes: it is open who directs.
    with_right = ask(control=["bob=decisiveRight:decisive"])
    assert lens(with_right, "ultimate-control").after.word == "undecided"


def test_contracts_move_what_their_nominees_hold():
    claims = [
        citizen("ann", "home"),
        stake("ann", "h", 100),
        table("h", 0),
        stake("bob", "f", 100),
        table("f", 0),
        citizen("bob", "away"),
    ]
    found = ask(claims, firm="h", control=["f=vieContracts over ann"])
    change = lens(found, "ultimate-ownership")
    assert (change.before.word, change.after.word) == ("home-owned", "not home-owned")
    kept = ask(
        [*claims, power("f", "h", "vieContracts", bound=("ann",))], firm="h", remove=["f->h"]
    )
    assert lens(kept, "ultimate-ownership").after.word == "home-owned"


def test_citizenship_seat_and_headquarters():
    assert lens(ask(citizen=["bob=CN"]), "ultimate-ownership").after.word == "home-owned"
    assert lens(ask(seat=["f=CN"]), "legal-seat").after.word == "home-incorporated"
    assert lens(ask(headquarters=["f=SG"]), "headquarters").after.word == "foreign-headquartered"


def test_a_float_from_somewhere_owns_and_does_not_direct():
    found = ask([listed("f")], set=["@US=90"])
    assert lens(found, "ultimate-ownership").after.word == "not home-owned"
    assert lens(found, "ultimate-control").change == "same"
    assert lens(found, "block-ownership").change == "same"


def test_several_suppositions_each_verdict_names_its_own():
    found = ask(set=["ann=60"], seat=["f=CN"], citizen=["bob=US"])
    assert lens(found, "legal-seat").because[-1] == "by seat f=CN"
    assert lens(found, "ultimate-ownership").because[-1] == "by set ann=60"


def test_the_same_word_for_another_reason_gives_the_reason():
    change = lens(ask([citizen("ann", "home"), citizen("bob", "home"), stake("ann", "f", 60)],
                      set=["ann=10", "bob=60"]), "ultimate-control")  # fmt: skip
    assert (change.change, change.after.word) == ("same", "home-controlled")
    assert change.because == ("Bob may direct, by 60 % of votes",)


def test_a_column_over_the_whole_is_flagged_with_its_claims():
    (problem,) = ask(set=["ann=80"]).contradictions
    assert "more than 100 %" in problem
    assert "own-f-bob-2025-06-30-" in problem
    assert "supposed-1" in problem


def test_a_table_that_names_too_little_is_flagged():
    (problem,) = ask(complete=["f"]).contradictions
    assert "yet those named have at most 70 % together" in problem


def test_votes_claimed_apart_stay_and_a_note_says_so():
    claims = [*CLAIMS, stake("ann", "f", 55, measurand="votes")]
    found = ask(claims, set=["ann=10"])
    assert any("claimed apart" in note for note in found.notes)
    assert lens(found, "ultimate-control").change == "same"
    assert lens(ask(claims, set=["ann=10 voting"]), "ultimate-control").change == "opens"


@pytest.mark.parametrize(
    ("suppose", "error", "said"),
    [
        ({"set": ["ann=130"]}, InputError, "set 'ann=130': 130 is not a share"),
        ({"set": ["ann=40..30"]}, InputError, "lower bound 40 is above the upper bound 30"),
        ({"set": ["ann=nan"]}, InputError, "'nan' is no share"),
        ({"set": ["ann=-5"]}, InputError, "'-5' is no share"),
        ({"set": ["ann"]}, InputError, "write HOLDER"),
        ({"set": ["ann="]}, InputError, "nothing after ="),
        ({"set": ["=5"]}, InputError, "write HOLDER"),
        ({"set": ["ann->=5"]}, InputError, "write HOLDER"),
        ({"set": ["ann=5 legal"]}, InputError, "'legal' is no quantity"),
        ({"set": ["f=5"]}, InputError, "nobody holds a stake in itself"),
        ({"set": ["ann=5", "ann->f=6"]}, InputError, "supposed twice"),
        ({"set": ["ann=5"], "close": ["ann"]}, InputError, "supposed twice"),
        ({"set": ["carl=5"]}, UnknownEntityError, "carl"),
        ({"set": ["ann->bob=5"]}, InputError, r"bob is no firm \(Person\)"),
        ({"set": ["@XX=5"]}, InputError, "'XX' is not a jurisdiction code"),
        ({"remove": ["nothing"]}, InputError, "no claim has this id"),
        ({"remove": ["ann->h"]}, InputError, "nothing is claimed of the two"),
        ({"close": ["h"]}, InputError, "no stake of h in f is claimed"),
        ({"complete": ["f=101"]}, InputError, "101 is not a share"),
        ({"control": ["ann=magic"]}, InputError, "magic"),
        ({"control": ["ann=parent:sometimes"]}, InputError, "sometimes"),
        ({"control": ["f=parent"]}, InputError, "nobody directs itself"),
        ({"citizen": ["f=CN"]}, InputError, r"f is no person \(Organization\)"),
        ({"seat": ["f=CN,US"]}, InputError, "one jurisdiction"),
        ({"wish": ["ann=5"]}, InputError, "nothing can be supposed by 'wish'"),
        ({"remove": ["x" * 501]}, InputError, "longer than 500"),
        ({"set": [f"ann={n}" for n in range(51)]}, InputError, "at most 50"),
    ],
)
def test_what_cannot_be_supposed_says_why(suppose, error, said):
    with pytest.raises(error, match=said):
        ask(**suppose)


def test_shares_that_cannot_be_are_input_errors_all_along():
    assert issubclass(ImpossibleShareError, InputError)


def test_datang_as_last_seen_would_lift_what_is_certain_of_smic(seed_release):
    found = questions.whatif(seed_release, "smic", {"set": ["datang_holdings=20.6"]})
    change = lens(found, "ultimate-ownership")
    # 14.06 + 4.79 read of the end of 2025; with 20.6 in place of 14.06 it is 25.39.
    assert change.before.interval.lower == pytest.approx(0.1885)
    assert change.after.interval.lower == pytest.approx(0.2539)
    assert change.after.word == "undecided"
    # Everything read of Datang's own stake gives way, from 2008 to 2025.
    assert "own-smic-datang-holdings-2025-12-31" in {one.id for one in found.supposed[0].sets_aside}


def test_a_name_that_nobody_has_is_not_found(seed_release):
    with pytest.raises(UnknownEntityError, match="no entity answers to 'qqqqq'"):
        questions.whatif(seed_release, "smic", {"set": ["qqqqq=20.6"]})
