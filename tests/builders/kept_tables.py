"""Tables as people keep them, in each format that has rows; and what is read of them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from graph.claims.model import Entity, Ownership
from graph.formats.foreign.mapping import read_mapping
from graph.formats.foreign.reader import read_foreign

FORMATS = ("csv", "xlsx", "parquet")
MAPPING = """
[source]
id = "s"
title = "S"
[[claims]]
type = "Ownership"
party.column = "Owner"
target.column = "Company"
"""
Table = Sequence[Sequence[object]]


def written(folder: Path, form: str, table: Table) -> Path:
    path = folder / f"owners.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)
    elif form == "xlsx":
        book = openpyxl.Workbook()
        for row in table:
            book.active.append(list(row))
        book.save(path)
    else:
        header, *body = table
        columns = [
            [None if cell == "" else str(cell) for cell in column]
            for column in zip(*body, strict=True)
        ]
        pq.write_table(pa.table(dict(zip(map(str, header), columns, strict=True))), path)
    return path


def read(
    path: Path, mapping: Path | None = None
) -> tuple[dict[tuple[str, str], str], list[str], list[str]]:
    """Who holds how much of whom; what was noted; what was refused."""
    statements = list(read_foreign(path, read_mapping(mapping) if mapping else None))
    names = {
        one.id: one.name for said in statements for one in said.records if isinstance(one, Entity)
    }
    claims = [one for said in statements for one in said.records if isinstance(one, Ownership)]
    assert len({one.id for one in claims}) == len(claims)
    held = {(names[one.party], names[one.target]): str(one.share) for one in claims}
    assert len(held) == len(claims)
    noted = [words for said in statements for words in said.noted]
    return held, noted, [str(one) for said in statements for one in said.refusals]


HEADER = ["Owner", "Company", "Share %"]
