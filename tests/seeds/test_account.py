"""Every row of the raw material is here, or is left out and says why."""

import re
from collections import Counter
from decimal import Decimal, InvalidOperation

import pytest
from raw_facts import SCALES, numbers, read

from ontology.crosswalks import facts
from ontology.crosswalks import rows as crosswalk

SETS = {
    "documents": 399, "filings": 530, "filings-2": 110, "filings-3": 229, "lists": 155,
    "indicators": 25,
}  # fmt: skip
# Tables of a set whose rows are accounted for one by one as well.
TABLES = {"lists/lists": 31, "lists/membership": 715}
MOST_LEFT_OUT = 5  # per cent of relations

# Claim types that a predicate may also become; the notes of the crosswalk say when.
ALSO = {
    "operates_in": {"Relation"},
    "supplies": {"Location"},
    "based_on": {"ProgrammeLink"},
    "invested_in": {"Ownership"},
    "subsidiary_of": {"Ownership"},
    "holds_voting_rights_in": {"Control"},
    "initiated_by": {"Rule", "Succession"},
    "controls_by_contract": {"Consolidation"},
    "led_by": {"Control"},
    "owned_by_state_body": {"Control"},
    "member_of": {"Leadership"},
    "employees_in": {"Observation"},
}
# What decides verdicts: never a mere relation, unless the account says what differs.
DECIDING = {
    "owns_share_in", "holds_voting_rights_in", "fund_backed_by", "owned_by_state_body",
    "controls_by_contract", "uses_vie_structure", "subsidiary_of", "invested_in", "invests_in",
    "funded_by", "completeness",
}  # fmt: skip
TYPE_OF = {
    "ownership": "Ownership", "holder-tables": "HolderTable", "control": "Control",
    "investments": "Investment", "leadership": "Leadership", "foundings": "Founding",
    "citizenships": "Citizenship", "residences": "Residence", "locations": "Location",
    "listings": "Listing", "classifications": "Classification", "designations": "Designation",
    "list-editions": "ListEdition",
    "dependences": "Dependence", "consolidations": "Consolidation", "successions": "Succession",
    "programme-links": "ProgrammeLink", "trust": "Trust", "relations": "Relation",
    "rules": "Rule", "observations": "Observation",
}  # fmt: skip
ENDS = (
    "party",
    "target",
    "about",
    "programme",
    "round",
    "denominator",
    "authority",
    "applies_to",
    "id",
)
LISTS = ("via", "members", "bound")


@pytest.fixture(scope="module")
def account(tables):
    return {(row["set"], int(row["row"])): row for row in tables["account"]}


@pytest.fixture(scope="module")
def given(shared):
    """Every relation of the raw material, by set and number of its row."""
    return {
        (name, number): row
        for name in SETS
        for number, row in enumerate(read(shared / "facts" / name / "relations.csv"), 1)
    }


@pytest.fixture(scope="module")
def made(tables, claims):
    """Everything a row can have become, by id."""
    others = {
        row["id"]: row | {"table": name}
        for name in ("rules", "observations")
        for row in tables[name]
    }
    return claims | others


@pytest.fixture(scope="module")
def cited_as(tables):
    """The sources by which a row of a set is cited here: one page has one id."""
    same = {
        (row["set"], row["id"]): found[1]
        for row in tables["left-out"]
        if (found := re.search(r"same page as ([\w-]+)", row["reason"]))
    }
    return lambda name, cell: {same.get((f"{name}/sources", one), one) for one in cell.split(" | ")}


def figure_of(row):
    """The number a row gives, in whole units; nothing where it gives words."""
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        return None
    scales = [scale for word, scale in SCALES.items() if word in row["unit"].lower()]
    return value * scales[0] if scales else value


def test_the_account_has_each_row_once(tables):
    every = SETS | TABLES
    assert Counter(row["set"] for row in tables["account"]) == every
    assert len({(row["set"], row["row"]) for row in tables["account"]}) == sum(every.values())


def test_a_row_is_here_or_says_why_not(tables, made, parts):
    for row in tables["account"]:
        assert bool(row["claims"]) != bool(row["left_out"]), row
        assert [one for one in parts(row["claims"]) if one not in made] == [], row


def test_few_relations_are_left_out(tables):
    relations = [row for row in tables["account"] if row["set"] in SETS]
    left = sum(bool(row["left_out"]) for row in relations)
    assert left * 100 <= MOST_LEFT_OUT * len(relations)


