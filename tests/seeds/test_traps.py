"""Mistakes that these facts invite, each shown not to be made."""

from decimal import Decimal

import pytest

NEVER_COMPUTED = {"groupTotal", "classTotal", "fullyDiluted"}


def share(row):
    assert row["share_min"] == row["share_max"]
    return Decimal(row["share_min"])


def computed(row):
    """Whether a row can enter a sum at all."""
    return (
        row["stage"] in ("", "completed")
        and row["measurand"] not in NEVER_COMPUTED
        and not row["denominator"]
        and bool(row["share_min"] or row["share_max"])
    )


# Before and after are not rivals.


def test_pending_figures_of_the_big_fund_are_not_completed(stakes):
    last = {
        share(row): row["stage"]
        for row in stakes("smic", "bigfund1")
        if row["as_of"] == "2025-12-29"
    }
    assert last == {Decimal("4.79"): "", Decimal("9.25"): "proForma", Decimal("8.66"): "proForma"}


@pytest.mark.parametrize(
    ("firm", "holder", "day", "before", "after"),
    [
        ("tencent", "prosus", "2021-04-08", "30.9", "28.9"),
        ("smic", "bigfund1", "2025-03-28", "7.05", "6.91"),
    ],
)
def test_a_sale_ends_one_figure_and_starts_the_other(stakes, firm, holder, day, before, after):
    rows = {row["share_min"]: row for row in stakes(firm, holder) if row["as_of"] == day}
    assert rows[before]["valid_to"] < rows[after]["valid_from"] == day


def test_the_taobao_stake_falls_to_an_exit(stakes):
    rows = sorted(stakes("sensetime", "taobao_china"), key=lambda row: row["as_of"])
    assert [row["share_min"] for row in rows] == ["7.59", "5.3", "3.2", "0"]
    assert [row["event"] for row in rows] == ["", "", "", "exit"]
    assert rows[-1]["valid_from"] == "2023-07-21" and not rows[-1]["valid_to"]


def test_the_contract_of_2020_holds_until_the_next_is_completed(stakes):
    rows = stakes("smsc")
    old = [row for row in rows if row["valid_from"] == "2020-05-15"]
    new = [row for row in rows if row["stage"] == "agreed"]
    assert len(old) == 5 and len(new) == 8 and len(rows) == 13
    assert sum(map(share, old)) == 100
    assert not any(row["valid_to"] for row in old)


def test_only_true_rivals_are_declared(tables):
    assert {row["id"] for row in tables["rivals"]} == {
        "rivals-alibaba-yahoo-2005",
        "rivals-smic-bigfund1-2020",
        "rivals-ant-jackma-votes-2023",
        "rivals-citizenship-liangmongsong",
    }


# One block, one claim.


def test_no_claim_counts_xinxin_beside_the_big_fund(stakes):
    for vehicle in ("xinxin_hk", "xinxin_capital", "xunxin_sh"):
        assert [row["id"] for row in stakes("smic", vehicle) if computed(row)] == []
    for row in stakes("smic", "bigfund1"):
        assert row["via"], row["id"]


@pytest.mark.parametrize(
    ("firm", "holder", "vehicles"),
    [
        ("smic", "datang_holdings", ["datang_hk"]),
        ("smic", "sh_industrial", ["si_tech"]),
        ("alibaba", "p_jackma", ["apn", "jc_prop", "jsp_inv"]),
        ("sensetime", "softbank", ["svf_sense"]),
        ("sina", "p_chao", ["newwave"]),
        ("weibo", "newwave", ["sina"]),
        ("hikvision", "cetc", ["cethik"]),
        ("ant", "p_jackma", ["hz_junhan", "hz_junao"]),
    ],
)
def test_blocks_name_their_vehicles(stakes, parts, firm, holder, vehicles):
    assert any(parts(row["via"]) == vehicles for row in stakes(firm, holder))


def test_vehicles_and_funds_are_not_owners_of_their_own(stakes):
    assert stakes("alibaba", "skybridge") == []
    assert stakes("sensetime", "svf_sense") == []


