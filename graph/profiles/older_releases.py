"""The verdicts that stand in a release, for a release whose engine is not at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graph.answers.names import named
from graph.answers.parts import Interval
from graph.answers.stored import StoredClassification, StoredVerdict
from graph.arguments import chosen_of, situation_of
from graph.releases.release import Release, engine_needed
from graph.triples.stored_results import assessments_of


def as_built(
    release: Release,
    firm: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    lenses: Iterable[str] | None = None,
) -> StoredClassification:
    """The verdicts on a firm as they were built, in the order of the lenses.

    Raises :class:`EngineNeededError` where the release has none: for a firm it does not describe,
    another day or another home than it was built for.
    """
    situation = situation_of(release, firm, as_of, home)
    chosen = [lens.id for lens in chosen_of(release.knowledge.lenses, lenses)]
    found = {one.lens: one for one in _read(release, situation.firm)}
    if not found or (situation.days, situation.home) != (release.days, release.home):
        raise engine_needed(release)
    return StoredClassification(
        firm=named(release.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        days=release.days.written(),
        home=release.home,
        release=release.id,
        engine=release.manifest.engine,
        stored=True,
        verdicts=tuple(found[lens] for lens in chosen if lens in found),
    )


def _read(release: Release, firm: str) -> Iterator[StoredVerdict]:
    lenses = release.knowledge.lenses
    for said in assessments_of(release.store, firm):
        lens = said["lens"]
        bounds = [float(said[name]) for name in ("lower", "upper") if name in said]
        point = float(said["point"]) if "point" in said else None
        yield StoredVerdict(
            lens=lens,
            label=lenses[lens].label if lens in lenses else lens,
            version=said["version"],
            word=said["word"],
            decided=said["decided"] == "true",
            decides=said.get("decides", ""),
            interval=Interval(bounds[0], bounds[1], point) if bounds else None,
            as_of=said["day"],
        )
