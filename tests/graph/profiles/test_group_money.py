"""The money of several firms: what each firm's is, added up, and whence its investors are."""

from decimal import Decimal

import pytest

from graph.claims.model import Investment
from graph.claims.periods import PartialDate
from graph.errors import InputError
from graph.measures.funding import funding_of
from graph.networks.situation import Situation
from graph.profiles.group_money import money_of
from graph.questions import money
from made_up import CITED, DAY, citizen, firms, known, people, seated, stake

NAMED = ("ai_nat_team", "four-ai-dragons", "smic", "ai-champions-2018", "list_1260h")


def paid(party, target, amount, name="", currency="USD"):
    return Investment(
        id=f"inv-{target}-{party}-{name}", party=party, target=target, round=f"{target}-{name}",
        flow="primary", currency=currency, as_of=PartialDate.parse("2024-01-01"), citations=CITED,
        amount_lower=amount and Decimal(amount), amount_upper=amount and Decimal(amount),
    )  # fmt: skip


def asked(claims, *paid_firms, currency="USD"):
    entities = [*firms("f", "g", "i", "j", "k", "f-", "g-"), *people("ann")]
    knowledge = known(entities, claims)
    return money_of(knowledge, "f", paid_firms, DAY, "CN", currency, release="")


# F: 100 of I (Ann's, from home) and 50 of J (seated abroad). G: 200 altogether, K's part not said.
WORLD = [
    paid("i", "f", 100), paid("j", "f", 50),
    paid("", "g", 200), paid("k", "g", None),
    stake("ann", "i", "100", as_of="2024-01-01"), citizen("ann", "home"),
    seated("j", "away"), seated("k", "home"),
]  # fmt: skip


def test_by_hand():
    found = asked(WORLD, "f", "g")
    assert [(one.firm.id, one.amount, one.home.lower, one.home.upper) for one in found.firms] == [
        ("f", 150.0, pytest.approx(100 / 150), 1.0),
        ("g", 200.0, 0.0, 1.0),
    ]
    assert found.amount == 350.0
    assert found.from_home.lower == pytest.approx(100 / 350)
    assert found.from_home.upper == 1.0
    assert found.named == 150.0  # of K nobody says how much
    assert [
        (one.place, one.least, one.least_by_seat, one.without_amount) for one in found.places
    ] == [("CN", 100.0, 100.0, 1), ("US", 0.0, 50.0, 0)]
    assert [(one.investor.id, one.least, one.by) for one in found.investors] == [
        ("i", 100.0, "byLens"),
        ("j", 50.0, "bySeat"),
        ("k", 0.0, "bySeat"),
    ]


def test_money_in_a_currency_without_a_rate_is_named_and_in_no_sum():
    found = asked([*WORLD, paid("i", "g", 7, name="b", currency="CNY")], "f", "g")
    assert found.amount == 350.0
    assert found.firms[1].not_counted


def test_who_was_paid_nothing_that_was_read_is_named():
    found = asked(WORLD, "f", "k")
    assert [one.id for one in found.without] == ["k"]
    assert asked([], "f").from_home is None


@pytest.mark.parametrize("name", NAMED)
def test_of_any_list_the_firms_money_adds_up(seed_release, name):
    found = money(seed_release, name)
    assert found.amount == pytest.approx(sum(one.amount for one in found.firms))
    for one in found.firms:
        alone = funding_of(
            Situation(seed_release.knowledge, one.firm.id, seed_release.data_date, "CN"), "USD"
        )
        assert (one.amount, one.rounds) == (alone.total, len(alone.rounds))
        assert alone.known is None or alone.known == (one.home.lower, one.home.upper)
    certain = sum(one.least for one in found.places)
    assert certain <= found.amount * (1 + 1e-9)
    for one in found.places:
        assert one.least <= one.least_by_seat + 1e-6
        if one.place == found.home:
            assert one.least == pytest.approx(found.from_home.lower * found.amount)
        else:  # what is certain from elsewhere is not from home
            assert one.least <= (1 - found.from_home.lower) * found.amount + 1e-6
    for one in found.investors:
        assert one.least <= one.most
        assert one.claims or not one.by


def test_what_takes_no_money_is_refused_by_name(seed_release):
    with pytest.raises(InputError, match="PyTorch is no firm, and names none"):
        money(seed_release, "pytorch")
    with pytest.raises(InputError, match="'XX' is not a currency code"):
        money(seed_release, "smic", currency="XX")
