"""Statements in are claims out, listed refusals, or nothing to carry, in files of others.

Counted apart from the reader: what a file says is taken from its JSON, what became of it from
the data set and its report.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from graph.claims.model import Citizenship, Listing, Location, Residence
from graph.importing.gathering import Wanted, gathered

OF_ENTITIES = (Location, Citizenship, Residence, Listing)  # from statements on parties


def read(path, form):
    wanted = Wanted(format=form, name="t", home="GB")
    return gathered([path], wanted, lambda step, done: None)


def objects(path):
    text = path.read_text("utf-8").strip()
    return json.loads(text) if text.startswith("[") else [*map(json.loads, text.splitlines())]


def bods_accounted(path):
    """Account for every statement of a file of the ownership standard."""
    said, found = objects(path), read(path, "bods")
    (file,) = found.report.files
    counts = file.counts
    assert counts.statements == len(said)
    assert counts.add_up
    assert min(counts.taken, counts.in_part, counts.refused, counts.again, counts.nothing) >= 0
    refused = {one.statement for one in found.report.refusals}
    assert len(refused) == counts.refused + counts.in_part
    cited = {
        cited.locator
        for record in (*found.tables.entities, *found.tables.claims)
        for cited in record.citations
    }
    on_record = Counter(one["recordId"] for one in said)
    silent = [one for one in said if one["statementId"] not in cited | refused]
    # An earlier statement on a party may say no more than the later one, which is cited.
    once = [one for one in silent if on_record[one["recordId"]] == 1]
    assert len(once) <= counts.nothing
    return said, found


def interests(said):
    """What relationships say: each interest, and one of no type where none is named."""
    links = [one["recordDetails"] for one in said if one["recordType"] == "relationship"]
    named = [one for one in links if one["interestedParty"] != {"reason": "noBeneficialOwners"}]
    return sum(max(len(one.get("interests") or ()), 1) for one in named)


def of_links(found):
    return sum(not isinstance(one, OF_ENTITIES) for one in found.tables.claims)


def test_the_fixtures_of_the_standard_that_a_registry_has():
    fixtures = pytest.importorskip("bods_fixtures", reason="needs the package bods-v04-fixtures")
    files = sorted((Path(fixtures.__file__).parent / "data").glob("*/*.json"))
    assert files
    for path in files:
        said, found = bods_accounted(path)
        assert not found.report.refusals
        assert of_links(found) == interests(said)


def test_examples_and_production_data_of_the_standard(shared):
    files = [
        one
        for one in sorted((shared / "data" / "bods").glob("*/*.json*"))
        if one.parent.name in ("examples", "uk-gleif")
    ]
    assert len(files) > 20
    for path in files:
        said, found = bods_accounted(path)
        assert not found.report.refusals
        records = Counter(one["recordId"] for one in said)
        if records.most_common(1)[0][1] == 1:  # nothing is said again or taken back
            assert of_links(found) == interests(said), path.name


def test_entities_of_follow_the_money(shared):
    path = shared / "data" / "ftm" / "donations.ijson"
    said, found = objects(path), read(path, "ftm")
    (file,) = found.report.files
    assert file.counts.statements == len(said)
    assert file.counts.add_up
    assert not found.report.refusals
    parties = {one.id for one in found.tables.entities}
    assert file.counts.taken == len(parties)
    persons = sum(one["schema"] == "Person" for one in said)
    things = sum(one["schema"] in ("Payment", "Address") for one in said)
    assert file.counts.nothing == persons + things  # nobody of them is in a public role here


@pytest.mark.parametrize("form", ["bods", "ftm"])
def test_inputs_of_others(shared, form):
    files = sorted((shared / "trials" / "formats").glob(f"{form}-*.json"))
    assert len(files) > 5
    for path in files:
        if form == "bods":
            bods_accounted(path)
        else:
            (file,) = read(path, form).report.files
            assert file.counts.statements == len(objects(path))
            assert file.counts.add_up
