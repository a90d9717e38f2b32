"""Chains of direct parents against what filers call ultimate, each difference with its reason."""

from datetime import date

import pytest

from graph.claims.model import Citation, Claim, Consolidation, Entity
from graph.claims.periods import PartialDate, Period
from graph.formats.gleif.reading import read_gleif
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.profiles.parents import roll_up
from made_up import DAY, known

CITED = (Citation("register"),)


def said(pairs, parent="directConsolidation", **more):
    return [
        Consolidation(id=f"{parent}-{low}-{up}", party=up, target=low, parent=parent,
                      citations=CITED, **more)
        for low, up in (pair.split("<") for pair in pairs.split())
    ]  # fmt: skip


def ultimate(pairs):
    return said(pairs, "ultimateConsolidation")


def test_a_chain_of_any_length_ends_at_the_top():
    found = roll_up([*said("a<b b<c c<d"), *ultimate("a<d b<d c<d")], DAY)
    assert (found.compared, found.agreed, found.differences) == (3, 3, ())


@pytest.mark.parametrize(
    ("direct", "filed", "reason"),
    [
        ("a<b", "a<t b<t", "b names the same ultimate parent, and no direct parent"),
        ("a<b", "a<t b<u", "b names another ultimate parent, u"),
        ("a<b", "a<t", "b names no parent at all"),
        ("a<b b<t t<z", "a<t", "has a direct parent of its own"),
        ("a<b b<a", "a<t", "go round in a circle"),
        ("a<b b<c c<b", "a<t", "go round in a circle"),
        ("a<b a<c", "a<b", "direct parents with different tops"),
    ],
)
def test_every_difference_has_its_reason(direct, filed, reason):
    found = roll_up([*said(direct), *ultimate(filed)], DAY)
    assert reason in next(str(one) for one in found.differences if one.firm.id == "a")


def test_two_direct_parents_with_one_top_agree():
    assert roll_up([*said("a<b a<c b<t c<t"), *ultimate("a<t")], DAY).agreed == 1


def test_what_no_longer_holds_or_was_taken_back_does_not_count():
    over = said("a<b", period=Period(end=PartialDate.parse("2020-12-31")))
    wrong = said("a<c", status="retracted")
    found = roll_up([*over, *wrong, *ultimate("a<t")], DAY)
    assert (found.compared, [one.id for one in found.only_ultimate]) == (0, ["a"])
    assert roll_up([*over, *ultimate("a<b")], date(2019, 6, 1)).agreed == 1


def test_the_real_file_agrees_in_824_of_828_and_every_other_is_explained(shared):
    (path,) = (shared / "data" / "gleif").glob("*.csv")
    claims = [r for s in read_gleif(path) for r in s.records if isinstance(r, Claim)]
    found = roll_up(claims, date(2026, 1, 23))
    assert (found.compared, found.agreed) == (828, 824)
    assert len(found.only_ultimate) == 6
    reasons = sorted(one.reason.partition(" names ")[2] for one in found.differences)
    assert reasons == [
        "no parent at all: it is the top, or its own record is missing",
        *["the same ultimate parent, and no direct parent: a link is missing"] * 3,
    ]


def test_the_whole_engine_finds_the_same_tops(shared):
    """A second computation: the controllers any question is answered with."""
    (path,) = (shared / "data" / "gleif").glob("*.csv")
    records = [r for s in read_gleif(path) for r in s.records]
    entities = {r.id: r for r in records if isinstance(r, Entity)}
    claims = {r.id: r for r in records if isinstance(r, Claim)}
    knowledge = known(entities.values(), claims.values())
    day = date(2026, 1, 23)
    filed = {
        claim.target: claim.party
        for claim in claims.values()
        if isinstance(claim, Consolidation) and claim.parent == "ultimateConsolidation"
    }
    direct = {
        claim.target
        for claim in claims.values()
        if isinstance(claim, Consolidation) and claim.parent == "directConsolidation"
    }
    both = sorted(filed.keys() & direct)
    assert len(both) == 828
    agreed = 0
    for firm in both:
        power = power_over(Situation(knowledge, firm, day, "GB"))
        tops = {power.ids[one] for found in power.possible for one in found.group}
        agreed += filed[firm] in tops
    assert agreed == 824
