"""A law bounds a firm only as far as it is cited for that firm and that day."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Entity, Listing, Rule
from graph.claims.periods import Period
from graph.holders.legal_caps import disclosure_line, foreign_cap
from graph.networks.situation import Situation
from graph.profiles.controllers import controllers_of
from graph.profiles.owners import owners_of
from made_up import DAY, PLACES, SOURCES, citizen, firms, people, role, stake, when

CITED = (Citation("press"),)
BOURSES = [
    Entity(id="star", kind="Exchange", name="Star", jurisdiction="CN"),
    Entity(id="elsewhere", kind="Exchange", name="Elsewhere", jurisdiction="US"),
]
CAP = Rule(
    id="cap", name="Cap", kind="foreignCap", jurisdiction="CN", applies_to="star",
    reach="aggregate", threshold=Decimal(30), period=Period(when("2020-11-01")), citations=CITED,
)  # fmt: skip
LINE = replace(CAP, id="line", kind="disclosureLine", reach="single", threshold=Decimal(5))
LISTED = Listing(
    id="list", party="f", target="star", as_of=when("2021"), period=Period(when("2021")),
    citations=CITED,
)  # fmt: skip
CLAIMS = [stake("p", "f", "20"), citizen("p", "home")]


def world(*claims, rules=(CAP, LINE), sources=SOURCES):
    return Knowledge(
        entities=[*firms("f", "g"), *people("p"), *PLACES, *BOURSES], sources=sources,
        claims=[*CLAIMS, *claims], rules=rules, data_date=DAY, home="CN",
    )  # fmt: skip


def columns(knowledge, *, law_bounds, home="CN"):
    answer = owners_of(Situation(knowledge, "f", DAY, home), "economic", "r", law_bounds=law_bounds)
    return {name: (one.lower, one.upper) for name, one in answer.columns.items()}, answer


def test_a_cap_bounds_the_foreign_part_of_what_nobody_named_and_names_its_rule():
    knowledge = world(LISTED)
    free, _ = columns(knowledge, law_bounds=False)
    kept, answer = columns(knowledge, law_bounds=True)
    assert free["foreign_other"] == (0, 0.8)
    assert kept["foreign_other"] == (0, 0.3) and kept["associated"] == (0, 0.3)
    assert kept["home_other"] == free["home_other"]
    assert [(one.rule, one.most, one.firm.id) for one in answer.laws] == [("cap", 0.3, "f")]
    assert answer.laws[0].sources[0].id == "press"
    assert "70–100 %" in answer.notes[0] and "20–100 %" in answer.notes[0]


def test_seen_from_elsewhere_it_is_the_others_who_must_be_from_the_rules_jurisdiction():
    kept, _ = columns(world(LISTED), law_bounds=True, home="US")
    # At home in the US: of 80 % unnamed no more than 30 can be American, all can be foreign.
    assert kept["home_other"] == (0, 0.3)
    assert kept["foreign_other"][1] == 1.0


@pytest.mark.parametrize(
    ("claims", "rules"),
    [
        ((), (CAP,)),  # no listing cited
        ((LISTED,), ()),
        ((LISTED,), (replace(CAP, citations=()),)),
        ((LISTED,), (replace(CAP, period=Period(when("2027"))),)),
        ((LISTED,), (replace(CAP, period=Period(None, when("2024"))),)),
        ((LISTED,), (replace(CAP, reach="single"),)),
        ((LISTED,), (replace(CAP, applies_to="elsewhere"),)),
        ((LISTED,), (replace(CAP, threshold=None),)),
        ((LISTED, replace(LISTED, id="two", target="elsewhere")), (CAP,)),  # free shares there
        ((replace(LISTED, period=Period(when("2021"), when("2023"))),), (CAP,)),
        ((replace(LISTED, stage="proposed"),), (CAP,)),
    ],
)
def test_a_rule_not_cited_for_the_firm_and_the_day_does_not_apply(claims, rules):
    knowledge = world(*claims, rules=rules)
    assert foreign_cap(knowledge, "f", DAY) is None
    free, kept = (columns(knowledge, law_bounds=law) for law in (False, True))
    assert free[0] == kept[0] and kept[1].laws == ()


def test_a_rule_without_a_start_holds_from_when_its_source_appeared():
    rule = replace(CAP, period=Period())
    assert foreign_cap(world(LISTED, rules=(rule,)), "f", DAY) is None
    dated = [replace(one, published=when("2023-05")) for one in SOURCES]
    knowledge = world(LISTED, rules=(rule,), sources=dated)
    assert foreign_cap(knowledge, "f", date(2023, 5, 30)) is None
    assert foreign_cap(knowledge, "f", date(2023, 5, 31)).most == Fraction(3, 10)


def test_a_rest_that_is_a_states_is_no_rest_the_law_speaks_of():
    knowledge = world(LISTED, role("f", "stateEnterprise"))
    situation = Situation(knowledge, "f", DAY, "CN")
    assert situation.network(laws=True).caps == {}


def test_of_two_exchanges_the_loosest_rule_counts():
    other = replace(CAP, id="wide", applies_to="elsewhere", threshold=Decimal(49))
    two = replace(LISTED, id="two", target="elsewhere")
    knowledge = world(LISTED, two, rules=(CAP, other))
    assert foreign_cap(knowledge, "f", DAY).most == Fraction(49, 100)
    abroad = replace(other, jurisdiction="US")
    assert foreign_cap(world(LISTED, two, rules=(CAP, abroad)), "f", DAY) is None


def test_a_disclosure_line_counts_hidden_holders_and_settles_nothing():
    answer = controllers_of(Situation(world(LISTED), "f", DAY, "CN"), "r")
    assert answer.holders_needed_by_law == 11  # ten below 5 % have less than half
    assert answer.laws[0].rule == "line"
    assert answer.summary.startswith("undecided")
    assert disclosure_line(world(LISTED, rules=()), "f", DAY) is None


def test_where_shares_carry_different_votes_a_line_on_shares_bounds_no_votes():
    unequal = role("f", "weightedVotingRights")
    answer = controllers_of(Situation(world(LISTED, unequal), "f", DAY, "CN"), "r")
    assert (answer.holders_needed_by_law, answer.laws) == (None, ())
