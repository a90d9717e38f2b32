"""The W3C's own tests of SPARQL 1.1, where a checkout of them is at hand (:mod:`w3c_suite`).

Each test that is not run has its reason. Queries go through the guard and a process of their own,
as a visitor's do; requests of the protocol through the routes. That the tests are the W3C's says
their licence of 2008; what is claimed here is a run of them, not a mark of conformance.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from api.settings import Settings
from api.sparql.guard import guard
from api.sparql.workers import Workers
from graph.errors import MalformedQueryError, RefusedQueryError
from served_app import Endpoint
from w3c_suite import Case, Conversation, Exchange, cases, conversations, suite

SUITE = suite()
WITHOUT = "needs a checkout of w3c/rdf-tests; ZIZHU_RDF_TESTS says where it is"
XSD = "http://www.w3.org/2001/XMLSchema#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
#: Whole folders that are not run.
NOT_OURS = dict.fromkeys(
    ("add", "basic-update", "clear", "copy", "delete", "delete-data", "delete-insert",
     "delete-where", "drop", "move", "syntax-update-1", "syntax-update-2", "update-silent"),
    "updates are refused: the endpoint only reads",
) | {
    "entailment": "answers are what is stated; nothing is entailed but what a build derived",
    "service": "SERVICE is refused: a query reaches no other server",
    "graph-store-protocol": "there is no graph store to write to",
    "http-rdf-update": "there is no graph store to write to",
}  # fmt: skip
#: What the engine answers otherwise than these tests want; nothing of it is ours to choose.
LANGUAGE = "the engine keeps the language of what it joins, as the draft of SPARQL 1.2 has it"
CONSTANT = "the engine has no path of no steps from a name that nothing is stated of"
GRAPHS = "the engine binds the name of a graph where triples are matched, not where GRAPH begins"
ENGINE = {
    "COUNT: no GROUP BY inside of GRAPH": GRAPHS,
    "VALUES inside GRAPH binding the same variable as the graph name": GRAPHS,
    "outer GRAPH operator does not affect MINUS disjointness": GRAPHS,
    "GROUP_CONCAT with same language tag": LANGUAGE,
    "GROUP_CONCAT with one element": LANGUAGE,
    "tsv03 - TSV Result Format": "the engine reads a negativeInteger as the integer it is",
    "BNODE(str)": "the engine makes one node of one text in all rows, not one in each",
    "* with start being a constant on the empty dataset": CONSTANT,
    "* with end being a constant on the empty dataset": CONSTANT,
    "? with start being a constant on the empty dataset": CONSTANT,
    "? with end being a constant on the empty dataset": CONSTANT,
}
FOLDERS = sorted(path.parent.name for path in SUITE.glob("*/manifest.ttl")) if SUITE else []
QUERIES = [name for name in FOLDERS if name not in ("protocol", "service-description")]
MEDIA = {
    ".srx": ("application/sparql-results+xml", ox.QueryResultsFormat.XML),
    ".srj": ("application/sparql-results+json", ox.QueryResultsFormat.JSON),
    ".tsv": ("text/tab-separated-values", ox.QueryResultsFormat.TSV),
}


def listed() -> Iterator[object]:
    """Every test of a query, by its folder and name."""
    for folder in QUERIES if SUITE else ():
        if folder in NOT_OURS:
            why = pytest.mark.skip(reason=NOT_OURS[folder])
            yield pytest.param(None, id=folder, marks=why)
            continue
        assert SUITE is not None
        for case in cases(SUITE / folder):
            why = ENGINE.get(case.name)
            marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
            yield pytest.param(case, id=f"{folder}: {case.name}", marks=marks)


@pytest.mark.skipif(SUITE is None, reason=WITHOUT)
@pytest.mark.parametrize("case", list(listed()))
def test_queries(case: Case, tmp_path: Path) -> None:
    text, base = case.query.read_text(encoding="utf-8"), case.query.as_uri()
    if case.kind.startswith("Negative"):
        with pytest.raises(MalformedQueryError):
            answered(case, text, base, "text/turtle", tmp_path)
    elif case.kind.startswith("Positive"):
        try:
            answered(case, text, base, "", tmp_path)
        except RefusedQueryError as error:
            pytest.skip(f"it is refused for what it asks, before its syntax matters: {error}")
        except MalformedQueryError as error:
            if "function" not in str(error):
                raise
            pytest.skip(f"its syntax is read, and what it calls is not here: {error}")
    else:
        judged(case, text, base, tmp_path)


def judged(case: Case, text: str, base: str, folder: Path) -> None:
    assert case.result is not None
    if case.result.suffix == ".csv":
        found = answered(case, text, base, "text/csv", folder)
        assert rows_of_csv(found) == rows_of_csv(case.result.read_bytes())
    elif case.result.suffix == ".ttl" and (wanted := told(case.result)) is not None:
        media, format = MEDIA[".srj"]
        found = answered(case, text, base, media, folder)
        assert solutions(ox.parse_query_results(found, format=format)) == wanted
    elif case.result.suffix == ".ttl":
        found = answered(case, text, base, "application/n-triples", folder)
        wanted = ox.parse(path=str(case.result), base_iri=case.result.as_uri())
        assert canonical(ox.parse(found, format=ox.RdfFormat.N_TRIPLES)) == canonical(wanted)
    else:
        media, format = MEDIA[case.result.suffix]
        found = answered(case, text, base, media, folder)
        wanted = ox.parse_query_results(path=str(case.result), format=format)
        assert solutions(ox.parse_query_results(found, format=format)) == solutions(wanted)


def answered(case: Case, text: str, base: str, media: str, folder: Path) -> bytes:
    """The answer to a query over a test's data, in a process of its own."""
    quads = folder / "quads.nq"
    with quads.open("wb") as output:
        ox.serialize(statements(case), output, format=ox.RdfFormat.N_QUADS)

    async def ask() -> bytes:
        safe = guard(text, base=base)
        plain = {"construct": "text/turtle", "describe": "text/turtle"}
        async with Workers(quads, Settings()) as workers:
            return await workers.answer(safe, media or plain.get(safe.form, "text/csv"))

    return asyncio.run(ask())


