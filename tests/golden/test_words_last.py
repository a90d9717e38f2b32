"""Words come last: what is found of a firm depends on no name, and names are in no finding."""

import pytest
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.domesticness.missing_facts import missing_facts
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from graph.profiles.unknowns import unknowns_of
from graph.profiles.verdicts import verdicts_of
from graph.releases.release import Release


def situation(knowledge: Knowledge, firm: str) -> Situation:
    return Situation(knowledge, firm, knowledge.data_date, knowledge.home)


@pytest.fixture(scope="module")
def renamed(seed_release: Release) -> Knowledge:
    """The seeds with every name gone: each entity is called by its number, in reverse order."""
    known = seed_release.knowledge
    count = len(known.entities)
    nameless = {
        entity.id: replace(entity, name=f"no. {count - place}", name_zh="", other_names=())
        for place, entity in enumerate(known.entities.values())
    }
    return known.with_records(entities=nameless)


def test_findings_and_missing_facts_are_the_same_under_any_names(
    seed_release: Release, renamed: Knowledge
) -> None:
    for firm in seed_release.knowledge.subjects:
        before, after = situation(seed_release.knowledge, firm), situation(renamed, firm)
        found, again = findings_of(before), findings_of(after)
        assert found == again, firm
        assert missing_facts(before, found) == missing_facts(after, again), firm


def test_words_follow_the_names(seed_release: Release, renamed: Knowledge) -> None:
    before, after = situation(seed_release.knowledge, "smic"), situation(renamed, "smic")
    pairs = list(zip(verdicts_of(before), verdicts_of(after), strict=True))
    assert any(old.explanation != new.explanation for old, new in pairs)
    assert all(old.word == new.word for old, new in pairs)
    asked = {one.document for one in unknowns_of(after, findings_of(after))}
    assert any("no. " in document for document in asked)
