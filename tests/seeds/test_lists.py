"""What lists say of firms: the days, the companies told apart, and whose word it is."""

import pytest


def test_the_companies_of_a_group_are_told_apart(tables):
    on = {(row["programme"], row["target"]) for row in tables["designations"]}
    assert ("list_nscmic", "sensetime_group_hk") in on
    assert ("list_nscmic", "sensetime") not in on
    assert ("ai_nat_team", "ali_cloud_computing") in on
    numbers = {row["id"]: row["identifiers"] for row in tables["entities"]}
    assert "HK-CR-2162198" in numbers["sensetime_group_hk"]
    assert "HK-CR-2162198" not in numbers["sensetime"]


@pytest.mark.parametrize(
    ("firm", "last"),
    [
        ("megvii", "2025-01-06"),
        ("amec", "2024-12-17"),
        ("idg", "2024-12-17"),
        ("smic_hk", "2024-01-30"),
    ],
)
def test_who_was_removed_from_the_military_list_left_it_the_day_before(tables, firm, last):
    rows = [
        row
        for row in tables["designations"]
        if row["programme"] == "list_1260h" and row["target"] == firm and not row["stage"]
    ]
    assert rows and {row["valid_to"] for row in rows} == {last}


def test_cloudwalk_is_on_the_military_list_from_its_second_edition(tables):
    days = {
        row["valid_from"]
        for row in tables["designations"]
        if row["programme"] == "list_1260h" and row["target"] == "cloudwalk"
    }
    assert days == {"2022-10-05"}


def test_what_the_list_of_platforms_contradicts_is_disputed_and_stays(tables, claims, parts):
    (edition,) = [row for row in tables["list-editions"] if row["id"].endswith("2019-08-29")]
    assert {"cloudwalk", "alibaba", "smic", "dji"} <= set(parts(edition["absent"]))
    assert len(parts(edition["named"])) == int(edition["entries_read"]) == 15
    disputed = {claims[one]["target"] for one in parts(edition["disputes"])}
    assert disputed == {"cloudwalk", "alibaba"}


def test_what_the_department_says_of_owners_is_its_word_and_never_a_stake(tables):
    said = [row for row in tables["classifications"] if row["party"] == "us_dod"]
    assert len(said) == 42 and not any(row["role"] for row in said)
    owned = {row["target"] for row in said if row["label"] == "stateOwnerNamed"}
    assert owned == {"smic", "cloudwalk", "yitu", "hikvision", "dahua", "ymtc"}
    tables_of_stakes = (*tables["ownership"], *tables["control"], *tables["relations"])
    assert not [row["id"] for row in tables_of_stakes if "s7_os_1260h" in row["source"]]


def test_only_whole_editions_deny_and_they_have_all_their_entries(tables):
    for row in tables["list-editions"]:
        if row["copy"] not in ("whole", "enumerated"):
            assert not row["absent"], row["id"]
        elif row["entries_stated"]:
            assert row["entries_read"] == row["entries_stated"], row["id"]


def test_no_list_of_others_is_copied(tables):
    """Counts and our own firms only: the transcription is not free to copy."""
    drawn = [row for row in tables["designations"] if "s7_os_1260h" in row["source"]]
    assert len({row["target"] for row in drawn}) < 188 / 4
