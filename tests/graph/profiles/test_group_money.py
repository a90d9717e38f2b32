"""The money of several firms: what each firm's is, added up, and whence its investors are."""

from decimal import Decimal

import pytest

from api.views import group_money
from graph import programme_questions
from graph.claims.model import Investment, Relation
from graph.claims.periods import PartialDate, Period
from graph.errors import InputError
from graph.measures.funding import funding_of
from graph.networks.situation import Situation
from graph.profiles.group_money import firms_of, money_of
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
    entities = [*firms("f", "g", "i", "j", "k", "f-", "g-"), *people("ann", "bob")]
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
        ("i", 100.0, "byOwners"),
        ("j", 50.0, "bySeat"),
        ("k", 0.0, "bySeat"),
    ]


def test_money_in_a_currency_without_a_rate_is_named_and_in_no_sum():
    found = asked([*WORLD, paid("i", "g", 7, name="b", currency="CNY")], "f", "g")
    assert found.amount == 350.0
    assert found.firms[1].not_counted


def test_money_without_a_rate_alone_is_read_all_the_same():
    found = asked([paid("i", "f", 7, currency="CNY")], "f")
    assert found.without == () and found.firms[0].not_counted and found.from_home is None
    assert "no amount in this currency is read" in group_money.money(found).heading[-1]


def test_parts_that_come_to_more_than_their_round_place_nobody():
    found = asked([paid("", "f", 100), paid("i", "f", 90), paid("j", "f", 80), *WORLD[4:]], "f")
    assert (found.from_home.lower, found.from_home.upper) == (0.0, 1.0)
    assert (found.places, found.investors, found.named) == ((), (), 0)
    assert found.firms[0].contradicted == 1


def test_an_investor_who_is_from_home_in_part_is_in_the_row_of_home():
    claims = [
        paid("i", "f", 100), stake("ann", "i", "60", as_of="2024-01-01"), citizen("ann", "home"),
        stake("bob", "i", "40", as_of="2024-01-01"), citizen("bob", "away"),
    ]  # fmt: skip
    found = asked(claims, "f")
    assert found.from_home.lower == pytest.approx(0.6)
    assert [(one.place, one.least) for one in found.places] == [("CN", pytest.approx(60))]


def test_an_investor_wholly_from_abroad_is_known_not_to_be_from_home():
    claims = [
        paid("i", "f", 100), stake("bob", "i", "100", as_of="2024-01-01"), citizen("bob", "away"),
    ]  # fmt: skip
    (one,) = asked(claims, "f").investors
    assert (one.side, one.by) == ("notHome", "byOwners")
    assert {claim.id for claim in one.claims} == {"own-i-bob-2024-01-01-"}


def test_money_that_one_of_the_firms_paid_another_is_told():
    found = asked([paid("i", "f", 100), paid("f", "g", 60)], "f", "g")
    assert (found.amount, found.within) == (160.0, 60.0)
    assert "one of these firms paid another" in group_money.money(found).heading[-1]


def test_small_amounts_are_told_in_full():
    found = asked([paid("i", "f", 50_000), *WORLD[4:]], "f")
    assert "USD 50,000 is read" in group_money.money(found).heading[-1]
    assert "nobody says" not in group_money.money(found).heading[-1]


def test_who_is_no_more_a_member_is_not_asked():
    def member(firm, to):
        return Relation(
            id=f"rel-{firm}", party=firm, target="k", relation="memberOf", citations=CITED,
            as_of=PartialDate.parse("2004-01-01"), period=Period(None, PartialDate.parse(to)),
        )  # fmt: skip

    knowledge = known(firms("f", "g", "k"), [member("f", "2005"), member("g", "2030")])
    assert firms_of(knowledge, "k", DAY) == ("g",)


def test_a_list_that_names_nobody_on_a_day_says_which(seed_release):
    with pytest.raises(InputError, match="names none on 1990-01-01"):
        money(seed_release, "list_1260h", as_of="1990-01-01")


def test_too_many_firms_are_refused_with_their_number(seed_release, monkeypatch):
    monkeypatch.setattr(programme_questions, "MOST_ASKED", 1)
    with pytest.raises(InputError, match="firms; money is added up of 1 at most"):
        money(seed_release, "ai_nat_team")


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
    with pytest.raises(InputError, match=r"ABC is no currency known here: .*USD"):
        money(seed_release, "smic", currency="ABC")
