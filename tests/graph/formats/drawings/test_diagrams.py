"""A drawing says everything it must in forms and words, whatever the fonts and the colours."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge, NetworkNode
from graph.answers.parts import CitedSource, Interval, Named
from graph.formats.drawings.diagrams import LIMIT, nearest, svg
from graph.formats.drawings.legends import numbered
from graph.formats.drawings.marks import SHAPES, STROKES
from graph.formats.drawings.placement import place

SVG = "{http://www.w3.org/2000/svg}"


def drawn(neighbourhood: Neighbourhood, **more) -> ET.Element:
    return ET.fromstring(svg(neighbourhood, **more))


def words(top: ET.Element) -> str:
    return " ".join(text.text or "" for text in top.iter(SVG + "text"))


def link(top: ET.Element, starts: str) -> ET.Element:
    """The group of the link whose tooltip starts so."""
    return next(
        group
        for group in top.iter(SVG + "g")
        if (title := group.find(SVG + "title")) is not None
        and (title.text or "").startswith(starts)
    )


def star(holders: int) -> Neighbourhood:
    firm = Named("firm", "Firm")
    return Neighbourhood(
        firm=firm,
        basis="legal",
        as_of="2025-12-31",
        release="r",
        nodes=(
            NetworkNode(entity=firm, focus=True),
            *(NetworkNode(entity=Named(f"h{i}", f"Holder {i}")) for i in range(holders)),
        ),
        edges=tuple(
            NetworkEdge(
                source=f"h{i}",
                target="firm",
                link="ownership",
                share=Interval(i / 9999, i / 9999, i / 9999),
            )
            for i in range(holders)
        ),
        claims=(),
    )


def test_every_party_is_named_in_both_scripts(issuer: Neighbourhood) -> None:
    text = words(drawn(issuer))
    for node in issuer.nodes:
        assert node.entity.name_zh in text
        for word in node.entity.name.split():
            assert word in text or node.rest
    assert "traded shares, holders" in text
    assert "holders not disclosed" in text


def test_shares_and_ranges_stand_on_the_links(issuer: Neighbourhood) -> None:
    text = words(drawn(issuer))
    for label in ("13.9 %", "4–6 %", "70–82 %", "5–100 %"):
        assert label in text


def test_a_share_without_a_label_is_written_out(issuer: Neighbourhood) -> None:
    bare = tuple(replace(edge, label="") for edge in issuer.edges)
    text = words(drawn(replace(issuer, edges=bare)))
    assert "13.9 %" in text
    assert "4–6 %" in text


def test_no_two_kinds_of_link_or_party_differ_in_colour_alone() -> None:
    for one, other in combinations(STROKES.values(), 2):
        assert (one.dash, one.double, one.head) != (other.dash, other.double, other.head)
    forms = {
        name: (shape.corner, shape.cut, shape.double, shape.dash, shape.width)
        for name, shape in SHAPES.items()
        if name != "undisclosed"  # apart from float by its words
    }
    assert len(set(forms.values())) == len(forms)


def test_contracts_are_doubled_and_derived_links_dashed(issuer: Neighbourhood) -> None:
    top = drawn(issuer)
    contract = link(top, "Pingyuan (China) Technology → Hangzhou Pingyuan, VIE contracts")
    assert len(contract.findall(SVG + "path")) == 2
    equity = link(top, "Pingyuan (China) Technology → Hangzhou Pingyuan, 5 %")
    (path,) = equity.findall(SVG + "path")
    assert "stroke-dasharray" not in path.attrib
    derived = link(top, "Pingyuan Group → Hangzhou Pingyuan")
    assert derived.find(SVG + "path").get("stroke-dasharray") == STROKES["derived"].dash


def test_a_last_known_stake_is_grey_and_says_when(issuer: Neighbourhood) -> None:
    group = link(drawn(issuer), "Provident Fund → Pingyuan Group")
    current = link(drawn(issuer), "Nippon Fund → Pingyuan Group")
    assert group.find(SVG + "path").get("stroke") != current.find(SVG + "path").get("stroke")
    label = " ".join(text.text for text in group.findall(SVG + "text"))
    assert "last known, 2012" in label


def test_a_stake_of_unknown_size_says_so_once(issuer: Neighbourhood) -> None:
    unsized = NetworkEdge(
        source="nippon-fund",
        target="onshore",
        link="ownership",
        label="size not given",
        currency="unknownShare",
        as_of="2025-02-11",
    )
    group = link(
        drawn(replace(issuer, edges=(*issuer.edges, unsized))), "Nippon Fund → Hangzhou Pingyuan"
    )
    label = " ".join(text.text for text in group.findall(SVG + "text"))
    assert label == "share unknown (2025-02-11)"


def test_sources_are_numbered_as_cited(issuer: Neighbourhood) -> None:
    text = words(drawn(issuer))
    notes = numbered(issuer, issuer.edges)
    assert [source.id for source in notes.sources] == ["annual-report", "register"]
    by_label = {edge.label: notes.of(edge) for edge in issuer.edges}
    assert by_label["13.9 %"] == [1]
    assert by_label["VIE contracts"] == [1, 2]
    assert by_label["5–100 %"] == []
    assert "13.9 % [1]" in text
    assert "Annual report for <2024> & after, Pingyuan Group, 2025-06-26" in text


def test_only_web_addresses_become_links(issuer: Neighbourhood) -> None:
    hostile = CitedSource(id="x", title="X", url="javascript:alert(1)")
    claims = tuple(replace(claim, sources=(hostile,)) for claim in issuer.claims)
    assert [a.get("href") for a in drawn(issuer).iter(SVG + "a")] == [
        "https://example.org/report?a=1&b=2"
    ]
    assert list(drawn(replace(issuer, claims=claims)).iter(SVG + "a")) == []


def test_the_legend_explains_what_occurs_and_nothing_else(issuer: Neighbourhood) -> None:
    text = words(drawn(issuer))
    for stroke in STROKES.values():
        assert stroke.means in text
    assert SHAPES["PublicBody"].means not in text
    alone = words(drawn(star(2)))
    assert STROKES["contract"].means not in alone
    assert "grey" not in alone


def test_a_crowd_is_cut_to_the_nearest_and_largest_and_says_so() -> None:
    shown, left_out = nearest(star(100), LIMIT)
    assert left_out == 101 - LIMIT
    assert {node.entity.id for node in shown.nodes} == {
        "firm",
        *(f"h{i}" for i in range(101 - LIMIT, 100)),
    }
    assert len(shown.edges) == LIMIT - 1
    assert f"{left_out} more parties are not drawn" in words(drawn(star(100)))
    assert "not drawn" not in words(drawn(star(LIMIT - 1)))


def test_what_a_cut_leaves_hangs_together(issuer: Neighbourhood) -> None:
    for limit in range(1, len(issuer.nodes) + 1):
        shown, left_out = nearest(issuer, limit)
        assert len(shown.nodes) + left_out == len(issuer.nodes)
        reached, grown = {issuer.firm.id}, True
        while grown:
            more = {
                end
                for edge in shown.edges
                for end in (edge.source, edge.target)
                if {edge.source, edge.target} & reached
            } - reached
            reached |= more
            grown = bool(more)
        assert reached == {node.entity.id for node in shown.nodes}


def test_owners_stand_above_and_no_box_covers_another(issuer: Neighbourhood) -> None:
    for neighbourhood in (issuer, star(30)):
        boxes = {node.entity.id: (120.0, 40.0) for node in neighbourhood.nodes}
        placed = place(neighbourhood, boxes, [(40.0, 10.0)] * len(neighbourhood.edges))
        for edge in neighbourhood.edges:
            assert placed.nodes[edge.source][1] < placed.nodes[edge.target][1]
        for (ax, ay), (bx, by) in combinations(placed.nodes.values(), 2):
            assert abs(ax - bx) >= 120 or abs(ay - by) >= 40


def test_cross_holdings_own_shares_and_a_lone_firm_are_drawn(issuer: Neighbourhood) -> None:
    circle = (
        NetworkEdge(source="onshore", target="pingyuan", link="ownership", label="cross"),
        NetworkEdge(source="onshore", target="onshore", link="ownership", label="treasury"),
    )
    text = words(drawn(replace(issuer, edges=(*issuer.edges, *circle))))
    assert "cross" in text
    assert "treasury" in text
    assert "Pingyuan Group" in words(drawn(replace(issuer, nodes=issuer.nodes[:1], edges=())))


def test_an_awkward_name_never_breaks_the_picture(issuer: Neighbourhood) -> None:
    name = 'A "quoted" <name> & \x0b control ' + "x" * 300
    odd = (replace(issuer.nodes[0], entity=Named("pingyuan", name)), *issuer.nodes[1:])
    assert "quoted" in words(drawn(replace(issuer, nodes=odd)))


def test_a_name_without_spaces_does_not_stretch_its_box(issuer: Neighbourhood) -> None:
    long = (replace(issuer.nodes[0], entity=Named("pingyuan", "x" * 300)), *issuer.nodes[1:])
    assert float(drawn(replace(issuer, nodes=long)).get("width")) < 1000


def test_text_falls_back_to_a_chinese_font_that_exists_somewhere(issuer: Neighbourhood) -> None:
    families = drawn(issuer).get("font-family", "")
    assert re.search(r"CJK SC|PingFang SC|YaHei", families)
    assert families.endswith("sans-serif")


@pytest.mark.parametrize("count", [0, 1, 7, 40])
def test_the_same_neighbourhood_is_the_same_picture(count: int) -> None:
    assert svg(star(count)) == svg(star(count))
