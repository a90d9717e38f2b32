"""Derived results as RDF, on its data date: an assessment of each subject firm by each lens, and
what each end gives to its score.

So that who writes SPARQL can query what REST and the command line answer. The
numbers are the same, at six decimals, each bound rounded to its own side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.claims.figures import LEAST, MOST, NEAREST, rounded_to
from graph.claims.knowledge import Knowledge
from graph.domesticness.verdicts import Finding, finding
from graph.networks.situation import Situation
from graph.triples.writer import DERIVED
from ontology.terms import ID, LENS, PREFIXES, Z

if TYPE_CHECKING:
    from graph.domesticness.walked_score import Reached

XSD = PREFIXES["xsd"]
DECIMALS = 6
SIDES = {"lower": LEAST, "point": NEAREST, "upper": MOST}


def derive(knowledge: Knowledge) -> Iterator[ox.Quad]:
    """Assessments and contributions of the subject firms, as triples of the derived graph."""
    from graph.domesticness.walked_score import walked_score  # brings networkx

    for firm in knowledge.subjects:
        situation = Situation(
            knowledge, firm, knowledge.data_date, knowledge.home, days=knowledge.days
        )
        for lens in knowledge.lenses.values():
            yield from _assessment(finding(situation, lens))
        found = walked_score(situation)
        for walked in (found.ownership, found.money):
            for end in walked.ends if walked else ():
                yield from _contribution(situation, walked.points_of if walked else "", end)


def _assessment(found: Finding) -> Iterable[ox.Quad]:
    day = found.day.isoformat()
    node = ox.NamedNode(f"{ID}assessment/{found.firm}/{found.lens.id}/{day}")
    graph = ox.NamedNode(DERIVED)

    def quad(name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(node, ox.NamedNode(Z[name]), value, graph)

    yield ox.Quad(
        node, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(Z["Assessment"]), graph
    )
    yield quad("firm", ox.NamedNode(f"{ID}{found.firm}"))
    yield quad("lens", ox.NamedNode(f"{LENS}{found.lens.id}"))
    yield quad("lensVersion", ox.Literal(found.lens.version))
    yield quad("verdict", ox.Literal(found.word))
    yield quad("decided", ox.Literal(found.decided))
    yield quad("onDate", ox.Literal(day, datatype=ox.NamedNode(XSD + "date")))
    if found.decides:
        yield quad("decides", ox.Literal(found.decides))
    measured = found.measured
    if measured.lower is not None and measured.upper is not None:
        for name in ("lower", "point", "upper"):
            value = getattr(measured, name)
            if value is not None:
                yield quad(name, _decimal(value, SIDES[name]))


def _contribution(situation: Situation, points_of: str, end: Reached) -> Iterable[ox.Quad]:
    day = situation.day.isoformat()
    who = f"{end.entity}/{'unnamed' if end.unnamed else 'named'}/{end.origin}"
    node = ox.NamedNode(
        f"{ID}contribution/{situation.firm}/{points_of}/{who}/{end.rung}/{end.rests_on}/{day}"
    )
    graph = ox.NamedNode(DERIVED)

    def quad(name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(node, ox.NamedNode(Z[name]), value, graph)

    yield ox.Quad(
        node, ox.NamedNode(PREFIXES["rdf"] + "type"), ox.NamedNode(Z["Contribution"]), graph
    )
    yield quad("firm", ox.NamedNode(f"{ID}{situation.firm}"))
    yield quad("end", ox.NamedNode(f"{ID}{end.entity}"))
    yield quad("unnamed", ox.Literal(end.unnamed))
    yield quad("origin", ox.Literal(end.origin))
    yield quad("points", _decimal(float(end.points), LEAST))
    yield quad("pointsOf", ox.Literal(points_of))
    yield quad("rung", ox.Literal(end.rung))
    yield quad("restsOn", ox.Literal(end.rests_on))
    yield quad("onDate", ox.Literal(day, datatype=ox.NamedNode(XSD + "date")))
    for claim in end.claims:
        yield quad("restsOnClaim", ox.NamedNode(f"{ID}claim/{claim}"))


def _decimal(value: float, rounding: str) -> ox.Literal:
    text = f"{rounded_to(value, DECIMALS, rounding):.{DECIMALS}f}".rstrip("0").rstrip(".")
    return ox.Literal(text or "0", datatype=ox.NamedNode(XSD + "decimal"))
