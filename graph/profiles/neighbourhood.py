"""A firm's surroundings, ready to draw or export: who is above, what is below, what is not known.

Owners climb as far as the claims go; companies below show their registered
holders and the contracts over them. Stakes last known are there, marked. Each
firm has its own node for holders nobody named: two unknowns are never one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph.answers.claim_words import day_said
from graph.answers.evidence import cited_all
from graph.answers.names import label, named
from graph.answers.neighbourhood import Neighbourhood, NetworkEdge, NetworkNode
from graph.answers.parts import Interval
from graph.claims.knowledge import Knowledge
from graph.claims.shares import span
from graph.fraction import Fraction
from graph.holders.contracts import share_said, standing_controls
from graph.holders.holder_column import HolderColumn
from graph.holders.nationality import legal_nationality
from graph.holders.stakes import Basis, Stake
from graph.holders.unsized import age_of
from graph.networks.network import Network
from graph.networks.situation import Situation
from graph.profiles.money_links import money_edges, programme_edges

CONTRACTUAL = ("vieContracts", "managementContract")


def neighbourhood_of(situation: Situation, basis: Basis, release: str) -> Neighbourhood:
    """The firm with everyone above it, the companies under it, its money and its programmes."""
    network = situation.network(basis=basis)
    edges = edges_around(situation, network)
    nodes = nodes_of(situation, network, edges)
    return Neighbourhood(
        firm=named(situation.knowledge, situation.firm),
        basis=basis,
        as_of=situation.day.isoformat(),
        release=release,
        nodes=nodes,
        edges=tuple(edges),
        claims=cited_all(situation.knowledge, (claim for edge in edges for claim in edge.claims)),
    )


def edges_around(situation: Situation, network: Network) -> list[NetworkEdge]:
    """Every link of the surroundings: stakes, contracts, powers, rests, money, programmes."""
    edges = [
        edge for firm, column in network.columns.items() for edge in _into(network, firm, column)
    ]
    for part in situation.parts[1:]:
        edges.extend(_into_part(situation, part.entity, network))
    within = (part.entity for part in situation.parts)
    for entity in dict.fromkeys((network.firm, *within, *network.ids)):
        edges.extend(_powers(situation, entity))
    edges = _each_once(edges)
    edges.extend(money_edges(situation, situation.firm))
    edges.extend(programme_edges(situation, situation.firm))
    return edges


def _into(network: Network, firm: str, column: HolderColumn) -> list[NetworkEdge]:
    """Edges into a firm of the upstream slice: what counts, what is last known, and the rest."""
    stakes = _by_claim(column)
    edges = [
        NetworkEdge(
            source=one.holder,
            target=firm,
            link="contract" if one.link == "contract" else "ownership",
            share=Interval(float(one.lower), float(one.upper), float(one.known)),
            label=share_said(network.knowledge, [one]),
            claims=one.claims,
            as_of=_seen(stakes, one.claims),
            derived=_indirect(stakes, one.claims),
        )
        for one in network.held.get(firm, ())
    ]
    if firm in network.held:
        edges.extend(_stale(network.knowledge, column, network.view.day))
        edges.extend(_rest(firm, column, *network.rests[firm]))
    return edges


def _into_part(situation: Situation, company: str, network: Network) -> list[NetworkEdge]:
    if company in network.held:
        return []
    return edges_into(situation, situation.column(company, "legal"))


def edges_into(situation: Situation, column: HolderColumn) -> list[NetworkEdge]:
    """Every stake in a firm by its column alone, before contracts: current, past, the rest."""
    stakes = _by_claim(column)
    edges = [
        NetworkEdge(
            source=one.holder,
            target=column.firm,
            link="ownership",
            share=Interval(float(one.lower), float(one.upper), float(one.known)),
            label=share_said(situation.knowledge, [one]),
            claims=one.claims,
            as_of=_seen(stakes, one.claims),
            derived=_indirect(stakes, one.claims),
        )
        for one in column.held
    ]
    edges.extend(_stale(situation.knowledge, column, situation.day))
    if edges:
        edges.extend(_rest(column.firm, column, column.rest_lower, column.rest_upper))
    return edges


def _by_claim(column: HolderColumn) -> Mapping[str, Stake]:
    """The stakes of a column by their claims: looked up for every holder of it."""
    return {stake.claim.id: stake for stake in column.stakes}


def _seen(stakes: Mapping[str, Stake], claims: Iterable[str]) -> str:
    found = [stakes[one] for one in claims if one in stakes and stakes[one].seen]
    newest = max(found, key=lambda stake: str(stake.seen), default=None)
    return day_said(newest.claim) if newest else ""


def _indirect(stakes: Mapping[str, Stake], claims: Iterable[str]) -> bool:
    return any(stakes[one].claim.directness == "indirect" for one in claims if one in stakes)


def _stale(knowledge: Knowledge, column: HolderColumn, day: date) -> list[NetworkEdge]:
    return [
        NetworkEdge(
            source=stake.holder,
            target=column.firm,
            link="ownership",
            share=None,
            label=f"{stake.claim.share or 'size not given'}",
            currency=age_of(knowledge, stake, day),
            claims=(stake.claim.id,),
            as_of=day_said(stake.claim),
        )
        for stake in column.stakes
        if stake.currency in ("lastKnown", "unknownShare")
    ]


def _rest(firm: str, column: HolderColumn, lower: Fraction, upper: Fraction) -> list[NetworkEdge]:
    low, high = float(lower), float(upper)
    if high <= 0:
        return []
    kind = "float" if column.rest_kind == "float" else "undisclosed"
    return [
        NetworkEdge(
            source=f"{firm}/{kind}",
            target=firm,
            link="rest",
            share=Interval(low, high),
            label=f"{kind} {span(low, high)}",
        )
    ]


def _powers(situation: Situation, entity: str) -> list[NetworkEdge]:
    """Edges of power that are not stakes, except contracts already drawn as stakes."""
    return [
        NetworkEdge(
            source=holder,
            target=entity,
            link="contract" if claim.mechanism in CONTRACTUAL else "control",
            label=label(claim.mechanism, "ControlMechanisms"),
            currency="current" if current else "lastKnown",
            claims=(claim.id,),
            as_of=str(claim.as_of or claim.period.start or ""),
        )
        for claim, current in standing_controls(situation.knowledge, entity, situation.day)
        for holder in claim.members or (claim.party,)
        if holder
    ]


def _each_once(edges: Iterable[NetworkEdge]) -> list[NetworkEdge]:
    """One edge for a pair and link: with its share if a claim gives one, current if any is."""
    kept: dict[tuple[str, str, str, str], NetworkEdge] = {}
    for edge in edges:
        past = edge.currency if edge.link == "ownership" else ""  # a stake stands beside its past
        key = (edge.source, edge.target, edge.link, past)
        held = kept.get(key)
        if held is None or _tells_more(edge, held):
            kept[key] = edge
    return list(kept.values())


def _tells_more(edge: NetworkEdge, held: NetworkEdge) -> bool:
    if (edge.share is None) != (held.share is None):
        return edge.share is not None
    return edge.currency == "current" and held.currency != "current"


def nodes_of(
    situation: Situation, network: Network, edges: Iterable[NetworkEdge]
) -> tuple[NetworkNode, ...]:
    """Both ends of every link, each once, the firm first."""
    ids = dict.fromkeys(
        [network.firm, *(end for edge in edges for end in (edge.source, edge.target))]
    )
    nodes = []
    for entity in ids:
        if "/" in entity:
            firm, _, kind = entity.rpartition("/")
            shown = named(situation.knowledge, firm)
            name = f"{kind} holders of {shown.name}"
            nodes.append(
                NetworkNode(entity=type(shown)(entity, name, "", "Rest"), rest=kind, column=kind)
            )
            continue
        placed = network.origins.get(entity) if entity in network.index else None
        countries = legal_nationality(situation.knowledge, entity, situation.day).jurisdictions
        nodes.append(
            NetworkNode(
                entity=named(situation.knowledge, entity),
                column=placed.point if placed is not None else "",
                jurisdiction="/".join(countries),
                focus=entity == situation.firm,
            )
        )
    return tuple(nodes)
