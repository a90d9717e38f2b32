"""Where a document was looked for already: on the command line, in CSV and over HTTP."""

import csv
import io

import httpx


def test_the_command_line_says_where_and_when(zizhu):
    shown = zizhu("unknowns", "cloudwalk", COLUMNS="120").stdout
    assert "Already looked in" in shown
    assert "2026-11-29, not" in shown and "and 3 before" in shown


def test_csv_has_every_search_and_rest_the_same(zizhu, web: httpx.Client):
    rows = list(csv.DictReader(io.StringIO(zizhu("unknowns", "smic", "--format", "csv").stdout)))
    answer = web.get("/api/entities/smic/unknowns").json()["unknowns"]
    assert [row["document"] for row in rows] == [one["document"] for one in answer]
    for row, one in zip(rows, answer, strict=True):
        for search in one["looked_in"]:
            assert f"{search['on']}, " in row["looked_in"] and search["where"] in row["looked_in"]
    assert len(answer[0]["looked_in"]) >= 2 and not all(one["looked_in"] for one in answer)


def test_the_classification_carries_them_too(web: httpx.Client):
    found = web.get("/api/entities/smic/classification").json()["unknowns"]
    assert found[0]["looked_in"][0]["on"].startswith("2026-11")
