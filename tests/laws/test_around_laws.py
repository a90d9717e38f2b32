"""Whoever stands around a firm on a day is among those who may by claims of any day."""

import json
from datetime import date

import pytest

from disclosure import asking, kept
from graph.claims.knowledge import Knowledge
from graph.domesticness.other_world import may_stand_around
from graph.networks.situation import Situation

CASES = sorted(path.stem for path in kept.FOLDER.glob("*.json"))


def missed(known: Knowledge, firm: str, day: date) -> set[str]:
    """Who stands around a firm and was not expected there."""
    situation = Situation(known, firm, day, known.home)
    parts = [part.entity for part in situation.parts]
    held = {stake.holder for part in parts for stake in situation.column(part, "legal").held}
    around = {*parts, *held, *situation.network(basis="voting").ids}
    return around - set(may_stand_around(known, firm))


@pytest.mark.parametrize("day", ["2014-12-31", "2025-12-31"])
def test_of_every_entity_of_the_seeds(seed_release, day):
    known, asked = seed_release.knowledge, date.fromisoformat(day)
    assert {
        entity: found for entity in known.entities if (found := missed(known, entity, asked))
    } == {}


@pytest.mark.parametrize("name", [name for name in CASES if kept.case_of(name)["form"] != "bods"])
def test_of_kept_worlds(name):
    release = asking.from_tables(json.dumps(kept.case_of(name)["document"]).encode())
    known = release.knowledge
    assert not any(missed(known, entity, release.data_date) for entity in known.entities)
