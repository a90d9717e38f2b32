"""Money put into firms is counted once, and plans are not money."""

from decimal import Decimal

import pytest


def test_a_total_stands_once_and_participants_have_no_amount_of_it(tables):
    totals = {}
    for row in tables["investments"]:
        if row["round"] and not row["party"]:
            totals.setdefault(row["round"], []).append(row)
    assert all(len(rows) == 1 for rows in totals.values())
    # Whose own money is known: all of a round, the final cornerstones, what was agreed in 2018,
    # six of the 29 whom SMIC chose for its listing.
    known = {
        (row["round"], row["party"]): row
        for row in tables["investments"]
        if row["party"] and row["amount_min"] and row["round"] in totals
    }
    assert {round_ for round_, _ in known} == {
        "round_dji_2015_05",
        "round_sensetime_ipo_cornerstones",
        "round_smic_2018_04",
        "round_smic_star_ipo",
    }
    listed = [Decimal(row["amount_min"]) for (r, _), row in known.items() if "cornerstones" in r]
    assert len(listed) == 9 and sum(listed) == 511_600_000


def test_the_first_list_of_cornerstones_is_not_the_final_one(tables):
    rows = [row for row in tables["investments"] if row["round"] == "round_sensetime_ipo"]
    assert [row["party"] for row in rows] == [""]  # the total; cornerstones have their own round
    left = ("GF", "Pleiad", "WT", "Focustar", "Hel Ved")
    names = {row["name"] for row in tables["entities"]}
    assert not [name for name in names if name.startswith(left)]


@pytest.mark.parametrize(
    ("round_", "amount", "currency"),
    [
        ("round_smic_2003_09", 630_000_000, "USD"),
        ("round_smic_star_ipo", Decimal(1_938_463_000) * Decimal("27.46"), "CNY"),
        ("round_sensetime_2018_05", 620_000_000, "USD"),
        ("round_sensetime_c_2018", 600_000_000, "USD"),
        ("round_sensetime_b_2017", 410_000_000, "USD"),
        ("round_cloudwalk_b_2017", 379_000_000, "USD"),
        ("round_cloudwalk_2020_05", 1_800_000_000, "CNY"),
        ("round_cloudwalk_ipo", Decimal(112_430_000) * Decimal("15.37"), "CNY"),
        ("round_sensetime_ipo", Decimal(1_500_000_000) * Decimal("3.85"), "HKD"),
    ],
)
def test_rounds_have_their_totals(tables, round_, amount, currency):
    row = next(row for row in tables["investments"] if row["round"] == round_ and not row["party"])
    assert (Decimal(row["amount_min"]), row["currency"]) == (amount, currency)


def test_the_money_of_sequoia_appears_once(tables):
    rows = [row for row in tables["investments"] if row["party"] == "sequoia"]
    assert [row["amount_min"] for row in rows] == ["30000000"]


def test_plans_and_holdings_are_not_money_received(tables):
    flows = {
        (row["target"], row["party"]): row["flow"]
        for row in tables["investments"]
        if row["flow"] != "primary"
    }
    assert flows[("dji", "dji_2018_bidders")] == flows[("sensetime", "svf")] == "planned"
    assert flows[("alibaba", "bluepool")] == "holding"


def test_a_denial_stands_beside_what_it_denies(tables):
    row = next(row for row in tables["investments"] if row["status"] == "denied")
    assert row["target"] == "dji" and row["disputes"]
