"""What we write in RDF, other libraries read as the same statements."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from graph.claims.excerpt import everything, excerpt
from graph.claims.model import Citation, Relation
from graph.formats.rdf.writer import write_rdf
from graph.releases.release import Release
from graph.triples.writer import quads


def _written(records, form: str) -> bytes:
    stream = io.BytesIO()
    write_rdf(records, form, stream)
    return stream.getvalue()


# rdflib 7 parses JSON-LD into a class of its own that it has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", ["ttl", "jsonld"])
def test_rdflib_reads_the_same_statements(seed_release: Release, form: str) -> None:
    """A second implementation of both languages."""
    known = seed_release.knowledge
    part = excerpt(known, [claim.id for claim in known.touching("smic")], ["smic"])
    records = (*part.entities, *part.sources, *part.claims)
    lines = _written(records, "nq").decode()
    wanted = rdflib.Graph()
    wanted.parse(data=lines.replace(" <https://w3id.org/zizhu/graph/claims> .", " ."), format="nt")
    read = rdflib.Graph()
    read.parse(data=_written(records, form), format={"ttl": "turtle", "jsonld": "json-ld"}[form])
    assert len(wanted) > 1000
    assert isomorphic(read, wanted)


def test_a_code_spelled_like_a_word_of_the_context_stays_a_code() -> None:
    claim = Relation(
        id="r",
        party="a",
        target="b",
        relation="competesWith",
        confidence="low",
        citations=(Citation("s"),),
    )
    spelled = {quad.object.value for quad in quads(claim) if isinstance(quad.object, ox.NamedNode)}
    text = _written([claim], "jsonld")
    read = {
        q.object.value
        for q in ox.parse(input=text, format=ox.RdfFormat.JSON_LD)
        if isinstance(q.object, ox.NamedNode)
    }
    assert spelled == read


def test_an_excerpt_names_nothing_that_is_not_in_it(seed_release: Release) -> None:
    known = seed_release.knowledge
    part = excerpt(known, [claim.id for claim in known.touching("alibaba")], ["alibaba"])
    entities = {entity.id for entity in part.entities}
    sources = {source.id for source in part.sources}
    claims = {claim.id for claim in part.claims}
    for claim in part.claims:
        assert {claim.party, claim.target} - {""} <= entities
        assert {citation.source for citation in claim.citations} <= sources
        assert set(claim.disputes) <= claims
    assert {source.relayed_by for source in part.sources} - {""} <= sources
    assert 10 < len(claims) < len(known.claims)


def test_a_whole_release_is_written(seed_release: Release) -> None:
    text = _written(everything(seed_release.knowledge), "nq")
    counts = seed_release.manifest.counts
    assert text.count(b"ns#Claim>") == counts["claims"]
    assert text.count(b"ns#SourceDocument>") == counts["sources"]
