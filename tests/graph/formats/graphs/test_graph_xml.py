"""GraphML and GEXF are valid by their schemas and open elsewhere with nothing lost."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import networkx as nx
import pytest
from lxml import etree
from msgspec.structs import replace

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge, NetworkNode
from graph.answers.parts import Interval, Named
from graph.formats.graphs.graph_xml import EDGE_FIELDS, NODE_FIELDS, write_gexf, write_graphml
from needed import program

Writer = Callable[[Neighbourhood, BinaryIO], None]
FORMATS = [
    pytest.param(write_graphml, "graphml.xsd", nx.read_graphml, id="graphml"),
    pytest.param(write_gexf, "gexf.xsd", nx.read_gexf, id="gexf"),
]


def written(writer: Writer, neighbourhood: Neighbourhood) -> bytes:
    stream = io.BytesIO()
    writer(neighbourhood, stream)
    return stream.getvalue()


def awkward(neighbourhood: Neighbourhood) -> Neighbourhood:
    """The same firm, whose holder has an id and names that XML does not take as they are."""
    holder = Named("LEI 5493/00<&>甲", 'A "quoted" <name> & \x0b control', "甲\n乙")
    return replace(
        neighbourhood,
        nodes=(*neighbourhood.nodes, NetworkNode(entity=holder)),
        edges=(
            *neighbourhood.edges,
            NetworkEdge(source=holder.id, target=neighbourhood.firm.id, link="ownership"),
        ),
    )


@pytest.mark.parametrize("odd", [False, True], ids=["plain", "awkward"])
@pytest.mark.parametrize(("writer", "schema", "reader"), FORMATS)
def test_the_file_is_valid_by_its_published_schema(
    writer: Writer, schema: str, reader: object, odd: bool, issuer: Neighbourhood, shared: Path
) -> None:
    parser = etree.XMLParser(no_network=True)
    xsd = etree.XMLSchema(etree.parse(shared / "data" / "graph-formats" / schema, parser))
    text = written(writer, awkward(issuer) if odd else issuer)
    xsd.assertValid(etree.fromstring(text))


@pytest.mark.parametrize(("writer", "schema", "reader"), FORMATS)
def test_xmllint_agrees(
    writer: Writer,
    schema: str,
    reader: object,
    issuer: Neighbourhood,
    shared: Path,
    tmp_path: Path,
) -> None:
    path = tmp_path / "network.xml"
    path.write_bytes(written(writer, issuer))
    xsd = shared / "data" / "graph-formats" / schema
    ran = subprocess.run(
        [program("xmllint"), "--nonet", "--noout", "--schema", xsd, path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(("writer", "schema", "reader"), FORMATS)
def test_networkx_opens_it_with_every_edge_and_column(
    writer: Writer, schema: str, reader: Callable[..., nx.Graph], issuer: Neighbourhood
) -> None:
    graph = reader(io.BytesIO(written(writer, issuer)))
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert graph.number_of_nodes() == len(issuer.nodes)
    assert graph.number_of_edges() == len(issuer.edges)
    by_entity = {data["entity"]: data for _, data in graph.nodes(data=True)}
    assert set(by_entity) == {node.entity.id for node in issuer.nodes}
    assert set(NODE_FIELDS) <= set(by_entity["founder"])
    assert by_entity["founder"]["name_zh"] == "李明"
    assert by_entity["pingyuan"]["focus"] is True
    assert by_entity["founder"]["focus"] is False
    fund = next(
        data for *_, data in graph.in_edges("pingyuan", data=True) if data["link"] != "rest"
    )
    assert set(EDGE_FIELDS) - {"amount_lower", "amount_upper"} <= set(fund)  # it is no money
    assert fund["share_point"] == 0.139
    assert fund["derived"] is False
    assert fund["claims"] == "c-fund"
    assert fund["sources"] == (
        "Annual report for <2024> & after, Pingyuan Group, 2025-06-26, p. 131,"
        " https://example.org/report?a=1&b=2"
    )


@pytest.mark.parametrize(("writer", "schema", "reader"), FORMATS)
def test_equity_and_contract_between_one_pair_stay_two_edges(
    writer: Writer, schema: str, reader: Callable[..., nx.MultiDiGraph], issuer: Neighbourhood
) -> None:
    graph = reader(io.BytesIO(written(writer, issuer)))
    between = [data["link"] for data in graph.get_edge_data("wfoe", "onshore").values()]
    assert sorted(between) == ["contract", "ownership"]


@pytest.mark.parametrize(("writer", "schema", "reader"), FORMATS)
def test_an_unknown_number_is_absent_and_a_zero_is_written(
    writer: Writer, schema: str, reader: Callable[..., nx.MultiDiGraph], issuer: Neighbourhood
) -> None:
    sold = NetworkEdge(
        source="nippon-fund", target="wfoe", link="ownership", share=Interval(0.0, 0.0, 0.0)
    )
    graph = reader(io.BytesIO(written(writer, replace(issuer, edges=(*issuer.edges, sold)))))
    (exit_,) = graph.get_edge_data("nippon-fund", "wfoe").values()
    assert (exit_["share_lower"], exit_["share_point"], exit_["share_upper"]) == (0, 0, 0)
    (ranged,) = graph.get_edge_data("founder", "pingyuan").values()
    assert (ranged["share_lower"], ranged["share_upper"]) == (0.04, 0.06)
    assert "share_point" not in ranged
    (board,) = graph.get_edge_data("founder", "wfoe").values()
    assert not {"share_lower", "share_point", "share_upper"} & set(board)


@pytest.mark.parametrize(("writer", "schema", "reader"), FORMATS)
def test_awkward_ids_and_names_come_back(
    writer: Writer, schema: str, reader: Callable[..., nx.MultiDiGraph], issuer: Neighbourhood
) -> None:
    graph = reader(io.BytesIO(written(writer, awkward(issuer))))
    (found,) = [d for _, d in graph.nodes(data=True) if d["entity"] == "LEI 5493/00<&>甲"]
    assert found["name"] == 'A "quoted" <name> & \N{REPLACEMENT CHARACTER} control'
    assert found["name_zh"] == "甲\n乙"


def test_graphml_says_what_it_shows(issuer: Neighbourhood) -> None:
    about = nx.read_graphml(io.BytesIO(written(write_graphml, issuer))).graph
    assert {key: about[key] for key in ("firm", "basis", "as_of", "release")} == {
        "firm": "pingyuan",
        "basis": "economic",
        "as_of": "2025-12-31",
        "release": "0123456789abcdef",
    }
