"""Graphviz itself reads what is written, with every column and every letter."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from pygraphviz import AGraph

from graph.answers.neighbourhood import Neighbourhood, NetworkNode
from graph.answers.parts import Named
from graph.formats.graphs.dot import dot
from graph.formats.graphs.graph_xml import edge_rows, node_row


def test_graphviz_reads_what_the_graph_has(issuer: Neighbourhood) -> None:
    read = AGraph(string=dot(issuer))
    assert {node.attr["entity"] for node in read.nodes()} == {
        node.entity.id for node in issuer.nodes
    }
    for node in issuer.nodes:
        found = read.get_node(node.entity.id).attr
        for name, value in node_row(node).items():
            expected = "" if value in (None, False, "") else str(value)
            attribute = "party_name" if name == "name" else name
            assert (found[attribute] or "") == expected.replace("True", "true"), name
    assert read.number_of_edges() == len(issuer.edges)
    written = sorted(
        (edge[0], edge[1], edge.attr["share_upper"] or "", edge.attr["claims"] or "")
        for edge in read.edges()
    )
    assert written == sorted(
        (
            edge.source,
            edge.target,
            "" if row["share_upper"] is None else str(row["share_upper"]),
            str(row["claims"]),
        )
        for edge, row in edge_rows(issuer)
    )


def test_no_attribute_is_called_as_the_node_itself(issuer: Neighbourhood) -> None:
    """pydot makes keyword arguments of attributes, beside the name of the node."""
    read = AGraph(string=dot(issuer))
    assert all("name" not in node.attr.to_dict() for node in read.nodes())


@pytest.mark.parametrize(
    "name", ['a "b"', "back\\slash \\N", "two\nlines", "<b>", "; } digraph", "a\x0bb"]
)
def test_no_name_breaks_out(issuer: Neighbourhood, name: str) -> None:
    odd = NetworkNode(entity=Named(name, name), jurisdiction="CN")
    read = AGraph(string=dot(replace(issuer, nodes=(odd,), edges=())))
    assert read.number_of_nodes() == 1
    assert read.nodes()[0].attr["jurisdiction"] == "CN"


def test_contracts_and_old_stakes_look_like_it(issuer: Neighbourhood) -> None:
    text = dot(issuer)
    assert 'color="black:invis:black"' in text
    assert 'fontcolor="#707070"' in text
    assert 'style="dotted"' in text
