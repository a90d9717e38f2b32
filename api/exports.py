"""A firm as a file: for graph programs, spreadsheets and stores, drawn, or to exchange."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import BinaryIO, NamedTuple

from graph import questions
from graph.answers.chart import Chart
from graph.answers.drawn import DRAWN
from graph.answers.neighbourhood import Neighbourhood
from graph.answers.picture import BandKind, Picture, Width
from graph.answers.screening import Screening
from graph.errors import InputError
from graph.formats.graphs.leaving_out import left_out
from graph.releases.release import Release

#: Format → media type.
MEDIA: Mapping[str, str] = {
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "cytoscape": "application/vnd.cytoscape+json",
    "edges.csv": "text/csv",
    "nodes.csv": "text/csv",
    "edges.parquet": "application/vnd.apache.parquet",
    "nodes.parquet": "application/vnd.apache.parquet",
    "dot": "text/vnd.graphviz",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "ttl": "text/turtle",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
}
RDF = ("ttl", "nq", "trig", "jsonld")
__all__ = ["DRAWN", "MEDIA", "RDF", "Exported", "export", "export_all", "export_bods",
           "export_chart", "export_ftm", "export_picture", "export_reached",
           "sheet_of"]  # fmt: skip


class Exported(NamedTuple):
    """A file, and what it could not carry, one line each."""

    content: bytes
    left_out: tuple[str, ...]


def export(release: Release, neighbourhood: Neighbourhood, format: str) -> Exported:
    """A neighbourhood written in one of the formats of :data:`MEDIA`."""
    return Exported(_written(release, neighbourhood, format), left_out(neighbourhood, format))


def export_picture(
    picture: Picture,
    neighbourhood: Neighbourhood,
    format: str,
    width: Width = "double",
    part: BandKind | None = None,
) -> tuple[Exported, ...]:
    """A firm's picture in one of :data:`DRAWN`, for two columns of a journal or for one.

    A sheet is no higher than a page: of a larger picture there are several, the pages of one PDF
    or files of their own. ``part``: of the picture only that.
    """
    from graph.formats.drawings import pictures  # brings large libraries
    from graph.formats.drawings.cut import part_of
    from graph.formats.drawings.pages import sheets

    picture = picture if part is None else part_of(picture, part)
    drawn = sheets(picture, width)
    named = {box.id for band in picture.bands for box in band.boxes}
    said = left_out(neighbourhood, format, named)
    if format == "pdf":
        return (Exported(pictures.pdf(*drawn), said),)
    made = (one.encode() if format == "svg" else pictures.png(one) for one in drawn)
    return tuple(Exported(content, said) for content in made)


def export_chart(chart: Chart, format: str, width: Width = "double") -> bytes:
    """A chart in one of :data:`DRAWN`, for two columns of a journal or for one."""
    from graph.formats.drawings.charts.sheet import chart_svg

    drawn = chart_svg(chart, width)
    if format == "svg":
        return drawn.encode()
    from graph.formats.drawings import pictures  # brings large libraries

    return pictures.pdf(drawn) if format == "pdf" else pictures.png(drawn)


def sheet_of(exported: Sequence[Exported], sheet: int) -> Exported:
    """One of the sheets of a picture, with how many others there are.

    Raises
    ------
    InputError
        If it has no such sheet.
    """
    if not 1 <= sheet <= len(exported):
        raise InputError(f"sheet is {sheet}; the picture has {len(exported)}")
    found = exported[sheet - 1]
    others = len(exported) - 1
    line = f"{others} more of its {len(exported)} sheets: ask for another sheet, or for PDF"
    return found._replace(left_out=(*found.left_out, line)) if others else found


def export_all(release: Release, format: str, stream: BinaryIO) -> None:
    """Write everything a release was built from, in one of :data:`RDF`."""
    from graph.claims.data_set import Meta
    from graph.claims.excerpt import everything
    from graph.formats.rdf.writer import write_rdf

    meta = Meta(home=release.home, data_date=release.data_date)
    write_rdf(everything(release.knowledge), format, stream, meta)


def _written(release: Release, neighbourhood: Neighbourhood, format: str) -> bytes:
    # Each format brings its own library.
    if format == "dot":
        from graph.formats.graphs.dot import dot

        return dot(neighbourhood).encode()
    if format == "cytoscape":
        from graph.formats.graphs.cytoscape import write_cytoscape

        return write_cytoscape(neighbourhood)
    stream = io.BytesIO()
    if format in RDF:
        from graph.claims.excerpt import excerpt
        from graph.formats.rdf.writer import write_rdf

        claims = (claim.id for claim in neighbourhood.claims)
        entities = (node.entity.id for node in neighbourhood.nodes)
        part = excerpt(release.knowledge, claims, entities)
        write_rdf((*part.sources, *part.entities, *part.claims), format, stream)
        return stream.getvalue()
    which, _, kind = format.partition(".")
    if kind:
        from graph.formats.graphs.edge_lists import write_list

        return write_list(neighbourhood, which, kind)
    from graph.formats.graphs.graph_xml import write_gexf, write_graphml

    {"graphml": write_graphml, "gexf": write_gexf}[format](neighbourhood, stream)
    return stream.getvalue()


def export_ftm(release: Release, firm: str | None) -> tuple[bytes, tuple[str, ...]]:
    """Entities of FollowTheMoney, and what to say of them: counts, then all that was left out."""
    found = questions.ftm_entities(release, firm)
    return found.lines(), _said_of(found.counts, found.left_out)


def export_reached(release: Release, screening: Screening) -> tuple[bytes, tuple[str, ...]]:
    """Whom a list reaches, as entities of FollowTheMoney, and what to say of them."""
    found = questions.ftm_reached(release, screening)
    return found.lines(), _said_of(found.counts, found.left_out)


def _said_of(counts: Mapping[str, int], left_out: Sequence[tuple[str, int]]) -> tuple[str, ...]:
    counted = ", ".join(f"{number:,} {schema}" for schema, number in counts.items())
    said = [f"entities: {counted or 'none'}"]
    return (*said, *(f"not carried: {words} ({times:,})" for words, times in left_out))


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
