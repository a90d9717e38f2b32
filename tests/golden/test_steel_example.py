"""The example on steel: sound, whole, matched to itself, and told on its page as it is computed."""

import re

import pytest
from raw_facts import read

from graph.formats.plants.matches import read_matches
from graph.questions import production
from ontology.crosswalks import facts


def test_every_match_is_an_entity_and_every_claim_has_its_source(steel_example, steel_release):
    files = [steel_example / "matches.csv", steel_example / "matches-owners.csv"]
    matches = read_matches(files, steel_release.knowledge.entities)
    assert len(matches.by_id) == 87
    assert all(claim.citations for claim in steel_release.knowledge.claims.values())


def test_every_row_of_the_facts_is_a_claim_but_two(shared, steel_example):
    """Two rows on a deputy's seat state no citizenship; one row says two things."""
    given = read(shared / "facts" / "steel" / "relations.csv")
    tables = ("ownership", "control", "leadership", "foundings", "locations", "designations")
    steel = {row["id"] for row in read(shared / "facts" / "steel" / "sources.csv")}
    made = [
        row
        for name in tables
        for row in read(steel_example / f"{name}.csv")
        if row["source"] in steel
    ]
    assert len(made) == len(given) - 2 + 1
    assert {row["predicate"] for row in given} == {
        rule.predicate for rule in facts().values() if rule.set == "steel"
    }


def test_nobody_has_a_citizenship(steel_release):
    assert not [
        claim for claim in steel_release.knowledge.claims.values() if claim.kind == "Citizenship"
    ]


def by_hand_in(page):
    """What the page tells of the count by hand: how much of it stands where here."""
    section = page.split("Of the 507,970 thousand")[1].split("\n\n")[1]
    amounts = {}
    for said, where in re.findall(
        r"^\| .+ \| ([\d,]+) \| ([^:|]+)(?::.+)? \|$", section, re.MULTILINE
    ):
        amounts[where] = amounts.get(where, 0) + int(said.replace(",", ""))
    return amounts


def test_the_page_on_production_has_the_figures_of_today(
    root, shared, steel_example, steel_release
):
    page = (root / "docs" / "production.md").read_text(encoding="utf-8")
    table = dict(re.findall(r"^\| (by [a-z ]+) \|(.+)\|$", page, re.MULTILINE))
    answer = production(
        steel_release,
        shared / "data" / "gem" / "iron-steel-2025-03-25.csv",
        steel_example / "plants.toml",
        matches=[steel_example / "matches.csv"],
        where={"country/area": ["China"]},
    )
    for one in answer.shares:
        printed = [float(cell.strip(" %")) for cell in table[one.label].split("|")]
        computed = [one.share.lower, one.share.upper, one.with_last_known, one.with_seats]
        assert printed == pytest.approx([100 * share for share in computed], abs=0.01), one.label
    (ultimate,) = [one for one in answer.shares if one.definition == "byUltimateOwner"]
    amounts = {part.code: round(part.amount) for part in ultimate.parts}
    assert by_hand_in(page) == pytest.approx(
        {
            "in the lower bound": ultimate.share.lower * answer.amount,
            "as last known": amounts["asLastKnown"],
            "by seat": amounts["bySeatOnly"],
            "open": 507_970 - round(ultimate.with_seats * answer.amount),
        },
        abs=30,  # what cells of 100.1 bring
    )
    assert f"{100 * ultimate.on_weak_evidence:.2f} rest on some" in page
    assert f"{100 * ultimate.as_stated:.2f} on a statement" in page.replace("\n", " ")
    told = {one.name: f"{100 * one.settles:.2f}" for one in ultimate.next[:5]}
    narrowing = page.split("What would narrow it most")[1]
    assert [points for points in told.values() if points not in narrowing] == []
    assert "Beijing Jianlong Investment Co Ltd" in told
