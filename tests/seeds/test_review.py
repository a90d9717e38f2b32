"""The second reading is as large as promised, and what it found is mended and stated."""

import re
from collections import Counter


def test_enough_claims_of_each_kind_were_read_again(tables, claims):
    sizes = Counter(row["sample"] for row in tables["review"])
    assert sizes["documents"] >= 60 and sizes["filings"] >= 60 and sizes["lists"] >= 40
    others = {row["id"] for name in ("rules", "observations") for row in tables[name]}
    assert {row["claim"] for row in tables["review"]} <= claims.keys() | others


def test_the_newest_sets_were_read_whole_by_somebody_else(tables, parts):
    """Every claim that a row of them became, and every name found on a list."""
    read = {(row["row"], row["claim"]) for row in tables["review"] if row["reader"] == "other"}
    became = {
        (f"{row['set']}:{row['row']}", claim)
        for row in tables["account"]
        if row["set"] in ("filings-3", "lists", "lists/lists")
        or (row["set"], row["predicate"]) == ("lists/membership", "on_list")
        for claim in parts(row["claims"])
    }
    assert len(became) > 550 and became <= read


def test_a_sample_is_of_what_it_says(tables):
    for row in tables["review"]:
        for name in ("documents", "lists"):
            assert row["row"].startswith((f"{name}:", f"{name}/")) == (row["sample"] == name)


def test_whatever_was_wrong_is_mended(tables):
    for row in tables["review"]:
        wrong = row["agrees"] == "no"
        assert bool(row["wrong"]) == wrong == bool(row["mended_in"]), row


def test_the_rate_of_disagreement_is_stated(tables, folder):
    found = sum(row["agrees"] == "no" for row in tables["review"])
    text = (folder / "README.md").read_text(encoding="utf-8")
    stated = re.findall(r"(\d+) of (\d+) claims\s+read again", text)
    assert sum(int(wrong) for wrong, _ in stated) == found
    assert sum(int(read) for _, read in stated) == len(tables["review"])
