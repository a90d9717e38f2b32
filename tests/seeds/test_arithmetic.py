"""What honest arithmetic on the seeds gives: figures that can be checked by hand."""

from datetime import date
from fractions import Fraction

import pytest

from graph.claims.model import Control
from graph.holders.holder_column import holder_column
from graph.holders.stakes import stakes_in


def counted(release, firm, day, basis="legal"):
    column = holder_column(release.knowledge, firm, basis, day)
    return {held.holder: held.known * 100 for held in column.held}


@pytest.mark.parametrize(
    ("day", "shares"),
    [
        (date(2004, 12, 31), {"si_tech": "9.95"}),
        (date(2014, 12, 31), {"datang_holdings": "20.6"}),
        (date(2017, 12, 31), {"bigfund1": "15.9", "unigroup": "6.99"}),
        (date(2025, 12, 31), {"bigfund1": "4.79"}),
    ],
)
def test_few_stakes_in_smic_are_documented_as_current(seed_release, day, shares):
    assert counted(seed_release, "smic", day) == {
        holder: Fraction(share) for holder, share in shares.items()
    }


def test_nothing_sums_to_a_state_majority_of_smic(seed_release):
    day = date(2025, 12, 31)
    current = counted(seed_release, "smic", day)
    assert sum(current.values()) == Fraction("4.79")
    last = [
        stake
        for stake in stakes_in(seed_release.knowledge, "smic", "legal", day)
        if stake.currency == "lastKnown" and stake.holder == "datang_holdings"
    ]
    assert [stake.bounds[0] * 100 for stake in last] == [Fraction("20.6")]


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
