"""A definition as a block of Turtle, to be read again by :mod:`ontology.lens_files`."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.lenses import PRIORS, Lens
from ontology.rules import reach_rules
from ontology.terms import CODE, ID, LENS, Z

HEAD = (
    f"@prefix z: <{Z.base}> .\n@prefix code: <{CODE.base}> .\n@prefix lens: <{LENS.base}> .\n"
    f"@prefix id: <{ID.base}> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


def turtle_of(lens: Lens) -> str:
    """A file with one definition.

    >>> from ontology.lens_files import read
    >>> from ontology.lenses import lenses
    >>> whole = lenses()["ultimate-ownership"]
    >>> read(turtle_of(whole)).lenses[0].threshold == whole.threshold
    True
    """
    said = " ;\n  ".join(_said(lens))
    return f"{HEAD}\nlens:{lens.id} a z:Lens ;\n  {said} .\n"


def _said(lens: Lens) -> Iterator[str]:
    yield f"rdfs:label {_text(lens.label)}"
    yield f"skos:definition {_text(lens.definition)}@en"
    yield f"z:version {_text(lens.version)} ; z:order {lens.order}"
    yield f"z:holder {_text(lens.holder)} ; dct:source {_text(lens.source)}"
    origin = "ours" if lens.ours else "holder"
    yield f"z:parameterOrigin code:{origin} ; z:verified {str(lens.verified).lower()}"
    for name, code in (
        ("measure", lens.measure), ("tests", lens.tests), ("basis", lens.basis),
        ("associatedAs", lens.associated_as), ("aggregation", lens.aggregation),
        ("whoAsks", lens.who_asks), ("aspect", lens.aspect), ("lawOf", lens.law_of),
        ("forHome", lens.for_home), ("listedIn", lens.listed_in),
    ):  # fmt: skip
        if code:
            yield f"z:{name} code:{code}"
    for inside in lens.inside:
        yield f"z:inside code:{inside}"
    for name, number in (
        ("threshold", lens.threshold), ("shareThreshold", lens.share_threshold),
        ("substantial", lens.substantial), ("minimumCoverage", lens.minimum_coverage),
    ):  # fmt: skip
        if number is not None:
            yield f"z:{name} {number:f}"
    if lens.threshold is not None:
        yield f"z:inclusive {str(lens.inclusive).lower()}"
    for name, iri in (
        ("programme", f"{ID.base}{lens.programme}" if lens.programme else ""),
        ("prior", f"{PRIORS}{lens.prior}" if lens.prior else ""),
        ("rule", _rule(lens.rule)),
        ("successor", f"{LENS.base}{lens.successor}" if lens.successor else ""),
    ):
        if iri:
            yield f"z:{name} <{iri}>"
    for name, day in (("validFrom", lens.valid_from), ("validTo", lens.valid_to)):
        if day is not None:
            yield f'z:{name} "{day.isoformat()}"^^xsd:date'
    for one in lens.outcomes.values():
        reads = f" ; z:readsAs code:{one.reads_as}" if one.reads_as else ""
        yield f"z:outcome [ z:case code:{one.case} ; z:word {_text(one.word)}{reads} ]"


def _rule(rule: str) -> str:
    """The name of a rule: of reach, which definitions have, or of law, which is a fact."""
    if not rule:
        return ""
    return f"{LENS.base}rule/{rule}" if rule in reach_rules() else f"{ID.base}rule/{rule}"


def _text(text: str) -> str:
    """A text as Turtle has it; nothing in it ends the text."""
    signs = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(signs.get(sign, sign) for sign in text) + '"'
