"""The state in a firm: the form statistics give it, and how far it reaches."""

from dataclasses import replace
from decimal import Decimal

import pytest

from graph.claims.model import Classification, Entity, HolderTable
from graph.measures.state_bodies import body_of, is_state, level_of
from graph.networks.situation import Situation
from graph.profiles.verdicts import verdict
from made_up import (
    CITED,
    DAY,
    citizen,
    firms,
    known,
    people,
    power,
    role,
    say,
    seated,
    stake,
    table,
    told,
    when,
)
from ontology.lenses import lenses

NBS, REACH = "nbs-state-control", "state-influence"
WORLD = [*firms("f", "a", "b", "g", "v"), *people("p", "q")]
A, B = role("a", "stateFund"), role("b", "stateEnterprise")
P = citizen("p", "home")


def full(*claims):
    """Stakes, and a table that names everybody."""
    return [*claims, table("f", 0)]


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ([stake("a", "f", "50.1"), stake("p", "f", "49.9")], "state-controlled, absolute"),
        ([stake("a", "f", "40"), stake("p", "f", "35"), stake("q", "f", "25")],
         "state-controlled, relative"),
        ([stake("a", "f", "50"), stake("p", "f", "50")], "state-controlled, half and half"),
        ([stake("p", "f", "50"), stake("q", "f", "50")], "not state-controlled"),
        ([stake("a", "f", "30"), stake("p", "f", "45"), stake("q", "f", "25")],
         "not state-controlled"),
        ([stake("a", "f", "30"), stake("b", "f", "25"), stake("p", "f", "45")],
         "not state-controlled"),
        ([stake("a", "f", "30"), stake("p", "f", "30"), stake("q", "f", "40")],
         "not state-controlled"),
    ],
)  # fmt: skip
def test_each_form_of_state_control(claims, word):
    assert told(say(NBS, WORLD, full(*claims, A, B))) == (word, "")


def test_two_holders_of_the_state_are_added_only_by_the_lens_that_says_so():
    claims = full(stake("a", "f", "30"), stake("b", "f", "25"), stake("p", "f", "45"), A, B)
    situation = Situation(known(WORLD, claims), "f", DAY, "CN")
    lens = lenses()[NBS]
    words = {
        key: verdict(situation, replace(lens, aggregation=key)).word
        for key in ("eachAlone", "sameBody", "sameLevel", "allAsOne")
    }
    assert words["eachAlone"] == words["sameBody"] == "not state-controlled"
    assert words["sameLevel"] == "not state-controlled"  # nobody said of which level they are
    assert words["allAsOne"] == "state-controlled, absolute"


def test_holders_of_one_level_or_one_body_count_together_where_the_lens_says_so():
    def fund(name, level):
        return Classification(
            id=f"role-{name}", target=name, role="stateFund", jurisdiction="CN", level=level,
            citations=CITED,
        )  # fmt: skip

    stakes = [stake("a", "f", "30"), stake("b", "f", "25"), stake("p", "f", "45"), table("f", 0)]
    one_level = [*stakes, fund("a", "provincial"), fund("b", "provincial")]
    two = [*stakes, fund("a", "national"), fund("b", "provincial")]
    under_one = [*one_level, power("ministry", "a", "parent"), power("ministry", "b", "parent")]
    lens = lenses()[NBS]

    def word(claims, key):
        situation = Situation(known(WORLD, claims), "f", DAY, "CN")
        return verdict(situation, replace(lens, aggregation=key)).word

    assert word(one_level, "sameLevel") == "state-controlled, absolute"
    assert word(two, "sameLevel") == "not state-controlled"
    assert word(one_level, "sameBody") == "not state-controlled"
    assert word(under_one, "sameBody") == "state-controlled, absolute"
    situation = Situation(known(WORLD, under_one), "f", DAY, "CN")
    assert body_of(situation, "a") == "ministry"
    assert (level_of(situation, "a"), level_of(situation, "ministry")) == ("provincial", "national")


def test_control_by_agreement_where_the_state_has_less():
    claims = full(stake("a", "f", "20"), stake("p", "f", "80"), A)
    assert say(NBS, WORLD, claims).word == "not state-controlled"
    agreed = power("a", "f", "managementContract")
    assert told(say(NBS, WORLD, [*claims, agreed])) == ("state-controlled, by agreement", "")
    old = power("a", "f", "managementContract", "2010-01-01")
    assert told(say(NBS, WORLD, [*claims, old])) == ("undecided", "lastKnownOnly")
    # That somebody is said to control is no agreement, and may be one.
    stated = power("a", "f", "statedController")
    assert told(say(NBS, WORLD, [*claims, stated])) == ("undecided", "notCited")


def test_a_parent_without_a_percentage_leaves_the_form_open():
    found = say(NBS, WORLD, [power("a", "f", "parent"), A])
    assert told(found) == ("undecided", "undisclosedDecides")
    assert "state-controlled in any case" in found.explanation


