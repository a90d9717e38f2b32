"""A firm's surroundings in the formats of graph programs and as a drawing."""

from __future__ import annotations

import io
from collections.abc import Mapping

from graph.answers import Neighbourhood

#: Format → media type.
MEDIA: Mapping[str, str] = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "dot": "text/vnd.graphviz",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
}


def export(neighbourhood: Neighbourhood, format: str) -> bytes:
    """A neighbourhood written in one of the formats of :data:`MEDIA`."""
    # Each format brings its own library, and drawing brings large ones.
    if format in ("svg", "png", "pdf"):
        from graph.formats.diagrams import svg

        return _pictured(svg(neighbourhood), format)
    if format == "dot":
        from graph.formats.dot import dot

        return dot(neighbourhood).encode()
    from graph.formats.networks import write_gexf, write_graphml

    stream = io.BytesIO()
    {"graphml": write_graphml, "gexf": write_gexf}[format](neighbourhood, stream)
    return stream.getvalue()


def _pictured(drawing: str, format: str) -> bytes:
    if format == "svg":
        return drawing.encode()
    from graph.formats import pictures

    return pictures.pdf(drawing) if format == "pdf" else pictures.png(drawing)