def statements(case: Case) -> Iterator[ox.Quad]:
    for path in case.data:
        yield from ox.parse(path=str(path), base_iri=path.as_uri())
    for name, path in case.graphs:
        for quad in ox.parse(path=str(path), base_iri=path.as_uri(), rename_blank_nodes=True):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(name))


def rows_of_csv(content: bytes) -> list[list[str]]:
    """Columns in order and rows in order: CSV says neither types nor which blank node."""
    header, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
    order = sorted(range(len(header)), key=header.__getitem__)
    return [sorted(header), *sorted([_plain(row[place]) for place in order] for row in rows)]


def _plain(cell: str) -> str:
    if cell.startswith("_:"):
        return "_:"
    with suppress(InvalidOperation):
        return format(Decimal(cell).normalize(), "f")
    return cell


def told(path: Path) -> object:
    """Results told as statements (rs:ResultSet), as :func:`solutions` has them; none where not."""
    found = ox.Dataset(ox.parse(path=str(path), base_iri=path.as_uri()))

    def of(subject: ox.NamedNode | ox.BlankNode, name: str) -> list[ox.Term]:
        quads = found.quads_for_subject(subject)
        return [quad.object for quad in quads if quad.predicate.value == RS + name]

    sets = {quad.subject for quad in found if quad.predicate.value == RS + "resultVariable"}
    if not sets:
        return None
    (whole,) = sets
    rows = [
        {of(cell, "variable")[0].value: of(cell, "value")[0] for cell in of(row, "binding")}
        for row in of(whole, "solution")
    ]
    return as_statements([name.value for name in of(whole, "resultVariable")], rows)


def canonical(quads: Iterator[ox.Quad]) -> set[ox.Quad]:
    """Statements with blank nodes named by where they stand."""
    found = ox.Dataset(
        ox.Quad(quad.subject, quad.predicate, by_value(quad.object), ox.DefaultGraph())
        for quad in quads
    )
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(found)


def solutions(results: ox.QuerySolutions | ox.QueryBoolean) -> object:
    """Results, whatever the order of rows and columns and the names of blank nodes."""
    if isinstance(results, ox.QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    rows = [
        {name: solution[name] for name in names if solution[name] is not None}
        for solution in results
    ]
    return as_statements(names, rows)


def as_statements(names: list[str], rows: list[dict[str, ox.Term]]) -> object:
    """Each row as a node, so that blank nodes are compared by where they stand."""
    found = ox.Dataset()
    for row in rows:
        node = ox.BlankNode()
        found.add(ox.Quad(node, ox.NamedNode("urn:is"), ox.Literal("row")))
        for name, term in row.items():
            found.add(ox.Quad(node, ox.NamedNode(f"urn:{name}"), by_value(term)))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(names), set(found)


def by_value(term: ox.Term) -> ox.Term:
    """Numbers and truths as their values are: 2.0 and 2.00 are one decimal."""
    if isinstance(term, ox.Literal) and term.datatype.value == XSD + "boolean":
        return ox.Literal(term.value in ("1", "true"))
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        try:
            value = format(Decimal(term.value).normalize(), "f")
        except InvalidOperation:
            return term
        return ox.Literal(value, datatype=term.datatype)
    return term


#: The graph that many requests name and no test describes.
NOWHERE = "http://kasei.us/2009/09/sparql/data/data0.rdf"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}
TALKS = conversations(SUITE / "protocol") if SUITE else []


@pytest.mark.skipif(SUITE is None, reason=WITHOUT)
@pytest.mark.parametrize("talk", TALKS, ids=[talk.name for talk in TALKS])
def test_the_protocol(endpoint: Endpoint, talk: Conversation) -> None:
    if talk.name.startswith("update_"):
        pytest.skip(NOT_OURS["add"])
    lines = [f"<urn:a> <urn:b> <urn:c> <{NOWHERE}> ."]
    for name, path in talk.graphs:
        lines += [
            line.rstrip(" .\n") + f" <{name}> ."
            for line in path.read_text(encoding="utf-8").splitlines()
        ]
    with endpoint("\n".join(lines)) as client:
        for exchange in talk.exchanges:
            asked(client, exchange)


def asked(client: httpx.Client, exchange: Exchange) -> None:
    """Make a request, and hold the answer to what is right."""
    heads = {"Content-Type": exchange.media} if exchange.media else {}
    answer = client.request(
        exchange.method,
        "/sparql" + (f"?{exchange.query_string}" if exchange.query_string else ""),
        content=exchange.body,
        headers=heads,
    )
    assert f"{answer.status_code // 100}xx" in exchange.statuses, answer.text
    if exchange.format is not None:
        assert answer.headers["content-type"].split(";")[0] in FORMATS[exchange.format]
    if exchange.truth is not None:
        assert answer.json()["boolean"] is exchange.truth
