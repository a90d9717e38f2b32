"""The JSON-LD context, derived from ``core.ttl``.

``python -m ontology.context`` writes it again after the ontology has changed;
a test compares. Shares and amounts are strings in JSON-LD, because a JSON
number such as 7.5 comes back as ``7.5E0`` from some processors.
"""

from __future__ import annotations

import json

import pyoxigraph as ox

from ontology.files import CONTEXT, CORE, quads
from ontology.load import Term, classes, properties
from ontology.terms import CODE, ID, PREFIXES, Z, camel, shorten

_LITERALS = ("xsd:string", "xsd:boolean", "xsd:integer")  # JSON says these itself


def context() -> dict[str, object]:
    """The context as JSON: ours by their names, borrowed words by the record field they carry.

    >>> context()["@context"]["party"]
    {'@id': 'z:party', '@type': '@id'}
    """
    entries: dict[str, object] = {
        "@version": 1.1,
        "@base": ID.base,
        **PREFIXES,
        "id": "@id",
        "type": "@type",
    }
    for name in sorted(classes()):
        entries[name] = f"z:{name}"
    for name, term in sorted(properties().items()):
        entries[name] = _property(term)
    entries.update(sorted(_borrowed().items()))
    return {"@context": entries}


def text() -> str:
    """The context as it is written to the file."""
    return json.dumps(context(), ensure_ascii=False, indent=2) + "\n"


def _property(term: Term) -> object:
    if term.coded_by:
        # codes stand as bare words: "asserted", not an IRI
        return {"@id": f"z:{term.name}", "@type": "@vocab", "@context": {"@vocab": CODE.base}}
    return _typed(f"z:{term.name}", term.ranges)


def _typed(name: str, ranges: tuple[str, ...]) -> object:
    kinds = {shorten(iri) for iri in ranges}
    if any(kind.startswith("z:") or kind == "skos:Concept" for kind in kinds):
        return {"@id": name, "@type": "@id"}
    literals = sorted(kind for kind in kinds if kind not in _LITERALS)
    return {"@id": name, "@type": literals[0]} if literals else name


def _borrowed() -> dict[str, object]:
    fields: dict[str, str] = {}
    ranges: dict[str, tuple[str, ...]] = {}
    for quad in quads(CORE):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode) or subject.value.startswith(Z.base):
            continue
        if quad.predicate.value == Z["recordField"] and isinstance(value, ox.Literal):
            fields[subject.value] = value.value.rpartition(".")[2]
        elif quad.predicate.value == PREFIXES["schema"] + "rangeIncludes":
            assert isinstance(value, ox.NamedNode)
            ranges[subject.value] = (*ranges.get(subject.value, ()), value.value)
    return {
        camel(field): _chinese(shorten(iri))
        if field.endswith("_zh")
        else _typed(shorten(iri), ranges.get(iri, ()))
        for iri, field in fields.items()
        if field != "kind"  # rdf:type, which is "type" here
    }


def _chinese(name: str) -> object:
    return {"@id": name, "@language": "zh"}


if __name__ == "__main__":
    CONTEXT.write_text(text(), encoding="utf-8")
