"""What each lens says in small made-up worlds, and what it refuses to say."""

from decimal import Decimal

import pytest

from graph.claims.model import Citation, Consolidation, Designation, Founding, Investment
from graph.claims.periods import Period
from graph.claims.shares import Share
from graph.domesticness.robustness import contestedness
from graph.domesticness.verdicts import MEASURES, finding
from graph.errors import UnknownTermError
from graph.networks.situation import Situation
from graph.profiles.score import score
from graph.profiles.unknowns import unknowns_of
from graph.profiles.verdicts import verdict
from made_up import (
    DAY,
    citizen,
    firms,
    known,
    listed,
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
from ontology.lenses import Lens, lenses

CITED = (Citation("press"),)


@pytest.mark.parametrize(
    ("place", "word"),
    [
        ("home", "home-incorporated"),
        ("near", "associated-incorporated"),
        ("island", "offshore-incorporated"),
        ("away", "foreign-incorporated"),
    ],
)
def test_seat_by_jurisdiction(place, word):
    assert told(say("legal-seat", firms("f"), [seated("f", place)])) == (word, "")


def test_a_country_merely_noted_is_no_seat():
    noted = seated("f", "home", confidence="low")
    assert told(say("legal-seat", firms("f"), [noted])) == ("undecided", "notCited")


def test_two_seats_are_rival_sources():
    claims = [seated("f", "home"), seated("f", "away")]
    assert told(say("legal-seat", firms("f"), claims)) == ("undecided", "rivalSources")


FIE = "registered-foreign-equity"
BEFORE = when("2018-12-31").first


@pytest.mark.parametrize(
    ("foreign", "word"),
    [("25", "foreign-invested enterprise"), ("24.9", "foreign-invested below 25 %")],
)
def test_a_quarter_of_registered_capital_makes_a_foreign_invested_enterprise(foreign, word):
    claims = [
        seated("f", "home"),
        stake("x", "f", foreign, "2018-06-30"), citizen("x", "away"),
        stake("p", "f", str(100 - float(foreign)), "2018-06-30"), citizen("p", "home"),
    ]  # fmt: skip
    found = say(FIE, [*firms("f"), *people("x", "p")], claims, day=BEFORE)
    assert told(found) == (word, "")


def test_an_all_home_register_is_a_domestic_enterprise_and_an_open_one_is_not():
    claims = [seated("f", "home"), stake("p", "f", "100", "2018-06-30"), citizen("p", "home")]
    assert say(FIE, [*firms("f"), *people("p")], claims, day=BEFORE).word == "domestic enterprise"
    assert say(FIE, [*firms("f"), *people("p")], claims[:-1], day=BEFORE).decides


def test_a_lens_out_of_force_says_so_and_what_it_would_say():
    found = say(FIE, firms("f"), [seated("f", "home")])
    assert (found.word, found.decided, found.in_force) == ("not in force", False, False)
    assert "foreign-investment" in found.explanation


def test_reinvestment_through_an_onshore_foreign_company_counts_as_foreign():
    claims = [
        seated("f", "home"), stake("g", "f", "100"),
        seated("g", "home"), stake("x", "g", "1"), citizen("x", "away"),
    ]  # fmt: skip
    found = say("foreign-investment", [*firms("f", "g"), *people("x")], claims)
    assert told(found) == ("foreign-invested", "")


def test_one_foreign_unit_refutes_and_silence_never_confirms():
    claims = [stake("p", "f", "100"), citizen("p", "home")]
    entities = [*firms("f", "v"), *people("p", "x")]
    assert told(say("purely-domestic-funding", entities, claims)) == (
        "undecided",
        "undisclosedDecides",
    )
    money = Investment(id="i", party="v", target="f", as_of=when("2015"), citations=CITED)
    found = say("purely-domestic-funding", entities, [*claims, money, seated("v", "away")])
    assert told(found) == ("not purely domestic", "")
    offshore = say("purely-domestic-funding", entities, [*claims, money, seated("v", "island")])
    assert not offshore.decided


def test_ultimate_ownership_is_decided_only_when_the_whole_interval_is():
    entities = [*firms("f"), *people("p")]
    over = [stake("p", "f", "50.1"), citizen("p", "home")]
    assert told(say("ultimate-ownership", entities, over)) == ("home-owned", "")
    exactly = [stake("p", "f", "50"), citizen("p", "home")]
    assert told(say("ultimate-ownership", entities, exactly)) == ("undecided", "undisclosedDecides")
    away = [stake("p", "f", "50"), citizen("p", "away")]
    assert told(say("ultimate-ownership", entities, away)) == ("not home-owned", "")


def test_what_decides_is_named():
    entities = [*firms("f"), *people("p")]
    floats = [stake("p", "f", "10"), citizen("p", "home"), table("f", 5)]
    assert say("ultimate-ownership", entities, floats).decides == "floatDecides"
    old = [stake("p", "f", "60", "2015-01-01"), citizen("p", "home")]
    assert say("ultimate-ownership", entities, old).decides == "lastKnownOnly"
    over = [
        stake("p", "f", "70"),
        stake("q", "f", "60"),
        citizen("p", "home"),
        citizen("q", "away"),
    ]
    assert say("ultimate-ownership", [*entities, *people("q")], over).decides == "contradictory"
    unnamed = [stake("p", "f", "90")]
    assert say("ultimate-ownership", entities, unnamed).decides == "nationalityOpen"
    rivals = [stake("p", "f", "60", id="a"), stake("p", "f", "40", id="b"), citizen("p", "home")]
    assert say("ultimate-ownership", entities, rivals).decides == "rivalSources"


def test_a_schedule_weighs_the_parts():
    share = Share(Decimal(30), Decimal(30))
    weighed = Consolidation(
        id="c", party="f", target="op", weight=share, quantity="revenue", as_of=when("2025"),
        citations=CITED,
    )  # fmt: skip
    claims = [
        stake("x", "f", "100"), citizen("x", "away"),
        stake("p", "op", "100"), citizen("p", "home"),
        power("f", "op", "vieContracts", bound=("p",)),
    ]  # fmt: skip
    entities = [*firms("f", "op"), *people("p", "x")]
    issuer = say("ultimate-ownership", entities, claims)
    assert (issuer.interval.lower, issuer.interval.upper) == (0, 0)
    assert not issuer.decided  # the part in which contracts leave all open may lead elsewhere
    group = say("ultimate-ownership", entities, [*claims, weighed])
    assert (group.interval.lower, group.interval.upper) == pytest.approx((0, 0.3))
    assert group.word == "not home-owned"


def test_blocks_need_a_holder_table():
    claims = [
        stake("p", "f", "4.3"), citizen("p", "home"), stake("x", "f", "20.9"), citizen("x", "away"),
    ]  # fmt: skip
    entities = [*firms("f"), *people("p", "x")]
    assert not say("block-ownership", entities, claims).decided
    found = say("block-ownership", entities, [*claims, table("f", 5)])
    assert found.word == "foreign blocks lead"
    assert "float 74.8 %" in found.explanation


def test_nobody_on_either_side_is_said_only_where_nobody_is_left():
    entities = [*firms("f"), *people("n")]
    near = [citizen("n", "near"), table("f", 0)]
    whole = say("block-ownership", entities, [stake("n", "f", "100"), *near])
    assert (whole.word, whole.decides) == ("blocks contested", "")
    part = say("block-ownership", entities, [stake("n", "f", "60"), citizen("n", "near")])
    assert (part.word, part.decides) == ("undecided", "undisclosedDecides")


def test_control_gives_the_controllers_side_or_none_or_stays_open():
    entities = [*firms("f"), *people("p")]
    votes = [stake("p", "f", "51")]
    assert (
        say("ultimate-control", entities, [*votes, citizen("p", "home")]).word == "home-controlled"
    )
    open_side = say("ultimate-control", entities, votes)
    assert open_side.word == "controller found, nationality open"
    small = [stake("p", "f", "10"), table("f", 5)]
    assert say("ultimate-control", entities, small).word == "no controller found"
    assert say("ultimate-control", entities, small[:1]).decides == "undisclosedDecides"


def test_a_golden_share_stays_in_its_company():
    claims = [
        stake("f", "sub", "99"),
        power("fund", "sub", "goldenShare", right="veto"),
        role("fund", "stateFund"),
    ]
    entities = firms("f", "sub", "fund")
    assert say("state-special-right", entities, claims).word == "state right in a company"
    assert say("ultimate-control", entities, claims).decided is False
    assert not say("state-special-right", entities, claims[:1]).decided


def test_lists_say_listed_proposed_removed_and_never_not_listed():
    def named(**more):
        return Designation(id="d", target="f", programme="list_1260h", citations=CITED, **more)

    listed_now = named(as_of=when("2025-01-07"))
    proposed = named(as_of=when("2025-10-07"), stage="proposed")
    removed = named(as_of=when("2025-01"), period=Period(when("2024-01-31"), when("2025-01-06")))
    assert say("dod-1260h", firms("f"), [listed_now]).word == "listed"
    assert say("dod-1260h", firms("f"), [proposed]).word == "proposed only"
    assert say("dod-1260h", firms("f"), [removed]).word == "removed"
    assert told(say("dod-1260h", firms("f"), [])) == ("undecided", "listNotHeld")


def test_hybrid_names_the_open_limb_and_needs_all_three():
    claims = [
        seated("f", "home", "headquarters"),
        stake("x", "f", "20.9"), citizen("x", "away"), table("f", 5),
        Founding(id="fo", party="p", target="f", citations=CITED),
    ]  # fmt: skip
    entities = [*firms("f"), *people("p", "x")]
    found = say("hybrid", entities, claims)
    assert told(found) == ("undecided", "limbOpen")
    assert "citizenship not cited: P" in dict(found.parts)["a leader without home citizenship"]
    assert say("hybrid", entities, [*claims, citizen("p", "away")]).word == "hybrid"
    assert not say("hybrid", entities, [*claims, citizen("p", "home")]).decided
    moved = [seated("f", "away", "headquarters"), *claims[1:]]
    assert say("hybrid", entities, moved).word == "not hybrid"


def test_the_score_has_bounds_a_verdict_and_a_labelled_estimate():
    claims = [stake("p", "f", "40"), citizen("p", "home"), listed("f")]
    situation = Situation(known([*firms("f"), *people("p")], claims), "f", DAY, "CN")
    decided = verdict(situation, lenses()["ownership-and-funding"])
    assert score(situation, decided).estimate is None
    found = score(situation, decided, with_estimate=True)
    assert (found.mean.lower, found.mean.upper) == pytest.approx((0.2, 1))
    assert not found.verdict.decided
    one = found.estimate
    assert found.mean.lower <= one.low <= one.median <= one.high <= found.mean.upper
    assert one.prior == "venue-and-law" and set(one.rivals) == {"ignorance", "holders-stay"}
    again = score(situation, found.verdict, with_estimate=True).estimate
    assert again == one


def test_contestedness_leaves_lists_and_undecided_lenses_out():
    claims = [
        seated("f", "island"), seated("f", "home", "headquarters"),
        Designation(
            id="d", target="f", programme="list_1260h", as_of=when("2025"), citations=CITED
        ),
    ]  # fmt: skip
    situation = Situation(known(firms("f"), claims), "f", DAY, "CN")
    chosen = list(lenses().values())
    found = contestedness([verdict(situation, lens) for lens in chosen], chosen)
    assert found.domestic == ("headquarters", "us-headquarters")
    assert found.not_domestic == ("legal-seat",)
    assert found.index == pytest.approx(4 * 2 * 1 / 3**2)
    assert "dod-1260h" not in (*found.domestic, *found.mixed, *found.not_domestic, *found.undecided)


def test_unknowns_are_documents_ranked_by_what_they_carry():
    claims = [
        stake("p", "f", "40"), stake("old", "f", "20", "2014-06-06"), listed("f"),
        Founding(id="fo", party="q", target="f", citations=CITED),
    ]  # fmt: skip
    situation = Situation(known([*firms("f"), *people("p", "q", "old")], claims), "f", DAY, "CN")
    found = unknowns_of(situation, [finding(situation, lens) for lens in lenses().values()])
    documents = [one.document for one in found]
    assert documents[:3] == [  # 60 % in six verdicts, 40 % in six, all of the money in two
        "holder table of F in its latest annual report (Bourse)",
        "a statement of the citizenship of P",
        "paid-in capital of F, from its prospectus or capital history",
    ]
    assert "the current stake of Old in F" in documents
    assert "certificate of incorporation of F" in documents
    assert [one.rank for one in found] == list(range(1, len(found) + 1))
    assert all(one.lenses for one in found)


def test_every_lens_names_a_measure_there_is_and_an_unknown_one_is_refused():
    assert {lens.measure for lens in lenses().values()} <= set(MEASURES)
    lens = lenses()["legal-seat"]
    strange = Lens(
        id="x", label="x", definition="x", measure="astrology", tests="issuer", outcomes={},
        version="1", holder="x", source="x", ours=True, verified=False,
    )  # fmt: skip
    with pytest.raises(UnknownTermError, match=r"astrology.*homeShare"):
        say_with(strange)
    assert say_with(lens).word == "undecided"


def say_with(lens):
    return verdict(Situation(known(firms("f"), []), "f", DAY, "CN"), lens)


BEFORE_2021 = when("2020-06-30").first


@pytest.mark.parametrize(
    ("claims", "word"),
    [
        ([stake("p", "f", "31", "2020-01-31")], "mainland-funded"),
        ([power("p", "f", "parent", "2020-01-31")], "mainland-funded"),
        ([power("p", "f", "statedController", "2020-01-31")], "undecided"),
        ([stake("x", "f", "80", "2020-01-31")], "not mainland-funded"),
        ([stake("x", "f", "40", "2020-01-31")], "undecided"),
        ([stake("x", "f", "80", "2020-01-31"), power("g", "f", "parent", "2020-01-31")],
         "undecided"),
    ],
)  # fmt: skip
def test_mainland_funded_by_share_or_by_control(claims, word):
    people_known = [citizen("p", "home"), citizen("x", "away")]
    entities = [*firms("f", "g"), *people("p", "x")]
    found = say("taiwan-mainland-funded", entities, [*claims, *people_known], day=BEFORE_2021)
    assert found.word == word
