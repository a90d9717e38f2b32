"""What a row rests on, and of which day it is, is marked in it."""


def test_what_rests_on_a_third_partys_copy_alone_is_marked(tables, claims, parts):
    """Where a copy is all that a claim cites, its confidence is at most medium, and a program's
    extract is low."""
    most = {}
    for source in tables["sources"]:
        if source["note"].startswith("A copy by a third party"):
            most[source["id"]] = {"medium", "low"}
        elif source["note"].startswith("Facts taken by a program"):
            most[source["id"]] = {"low"}
    resting = [row for row in claims.values() if set(parts(row["source"])) <= most.keys()]
    assert len(resting) > 60
    for row in resting:
        for source in parts(row["source"]):
            assert row["confidence"] in most[source], row["id"]


def test_no_stake_is_of_a_day_after_the_ownership_facts(tables, package):
    last = package["zizhu"]["dataDate"]
    assert [row["id"] for row in tables["ownership"] if row["as_of"] > last] == []


def test_a_shareholder_of_unstated_size_is_no_parent(stakes, tables):
    """China Information Communication Technologies is called an indirect shareholder of Datang
    Holdings by one article and its actual controller by another."""
    (held,) = stakes("datang_holdings", "cict")
    assert (held["share_min"], held["share_max"], held["directness"]) == ("", "", "indirect")
    powers = [
        row["mechanism"]
        for row in tables["control"]
        if (row["party"], row["target"]) == ("cict", "datang_holdings")
    ]
    assert powers == ["statedController"]
