"""The example on steel: sound, whole, matched to itself, and told on its page as it is computed."""

import csv
import re

import pytest

from graph.formats.plants.matches import read_matches
from graph.questions import own_tables, production
from ontology.crosswalks import facts


def rows(file):
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def example(root):
    return root / "examples" / "steel"


@pytest.fixture(scope="module")
def release(example):
    return own_tables(example)


def test_every_match_is_an_entity_and_every_claim_has_its_source(example, release):
    files = [example / "matches.csv", example / "matches-owners.csv"]
    matches = read_matches(files, release.knowledge.entities)
    assert len(matches.by_id) == 87
    assert all(claim.citations for claim in release.knowledge.claims.values())


def test_every_row_of_the_facts_is_a_claim_but_two(shared, example):
    """Two rows on a deputy's seat state no citizenship; one row says two things."""
    given = rows(shared / "facts" / "steel" / "relations.csv")
    tables = ("ownership", "control", "leadership", "foundings", "locations", "designations")
    steel = {row["id"] for row in rows(shared / "facts" / "steel" / "sources.csv")}
    made = [
        row for name in tables for row in rows(example / f"{name}.csv") if row["source"] in steel
    ]
    assert len(made) == len(given) - 2 + 1
    assert {row["predicate"] for row in given} == {
        rule.predicate for rule in facts().values() if rule.set == "steel"
    }


def test_nobody_has_a_citizenship(release):
    assert not [claim for claim in release.knowledge.claims.values() if claim.kind == "Citizenship"]


def test_the_page_on_production_has_the_figures_of_today(root, shared, example, release):
    page = (root / "docs" / "production.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| (by [a-z ]+) \|(.+)\|$", page, re.MULTILINE))
    answer = production(
        release,
        shared / "data" / "gem" / "iron-steel-2025-03-25.csv",
        example / "plants.toml",
        matches=[example / "matches.csv"],
        where={"country/area": ["China"]},
    )
    for one in answer.shares:
        printed = [float(cell.strip(" %")) for cell in table[one.label].split("|")]
        computed = [one.share.lower, one.share.upper, one.with_last_known, one.with_seats]
        assert printed == pytest.approx([100 * share for share in computed], abs=0.01), one.label
    (ultimate,) = [one for one in answer.shares if one.definition == "byUltimateOwner"]
    amounts = {part.code: round(part.amount) for part in ultimate.parts}
    assert f"{amounts['homeByState']:,}" in page
    assert f"{amounts['asLastKnown']:,}" in page
    assert amounts["bySeatOnly"] == pytest.approx(136_804 + 15_610, abs=1)
    by_hand = 248_806 + 85_124 + 136_804 + 15_610 + 21_613
    assert by_hand == pytest.approx(507_970, abs=30)  # the figure of the hand computation
    assert f"{100 * ultimate.on_weak_evidence:.2f} rest on some" in page
    assert f"{100 * ultimate.as_stated:.2f} on a statement" in page.replace("\n", " ")
    told = {one.name: f"{100 * one.settles:.2f}" for one in ultimate.next[:5]}
    narrowing = page.split("What would narrow it most")[1]
    assert [points for points in told.values() if points not in narrowing] == []
    assert "Beijing Jianlong Investment Co Ltd" in told
