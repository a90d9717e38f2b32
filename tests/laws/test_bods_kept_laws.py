"""Law: what an export is read again with is what it was written from: sources, days, reasons.

What is not a whole claim of the standard's goes with an entity, and comes back with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from bods_statements import interest, relationship
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Claim, Consolidation, Entity, Source
from graph.formats.bods.carrying import around, named_in, why_not
from graph.formats.bods.fields import in_fields
from graph.formats.bods.reader import statement_from
from graph.formats.bods.writer import Written, write_bods
from graph.importing.gathering import Wanted, gathered
from ontology.crosswalks import foreign
from ontology.load import codes

DAY = date(2025, 12, 31)


def written(knowledge: Knowledge) -> Written:
    return write_bods(knowledge, knowledge.claims.values(), published=DAY, publisher="us")


def test_parents_that_consolidate_are_read_by_others_as_such() -> None:
    firms = [Entity(id=one, kind="Organization", name=one.upper()) for one in ("a", "b")]
    said = [
        Consolidation(
            id=f"c-{parent}", party="a", target="b", parent=parent, citations=(Citation("s"),)
        )
        for parent in codes("ConsolidatingParents")
    ]
    sources = [Source(id="s", title="Accounts")]
    knowledge = Knowledge(entities=firms, sources=sources, claims=said, data_date=DAY, home="CN")
    found = written(knowledge)
    assert not found.left_out
    plain = [
        one
        for statement in found.statements
        for one in statement_from({**statement, "annotations": []}).records
        if isinstance(one, Claim)
    ]
    assert [(one.kind, one.parent) for one in plain] == [
        ("Consolidation", parent) for parent in codes("ConsolidatingParents")
    ]


@pytest.mark.parametrize("words", ["", "asked three times"])
@pytest.mark.parametrize("reason", ["subjectExemptFromDisclosure", "unknown",
                                    "subjectUnableToConfirmOrIdentifyBeneficialOwner"])  # fmt: skip
def test_why_nobody_is_named_stays_the_reason_that_was_given(reason, words) -> None:
    said = {"reason": reason, **({"description": words} if words else {})}
    read = statement_from(relationship("r", said, "f", interest(share=30))).records
    firm = Entity(id="f", kind="Organization", name="F")
    given = {cls: [one for one in read if isinstance(one, cls)] for cls in (Source, Entity, Claim)}
    knowledge = Knowledge(
        entities=[firm, *given[Entity]], sources=given[Source], claims=given[Claim],
        data_date=DAY, home="GB",
    )  # fmt: skip
    (party,) = [
        one["recordDetails"]
        for one in written(knowledge).statements
        if one["recordDetails"].get("entityType") == {"type": "unknownEntity"}
    ]
    assert party["unspecifiedEntityDetails"] == said


def brought_in(knowledge: Knowledge, claims: Iterable[Claim], folder: Path):
    """What an import makes of the statements on some claims, with ids as they were."""
    path = folder / "x.jsonl"
    path.write_bytes(write_bods(knowledge, claims, published=DAY, publisher="us").lines())
    found = gathered([path], Wanted(format="bods", name="x", home="CN"), lambda step, done: None)
    assert not found.report.refusals
    return found.tables


@pytest.mark.parametrize("firm", ["smic", "alibaba", ""])
def test_sources_stay_as_many_as_they_were(seed_release, tmp_path, firm) -> None:
    knowledge = seed_release.knowledge
    claims = around(knowledge, firm) if firm else tuple(knowledge.claims.values())
    tables = brought_in(knowledge, claims, tmp_path)
    kept = [one for one in claims if not why_not(knowledge, one)]
    entities = [knowledge.entities[one] for one in named_in(knowledge, kept)]
    written_of = [one for one in entities if ("kindWritten", one.kind) in foreign("bods")]
    fields = [
        claim for one in written_of for each in in_fields(knowledge, one).values() for claim in each
    ]
    cited = {one.source for record in (*kept, *written_of, *fields) for one in record.citations}
    assert {one.id for one in tables.sources} == {f"x.{one}" for one in _relayed(knowledge, cited)}


def _relayed(knowledge: Knowledge, sources: Iterable[str]) -> set[str]:
    """Some sources, and those through which they were read."""
    found: set[str] = set()
    waiting = [*sources]
    while waiting:
        source = waiting.pop()
        if source and source not in found:
            found.add(source)
            waiting.append(knowledge.sources[source].relayed_by)
    return found


def test_seats_and_citizenships_keep_their_days_and_their_sources(seed_release, tmp_path) -> None:
    knowledge = seed_release.knowledge
    tables = brought_in(knowledge, knowledge.claims.values(), tmp_path)
    back = {one.id.removeprefix("x."): one for one in tables.claims}
    met = 0
    for entity in knowledge.entities.values():
        for claims in in_fields(knowledge, entity).values():
            (claim,) = claims if len(claims) == 1 else (None,)
            if (
                claim is None
                or claim.id not in back
                or entity.id not in {one.id.removeprefix("x.") for one in tables.entities}
            ):
                continue
            again = back[claim.id]
            assert (again.period, again.as_of, again.status) == (
                claim.period, claim.as_of, claim.status
            )  # fmt: skip
            assert [one.source.removeprefix("x.") for one in again.citations] == [
                one.source for one in claim.citations
            ]
            met += 1
    assert met > 50
