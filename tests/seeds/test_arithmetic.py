"""What honest arithmetic on the seeds gives: figures that can be checked by hand."""

from datetime import date
from fractions import Fraction

import pytest

from graph.claims.model import Control
from graph.holders.holder_column import holder_column


def counted(release, firm, day, basis="legal"):
    column = holder_column(release.knowledge, firm, basis, day)
    return {held.holder: held.known * 100 for held in column.held}


@pytest.mark.parametrize(
    ("day", "shares"),
    [
        (date(2004, 12, 31), {"si_tech": "9.95"}),
        # a tenth at least of CIC, a substantial holder; TSMC after its sale of December 2012
        (
            date(2014, 12, 31),
            {"datang_holdings": "20.6", "cic": "10", "sh_industrial": "4.59", "tsmc": "4"},
        ),
        (date(2017, 12, 31), {"bigfund1": "15.9", "unigroup": "6.99"}),
        (
            date(2025, 12, 31),
            {
                "datang_holdings": "14.06",
                "bigfund1": "4.79",
                "chinaamc_star50": "1.24",
                "efund_star50": "1.24",
            },
        ),
    ],
)
def test_few_stakes_in_smic_are_documented_as_current(seed_release, day, shares):
    assert counted(seed_release, "smic", day) == {
        holder: Fraction(share) for holder, share in shares.items()
    }


def test_nothing_sums_to_a_state_majority_of_smic(seed_release):
    day = date(2025, 12, 31)
    current = counted(seed_release, "smic", day)
    home = current["datang_holdings"] + current["bigfund1"]
    assert home == Fraction("18.85")  # 14.06 + 4.79; two index funds hold for others
    last = {
        stake.holder: stake.bounds[0] * 100
        for stake in holder_column(seed_release.knowledge, "smic", "legal", day).stakes
        if stake.currency == "lastKnown" and stake.claim.share
    }
    assert last == {
        "cic": Fraction(10),
        "unigroup": Fraction("6.99"),
        "sh_industrial": Fraction("4.59"),
        "tsmc": Fraction("0.2"),
    }


@pytest.mark.parametrize("basis", ["legal", "economic", "voting"])
def test_whoever_holds_for_others_is_never_counted(seed_release, basis):
    """55.99 per cent of SMIC, and what a bank manages, lends and keeps of Alibaba."""
    day = date(2025, 12, 31)
    assert "hkscc_nom" not in counted(seed_release, "smic", day, basis)
    assert counted(seed_release, "alibaba", day, basis)["jp-morgan"] == Fraction("1.88")


def test_figures_printed_of_smic_come_out_of_the_share_counts():
    """Counts of one document over the shares in issue of another."""
    issued = 8_000_176_909
    printed = {1_125_042_595: 14.06, 382_902_023: 4.79, 4_479_200_864: 55.99}
    assert {count: round(100 * count / issued, 2) for count in printed} == printed


def test_one_block_over_two_denominators_is_not_two_stakes():
    """Big Fund I with 32 of the 49 per cent of SMNC: before and after the issue of new shares."""
    held = Fraction("382.902023") + Fraction(32, 49) * Fraction("547.182073")
    before, after = Fraction("8000.176909"), Fraction("8000.176909") + Fraction("547.182073")
    assert round(float(100 * held / before), 2) == 9.25
    assert round(float(100 * held / after), 2) == 8.66


@pytest.mark.parametrize("day", [date(2025, 8, 31), date(2025, 12, 31)])
def test_the_owners_of_smnc_come_to_the_whole(seed_release, day):
    """51 of SMIC, and five sellers with 32, 9, 5.75, 1.125 and 1.125."""
    held = counted(seed_release, "smnc", day)
    assert held == {
        "smic": 51,
        "bigfund1": 32,
        "bj_ic_centre": 9,
        "etown": Fraction("5.75"),
        "zgc_dev": Fraction("1.125"),
        "bj_indinv": Fraction("1.125"),
    }


def test_altaba_and_yahoo_are_gone_from_alibaba(seed_release):
    held = counted(seed_release, "alibaba", date(2023, 7, 31))
    assert held == {
        "softbank": Fraction("13.9"),
        "p_jackma": Fraction("4.3"),
        "p_joetsai": Fraction("1.4"),
    }


def test_who_could_vote_in_sensetime_before_and_after_december_2023(seed_release):
    before = counted(seed_release, "sensetime", date(2023, 12, 15), "voting")
    after = counted(seed_release, "sensetime", date(2023, 12, 16), "voting")
    assert before == {"p_tangxiaoou": Fraction("68.28")}
    assert after == {}


def test_the_votes_inferred_for_sensetime_follow_from_the_share_counts():
    class_a, others_a, class_b_after = 6906, 614, 32855
    class_b = class_b_after - class_a
    votes = 10 * (class_a + others_a) + class_b
    assert round(100 * 10 * class_a / votes, 2) == 68.28
    assert round(100 * class_a / (others_a + class_b_after), 2) == 20.63


def test_taobao_never_comes_back_to_sensetime(seed_release):
    for day in (date(2023, 7, 21), date(2024, 7, 21), date(2025, 12, 31)):
        assert "taobao_china" not in counted(seed_release, "sensetime", day)


def test_weimeng_belongs_to_chinese_nominees_on_paper_and_to_weibo_by_contract(seed_release):
    day = date(2018, 12, 31)
    assert sum(counted(seed_release, "weimeng", day).values()) == 100
    controls = seed_release.knowledge.about(Control, "weimeng")
    assert [(one.party, set(one.bound)) for one in controls] == [
        ("weibo_tech", {"p_yliu", "p_wwang", "p_wzheng", "p_zcao"})
    ]


def test_the_seeds_build_without_an_error_and_leave_nothing_out(seed_release):
    assert seed_release.manifest.left_out == ()
