"""A lens of somebody's own says what is missing, in which block, on which line."""

import re

import pytest

from ontology.files import LENSES
from ontology.lens_files import MOST, read
from ontology.lenses import lenses

HEAD = """\
@prefix z: <https://w3id.org/zizhu/ns#> .
@prefix code: <https://w3id.org/zizhu/code/> .
@prefix lens: <https://w3id.org/zizhu/lens/> .
@prefix id: <https://w3id.org/zizhu/id/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
BLOCK = """\
lens:tenth a z:Lens ; z:version "1" ; rdfs:label "a tenth" ; skos:definition "A tenth."@en ;
  z:measure code:homeShare ; z:tests code:issuer ; z:threshold 10 ;
  z:holder "somebody" ; z:parameterOrigin code:ours ; z:verified true ; dct:source "a page" ;
  z:outcome [ z:case code:above ; z:word "yes" ; z:readsAs code:domestic ] ,
            [ z:case code:below ; z:word "no" ] .
"""
FIRST = HEAD.count("\n") + 1


def problems(text, **more):
    return [str(problem) for problem in read(text, "mine.ttl", **more).problems]


def test_a_good_block_is_a_lens():
    (lens,) = read(HEAD + BLOCK).lenses
    assert (lens.id, lens.measure, lens.threshold, lens.version) == ("tenth", "homeShare", 10, "1")
    assert lens.outcomes["above"].reads_as == "domestic"
    assert lens.outcomes["below"].reads_as == ""


def test_every_lens_that_ships_would_be_read_as_somebodys_own():
    text = LENSES.read_text("utf-8").split("# Named priors of the estimate")[0]
    found = read(text)
    assert found.problems == ()
    assert {lens.id: lens for lens in found.lenses} == lenses()


NEEDED = ["version", "measure", "tests", "threshold", "holder", "parameterOrigin"]


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_missing_is_named_with_its_block_and_line(name):
    text = re.sub(rf"z:{name} (\"[^\"]*\"|\S+) ;", "", HEAD + "# a comment\n" + BLOCK)
    assert text != HEAD + "# a comment\n" + BLOCK
    found = problems(text)
    assert found
    for problem in found:
        assert problem.startswith(f"mine.ttl, line {FIRST + 1}, lens tenth: ")
    assert any(f"z:{name}" in problem for problem in found)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("code:homeShare", "code:homeshare", "z:measure is 'homeshare', .*valid: homeShare"),
        ("code:issuer", '"issuer"', "z:tests is 'issuer', which is no code of LensTests"),
        ("z:threshold 10", "z:threshhold 10", "z:threshhold is nothing a lens says .* z:threshold"),
        ("z:threshold 10", "z:threshold 110", "z:threshold is 110 .*percent, 0 to 100"),
        ("z:threshold 10", 'z:threshold "a lot"', "z:threshold is 'a lot' .*a plain number"),
        ("z:verified true", 'z:verified "yes"', "z:verified is 'yes' .*true or false"),
        ("z:threshold 10", 'z:threshold 10 ; z:validTo "soon"', "z:validTo is 'soon' .*a day"),
        ("code:below", "code:home", "homeShare never comes to home .*above, below"),
        ("code:below", "code:above", "two words for the case above"),
        ("code:domestic", "code:national", "z:readsAs is 'national'"),
        ('z:word "no"', 'z:words "no"', "z:words is nothing a outcome says|z:word"),
        ("lens:tenth", "lens:A_tenth", "cannot name a lens"),
        ("lens:tenth", "id:tenth", "cannot name a lens"),
        ("a z:Lens", "a z:Prior", "is no z:Lens"),
        ("z:threshold 10", "z:threshold 10 , 20", "says z:threshold 2 times"),
        ('rdfs:label "a tenth" ;', "", "rdfs:label: a lens has a label"),
        ('dct:source "a page"', 'dct:created "a page"', "dct:created is nothing a lens says"),
    ],
)
def test_what_is_wrong_is_said(old, new, said):
    text = (HEAD + BLOCK).replace(old, new)
    assert text != HEAD + BLOCK
    assert read(text).lenses == ()
    assert any(re.search(said, problem) for problem in problems(text)), problems(text)


def test_an_id_is_given_once():
    (problem,) = problems(HEAD + BLOCK, taken=frozenset({"tenth"}))
    assert "there is a lens tenth already" in problem


def test_what_is_not_turtle_says_where():
    (problem,) = problems(HEAD + "lens:tenth a z:Lens ;\n  z:version '1' z:measure code:score .\n")
    assert problem.startswith(f"mine.ttl, line {FIRST + 1}: not Turtle: ")


def test_a_file_without_a_lens_or_beyond_reason_is_refused():
    assert "defines no lens" in problems(HEAD)[0]
    assert "longer than" in problems("#" * (MOST + 1))[0]
