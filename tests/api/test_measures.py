"""Every firm at once, at the command line and over REST."""

from __future__ import annotations

import csv
import io
import json
import re
from math import floor
from pathlib import Path
from typing import Any

import httpx
import pyarrow.parquet as pq
import pytest

from api.views import measures as views
from api.views.tables import span
from engines_here import installed
from graph import questions
from graph.answers.parts import Interval
from graph.releases.release import Release


def test_the_command_and_rest_say_the_same(zizhu: Any, web: httpx.Client) -> None:
    asked = ("smic", "dji", "--from", "2014", "--to", "2016", "--lens", "ultimate-control")
    document = json.loads(zizhu("measures", *asked, "--format", "json").stdout)
    query = {"firm": ["smic", "dji"], "from": "2014", "to": "2016", "lens": "ultimate-control"}
    page = web.get("/api/measures", params=query).json()
    assert page["results"] == document["results"]
    assert len(page["results"]) == 6
    assert (page["total"], page["next"]) == ({"value": 6, "relation": "eq"}, None)


def test_pages_put_together_are_the_whole(zizhu: Any, web: httpx.Client) -> None:
    whole = json.loads(zizhu("measures", "--format", "json").stdout)["results"]
    pages: list[Any] = []
    offset: int | None = 0
    while offset is not None:
        page = web.get("/api/measures", params={"limit": 150, "offset": offset}).json()
        pages += page["results"]
        offset = page["next"]
    assert pages == whole
    assert len(whole) == page["total"]["value"] > 200
    beyond = web.get("/api/measures", params={"offset": len(whole) + 5}).json()
    assert (beyond["results"], beyond["next"]) == ([], None)


def test_files_hold_what_is_answered(zizhu: Any, tmp_path: Path) -> None:
    rows = json.loads(zizhu("measures", "--format", "json").stdout)["results"]
    said = zizhu("measures", "--format", "parquet", "-o", str(tmp_path / "all.parquet")).stderr
    assert f"{len(rows):,} rows of <Release" in said
    table = pq.read_table(tmp_path / "all.parquet").to_pydict()
    written = zizhu("measures", "--format", "csv").stdout
    lines = list(csv.DictReader(io.StringIO(written)))
    for place, row in enumerate(rows):
        home = row["home_share"]["lower"]
        assert (table["firm"][place], lines[place]["firm"]) == (row["firm"]["id"],) * 2
        # What is written as text is cut to six digits, a lower bound downwards.
        assert floor(table["home_lower"][place] * 1e6 + 1e-6) / 1e6 == pytest.approx(
            home, abs=1e-12
        )
        assert float(lines[place]["home_lower"]) == home


def test_people_are_shown_a_table(zizhu: Any) -> None:
    asked = ("measures", "smic", "--as-of", "2020-12-31")
    shown = zizhu(*asked, COLUMNS="120").stdout
    (row,) = json.loads(zizhu(*asked, "--format", "json").stdout)["results"]
    home = Interval(**row["home_share"])
    assert home.lower > 0 and span(home) in shown
    assert "1 firm\n" in shown and "economic basis" in shown


def test_people_read_a_panel_firm_by_firm_with_what_its_days_are(zizhu: Any) -> None:
    asked = ("measures", "dji", "smic", "--from", "2023-12-31", "--to", "2025-12-31")
    shown = zizhu(*asked, COLUMNS="120").stdout
    assert "2023-12-31 to 2025-12-31, 3 days, one a year" in shown
    rows = [line.split()[:2] for line in shown.splitlines() if line.startswith(("DJI", "SMIC"))]
    days = ["2023-12-31", "2024-12-31", "2025-12-31"]
    assert rows == [[firm, day] for firm in ("DJI", "SMIC") for day in days]
    assert "it does not say that holders left" in shown  # DJI's holders were never read


def test_of_a_panel_too_long_for_a_screen_the_rest_is_counted(
    seed_release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = questions.measures(
        seed_release, firms=["dji", "smic", "cambricon"], from_="2024-12-31", to="2025-12-31"
    )
    for most, shown in ((200, 6), (5, 4), (2, 2), (1, 2)):  # whole firms, and one at the least
        monkeypatch.setattr(views, "SHOWN", most)
        view = views.measures(panel)
        assert len(view.rows.rows) == min(shown, max(most, 1))
        counted = f"{6 - len(view.rows.rows)} more rows: write them with --format csv or parquet"
        assert (counted in view.notes) is (len(view.rows.rows) < 6)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--engine", "abacus"), "'abacus' is no engine; there are: local"),
        (("smik",), "did you mean: "),
        (("--lens", "nothing"), "no lens answers to 'nothing'"),
        (("--from", "2020", "--to", "2014"), "the first comes first"),
        (("--from", "2030-01-01"), "after the data date of the release, 2025-12-31"),
        (("--from", "2020", "--as-of", "2014"), "not both"),
        (("-o", "x.csv"), "say which by --format"),
        (("-f", "csv", "-o", "nowhere/x.csv"), "cannot be written"),
    ],
)
def test_what_cannot_be_measured_is_said(zizhu: Any, asked: tuple[str, ...], said: str) -> None:
    ended = zizhu("measures", *asked)
    assert ended.code in (1, 2) and said in ended.stderr and ended.stderr.count("\n") == 1


def test_a_page_of_many_verdicts_is_refused_with_what_would_do(web: httpx.Client) -> None:
    lenses = ["ultimate-control", "ultimate-ownership", "legal-seat"]
    answer = web.get("/api/measures", params={"lens": lenses, "limit": 500})
    assert answer.status_code == 422
    assert "limit=333" in answer.json()["detail"]


def test_other_engines_write_the_same_rows(zizhu: Any, tmp_path: Path, cluster: str) -> None:
    installed("duckdb")
    asked = ("measures", "--format", "parquet", "-o")
    zizhu(*asked, str(tmp_path / "local.parquet"))
    wanted = pq.read_table(tmp_path / "local.parquet")
    for engine in (("duckdb",), ("spark", "--master", cluster, "--exchange", str(tmp_path))):
        file = tmp_path / f"{engine[0]}.parquet"
        said = zizhu(*asked, str(file), "--engine", *engine).stderr
        assert re.search(rf"^{engine[0]}: shares: \d+ rounds?", said, re.MULTILINE), said
        assert re.search(rf"^{engine[0]}: votes: \d+ rounds?", said, re.MULTILINE), said
        found = pq.read_table(file)
        assert found.schema == wanted.schema
        for name in wanted.column_names:
            if wanted[name].type == "double":
                one, other = found[name].to_numpy(), wanted[name].to_numpy()
                assert one == pytest.approx(other, abs=1e-9), name
            else:
                assert found[name] == wanted[name], name


def test_an_engine_that_fails_leaves_the_file_that_was_there(zizhu: Any, tmp_path: Path) -> None:
    installed("pyspark")
    file = tmp_path / "measures.csv"
    file.write_text("of last year")
    asked = ("measures", "smic", "--engine", "spark", "--format", "csv", "-o", str(file))
    ended = zizhu(*asked, "--master", "sc://127.0.0.1:1")
    assert (ended.code, ended.stdout) == (4, "")
    assert ended.stderr.startswith("zizhu: no cluster answers at 127.0.0.1:1: ")
    assert (file.read_text(), list(tmp_path.iterdir())) == ("of last year", [file])
    assert "give it as master" in zizhu(*asked).stderr
