"""A page shows what others wrote, and nothing of it runs, or turns the rest of the page round."""

from __future__ import annotations

import json
from unicodedata import bidirectional

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from api.dossier.answer_page import html
from api.harmless import as_json
from api.sparql import zygote
from api.views.markdown import escaped
from graph.answers.answer import FirmAnswer
from graph.formats import json_text
from graph.formats.json_text import unturned
from graph.path_questions import answer
from graph.releases.release import Release

CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.fixture(scope="module")
def found(seed_release: Release) -> FirmAnswer:
    return answer(seed_release, "cloudwalk")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,<b>", "vbscript:x",
     "file:///etc/passwd", "//evil.example/x", " javascript:alert(1)"],
)  # fmt: skip
def test_an_address_that_is_none_of_the_webs_is_text(found: FirmAnswer, address: str) -> None:
    first, *others = found.sources
    poisoned = replace(first, source=replace(first.source, url=address))
    page = html(replace(found, sources=(poisoned, *others)))
    assert f'href="{address}'.lower() not in page.lower()
    assert page.count("href=") == html(found).count("href=") - 1


def test_marks_that_turn_text_round_stay_out_of_pages(found: FirmAnswer) -> None:
    turned = replace(found.firm, name=f"Cloud{TURNING}Walk")
    first, *others = found.headline
    told = replace(first, text=f"{TURNING}{first.text}")
    page = html(replace(found, firm=turned, headline=(told, *others)))
    assert not set(page) & set(TURNING)
    assert "CloudWalk" in page
    assert escaped(f"a{TURNING}b") == "ab"


@given(st.text(st.sampled_from('a中–“\u061c\u200e\u200f\u202a\u202e\u2066\u2069\\"'), max_size=12))
def test_json_says_the_same_with_its_marks_of_direction_escaped(text: str) -> None:
    content = as_json({text: [text]})
    assert json.loads(content) == {text: [text]}
    assert not set(content.decode()) & set(MARKS)
    assert unturned(content) == content


def test_every_way_in_escapes_the_same_marks() -> None:
    assert zygote.MARKS.pattern == json_text.MARKS.pattern
    assert {mark for mark in map(chr, range(0x2100)) if json_text.MARKS.search(mark.encode())} == {
        *MARKS
    }
    assert {mark for mark in map(chr, range(0x2100)) if bidirectional(mark) in CONTROLS} <= {*MARKS}


def test_a_query_in_json_has_its_marks_escaped(web: httpx.Client) -> None:
    asked = 'SELECT ("a\\u202eb" AS ?x) {}'
    for media in ("application/sparql-results+json", "text/csv"):
        answer = web.get("/sparql", params={"query": asked}, headers={"Accept": media})
        assert answer.status_code == 200, answer.text
        assert ("\u202e" in answer.text) == (media == "text/csv")
    assert web.get("/sparql", params={"query": asked}).json()["results"]["bindings"] == [
        {"x": {"type": "literal", "value": "a\u202eb"}}
    ]


LONG = "q" * 3000


@pytest.mark.parametrize(
    "asked",
    [
        f"/api/entities/{LONG}", f"/api/entities/smic/answer?as_of={LONG}", f"/api/lenses/{LONG}",
        f"/api/entities/smic/classification?lens={LONG}", f"/id/{LONG}", f"/api/{LONG}",
        f"/api/entities/smic/answer?as_of={'q%20' * 900}",
    ],
)  # fmt: skip
def test_an_error_does_not_send_back_all_that_was_sent(web: httpx.Client, asked: str) -> None:
    """A value that was refused stood in the detail and in the address of the instance."""
    answer = web.get(asked)
    assert answer.status_code in (404, 422)
    assert " characters" in answer.json()["detail"]
    assert len(answer.text) < 800


@pytest.mark.parametrize(
    "asked",
    [
        "/api/entities/smic/answer?as_of=２０２０-01-01",
        "/api/entities/smic/answer?as_of=2025-12-31,lists:２０２６",
        "/api/measures?from=２０２０&to=2021&firm=smic",
        "/api/diff?firm=smic&from=٢٠٢٠",
    ],
)
def test_a_day_in_other_digits_is_refused_by_name(web: httpx.Client, asked: str) -> None:
    answer = web.get(asked)
    assert answer.status_code == 422
    assert "in the digits 0 to 9" in answer.json()["detail"]


def test_the_command_line_refuses_the_same_days(zizhu) -> None:
    ended = zizhu("answer", "smic", "--as-of", "２０２０")
    assert ended.code == 2
    assert "in the digits 0 to 9" in ended.stderr
    assert "characters)" in zizhu("answer", LONG).stderr
