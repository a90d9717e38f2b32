"""A firm's money as a share graph: the firm, its rounds, their investors at closing, and above.

The money read stands at the top of the climb: its holders are the completed primary rounds by
amount, a round's are its participants with 0 ≤ a ≤ A and Σa = A, and each investor is climbed on
the day its round closed, by economic ownership as :func:`share_graph` has it. Rounds are counted
in one currency, converted by cited yearly rates; a round in a currency without one, or of which
no single amount was read, stands beside and is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx

from graph.fraction import ONE, ZERO, Fraction
from graph.measures.investors import at_closing
from graph.measures.paid_rounds import PaidRound, paid_rounds
from graph.networks.network import Network
from graph.networks.share_graph import share_graph
from graph.networks.situation import Situation


@dataclass(frozen=True)
class MoneyGraph:
    """The money read of a firm.

    ``shares`` is a share graph that starts at ``root``; every node has ``entity`` and ``day``,
    rounds ``round``, investors and who stands above them ``origin``. ``presence`` has besides the
    rounds and investors of unread size, whose edges have no ``lower``.
    """

    root: str
    shares: nx.DiGraph
    presence: nx.DiGraph
    counted: tuple[PaidRound, ...]
    beside: tuple[PaidRound, ...]
    total: Fraction
    currency: str
    rates: Mapping[str, Fraction]  # round → what one unit of its currency counts as


def money_graph(situation: Situation, currency: str = "") -> MoneyGraph:
    """The money of a firm up to the day, in the currency asked for or in that of most of it."""
    counted, beside, total, chosen, rates = paid_rounds(situation, currency)
    root = f"{situation.firm}/money"
    shares = nx.DiGraph()
    shares.add_node(root, entity=situation.firm, day=situation.day, unnamed=False, origin=None)
    for one in counted:
        _add_round(shares, situation, root, one, (one.amount or ZERO) * rates[one.id] / total)
    presence = shares.copy()
    for one in beside:
        _add_unsized(presence, situation, root, one)
    return MoneyGraph(root, shares, presence, counted, beside, total, chosen, rates)


def _add_round(
    shares: nx.DiGraph, situation: Situation, root: str, one: PaidRound, part: Fraction
) -> None:
    amount = one.amount or ONE
    at = root
    if one.is_round:
        at = one.id
        shares.add_node(at, entity=one.id, day=one.day, unnamed=False, origin=None, round=one)
        shares.add_edge(
            root, at, lower=part, point=part, upper=part, claims=one.claims, links=("round",),
        )  # fmt: skip
        part = ONE
    for paid in one.parts:
        node = _add_investor(shares, situation, paid.investor, one.day)
        low, high = part * paid.lower / amount, part * paid.upper / amount
        if shares.has_edge(at, node):  # the same investor outside any round, twice on one day
            edge = shares[at][node]
            low, high = low + edge["lower"], high + edge["upper"]
            shares.add_edge(at, node, lower=low, point=low, upper=high,
                            claims=(*edge["claims"], *paid.claims))  # fmt: skip
            continue
        shares.add_edge(
            at, node, lower=low, point=low, upper=high, claims=paid.claims, links=("investment",),
        )  # fmt: skip
    if one.is_round:
        least = sum((paid.lower for paid in one.parts), ZERO) / amount
        most = sum((paid.upper for paid in one.parts), ZERO) / amount
        low = max(ZERO, ONE - most)
        high = low if one.is_complete else ONE - least
        if high > 0:
            node = f"{one.id}/undisclosed"
            shares.add_node(node, entity=one.id, day=one.day, unnamed=True, origin=None)
            shares.add_edge(
                at, node, lower=low, point=high, upper=high, claims=one.claims, links=("rest",),
            )  # fmt: skip


def _add_unsized(presence: nx.DiGraph, situation: Situation, root: str, one: PaidRound) -> None:
    """A round or an investor of unread size: present, and no more is said."""
    at = root
    if one.is_round:
        at = one.id
        presence.add_node(at, entity=one.id, day=one.day, unnamed=False, origin=None, round=one)
        presence.add_edge(root, at, claims=one.claims, links=("round",))
    for paid in one.parts:
        node = _add_investor(presence, situation, paid.investor, one.day)
        if not presence.has_edge(at, node):
            presence.add_edge(at, node, claims=paid.claims, links=("investment",))


def _add_investor(graph: nx.DiGraph, situation: Situation, investor: str, day: date) -> str:
    """An investor and everybody above it as they were when the round closed."""
    node = f"{investor}@{day.isoformat()}"
    if node in graph:
        return node
    found = at_closing(situation, investor, day)
    if not isinstance(found, Network):
        graph.add_node(node, entity=investor, day=day, unnamed=False, origin=found)
        return node
    above = share_graph(found)
    names = {one: f"{one}@{day.isoformat()}" for one in above}
    for one, data in above.nodes(data=True):
        if names[one] not in graph:
            graph.add_node(names[one], **{**data, "day": day})
        if "rivals" in data:
            graph.nodes[names[one]]["rivals"] = [
                {names[holder]: bounds for holder, bounds in column.items()}
                for column in data["rivals"]
            ]
    for firm, holder, data in above.edges(data=True):
        graph.add_edge(names[firm], names[holder], **data)
    return node
