"""The domestic-ness score by walking: what ends at home, what ends abroad, and who these ends are.

Two walks from the firm. *Ownership*: who would get the next unit of profit. *Money*: who paid in
the money that was read. Of each, H ends at home at the least and F certainly does not, so that
home's part is in [H, 1 − F]; H and F are each reached at shares of their own, where all ends of
the side together have the least they can have. What the ends of a side get there adds up to it.

Everything here is a fraction; ``graph/domesticness/score.py`` has what lenses decide on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import networkx as nx

from graph.answers.score import PointsOf, RestsOn
from graph.claims.kept import once
from graph.claims.reasons import Reason
from graph.domesticness.rating import coverage_of_money, of_all_money
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.origins import HOME, NATIONAL
from graph.measures.money_graph import MoneyGraph, money_graph
from graph.networks.share_graph import share_graph, worth_of, worth_outside
from graph.networks.situation import Situation
from graph.ownership.traversal.attribution import attributed
from graph.ownership.traversal.least_shares import LeastShares, Node, least_shares

LENS = "ownership-and-funding"  # whose fold of associated jurisdictions the score takes
NAMED_BY_THEMSELVES = (2, 4)  # rungs of public bodies and of citizens


class _Key(NamedTuple):
    entity: str
    unnamed: bool
    origin: str
    rung: int
    rests_on: RestsOn
    reason: Reason | None  # none where several have it together


class Reached(NamedTuple):
    """An end of decided origin, what certainly ends with it, and what that rests on."""

    entity: str
    unnamed: bool  # the holders of the entity together, unnamed or without a split that was read
    origin: str  # its column; home or abroad where several ends are of several
    rung: int
    rests_on: RestsOn
    reason: Reason | None  # none where several have it together
    points: Fraction
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Walked:
    """One walk: how much ends at home and elsewhere for certain, and with whom."""

    points_of: PointsOf
    home: Fraction
    home_state: Fraction
    foreign: Fraction
    foreign_state: Fraction
    associated: Fraction
    ends: tuple[Reached, ...]

    @property
    def interval(self) -> tuple[Fraction, Fraction]:
        """Least and most of home."""
        return self.home, ONE - self.foreign

    @property
    def not_read(self) -> Fraction:
        """What ends with nobody of decided origin."""
        return ONE - self.home - self.foreign


@dataclass(frozen=True)
class WalkedScore:
    """Both walks of a firm, and the money the second is of."""

    ownership: Walked
    money: Walked | None
    graph: MoneyGraph
    of_all_money: tuple[Fraction, Fraction]
    coverage: float | None

    def mixture(self, alpha: Fraction) -> tuple[Fraction, Fraction]:
        """Least and most of α · ownership + (1 − α) · money, the money being all there is."""
        own, paid = self.ownership.interval, self.of_all_money
        least, most = (alpha * o + (1 - alpha) * p for o, p in zip(own, paid, strict=True))
        return least, most

    def state(self, alpha: Fraction) -> Fraction:
        """The least of it that is home's state."""
        paid = self.money.home_state * Fraction(self.coverage or 0) if self.money else ZERO
        return alpha * self.ownership.home_state + (1 - alpha) * paid


@once
def walked_score(situation: Situation, currency: str = "") -> WalkedScore:
    """The score of a firm, on its share graph and on its money."""
    home = frozenset(situation.knowledge.lenses[LENS].home_columns())
    ownership = walked(share_graph(situation.network()), situation.firm, home, "ownership")
    graph = money_graph(situation, currency)
    paid = walked(graph.shares, graph.root, home, "funding") if graph.counted else None
    coverage = coverage_of_money(situation, graph.beside)
    whole = of_all_money(paid.interval if paid else None, coverage)
    return WalkedScore(ownership, paid, graph, whole, coverage)


