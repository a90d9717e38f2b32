"""Who is in the diagram of a firm: those who carry most, each bound to it, and nobody lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from own_release import release_of

from graph.answers.neighbourhood import NetworkEdge
from graph.answers.parts import Interval
from graph.errors import InputError
from graph.profiles.diagram.chosen import chosen
from graph.profiles.diagram.hops import distances
from graph.questions import diagram
from graph.releases.release import Release

PARTIES = "fabcdefgh"


def stake(holder: str, held: str, share: float) -> NetworkEdge:
    return NetworkEdge(
        source=holder, target=held, link="ownership", share=Interval(share, share, share)
    )


stakes = st.lists(
    st.builds(
        stake, st.sampled_from(PARTIES), st.sampled_from(PARTIES), st.sampled_from([0.05, 0.3, 0.6])
    ),
    max_size=20,
)


@given(stakes, st.integers(1, 9))
def test_whoever_is_shown_is_bound_to_the_firm_by_others_who_are(
    edges: list[NetworkEdge], most: int
) -> None:
    picked = chosen("f", edges, set(PARTIES), most)
    shown = set(picked.shown)
    within = [edge for edge in edges if {edge.source, edge.target} <= shown]
    assert set(distances("f", within)) == shown
    assert len(shown) <= most
    assert shown | picked.folded == set(distances("f", edges))
    assert not shown & picked.folded


def test_a_holder_of_much_is_shown_before_one_of_little() -> None:
    edges = [stake("a", "f", 0.05), stake("b", "f", 0.6), stake("c", "b", 0.6)]
    assert chosen("f", edges, {"f", "a", "b", "c"}, 3).shown == ("f", "b", "c")


def test_hops_count_links_and_an_opened_party_brings_what_it_holds() -> None:
    release = release_of(("ann", "TOP", 60), ("TOP", "FIRM", 40), ("TOP", "OTHER", 70))
    ids = {one.id for one in diagram(release, "FIRM", hops=1).parties}
    assert ids == {"FIRM", "TOP", "FIRM/undisclosed"}
    far = {one.id for one in diagram(release, "FIRM", hops=2).parties}
    assert far == {*ids, "ann", "TOP/undisclosed"}
    opened = diagram(release, "FIRM", hops=1, opened=["TOP"])
    assert {one.id for one in opened.parties} == {*far, "OTHER"}
    assert {(one.source, one.target, one.text) for one in opened.links} >= {
        ("TOP", "OTHER", "70 %"), ("ann", "TOP", "60 %"), ("TOP", "FIRM", "40 %"),
    }  # fmt: skip


def test_the_rest_are_counted_in_one_node() -> None:
    release = release_of(*((f"H{n}", "FIRM", 1 + n) for n in range(8)))
    found = diagram(release, "FIRM", hops=1, most=4)
    assert (found.found, found.folded) == (9, 5)
    (node,) = [one for one in found.parties if one.kind == "folded"]
    assert node.names == ("and 5 more, of less weight",)
    assert {one.id for one in found.parties if one.kind == "company"} == {"H7", "H6", "H5"}


def test_what_nobody_can_look_at_is_only_counted() -> None:
    release = release_of(*((f"H{n}", "FIRM", 0.04) for n in range(2001)))
    found = diagram(release, "FIRM", hops=1, most=2000)
    assert found.too_large
    assert (found.parties, found.links, found.found) == ((), (), 2002)
    assert not diagram(release, "FIRM", hops=1, most=500).too_large


@pytest.mark.parametrize("asked", [{"hops": 0}, {"hops": 10}, {"most": 0}, {"basis": "moral"}])
def test_what_is_no_size_or_basis_is_refused(seed_release: Release, asked: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        diagram(seed_release, "smic", **asked)


def test_bases_differ_where_votes_do(seed_release: Release) -> None:
    said = {
        basis: {one.text for one in diagram(seed_release, "cloudwalk", basis=basis).links}
        for basis in ("economic", "voting")
    }
    assert all(said.values())


def test_what_is_denied_or_was_only_planned_is_no_plain_fact(seed_release: Release) -> None:
    """Over all firms: a link says so itself, and not only in brackets behind it."""
    known, doubted = seed_release.knowledge, 0
    for firm in known.subjects:
        for link in diagram(seed_release, firm).links:
            cited = [known.claims[one] for one in link.claims if one in known.claims]
            claims = [one for one in cited if not set(one.disputes) & set(link.claims)]
            denied = bool(claims) and all(
                claim.status == "denied" or known.is_disputed(claim.id) for claim in claims
            )
            ahead = bool(claims) and all(claim.stage != "completed" for claim in claims)
            assert link.doubted or not (denied or ahead), (firm, link)
            assert ("denied" in link.text) is denied, (firm, link)
            doubted += link.doubted
    assert doubted > 5
