"""What fresh readers looked for on the pages and did not find: each a law over every firm."""

from __future__ import annotations

import re
from html import unescape

import httpx
import pytest
from lxml import html as pages

from api.explorer.firm import claim_lines
from api.explorer.language import period_in
from api.explorer.numbered_claims import NumberedClaims
from api.explorer.pages import Reader
from api.explorer.years import by_year, newest, years_of
from graph.answers.claim_words import period_said
from graph.questions import answer, lenses, verdicts
from graph.releases.release import Release
from ontology.load import classes
from visiting import BROWSER

LATIN = re.compile(r"[A-Za-z]{4,}(?: [A-Za-z]{3,}){3,}")  # four words of a Latin script in a row


def page_of(web: httpx.Client, path: str, **given: str) -> pages.HtmlElement:
    found = web.get(path, params=given or None, headers=BROWSER)
    assert found.status_code == 200, (path, found.text[:300])
    return pages.fromstring(found.text)


def text_of(element: pages.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_days_of_every_list_stand_open_on_the_first_screen(
    web: httpx.Client, seed_release: Release
) -> None:
    for firm in seed_release.knowledge.subjects:
        found = answer(seed_release, firm)
        lists = next((one for one in found.sections if one.code == "headLists"), None)
        page = page_of(web, f"/doc/id/{firm}.html")
        open_ = [one for one in page.iter("ul") if "lists" in (one.get("class") or "").split()]
        assert bool(open_) is bool(lists), firm
        for one in lists.sentences if lists else ():
            assert one.text in text_of(open_[0])
        for one in open_:
            assert not [*one.iterancestors("details")]


def test_a_listed_company_of_the_group_is_told_of_beside_the_lists_of_the_firm(
    web: httpx.Client,
) -> None:
    page = page_of(web, "/doc/id/sensetime.html")
    (lists,) = [one for one in page.iter("ul") if one.get("class") == "lists"]
    assert "SenseTime Group Limited" in text_of(lists)


def test_every_mark_behind_a_number_leads_to_a_claim_or_a_document_on_the_page(
    web: httpx.Client, seed_release: Release
) -> None:
    for firm in seed_release.knowledge.subjects:
        page = page_of(web, f"/doc/id/{firm}.html")
        ids = {one.get("id") for one in page.iter() if one.get("id")}
        links = [one.get("href") or "" for one in page.iter("a")]
        marks = [one for one in links if one.startswith(("#c-", "#s-"))]
        assert marks
        assert {one[1:] for one in marks} <= ids, firm
        found = answer(seed_release, firm)
        cited = {claim for one in found.headline for claim in one.claims}
        (claims,) = [one for one in page.iter("section") if one.get("id") == "claims"]
        cited_there = {one.get("href") for one in claims.iter("a")}
        assert {f"/doc/id/claim/{one}.html" for one in cited} <= cited_there


def test_the_claims_of_each_definition_are_a_step_away(
    web: httpx.Client, seed_release: Release
) -> None:
    for one in verdicts(seed_release, "smic"):
        if one.claims:
            page = page_of(web, "/doc/id/smic.html", view="claims", lens=one.lens)
            shown = {item.get("id") for item in page.iter("li")}
            assert set(one.claims) <= shown, one.lens
    assert web.get("/doc/id/smic.html?view=claims&lens=nobodys", headers=BROWSER).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/doc/id/smic.html?view=statements", "/doc/id/claim/des-smic-bis-el-2020-12-18.html",
     "/doc/code/asserted.html", "/ontology", "/docs", "/sparql"],
)  # fmt: skip
def test_pages_of_data_have_the_head_of_the_others(web: httpx.Client, path: str) -> None:
    for language in ("en", "zh"):
        page = page_of(web, f"{path}{'&' if '?' in path else '?'}language={language}")
        assert page.find_class("top")
        assert next(one.get("href") for one in page.iter("link")) == "/static/explorer.css"
        assert not [*page.iter("style")]
        assert page.get("lang") == language


def test_a_claims_page_says_the_claim_before_its_statements(web: httpx.Client) -> None:
    page = page_of(web, "/doc/id/claim/des-smic-bis-el-2020-12-18.html")
    text = text_of(page)
    assert text.index("SMIC is named under") < text.index("Statements as data")


def test_a_document_without_its_format_leads_to_the_one_the_visitor_reads(
    web: httpx.Client,
) -> None:
    for accept, ending in (("text/html", "html"), ("text/turtle", "ttl")):
        found = web.get("/doc/id/smic", headers={"Accept": accept})
        assert (found.status_code, found.headers["location"]) == (303, f"/doc/id/smic.{ending}")
    assert web.get("/doc/id/smicc").status_code == 404
    assert web.get("/doc/id/smic.docx").status_code == 404


