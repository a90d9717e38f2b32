"""Figures through every way in: the same at the command line, over HTTP and in a notebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.notebook.release import Release as Notebook
from graph import questions
from graph.errors import ZizhuError
from graph.profiles.see_also import indicators_of
from graph.releases.release import Release
from ontology.calculations import calculations, topics

Run = Callable[..., Any]


def test_the_seven_chip_figures_stand_side_by_side_in_words(zizhu: Run) -> None:
    said = " ".join(zizhu("indicator", "chip-targets", COLUMNS="200").stdout.split())
    for figure in ("70 % of chips used", "80 % of chip consumption", "49 % of domestic", "21 % of"):
        assert figure in said
    for figure in ("29 % of domestic", "11 % of global capacity", "25 % of global sales"):
        assert figure in said
    assert "from the one to the other is no fall" in said


def test_every_way_in_has_the_same_answer(
    zizhu: Run, web: httpx.Client, seed_release: Release
) -> None:
    told = json.loads(zizhu("indicator", "chip-targets", "-f", "json").stdout)
    asked = web.get("/api/indicators/chip-targets").json()
    for name in ("figures", "pairs", "gaps", "indicators"):
        assert told[name] == asked[name]
    shown = Notebook(seed_release).indicator("chip-targets")
    assert "no fall" in str(shown)
    assert "27.8" in str(Notebook(seed_release).calculate("foreign-dependency"))


def test_a_table_of_all_figures_says_where_its_columns_are_described(web: httpx.Client) -> None:
    table = web.get("/api/figures.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.headers["link"].startswith("<figures.csv-metadata.json>")
    described = web.get("/api/figures.csv-metadata.json").json()
    columns = [one["name"] for one in described["tableSchema"]["columns"] if "virtual" not in one]
    assert described["url"] == "figures.csv"
    assert table.text.splitlines()[0] == ",".join(columns)


@pytest.mark.parametrize("name", ["figures.csv", "figures.csv-metadata.json"])
def test_that_table_is_kept_by_whoever_has_it_and_refused_to_whoever_reads_none(
    web: httpx.Client, name: str
) -> None:
    first = web.get(f"/api/{name}")
    assert first.headers["zizhu-release"] == web.get("/api/release").json()["release"]
    again = web.get(f"/api/{name}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert web.get(f"/api/{name}", headers={"Accept": "image/png"}).status_code == 406


def test_an_export_has_its_description_beside_it(zizhu: Run, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    assert zizhu("export", "--format", "figures.csv", "-o", str(file)).code == 0
    described = json.loads((tmp_path / "all.csv-metadata.json").read_text())
    assert described["url"] == "all.csv"
    assert len(file.read_text().splitlines()) > 470
    refused = zizhu("export", "smic", "--format", "figures.csv")
    assert refused.code == 2
    assert "name no firm" in refused.stderr


def test_a_name_that_is_nothing_gets_the_nearest(zizhu: Run, web: httpx.Client) -> None:
    ended = zizhu("indicator", "chip-target")
    assert ended.code == 1
    assert "chip-targets" in ended.stderr
    assert web.get("/api/indicators/chip-target").status_code == 404
    assert "foreign-dependency" in zizhu("calculate", "foreign-dependence").stderr
    assert web.get("/api/calculations", params={"name": "x"}).status_code == 404


def test_sparql_asks_the_cube(web: httpx.Client) -> None:
    """What is nearly 35 is below 35; what is only to be by 2025 has no beginning."""
    query = """PREFIX qb: <http://purl.org/linked-data/cube#>
      SELECT ?lower ?upper ?open ?period { ?figure qb:dataSet/qb:structure ?structure ;
        z:hedge "nearly" ; z:unit code:percent ; z:kind code:observed ;
        z:boundLower ?lower ; z:boundUpper ?upper ; z:boundUpperOpen ?open ;
        z:refPeriod ?period }"""
    rows = web.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    assert rows
    for row in rows:
        assert (row["lower"]["value"], row["open"]["value"]) == ("-INF", "true")
    assert {float(row["upper"]["value"]) for row in rows} >= {35.0}


def test_what_was_counted_of_a_firm_by_every_way_in(zizhu: Run, web: httpx.Client) -> None:
    told = zizhu("indicators", "--about", "smic").stdout
    assert "2,500,000,000" in told and "1,950,000,000" in told  # grants of 2020 and 2022
    found = web.get("/api/indicators?about=smic").json()["results"]
    same = web.get("/api/indicators?about=中芯国际").json()["results"]
    assert [one["figures"] for one in found] == [one["figures"] for one in same]
    assert {figure["about"]["id"] for one in found for figure in one["figures"]} == {"smic"}
    page = web.get("/doc/id/smic.html").text
    assert 'id="figures"' in page and "2,500,000,000" in page
    assert 'id="figures"' not in web.get("/doc/id/yitu.html").text


def test_the_figures_that_the_page_on_figures_tells_are_those_of_the_seeds(
    root: Path, seed_release: Release
) -> None:
    told = " ".join((root / "docs/figures.md").read_text(encoding="utf-8").split())
    (servers,) = questions.calculate(seed_release, "servers")
    early = [
        (point, {share.figure.about.id: share.figure.lower for share in point.shares})
        for split in servers.splits
        for point in split.points
        if point.period in ("2020-01 – 2020-03", "2020")
    ]
    values = {value.text for point, _ in early for value in point.values}
    assert {"not known", "at least 59 %", "19.9 %"} <= values
    assert "at least 59 % were of brands from China, of which Inspur had 39 and Huawei 20" in told
    assert any(shares == {"inspur": 39.0, "huawei": 20.0} for _, shares in early)
    for topic in topics():
        assert f"`{topic}`" in told


def test_figures_lead_to_the_calculations_in_which_their_indicators_take_part(
    seed_release: Release,
) -> None:
    """By hand: 31.2 / 186.5 = 16.7 and 12.3 / 186.5 = 6.6 % of 2021, beside 40, 70 and 80 %."""
    (also, _) = questions.indicator(seed_release, ["chip-targets"]).see_also
    assert also.calculation == "home-production"
    assert {"by place 16.7 % (2021)", "by owner 6.6 % (2021)"} <= {*also.values}
    assert {"40 % by 2020", "70 % by 2025"} <= {*also.aims}
    for name in seed_release.knowledge.indicators:
        try:
            found = questions.indicator(seed_release, [name])
        except ZizhuError:  # an indicator of which no figure was read
            continue
        lead = {
            calculation.id
            for calculation in calculations().values()
            for basis in calculation.bases
            if name in indicators_of(basis)
            and any(
                one.id == basis.id
                for known in questions.calculate(seed_release, calculation.id)
                for one in known.bases
            )
        }
        lead |= {
            calculation.id
            for calculation in calculations().values()
            if any(split.series.indicator == name for split in calculation.splits)
        }
        assert {one.calculation for one in found.see_also} == lead, name


def test_every_way_to_see_figures_names_the_calculation(
    zizhu: Run, web: httpx.Client, seed_release: Release
) -> None:
    shown = " ".join(zizhu("indicator", "chip-targets").stdout.split())
    assert "See also zizhu calculate home-production: Chips made at home" in shown
    page = web.get("/indicators/chip-targets", headers={"Accept": "text/html"}).text
    assert "/calculations/home-production" in page
    for language in ("en", "zh"):
        chart = questions.figures_chart(seed_release, ["chip-targets"], language=language)
        assert any("16.7 % (2021)" in text for text in chart.apart)
