"""RDF as people send it: any spelling, other people's names, blank nodes; and what is refused."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from graph.claims.model import Claim, Ownership, Source
from graph.claims.periods import PartialDate
from graph.claims.shares import Share
from graph.claims.statements import Statement
from graph.errors import FileError
from graph.formats.rdf.contexts import ADDRESSES
from graph.formats.rdf.reader import read_rdf

PREFIXES = """
@prefix z: <https://w3id.org/zizhu/ns#> .
@prefix code: <https://w3id.org/zizhu/code/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/mine/> .
"""
MINE = (
    PREFIXES
    + """
:acme a z:Organization ; rdfs:label "Acme" .
:holdco a z:Organization ; rdfs:label "HoldCo" .
:report a z:SourceDocument ; dct:title "Annual report" .
:stake a z:Ownership ; z:party :holdco ; z:target :acme ; z:shareExact 60.5 ;
    z:asOf "2024-12-31"^^xsd:date ; z:citation [ dct:source :report ; z:locator "p. 4" ] .
"""
)


def _read(path: Path, text: str | bytes) -> list[Statement]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_rdf(path))


def _claims(statements: list[Statement]) -> list[Claim]:
    return [one for said in statements for one in said.records if isinstance(one, Claim)]


def _faults(statements: list[Statement]) -> list[str]:
    return [str(refusal) for said in statements for refusal in said.refusals]


def test_names_of_others_and_blank_nodes_are_read(tmp_path: Path) -> None:
    statements = _read(tmp_path / "mine.ttl", MINE)
    assert _faults(statements) == []
    (stake,) = _claims(statements)
    assert isinstance(stake, Ownership)
    assert stake.share == Share.parse("60.5", "60.5")
    assert stake.as_of == PartialDate.parse("2024-12-31")
    ids = {one.id for said in statements for one in said.records}
    assert {stake.party, stake.target, stake.citations[0].source} < ids
    (source,) = (one for said in statements for one in said.records if isinstance(one, Source))
    assert (stake.citations[0].source, stake.citations[0].locator) == (source.id, "p. 4")


def test_a_packed_file_is_read_the_same(tmp_path: Path) -> None:
    plain = _read(tmp_path / "mine.ttl", MINE)
    assert _read(tmp_path / "mine.ttl.gz", gzip.compress(MINE.encode())) == plain


def test_an_unknown_word_is_named_with_the_nearest(tmp_path: Path) -> None:
    text = MINE.replace("z:shareExact", "z:shareExakt")
    (fault,) = _faults(_read(tmp_path / "mine.ttl", text))
    assert "https://example.org/mine/stake" in fault
    assert "has no shareExakt; did you mean" in fault
    assert "shareExact" in fault


def test_an_unknown_class_and_an_unknown_code_are_named(tmp_path: Path) -> None:
    text = MINE.replace("z:Ownership", "z:Ownershp")
    faults = _faults(_read(tmp_path / "mine.ttl", text))
    assert any("z:Ownershp is no class (valid: Ownership" in fault for fault in faults)
    coded = MINE.replace("z:target :acme", "z:target :acme ; z:status code:assertd")
    (fault,) = _faults(_read(tmp_path / "mine.ttl", coded))
    assert "did you mean asserted" in fault


def test_a_claim_that_says_no_class_or_cites_nothing_is_refused(tmp_path: Path) -> None:
    (fault,) = _faults(_read(tmp_path / "a.ttl", MINE.replace(":stake a z:Ownership ;", ":stake")))
    assert "says nothing of its class" in fault
    uncited = MINE.replace('z:citation [ dct:source :report ; z:locator "p. 4" ]', "z:note2 1")
    assert _faults(_read(tmp_path / "b.ttl", uncited.replace("; z:note2 1 .", ".")))[0].endswith(
        "cites no source; every claim cites one [record]"
    )


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ("z:shareExact 130", "130 is not a share"),
        ("z:shareExact 60 ; z:shareMin 10", "the exact share 60 lies beside other bounds"),
        ("z:shareMin 10 , 20", "shareMin has 2 values"),
        ('z:validFrom "2021-02-30"^^xsd:date', "not in the calendar"),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, said: str, fault: str) -> None:
    faults = _faults(_read(tmp_path / "mine.ttl", MINE.replace("z:shareExact 60.5", said)))
    assert len(faults) == 1
    assert fault in faults[0]


def test_other_vocabularies_are_noted_not_dropped_in_silence(tmp_path: Path) -> None:
    more = MINE + ":acme <https://schema.org/employee> 5 . :x a <https://schema.org/Person> ."
    noted = [note for said in _read(tmp_path / "mine.ttl", more) for note in said.noted]
    assert noted == [
        "the property https://schema.org/employee",
        "nodes of the class https://schema.org/Person: 1",
    ]


def test_a_file_that_breaks_off_gives_nothing(tmp_path: Path) -> None:
    """Cut before its share, a stake would be one of unknown size."""
    with pytest.raises(FileError, match=r"mine.ttl, line 1\d: not turtle"):
        _read(tmp_path / "mine.ttl", MINE[: MINE.index("60.5")])


def test_rdf_xml_is_read(tmp_path: Path) -> None:
    text = """<?xml version="1.0"?>
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
            xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#" xmlns:z="https://w3id.org/zizhu/ns#">
        <z:Fund rdf:about="https://w3id.org/zizhu/id/fund"><rdfs:label>A fund</rdfs:label></z:Fund>
        </rdf:RDF>"""
    (statement,) = _read(tmp_path / "mine.rdf", text)
    assert [(one.id, one.name) for one in statement.records] == [("fund", "A fund")]


def test_our_context_is_known_by_its_address_and_inline_ones_are_allowed(tmp_path: Path) -> None:
    firm = {"id": "acme", "type": "Organization", "name": "Acme", "kurz": "AC"}
    own = {"kurz": "http://www.w3.org/2004/02/skos/core#altLabel"}
    document = {"@context": [ADDRESSES[0], own], "@graph": [firm]}
    (statement,) = _read(tmp_path / "mine.jsonld", json.dumps(document))
    assert [(one.id, one.other_names) for one in statement.records] == [("acme", ("AC",))]
