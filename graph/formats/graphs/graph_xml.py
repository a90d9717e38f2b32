"""A firm's surroundings as GraphML and GEXF 1.2, for yEd, Gephi, Cytoscape, igraph and networkx.

Both files carry the same columns. A number that is unknown is left out, never written as zero.
Several edges between one pair (equity beside contracts) stay several edges. Both are written here
because networkx's GEXF is refused by the GEXF schema and its GraphML spells truth values in a way
other programs do not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import BinaryIO
from xml.etree import ElementTree as ET

from graph.answers.neighbourhood import Neighbourhood, NetworkEdge, NetworkNode
from graph.answers.parts import CitedClaim, CitedSource
from graph.formats.markup import clean, token

TYPES = {str: "string", float: "double", bool: "boolean"}

NODE_FIELDS: Mapping[str, type] = {
    "entity": str,
    "name": str,
    "name_zh": str,
    "kind": str,
    "column": str,
    "jurisdiction": str,
    "rest": str,
    "focus": bool,
}
EDGE_FIELDS: Mapping[str, type] = {
    "link": str,
    "share_lower": float,
    "share_point": float,
    "share_upper": float,
    "label": str,
    "currency": str,
    "as_of": str,
    "derived": bool,
    "claims": str,
    "sources": str,
    "amount_lower": float,
    "amount_upper": float,
    "amount_currency": str,
    "flow": str,
    "stage": str,
}
GRAPH_FIELDS = ("firm", "basis", "as_of", "release")

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://www.gexf.net/1.2draft"

Value = str | float | bool | None


def write_graphml(neighbourhood: Neighbourhood, stream: BinaryIO) -> None:
    """Write a neighbourhood as GraphML; shares are fractions of one.

    A node's id is the entity's, with what GraphML does not allow in an id written ``_xHHHH_``; the
    column ``entity`` has it unchanged. Of the graph, ``firm``, ``basis``, ``as_of`` and ``release``
    are recorded.
    """
    top = ET.Element("graphml", {"xmlns": GRAPHML})
    for name in GRAPH_FIELDS:
        _key(top, "graph", name, str)
    for name, type_ in NODE_FIELDS.items():
        _key(top, "node", name, type_)
    for name, type_ in EDGE_FIELDS.items():
        _key(top, "edge", name, type_)
    graph = ET.SubElement(
        top, "graph", {"id": token(neighbourhood.firm.id), "edgedefault": "directed"}
    )
    for name, told in about(neighbourhood).items():
        _data(graph, "graph", name, told)
    for node in neighbourhood.nodes:
        element = ET.SubElement(graph, "node", {"id": token(node.entity.id)})
        for name, value in node_row(node).items():
            _data(element, "node", name, value)
    for number, (edge, row) in enumerate(edge_rows(neighbourhood)):
        ends = {"source": token(edge.source), "target": token(edge.target)}
        element = ET.SubElement(graph, "edge", {"id": f"e{number}", **ends})
        for name, value in row.items():
            _data(element, "edge", name, value)
    _write(top, stream)


def write_gexf(neighbourhood: Neighbourhood, stream: BinaryIO) -> None:
    """Write a neighbourhood as GEXF 1.2; shares are fractions of one.

    Edges have no weight: GEXF reads a missing weight as 1, and an unknown share is not that.
    """
    top = ET.Element("gexf", {"xmlns": GEXF, "version": "1.2"})
    meta = ET.SubElement(top, "meta")
    ET.SubElement(meta, "creator").text = "zizhu"
    told = about(neighbourhood)
    ET.SubElement(meta, "description").text = clean(
        ", ".join(f"{name}: {value}" for name, value in told.items())
    )
    graph = ET.SubElement(top, "graph", {"defaultedgetype": "directed", "mode": "static"})
    for class_, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        columns = ET.SubElement(graph, "attributes", {"class": class_})
        for name, type_ in fields.items():
            column = {"id": f"{class_}.{name}", "title": name, "type": TYPES[type_]}
            ET.SubElement(columns, "attribute", column)
    nodes = ET.SubElement(graph, "nodes", {"count": str(len(neighbourhood.nodes))})
    for node in neighbourhood.nodes:
        names = {"id": clean(node.entity.id), "label": clean(node.entity.name)}
        _values(ET.SubElement(nodes, "node", names), "node", node_row(node))
    edges = ET.SubElement(graph, "edges", {"count": str(len(neighbourhood.edges))})
    for number, (edge, row) in enumerate(edge_rows(neighbourhood)):
        ends = {"source": clean(edge.source), "target": clean(edge.target)}
        names = {"id": f"e{number}", **ends, "type": "directed", "label": clean(edge.label)}
        _values(ET.SubElement(edges, "edge", names), "edge", row)
    _write(top, stream)


def node_row(node: NetworkNode) -> dict[str, Value]:
    """The columns of one node."""
    return {
        "entity": node.entity.id,
        "name": node.entity.name,
        "name_zh": node.entity.name_zh,
        "kind": node.entity.kind,
        "column": node.column,
        "jurisdiction": node.jurisdiction,
        "rest": node.rest,
        "focus": node.focus,
    }


def edge_rows(neighbourhood: Neighbourhood) -> Iterator[tuple[NetworkEdge, dict[str, Value]]]:
    """The columns of each edge; claims and sources are lists separated by `` | ``."""
    claims = {claim.id: claim for claim in neighbourhood.claims}
    for edge in neighbourhood.edges:
        cited = [claims[claim] for claim in edge.claims if claim in claims]
        yield (
            edge,
            {
                "link": edge.link,
                "share_lower": edge.share.lower if edge.share else None,
                "share_point": edge.share.point if edge.share else None,
                "share_upper": edge.share.upper if edge.share else None,
                "label": edge.label,
                "currency": edge.currency,
                "as_of": edge.as_of,
                "derived": edge.derived,
                "claims": " | ".join(edge.claims),
                "sources": " | ".join(references(cited)),
                "amount_lower": edge.amount_lower,
                "amount_upper": edge.amount_upper,
                "amount_currency": edge.amount_currency,
                "flow": edge.flow,
                "stage": edge.stage,
            },
        )


def references(claims: Iterable[CitedClaim]) -> list[str]:
    """The sources of some claims in one line each, without repeats, in order of first use."""
    return list(dict.fromkeys(reference(source) for claim in claims for source in claim.sources))


def reference(source: CitedSource) -> str:
    """A source in one line.

    >>> reference(CitedSource(id="a", title="Annual report", publisher="SMIC", published="2024"))
    'Annual report, SMIC, 2024'
    """
    parts = (source.title, source.publisher, source.published, source.locator, source.url)
    return ", ".join(part for part in parts if part)


def about(neighbourhood: Neighbourhood) -> dict[str, str]:
    """What the graph as a whole says of itself."""
    return {
        "firm": neighbourhood.firm.id,
        "basis": neighbourhood.basis,
        "as_of": neighbourhood.as_of,
        "release": neighbourhood.release,
    }


def _key(top: ET.Element, class_: str, name: str, type_: type) -> None:
    ET.SubElement(
        top,
        "key",
        {
            "id": f"{class_}.{name}",
            "for": class_,
            "attr.name": name,
            "attr.type": TYPES[type_],
        },
    )


def _data(parent: ET.Element, class_: str, name: str, value: Value) -> None:
    if value is not None:
        ET.SubElement(parent, "data", {"key": f"{class_}.{name}"}).text = _text(value)


def _values(parent: ET.Element, class_: str, row: Mapping[str, Value]) -> None:
    values = ET.SubElement(parent, "attvalues")
    for name, value in row.items():
        if value is not None:
            column = {"for": f"{class_}.{name}", "value": _text(value)}
            ET.SubElement(values, "attvalue", column)


def _text(value: str | float | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return clean(value) if isinstance(value, str) else repr(float(value))


def _write(top: ET.Element, stream: BinaryIO) -> None:
    ET.indent(top)
    ET.ElementTree(top).write(stream, encoding="UTF-8", xml_declaration=True)
