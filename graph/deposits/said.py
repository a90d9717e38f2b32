"""What every description of a deposit says: whose it is, under which terms, and of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from graph.releases.release import Release

KEYWORDS = (
    "corporate ownership", "corporate control", "beneficial ownership", "knowledge graph",
    "technology policy",
)  # fmt: skip

#: Terms by their SPDX id → where they can be read. Others are named and not linked.
LICENSES: Mapping[str, str] = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
}
ABSTRACT = (
    "Sourced claims about who owns, controls, funds, leads and names firms, with the definitions "
    'of "domestic" applied to them. {claims:,} claims on {entities:,} entities from {sources:,} '
    "sources; facts on ownership up to {day}. Shares are bounds: what was not read is unknown, "
    "and not zero. The terms of each source are its own."
)


class Said(Struct, frozen=True, kw_only=True):
    """A deposit in the words of its descriptions."""

    title: str
    abstract: str
    authors: tuple[str, ...]
    license: str  # SPDX id; nothing: nobody said
    release: str
    data_date: str
    engine: str

    @property
    def license_address(self) -> str:
        """Where the terms can be read; nothing where that is not known."""
        return LICENSES.get(self.license, "")


def said_of(release: Release, authors: Sequence[str], license: str) -> Said:
    """What is said of a release, by its manifest and by who deposits it."""
    counts, day = release.manifest.counts, release.data_date.isoformat()
    title = release.manifest.title or "Sourced claims about firms"
    return Said(
        title=f"{title} (zizhu release {release.id})",
        abstract=ABSTRACT.format_map({**counts, "day": day}),
        authors=tuple(authors),
        license=license,
        release=release.id,
        data_date=day,
        engine=release.manifest.engine,
    )
