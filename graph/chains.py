"""Chains of claims from an owner down to a firm, best first, each step with its citations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from graph.answers import Chain, Chains, Interval, Step
from graph.domesticness.situation import Situation, span
from graph.evidence import cited_all, named
from graph.network import Network
from graph.ownership.chains import best_chains
from graph.stakes import Basis


def chains_between(situation: Situation, owner: str, basis: Basis, k: int, release: str) -> Chains:
    """The k walks from owner to firm that carry most, and how much of its share they explain."""
    network = situation.network(basis=basis)
    firm = named(situation.knowledge, situation.firm)
    if owner not in network.index or owner == situation.firm:
        return Chains(
            owner=named(situation.knowledge, owner),
            firm=firm,
            basis=basis,
            as_of=situation.day.isoformat(),
            release=release,
            total=None,
            explained=None,
            chains=(),
            claims=(),
        )
    walks = best_chains(network.holdings, network.index[owner], 0, k)
    chains = tuple(_chain(network, walk.path, walk.share) for walk in walks.walks)
    claims = [claim for chain in chains for step in chain.steps for claim in step.claims]
    return Chains(
        owner=named(situation.knowledge, owner),
        firm=firm,
        basis=basis,
        as_of=situation.day.isoformat(),
        release=release,
        total=Interval(*network.owner_bounds(owner), walks.total),
        explained=walks.explained,
        chains=chains,
        claims=cited_all(situation.knowledge, claims),
    )


def best_chain(situation: Situation) -> Chain | None:
    """The chain that carries most of the firm to its end; a last known one if none is current."""
    for reading in ("current", "lastKnown"):
        network = situation.network(reading=reading)
        owners, _, _ = network.ends
        ends = [entity for entity in network.origins if entity != situation.firm]
        ends = [entity for entity in ends if owners[network.index[entity]] > 0]
        if not ends:
            continue
        best = max(ends, key=lambda entity: (float(owners[network.index[entity]]), entity))
        walks = best_chains(network.holdings, network.index[best], 0, 1).walks
        if walks:
            return _chain(network, walks[0].path, walks[0].share)
    return None


def _chain(network: Network, nodes: Sequence[int], share: float) -> Chain:
    return Chain(
        steps=tuple(
            _step(network, network.ids[holder], network.ids[held])
            for holder, held in pairwise(nodes)
        ),
        share=share,
    )


def _step(network: Network, holder: str, firm: str) -> Step:
    links = [one for one in network.held[firm] if one.holder == holder]
    low = float(sum(one.lower for one in links))
    high = float(sum(one.upper for one in links))
    known = float(sum(one.known for one in links))
    currency = "current"
    for stake in network.columns[firm].stakes:
        if stake.claim.id in links[0].claims:
            currency = stake.currency
    owner, owned = named(network.knowledge, holder), named(network.knowledge, firm)
    contract = any(one.link == "contract" for one in links)
    return Step(
        owner=owner,
        owned=owned,
        link="contract" if contract else "ownership",
        share=Interval(low, high, known),
        currency=currency,
        text=f"{owner.name} —{span(low, high)}→ {owned.name}",
        claims=tuple(claim for one in links for claim in one.claims),
    )