def test_those_who_are_proposed_are_named(web: httpx.Client) -> None:
    for path in ("/compare?id=sensetimes", "/doc/id/sensetimes.html", "/id/sensetimes"):
        found = web.get(path, headers=BROWSER)
        links = {
            one.get("href"): one.text_content() for one in pages.fromstring(found.text).iter("a")
        }
        assert links["/doc/id/sensetime.html"].startswith("SenseTime"), path
        assert "did you mean" not in unescape(found.text)


def test_refusals_are_not_kept_and_options_are_told(web: httpx.Client) -> None:
    for path in ("/doc/id/nobody-at-all.html", "/api/entities/nobody-at-all"):
        for accept in ("text/html", "application/json"):
            refused = web.get(path, headers={"Accept": accept})
            assert refused.headers["cache-control"] == "no-store"
    for path, method in (("/api/entities/smic/answer", "GET"), ("/sparql", "POST"), ("/", "GET")):
        told = web.options(path)
        assert told.status_code == 204
        assert {"OPTIONS", method} <= {one.strip() for one in told.headers["allow"].split(",")}
    assert web.options("/nowhere").status_code == 404


def test_reasons_and_definitions_are_in_the_language_of_the_page(
    web: httpx.Client, seed_release: Release
) -> None:
    for firm in seed_release.knowledge.subjects:
        page = page_of(web, f"/doc/id/{firm}.html", language="zh")
        for one in page.find_class("verdicts"):
            for reason in one.xpath(".//details/p[1]"):
                assert re.search("[\u3400-\u9fff]", text_of(reason)), (firm, text_of(reason))
    for lens in lenses(seed_release):
        page = page_of(web, f"/doc/lens/{lens.id}.html", language="zh")
        assert re.search("[\u3400-\u9fff]", text_of(page.find_class("lead")[0]))
    data = page_of(web, "/data", language="zh")
    (ways,) = data.xpath("//h2[text()='使用方式']/following-sibling::ul[1]")
    assert not LATIN.search(re.sub(r"[/?][^ ]*", "", text_of(ways)))


def test_an_authoritys_word_on_a_firm_and_the_state_is_on_its_page(web: httpx.Client) -> None:
    text = text_of(page_of(web, "/doc/id/dji.html"))
    assert "affiliated with bodies of the state of China" in text
    assert "state-assets commission" in text


def test_nobody_of_a_stated_nationality_is_said_to_have_an_open_one(web: httpx.Client) -> None:
    text = text_of(page_of(web, "/doc/id/dji.html"))
    assert "citizenship given as China" in text
    assert "nationality open of the unnamed among Frank Wang and three investors" in text
    assert not re.search(r"nationality of [^;.()]*Frank Wang[^;.()]* is open", text)


def test_a_register_that_was_read_is_no_register_unread(web: httpx.Client) -> None:
    text = text_of(page_of(web, "/doc/id/ali_cloud_computing.html"))
    assert "On paper Hangzhou Zhenxi Investment Management" in text
    assert "What any holder owns was not read" not in text


def test_a_listing_has_one_first_day(web: httpx.Client, seed_release: Release) -> None:
    text = text_of(page_of(web, "/doc/id/smic.html"))
    assert "first seen 2025-01" not in text
    assert "since 2021-06-03" in text
    for one in verdicts(seed_release, "smic"):
        if one.lens in ("dod-1260h", "dod-1260h-reach"):
            assert "since 2021-06-03" in one.explanation


def test_a_list_of_which_one_source_tells_was_not_read_whole(
    web: httpx.Client, seed_release: Release
) -> None:
    for firm in seed_release.knowledge.subjects:
        page = text_of(page_of(web, f"/doc/id/{firm}.html"))
        for found in re.finditer(
            r"Of lists read whole, and not on them: (.*?)(?:;|Of lists|$)", page
        ):
            assert "AI champions" not in found[1], firm


def test_when_a_claim_holds_is_in_chinese(seed_release: Release) -> None:
    for claim in seed_release.knowledge.claims.values():
        period = period_said(claim)
        assert not re.search("[a-z]", period_in("zh", period)), period
        assert period_in("en", period) == period


def test_what_is_claimed_has_a_name_in_chinese(seed_release: Release) -> None:
    for kind in {type(claim).__name__ for claim in seed_release.knowledge.claims.values()}:
        assert re.search("[\u3400-\u9fff]", Reader("zh").kind(kind)), kind
        assert Reader().kind(kind) == classes()[kind].label


