"""Whatever is spoilt in a file, every statement is counted once, and nothing breaks off."""

from __future__ import annotations

import json
from random import Random

import pytest

from bods_statements import entity, interest, person, relationship
from graph.formats.bods.checking import check_bods
from graph.importing.gathering import Wanted, gathered

ODD = (None, [], {}, "x", "", 7, True, [{}], [None], {"a": 1}, "2020-01-01", -1, 1e300)
STATEMENTS = (
    entity("f"), entity("f", "Once F", day="2020-01-01"), entity("v"), person("p"),
    person("q", day="2023-01-01", details={"nationalities": [{"name": "France", "code": "FR"}]}),
    relationship("r", "v", "f", interest(share=40), interest("votingRights", share=30)),
    relationship("s", "p", "f", interest(share=40, how="indirect"), components=["r", "v"]),
    relationship("t", {"reason": "unknown"}, "v", interest("boardMember")),
    relationship("s", "p", "f", interest(share=9), day="2025-01-01", status="closed"),
)  # fmt: skip
LINKS = (
    {"id": "f", "schema": "Company", "properties": {"name": ["F Ltd"], "jurisdiction": ["gb"]}},
    {"id": "p", "schema": "Person", "properties": {"name": ["P"], "nationality": ["fr"]}},
    {"id": "q", "schema": "Person", "properties": {"name": ["Q"], "deathDate": ["2020-02-02"]}},
    {"id": "s", "schema": "Vessel", "properties": {"name": ["A ship"]}},
    {
        "id": "1",
        "schema": "Ownership",
        "properties": {
            "owner": ["p"],
            "asset": ["f"],
            "percentage": ["ownership-of-shares-25-to-50-percent"],
            "status": ["active"],
        },
    },
    {
        "id": "2",
        "schema": "Ownership",
        "properties": {
            "owner": ["p", "q"],
            "asset": ["f"],
            "percentage": ["7"],
            "date": ["2024-05-05"],
        },
    },
    {"id": "3", "schema": "Ownership", "properties": {"owner": ["p"], "asset": ["s"]}},
    {"op": "ADD", "entity": {"id": "g", "schema": "Company", "properties": {"name": ["G"]}}},
)


def spoilt(value, random):
    """The value, with some part of it another thing."""
    if isinstance(value, dict):
        held = {key: spoilt(part, random) for key, part in value.items()}
        if held and random.random() < 0.15:
            held[random.choice(sorted(held))] = random.choice(ODD)
        return held
    if isinstance(value, list):
        return [spoilt(part, random) for part in value]
    return value


@pytest.mark.parametrize(("form", "sound"), [("bods", STATEMENTS), ("ftm", LINKS)])
def test_every_statement_is_counted_once(tmp_path, form, sound):
    random = Random(4)
    path = tmp_path / "file.json"
    refused = kept = 0
    for _ in range(250):
        said = [spoilt(one, random) for one in sound]
        said += random.choices(said, k=2)  # said again, or otherwise under the same id
        said += [spoilt(one, random) for one in random.choices(sound, k=2)]
        random.shuffle(said)
        path.write_text(json.dumps(said), "utf-8")
        found = gathered([path], Wanted(format=form, name="t", home="GB"), lambda step, done: None)
        if any(one.rule == "file" for one in found.report.refusals):
            continue  # its first object is no statement at all
        (file,) = found.report.files
        counts = file.counts
        assert counts.statements == len(said)
        assert counts.add_up
        assert min(counts.taken, counts.in_part, counts.refused, counts.again, counts.nothing) >= 0
        assert (counts.refused + counts.in_part > 0) == bool(found.report.refusals)
        refused, kept = refused + counts.refused, kept + counts.taken
        if form == "bods":
            check_bods(path)
    assert refused > 100
    assert kept > 100
