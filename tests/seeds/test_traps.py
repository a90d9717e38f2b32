"""Mistakes that these facts invite, each shown not to be made."""

import csv
from decimal import ROUND_DOWN, Decimal

import pytest

GROUP_LEVEL = "group level"  # how a note says that companies of the holder hold it
NEVER_COMPUTED = {"groupTotal", "classTotal", "fullyDiluted"}
FOR_OTHERS = {"nominee", "depository", "custodian", "manager", "lending", "trustee"}
FOR_OTHERS |= {"securityInterest"}


def share(row):
    assert row["share_min"] == row["share_max"]
    return Decimal(row["share_min"])


def computed(row):
    """Whether a row can enter a sum at all."""
    return (
        row["stage"] in ("", "completed")
        and row["measurand"] not in NEVER_COMPUTED
        and not row["denominator"]
        and row["capacity"] not in FOR_OTHERS
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
    rows = sorted(
        stakes("sensetime", "taobao_china"), key=lambda row: (row["as_of"], row["share_min"])
    )
    # 3.2 is the 3.15 of another outlet, rounded
    assert [row["share_min"] for row in rows] == ["7.59", "5.3", "3.15", "3.2", "0"]
    assert [row["status"] for row in rows] == ["", "", "", "estimated", ""]
    assert [row["event"] for row in rows] == ["", "", "", "", "exit"]
    assert rows[-1]["valid_from"] == "2023-07-21" and not rows[-1]["valid_to"]


def test_the_contract_of_2020_holds_until_the_next_is_completed(stakes):
    rows = stakes("smsc")
    old = [row for row in rows if row["valid_from"] == "2020-05-15"]
    new = [row for row in rows if row["stage"] == "agreed"]
    before = [row for row in rows if row["valid_to"] == "2020-05-14"]  # the group, in 2018
    assert len(old) == 5 and len(new) == 8 and len(before) == 1 and len(rows) == 14
    assert sum(map(share, old)) == 100
    assert not any(row["valid_to"] for row in old)


def test_only_true_rivals_are_declared(tables):
    assert {row["id"] for row in tables["rivals"]} == {
        "rivals-alibaba-yahoo-2005",
        "rivals-alibaba-primary-listing-2024",
        "rivals-ant-jackma-votes-2023",
        "rivals-citizenship-liangmongsong",
    }


@pytest.mark.parametrize(
    ("firm", "holder", "before", "after"),
    [
        ("smic", "bigfund1", ("15.76", "2020-07"), ("14.62", "2020-05-31")),
        ("alibaba", "softbank", ("14.6", "2022"), ("13.7", "2022-12-31")),
    ],
)
def test_an_older_figure_recalled_ends_before_the_newer(stakes, firm, holder, before, after):
    rows = {(row["share_min"], row["as_of"]): row for row in stakes(firm, holder)}
    assert rows[before]["valid_to"] < after[1]
    assert not rows[after]["valid_to"]


def test_shares_handed_to_partners_leave_a_floor(stakes):
    rows = {row["as_of"]: row for row in stakes("sensetime", "sensetalent")}
    assert (rows["2021-08-28"]["share_min"], rows["2021-08-28"]["share_max"]) == ("12.17", "12.17")
    assert (rows["2022-06-30"]["share_min"], rows["2022-06-30"]["share_max"]) == ("5.98", "")


def test_expected_figures_are_never_held(shared, stakes):
    """A unit that says so: proposed, agreed or pro forma, unless read to be completed since."""
    with (shared / "facts" / "filings-3" / "relations.csv").open(encoding="utf-8") as handle:
        said = list(csv.DictReader(handle))
    expected = [row for row in said if "_expected_" in row["unit"]]
    completed = {(row["subject"], row["object"]) for row in said if "Completed by " in row["note"]}
    assert len(expected) == 12
    for row in expected:
        found = [
            one
            for one in stakes(row["object"], row["subject"])
            if row["source"] in one["source"].split(" | ")
            and Decimal(row["value"]) in (Decimal(one["share_min"] or 0), cut(one, row["value"]))
        ]
        assert found, row
        stages = {one["stage"] for one in found}
        if (row["subject"], row["object"]) in completed:  # as a source of a later day says
            assert stages == {""}, row
        else:
            assert stages <= {"proposed", "agreed", "proForma"}, row


def test_a_stake_is_not_pending_whose_own_money_was_paid(tables):
    """One issue is not both completed, as money, and still to come, as shares."""
    paid = {
        (row["party"], row["target"], row["as_of"][:7])
        for row in tables["investments"]
        if row["stage"] in ("", "completed") and row["flow"] == "primary" and row["party"]
    }
    pending = [row for row in tables["ownership"] if row["stage"] not in ("", "completed")]
    assert paid and pending
    for row in pending:
        assert (row["party"], row["target"], row["as_of"][:7]) not in paid, row["id"]


def cut(row, printed):
    """The share of a row, cut to as many decimals as a figure is printed with."""
    step = Decimal(10) ** -len(printed.partition(".")[2])
    return Decimal(row["share_min"] or 0).quantize(step, ROUND_DOWN)


def test_contracts_of_2018_and_2019_replace_those_with_the_founders(tables, stakes):
    for firm, day in (("zj_tmall_network", "2018-01-10"), ("zj_taobao_network", "2019-01-04")):
        rows = [row for row in tables["control"] if row["target"] == firm]
        old = [row for row in rows if row["bound"] == "p_jackma | p_simonxie"]
        new = [row for row in rows if row["bound"] == "hz_zhenxi"]
        assert {row["valid_from"] for row in new} == {day}
        assert len(old) == 1 and old[0]["valid_to"] < day
        for holder in ("p_jackma", "p_simonxie"):
            assert {row["valid_to"] for row in stakes(firm, holder)} == {old[0]["valid_to"]}


# Who holds for others owns nothing.


def test_the_depository_of_hong_kong_holds_for_others(stakes):
    rows = {row["as_of"]: row for row in stakes("smic", "hkscc_nom")}
    assert {day: row["share_min"] for day, row in rows.items()} == {
        "2021-03-31": "54.22",
        "2025-12-31": "55.99",
    }
    assert {row["capacity"] for row in rows.values()} == {"depository"}


def test_a_bank_owns_only_what_it_has_for_itself(stakes):
    rows = stakes("alibaba", "jp-morgan")
    parts = {row["capacity"]: share(row) for row in rows if row["capacity"]}
    assert parts["ownAccount"] == Decimal("1.88")
    assert len(parts) == 5 and abs(sum(parts.values()) - 6) < Decimal("0.05")  # each rounded
    assert [row["capacity"] for row in rows if computed(row)] == ["ownAccount"]


# One block, one claim.


def test_no_claim_counts_xinxin_beside_the_big_fund(stakes):
    for vehicle in ("xinxin_hk", "xinxin_capital", "xunxin_sh"):
        assert [row["id"] for row in stakes("smic", vehicle) if computed(row)] == []
    for row in stakes("smic", "bigfund1"):
        assert row["via"] or not computed(row), row["id"]


@pytest.mark.parametrize(
    ("firm", "holder", "vehicles"),
    [
        ("smic", "datang_holdings", ["datang_hk"]),
        ("smic", "cic", ["country_hill"]),
        ("sensetime", "p_tangxiaoou", ["amind"]),
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


# Completeness is claimed only where a source claims it.


def test_tables_of_holders_are_what_their_sources_say(tables):
    lines = {
        (row["target"], row["as_of"]): row["complete_above"] for row in tables["holder-tables"]
    }
    assert lines["alibaba", "2023-07-12"] == "5"
    assert lines["cdb", "2017"] == "0"
    assert lines["dji", "2024-10-18"] == ""
    assert not [firm for firm, _ in lines if firm in ("smic", "cloudwalk") and lines[firm, _]]


# A copy is not the document, and a report's day not the day of what it tells.


def test_what_a_group_has_is_no_stake_of_its_head_at_the_first_hop(tables):
    """Which of its companies is registered as the holder is another matter."""
    told = [row for row in tables["ownership"] if GROUP_LEVEL in row["note"].lower()]
    assert told and {row["directness"] for row in told} == {"indirect"}
