"""What assistants are given of any firm: bounds in order, verdicts as anywhere, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from api.harmless import as_json
from api.mcp.arguments import AnswerArguments, PathsArguments, UnknownsArguments
from api.mcp.server import LONGEST
from api.mcp.tools import answered
from api.settings import Settings
from graph import questions
from graph.claims.model import HOLDABLE
from graph.releases.release import Release

EVERY = 9  # firm of the seeds: each answers alike, and all of them take a minute


@pytest.fixture(scope="module")
def results(seed_release: Release) -> list[tuple[str, str, dict[str, Any]]]:
    """What the tools on firms answer of many firms."""
    known = seed_release.knowledge
    firms = [one.id for one in known.entities.values() if one.kind in HOLDABLE]
    asked = dict.fromkeys((*known.subjects, *firms[::EVERY]))
    assert len(asked) > 30
    return [
        (name, firm, answered(seed_release, Settings(), name, arguments))
        for firm in asked
        for name, arguments in (
            ("answer", AnswerArguments(firm=firm)),
            ("paths", PathsArguments(firm=firm, source="any", k=50)),
            ("unknowns", UnknownsArguments(firm=firm, most=50)),
        )
    ]


def parts(whole: Any) -> Iterator[dict[str, Any]]:
    """Every record in a result, itself included."""
    if isinstance(whole, dict):
        yield whole
        for part in whole.values():
            yield from parts(part)
    elif isinstance(whole, list | tuple):
        for part in whole:
            yield from parts(part)


def test_bounds_are_in_order_and_say_what_they_are_of(
    results: list[tuple[str, str, dict[str, Any]]],
) -> None:
    seen = 0
    for name, firm, result in results:
        for part in parts(result):
            if "lower" in part:
                upper = 1 if part["upper"] is None else part["upper"]
                assert 0 <= part["lower"] <= upper, (name, firm, part)
                assert part["text"].strip() and part["of"].strip(), (name, firm, part)
                seen += 1
    assert seen > 100


def test_every_source_that_is_named_is_listed_once_and_none_is_idle(
    results: list[tuple[str, str, dict[str, Any]]],
) -> None:
    for name, firm, result in results:
        listed = [one["number"] for one in result["sources"]]
        below = {key: part for key, part in result.items() if key != "sources"}
        named = {number for part in parts(below) for number in part.get("sources", ())}
        assert named == set(listed), (name, firm)
        assert len(listed) == len(set(listed)), (name, firm)


def test_verdicts_are_those_of_every_other_way_in(
    results: list[tuple[str, str, dict[str, Any]]], seed_release: Release
) -> None:
    for name, firm, result in results:
        if name == "answer":
            told = [(one["definition"], one["verdict"], one["decided"])
                    for one in result["verdicts"]]  # fmt: skip
            assert told == [
                (one.lens, one.word, one.decided) for one in questions.verdicts(seed_release, firm)
            ]


def test_a_result_is_given_whole(results: list[tuple[str, str, dict[str, Any]]]) -> None:
    assert max(len(as_json(result)) for _, _, result in results) < LONGEST
