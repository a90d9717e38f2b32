"""Law: claims → BODS → claims is the identity on what BODS can carry; the rest is counted."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Citation,
    Claim,
    Consolidation,
    Control,
    Entity,
    Founding,
    Identifier,
    Leadership,
    Ownership,
    Source,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share
from graph.formats.bods.carrying import Carried, around, why_not
from graph.formats.bods.reader import read_bods
from graph.formats.bods.writer import Written, write_bods
from ontology.load import codes

DAY = date(2025, 12, 31)
KINDS = ("Organization", "Fund", "PublicBody", "Person", "PartyGroup", "UnidentifiedParty")
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)
percents = st.decimals(0, 100, places=4).map(abs)
dates = st.dates(date(1900, 1, 1), DAY)


def code(scheme: str) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(codes(scheme)))


@st.composite
def partial(draw) -> PartialDate:
    return PartialDate.parse(draw(dates).isoformat()[: draw(st.sampled_from([4, 7, 10]))])


@st.composite
def periods(draw) -> Period:
    ends = [draw(st.none() | partial()) for _ in range(2)]
    if all(ends) and ends[0].first > ends[1].last:
        ends.reverse()
    return Period(*ends)


@st.composite
def shares(draw) -> Share:
    lower, upper = sorted([draw(percents), draw(percents)])
    open_ends = (False, False) if lower == upper else (draw(st.booleans()), draw(st.booleans()))
    return Share(Decimal(lower), Decimal(upper), *open_ends)


citations = st.lists(
    st.builds(Citation, st.sampled_from(["s1", "s2"]), words.filter(bool)), min_size=1, max_size=2
).map(lambda found: tuple(dict.fromkeys(found)))


@st.composite
def claims(draw, number: int, entities: list[Entity]) -> Claim:
    named = [one.id for one in entities]
    party, target = draw(st.permutations(named))[:2]
    common = {
        "id": f"c{number}",
        "party": party,
        "target": target,
        "period": draw(periods()),
        "period_end": draw(code("PeriodEnds")),
        "as_of": draw(st.none() | partial()),
        "status": draw(code("Statuses")),
        "stage": draw(st.sampled_from(["completed", "completed", "proposed"])),
        "confidence": draw(st.sampled_from(["", "low"])),
        "citations": draw(citations),
        "note": draw(words | st.just("declared beneficial owner")),
    }
    which = draw(
        st.sampled_from(["Ownership", "Control", "Leadership", "Founding", "Consolidation"])
    )
    if which == "Ownership":
        return Ownership(
            **common,
            share=draw(st.none() | shares()),
            interest=draw(code("InterestTypes")),
            measurand=draw(code("Measurands")),
            directness=draw(code("Directness")),
            denominator=draw(st.sampled_from(["", "", party])),
            via=tuple(sorted(draw(st.sets(st.sampled_from(named), max_size=2)))),
        )
    if which == "Control":
        return Control(
            **common,
            mechanism=draw(code("ControlMechanisms")),
            instruments=tuple(sorted(draw(st.sets(code("Instruments"), max_size=4)))),
            bound=tuple(sorted(draw(st.sets(st.sampled_from(named), max_size=2)))),
            right=draw(st.just("") | code("Rights")),
            scope=draw(words),
        )
    if which == "Leadership":
        return Leadership(**common, role=draw(code("LeaderRoles")), post=draw(words))
    if which == "Consolidation":
        return Consolidation(
            **common,
            parent=draw(st.just("") | code("ConsolidatingParents")),
            weight=draw(st.none() | shares()),
            quantity=draw(st.just("") | code("ConsolidatedQuantities")),
        )
    return Founding(**common)


@st.composite
def worlds(draw) -> Knowledge:
    entities = [
        Entity(
            id=f"e{number}~x" if number == 0 else f"e.{number}",
            kind=draw(st.sampled_from(KINDS)),
            name=draw(words.filter(lambda text: text.strip())),
            other_names=tuple(sorted(draw(st.sets(words.filter(bool), max_size=2)))),
            identifiers=draw(
                st.sampled_from(
                    [(), (Identifier("orgid", "GB-COH-1"), Identifier("wikidata", "Q1"))]
                )
            ),
            note=draw(words),
            citations=draw(citations),
        )
        for number in range(draw(st.integers(2, 5)))
    ]
    sources = [
        Source(id="s1", title="A register", kind="register", url="https://example.org/1"),
        Source(id="s2", title="A paper", kind="press", relayed_by="s1"),
    ]
    drawn = [draw(claims(number, entities)) for number in range(draw(st.integers(1, 6)))]
    return Knowledge(entities=entities, sources=sources, claims=drawn, data_date=DAY, home="CN")


def written(knowledge: Knowledge) -> Written:
    return write_bods(knowledge, knowledge.claims.values(), published=DAY, publisher="us")


def read_back(found: Written, *, lines: bool) -> dict[str, object]:
    if not found.statements:
        return {}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "export.json"
        path.write_bytes(found.lines() if lines else found.array())
        back: dict[str, object] = {}
        for statement in read_bods(path):
            assert not statement.refusals, [str(one) for one in statement.refusals]
            back |= {
                ("source" if isinstance(one, Source) else "") + one.id: one
                for one in statement.records
            }
        return back


def is_whole(knowledge: Knowledge, *, lines: bool = False) -> None:
    found = written(knowledge)
    back = read_back(found, lines=lines)
    carried = [one for one in knowledge.claims.values() if not why_not(knowledge, one)]
    for claim in carried:
        assert back[claim.id] == claim
        for citation in claim.citations:
            assert back["source" + citation.source] == knowledge.sources[citation.source]
    for statement in found.statements:
        if statement["recordType"] != "relationship":
            assert back[statement["recordId"]] == knowledge.entities[statement["recordId"]]
    left = sum(
        times for words, times in found.left_out
        if not words.startswith("Rivals") and "." not in words.partition(":")[0]  # of one field
    )  # fmt: skip
    assert len(carried) + left == len(knowledge.claims)
    assert found.counts.get("relationship", 0) == len(carried)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.booleans())
def test_what_can_be_carried_comes_back_whole(knowledge: Knowledge, lines: bool) -> None:
    is_whole(knowledge, lines=lines)


@pytest.mark.parametrize("note", ["", "as the filing says"])
def test_every_code_and_every_set_of_contracts_comes_back_whole(note: str) -> None:
    """Services for a fee alone are contracts too, though their BODS code is one of a stake."""
    common = {"party": "e.0", "target": "e.1", "note": note, "citations": (Citation("s1", "p. 1"),)}
    sets = [
        found for size in range(6) for found in combinations(sorted(codes("Instruments")), size)
    ]
    claims: list[Claim] = [
        Control(id=f"v{number}", mechanism="vieContracts", instruments=found, **common)
        for number, found in enumerate(sets)
    ]
    claims += [
        Control(id=f"m-{one}", mechanism=one, **common) for one in codes("ControlMechanisms")
    ]
    claims += [Ownership(id=f"i-{one}", interest=one, **common) for one in codes("InterestTypes")]
    claims += [Leadership(id=f"r-{one}", role=one, **common) for one in codes("LeaderRoles")]
    claims += [
        Consolidation(id=f"p-{one}", parent=one, **common) for one in codes("ConsolidatingParents")
    ]
    entities = [Entity(id=f"e.{one}", kind="Organization", name=f"Firm {one}") for one in range(2)]
    sources = [Source(id="s1", title="A filing", kind="filing")]
    is_whole(Knowledge(entities=entities, sources=sources, claims=claims, data_date=DAY, home="CN"))


def test_every_claim_of_the_seeds_comes_back_whole_or_is_counted(seed_release) -> None:
    is_whole(seed_release.knowledge)


def test_nobody_reads_a_plan_a_denial_or_a_class_as_a_stake(seed_release) -> None:
    knowledge = seed_release.knowledge
    for claim in knowledge.claims.values():
        if not why_not(knowledge, claim):
            assert isinstance(claim, Carried)
            assert claim.stage == "completed"
            assert claim.status not in ("denied", "retracted")
            assert not getattr(claim, "denominator", "")


def test_contracts_are_never_written_as_shares(seed_release) -> None:
    knowledge = seed_release.knowledge
    contracts = [
        one
        for one in knowledge.claims.values()
        if isinstance(one, Control) and one.mechanism == "vieContracts"
    ]
    found = write_bods(knowledge, contracts, published=DAY, publisher="us")
    links = [one["recordDetails"] for one in found.statements if "recordDetails" in one]
    types = {i["type"] for details in links for i in details.get("interests", ())}
    assert "rightsGrantedByContract" in types
    assert not types & {"shareholding", "votingRights"}


def test_a_firm_goes_with_all_above_it(seed_release) -> None:
    knowledge = seed_release.knowledge
    found = {one.id for one in around(knowledge, "smic")}
    direct = {one.id for one in knowledge.about(Ownership, "smic")}
    assert direct <= found
    holders = {knowledge.claims[one].party for one in direct}
    above = {one.id for holder in holders for one in knowledge.about(Ownership, holder)}
    assert above
    assert above <= found


def test_exports_are_valid_by_the_schema_of_the_standard(seed_release, shared) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="validates by the standard's own schema")
    referencing = pytest.importorskip("referencing", reason="looks up the parts of that schema")
    registry = referencing.Registry()
    schemas = {}
    for path in (shared / "data/bods/schema").glob("*.json"):
        schema = json.loads(path.read_text("utf-8"))
        schemas[path.stem] = schema
        registry = registry.with_resource(schema["$id"], referencing.Resource.from_contents(schema))
    cls = jsonschema.Draft202012Validator
    validator = cls(schemas["statement"], registry=registry, format_checker=cls.FORMAT_CHECKER)
    example = json.loads((shared / "data/bods/examples/fermcat.json").read_text("utf-8"))
    assert not [*validator.iter_errors(example)]
    assert [*validator.iter_errors([{**example[0], "recordType": "firm"}])]
    said = json.loads(written(seed_release.knowledge).array())
    assert len(said) > 500
    assert not [error.message for error in validator.iter_errors(said)]
