"""The one page by command, over REST, in Markdown and HTML: one record, laid out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import httpx
import pytest
from lxml import html as pages
from rich.cells import cell_len

from api.dossier.answer_page import html
from api.views.answer import BAR, answer, drawn, markdown
from graph import questions
from graph.releases.release import Release

Run = Callable[..., object]
PATH = "/api/entities/smic/answer"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("firm", ["smic", "alibaba", "sensetime", "cloudwalk", "dji"])
def test_the_first_screen_is_thirty_lines_of_a_hundred_columns(zizhu, firm, language) -> None:
    shown = zizhu("answer", firm, "--language", language, COLUMNS="100")
    lines = shown.stdout.splitlines()
    assert len(lines) <= 30
    # An address stands whole on a line of its own, so that it can be copied.
    assert all(cell_len(line) <= 100 for line in lines if " " in line)


def test_the_rest_unfolds_with_every_source(zizhu, seed_release: Release) -> None:
    found = questions.answer(seed_release, "smic")
    folded = zizhu("answer", "smic", COLUMNS="100").stdout
    shown = " ".join(zizhu("answer", "smic", "--unfold", COLUMNS="100").stdout.split())
    assert "zizhu answer smic --unfold" in folded
    for part in found.sections:
        assert part.heading in shown
        for one in part.sentences:
            assert one.text[:40] in shown
    assert f"[{len(found.sources)}]" in shown
    assert found.cite.address in shown


def test_json_is_the_same_by_command_and_over_rest(zizhu, web: httpx.Client) -> None:
    over = web.get(PATH, params={"language": "zh"})
    assert over.headers["content-type"] == "application/json"
    assert over.headers["content-language"] == "zh"
    by_command = json.loads(zizhu("answer", "smic", "--language", "zh", "-f", "json").stdout)
    assert over.json() == by_command


def test_each_reader_gets_the_form_they_read(web: httpx.Client, seed_release: Release) -> None:
    found = questions.answer(seed_release, "smic")
    page = web.get(PATH, headers={"accept": "text/html,application/xhtml+xml"})
    assert page.text == html(found)
    assert "script-src" not in page.headers["content-security-policy"]
    noted = web.get(PATH, headers={"accept": "text/markdown"})
    assert noted.text == markdown(found)
    assert web.get(PATH, headers={"accept": "image/png"}).status_code == 406
    assert web.get(PATH, params={"language": "fr"}).status_code == 422
    assert web.get("/api/entities/nobody-at-all/answer").status_code == 404


def test_markdown_carries_day_release_and_numbered_sources(seed_release: Release) -> None:
    found = questions.answer(seed_release, "smic")
    text = markdown(found)
    assert text.startswith("# SMIC 中芯国际\n")
    assert found.release in text
    assert "31 December 2025" in text
    listed = re.findall(r"^(\d+)\. ", text, re.MULTILINE)
    assert [int(number) for number in listed] == [one.number for one in found.sources]
    marked = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert marked <= {one.number for one in found.sources}


def test_the_page_is_one_page_and_reaches_out_to_nobody(seed_release: Release) -> None:
    for language in ("en", "zh"):
        found = questions.answer(seed_release, "smic", language=language)
        page = pages.fromstring(html(found))
        assert page.get("lang") == language
        assert not list(page.iter("script", "img", "link", "iframe", "object"))
        assert "url(" not in "".join(style.text or "" for style in page.iter("style"))
        ids = [one.get("id") for one in page.iter() if one.get("id")]
        assert len(ids) == len(set(ids))
        links = {one.get("href") for one in page.iter("a") if one.get("href", "").startswith("#")}
        assert {link[1:] for link in links} <= set(ids)
        assert len(html(found, claims=False).encode()) <= 61_000


def test_text_from_the_data_is_text(seed_release: Release) -> None:
    from msgspec.structs import replace

    found = questions.answer(seed_release, "dji")
    odd = replace(found.headline[0], text="<script>alert(1)</script>")
    written, noted = (form(replace(found, headline=(odd,))) for form in (html, markdown))
    assert "<script>" not in written
    assert "&lt;script&gt;" in written
    assert r"\<script\>alert(1)\</script\>" in noted


def test_a_bar_is_as_long_as_its_signs(seed_release: Release) -> None:
    for firm in ("smic", "alibaba", "dji"):
        for bar in questions.answer(seed_release, firm).owners.bars:
            assert abs(len(drawn(bar)) - BAR) <= len(bar.blocks)


def test_the_table_is_what_machines_get(zizhu) -> None:
    lines = zizhu("answer", "cloudwalk", "-f", "csv").stdout.splitlines()
    assert lines[0] == "who_asks,asks,says,side,side_said,when,lenses"
    assert any(line.startswith("foreignLists,") for line in lines)


def test_another_day_is_asked_and_cited(zizhu, seed_release: Release) -> None:
    then = questions.answer(seed_release, "smic", as_of="2014-12-31")
    assert "on 31 December 2014" in then.first_line
    assert "as_of=2014-12-31" in then.cite.address
    assert "--as-of 2014-12-31" in then.cite.command
    view = answer(then)
    assert view.parts[0] == "SMIC 中芯国际"
    again = zizhu(*then.cite.command.split()[1:], COLUMNS="120")
    assert again.code == 0, again.stderr
    assert then.first_line in again.stdout
