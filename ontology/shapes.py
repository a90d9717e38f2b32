"""Whether claims are well formed: SHACL shapes for one record, SPARQL checks across records.

Shapes run with pySHACL, which is slow: use them on samples and submissions.
Checks are queries that must return nothing, and run over a whole store.
Both report :class:`Finding` lines a reader can act on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pyoxigraph as ox

from ontology.files import CHECKS, CORE, SHAPES, quads
from ontology.terms import PREFIXES, Z, shorten

if TYPE_CHECKING:
    from rdflib import Graph, Node

Severity = Literal["error", "warning"]
Among = Literal["all", "suspects"]

_PREFIX = re.compile(r"^\s*PREFIX\s+(\w+):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_NAME = re.compile(r"\b(\w+):([A-Za-z][\w-]*)")
_IRI = re.compile(r"<([^<>\s]+)>")


class Finding(NamedTuple):
    """One thing wrong: how bad, by which rule, where, and in words.

    >>> print(Finding("error", "ended-has-last-day", "claim/c7", "is ended, and has no last day"))
    error: claim/c7 is ended, and has no last day [ended-has-last-day]
    """

    severity: Severity
    rule: str
    focus: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.focus} {self.message} [{self.rule}]"


class Check(NamedTuple):
    """A query that must return nothing, and how to say what it returned.

    ``among`` says which records have to be in the store it is asked of: all of them, or
    those that :mod:`graph.validation.suspects` chooses. ``reads`` are the properties it names;
    None if it asks for properties without naming them.
    """

    rule: str
    title: str
    severity: Severity
    message: str
    query: str
    among: Among
    reads: frozenset[str] | None


def report(findings: Iterable[Finding]) -> str:
    """The findings as text, errors first; one line says so when there are none.

    >>> report([])
    'No problems found.'
    """
    ordered = sorted(findings, key=lambda f: (f.severity != "error", f.rule, f.focus))
    if not ordered:
        return "No problems found."
    errors = sum(finding.severity == "error" for finding in ordered)
    head = f"{errors} error(s), {len(ordered) - errors} warning(s)"
    return "\n".join([head, *(f"  {finding}" for finding in ordered)])


@cache
def checks() -> tuple[Check, ...]:
    """All cross-checks, by name."""
    return tuple(_check(file) for file in sorted(CHECKS.glob("*.rq")))


def run_checks(store: ox.Store, *, only: Iterable[str] = ()) -> tuple[Finding, ...]:
    """What the cross-checks find in a store; its named graphs are read as one.

    The store holds the ontology beside the claims, because some checks ask it
    which codes belong where; ``ValueError`` when it does not. ``only`` limits
    the run to some rules.
    """
    core = (ox.NamedNode(Z["status"]), ox.NamedNode(Z["codedBy"]))
    if next(store.quads_for_pattern(*core, None), None) is None:
        raise ValueError("the store has no ontology; add core.ttl and codelists.ttl to it first")
    wanted = frozenset(only)
    return tuple(
        finding
        for check in checks()
        if not wanted or check.rule in wanted
        for finding in _run(check, store)
    )


def validate(data: Graph | Iterable[ox.Quad]) -> tuple[Finding, ...]:
    """What the shapes find in an rdflib graph, or in quads, whose graphs are dropped.

    About 400 claims a second. Cross-checks are separate: see :func:`run_checks`.
    """
    # pySHACL and rdflib cost half a second to import; only submissions pay for it.
    from pyshacl import validate as shacl

    _, found, _ = shacl(
        _with_classes(data),
        shacl_graph=_shapes(),
        inference="none",
        inplace=True,
        meta_shacl=False,
    )
    return tuple(_findings(found))


def _check(file: Path) -> Check:
    query = file.read_text(encoding="utf-8")
    header: dict[str, str] = {}
    for line in query.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line[2:].partition(": ")
        header[key] = value
    severity: Severity = "warning" if header["severity"] == "warning" else "error"
    among: Among = "suspects" if header.get("among") == "suspects" else "all"
    reads = None if header.get("reads") == "any property" else _names(query)
    return Check(file.stem, header["title"], severity, header["message"], query, among, reads)


def _names(query: str) -> frozenset[str]:
    """Every IRI that a query names, and ``rdf:type``, which it may call ``a``."""
    bases = dict(_PREFIX.findall(query))
    named = {bases[prefix] + local for prefix, local in _NAME.findall(query) if prefix in bases}
    return frozenset({*named, *_IRI.findall(query), PREFIXES["rdf"] + "type"})


def _run(check: Check, store: ox.Store) -> Iterable[Finding]:
    solutions = store.query(check.query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        values = {name: _readable(solution[name]) for name in names}
        message = _fill(check.message, values)
        yield Finding(check.severity, check.rule, values[names[0]], message)


def _fill(template: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        template = template.replace(f"{{{name}}}", value)
    return template


def _readable(term: object) -> str:
    if isinstance(term, ox.Literal):
        return term.value
    if isinstance(term, ox.NamedNode):
        return _short(term.value)
    return "nothing" if term is None else str(term)


def _short(iri: str) -> str:
    """Things by id alone, words with their prefix."""
    return iri.removeprefix(PREFIXES["id"]) if iri.startswith(PREFIXES["id"]) else shorten(iri)


@cache
def _shapes() -> Graph:
    return _graph(quads(SHAPES))


def _with_classes(data: Graph | Iterable[ox.Quad]) -> Graph:
    """The data beside the tree of classes, so that a shape for entities reaches every kind."""
    from rdflib import Graph

    tree = [quad for quad in quads(CORE) if quad.predicate.value.endswith("#subClassOf")]
    merged = _graph(tree)
    merged += data if isinstance(data, Graph) else _graph(data)
    return merged


def _graph(statements: Iterable[ox.Quad]) -> Graph:
    from rdflib import Graph

    triples = (quad.triple for quad in statements)
    return Graph().parse(data=ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), format="nt")


def _findings(found: Graph) -> Iterable[Finding]:
    from rdflib import SH, BNode

    for result in found.objects(predicate=SH.result):

        def value(of: Node, result: Node = result) -> str:
            return str(found.value(result, of) or "")

        message = value(SH.resultMessage)
        named = not isinstance(found.value(result, SH.value), BNode)
        if named and value(SH.value) and value(SH.value) != value(SH.focusNode):
            message += f" (found {_short(value(SH.value))})"
        yield Finding(
            "warning" if value(SH.resultSeverity).endswith("Warning") else "error",
            value(SH.sourceShape).rpartition("#")[2],
            _short(value(SH.focusNode)),
            f"{_short(value(SH.resultPath))}: {message}" if value(SH.resultPath) else message,
        )
