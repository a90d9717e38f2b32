"""Paths by stakes, contracts, money and programmes: what they carry, cite, and leave open."""

from decimal import Decimal

import pytest

from api.views import paths as views
from graph import questions
from graph.answers.paths import KINDS
from graph.claims.model import HOLDABLE, Designation, Entity, Investment, ProgrammeLink
from graph.errors import InputError, UnknownEntityError
from graph.networks.situation import Situation
from graph.profiles.climbs import kinds_of
from graph.profiles.paths import paths_to
from made_up import CITED, DAY, citizen, firms, known, people, power, role, stake, table, when

ENTITIES = [
    *firms("f", "g", "fund", "old", "hidden", "shell"), *people("ann"),
    Entity(id="r", kind="FundingRound", name="Round R"),
    Entity(id="plan", kind="Programme", name="The Plan"),
]  # fmt: skip


def paid(party, amount, round_="r"):
    value = None if amount is None else Decimal(amount)
    return Investment(
        id=f"inv-{party}-{round_}", party=party, target="f", round=round_, as_of=when("2025-05"),
        amount_lower=value, amount_upper=value, currency="CNY" if amount else "", citations=CITED,
    )  # fmt: skip


CLAIMS = [
    stake("fund", "f", "40"), role("fund", "stateFund"), stake("ministry", "fund", "60"),
    stake("old", "f", "9", "2012"), role("old", "stateEnterprise"),
    stake("hidden", "f", None), role("hidden", "stateFund"),
    stake("ann", "f", "25"), citizen("ann", "home"),
    power("ministry", "f", "goldenShare"),
    paid("", "60000000"), paid("fund", None), paid("ann", "15000000"), paid("hidden", None, ""),
    Designation(id="named", target="f", party="ministry", programme="plan", as_of=when("2024"),
                citations=CITED),
    ProgrammeLink(id="started", party="ministry", target="fund", link="initiated",
                  as_of=when("2020"), citations=CITED),
]  # fmt: skip


def asked(source="state", kind="all", k=10, claims=CLAIMS):
    situation = Situation(known(ENTITIES, claims), "f", DAY, "CN")
    answer = paths_to(situation, source, kinds_of(kind), "economic", k, "r")
    return {part.kind: part for part in answer.kinds}, answer


def ways(part):
    return [(path.points, *(step.owner.id for step in path.steps)) for path in part.paths]


def test_stakes_carry_points_and_those_of_unread_size_are_there_without():
    parts, _ = asked(kind="stakes")
    assert ways(parts["stakes"]) == [
        (0.24, "ministry", "fund"),
        (0.16, "fund/undisclosed", "fund"),
        (None, "old"),
        (None, "hidden"),
    ]
    total = parts["stakes"].total
    assert (total.lower, total.upper) == pytest.approx((0.4, 0.75))  # Ann's quarter is not its
    assert parts["stakes"].explained == 1
    (through,) = parts["stakes"].through
    assert (through.holder.id, through.points, through.rest) == ("fund", pytest.approx(0.4), 0)
    assert [step.text for step in parts["stakes"].cut] == ["FUND holds 40 % of F (2025-06-30)"]
    texts = [path.steps[-1].text for path in parts["stakes"].paths]
    assert texts[2:] == ["OLD holds 9 % of F (last known, 2012)",
                         "HIDDEN holds a stake in F, size not read (2025-06-30)"]  # fmt: skip
    assert parts["stakes"].not_disclosed == ("35 points: further holders of F were not read",)


def test_with_fewer_paths_the_rest_is_given_for_each_holder():
    parts, _ = asked(kind="stakes", k=1)
    assert parts["stakes"].explained == pytest.approx(0.6)
    (through,) = parts["stakes"].through
    assert (through.listed, through.rest) == (pytest.approx(0.24), pytest.approx(0.16))


def test_money_goes_by_its_round_and_says_who_paid_what_is_not_read():
    parts, _ = asked("home", "funding")
    money = parts["funding"]
    assert money.of_what == "of CNY 60 m read"
    assert money.total.lower == pytest.approx(0.25)
    assert ways(money)[0] == (0.25, "ann", "r")
    assert {way[1] for way in ways(money)[1:]} == {"fund", "hidden"}  # as they were in May
    assert money.not_disclosed == (
        "Round R, CNY 60 m: who paid how much was not read; of unread size: FUND",
        "HIDDEN: not counted, no amount was read",
    )


def test_from_anybody_each_side_is_told_apart_and_no_sum_is_shown():
    abroad = Entity(id="us", kind="Jurisdiction", name="Abroad", jurisdiction="US")
    entities = [*ENTITIES, abroad, *people("bob")]
    claims = [*CLAIMS, stake("bob", "f", "10"), citizen("bob", "us"), paid("bob", "9000000")]
    situation = Situation(known(entities, claims), "f", DAY, "CN")
    answer = paths_to(situation, "any", ("stakes", "funding"), "economic", 10, "r")
    stakes, money = answer.kinds
    bounds = {side: (one.lower, one.upper) for side, one in stakes.sides.items()}
    assert bounds["home"] == pytest.approx((0.65, 0.9))  # fund 40 and Ann 25; 25 are nobody's
    assert bounds["abroad"] == pytest.approx((0.1, 0.35))
    assert bounds["associated"] == pytest.approx((0, 0.25))
    assert money.sides["home"].lower == pytest.approx(15 / 60)
    assert money.sides["abroad"].lower == pytest.approx(9 / 60)
    heading = "\n".join(views.paths(answer).heading)
    assert "Stakes, home: at least 65 %, at most 90 % of the firm" in heading
    assert "Stakes, foreign: at least 10 %, at most 35 % of the firm" in heading
    assert "at least 75 %" not in heading
    assert not asked("home", "stakes")[0]["stakes"].sides


