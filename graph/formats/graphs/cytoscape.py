"""A firm's surroundings as Cytoscape JSON, for Cytoscape and Cytoscape.js.

The columns are those of the other graph files; a number that is unknown is left
out. Several links between one pair stay several.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from graph.answers.neighbourhood import Neighbourhood
from graph.formats.graphs.graph_xml import Value, about, edge_rows, node_row
from graph.formats.json_text import unturned


def write_cytoscape(neighbourhood: Neighbourhood) -> bytes:
    """A neighbourhood as Cytoscape JSON; shares are fractions of one."""
    nodes = [
        {"data": {"id": node.entity.id, **_known(node_row(node))}} for node in neighbourhood.nodes
    ]
    edges = [
        {
            "data": {
                "id": f"e{number}", "source": edge.source, "target": edge.target,
                "interaction": edge.link, **_known(row),
            }
        }
        for number, (edge, row) in enumerate(edge_rows(neighbourhood))
    ]  # fmt: skip
    document = {
        "format_version": "1.0",
        "generated_by": "zizhu",
        "target_cytoscapejs_version": "~3",
        "data": {"name": neighbourhood.firm.name, **about(neighbourhood)},
        "elements": {"nodes": nodes, "edges": edges},
    }
    return msgspec.json.format(unturned(msgspec.json.encode(document)), indent=1)


def _known(row: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in row.items() if value is not None}