def test_what_nobody_disclosed_may_lead():
    open_rest = [stake("a", "f", "30"), stake("p", "f", "20"), A]
    assert told(say(NBS, WORLD, open_rest)) == ("undecided", "undisclosedDecides")
    closed = [*open_rest, table("f", 5)]
    assert told(say(NBS, WORLD, closed)) == ("state-controlled, relative", "")
    whose = full(stake("g", "f", "60"), stake("p", "f", "40"))
    assert told(say(NBS, WORLD, whose)) == ("undecided", "nationalityOpen")
    old = [stake("a", "f", "60", "2015-01-01"), A]
    assert told(say(NBS, WORLD, old)) == ("undecided", "lastKnownOnly")
    over = [stake("a", "f", "70"), stake("p", "f", "60"), A]
    assert told(say(NBS, WORLD, over)) == ("undecided", "contradictory")


def test_a_company_under_the_state_is_the_states_and_one_under_a_person_is_not():
    claims = full(stake("v", "f", "60"), stake("q", "f", "40"), stake("ministry", "v", "51"))
    assert told(say(NBS, WORLD, claims)) == ("state-controlled, absolute", "")
    private = full(stake("v", "f", "60"), stake("q", "f", "40"), stake("p", "v", "51"))
    assert told(say(NBS, WORLD, private)) == ("not state-controlled", "")


def test_a_foreign_state_a_bank_cited_weakly_and_a_person_are_not_surely_the_states():
    weak = Classification(
        id="w", target="g", role="stateEnterprise", jurisdiction="CN", confidence="low",
        citations=CITED,
    )  # fmt: skip
    claims = [role("v", "stateFund", "SG"), weak, stake("a", "f", "1"), A]
    situation = Situation(known(WORLD, claims), "f", DAY, "CN")
    entities = ("a", "ministry", "v", "g", "p")
    assert [is_state(situation, one) for one in entities] == [True, True, False, None, False]


def test_statistics_do_not_speak_of_a_firm_registered_abroad():
    claims = full(stake("a", "f", "60"), stake("p", "f", "40"), A, seated("f", "island"))
    found = say(NBS, WORLD, claims)
    assert (found.word, found.decided) == ("does not apply", False)
    assert "registered in KY" in found.explanation


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ([stake("a", "f", "51"), A], "high state influence"),
        ([stake("a", "f", "20"), stake("b", "f", "15"), A, B, table("f", 5)],
         "high state influence"),
        ([power("a", "f", "statedController"), A], "high state influence"),
        ([stake("a", "f", "10"), stake("p", "f", "60"), A, P], "medium state influence"),
        ([stake("a", "f", "12"), stake("p", "f", "88"), A, P], "medium state influence"),
        ([stake("a", "f", "12"), stake("p", "f", "60"), A, P, table("f", 5)],
         "medium state influence"),
        ([power("ministry", "f", "goldenShare"), stake("p", "f", "60"), P],
         "medium state influence"),
        ([stake("a", "f", "4"), stake("p", "f", "30"), A, P, table("f", 5)],
         "no state influence seen"),
        ([stake("p", "f", "100"), P, table("f", 0)], "no state influence seen"),
    ],
)  # fmt: skip
def test_each_level_of_influence(claims, word):
    assert told(say(REACH, WORLD, claims)) == (word, "")


@pytest.mark.parametrize(
    ("claims", "decides"),
    [
        ([stake("a", "f", "9.9"), A, stake("p", "f", "60"), P], "undisclosedDecides"),
        ([stake("g", "f", "40"), table("f", 5)], "nationalityOpen"),
        ([power("ministry", "f", "goldenShare", "2001-01-01"), table("f", 5)], "lastKnownOnly"),
        ([stake("a", "f", "70"), stake("p", "f", "60"), A], "contradictory"),
        ([], "undisclosedDecides"),
    ],
)
def test_influence_stays_open_where_a_hidden_holder_could_raise_it(claims, decides):
    assert told(say(REACH, WORLD, claims)) == ("undecided", decides)


@pytest.mark.parametrize(
    ("claims", "decides"),
    [
        ([stake("a", "f", "12"), A], "undisclosedDecides"),
        ([stake("a", "f", "12"), A, table("f", 5)], "floatDecides"),  # many of at most 5 % each
        ([power("ministry", "f", "goldenShare"), table("f", 5)], "floatDecides"),
        ([stake("a", "f", "12"), stake("g", "f", "60"), A], "nationalityOpen"),
        ([stake("a", "f", "12"), stake("p", "f", ("45", "55")), A, P], "undisclosedDecides"),
    ],
)
def test_what_is_seen_is_the_least_where_all_bodies_together_may_have_more(claims, decides):
    assert told(say(REACH, WORLD, claims)) == ("at least medium state influence", decides)


def test_claims_of_more_than_the_whole_are_why_beside_a_bare_statement_too():
    claims = [stake("p", "f", "70"), stake("q", "f", "60"), seated("f", "home")]
    stated = power("ministry", "f", "statedController")
    for more in ([], [stated]):
        assert told(say(NBS, WORLD, [*claims, *more])) == ("undecided", "contradictory")


