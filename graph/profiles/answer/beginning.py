"""That a page is about a day on which, by what was read, the firm was not there yet, or no more."""

from __future__ import annotations

from collections.abc import Iterator

from graph.claims.model import Founding, Location
from graph.claims.reasons import because
from graph.holders.gone import gone
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, first_day, weakly


def not_founded_yet(situation: Situation) -> Iterator[Said]:
    """When it was founded, where each cited founding with a day came after the day asked about.

    Nothing is said where a seat or another place of it is cited from an earlier day.
    """
    dated = [
        claim
        for claim in situation.knowledge.about(Founding, situation.firm)
        if claim.period.start is not None
    ]
    founded = first_day(dated)
    placed = first_day(situation.knowledge.of(Location, situation.firm))
    there = placed is not None and placed.first <= situation.day  # on paper, before its founders
    if founded is not None and situation.day < founded.first and not there:
        ids = tuple(claim.id for claim in dated)
        aside = weakly(situation.knowledge, ids)
        yield Said(
            because("notFoundedYet", firm=situation.firm, day=situation.day, founded=founded,
                    aside=aside),
            ids,
        )  # fmt: skip
        return
    yield from _nothing_as_old(situation)


def ended_already(situation: Situation) -> Iterator[Said]:
    """That the firm is no more on the day, where every seat of it that was read is over."""
    found = gone(situation.knowledge, situation.firm, situation.day)
    if found is None:
        return
    aside = weakly(situation.knowledge, found.seats)
    if found.by is None:
        yield Said(because("firmEndedUndated", firm=situation.firm, aside=aside), found.seats)
    else:
        reason = because("firmEnded", firm=situation.firm, day=found.by, aside=aside)
        yield Said(reason, found.seats)


def _nothing_as_old(situation: Situation) -> Iterator[Said]:
    """That nothing dated that was read of the firm is as old as the day."""
    dated = [
        (day, claim.id)
        for claim in situation.knowledge.touching(situation.firm)
        if (day := claim.period.start or claim.as_of or claim.period.end) is not None
    ]
    if not dated:
        return
    first, claim = min(dated, key=lambda pair: (pair[0].first, pair[1]))
    if situation.day < first.first:
        reason = because("nothingReadAsOld", firm=situation.firm, day=situation.day, first=first)
        yield Said(reason, (claim,))
