"""The figures, definitions and indicators of the two documents, each where it belongs."""

import re
from collections import Counter
from decimal import Decimal

import pytest
from raw_facts import numbers, read


def of_the_documents(row):
    """Whether a figure or an indicator was read in one of the two documents."""
    return row["source"].startswith(("ding-2023", "allen-2019"))


def test_every_figure_of_the_documents_is_here(shared, tables, kept):
    rows = read(shared / "facts" / "documents" / "observations.csv")
    here = [row for row in tables["observations"] if of_the_documents(row)]
    assert len(rows) == len(here) == 114
    for raw, row in zip(rows, here, strict=True):
        assert row["indicator"] == raw["indicator"]
        assert row["about"] == kept("documents", raw["subject"])
        assert (row["kind"], row["source"]) == (raw["kind"], raw["source"])
        bounds = {Decimal(row[c]) for c in ("value_min", "value_max") if row[c]}
        assert numbers(raw["value"]) <= bounds | numbers(row["words"]), raw


def test_definitions_keep_their_place_figures_and_holders(shared, tables):
    here = {row["id"]: row for row in tables["definitions"]}
    rows = read(shared / "facts" / "documents" / "definitions.csv")
    assert len(rows) == len(here) == 94
    for raw in rows:
        row = here[raw["id"]]
        assert (row["source"], row["locator"]) == (raw["source"], raw["locator"])
        assert numbers(raw["what_counts_as_domestic"]) <= numbers(row["counts"]), raw["id"]
        assert numbers(raw["who_holds_it"]) <= numbers(row["holder"]), raw["id"]
        named = set(re.findall(r"(?<=\s)\(?([A-Z][\w-]{2,})", raw["who_holds_it"])) - {"Chinese"}
        assert all(name in row["holder"] for name in named), raw["id"]


# Titles and who says it are names; everything else that is longer is in words of our own.
@pytest.mark.parametrize("table", ["definitions", "indicators", "targets", "observations"])
def test_sentences_are_our_own(shared, tables, table):
    given = {
        cell.casefold()
        for given_set in ("documents", "indicators")
        for path in (shared / "facts" / given_set).glob("*.csv")
        for row in read(path)
        for cell in row.values()
        if cell and len(cell) > 40 and " " in cell
    }
    titles = {"id", "source", "locator", "says"} | ({"name"} if table == "indicators" else set())
    for row in tables[table]:
        for column in row.keys() - titles:
            assert (row[column] or "").casefold() not in given, (row["id"], column)


def listed(cell):
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def test_at_least_25_definitions_are_computed_wholly_and_the_rest_name_what_is_missing(tables):
    """Counted from the tables: a lens answers, or a figure is held that was counted by it."""
    counted_by = {
        (definition, row["indicator"])
        for row in tables["observations"]
        if row["kind"] != "target" and (row["value_min"] or row["value_max"])
        for definition in listed(row["definitions"])
    }
    wholly, others = [], []
    for row in tables["definitions"]:
        figures = [one for one in listed(row["indicators"]) if (row["id"], one) in counted_by]
        computed = listed(row["lenses"]) or figures
        (wholly if computed and not row["missing_input"] else others).append(row)
    assert len(wholly) + len(others) == 94
    assert len(wholly) >= 25
    assert all(row["missing_input"] for row in others)
    assert "interpretive" not in {row["placed"] for row in wholly}


def test_definitions_nothing_computes_are_not_forced_into_lenses(tables):
    placed = Counter(row["placed"] for row in tables["definitions"])
    assert placed["interpretive"] >= 35
    assert not [
        row["id"] for row in tables["definitions"]
        if row["placed"] == "interpretive" and (row["lenses"] or row["indicators"])
    ]  # fmt: skip


def test_targets_are_those_of_the_indicators(shared, tables):
    rows = read(shared / "facts" / "documents" / "indicators.csv")
    assert len(rows) == len(list(filter(of_the_documents, tables["indicators"]))) == 85
    aimed = {row["id"] for row in rows if row["target_value"]}
    assert aimed <= {row["indicator"] for row in tables["targets"]}
