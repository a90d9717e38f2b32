"""The JSON-LD context is what core.ttl says, and means what it says."""

import json

import pytest
from rdflib import Graph

from ontology.context import context, text
from ontology.files import CONTEXT
from ontology.load import classes, properties


def test_the_file_is_what_the_ontology_gives():
    assert CONTEXT.read_text(encoding="utf-8") == text(), "run: python -m ontology.context"


def test_every_word_is_in_the_context():
    assert {*classes(), *properties()} <= set(context()["@context"])


# rdflib's own JSON-LD parser still builds a ConjunctiveGraph.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_claim_in_json_is_the_claim_in_turtle():
    claim = {
        **context(),
        "id": "claim/own",
        "type": ["Claim", "Ownership"],
        "party": "founder",
        "target": "alpha",
        "interest": "shareholding",
        "shareMin": "7.5",
        "validFrom": "2013-01-01",
        "periodEnd": "ongoing",
        "status": "asserted",
        "disputes": ["claim/other"],
        "note": "as printed",
        "citation": {
            "id": "claim/own#c1",
            "type": "Citation",
            "source": "source/report",
            "locator": "p. 4",
        },
    }
    firm = {
        **context(),
        "id": "alpha",
        "type": "Organization",
        "name": "Alpha",
        "nameZh": "甲公司",
        "subject": True,
    }
    read = Graph()
    for record in (claim, firm):
        read.parse(data=json.dumps(record), format="json-ld")
    meant = Graph().parse(
        format="turtle",
        data="""
        @prefix z: <https://w3id.org/zizhu/ns#> . @prefix code: <https://w3id.org/zizhu/code/> .
        @prefix id: <https://w3id.org/zizhu/id/> . @prefix c: <https://w3id.org/zizhu/id/claim/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        @prefix cito: <http://purl.org/spar/cito/> . @prefix dct: <http://purl.org/dc/terms/> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        c:own a z:Claim , z:Ownership ; z:party id:founder ; z:target id:alpha ;
            z:interest code:shareholding ; z:shareMin "7.5"^^xsd:decimal ;
            z:validFrom "2013-01-01"^^xsd:date ; z:periodEnd code:ongoing ; z:status code:asserted ;
            cito:disputes c:other ; rdfs:comment "as printed" ;
            z:citation <https://w3id.org/zizhu/id/claim/own#c1> .
        <https://w3id.org/zizhu/id/claim/own#c1> a z:Citation ;
            dct:source <https://w3id.org/zizhu/id/source/report> ; z:locator "p. 4" .
        id:alpha a z:Organization ; rdfs:label "Alpha" ;
            skos:prefLabel "甲公司"@zh ; z:subject true .
        """,
    )
    assert set(read) == set(meant)
