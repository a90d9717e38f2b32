"""Who makes something, step by step: who designs, develops and keeps it, and who supplies these.

Each step rests on claims. Whether whoever does it is from home is told by the strongest reading
that says anything (:mod:`graph.production.makers`), and open where none does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graph.answers.dependences import MakingStep
from graph.answers.evidence import cited, cited_all
from graph.answers.names import named
from graph.claims.knowledge import Knowledge
from graph.claims.model import Relation
from graph.claims.walks import everybody
from graph.holders.horizons import seen_on
from graph.production.makers import Makers, steps_of
from ontology.lenses import Lens
from ontology.load import codes

MOST = 3  # steps away from what was asked about
FOR_MAKERS = ("supplies",)  # what is asked of a maker: whom it supplies is another thing


def making_of(
    knowledge: Knowledge, thing: str, day: date, home: str, lens: Lens | None
) -> tuple[MakingStep, ...]:
    """The steps of making a thing that were seen by a day, the nearest first."""
    away = {thing: 0}

    def further(one: str) -> Iterator[str]:
        if away[one] < MOST:
            for _, maker in _steps(knowledge, one, day, first=one == thing):
                away.setdefault(maker, away[one] + 1)
                yield maker

    met = list(everybody([thing], further))
    together: dict[tuple[str, str, str], list[Relation]] = {}
    for one in met:
        if away[one] < MOST:
            for claim, maker in _steps(knowledge, one, day, first=one == thing):
                together.setdefault((maker, claim.relation, one), []).append(claim)
    judged = Makers(knowledge, {maker for maker, _, _ in together}, day, home, lens)
    found = [
        _told(knowledge, claims, maker, one, away[one] + 1, judged)
        for (maker, _, one), claims in together.items()
    ]
    return tuple(sorted(found, key=lambda one: (one.steps, one.of.name, one.label, one.who.name)))


def _steps(
    knowledge: Knowledge, one: str, day: date, *, first: bool
) -> Iterator[tuple[Relation, str]]:
    for claim, maker in steps_of(knowledge, one, day):
        if seen_on(claim, day) is not None and (first or claim.relation in FOR_MAKERS):
            yield claim, maker


def _told(
    knowledge: Knowledge,
    claims: Sequence[Relation],
    maker: str,
    one: str,
    steps: int,
    judged: Makers,
) -> MakingStep:
    whence = judged.whence(maker)
    step = claims[0].relation
    return MakingStep(
        who=named(knowledge, maker),
        step=step,
        label=codes("RelationKinds")[step].label,
        of=named(knowledge, one),
        steps=steps,
        side=whence.side,
        by=whence.by or "",
        seen=max(str(claim.as_of or claim.period.start or "") for claim in claims),
        claims=tuple(cited(knowledge, claim) for claim in claims),
        origin=cited_all(knowledge, whence.claims),
    )
