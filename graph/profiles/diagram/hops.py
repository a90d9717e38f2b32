"""Who is within some hops of a firm, and who beside a party that a reader opened.

A hop is a link, whichever way it runs. The firm's surroundings climb to its owners' owners and know
its companies (:mod:`graph.profiles.neighbourhood`); what an opened party holds beside these is
looked for when it is opened.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.answers.neighbourhood import NetworkEdge
from graph.claims.model import HOLDABLE, Ownership
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.profiles.neighbourhood import edges_around, edges_into

HOLDINGS = 200  # firms of which an opened party's stakes are looked at, the newest claims first


class Within(NamedTuple):
    """All links that are known of here, and the parties that the hops and openings reach."""

    edges: tuple[NetworkEdge, ...]
    parties: frozenset[str]
    opened: tuple[str, ...]  # of those asked for, the ones that are there


def within(situation: Situation, basis: Basis, hops: int, opened: Iterable[str]) -> Within:
    """The parties within so many hops of the firm, or beside one that is opened."""
    edges = _keyed(edges_around(situation, situation.network(basis=basis)))
    away = distances(situation.firm, edges.values())
    reached = {party for party, steps in away.items() if steps <= hops}
    there: list[str] = []
    for party in dict.fromkeys(opened):
        if party not in reached:
            continue
        there.append(party)
        edges = _keyed(_around(situation, party, basis)) | edges
        reached |= {end for edge in edges.values() if party in (edge.source, edge.target)
                    for end in (edge.source, edge.target)}  # fmt: skip
    return Within(tuple(edges.values()), frozenset(reached), tuple(there))


def distances(start: str, edges: Iterable[NetworkEdge]) -> Mapping[str, int]:
    """How many links away from a party each other is.

    >>> def edge(source, target):
    ...     return NetworkEdge(source=source, target=target, link="ownership")
    >>> dict(distances("b", [edge("a", "b"), edge("b", "c"), edge("d", "a")]))
    {'b': 0, 'a': 1, 'c': 1, 'd': 2}
    """
    beside: dict[str, list[str]] = {}
    for edge in edges:
        beside.setdefault(edge.source, []).append(edge.target)
        beside.setdefault(edge.target, []).append(edge.source)
    found = {start: 0}
    waiting = deque([start])
    while waiting:
        party = waiting.popleft()
        for other in beside.get(party, ()):
            if other not in found:
                found[other] = found[party] + 1
                waiting.append(other)
    return found


def _around(situation: Situation, party: str, basis: Basis) -> Iterator[NetworkEdge]:
    """Every link of an opened party: who holds and directs it, and what it holds."""
    yield from _held_by(situation, party, basis)
    known = situation.knowledge.entities.get(party)
    if known is None or known.kind not in HOLDABLE:
        return
    there = Situation(
        situation.knowledge, party, situation.day, situation.home, days=situation.days
    )
    for edge in edges_around(there, there.network(basis=basis)):
        if party in (edge.source, edge.target):
            yield edge


def _held_by(situation: Situation, holder: str, basis: Basis) -> Iterator[NetworkEdge]:
    """The stakes of a party in whatever firms, as each firm's holders have them."""
    claims = situation.knowledge.of(Ownership, holder)
    for firm in _targets(claims)[:HOLDINGS]:
        for edge in edges_into(situation, situation.column(firm, basis)):
            if edge.source == holder:
                yield edge


def _targets(claims: Sequence[Ownership]) -> list[str]:
    newest = sorted(claims, key=lambda claim: str(claim.as_of or claim.period.start or ""))
    return list(dict.fromkeys(claim.target for claim in reversed(newest)))


def _keyed(edges: Iterable[NetworkEdge]) -> dict[tuple[str, str, str, str], NetworkEdge]:
    """Links by what tells them apart: their ends, their kind, and whether they are of the past."""
    return {(edge.source, edge.target, edge.link, edge.currency): edge for edge in edges}
