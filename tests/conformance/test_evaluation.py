"""Queries over data of their own, one and more for each chapter of SPARQL 1.1 Query Language.

What each must answer is counted by hand from the few statements here. They take a visitor's way:
the guard, a process of their own, the results written and read back.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from served_app import Endpoint

#: A family: ann has bob and cai, bob has dan; the ages of all but dan; two graphs with a name.
DATA = """
<urn:ann> <urn:child> <urn:bob> .
<urn:ann> <urn:child> <urn:cai> .
<urn:bob> <urn:child> <urn:dan> .
<urn:ann> <urn:age> "60"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:bob> <urn:age> "30"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:cai> <urn:age> "30"^^<http://www.w3.org/2001/XMLSchema#integer> .
<urn:ann> <urn:name> "Ann"@en .
<urn:bob> <urn:name> "Bob" .
<urn:x> <urn:in> "one" <urn:g1> .
<urn:x> <urn:in> "both" <urn:g1> .
<urn:x> <urn:in> "both" <urn:g2> .
"""


@pytest.fixture(scope="module")
def client(endpoint: Endpoint) -> Iterator[httpx.Client]:
    with endpoint(DATA) as served:
        yield served


def rows(client: httpx.Client, query: str) -> list[str]:
    """Each row as its values in the order of the columns, a dash for none."""
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 200, answer.text
    names = answer.json()["head"]["vars"]
    return [
        " ".join(row[name]["value"].removeprefix("urn:") if name in row else "-" for name in names)
        for row in answer.json()["results"]["bindings"]
    ]


QUERIES = [
    # 5 and 6: patterns, and what may be missing
    ("SELECT ?a ?b { ?a <urn:child>/<urn:child> ?b }", ["ann dan"]),
    ("SELECT ?c ?n { <urn:ann> <urn:child> ?c OPTIONAL { ?c <urn:name> ?n } }",
     ["bob Bob", "cai -"]),
    ("SELECT ?c { ?p <urn:child> ?c OPTIONAL { ?c <urn:age> ?n FILTER(?n > 99) } }",
     ["bob", "cai", "dan"]),
    # 7: alternatives
    ("SELECT ?x { { ?x <urn:name> 'Bob' } UNION { ?x <urn:name> 'Ann'@en } }", ["ann", "bob"]),
    # 8: negation, by what there is and by what is shared
    ("SELECT ?c { ?p <urn:child> ?c FILTER NOT EXISTS { ?c <urn:age> ?n } }", ["dan"]),
    ("SELECT ?c { ?p <urn:child> ?c MINUS { ?c <urn:age> 30 } }", ["dan"]),
    ("SELECT ?c { ?p <urn:child> ?c MINUS { ?other <urn:age> 30 } }", ["bob", "cai", "dan"]),
    ("SELECT ?p { ?p <urn:child> ?c FILTER EXISTS { ?c <urn:child> ?d } }", ["ann"]),
    # 9: paths
    ("SELECT ?d { <urn:ann> <urn:child>+ ?d }", ["bob", "cai", "dan"]),
    ("SELECT ?d { <urn:dan> ^<urn:child>* ?d }", ["ann", "bob", "dan"]),
    ("SELECT ?d { <urn:cai> (^<urn:child>/<urn:child>)? ?d }", ["bob", "cai"]),
    ("SELECT ?d { <urn:bob> !(<urn:age>|<urn:name>) ?d }", ["dan"]),
    ("SELECT ?p { <urn:bob> (<urn:name>|<urn:age>) ?p }", ["30", "Bob"]),
    # 10: assignment, and values given
    ("SELECT ?y { ?x <urn:age> ?n BIND(?n / 4 AS ?y) FILTER(?n = 60) }", ["15"]),
    ("SELECT ?x ?n { VALUES (?x ?n) { (<urn:ann> UNDEF) (UNDEF 30) } ?x <urn:age> ?n }",
     ["ann 60", "bob 30", "cai 30"]),
    ("SELECT ?x { ?x <urn:age> ?n } VALUES ?n { 60 }", ["ann"]),
    # 11: aggregates
    ("SELECT ?n (COUNT(*) AS ?c) { ?x <urn:age> ?n } GROUP BY ?n", ["30 2", "60 1"]),
    ("SELECT (SUM(?n) AS ?s) (AVG(?n) AS ?a) (MIN(?n) AS ?l) (MAX(?n) AS ?h) { ?x <urn:age> ?n }",
     ["120 40 30 60"]),
    ("SELECT (COUNT(DISTINCT ?n) AS ?c) { ?x <urn:age> ?n }", ["2"]),
    ("SELECT (GROUP_CONCAT(?n; SEPARATOR='+') AS ?c) { ?x <urn:age> 30 BIND('a' AS ?n) }",
     ["a+a"]),
    ("SELECT ?p { ?p <urn:child> ?c } GROUP BY ?p HAVING (COUNT(?c) > 1)", ["ann"]),
    ("SELECT (SUM(?n) AS ?s) (COUNT(?n) AS ?c) { ?x <urn:nothing> ?n }", ["0 0"]),
    ("SELECT (SUM(?n) AS ?s) { ?x <urn:age>|<urn:name> ?n }", ["-"]),
    # 12: queries within queries
    ("SELECT ?x ?most { { SELECT (MAX(?n) AS ?most) { ?y <urn:age> ?n } } ?x <urn:age> ?most }",
     ["ann 60"]),
    # 13: graphs
    ("SELECT ?g (COUNT(*) AS ?c) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g", ["g1 2", "g2 1"]),
    ("SELECT ?o FROM <urn:g1> FROM <urn:g2> { ?s ?p ?o }", ["both", "one"]),
    ("SELECT ?g FROM NAMED <urn:g2> { GRAPH ?g { ?s ?p ?o } }", ["g2"]),
    ("SELECT ?s FROM NAMED <urn:g2> { ?s ?p ?o }", []),
    # 15: order, slices, what is told once
    ("SELECT ?x { ?x <urn:age> ?n } ORDER BY DESC(?n) ?x OFFSET 1 LIMIT 1", ["bob"]),
    ("SELECT DISTINCT ?n { ?x <urn:age> ?n } ORDER BY ?n", ["30", "60"]),
    # 17: expressions and functions
    ("SELECT ?x { ?x <urn:name> ?n FILTER(LANGMATCHES(LANG(?n), 'EN')) }", ["ann"]),
    ("SELECT (IF(1 < 2, 'yes', 'no') AS ?a) (COALESCE(?none, 1/0, 3) AS ?b) {}", ["yes 3"]),
    ("SELECT (SUBSTR('foobar', 4) AS ?a) (STRBEFORE('abc', 'b') AS ?b) (UCASE('x') AS ?c) {}",
     ["bar a X"]),
    ("SELECT (REPLACE('abab', 'B', 'z', 'i') AS ?a) (REGEX('abc', '^B') AS ?b) {}", ["azaz false"]),
    ("SELECT (ROUND(-2.5) AS ?a) (CEIL(1.2) AS ?b) (ABS(-3) AS ?c) {}", ["-2 2 3"]),
    ("SELECT (YEAR('2011-02-28T23:00:00Z'^^<http://www.w3.org/2001/XMLSchema#dateTime>) AS ?y) {}",
     ["2011"]),
    ("SELECT (<http://www.w3.org/2001/XMLSchema#integer>('12') + 1 AS ?a) {}", ["13"]),
    ("SELECT (1 IN (2, 1/0, 1) AS ?a) (3 NOT IN (1, 2) AS ?b) {}", ["true true"]),
    ("SELECT (SHA1('abc') AS ?a) {}", ["a9993e364706816aba3e25717850c26c9cd0d89d"]),
    ("SELECT (ENCODE_FOR_URI('a b') AS ?a) (CONCAT('x', 'y') AS ?b) (STRLEN('中芯') AS ?c) {}",
     ["a%20b xy 2"]),
]  # fmt: skip


@pytest.mark.parametrize(("query", "wanted"), QUERIES)
def test_rows(client: httpx.Client, query: str, wanted: list[str]) -> None:
    found = rows(client, query)
    assert (found if "ORDER BY DESC" in query else sorted(found)) == wanted


def test_what_is_made_of_them(client: httpx.Client) -> None:
    """16.2: statements made of rows, each once, and none with a name that is missing."""
    query = (
        "CONSTRUCT { ?c <urn:parent> ?p ; <urn:called> ?n } "
        "{ ?p <urn:child> ?c OPTIONAL { ?c <urn:name> ?n } }"
    )
    answer = client.get("/sparql", params={"query": query, "format": "nt"})
    assert sorted(answer.text.splitlines()) == [
        '<urn:bob> <urn:called> "Bob" .',
        "<urn:bob> <urn:parent> <urn:ann> .",
        "<urn:cai> <urn:parent> <urn:ann> .",
        "<urn:dan> <urn:parent> <urn:bob> .",
    ]
    short = client.get(
        "/sparql", params={"query": "CONSTRUCT WHERE { ?p <urn:child> ?c }", "format": "nt"}
    )
    assert len(short.text.splitlines()) == 3


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?b ?c } GROUP BY ?b",
        "SELECT (?a AS ?a) { ?a ?b ?c }",
        "SELECT * { BIND(1 AS ?x) BIND(2 AS ?x) }",
        "SELECT * { ?a ?b ?c } GROUP BY ?a",
        "SELECT * { { _:a ?b ?c } { _:a ?d ?e } }",
        "CONSTRUCT { GRAPH <urn:g> { ?a ?b ?c } } WHERE { ?a ?b ?c }",
        "ASK { ?s ?p ?o } ; ASK {}",
        "SELECT ?x { ?x <urn:p> ?y FILTER(?y = ) }",
        "PREFIX : <urn:> SELECT * { none:x ?p ?o }",
    ],
)
def test_what_is_not_sparql(client: httpx.Client, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == 400
    assert "not SPARQL" in answer.json()["detail"] or "line" in answer.json()["detail"]
