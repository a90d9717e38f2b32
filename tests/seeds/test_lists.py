"""What lists say of firms: the days, the companies told apart, and whose word it is."""

import csv
from collections import Counter

import pytest

ROWS = {"lists": 31, "membership": 715}


@pytest.fixture(scope="module")
def account(tables):
    return {(row["set"], int(row["row"])): row for row in tables["account"]}


@pytest.fixture(scope="module")
def given(shared):
    """The rows of a table of the set of lists."""

    def rows(table):
        path = shared / "facts" / "lists" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            found = list(csv.DictReader(handle))
        assert len(found) == ROWS[table]
        return list(enumerate(found, 1))

    return rows


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


def test_every_edition_of_a_list_says_what_its_row_says(given, account, tables):
    editions = {row["id"]: row for row in tables["list-editions"]}
    for number, row in given("lists"):
        entry = account["lists/lists", number]
        if entry["left_out"]:
            assert not row["as_of"] or not row["source"], row  # no day or no copy: no edition
            continue
        edition = editions[entry["claims"]]
        assert (edition["target"], edition["as_of"]) == (row["list_id"], row["as_of"])
        assert edition["party"] == row["issuer"]
        assert (edition["copy"] == "whole") == (row["complete"] == "yes"), row
        assert (edition["copy"] == "enumerated") == (row["complete"] == "by enumeration"), row
        counts = {edition["entries_stated"], edition["entries_read"]} - {""}
        assert not row["number_of_members"] or row["number_of_members"] in counts, row
        assert set(row["source"].split(" | ")) <= set(edition["source"].split(" | "))


def test_every_answer_on_membership_stands_in_its_edition(given, account, tables, parts):
    editions = {row["id"]: row for row in tables["list-editions"]}
    rows = given("membership")
    assert Counter(row["on_list"] for _, row in rows) == {"yes": 173, "no": 542}
    for number, row in rows:
        entry = account["lists/membership", number]
        assert (entry["subject"], entry["object"]) == (row["entity"], row["list_id"])
        edition = editions[entry["claims"]]
        assert (edition["target"], edition["as_of"]) == (row["list_id"], row["as_of"])
        yes = row["entity"] in parts(edition["named"])
        assert yes != (row["entity"] in parts(edition["absent"])), row
        assert yes == (row["on_list"] == "yes") or entry["differs"], row
    assert sum(bool(account["lists/membership", n]["differs"]) for n in range(1, 716)) == 1


def test_who_is_named_in_an_edition_is_designated(tables, parts):
    """Each name found in an edition is also a claim that the entity is on the list."""
    on = {(row["target"], row["programme"]) for row in tables["designations"]}
    for row in tables["list-editions"]:
        missing = [one for one in parts(row["named"]) if (one, row["target"]) not in on]
        assert missing == [], row["id"]
