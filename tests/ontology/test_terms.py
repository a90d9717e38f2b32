"""Every word is there once, says what it means, and no other word can be used."""

import re

import msgspec
import pytest

from graph.claims.indicators import Definition, Indicator, Observation, Target
from graph.claims.model import CLAIM_TYPES, Citation, Entity, Identifier, Rule, Source
from graph.claims.rivals_and_rates import ExchangeRate, Rivals
from graph.claims.searches import Search
from ontology.files import ALIGNMENTS, CODELISTS, CORE, CUBE, LENSES, RULES, SHAPES, read_turtle
from ontology.load import classes, field_property, properties
from ontology.terms import CODE, ID, LENS, UnknownTermError, Z, shorten

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"

# Record class → class of the ontology, where their names differ.
CLASS_OF = {Source: "SourceDocument"}
FIGURES = [Definition, Indicator, Target, Observation, Search]
EVIDENCE = [Source, Citation, Identifier, Rule, Rivals, ExchangeRate]
RECORDS = [Entity, *EVIDENCE, *FIGURES, *CLAIM_TYPES.values()]
SHARES = {"share", "content", "weight", "benefit"}


def record_fields(record: type) -> list[str]:
    """The fields of a record as properties see them: periods and shares in their parts."""
    fields = []
    for name in record.__struct_fields__:
        if name in SHARES:
            parts = ("lower", "upper", "exact", "lower_open", "upper_open")
            fields += [f"{name}.{part}" for part in parts]
        elif name == "period":
            fields += [
                f"period.{part}" for part in ("start", "end", "start.precision", "end.precision")
            ]
        elif name != "id":  # the IRI itself
            fields.append(name)
    return fields


@pytest.mark.parametrize(
    "term", [*classes().values(), *properties().values()], ids=lambda t: t.name
)
def test_term_says_what_it_means(term):
    assert term.label, "no rdfs:label in English"
    assert term.comment.endswith("."), "the comment is not a sentence"
    assert len(term.comment.split()) >= 5


def test_terms_are_defined_once():
    defined = [s for s, p, _ in read_turtle(CORE) if p == RDF_TYPE and s.startswith(Z.base)]
    assert len(defined) == len(set(defined)) == len(Z.names)
    labels = [(s, p) for s, p, _ in read_turtle(CORE) if p in (RDFS + "label", RDFS + "comment")]
    assert len(labels) == len(set(labels))


def test_every_claim_type_is_a_class_below_claim():
    from ontology.load import subclasses

    assert subclasses("Claim") == {"Claim", *CLAIM_TYPES}


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r.__name__)
def test_every_field_of_a_record_has_a_property(record):
    cls = CLASS_OF.get(record, record.__name__)
    assert cls in classes()
    for field in record_fields(record):
        assert field_property(cls, field)


def test_records_are_all_covered():
    import graph.claims.model as model

    structs = {
        value
        for value in vars(model).values()
        if isinstance(value, type) and issubclass(value, msgspec.Struct)
        if value.__module__ == model.__name__
    }
    assert structs - set(RECORDS) == {model.Claim}


@pytest.mark.parametrize(
    "file", [CORE, CODELISTS, CUBE, LENSES, RULES, SHAPES, ALIGNMENTS], ids=lambda f: f.name
)
def test_files_use_only_words_that_exist(file):
    used = {term for statement in read_turtle(file) for term in statement}
    for space in (Z, CODE):
        names = {iri.removeprefix(space.base) for iri in used if iri.startswith(space.base)}
        assert names - {""} <= space.names


def test_checks_use_only_words_that_exist():
    from ontology.shapes import checks

    for check in checks():
        query = re.sub(r"<[^>]*>|^#.*$", "", check.query, flags=re.MULTILINE)
        assert set(re.findall(r"\bz:(\w+)", query)) <= Z.names, check.rule
        assert set(re.findall(r"\bcode:(\w+)", query)) <= CODE.names, check.rule


def test_no_property_has_a_domain_that_a_reasoner_would_act_on():
    predicates = {shorten(p) for _, p, _ in read_turtle(CORE)}
    assert not predicates & {"rdfs:domain", "rdfs:range", "owl:imports"}


def test_alignments_license_no_inference_and_import_nothing():
    predicates = {shorten(p) for _, p, _ in read_turtle(ALIGNMENTS)}
    matches = {"skos:closeMatch", "skos:exactMatch", "skos:narrowMatch", "skos:broadMatch"}
    assert predicates <= {*matches, "rdf:type", "dct:title"}


def test_the_operating_company_is_never_matched_to_the_listed_shell():
    matched = {s for s, _, o in read_turtle(ALIGNMENTS) if o.endswith("VariableInterestEntity")}
    assert matched == {CODE["offshoreVehicle"]}


@pytest.mark.parametrize(
    ("space", "name", "nearest"),
    [
        (Z, "Ownreship", "Ownership"),
        (CODE, "assserted", "asserted"),
        (LENS, "legal-seats", "legal-seat"),
    ],
)
def test_an_unknown_word_raises_and_names_the_nearest(space, name, nearest):
    with pytest.raises(UnknownTermError, match=f"did you mean {nearest}"):
        space[name]
    with pytest.raises(UnknownTermError):
        getattr(space, name)
    assert name not in space


def test_a_known_word_gives_its_iri():
    assert Z.party == Z["party"] == "https://w3id.org/zizhu/ns#party"
    assert CODE["KY"] == "https://w3id.org/zizhu/code/KY"
    assert ID["claim/c1"] == "https://w3id.org/zizhu/id/claim/c1"
    assert Z.local(Z.party) == "party"
    with pytest.raises(ValueError, match="does not begin"):
        Z.local(CODE["KY"])


def test_namespaces_answer_python_protocols_without_an_unknown_word():
    import copy

    assert copy.copy(Z).base == Z.base
    assert not hasattr(Z, "__wrapped__")
