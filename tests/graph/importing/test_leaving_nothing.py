"""No reader leaves circles of records behind: an import runs with the collector paused."""

from __future__ import annotations

import csv
import gc
import json
from pathlib import Path

import pytest

from bods_statements import entity, interest, relationship, write
from gleif_files import entity as legal_entity
from gleif_files import make_lei, write_xml
from graph.importing.gathering import Wanted, gathered

FEW, MANY = 30, 330


def statements(path: Path, count: int) -> Path:
    said = [
        entity("f"),
        *(relationship(f"r{n}", "p", "f", interest(share=n)) for n in range(count)),
    ]
    return write(path.parent, *said, name=path.name)


def broken_lines(path: Path, count: int) -> Path:
    lines = ['{"statementId": ' + "[" * 2_000, '{"a": 1e99999999999999999999}', '{"b": "']
    path.write_text("\n".join([json.dumps(entity("f")), *lines * (count // 3)]), "utf-8")
    return path


def firms(path: Path, count: int) -> Path:
    return write_xml(path, [legal_entity(make_lei(f"E{n}"), f"Firm {n} Ltd") for n in range(count)])


def ftm(path: Path, count: int) -> Path:
    said = [{"id": f"f{n}", "schema": "Company", "properties": {"topics": 5}} for n in range(count)]
    path.write_text("".join(json.dumps(one) + "\n" for one in said), "utf-8")
    return path


def table(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["owner", "subject", "share", "date"])
        rows.writerows([f"O{n}", f"S{n}", n, "2020-01-01"] for n in range(count))
    return path


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("array.json", statements),  # most of them with a share above 100 %
        ("lines.jsonl", statements),
        ("broken.jsonl", broken_lines),
        ("firms.xml", firms),
        ("entities.json", ftm),
        ("table.csv", table),
    ],
)
def test_what_a_reader_leaves_for_the_collector_does_not_grow_with_the_file(tmp_path, name, make):
    left = []
    for count in (FEW, FEW, MANY):  # the first time, what is made once is made
        path = make(tmp_path / name, count)
        gc.collect()
        gc.disable()
        try:
            found = gathered([path], Wanted(), lambda step, done: None)
            read = sum(one.counts.statements for one in found.report.files)
            del found
            left.append(gc.collect())
        finally:
            gc.enable()
        assert read >= count
    _, few, many = left
    assert many - few < MANY - FEW
