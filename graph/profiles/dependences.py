"""Who depends on somebody, step by step, by cited dependences that stand on a day.

That somebody stops if a supplier stops is nowhere computed: how critical an input is and what could
take its place are the source's words, and where a source has none nobody can say. What is told is
who would be met, how far along, and which of these facts are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph.answers.dependences import Dependent
from graph.answers.evidence import cited
from graph.answers.names import named
from graph.claims.knowledge import Knowledge
from graph.claims.model import Dependence
from graph.claims.walks import everybody
from graph.holders.horizons import seen_on

MISSING = ("content", "criticality", "substitute")


def needs(knowledge: Knowledge, entity: str, day: date) -> tuple[Dependent, ...]:
    """On what somebody depends, by name."""
    found = (claim for claim in knowledge.about(Dependence, entity) if _stands(claim, day))
    rows = [_dependent(knowledge, claim, 1) for claim in found]
    return tuple(sorted(rows, key=lambda one: (one.on.name, one.seen)))


def needed_by(knowledge: Knowledge, entity: str, day: date) -> tuple[Dependent, ...]:
    """Who depends on somebody, and on those who do; the nearest first. Each claim stands once."""
    steps = {entity: 0}

    def further(one: str) -> Iterator[str]:
        for claim in knowledge.of(Dependence, one):
            if _stands(claim, day):
                steps.setdefault(claim.target, steps[one] + 1)
                yield claim.target

    met = everybody([entity], further)
    rows = [
        _dependent(knowledge, claim, steps[one] + 1)
        for one in met
        for claim in knowledge.of(Dependence, one)
        if _stands(claim, day)
    ]
    return tuple(sorted(rows, key=lambda one: (one.steps, one.who.name, one.on.name, one.seen)))


def not_read(rows: tuple[Dependent, ...]) -> dict[str, int]:
    """Of how many it was not read how much, how critical, and what could take its place."""
    return {what: sum(not getattr(one, what) for one in rows) for what in MISSING}


def _stands(claim: Dependence, day: date) -> bool:
    return (
        claim.stage == "completed"
        and not claim.period.ended_before(day)
        and seen_on(claim, day) is not None
    )


def _dependent(knowledge: Knowledge, claim: Dependence, steps: int) -> Dependent:
    seen = claim.as_of or claim.period.start
    return Dependent(
        who=named(knowledge, claim.target),
        on=named(knowledge, claim.party),
        steps=steps,
        content=str(claim.content) if claim.content is not None else "",
        criticality=claim.criticality,
        substitute=claim.substitute,
        seen=str(seen or ""),
        claim=cited(knowledge, claim),
    )
