"""A name still being written: its bearer first, then names that begin so, then those alike."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.claims.model import Entity
from graph.entities.search import Index
from graph.entities.suggestions import suggested

FIRMS = {
    one.id: one
    for one in (
        Entity(id="smic", kind="Organization", name="SMIC", name_zh="中芯国际", subject=True),
        Entity(id="smic-hk", kind="Organization", name="SMIC Hong Kong"),
        Entity(id="wang1", kind="Person", name="Wang Wei"),
        Entity(id="wang2", kind="Person", name="Wang Wei"),
    )
}
INDEX = Index.build(FIRMS.values())


def found(text: str) -> list[tuple[str, bool]]:
    return [(hit.entity, hit.own) for hit in suggested(INDEX, FIRMS, text)]


def test_the_bearer_of_a_name_answers_and_who_begins_so_is_proposed() -> None:
    assert found("smic") == [("smic", True), ("smic-hk", False)]
    assert found("smi") == [("smic", False), ("smic-hk", False)]


def test_of_two_bearers_neither_answers() -> None:
    assert found("Wang Wei") == [("wang1", False), ("wang2", False)]


def test_a_name_is_begun_in_any_script_and_by_its_sound() -> None:
    for text in ("中", "中芯國", "zhong x", "ZHONGXIN"):
        assert found(text)[0] == ("smic", False), text


@given(st.text(max_size=12))
def test_whoever_answers_has_exactly_that_name(text: str) -> None:
    answering = [entity for entity, own in found(text) if own]
    assert answering in ([], list(INDEX.bearers(text)))
    assert len(answering) <= 1


@given(st.text(max_size=12) | st.sampled_from(["w", "s", "smi", "Wang Wei", "中"]))
def test_of_one_kind_nobody_else_is_proposed_and_nobody_of_it_is_lost(text: str) -> None:
    persons = [hit.entity for hit in suggested(INDEX, FIRMS, text, kinds=["Person"])]
    assert {FIRMS[one].kind for one in persons} <= {"Person"}
    assert set(persons) >= {one for one, _ in found(text) if FIRMS[one].kind == "Person"}
