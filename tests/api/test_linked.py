"""Names lead to documents that say the same in every format; nothing in them is obeyed."""

from __future__ import annotations

import json

import httpx
import pyoxigraph as ox
import pytest
from lxml import html as pages

from api.linked.documents import ENDINGS, written
from graph import questions
from graph.errors import UnknownThingError
from graph.releases.release import Release
from graph.triples.descriptions import Described
from graph.triples.predicates import CITATIONS, citation_iri
from ontology.terms import ID

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
SMIC = "https://w3id.org/zizhu/id/smic"


def statements(text: bytes, ending: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(input=text, format=FORMATS[ending])}


def test_the_page_about_a_firm_begins_with_what_is_answered_of_it(
    web: httpx.Client, seed_release: Release
) -> None:
    page = pages.fromstring(web.get("/doc/id/smic.html").text)
    found = questions.answer(seed_release, "smic")
    text = " ".join(page.text_content().split())
    for one in found.headline:
        assert one.text in text
    assert text.index(found.headline[0].text) < text.index("Statements")
    links = [one.get("href") for one in page.iter("a")]
    assert found.cite.address in links
    assert "Statements" not in web.get("/doc/code/asserted.html").text


@pytest.mark.parametrize(
    "path", ["/id/smic", "/code/asserted", "/lens/hybrid", "/id/source/ding-2023", "/ns"]
)
@pytest.mark.parametrize(("ending", "media"), ENDINGS.items())
def test_a_name_leads_to_a_document_that_is_there(
    web: httpx.Client, path: str, ending: str, media: str
) -> None:
    found = web.get(path, headers={"accept": media})
    if found.status_code == 404:  # a source the seeds may not have
        pytest.fail(found.text)
    assert found.status_code == 303
    assert found.headers["location"].endswith(f".{ending}")
    assert found.headers["vary"] == "Accept, Accept-Encoding"
    document = web.get(found.headers["location"])
    assert document.status_code == 200
    assert document.headers["content-type"].split(";")[0] == media
    assert f'.{ending}>; rel="alternate"; type="{media}"' in document.headers["link"]


def test_every_format_says_the_same(web: httpx.Client) -> None:
    said = [statements(web.get(f"/doc/id/smic.{ending}").content, ending) for ending in FORMATS]
    assert all(one == said[0] for one in said)
    assert any(f"<{SMIC}>" in line and "Organization" in line for line in said[0])
    assert any("/target> " in line or "#target>" in line for line in said[0])


def test_a_page_carries_its_statements(web: httpx.Client) -> None:
    page = pages.fromstring(web.get("/doc/id/smic.html?view=statements").text)
    (embedded,) = page.xpath("//script[@type='application/ld+json']")
    assert json.loads(embedded.text) == web.get("/doc/id/smic.jsonld").json()
    assert "中芯国际" in page.text_content()
    hrefs = [link.get("href") for link in page.iter("a")]
    assert "/doc/id/smic.ttl" in hrefs
    for path in {one for one in hrefs if one.startswith("/id/smic")}:
        assert web.get(path.partition("#")[0], headers={"accept": "text/turtle"}).status_code == 303


def test_what_is_stated_cannot_break_out_of_a_page() -> None:
    evil = '</script><script>alert(1)</script><b onclick="x">'
    subject = ox.NamedNode("https://w3id.org/zizhu/id/a")
    note = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    link = ox.Literal(
        "javascript:alert(1)", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#anyURI")
    )
    found = Described(
        subject.value,
        (ox.Triple(subject, note, ox.Literal(evil)), ox.Triple(subject, note, link)),
        (),
    )
    page = pages.fromstring(written(found, "text/html"))
    assert len(page.xpath("//script[not(@src)]")) == 1
    assert all(one.get("src").startswith("/static/") for one in page.xpath("//script[@src]"))
    assert not page.xpath("//b")
    assert not [one for one in page.iter("a") if one.get("href", "").startswith("javascript")]


@pytest.mark.parametrize(
    "path", ["/id/nothing-here", "/doc/id/nothing-here.ttl", "/doc/id/smic.zip", "/doc/id/nobody",
             "/id/a b", "/doc/id/%3Ca%3E.ttl", "/code/"]
)  # fmt: skip
def test_what_is_not_there_is_said(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_visitor_who_reads_none_of_it_is_told(web: httpx.Client) -> None:
    assert web.get("/id/smic", headers={"accept": "image/png"}).status_code == 406
    assert web.get("/ontology", headers={"accept": "image/png"}).status_code == 406


def test_the_ontology_defines_what_it_uses(web: httpx.Client) -> None:
    turtle = statements(web.get("/ontology", headers={"accept": "text/turtle"}).content, "ttl")
    page = web.get("/ontology", headers={"accept": "text/html"}).text
    for term in ("Ownership", "HolderTable", "shareMin"):
        assert any(f"<https://w3id.org/zizhu/ns#{term}>" in line for line in turtle)
        assert f'id="{term}"' in page


def test_parts_belong_to_the_thing(seed_release: Release) -> None:
    found = questions.described(seed_release, SMIC)
    subjects = {str(one.subject).strip("<>") for one in found.about}
    assert SMIC in subjects
    assert any(one.startswith(SMIC + "#") for one in subjects)
    assert any(one.startswith(CITATIONS) for one in subjects)
    assert all(one == SMIC or one.startswith((SMIC + "#", CITATIONS)) for one in subjects)


def test_a_place_in_a_source_is_a_thing_and_knows_who_cites_it(seed_release: Release) -> None:
    cited = next(c for claim in seed_release.knowledge.claims.values() for c in claim.citations)
    found = questions.described(seed_release, citation_iri(cited))
    assert len(found.about) == 3
    citing = {one.subject.value.rpartition("/")[2] for one in found.referring}
    everybody = (*seed_release.knowledge.claims.values(), *seed_release.knowledge.entities.values())
    assert {one.id for one in everybody if cited in one.citations} <= citing
    with pytest.raises(UnknownThingError):
        questions.described(seed_release, SMIC + "x")


def test_a_page_names_what_it_cites(seed_release: Release) -> None:
    claim = next(iter(seed_release.knowledge.claims.values()))
    found = questions.described(seed_release, f"{ID}claim/{claim.id}")
    page = written(found, "text/html").decode()
    (name, *_) = (citation_iri(one).removeprefix(ID.base) for one in claim.citations)
    assert f">id:{name}</h2>" in page
    assert "/api/entities/claim" not in page