def test_where_no_path_was_read_that_comes_first_and_what_is_open_last():
    _, answer = asked("old", "funding")
    view = views.paths(answer)
    assert view.heading[2:] == ("No path was read of: funding.",)
    assert view.notes[0] == "Funding: up to 75 % of CNY 60 m read is open"  # all but Ann's 15 m
    _, answer = asked("home", "stakes")
    assert not any("No path" in line for line in views.paths(answer).heading)


def test_contracts_and_programmes_are_paths_without_points():
    parts, _ = asked()
    assert ways(parts["contracts"]) == [(None, "ministry")]
    assert parts["contracts"].paths[0].steps[0].link == "control"
    assert (None, "ministry", "plan") in ways(parts["programmes"])
    assert (None, "ministry", "fund") in ways(parts["programmes"])
    assert parts["programmes"].total is None


def test_a_party_is_asked_for_wherever_it_goes_from_there():
    parts, answer = asked("fund", "stakes")
    assert ways(parts["stakes"]) == [(0.4, "fund")]
    owned = Situation(known(ENTITIES, CLAIMS), "f", DAY, "CN").network().owner_bounds("fund")
    total = parts["stakes"].total
    assert (total.lower, total.upper) == pytest.approx(owned)
    assert answer.source_name == "FUND"


@pytest.mark.parametrize(
    ("source", "ends"),
    [("home", {"ministry", "fund/undisclosed", "ann"}), ("abroad", set()),
     ("any", {"ministry", "fund/undisclosed", "ann"}), ("foreign-state", set()),
     ("associated", set())],
)  # fmt: skip
def test_every_kind_of_source(source, ends):
    parts, _ = asked(source, "stakes")
    assert {path.end.id for path in parts["stakes"].paths if path.points} == ends


def test_every_step_cites_claims_that_are_given():
    _, answer = asked("home")
    cited = {claim.id for claim in answer.claims}
    for part in answer.kinds:
        for path in part.paths:
            for step in path.steps:
                assert step.claims or step.link == "rest"
                assert set(step.claims) <= cited


def test_mutual_holders_are_named_and_their_rounds_counted():
    claims = [stake("g", "f", "50"), stake("f", "g", "50"), stake("ministry", "g", "50")]
    parts, answer = asked(claims=claims, kind="stakes")
    (path,) = parts["stakes"].paths
    assert (path.direct, path.rounds, path.points) == pytest.approx((1 / 4, 4 / 3, 1 / 3))
    assert [[one.id for one in group] for group in parts["stakes"].mutual_groups] == [["f", "g"]]
    assert parts["stakes"].layers == (1, 1)
    assert any("hold one another" in note for note in answer.notes)


def test_a_right_beside_a_stake_is_a_path_of_its_own():
    claims = [*CLAIMS, power("ministry", "fund", "goldenShare")]
    parts, _ = asked(kind="contracts", claims=claims)
    assert ways(parts["contracts"]) == [(None, "ministry"), (None, "ministry", "fund")]
    first, second = parts["contracts"].paths[1].steps
    assert (first.link, second.link) == ("control", "ownership")
    assert first.text == "Ministry has a right or power in FUND: golden share (2025-06-30)"


def test_points_that_several_share_say_so():
    claims = [
        stake("fund", "f", ("10", "40")), role("fund", "stateFund"), table("f", 0),
        stake("old", "f", ("5", "90")), role("old", "stateEnterprise"),
    ]  # fmt: skip
    parts, _ = asked(kind="stakes", claims=claims)
    assert parts["stakes"].total.lower == 1
    paths = parts["stakes"].paths
    assert sum(path.points for path in paths) == pytest.approx(1)
    # Of the two one is at its most, and that is more than it has in any case.
    assert not all(path.split_read for path in paths)


def test_bad_questions_are_answered_in_words(seed_release):
    with pytest.raises(InputError, match="stakes, contracts, funding, programmes, all"):
        questions.paths(seed_release, "smic", "state", kind="money")
    with pytest.raises(UnknownEntityError, match="did you mean: smic"):
        questions.paths(seed_release, "smik", "state")
    with pytest.raises(UnknownEntityError, match="datang"):
        questions.paths(seed_release, "smic", "datan holdings limitd")
    with pytest.raises(InputError, match="both ends"):
        questions.paths(seed_release, "smic", "smic")
    with pytest.raises(InputError, match="between 1 and 100"):
        questions.paths(seed_release, "smic", "state", k=0)
    with pytest.raises(InputError, match="three letters"):
        questions.score(seed_release, "smic", currency="yuan")


def test_every_firm_of_the_seeds_has_a_score_and_paths_of_every_kind(seed_release):
    known_ = seed_release.knowledge
    firms_ = [one.id for one in known_.entities.values() if one.kind in HOLDABLE]
    for firm in firms_[::7] + list(known_.subjects):
        scored = questions.score(seed_release, firm)
        amounts = scored.ownership
        assert amounts.home + amounts.foreign + amounts.not_read == pytest.approx(1)
        of_ownership = [one for one in scored.contributions if one.points_of == "ownership"]
        assert sum(one.points for one in of_ownership) == pytest.approx(
            amounts.home + amounts.foreign
        )
        answer = questions.paths(seed_release, firm, "state", k=3)
        assert [part.kind for part in answer.kinds] == list(KINDS)
        stakes = answer.kinds[0]
        assert sum(one.points for one in stakes.through) == pytest.approx(stakes.total.lower)
        assert stakes.total.lower == pytest.approx(amounts.home_state)
