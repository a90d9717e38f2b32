"""What the seeds say of the reading of a document: never of one that was not opened."""

from __future__ import annotations

import re

from graph.releases.release import Release

# A file of one commit, which no later one changes; or an archive, which keeps what it took.
STAYS = re.compile(r"https://(github\.com/[^/]+/[^/]+/blob/[0-9a-f]{40}/.|archive\.is/.)")


def test_only_what_was_opened_was_read(seed_release: Release) -> None:
    for source in seed_release.knowledge.sources.values():
        assert not (source.relayed_by and (source.read_on or source.kept_copy)), source.id


def test_a_kept_copy_stays_and_a_hash_is_of_one(seed_release: Release) -> None:
    sources = seed_release.knowledge.sources.values()
    for source in sources:
        assert not source.kept_copy or STAYS.match(source.kept_copy), source.id
        assert not source.sha256 or source.kept_copy, source.id
    assert any(source.sha256 for source in sources)


def test_nothing_was_read_before_it_was_published(seed_release: Release) -> None:
    for source in seed_release.knowledge.sources.values():
        if source.read_on and source.published:
            assert source.read_on.last >= source.published.first, source.id
