"""Every claim of the seeds has a sentence in each language, made of the same values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.answers import claim_reasons
from graph.answers.claim_reasons import claim_reason
from graph.answers.sentences import sentence
from graph.claims.model import Entity
from graph.claims.reasons import Reason
from graph.releases.release import Release
from ontology.phrases import phrases

# Codes put together of parts; and one that is no sentence of a claim.
MADE_UP = ("claimStake", "claimVotes", "claimDisputes")
CODE = re.compile(r"\b[a-z]+[A-Z]\w*")  # a code of a codelist, left as it is


def inside(reason: Reason) -> Iterator[Reason]:
    yield reason
    for _, value in reason.values:
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Reason):
                yield from inside(one)


def test_a_phrase_has_a_place_for_each_value_of_a_claim_and_no_others(
    seed_release: Release,
) -> None:
    known = seed_release.knowledge
    codes: set[str] = set()
    for claim in known.claims.values():
        for reason in inside(claim_reason(known, claim)):
            codes.add(reason.code)
            places = {place.value for place in phrases()[reason.code].places}
            assert places == {name for name, _ in reason.values}, (claim.id, reason)
    assert len(codes) > 40  # most kinds of sentence are in the seeds
    source = Path(claim_reasons.__file__).read_text("utf-8")
    for code in (code for code in phrases() if re.match("claim[A-Z]", code)):
        stem = re.sub("(Many|Indirect|By)+$", "", code)
        assert code in codes or f'"{stem}' in source or stem in MADE_UP, code


def test_every_claim_is_told_in_chinese_without_a_word_of_ours_in_english(
    seed_release: Release,
) -> None:
    known = seed_release.knowledge
    ours = re.compile(r"\b(holds|invested in|is named|may direct|estimated|inferred|at least)\b")
    for claim in known.claims.values():
        said = _without_names(known.entities, sentence(known, claim, "zh"))
        assert re.search(r"[一-鿿]", said), said
        assert not ours.search(said), said
        assert not CODE.search(said), said


def _without_names(entities: Mapping[str, Entity], said: str) -> str:
    names = {
        name
        for entity in entities.values()
        for name in (entity.name, entity.name_zh)
        if name and name in said
    }
    for name in sorted(names, key=len, reverse=True):
        said = said.replace(name, "")
    return said
