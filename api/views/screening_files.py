"""The rows of a batch as files: CSV that a spreadsheet opens as it is, and Parquet."""

from __future__ import annotations

import csv
import io

from api.views.screening_customers import row_table
from api.views.tables import lines_of
from graph.answers.screening import Screening
from graph.formats.graphs.edge_lists import neutral

NUMBERS = ("total_lower", "total_point", "total_upper")


def as_csv(answer: Screening) -> bytes:
    """A row a customer; no text is taken for a formula, and Chinese names are read as they are."""
    text = io.StringIO(newline="")
    lines = lines_of(row_table(answer))
    csv.writer(text).writerows([neutral(cell) for cell in line] for line in lines)
    return text.getvalue().encode("utf-8-sig")


def as_parquet(answer: Screening) -> bytes:
    """A row a customer, numbers as numbers; what is not known is null."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    header, *lines = lines_of(row_table(answer))
    columns = {}
    for place, name in enumerate(header):
        cells = [line[place] for line in lines]
        if name in NUMBERS:
            columns[name] = pa.array(
                [float(cell) if cell else None for cell in cells], pa.float64()
            )
        elif name == "row":
            columns[name] = pa.array([int(cell) for cell in cells], pa.int64())
        else:
            columns[name] = pa.array(cells, pa.string())
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink, compression="zstd")
    return sink.getvalue()
