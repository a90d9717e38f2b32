"""Chains of claims from an owner down to a firm, best first, each step with its citations."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import prod

from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.answers.parts import Chain, Chains, Interval, Step
from graph.holders.contracts import share_said
from graph.holders.origins import NATIONAL
from graph.holders.stakes import Basis
from graph.networks.network import Network
from graph.networks.power import power_over
from graph.networks.situation import Situation
from graph.ownership.ultimate.chains import best_chains, largest_chains
from graph.profiles.controllers import steps_to_firm


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
    """One chain that tells most about the firm.

    The chain that carries most of it to an owner whose origin is known, then to
    any owner; then the same as last known; then the steps by which somebody may
    direct it. Nothing when no holder and no controller is cited.
    """
    for reading in ("current", "lastKnown"):
        chain = _largest_chain(situation.network(reading=reading))
        if chain is not None:
            return chain
    return _chain_of_control(situation)


def _largest_chain(network: Network) -> Chain | None:
    owners, _, _ = network.ends

    def weight(entity: str) -> tuple[bool, float, str]:
        placed = network.origins[entity].point in NATIONAL
        return placed, float(owners[network.index[entity]]), entity

    ends = [entity for entity in network.origins if owners[network.index[entity]] > 0]
    if not ends:
        return None
    best = max(ends, key=weight)
    walks = largest_chains(network.holdings, network.index[best], 0)
    return _chain(network, walks[0].path, walks[0].share) if walks else None


def _chain_of_control(situation: Situation) -> Chain | None:
    power = power_over(situation)
    found = (*power.certain, *power.possible)
    return Chain(steps=steps_to_firm(situation, power, found[0])) if found else None


def _chain(network: Network, nodes: Sequence[int], share: float) -> Chain:
    steps = tuple(
        _step(network, network.ids[holder], network.ids[held]) for holder, held in pairwise(nodes)
    )
    known = [step.share.point for step in steps if step.share and step.share.point is not None]
    # Rounds add to the product; a last bit that rounding takes from the share is none of them.
    return Chain(steps=steps, share=share, direct=min(share, prod(known)))


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
        said=share_said(network.knowledge, links),
        text=f"{owner.name} —{share_said(network.knowledge, links)}→ {owned.name}",
        claims=tuple(claim for one in links for claim in one.claims),
    )