def test_claims_over_the_years_are_all_of_them(seed_release: Release) -> None:
    for firm in seed_release.knowledge.subjects:
        lines = claim_lines(seed_release, firm)
        years = years_of(lines)
        assert sum(one.claims for one in years.columns) + years.undated == len(lines)
        groups = by_year(lines)
        assert len({one.year for one in groups}) == len(groups)
        assert all(newest(x.claim).startswith(one.year) for one in groups for x in one.claims)


@pytest.mark.parametrize("firm", ["smic", "cloudwalk", "alibaba", "dji"])
def test_marks_have_the_numbers_of_the_documents_that_are_listed(
    seed_release: Release, firm: str
) -> None:
    """Whoever quotes a sentence cites by its mark: it is no number of another list."""
    found = answer(seed_release, firm)
    numbered = NumberedClaims(found)
    by_id = {claim.claim.id: claim for claim in numbered.claims}
    listed = {document.number for document in found.sources}
    for sentence in found.headline:
        marks = numbered.marks(sentence)
        assert len({mark.to for mark in marks}) == len(marks)
        assert bool(marks) is bool(sentence.claims or sentence.sources)
        shown = {int(number) for mark in marks for number in re.findall(r"\d+", mark.text)}
        assert shown <= listed
        assert shown <= {*sentence.sources, *(n for c in sentence.claims for n in by_id[c].sources)}


@pytest.mark.parametrize(
    "path",
    [
        "/doc/id/bigfund1.html",
        "/doc/id/list_1260h.html",
        "/doc/id/p_frankwang.html",
        "/doc/id/made-in-china-2025.html",
    ],
)
def test_funds_lists_persons_and_programmes_say_who_is_connected(
    web: httpx.Client, path: str
) -> None:
    page = page_of(web, path)
    assert page.find_class("linked")


def test_a_programme_shows_what_it_aims_at(web: httpx.Client) -> None:
    page = text_of(page_of(web, "/doc/id/mlp-2006-2020.html"))
    assert "at most 30 %" in page


def test_the_list_of_indicators_has_their_aims_and_how_many_figures_until_when(
    web: httpx.Client, seed_release: Release
) -> None:
    known = seed_release.knowledge
    (table,) = page_of(web, "/indicators").iter("tbody")
    cells = {
        row.find("th").get("id"): {one.get("data-of"): text_of(one) for one in row.iter("td")}
        for row in table.iter("tr")
    }
    assert set(cells) == set(known.indicators)
    for indicator, said in cells.items():
        figures = [one for one in known.observations if one.indicator == indicator]
        seen = [one for one in figures if one.kind != "target"]
        assert int(said["Figures"]) == len(seen), indicator
        ends = [str(one.period.end or one.period.start or "") for one in seen]
        assert said["Until"].endswith(max(ends, default="")), indicator
        aims = [one for one in known.targets if one.indicator == indicator]
        told = [*filter(None, said["Aims"].split("; "))]
        assert bool(told) is bool(aims or len(seen) < len(figures)), indicator
        assert len(set(told)) == len(told), indicator
        for aim in aims:
            assert (f"{aim.value_upper:,f}" if aim.value_upper else aim.words) in said["Aims"]
            assert (f"by {aim.due}" if aim.due else "") in said["Aims"]


@pytest.mark.parametrize("path", ["/doc/id/smic.html",
                                  "/doc/lens/bis-affiliates.html"])  # fmt: skip
def test_a_rule_that_was_not_in_force_says_on_which_day(web: httpx.Client, path: str) -> None:
    """It may be in force today: the days of the facts are not the days of the reader."""
    text = text_of(page_of(web, path))
    said = [text[at.end() : at.end() + 40] for at in re.finditer("not in force", text)]
    assert any("(on 2025-12-31: in force from" in one for one in said), said
    assert all(one.lstrip().startswith(("(on 2025-12-31", ",", ";")) or "→" in one for one in said)


def test_a_page_of_a_day_has_no_label_that_came_later(web: httpx.Client) -> None:
    def days(path: str) -> set[str]:
        table = page_of(web, path).get_element_by_id("labels")
        return set(re.findall(r"\b(?:19|20)\d\d-\d\d-\d\d\b", text_of(table)))

    assert max(days("/doc/id/alibaba.html")) > "2020"
    assert all(day <= "2015-12-31" for day in days("/doc/id/alibaba.html?as_of=2015-12-31"))