@pytest.mark.parametrize(
    ("firm", "holder", "figure"),
    [
        ("smic", "hkscc_nom", "54.22"),
        ("smic", "bigfund_any", "9.4"),
        ("alibaba", "p_jackma", "0.02"),
        ("megvii", "ali_group_megvii", "29.4"),
        ("sh_ic_fund1", "sh_sasac", "50"),
    ],
)
def test_figures_that_overlap_others_are_never_computed_with(stakes, firm, holder, figure):
    rows = [row for row in stakes(firm, holder) if row["share_min"] == figure]
    assert rows and not any(computed(row) for row in rows)


def test_share_classes_are_totals_of_a_class(tables, stakes):
    classes = {row["id"] for row in tables["entities"] if row["kind"] == "ShareClass"}
    rows = [row for row in stakes("sensetime") if row["party"] in classes]
    assert len(rows) == 4 and {row["measurand"] for row in rows} == {"classTotal"}


def test_the_insiders_of_dji_are_a_group_of_whom_one_is_named(tables):
    group = next(row for row in tables["entities"] if row["id"] == "dji_insiders")
    assert group["kind"] == "PartyGroup" and group["members"] == "p_frankwang"
    covered = {
        row["measurand"]: row["covered"]
        for row in tables["holder-tables"]
        if row["target"] == "dji"
    }
    assert covered == {"record": "87.4", "votes": "99"}


# Different quantities of one stake are not rivals and not added.


def test_softbank_in_alibaba_has_a_quantity_for_each_figure(stakes):
    rows = {
        row["share_min"] or "<" + row["share_max"]: (row["measurand"], row["stage"])
        for row in stakes("alibaba", "softbank")
    }
    assert rows["24.8"] == ("beneficial13d3", "")
    assert rows["13.9"] == ("record", "")
    assert rows["<0.5"] == ("netEconomic", "")
    assert rows["3.8"] == ("netEconomic", "proForma")


def test_more_than_says_no_upper_bound(stakes):
    row = next(row for row in stakes("alibaba", "p_jackma") if row["as_of"] == "2024-01")
    assert (row["share_min"], row["share_max"], row["share_open"]) == ("4.3", "", "min")


def test_unknown_sizes_stay_unknown(stakes):
    for firm, holder, day in [
        ("sensetime", "softbank", "2023-07-21"),
        ("smic", "datang_holdings", "2025-02-11"),
        ("smic", "datang_hk", "2014-06-06"),
    ]:
        row = next(row for row in stakes(firm, holder) if row["as_of"] == day)
        assert row["share_min"] == row["share_max"] == ""


# Control is not a percentage.


def test_subsidiaries_without_a_percentage_are_control(tables, stakes):
    for firm in ("taobao_china", "gz_lujiao", "youku_film", "weibo_tech", "svf"):
        parents = [row for row in tables["control"] if row["target"] == firm]
        assert "parent" in {row["mechanism"] for row in parents}
        assert not [row for row in stakes(firm) if row["share_min"] == "50"]


def test_golden_shares_stay_in_the_subsidiary_that_has_them(tables):
    held = {row["target"] for row in tables["control"] if row["mechanism"] == "goldenShare"}
    assert not held & {row["id"] for row in tables["entities"] if row["subject"]}
    assert {"gz_lujiao", "youku_film"} <= held


def test_contracts_bind_only_nominees_who_hold_the_company(tables, stakes, parts):
    for row in tables["control"]:
        if row["mechanism"] == "vieContracts":
            holders = {stake["party"] for stake in stakes(row["target"])}
            assert set(parts(row["bound"])) <= holders, row["id"]


def test_the_partnership_names_the_majority_of_the_board(tables):
    rows = [row for row in tables["control"] if row["party"] == "ali_partnership"]
    assert {(row["mechanism"], row["right"]) for row in rows} == {("boardNomination", "decisive")}


def test_weighted_votes_ended_with_their_holder(tables, stakes):
    held = stakes("sensetime", "p_tangxiaoou")
    held += [row for row in tables["control"] if row["party"] == "p_tangxiaoou"]
    assert {row["valid_to"] for row in held} == {"2023-12-15"}


# Money is counted once.


def test_a_total_stands_once_and_participants_have_no_amount_of_it(tables):
    totals = {}
    for row in tables["investments"]:
        if row["round"] and not row["party"]:
            totals.setdefault(row["round"], []).append(row)
    assert all(len(rows) == 1 for rows in totals.values())
    for row in tables["investments"]:
        if row["party"] and row["amount_min"] and row["round"] in totals:
            assert row["party"] == "accel"  # the only one whose own money is known: all of it


