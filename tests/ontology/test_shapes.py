"""Each shape and each check finds the fault it is named for, and nothing in what is well formed."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.files import CODELISTS, CORE, CUBE, SHAPES, quads, read_turtle
from ontology.shapes import checks, report, run_checks, validate

FIXTURES = Path(__file__).parent / "fixtures"
SHACL = "http://www.w3.org/ns/shacl#"


def read_updates(name: str) -> list[tuple[str, str, str]]:
    """(rule, verdict, update) of each block of a fixture file."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    prefixes = "\n".join(line for line in text.splitlines() if line.startswith("PREFIX"))
    blocks = re.split(r"^# ([a-z-]+): (valid|invalid)\n", text, flags=re.MULTILINE)[1:]
    return [
        (rule, verdict, f"{prefixes}\n{update}")
        for rule, verdict, update in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=True)
    ]


def cases(name: str) -> list:
    return [
        pytest.param(*block, id=f"{number:02}-{block[0]}-{block[1]}")
        for number, block in enumerate(read_updates(name))
    ]


def well_formed() -> ox.Store:
    store = ox.Store()
    store.extend(quads(FIXTURES / "valid.ttl"))
    return store


def with_ontology() -> ox.Store:
    store = well_formed()
    store.extend([*quads(CORE), *quads(CODELISTS), *quads(CUBE)])
    return store


def changed(store: ox.Store, update: str) -> ox.Store:
    """The store after the update, which must have changed something."""
    before = set(store)
    store.update(update)
    assert set(store) != before, "the fixture changes nothing"
    return store


def around(store: ox.Store) -> list[ox.Quad]:
    """What differs from the well-formed data, and the evidence under it: shapes need no more."""
    evidence = {ox.NamedNode(f"urn:test:{name}") for name in ("cite", "cite2")} | {
        ox.NamedNode(f"https://w3id.org/zizhu/id/source/{name}")
        for name in ("report", "paper", "relayed")
    }
    subjects = {quad.subject for quad in set(store) ^ set(well_formed())} | evidence
    return [quad for quad in store if quad.subject in subjects]


def named_rules() -> set[str]:
    """The rules shapes.ttl can report: whatever has a message."""
    return {s.rpartition("#")[2] for s, p, _ in read_turtle(SHAPES) if p == SHACL + "message"}


def test_what_is_well_formed_passes_every_shape():
    assert report(validate(well_formed())) == "No problems found."


def test_what_is_well_formed_passes_every_check():
    assert report(run_checks(with_ontology())) == "No problems found."


@pytest.mark.parametrize(("rule", "verdict", "update"), cases("shapes.ru"))
def test_shape(rule: str, verdict: str, update: str):
    findings = validate(around(changed(well_formed(), update)))
    if verdict == "valid":
        assert report(findings) == "No problems found."
    else:
        assert rule in {finding.rule for finding in findings}, report(findings)


@pytest.mark.parametrize(("rule", "verdict", "update"), cases("checks.ru"))
def test_check(rule: str, verdict: str, update: str):
    findings = run_checks(changed(with_ontology(), update))
    if verdict == "valid":
        assert report(findings) == "No problems found."
    else:
        found = [finding for finding in findings if finding.rule == rule]
        assert found, report(findings)
        assert "{" not in "".join(str(finding) for finding in found), "a variable was not filled in"


def test_every_shape_has_a_broken_fixture():
    broken = {rule for rule, verdict, _ in read_updates("shapes.ru") if verdict == "invalid"}
    assert broken == named_rules()


def test_every_check_has_a_broken_fixture():
    broken = {rule for rule, verdict, _ in read_updates("checks.ru") if verdict == "invalid"}
    assert broken == {check.rule for check in checks()}


def test_shapes_are_core_only():
    assert not {p for _, p, _ in read_turtle(SHAPES) if p == SHACL + "sparql"}


def test_checks_read_named_graphs_as_one():
    store = with_ontology()
    data = ox.NamedNode("urn:test:data")
    for quad in list(store.quads_for_pattern(None, None, None, ox.DefaultGraph())):
        store.remove(quad)
        store.add(ox.Quad(*quad.triple, data))
    assert not run_checks(store)
    last_day = "<https://w3id.org/zizhu/id/claim/own2> <https://w3id.org/zizhu/ns#validTo> ?day"
    changed(store, f"DELETE WHERE {{ GRAPH ?g {{ {last_day} }} }}")
    assert [finding.rule for finding in run_checks(store)] == ["ended-has-last-day"]


def test_checks_can_be_limited_to_some():
    last_days = "DELETE WHERE { ?claim <https://w3id.org/zizhu/ns#validTo> ?day }"
    store = changed(with_ontology(), last_days)
    assert run_checks(store, only=["party-is-not-target"]) == ()
    assert run_checks(store, only=["ended-has-last-day"])


def test_checks_refuse_a_store_without_the_ontology():
    with pytest.raises(ValueError, match="no ontology"):
        run_checks(well_formed())


def test_a_report_names_the_claim_the_fault_and_the_rule():
    store = changed(
        with_ontology(),
        """PREFIX z: <https://w3id.org/zizhu/ns#> PREFIX c: <https://w3id.org/zizhu/id/claim/>
        DELETE DATA { c:own z:shareExact 40.5 } ; INSERT DATA { c:own z:shareExact 41.0 }""",
    )
    fault = "claim/own says exactly 41 %, but between 40.5 and 40.5 % [exact-share-equals-bounds]"
    assert report(run_checks(store)) == f"1 error(s), 0 warning(s)\n  error: {fault}"


def test_a_shape_report_names_the_claim_the_path_and_the_value():
    store = changed(
        well_formed(),
        """PREFIX z: <https://w3id.org/zizhu/ns#> PREFIX c: <https://w3id.org/zizhu/id/claim/>
        DELETE DATA { c:own2 z:shareMax 10.0 } ; INSERT DATA { c:own2 z:shareMax 130.0 }""",
    )
    (finding,) = validate(store)
    assert str(finding) == (
        "error: claim/own2 z:shareMax: the upper bound is one decimal between 0 and 100 (found 130)"
        " [share-max-is-percent]"
    )


def test_shapes_accept_rdflib_graphs():
    from rdflib import Graph

    graph = Graph().parse(FIXTURES / "valid.ttl")
    assert validate(graph) == ()