def walked(graph: nx.DiGraph, firm: str, home: frozenset[str], points_of: PointsOf) -> Walked:
    """One walk over a share graph, from a node of it."""
    abroad = frozenset(NATIONAL) - home
    at_home = least_shares(graph, worth_of(graph, home))
    elsewhere = least_shares(graph, worth_outside(graph, home))

    def part(columns: Iterable[str]) -> Fraction:
        wanted = frozenset(columns)
        return least_shares(graph, worth_of(graph, wanted)).worth[firm] if wanted else ZERO

    return Walked(
        points_of=points_of,
        home=at_home.worth[firm],
        home_state=part(home & {"home_state"}),
        foreign=elsewhere.worth[firm],
        foreign_state=part(abroad & {"foreign_state"}),
        associated=part(abroad & {"associated"}),
        ends=(
            *_ends(graph, firm, at_home, worth_of(graph, home)),
            *_ends(graph, firm, elsewhere, worth_outside(graph, home)),
        ),
    )


def _ends(
    graph: nx.DiGraph, firm: str, least: LeastShares, worth: dict[str, Fraction]
) -> list[Reached]:
    """Who the ends of a side are, with what is certainly theirs, and what several have together."""
    sure, arriving, together = attributed(graph, least, firm)
    points: defaultdict[_Key, Fraction] = defaultdict(Fraction)
    claims: defaultdict[_Key, dict[str, None]] = defaultdict(dict)
    for end in worth:
        placed = graph.nodes[end]["origin"]
        for below, _, edge in sure.in_edges(end, data=True):
            if mass := arriving.get(below, ZERO) * edge["share"]:
                data = graph.nodes[end]
                key = _Key(
                    data["entity"], data["unnamed"], placed.point, placed.rung,
                    rests_on(graph, firm, below, end), placed.reason,
                )  # fmt: skip
                points[key] += mass
                claims[key] |= dict.fromkeys((
                    *_claims_up_to(graph, sure, firm, below), *graph[below][end]["claims"],
                    *placed.claims,
                ))  # fmt: skip
    for node, mass in together.items():
        key = _several(graph, least, node, worth)
        points[key] += mass
        claims[key] |= dict.fromkeys((
            *_claims_up_to(graph, sure, firm, node),
            *(claim for holder in least.shares[node] for claim in graph[node][holder]["claims"]),
        ))  # fmt: skip
    found = [Reached(*key, points[key], tuple(claims[key])) for key in points]
    return sorted(found, key=lambda one: (-one.points, one.entity, one.rests_on))


def _claims_up_to(graph: nx.DiGraph, sure: nx.DiGraph, firm: str, node: Node) -> Iterable[str]:
    """The claims of every link on the way from the firm up to a node."""
    passed = {node, *(nx.ancestors(sure, node) & {firm, *nx.descendants(sure, firm)})}
    for lower in sorted(passed, key=str):  # a set has another order in each process
        for holder in sure[lower]:
            if holder in passed:
                yield from graph[lower][holder]["claims"]


def _several(graph: nx.DiGraph, least: LeastShares, node: Node, worth: dict[str, Fraction]) -> _Key:
    """The holders of a firm, or the investors of a round, of which no split was read."""
    above = {node, *nx.descendants(least.shares, node)}
    placed = [graph.nodes[end]["origin"] for end in worth if end in above]
    columns = {one.point for one in placed}
    side = "home" if columns & set(HOME) else "abroad"
    rung = max(one.rung for one in placed)
    return _Key(
        graph.nodes[node]["entity"], True, columns.pop() if len(columns) == 1 else side, rung,
        "percentages" if rung in NAMED_BY_THEMSELVES else "classification", None,
    )  # fmt: skip


def rests_on(
    graph: nx.DiGraph, firm: Node, below: Node, end: Node
) -> Literal["percentages", "classification"]:
    """Whether an end is reached by recorded percentages, or only its classification says whose.

    A public body or a citizen is who it is. Somebody cited as a state's rests on percentages only
    where a firm was looked through to find it; as a holder of the firm itself, as an investor, or
    as the unnamed holders of somebody so cited, it rests on the classification.
    """
    placed = graph.nodes[end]["origin"]
    if placed.rung in NAMED_BY_THEMSELVES and not graph.nodes[end]["unnamed"]:
        return "percentages"
    looked_through = below != firm and "round" not in graph.nodes[below]
    named = not graph.nodes[end]["unnamed"]
    return "percentages" if looked_through and named else "classification"
