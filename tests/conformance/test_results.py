"""The four formats of results, on terms of every kind; each by its own specification."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from xml.etree import ElementTree

import httpx
import pytest

from served_app import Endpoint

XSD = "http://www.w3.org/2001/XMLSchema#"
EVERY = """SELECT ?term ?none {
  VALUES (?order ?term) {
    (1 <http://example.org/a>) (2 "plain") (3 "said"@en) (4 7) (5 2.50) (6 1.0e6) (7 true)
    (8 "a,b \\"quoted\\"") (9 "two\\nlines") (10 "tab\\there") (11 "")
    (12 "x"^^<http://example.org/type>) (13 "中芯"@zh)
  }
} ORDER BY ?order"""


@pytest.fixture(scope="module")
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with endpoint('_:b <urn:p> "o" .') as served:
        yield served


def answer(client: httpx.Client, query: str, media: str) -> httpx.Response:
    found = client.get("/sparql", params={"query": query}, headers={"Accept": media})
    assert found.status_code == 200
    assert found.headers["content-type"].split(";")[0] == media
    return found


def literal(value: str, datatype: str) -> dict[str, str]:
    return {"type": "literal", "value": value, "datatype": datatype}


def test_json(client: httpx.Client) -> None:
    """SPARQL 1.1 Query Results JSON Format, 3.2.2."""
    found = answer(client, EVERY, "application/sparql-results+json").json()
    assert found["head"] == {"vars": ["term", "none"]}
    rows = found["results"]["bindings"]
    assert all(set(row) == {"term"} for row in rows)  # what has no value is left out
    assert [row["term"] for row in rows] == [
        {"type": "uri", "value": "http://example.org/a"},
        {"type": "literal", "value": "plain"},
        {"type": "literal", "value": "said", "xml:lang": "en"},
        literal("7", XSD + "integer"),
        rows[4]["term"],
        rows[5]["term"],
        literal("true", XSD + "boolean"),
        {"type": "literal", "value": 'a,b "quoted"'},
        {"type": "literal", "value": "two\nlines"},
        {"type": "literal", "value": "tab\there"},
        {"type": "literal", "value": ""},
        literal("x", "http://example.org/type"),
        {"type": "literal", "value": "中芯", "xml:lang": "zh"},
    ]  # fmt: skip
    for row, value, kind in ((rows[4], 2.5, "decimal"), (rows[5], 1e6, "double")):
        assert (float(row["term"]["value"]), row["term"]["datatype"]) == (value, XSD + kind)
    (row,) = answer(client, "SELECT * { ?s <urn:p> ?o }", "application/sparql-results+json").json()[
        "results"
    ]["bindings"]
    assert row["s"]["type"] == "bnode"


def test_xml(client: httpx.Client) -> None:
    """SPARQL Query Results XML Format, 2.3."""
    space = "{http://www.w3.org/2005/sparql-results#}"
    page = ElementTree.fromstring(answer(client, EVERY, "application/sparql-results+xml").content)
    assert page.tag == f"{space}sparql"
    names = [one.get("name") for one in page.iter(f"{space}variable")]
    assert names == ["term", "none"]
    results = list(page.iter(f"{space}result"))
    assert len(results) == 13
    terms = [next(iter(next(iter(result)))) for result in results]
    assert terms[0].tag == f"{space}uri"
    assert {term.tag for term in terms[1:]} == {f"{space}literal"}
    assert terms[2].get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert terms[3].get("datatype") == XSD + "integer"
    assert [terms[place].text or "" for place in (7, 8, 9, 10, 12)] == [
        'a,b "quoted"', "two\nlines", "tab\there", "", "中芯",
    ]  # fmt: skip


def test_csv(client: httpx.Client) -> None:
    """SPARQL 1.1 Query Results CSV and TSV Formats, 3: values alone, as RFC 4180 has them."""
    text = answer(client, EVERY, "text/csv").content.decode()
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert header == ["term", "none"]
    values = [row[0] for row in rows]
    assert (float(values.pop(4)), float(values.pop(4))) == (2.5, 1e6)
    assert values == [
        "http://example.org/a", "plain", "said", "7", "true", 'a,b "quoted"', "two\nlines",
        "tab\there", "", "x", "中芯",
    ]  # fmt: skip
    assert {row[1] for row in rows} == {""}
    assert text.startswith("term,none\r\n")


def test_tsv(client: httpx.Client) -> None:
    """The same, 4: terms as SPARQL writes them, a tab and the end of a line escaped."""
    lines = answer(client, EVERY, "text/tab-separated-values").text.split("\n")
    assert lines[0] == "?term\t?none"
    cells = [line.split("\t") for line in lines[1:] if line]
    assert all(len(row) == 2 and row[1] == "" for row in cells)
    terms = [row[0] for row in cells]
    assert terms[:4] == ["<http://example.org/a>", '"plain"', '"said"@en', "7"]
    assert terms[6:] == [
        "true", '"a,b \\"quoted\\""', '"two\\nlines"', '"tab\\there"', '""',
        '"x"^^<http://example.org/type>', '"中芯"@zh',
    ]  # fmt: skip


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", True), ("ASK { ?s <urn:q> ?o }", False)])
def test_truth_in_each(client: httpx.Client, query: str, truth: bool) -> None:
    word = str(truth).lower()
    json = answer(client, query, "application/sparql-results+json").json()
    assert (json["boolean"], json.get("results")) == (truth, None)
    page = ElementTree.fromstring(answer(client, query, "application/sparql-results+xml").content)
    (boolean,) = page.iter("{http://www.w3.org/2005/sparql-results#}boolean")
    assert boolean.text == word


def test_no_rows_and_no_columns_in_each(client: httpx.Client) -> None:
    for query, names, rows in (
        ("SELECT ?a ?b { ?a <urn:q> ?b }", ["a", "b"], 0),
        ("SELECT * {}", [], 1),
    ):
        json = answer(client, query, "application/sparql-results+json").json()
        assert json["head"]["vars"] == names
        assert len(json["results"]["bindings"]) == rows
        page = ElementTree.fromstring(
            answer(client, query, "application/sparql-results+xml").content
        )
        assert len(list(page.iter("{http://www.w3.org/2005/sparql-results#}result"))) == rows
        text = answer(client, query, "text/csv").content.decode()
        assert text.split("\r\n")[0] == ",".join(names)
