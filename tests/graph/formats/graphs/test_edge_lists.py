"""Lists of links and entities: both ends named, safe in a spreadsheet, CSV and Parquet equal."""

from __future__ import annotations

import csv
import io

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as some

from graph.answers.neighbourhood import Neighbourhood
from graph.answers.parts import Named
from graph.formats.graphs.cytoscape import write_cytoscape
from graph.formats.graphs.edge_lists import FORMULA, neutral, write_list
from graph.formats.graphs.leaving_out import left_out


def _csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_each_link_names_both_ends(issuer: Neighbourhood) -> None:
    names = {node.entity.id: node.entity.name for node in issuer.nodes}
    rows = _csv(write_list(issuer, "edges", "csv"))
    assert len(rows) == len(issuer.edges)
    for row, edge in zip(rows, issuer.edges, strict=True):
        assert (row["source"], row["target"]) == (edge.source, edge.target)
        assert row["source_name"] == names[edge.source]
        assert row["target_name"] == names[edge.target]


def test_what_is_unknown_is_empty_and_never_zero(issuer: Neighbourhood) -> None:
    rows = _csv(write_list(issuer, "edges", "csv"))
    for row, edge in zip(rows, issuer.edges, strict=True):
        point = edge.share.point if edge.share else None
        assert row["share_point"] == ("" if point is None else repr(float(point)))
    assert "" in {row["share_point"] for row in rows}


@pytest.mark.parametrize("which", ["edges", "nodes"])
def test_parquet_says_the_same_as_csv(issuer: Neighbourhood, which: str) -> None:
    rows = _csv(write_list(issuer, which, "csv"))
    table = pq.read_table(io.BytesIO(write_list(issuer, which, "parquet"))).to_pylist()
    assert [*table[0]] == [*rows[0]]
    for typed, text in zip(table, rows, strict=True):
        for column, value in typed.items():
            if isinstance(value, bool):
                assert text[column] == str(value).lower()
            elif isinstance(value, float):
                assert float(text[column]) == value
            else:
                assert text[column] == neutral(value or "")


@given(some.text())
def test_no_text_is_a_formula_and_none_is_lost(text: str) -> None:
    safe = neutral(text)
    assert safe.removeprefix("'") == text.removeprefix("'") or safe == text
    if safe.startswith(FORMULA):
        assert float(safe) is not None


def test_a_name_like_a_formula_is_neutralised(issuer: Neighbourhood) -> None:
    first = issuer.nodes[0]
    evil = msgspec.structs.replace(
        first, entity=Named(first.entity.id, '=HYPERLINK("x")', "", "Organization")
    )
    changed = msgspec.structs.replace(issuer, nodes=(evil, *issuer.nodes[1:]))
    assert _csv(write_list(changed, "nodes", "csv"))[0]["name"] == '\'=HYPERLINK("x")'
    table = pq.read_table(io.BytesIO(write_list(changed, "nodes", "parquet")))
    assert table.column("name")[0].as_py() == '=HYPERLINK("x")'


def test_cytoscape_has_every_node_and_link(issuer: Neighbourhood) -> None:
    document = msgspec.json.decode(write_cytoscape(issuer))
    nodes, edges = (document["elements"][kind] for kind in ("nodes", "edges"))
    assert [node["data"]["id"] for node in nodes] == [node.entity.id for node in issuer.nodes]
    assert len({edge["data"]["id"] for edge in edges}) == len(issuer.edges)
    known = {node["data"]["id"] for node in nodes}
    for edge, given_ in zip(edges, issuer.edges, strict=True):
        assert {edge["data"]["source"], edge["data"]["target"]} <= known
        point = given_.share.point if given_.share else None
        assert edge["data"].get("share_point") == point
    assert document["data"]["firm"] == issuer.firm.id


def test_what_an_export_leaves_out_is_counted(issuer: Neighbourhood) -> None:
    assert left_out(issuer, "json") == ()
    for form in ("graphml", "gexf", "cytoscape", "edges.csv", "svg", "png", "nodes.csv", "ttl"):
        assert left_out(issuer, form), form
    assert f"{len(issuer.edges)} links" in left_out(issuer, "nodes.parquet")
    words = f"the words, stage, status and quantity of {len(issuer.claims)} claims"
    assert words in left_out(issuer, "graphml")
    unnamed = sum(bool(node.rest) for node in issuer.nodes)
    assert f"{unnamed} nodes that stand for holders nobody named" in left_out(issuer, "jsonld")
