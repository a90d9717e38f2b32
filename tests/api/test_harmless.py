"""A page shows what others wrote, and nothing of it runs, or turns the rest of the page round."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from api.dossier.answer_page import html
from api.views.markdown import escaped
from graph.answers.answer import FirmAnswer
from graph.path_questions import answer
from graph.releases.release import Release

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
