"""Pages for people: served whole without a script, in two languages, safe, and not too large."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest

from api.explorer import pages
from api.explorer.firm import SIDES, by_side, claim_lines
from api.explorer.pages import POLICY, STATIC, TEMPLATES, Reader, page
from api.explorer.years import newest
from api.views.bars import track
from graph.questions import compare
from graph.releases.release import Release
from ontology.translations import catalog
from visiting import BROWSER

FIRST, ALL = 60_000, 100_000  # bytes: of a firm's page before its sources, and of all of it
PAGES = (
    "/", "/compare", "/compare?id=smic&id=dji", "/lenses", "/data", "/imports", "/search?q=smic",
    "/search?q=%E4%B8%AD%E8%8A%AF", "/search?q=nobody-at-all", "/doc/lens/headquarters.html",
    "/doc/id/source/ding-2023.html", "/doc/id/smic.html?view=claims",
    "/doc/id/smic.html?as_of=2014-12-31", "/doc/id/ai_nat_team.html", "/doc/id/most.html",
    "/method", "/lenses/edit", "/lenses/edit?lens=xinchuang&threshold=1", "/indicators",
    "/doc/id/bigfund1.html", "/doc/id/mlp-2006-2020.html", "/doc/id/p_frankwang.html",
    "/doc/id/smic.html?view=claims&lens=hybrid", "/indicators/chip-targets",
    "/indicators/made-in-china-2025", "/calculations", "/calculations/foreign-dependency",
    "/calculations/value-added",
)  # fmt: skip


class Seen(HTMLParser):
    """What a page loads, links and runs."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.styles: list[str] = []
        self.scripts: list[dict[str, str | None]] = []
        self.names: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.names.append(tag)
        self.ids += [given["id"]] if given.get("id") else []
        if "style" in given or tag == "style":
            self.styles.append(tag)
        assert not any(name.startswith("on") for name in given), given
        if tag == "script":
            self.scripts.append(given)
        if tag in ("img", "script", "source", "link"):
            self.loads += [v for k, v in attrs if k in ("src", "srcset", "href") and v]
        if tag == "a":
            self.links.append(given.get("href") or "")


def read(web: httpx.Client, path: str) -> tuple[httpx.Response, Seen]:
    answer = web.get(path, headers=BROWSER)
    assert answer.status_code == 200, (path, answer.text[:300])
    return answer, Seen(answer.text)


def firms(release: Release) -> list[str]:
    return [f"/doc/id/{firm}.html" for firm in release.knowledge.subjects]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_page_brings_no_style_and_loads_nothing_from_elsewhere(
    web: httpx.Client, seed_release: Release, language: str
) -> None:
    for path in (*PAGES, *firms(seed_release)):
        answer, seen = read(web, f"{path}{'&' if '?' in path else '?'}language={language}")
        assert answer.headers["content-security-policy"] == POLICY
        assert answer.headers["content-language"] == language
        assert f'<html lang="{language}">' in answer.text
        assert seen.styles == [], path
        assert all("src" in one for one in seen.scripts)
        assert all(one.startswith("/") and not one.startswith("//") for one in seen.loads), path
        assert seen.names.count("h1") == seen.names.count("main") == 1
        assert len(set(seen.ids)) == len(seen.ids), path


def test_every_link_within_a_page_leads_somewhere(web: httpx.Client, seed_release: Release) -> None:
    there: dict[str, int] = {}
    for path in ("/", "/compare", "/lenses", *firms(seed_release)):
        _, seen = read(web, path)
        for link in seen.links:
            if link.startswith("#"):
                assert link[1:] in {*seen.ids, ""}, (path, link)
            elif link.startswith("/") and not link.startswith("/api/"):
                there.setdefault(link.partition("#")[0], 0)
            elif "format=svg" in link:
                there.setdefault(link, 0)
        there |= dict.fromkeys(seen.loads, 0)
    for link in there:
        answer = web.get(link, headers=BROWSER)
        assert answer.status_code in (200, 303, 308), link


