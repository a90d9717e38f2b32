"""The page for queries: its examples run, and in a browser the answer stands under the editor."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest
from legible import SIDEWAYS, serious

from ontology.examples import Example, examples
from visiting import Visit, follow

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXAMPLES = examples()
ACCEPTED = "application/sparql-results+json, text/turtle;q=0.9"
EDITOR = ".editor .CodeMirror"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.name)
def test_an_example_runs_as_it_is_and_has_an_answer(web: httpx.Client, example: Example) -> None:
    answer = web.get("/sparql", params={"query": example.query}, headers={"Accept": ACCEPTED})
    assert answer.status_code == 200, answer.text
    if "json" in answer.headers["content-type"]:
        assert answer.json()["results"]["bindings"], example.name
    else:
        assert " z:ownsOrControls " in answer.text


def test_there_are_a_dozen_each_with_a_name_and_a_title_of_its_own() -> None:
    assert len(EXAMPLES) >= 12
    assert len({one.name for one in EXAMPLES}) == len(EXAMPLES)
    assert len({one.title for one in EXAMPLES}) == len(EXAMPLES)
    for one in EXAMPLES:
        assert one.title[0].isupper(), one
        assert not one.query.startswith("#"), one


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_has_every_example_and_shows_the_one_that_is_named(
    web: httpx.Client, language: str
) -> None:
    for one in EXAMPLES:
        asked = {"example": one.name, "language": language}
        page = web.get("/sparql", params=asked, headers={"Accept": "text/html"}).text
        assert page.count("/sparql?example=") >= len(EXAMPLES)
        assert one.query.splitlines()[-1].split()[-1] in page
        if language == "zh":
            assert one.title not in page, "its title is not translated"


def test_an_example_that_is_none_is_refused_with_the_one_that_was_meant(web: httpx.Client) -> None:
    refused = web.get("/sparql?example=stakes-in-firm", headers={"Accept": "text/html"})
    assert refused.status_code == 404
    assert "did you mean: stakes-in-a-firm" in refused.text


def test_an_answer_stands_under_the_editor_and_its_names_lead_to_their_pages(
    visit: Visit, bundled: None
) -> None:
    with visit("/sparql") as page:
        ask(page)
        rows = page.locator("#results tbody tr")
        assert rows.count() > 10
        assert "query=" in page.url
        follow(page, page.locator('#results a:has-text("id:")').first)
        assert page.locator("h1").count() == 1
        page.go_back()
        page.locator(EDITOR).wait_for()
        assert "z:Ownership" in written(page)  # the address has it


def test_a_link_shares_a_query_and_asks_nothing_by_itself(visit: Visit, bundled: None) -> None:
    with visit(f"/sparql#query={quote('ASK { ?a a z:Assessment }')}") as page:
        page.locator(EDITOR).wait_for()
        assert written(page) == "ASK { ?a a z:Assessment }"
        assert page.locator("#results *").count() == 0
        ask(page)
        assert page.locator("#results").inner_text().startswith("Yes")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT ?a WHERE { ?a a z:Nobody }", "Rows: 0"),
        ("CONSTRUCT { ?a a z:Firm } WHERE { ?l z:firm ?a }", "z:Firm"),
        ("SELECT ?a WHERE { ?a a }", "line 1"),
        ("DROP ALL", "DROP"),
        ('SELECT ?a WHERE { VALUES ?a { "<script>window.ran=1</script>" } }', "<script>"),
        ("SELECT ?a WHERE { VALUES ?a { <javascript:window.ran=1> } }", "javascript:"),
    ],
)
def test_whatever_comes_back_is_said_on_the_page(
    visit: Visit, bundled: None, query: str, said: str
) -> None:
    with visit(f"/sparql#query={quote(query)}", may_fail=True) as page:
        ask(page)
        assert said in page.locator("#results").inner_text()
        assert page.locator('#results a[href^="javascript"]').count() == 0
        assert page.evaluate("() => window.ran") is None


@pytest.mark.parametrize(
    "name",
    ["/evil.example", "//evil.example/x", "id/../../evil", "id/./x", "id//evil", "lens/a?b=1"],
)
def test_a_name_that_only_looks_like_ours_leads_nowhere_here(
    visit: Visit, bundled: None, name: str
) -> None:
    iri = f"https://w3id.org/zizhu/{name}"
    with visit(f"/sparql#query={quote(f'SELECT ?a WHERE {{ VALUES ?a {{ <{iri}> }} }}')}") as page:
        ask(page)
        (href,) = page.eval_on_selector_all("#results td a", "all => all.map((a) => a.href)")
        assert href.startswith("https://w3id.org/")


def test_more_rows_than_a_page_holds_are_counted(visit: Visit, bundled: None) -> None:
    with visit(f"/sparql#query={quote('SELECT ?s ?p WHERE { ?s ?p ?o } LIMIT 1500')}") as page:
        ask(page)
        assert page.locator("#results tbody tr").count() == 1000
        assert "1500" in page.locator("#results").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editor_is_for_everybody(visit: Visit, axe: str, bundled: None, scheme: str) -> None:
    with visit("/sparql", color_scheme=scheme) as page:
        ask(page)
        assert serious(page, axe) == []
        page.locator(f"{EDITOR} textarea").focus()
        page.keyboard.press("Tab")  # the keyboard gets out of the editor again
        assert page.evaluate("() => document.activeElement.closest('.editor')") is None


def test_the_editor_fits_a_phone(visit: Visit, bundled: None) -> None:
    with visit("/sparql", wide=390, high=844) as page:
        ask(page)
        assert page.evaluate(SIDEWAYS) == []


def test_words_of_ours_are_proposed(visit: Visit, bundled: None) -> None:
    with visit(f"/sparql#query={quote('SELECT ?a WHERE { ?a a z:Hold')}") as page:
        page.locator(EDITOR).click()
        page.keyboard.press("Control+End")
        page.keyboard.press("Control+Space")
        page.locator(".CodeMirror-hints").wait_for()
        page.keyboard.press("Enter")
        assert written(page).endswith("z:HolderTable")


def ask(page: Page) -> None:
    page.locator(EDITOR).wait_for()
    page.get_by_role("button", name="Ask").click()
    page.locator("#results :is(table, pre, p:not(:has(button)))").first.wait_for()


def written(page: Page) -> str:
    text: str = page.evaluate("() => document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text
