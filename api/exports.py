"""A firm's surroundings in the formats of graph programs and as a drawing."""

from __future__ import annotations

import io
from collections.abc import Mapping

from graph.answers import Neighbourhood

#: Format → media type.
MEDIA: Mapping[str, str] = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "svg": "image/svg+xml",
}


def export(neighbourhood: Neighbourhood, format: str) -> bytes:
    """A neighbourhood written in one of the formats of :data:`MEDIA`."""
    # Each format brings its own library, and drawing brings a large one.
    if format == "svg":
        from graph.formats.diagrams import svg

        return svg(neighbourhood).encode()
    from graph.formats.networks import write_gexf, write_graphml

    stream = io.BytesIO()
    {"graphml": write_graphml, "gexf": write_gexf}[format](neighbourhood, stream)
    return stream.getvalue()