@pytest.mark.parametrize("asked", ["as_of=2014", "as_of=2020-12-31&home=US", "home=HK&language=zh"])
def test_every_link_within_a_page_of_a_day_or_home_leads_somewhere(
    web: httpx.Client, asked: str
) -> None:
    """What goes with every link is taken wherever it leads."""
    there: dict[str, str] = {}
    for path in (
        "/doc/id/smic.html?", "/doc/id/bigfund1.html?", "/doc/id/p_jackma.html?",
        "/doc/id/smic.html?view=claims&", "/doc/lens/headquarters.html?",
        "/compare?id=smic&id=dji&", "/lenses/edit?lens=legal-seat&", "/search?q=smic&",
    ):  # fmt: skip
        _, seen = read(web, path + asked)
        for link in (*seen.links, *seen.loads):
            if link.startswith("/"):
                there.setdefault(link.partition("#")[0], path)
    kinds = {re.sub(r"/(id|lens)/.*?([.][a-z]+)?(?=[?]|$)", r"/\1/", one): one for one in there}
    for link in kinds.values():  # one of each kind of page, as asked
        answer = web.get(link, headers=BROWSER)
        assert answer.status_code in (200, 303, 308), (there[link], link)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_firms_page_is_not_too_large(
    web: httpx.Client, seed_release: Release, language: str
) -> None:
    """The second bar is of what travels, with styles and scripts, packed as browsers ask for it."""
    packs = BROWSER | {"Accept-Encoding": "gzip"}
    loads = ("explorer.css", "explorer.js")  # a script that was not built is not there
    loaded = [web.get(f"/static/{name}", headers=packs) for name in loads]
    beside = sum(one.num_bytes_downloaded for one in loaded)
    for path in firms(seed_release):
        answer = web.get(path, params={"language": language}, headers=packs)
        assert answer.content.index(b'id="sources"') <= FIRST
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.num_bytes_downloaded + beside <= ALL


def test_the_first_page_is_a_page_for_browsers_and_the_ways_in_for_programs(
    web: httpx.Client, seed_release: Release
) -> None:
    assert web.get("/").json()["ways"]
    answer, seen = read(web, "/")
    assert answer.headers["vary"] == "Accept, Accept-Encoding"
    for path in firms(seed_release):
        assert any(link.startswith(path) for link in seen.links)
    assert answer.text == read(web, "/")[0].text


def test_a_name_leads_a_browser_to_its_page_and_a_program_to_its_statements(
    web: httpx.Client,
) -> None:
    page_ = web.get("/id/smic", headers=BROWSER)
    assert page_.headers["location"] == "/doc/id/smic.html"
    data = web.get("/id/smic", headers={"Accept": "text/turtle"})
    assert data.headers["location"] == "/doc/id/smic.ttl"
    statements, _ = read(web, "/doc/id/smic.html?view=statements")
    assert "z:citation" in statements.text


def test_what_cannot_be_shown_is_said_in_words_on_a_page(web: httpx.Client) -> None:
    for path, status in (
        ("/doc/id/smicc.html", 404), ("/id/smicc", 404), ("/compare?id=smicc", 404),
        ("/search", 422), ("/doc/id/smic.html?as_of=yesterday", 422), ("/nowhere", 404),
        ("/search?q=a&colour=red", 422), ("/compare?id=smicc&language=zh", 404),
        ("/doc/id/smic.html?colour=red", 422),
    ):  # fmt: skip
        answer = web.get(path, headers=BROWSER)
        program = web.get(path, headers={"Accept": "application/json"})
        assert answer.status_code == program.status_code == status, (path, answer.status_code)
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["content-security-policy"] == POLICY
        assert program.headers["content-type"] == "application/problem+json"
        said = unescape(answer.text)
        # Whom else it may mean stands under it by name.
        assert program.json()["detail"].partition("; did you mean")[0] in said
        assert ("首页" in said) is ("language=zh" in path)
    assert "smic" in web.get("/compare?id=smicc", headers=BROWSER).text


def test_programs_are_never_refused_in_pages(web: httpx.Client) -> None:
    for path in ("/api/entities/smicc/answer", "/sparql?query=nonsense", "/api/nowhere"):
        refused = web.get(path, headers={"Accept": "text/html"})
        assert refused.headers["content-type"] == "application/problem+json", path


def test_where_no_script_was_bundled_pages_have_none_and_say_nothing_of_it(
    web: httpx.Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pages, "BUILT", tmp_path / "none")
    caches = (pages._files, pages._environment)
    for cache in caches:
        cache.cache_clear()
    found = page("lost", Reader(), "/", title="Not Found", reason="no such firm").decode()
    for cache in caches:
        cache.cache_clear()
    assert "<script" not in found
    assert "cript" not in re.sub("<[^>]*>", "", found)