def test_a_small_holder_that_is_named_opens_no_more_than_one_that_is_not():
    small = [table("f", 5), stake("g", "f", "5")]
    for claims in (small[:1], small):
        assert told(say(REACH, WORLD, claims)) == ("no state influence seen", "")
    assert not say(REACH, WORLD, [table("f", 5), stake("g", "f", "5.1")]).decided


@pytest.mark.parametrize(
    ("shares", "verdict_of_it"),
    [
        (("5", "5"), ("at least medium state influence", "floatDecides")),
        (("4.9", "4.9"), ("no state influence seen", "")),
    ],
)
def test_bodies_that_have_a_tenth_together_are_seen_however_small_each_is(shares, verdict_of_it):
    """The table need name nobody of them; that it may be high is up to who is not named."""
    claims = [stake(who, "f", share) for who, share in zip("ab", shares, strict=True)]
    assert told(say(REACH, WORLD, [*claims, A, B, table("f", 5)])) == verdict_of_it


def test_what_need_not_be_named_is_measured_in_what_is_outstanding():
    """A fifth is the firm's own: a line of 5 of 100 is 6.25 % of the rest, and 4.9 are 6.125 %."""
    claims = [table("f", 5), stake("f", "f", "20", directness="direct")]
    for named in ([], [stake("g", "f", "4.9")]):
        found = say(REACH, WORLD, [*claims, *named])
        assert told(found) == ("no state influence seen", "")


def test_a_body_with_a_stake_of_unknown_size_is_said_to_be_there():
    found = say(REACH, WORLD, [stake("a", "f", None), A])
    assert "A holds a stake; its size is not known" in found.explanation
    assert not found.decided


def test_a_current_size_says_more_than_a_presence_without_one():
    sized = stake("a", "f", "14.06", "2025-12-30")
    unsized = stake("a", "f", None, "2025-02-11", measurand="beneficial13d3")
    found = say(REACH, WORLD, [sized, unsized, A])
    assert "A (" in found.explanation and "14.06 %" in found.explanation
    assert "size is not known" not in found.explanation


def test_a_presence_seen_long_ago_says_when_it_was_seen():
    """DAY is the end of 2025; what the press said in 2015 is ten years old."""
    found = say(REACH, WORLD, [stake("a", "f", None, "2015-04-13"), A])
    assert "A held a stake when last seen (2015-04-13)" in found.explanation
    assert "A holds a stake" not in found.explanation
    assert not found.decided


@pytest.mark.parametrize("first", [1, 20, 42, 84])
def test_how_the_states_holders_share_a_block_changes_no_word_of_their_influence(first):
    """All of the state count as one: unsplit the block says the same as split in any way."""
    both = Entity(id="both", kind="PartyGroup", name="Both", members=("a", "b"))
    all_named = HolderTable(id="all", target="both", covered=Decimal(100), as_of=when("2025-06-30"))
    block = say(REACH, [*WORLD, both], [stake("both", "f", "85"), all_named, A, B])
    split = say(REACH, WORLD, [stake("a", "f", first), stake("b", "f", 85 - first), A, B])
    assert told(block) == told(split) == ("high state influence", "")


def test_a_joint_company_of_two_others_is_not_the_states():
    halves = [stake("g", "f", "100"), stake("p", "g", "50"), stake("q", "g", "50")]
    known_owners = [*halves, table("f", 0), table("g", 0), P]
    assert told(say(REACH, WORLD, known_owners)) == ("no state influence seen", "")
    state_half = [stake("g", "f", "100"), stake("p", "g", "40"), stake("a", "g", ("50", "60"))]
    assert not say(REACH, WORLD, [*state_half, A, P]).decided


def test_levels_of_government_are_listed_and_what_is_old_is_said_to_be():
    province = Entity(id="a", kind="PublicBody", name="A", jurisdiction="CN", level="provincial")
    claims = [stake("a", "f", "12"), stake("b", "f", "25", "2010-01-01"), B]
    found = say(REACH, [*firms("f", "b"), province], claims)
    assert ("A", "provincial, 12 %") in found.parts
    assert "as last known B 25 %" in found.explanation


def test_a_foreign_state_with_a_veto_is_no_influence_of_home():
    veto = power("v", "f", "vetoRight", right="veto")
    claims = [veto, role("v", "stateFund", "SG"), stake("p", "f", "100"), P, table("f", 0)]
    assert told(say(REACH, WORLD, claims)) == ("no state influence seen", "")


def test_the_statistics_have_a_first_day_and_one_home():
    claims = [stake("a", "f", "60", "2005-06-30"), A]
    assert say(NBS, WORLD, claims, day=DAY.replace(2005, 8, 17)).word == "not in force"
    assert say(NBS, WORLD, claims, day=DAY.replace(2005, 8, 18)).decided
    abroad = Situation(known(WORLD, claims), "f", DAY, "US")
    assert verdict(abroad, lenses()[NBS]).word == "not in force"
