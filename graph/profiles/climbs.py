"""What paths of one kind are taken on: the shares that carry points, and who is there besides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise

import networkx as nx

from graph.answers.path_words import SOURCES
from graph.answers.paths import Kind
from graph.errors import InputError
from graph.fraction import ONE, Fraction
from graph.holders.origins import HOME, NATIONAL
from graph.holders.stakes import Basis
from graph.measures.money_graph import MoneyGraph, money_graph
from graph.networks.presence import presence_graph
from graph.networks.share_graph import share_graph
from graph.networks.situation import Situation
from graph.ownership.traversal.best_paths import GOAL, routes

COLUMNS: Mapping[str, frozenset[str]] = {
    "home": frozenset(HOME),
    "state": frozenset({"home_state"}),
    "abroad": frozenset({"foreign_state", "foreign_other"}),
    "foreign-state": frozenset({"foreign_state"}),
    "associated": frozenset({"associated"}),
    "any": frozenset(NATIONAL),
}
PARTLY = (3, 5)  # rungs of those cited as a state's, and of those known by their seat alone
TRIED = 40  # routes looked at for each path of unread size that is shown
WANTED_LINK: Mapping[Kind, frozenset[str]] = {
    "stakes": frozenset(),
    "contracts": frozenset({"contract", "control"}),
    "funding": frozenset(),
    "programmes": frozenset({"designation", "programme"}),
}


@dataclass(frozen=True)
class Source:
    """From whom paths are asked: a kind of party, or one party."""

    key: str  # of COLUMNS, or the id of a party

    @property
    def party(self) -> str:
        """The one party meant; empty for a kind of party."""
        return "" if self.key in COLUMNS else self.key

    def matches(self, data: Mapping[str, object]) -> bool:
        """Whether a node is what paths are to come from."""
        if self.party:
            return data["entity"] == self.party and not data["unnamed"]
        possible: frozenset[str] = getattr(data["origin"], "possible", frozenset())
        if self.key == "any":
            return len(possible) == 1
        return bool(possible) and possible <= COLUMNS[self.key]

    def present(self, data: Mapping[str, object]) -> bool:
        """Whether a node is what paths are to come from, or is so for all that is cited of it."""
        placed = data["origin"]
        partly = getattr(placed, "rung", 0) in PARTLY and self.key not in ("any", self.party)
        return self.matches(data) or (
            partly and getattr(placed, "point", "") in COLUMNS[self.key] and not data["unnamed"]
        )

    def excluded(self, data: Mapping[str, object]) -> bool:
        """Whether an end certainly is not."""
        if self.party:
            return not data["unnamed"]
        possible: frozenset[str] | None = getattr(data["origin"], "possible", None)
        return self.key != "any" and possible is not None and not possible & COLUMNS[self.key]


@dataclass(frozen=True)
class Climb:
    """The graphs of one kind of path above a firm."""

    kind: Kind
    root: str
    shares: nx.DiGraph | None  # nothing: this kind carries no shares
    presence: nx.DiGraph
    money: MoneyGraph | None = None

    def worth(self, source: Source) -> dict[str, Fraction]:
        """The ends that are the source, each worth one."""
        assert self.shares is not None
        return {
            node: ONE
            for node, data in self.shares.nodes(data=True)
            if node != self.root and not self.shares.out_degree(node) and source.matches(data)
        }

    def outside(self, source: Source) -> dict[str, Fraction]:
        """The ends that certainly are not, each worth one."""
        assert self.shares is not None
        return {
            node: ONE
            for node, data in self.shares.nodes(data=True)
            if node != self.root
            and not self.shares.out_degree(node)
            and not source.matches(data)
            and source.excluded(data)
        }

    def shows(self, nodes: Iterable[object], graph: nx.DiGraph) -> bool:
        """Whether a path is of this kind: contracts and programmes need a link of theirs."""
        wanted = WANTED_LINK[self.kind]
        return not wanted or any(
            wanted & set(graph[low][high]["links"]) for low, high in pairwise(nodes)
        )

    def unsized(self, source: Source, k: int) -> list[list[str]]:
        """Paths on which a size was not read, those of fewest steps first."""
        climbing = nx.DiGraph(((low, high, {"cost": 1}) for low, high in self.presence.edges))
        ends = [
            node
            for node, data in self.presence.nodes(data=True)
            if node != self.root and source.present(data)
        ]
        climbing.add_edges_from(((end, GOAL) for end in ends if end in climbing), cost=0)
        found: list[list[str]] = []
        for nodes in islice(routes(climbing, self.root, "cost"), TRIED * k):
            met = [node for node in nodes[1:-1] if source.present(self.presence.nodes[node])]
            # The first party that is the source ends a path of shares; whoever started a fund or
            # has a right in it stands above it.
            if (
                (not met or WANTED_LINK[self.kind])
                and self.shows(nodes, self.presence)
                and not (self._sized(nodes) and self._counts(nodes[-1], source))
            ):
                found.append(nodes)
            if len(found) == k:
                break
        return found

    def _counts(self, end: str, source: Source) -> bool:
        """Whether points end there, or with those above it: they do not with a seat alone."""
        above = self.shares is not None and end in self.shares and self.shares.out_degree(end)
        return bool(above) or source.matches(self.presence.nodes[end])

    def _sized(self, nodes: Iterable[object]) -> bool:
        steps = list(pairwise(nodes))
        return (
            self.shares is not None
            and all(
                self.shares.has_edge(*step) and self.shares.edges[step]["lower"] for step in steps
            )
            and self.shows(nodes, self.shares)
        )


def climb_of(situation: Situation, kind: Kind, basis: Basis, source: Source) -> Climb:
    """The graphs on which paths of a kind are taken."""
    firm = situation.firm
    if kind == "funding":
        money = money_graph(situation)
        return Climb(
            kind, money.root, _stopped(money.shares, source), _stopped(money.presence, source),
            money,
        )  # fmt: skip
    presence = presence_graph(
        situation, basis, powers=kind in ("contracts", "programmes"),
        programmes=kind == "programmes",
    )  # fmt: skip
    shares = None
    if kind in ("stakes", "contracts"):
        shares = share_graph(situation.network(basis=basis), stop_at=source.party)
    return Climb(kind, firm, shares, _stopped(presence, source))


def _stopped(graph: nx.DiGraph, source: Source) -> nx.DiGraph:
    """The graph in which nobody is looked for above the party asked about."""
    if source.party:
        nodes = [node for node, data in graph.nodes(data=True) if source.matches(data)]
        graph = graph.copy()
        graph.remove_edges_from(list(graph.out_edges(nodes)))
    return graph


def source_key(text: str | None) -> str:
    """A kind of party by its key; empty for what is no key, which may be a party's name."""
    key = "any" if text is None else text.strip().casefold().replace(" ", "-").replace("_", "-")
    return key if key in SOURCES else ""


def kinds_of(kind: str) -> tuple[Kind, ...]:
    """The kinds of path asked for; raises :class:`InputError` with the valid ones."""
    every: tuple[Kind, ...] = ("stakes", "contracts", "funding", "programmes")
    if kind == "all":
        return every
    for known in every:
        if kind == known:
            return (known,)
    raise InputError(f"{kind!r} is not a kind of path; there are: {', '.join(every)}, all")
