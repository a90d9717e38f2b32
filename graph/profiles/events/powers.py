"""Changes of who has a power over a firm: controls that began, ended or were agreed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control
from graph.claims.periods import PartialDate
from graph.profiles.events.change import Change, reached, said_by, said_on


class Power(NamedTuple):
    """What began or ended: a power over a firm, at a stage, on a day."""

    kind: str
    firm: str
    mechanism: str
    stage: str
    when: PartialDate | None


def controls(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Powers over a firm, and powers it has, that began, ended or were agreed, up to a day."""
    claims_of: defaultdict[Power, list[Control]] = defaultdict(list)
    of_firm = (*knowledge.about(Control, entity), *knowledge.of(Control, entity))
    for claim in dict.fromkeys(of_firm):
        if claim.party or claim.members:  # that nobody controls it is a finding, and no change
            for power in _powers(claim, day):
                claims_of[power].append(claim)
    for power, claims in claims_of.items():
        for together in _told_together(claims):
            yield _change(power, together)


def _powers(claim: Control, day: date) -> Iterator[Power]:
    start, end = claim.period.start, claim.period.end
    if claim.stage != "completed":
        if said_by(claim, day):
            when = said_on(claim)
            yield Power("controlBegan", claim.target, claim.mechanism, claim.stage, when)
        return
    if reached(start, day):
        yield Power("controlBegan", claim.target, claim.mechanism, claim.stage, start)
    if reached(end, day):
        yield Power("controlEnded", claim.target, claim.mechanism, claim.stage, end)


def _told_together(claims: Sequence[Control]) -> Iterator[Sequence[Control]]:
    """Claims of the same power on the same day as one event each: same holders, or one document.

    Two who have a power from one day on by different documents have it apart, as far as is read.
    """
    import networkx as nx  # loaded by whoever asks for events, and by no other question

    links = nx.Graph()
    for claim in claims:
        links.add_edge(claim.id, _holders(claim))
        for cited in claim.citations[:1]:
            links.add_edge(claim.id, ("document", cited.source))
    rows = {claim.id: row for row, claim in enumerate(claims)}
    for linked in nx.connected_components(links):
        yield [claims[row] for row in sorted(rows[node] for node in linked if node in rows)]


def _holders(claim: Control) -> frozenset[str]:
    return frozenset(claim.members or (claim.party,))


def _change(power: Power, claims: Sequence[Control]) -> Change:
    first, done = claims[0], power.stage == "completed"
    who = (holder for claim in claims for holder in claim.members or (claim.party,))
    return Change(
        kind=power.kind,
        firm=power.firm,
        who=tuple(dict.fromkeys(who)),
        day=power.when if done else None,
        due=None if done else first.period.start,
        seen=first.as_of if done else power.when,
        stage=power.stage,
        by=power.mechanism,
        claims=tuple(claims),
    )
