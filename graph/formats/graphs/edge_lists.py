"""A firm's surroundings as plain lists of links and of entities, in CSV and in Parquet.

One row a link with the names of both ends, one row an entity. The columns are
those of the graph files (:mod:`graph.formats.graphs.graph_xml`); an unknown number is an
empty cell, never a zero. In CSV a text that a spreadsheet would take for a formula
gets an apostrophe in front; numbers stay as they are. CSV is UTF-8 with a mark,
because spreadsheets take it for something else without.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from graph.answers.neighbourhood import Neighbourhood
from graph.formats.graphs.graph_xml import EDGE_FIELDS, NODE_FIELDS, Value, edge_rows, node_row

FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ENDS: Mapping[str, type] = {
    "source": str, "source_name": str, "source_name_zh": str,
    "target": str, "target_name": str, "target_name_zh": str,
}  # fmt: skip
EDGE_COLUMNS: Mapping[str, type] = {**_ENDS, **EDGE_FIELDS}

Rows = Iterator[Mapping[str, Value]]


def edges(neighbourhood: Neighbourhood) -> Rows:
    """One row for each link."""
    names = {node.entity.id: node.entity for node in neighbourhood.nodes}
    for edge, row in edge_rows(neighbourhood):
        ends: dict[str, Value] = {}
        for end, id_ in (("source", edge.source), ("target", edge.target)):
            ends |= {end: id_, f"{end}_name": names[id_].name, f"{end}_name_zh": names[id_].name_zh}
        yield {**ends, **row}


def nodes(neighbourhood: Neighbourhood) -> Rows:
    """One row for each entity."""
    return (node_row(node) for node in neighbourhood.nodes)


def as_csv(rows: Rows, columns: Sequence[str]) -> bytes:
    """Rows as CSV (RFC 4180), each text safe to open in a spreadsheet."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def as_parquet(rows: Rows, columns: Mapping[str, type]) -> bytes:
    """Rows as Parquet, each column of its type."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {str: pa.string(), float: pa.float64(), bool: pa.bool_()}
    schema = pa.schema([(name, types[type_]) for name, type_ in columns.items()])
    sink = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list(rows), schema=schema), sink, compression="zstd")
    return sink.getvalue()


def neutral(text: str) -> str:
    """A text that no spreadsheet takes for a formula; a plain number is none.

    >>> neutral("=1+1"), neutral("@firm"), neutral("-4.5"), neutral("SMIC")
    ("'=1+1", "'@firm", '-4.5', 'SMIC')
    """
    if not text.startswith(FORMULA):
        return text
    return text if text.removeprefix("-").replace(".", "", 1).isdecimal() else f"'{text}"


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else neutral(value)


COLUMNS: Mapping[str, Mapping[str, type]] = {"edges": EDGE_COLUMNS, "nodes": NODE_FIELDS}


def write_list(neighbourhood: Neighbourhood, which: str, form: str) -> bytes:
    """The ``edges`` or ``nodes`` as ``csv`` or ``parquet``."""
    rows = edges(neighbourhood) if which == "edges" else nodes(neighbourhood)
    if form == "csv":
        return as_csv(rows, [*COLUMNS[which]])
    return as_parquet(rows, COLUMNS[which])