@pytest.mark.parametrize(
    ("round_", "amount", "currency"),
    [
        ("round_smic_2003_09", 630_000_000, "USD"),
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


# Proposed is not listed.


def test_proposals_are_designations_at_their_stage(tables):
    rows = [row for row in tables["designations"] if row["programme"] == "list_1260h"]
    for firm in ("alibaba", "baidu", "huahong"):
        before = [row for row in rows if row["target"] == firm and row["as_of"] < "2026"]
        assert before and {row["stage"] for row in before} <= {"proposed", "announced"}
    for firm in ("alibaba", "baidu"):  # on it since the edition of June 2026
        (listed,) = [row for row in rows if row["target"] == firm and row["stage"] == ""]
        assert listed["valid_from"] == "2026-06-08"
    for firm in ("smic", "sensetime", "cloudwalk", "dji"):
        assert any(row["stage"] == "" for row in rows if row["target"] == firm)


# Firms, persons, labels.


def test_what_a_document_calls_a_firm_is_a_label_and_never_a_seat(tables):
    firms = {row["id"] for row in tables["entities"] if row["subject"]}
    assert len(firms) == 5
    seats = [
        row
        for row in tables["locations"]
        if row["party"] in firms and row["aspect"] == "seat" and row["confidence"] == "low"
    ]
    assert seats == []
    called = {row["target"] for row in tables["classifications"] if row["label"] == "chinese"}
    assert firms <= called


def test_the_seat_of_dji_is_unknown(tables):
    assert not [
        row for row in tables["locations"] if row["party"] == "dji" and row["aspect"] == "seat"
    ]


def test_labels_say_who_gave_them(tables):
    assert [
        row["id"] for row in tables["classifications"] if row["label"] and not row["party"]
    ] == []


def test_a_classification_is_a_role_or_a_label(tables):
    for row in tables["classifications"]:
        assert bool(row["role"]) != bool(row["label"]), row["id"]


def test_nobody_unnamed_is_merged_with_somebody_named(tables):
    for row in tables["merges"]:
        if "unnamed" in row["id"] + row["merged_id"]:
            assert row["decision"] == "apart", row


def test_unnamed_people_are_unidentified_parties(tables):
    unnamed = [row for row in tables["entities"] if row["id"].endswith("-unnamed")]
    assert len(unnamed) == 5
    assert {row["kind"] for row in unnamed} == {"UnidentifiedParty"}


def test_false_friends_stay_apart(tables):
    apart = {
        frozenset((row["id"], row["merged_id"].split("/")[1]))
        for row in tables["merges"]
        if row["decision"] == "apart"
    }
    for pair in [("xinxin_hk", "xinxin_capital"), ("smic_hold", "smic_holdings_cn"),
                 ("sequoia", "sequoia_cn"), ("p_liangmongsong", "smic-co-ceo-2017-unnamed"),
                 ("p_zhaohaijun", "smic-co-ceo-2017-unnamed")]:  # fmt: skip
        assert frozenset(pair) in apart
    assert any(row["merged_id"] == "documents/qualcomm" for row in tables["merges"])


def test_only_bodies_and_places_carry_a_jurisdiction(tables):
    kinds = {row["kind"] for row in tables["entities"] if row["jurisdiction"]}
    assert kinds <= {"PublicBody", "Jurisdiction", "Place", "Exchange"}


def test_citizenship_is_always_cited_and_conflicts_are_weak(tables):
    liang = [row for row in tables["citizenships"] if row["party"] == "p_liangmongsong"]
    assert {row["target"] for row in liang} == {"c_tw", "prc"}
    assert {row["confidence"] for row in liang} == {"low"}


# Completeness is claimed only where a source claims it.


def test_tables_of_holders_are_what_their_sources_say(tables):
    lines = {
        (row["target"], row["as_of"]): row["complete_above"] for row in tables["holder-tables"]
    }
    assert lines["alibaba", "2023-07-12"] == "5"
    assert lines["cdb", "2017"] == "0"
    assert lines["dji", "2024-10-18"] == ""
    assert not [firm for firm, _ in lines if firm in ("smic", "cloudwalk") and lines[firm, _]]
