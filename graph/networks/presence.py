"""Who stands above a firm whether or not a size was read: holders, powers, lists and programmes.

A *presence graph* climbs as a share graph does (:mod:`graph.networks.share_graph`), but an edge
need carry no share: a holder of unread size is there, a stake last known is there and is marked,
a contract or a right gives power without a share. It answers by which steps somebody reaches a
firm, never how much of it is theirs.

Edge attributes: ``links``, ``claims``, ``currency`` of the first link and ``aged`` of others;
``lower`` where a share is computed with.
Node attributes: ``entity``, ``unnamed``, ``origin``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import networkx as nx

from graph.claims.model import Designation, ProgrammeLink
from graph.holders.contracts import standing_controls
from graph.holders.horizons import known_on
from graph.holders.origins import ANY, origin
from graph.holders.stakes import Basis
from graph.holders.unsized import age_of
from graph.networks.share_graph import share_graph
from graph.networks.situation import Situation
from graph.networks.view import is_end

LIMIT = 2_000  # parties beyond which nobody further up is looked for
PRESENT = ("current", "lastKnown", "unknownShare")
BY_STATE, BY_SEAT = 3, 5  # rungs: up to those cited as a state's; a cited seat alone
NO_PARTY = ("List", "Programme", "FundingRound")


class _Link(NamedTuple):
    holder: str
    link: str
    currency: str
    claims: tuple[str, ...]


def presence_graph(
    situation: Situation, basis: Basis, *, powers: bool = False, programmes: bool = False
) -> nx.DiGraph:
    """Everybody above a firm; with powers and contracts, with lists and programmes, if asked."""
    graph = share_graph(situation.network(basis=basis))
    for entity, data in graph.nodes(data=True):
        if not data["unnamed"] and data["origin"] is None:
            data["origin"] = _placed(situation, entity)
    waiting = [situation.firm, *(one for one in graph if one != situation.firm)]
    met = set(waiting)
    for entity in waiting:  # grows while it is read
        if len(met) > LIMIT or graph.nodes[entity]["unnamed"]:
            continue
        for link in _links(situation, entity, basis, powers=powers, programmes=programmes):
            if link.holder not in met:
                met.add(link.holder)
                waiting.append(link.holder)
                graph.add_node(
                    link.holder, entity=link.holder, unnamed=False,
                    origin=_placed(situation, link.holder),
                )  # fmt: skip
            _add(graph, entity, link)
    return graph


def _placed(situation: Situation, entity: str) -> object:
    placed = origin(situation.knowledge, entity, situation.day, situation.home, economic=True)
    told = placed.possible != ANY or placed.rung <= BY_STATE or placed.rung == BY_SEAT
    return placed if told else None


def _add(graph: nx.DiGraph, firm: str, link: _Link) -> None:
    """One edge for a pair: what is computed with stays what it is, other links are added to it."""
    if not graph.has_edge(firm, link.holder):
        graph.add_edge(
            firm, link.holder, links=(link.link,), claims=link.claims, currency=link.currency
        )
        return
    edge = graph[firm][link.holder]
    if link.link in edge["links"] and "currency" not in edge:
        return  # a counted stake: its own claims are there
    fresh = tuple(claim for claim in link.claims if claim not in edge["claims"])
    edge["claims"] = (*edge["claims"], *fresh)
    edge["links"] = tuple(dict.fromkeys((*edge["links"], link.link)))
    edge["aged"] = {**edge.get("aged", {}), link.link: link.currency}


def _links(
    situation: Situation, entity: str, basis: Basis, *, powers: bool, programmes: bool
) -> Iterator[_Link]:
    if programmes:
        yield from _programmes(situation, entity)
    known = situation.knowledge.entities.get(entity)
    if is_end(situation.knowledge, entity) or (known is not None and known.kind in NO_PARTY):
        return
    for stake in situation.column(entity, basis).stakes:
        if stake.currency in PRESENT:
            age = age_of(situation.knowledge, stake, situation.day)
            yield _Link(stake.holder, "ownership", age, (stake.claim.id,))
    if powers:
        yield from _powers(situation, entity)


def _programmes(situation: Situation, entity: str) -> Iterator[_Link]:
    knowledge, day = situation.knowledge, situation.days.of("lists")
    for named in knowledge.about(Designation, situation.firm):
        if known_on(named, day) and not named.period.ended_before(day):
            if entity == situation.firm:
                yield _Link(named.programme, "designation", _stage(named.stage), (named.id,))
            elif entity == named.programme and named.party:
                yield _Link(named.party, "programme", _stage(named.stage), (named.id,))
    for link in knowledge.about(ProgrammeLink, entity):
        if link.party and known_on(link, day):
            yield _Link(link.party, "programme", _stage(link.stage), (link.id,))


def _powers(situation: Situation, entity: str) -> Iterator[_Link]:
    for claim, current in standing_controls(situation.knowledge, entity, situation.day):
        link = "contract" if claim.mechanism == "vieContracts" else "control"
        for holder in claim.members or (claim.party,):
            if holder:
                yield _Link(holder, link, "current" if current else "lastKnown", (claim.id,))


def _stage(stage: str) -> str:
    return "current" if stage == "completed" else "notComputed"
