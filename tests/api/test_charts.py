"""Charts over HTTP: as SVG, PNG and PDF, in both languages, and refused in words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.notebook.release import Release as Notebook
from api.views.figures import aims_by_outcome
from graph.errors import InputError
from graph.questions import calculate
from graph.releases.release import Release
from visiting import BROWSER

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("ending", "media", "begins"),
    [("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG"),
     ("pdf", "application/pdf", b"%PDF")],
)  # fmt: skip
def test_a_chart_is_a_file_in_three_formats(
    web: httpx.Client, ending: str, media: str, begins: bytes
) -> None:
    for path in ("figures.{}?name=chip-targets", "calculations.{}?name=value-added"):
        answer = web.get("/api/" + path.format(ending))
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith(media)
        assert answer.content.startswith(begins)


def test_a_chart_is_narrow_and_in_chinese_if_asked(web: httpx.Client) -> None:
    asked = {"name": "chip-targets", "width": "single", "language": "zh"}
    drawn = web.get("/api/figures.svg", params=asked).text
    assert 'width="250"' in drawn
    assert "并非下降" in drawn


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_a_file_is_drawn_as_it_is_called(zizhu: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"chart.{ending}"
    assert zizhu("chart", "chip-targets", "-o", str(file)).code == 0
    begins = {"svg": b"<svg", "png": b"\x89PNG", "pdf": b"%PDF"}[ending]
    assert file.read_bytes().startswith(begins)


def test_every_way_in_draws_only_the_figures_asked_for(
    zizhu: Run, web: httpx.Client, seed_release: Release, tmp_path: Path
) -> None:
    file = tmp_path / "chart.svg"
    asked = ("chart", "chip-market-value", "--kind", "forecast", "--about", "prc", "-o", str(file))
    assert zizhu(*asked).code == 0
    there = {"name": "chip-market-value", "kind": "forecast", "about": "prc"}
    drawn = Notebook(seed_release).chart("chip-market-value", kinds="forecast", about="prc")
    assert file.read_text() == web.get("/api/figures.svg", params=there).text == drawn.svg
    assert file.read_text() != web.get("/api/figures.svg?name=chip-market-value").text


def test_no_figures_are_chosen_of_a_calculation_and_no_kind_is_made_up(
    zizhu: Run, seed_release: Release
) -> None:
    refused = zizhu("chart", "value-added", "--kind", "forecast")
    assert refused.code == 2
    assert "value-added is a calculation and drawn whole" in refused.stderr
    assert zizhu("chart", "chip-targets", "--kind", "forcast").code == 2
    with pytest.raises(InputError, match="no kind of figure; there are: target, observed"):
        Notebook(seed_release).indicator("chip-targets", kinds="forcast")


def test_what_is_not_there_is_refused_in_words(web: httpx.Client) -> None:
    assert "chip-targets" in web.get("/api/figures.svg?name=chip-target").text
    assert web.get("/api/calculations.svg?name=nothing").status_code == 404
    assert web.get("/api/figures.gif?name=chip-targets").status_code == 422
    assert web.get("/api/figures.csv").headers["content-type"].startswith("text/csv")


def test_a_page_says_why_two_figures_do_not_contradict_beside_their_sources(
    web: httpx.Client,
) -> None:
    page = web.get("/indicators/chip-targets", headers=BROWSER).text
    assert page.count("from the one to the other is no fall") >= 1
    assert page.count('<tr id="figure-') == 7
    assert "/doc/id/source/" in page
    assert web.get("/indicators/nothing-at-all", headers=BROWSER).status_code == 404


def test_a_page_tells_no_aim_of_a_value_twice_and_each_with_when_it_is_due(
    web: httpx.Client, seed_release: Release
) -> None:
    (found,) = calculate(seed_release, "home-production")
    page = " ".join(web.get("/calculations/home-production", headers=BROWSER).text.split())
    for value in (v for basis in found.bases for point in basis.points for v in point.values):
        for aims in aims_by_outcome(value).values():
            assert len(set(aims)) == len(aims)
            assert f": {', '.join(aims)}</span>" in page
    assert "70 % by 2025" in page
    chinese = web.get("/calculations/home-production?language=zh", headers=BROWSER).text
    assert "70 % 至2025" in chinese and "70 % by 2025" not in chinese


def test_links_to_pages_of_figures_carry_no_day(web: httpx.Client) -> None:
    page = web.get("/doc/id/mlp-2006-2020.html?as_of=2014-12-31", headers=BROWSER).text
    links = [one.split('"')[0] for one in page.split('href="') if one.startswith("/indicators/")]
    assert links
    assert not any("as_of" in one for one in links)
    assert web.get(links[0], headers=BROWSER).status_code == 200


def test_every_way_in_draws_the_same(
    zizhu: Run, web: httpx.Client, seed_release: Release, tmp_path: Path
) -> None:
    for name, path in (("chip-targets", "figures"), ("home-production", "calculations")):
        file = tmp_path / f"{name}.svg"
        ended = zizhu("chart", name, "-o", str(file), "--width", "single")
        assert ended.code == 0, ended.stderr
        asked = web.get(f"/api/{path}.svg", params={"name": name, "width": "single"})
        assert file.read_text("utf-8") == asked.text
        assert Notebook(seed_release).chart(name, width="single").svg == asked.text
    assert "chip-targets" in zizhu("chart", "chip-target").stderr
