"""A firm's surroundings for graph programs and as a drawing; claims as BODS or FollowTheMoney."""

from __future__ import annotations

import io
from collections.abc import Mapping

from graph import questions
from graph.answers import Neighbourhood
from graph.release import Release

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


def export_ftm(release: Release, firm: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Entities of FollowTheMoney, and what to say of them: counts, then all that was left out."""
    found = questions.ftm_entities(release, firm)
    counted = ", ".join(f"{number:,} {schema}" for schema, number in found.counts.items())
    said = [f"entities: {counted or 'none'}"]
    said += [f"not carried: {words} ({times:,})" for words, times in found.left_out]
    return found.lines(), tuple(said)


def export_bods(
    release: Release, firm: str | None, *, lines: bool
) -> tuple[bytes, tuple[str, ...]]:
    """Statements of BODS 0.4, and what to say of them: counts, then all that was left out."""
    found = questions.statements(release, firm)
    counted = ", ".join(f"{number:,} {kind}" for kind, number in found.counts.items())
    said = [f"statements: {counted or 'none'}"]
    said += [f"not carried: {words} ({times:,})" for words, times in found.left_out]
    fields = ", ".join(field for field, _ in found.annotated)
    said += [f"carried only by annotations of ours: {fields}"] if fields else []
    return found.lines() if lines else found.array(), tuple(said)


def _pictured(drawing: str, format: str) -> bytes:
    if format == "svg":
        return drawing.encode()
    from graph.formats import pictures

    return pictures.pdf(drawing) if format == "pdf" else pictures.png(drawing)