def test_the_account_is_of_these_rows(account, given):
    assert {key for key in account if key[0] in SETS} == given.keys()
    for key, row in given.items():
        ends = [account[key][column] for column in ("subject", "predicate", "object")]
        assert ends == [row["subject"], row["predicate"], row["object"]], key


def test_a_claim_names_both_ends_or_the_account_says_what_differs(
    account, given, made, kept, parts
):
    labels = {(row["set"], row["class"]): row["label"] for row in crosswalk("labels")}
    for (name, number), row in given.items():
        entry = account[name, number]
        named = set()
        for one in parts(entry["claims"]):
            claim = made[one]
            named |= {claim.get(column) for column in ENDS}
            named |= {part for column in LISTS for part in parts(claim.get(column))}
            named.add(claim.get("label"))
        for end in (row["subject"], row["object"]):
            thing = labels.get((name, end)) if row["predicate"].endswith("ed_as") else None
            assert entry["differs"] or (thing or kept(name, end)) in named, (name, number, end)


def test_a_claim_cites_the_source_of_its_row(account, given, made, parts, cited_as):
    for key, row in given.items():
        cited = {s for one in parts(account[key]["claims"]) for s in parts(made[one]["source"])}
        assert cited_as(key[0], row["source"]) <= cited, key


def test_a_figure_arrives(account, given, made, parts):
    for key, row in given.items():
        wanted = figure_of(row)
        if wanted is None:
            continue
        found = {
            number
            for one in parts(account[key]["claims"])
            for column, text in made[one].items()
            if column not in ("id", "source", "locator", "table")
            for number in numbers(text or "")
        }
        assert wanted in found, (key, row["value"], row["unit"])


def test_a_predicate_becomes_what_the_crosswalk_says(account, given, made, parts):
    for (name, number), row in given.items():
        entry = account[name, number]
        kinds = {TYPE_OF[made[one]["table"]] for one in parts(entry["claims"])}
        meant = {facts()[name, row["predicate"]].claim} | ALSO.get(row["predicate"], set())
        assert kinds & meant or entry["differs"], (name, number, kinds)
        if row["predicate"] in DECIDING:
            assert "Relation" not in kinds or entry["differs"], (name, number)


@pytest.mark.parametrize("name", SETS)
def test_the_other_tables_are_here_or_left_out(shared, tables, kept, cited_as, name):
    left = {(row["set"], int(row["row"])): row["reason"] for row in tables["left-out"]}
    here = {
        "entities": {row["id"] for row in tables["entities"]},
        "sources": {row["id"] for row in tables["sources"]},
        "exchange_rates": {(row["year"], row["source"]) for row in tables["exchange-rates"]},
        "holder_tables": {
            (row["target"], source)
            for row in tables["holder-tables"]
            for source in row["source"].split(" | ")
        },
        "definitions": {row["id"] for row in tables["definitions"]},
        "indicators": {row["id"] for row in tables["indicators"]},
        "identifiers": {
            one for row in tables["entities"] for one in row["identifiers"].split(" | ") if one
        },
        # what a firm was seen to have is a figure, or a claim of what the figure is about
        "observations": {
            (row.get("party") or row.get("about"), source)
            for table in ("observations", "locations")
            for row in tables[table]
            for source in row["source"].split(" | ")
        }
        | {(row["target"], row["source"]) for row in tables["leadership"]},
    }
    for path in sorted((shared / "facts" / name).glob("*.csv")):
        if path.stem not in here or (path.stem == "observations" and name == "documents"):
            continue  # those of the documents are compared one by one below
        for number, row in enumerate(read(path), 1):
            key = {
                "exchange_rates": (row.get("year"), row.get("source")),
                "holder_tables": (kept(name, row.get("firm")), row.get("source")),
                "identifiers": _identifier(row),
                "observations": (
                    kept(name, row.get("firm")),
                    *cited_as(name, row.get("source") or ""),
                ),
            }.get(path.stem, kept(name, row.get("id")))
            reason = left.get((f"{name}/{path.stem}", number))
            assert reason or key in here[path.stem], (path.stem, number)


def _identifier(row):
    """An identifier as the tables write it; registers of Hong Kong by their code of org-id."""
    scheme = row.get("scheme")
    return f"orgid:HK-CR-{row['value']}" if scheme == "hk-cr" else f"{scheme}:{row.get('value')}"
