"""The amounts of the score by arrays: checked by hand, and the same as walking the firm's graph."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import questions
from graph.arguments import situation_of
from graph.claims.model import Citation, Entity, HolderTable, Investment
from graph.networks.situation import Situation
from graph.path_questions import score
from graph.profiles.amounts import rated
from graph.profiles.walked_score import domestic_score
from made_up import DAY, citizen, firms, known, people, role, stake, when

CITED = (Citation("press"),)
ROUND = Entity(id="r", kind="FundingRound", name="Round R")
INVESTORS = ("fund", "swf", "unknown", "vehicle")
ALL_NAMED = HolderTable(id="t", target="r", complete_above=Decimal(0), citations=CITED)
PLACED = [
    role("fund", "stateFund"), role("swf", "stateFund", "SG"), citizen("ann", "home"),
    stake("ann", "vehicle", "60", "2020-01-31"),
]  # fmt: skip
FIELDS = ("home", "home_state", "foreign", "foreign_state", "associated", "not_read")


def paid(party, lower, upper=None, name="r"):
    low = None if lower is None else Decimal(lower)
    return Investment(
        id=f"inv-{party}-{name}", party=party, target="f", round=name, as_of=when("2020-05"),
        amount_lower=low, amount_upper=low if upper is None else Decimal(upper),
        currency="" if lower is None else "CNY", citations=CITED,
    )  # fmt: skip


def asked(claims):
    entities = [*firms("f", *INVESTORS), *people("ann"), ROUND]
    return Situation(known(entities, [*PLACED, *claims]), "f", DAY, "CN")


def test_ownership_is_home_foreign_and_what_nobody_named():
    """A state fund has 30, a foreign one 20; whose the other half is was not read."""
    found = rated(asked([stake("fund", "f", "30"), stake("swf", "f", "20")]))
    amounts = found.ownership
    assert [getattr(amounts, one) for one in FIELDS] == pytest.approx([0.3, 0.3, 0.2, 0.2, 0, 0.5])
    assert found.money is None


def test_money_counts_whom_it_came_from():
    """Of 100 the state paid 30, a foreign state 20, a vehicle 10 of which 6 are a citizen's."""
    claims = [paid("", "100"), paid("fund", "30"), paid("swf", "20"), paid("vehicle", "10")]
    money = rated(asked(claims)).money
    assert money is not None
    assert [getattr(money, one) for one in FIELDS] == pytest.approx([0.36, 0.3, 0.2, 0.2, 0, 0.44])


def test_a_complete_list_gives_what_is_open_to_whoever_is_worth_least():
    """Nobody's part was read. All from home: all is home's. With a foreign one: nothing is sure."""
    claims = [paid("", "100"), paid("fund", None), ALL_NAMED]
    assert rated(asked(claims)).money.home == 1
    mixed = rated(asked([*claims, paid("swf", None)])).money
    assert (mixed.home, mixed.foreign, mixed.not_read) == (0, 0, 1)


def test_a_number_only_where_little_is_open():
    """Wholly known owners and no money read: half of each is 50 to 100, wide by exactly half."""
    owned = [stake("fund", "f", "100")]
    found = rated(asked(owned))
    assert (found.half, found.number) == ((0.5, 1.0), 0.75)
    less = rated(asked([stake("fund", "f", "99")]))
    assert less.number is None


SIZES = st.one_of(st.none(), st.integers(1, 30))


@given(
    parts=st.dictionaries(st.sampled_from(INVESTORS), SIZES),
    slack=st.integers(0, 20),
    is_complete=st.booleans(),
    held=st.dictionaries(st.sampled_from(INVESTORS), st.integers(1, 25)),
)
@settings(max_examples=60, deadline=None)
def test_drawn_rounds_and_holders_come_to_what_walking_gives(parts, slack, is_complete, held):
    total = sum(size or 0 for size in parts.values()) + slack
    claims = [paid(one, None if size is None else str(size)) for one, size in parts.items()]
    claims += [paid("", str(total))] if total else []
    claims += [ALL_NAMED] if is_complete else []
    claims += [stake(one, "f", str(size)) for one, size in held.items()]
    situation = asked(claims)
    same_as_walked(situation)


def test_every_firm_of_the_seeds_has_the_amounts_walking_gives(seed_release):
    firms_there = [
        one.id for one in seed_release.knowledge.entities.values() if one.kind == "Organization"
    ]
    for firm in firms_there[::3]:
        same_as_walked(situation_of(seed_release, firm, None, None))


def test_the_classification_and_the_score_say_the_same_amounts(seed_release):
    for firm in seed_release.knowledge.subjects:
        classified = questions.classify(seed_release, firm).score
        walked = score(seed_release, firm)
        for one, other in (
            (classified.ownership_amounts, walked.ownership),
            (classified.money_amounts, walked.funding),
        ):
            assert (one is None) == (other is None)
            if one is not None and other is not None:
                assert [getattr(one, field) for field in FIELDS] == pytest.approx(
                    [getattr(other, field) for field in FIELDS], abs=1e-9
                )


def same_as_walked(situation):
    found, walked = rated(situation), domestic_score(situation, "r")
    for one, other in ((found.ownership, walked.ownership), (found.money, walked.funding)):
        assert (one is None) == (other is None)
        if one is not None and other is not None:
            assert [getattr(one, field) for field in FIELDS] == pytest.approx(
                [getattr(other, field) for field in FIELDS], abs=1e-9
            )
    half = walked.mixtures[1]
    assert found.half == pytest.approx((half.interval.lower, half.interval.upper), abs=1e-9)
    assert found.state == pytest.approx(half.state, abs=1e-9)
    assert (found.number is None) == (half.number is None)