def test_every_word_of_the_templates_is_in_chinese() -> None:
    known = catalog("zh")
    for file in TEMPLATES.iterdir():
        for text in re.findall(r'\b_\("([^"]+)"\)', file.read_text("utf-8")):
            assert ("page", text) in known, (file.name, text)


def test_names_of_others_stay_names() -> None:
    name = '<!--<script>alert(1)</script>"onload=x'
    found = page("search", Reader(), "/search", asked=name, matches=()).decode()
    assert "<script>alert" not in found
    assert "<!--" not in found.removeprefix("<!doctype html>")


def test_the_other_language_shows_the_same_page(web: httpx.Client) -> None:
    for path in ("/search?q=huawei", "/compare?id=smic&id=huawei", "/doc/id/smic.html?view=claims"):
        _, seen = read(web, path)
        (other,) = [one for one in seen.links if one.endswith("language=zh")]
        assert other == f"{path}&language=zh"
        answer, seen = read(web, other)
        assert f"{path}&language=en" in seen.links
        assert answer.headers["content-language"] == "zh"


def test_the_first_page_counts_as_the_firms_own_pages_do(
    web: httpx.Client, seed_release: Release
) -> None:
    first = web.get("/", headers=BROWSER).text
    for firm in seed_release.knowledge.subjects:
        line = first.partition(f"/doc/id/{firm}.html")[2].partition("</tr>")[0]
        own = web.get(f"/doc/id/{firm}.html", headers=BROWSER).text.partition('id="lenses"')[2]
        for side, word in (("home", "home"), ("notHome", "not home"), ("open", "open")):
            shown = re.search(rf'chip {side}">[^<]*</span> <span class="count">(\d+)', own)
            assert re.search(rf"\b{shown[1] if shown else 0} {word}\b", line), (firm, side)


def test_claims_stand_with_the_newest_first(web: httpx.Client, seed_release: Release) -> None:
    for firm in seed_release.knowledge.subjects:
        days = [newest(one.claim) for one in claim_lines(seed_release, firm)]
        assert days == sorted(days, reverse=True)


def test_no_character_of_control_is_in_a_page(web: httpx.Client) -> None:
    content = web.get("/search?q=a%00%07b%C2%9B", headers=BROWSER).text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", content)


def test_verdicts_stand_with_the_side_of_their_words_and_bars_with_their_interval(
    seed_release: Release,
) -> None:
    for answer in compare(seed_release, ()):
        groups = by_side(answer.verdicts)
        assert [one.side for one in groups] == [s for s in SIDES if s in {g.side for g in groups}]
        assert sum(len(one.verdicts) for one in groups) == len(answer.verdicts)
        for one in answer.verdicts:
            parts = track(one)
            if not parts:
                assert one.interval is None or (one.interval.lower, one.interval.upper) == (0, 1)
                continue
            assert one.interval is not None
            wide = sum(float(part.width) for part in parts)
            assert abs(wide - one.interval.upper * 100) < 0.03
            ends = max(float(part.start) + float(part.width) for part in parts)
            begins = min(float(part.start) for part in parts)
            assert abs(ends - 100) < 0.03 if one.counts == "foreign" else begins == 0


def test_the_styles_load_nothing() -> None:
    for file in STATIC.glob("*.css"):
        text = file.read_text("utf-8")
        assert "@import" not in text
        assert all(one.startswith('"#') for one in re.findall(r"url\(([^)]*)", text))


@pytest.mark.parametrize("name", ["ai_nat_team", "list_1260h", "list_bis_el"])
def test_a_list_shows_whom_it_names_as_its_answer_has_it(web: httpx.Client, name: str) -> None:
    answer = web.get(f"/api/entities/{name}/programme").json()
    page = web.get(f"/doc/id/{name}.html", headers={"Accept": "text/html"}).text
    rows = re.findall(r'<td data-of="Member"><a href="/doc/id/([^"?]+)\.html', page)
    assert rows == [one["entity"]["id"] for one in answer["members"]]
    assert page.count(">on it<") == sum(one["membership"] == "on" for one in answer["members"])
    earlier = web.get(f"/doc/id/{name}.html?as_of=2000-12-31", headers={"Accept": "text/html"}).text
    assert ">on it<" not in earlier
