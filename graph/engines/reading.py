"""All firms of a data set on a day, read as one firm's owners are read, and turned into arrays.

The rules of reading stand where they stand for one firm: the columns of holders
and contracts in ``graph.networks.upstream``, origins in ``graph.holders.origins``.
Nothing is decided here; what arrays cannot say is left to be asked firm by firm.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from graph.claims.knowledge import Knowledge
from graph.claims.model import HOLDABLE, Control
from graph.engines.engine import Flags, Groups, Shares
from graph.holders.contracts import standing_controls
from graph.holders.origins import NATIONAL, Origin
from graph.networks.coverage import rung_of
from graph.networks.network import Network
from graph.networks.upstream import above
from graph.networks.view import View
from graph.ownership.arrays.columns import Column
from graph.ownership.arrays.components import owner_first
from graph.ownership.arrays.holdings import Holdings, Ints

Kind = tuple[str, str]  # a column of origin, and the rung that placed it there or the kind of rest

BITS: dict[str, int] = {column: 1 << place for place, column in enumerate(NATIONAL)}
ANYBODY = sum(BITS.values())


def bits_of(columns: Iterable[str]) -> int:
    """Some national columns as bits.

    >>> bits_of(["home_state", "home_other"])
    3
    """
    return sum(BITS[column] for column in set(columns))


def firms_of(knowledge: Knowledge) -> tuple[str, ...]:
    """Every entity that somebody can own, in the order of the tables."""
    return tuple(one.id for one in knowledge.entities.values() if one.kind in HOLDABLE)


@dataclass(frozen=True, eq=False)
class DayShares:
    """Who owns whom on a day: arrays for an engine, and what each position and kind means.

    Attributes
    ----------
    firms : those asked about
    ids : the entity at each position; the firms asked about come first
    kinds : the column and rung of each kind of end
    shares : what an engine solves
    bare : positions of firms without a holder: asked about, all of such a firm is rest, while
        in the walks of others it is an owner; ``bare_kind`` and ``bare_groups`` say whose rest
    apart : firms to be asked one by one, because others' walks end in them although they are held
    """

    firms: tuple[str, ...]
    ids: tuple[str, ...]
    kinds: tuple[Kind, ...]
    shares: Shares
    bare: Ints
    bare_kind: Ints
    bare_groups: Groups
    apart: tuple[str, ...]


def day_shares(knowledge: Knowledge, firms: tuple[str, ...], view: View) -> DayShares:
    """The network above some firms, each named once.

    Cost: one pass over the claims of ownership and contracts met, some thousands a second.
    """
    network = above(knowledge, firms, view)
    kinds: dict[Kind, int] = {}

    def numbered(kind: Kind) -> int:
        return kinds.setdefault(kind, len(kinds))

    size = len(network.ids)
    end_kind, rest_kind = np.zeros((2, size), dtype=np.int64)
    end_groups, rest_groups = np.full((2, size), ANYBODY, dtype=np.uint8)
    for entity, placed in network.origins.items():
        position = network.index[entity]
        end_kind[position] = numbered((placed.point, rung_of(placed)))
        end_groups[position] = bits_of(placed.possible)
    for firm, state in network.rest_origins.items():
        position = network.index[firm]
        rest_kind[position] = numbered(_kind_of_rest(network, firm, state))
        rest_groups[position] = _groups_of_rest(state)
        if not network.held[firm]:  # walks that come here end in its rest
            end_kind[position], end_groups[position] = rest_kind[position], rest_groups[position]
    bare = [firm for firm in firms if firm in network.columns and firm not in network.held]
    states = [network.rest_origin(firm) for firm in bare]
    bare_kind = [
        numbered(_kind_of_rest(network, firm, state))
        for firm, state in zip(bare, states, strict=True)
    ]
    return DayShares(
        firms=firms,
        ids=network.ids,
        kinds=tuple(kinds),
        shares=Shares(
            network.holdings, len(kinds), end_kind, rest_kind, end_groups, rest_groups,
            {firm: [Column.of(one) for one in several]
             for firm, several in network.alternatives.items()},
        ),
        bare=np.array([network.index[firm] for firm in bare], dtype=np.int64),
        bare_kind=np.array(bare_kind, dtype=np.int64),
        bare_groups=np.array([_groups_of_rest(state) for state in states], dtype=np.uint8),
        apart=tuple(firm for firm in firms if firm not in network.columns),
    )  # fmt: skip


def _kind_of_rest(network: Network, firm: str, state: Origin | None) -> Kind:
    """The column in which the rest of a firm is shown, and the rung that placed it."""
    if state is not None:
        return state.point, rung_of(state)
    rest = "float" if network.columns[firm].rest_kind == "float" else "undisclosed"
    return rest, rest


def _groups_of_rest(state: Origin | None) -> int:
    return ANYBODY if state is None else bits_of(state.possible)


@dataclass(frozen=True, eq=False)
class DayVotes:
    """Who votes in whom on a day.

    ``plain`` are the positions above which there are votes alone: no power
    without votes, no proxy, no concert, no group of persons, no firms that hold
    one another. Who directs the others is asked firm by firm.
    """

    ids: tuple[str, ...]
    votes: Holdings
    plain: Flags


def day_votes(knowledge: Knowledge, firms: tuple[str, ...], view: View) -> DayVotes:
    """The votes in some firms and all above them; the view is on the voting basis."""
    network = above(knowledge, firms, view)
    marked = np.zeros(len(network.ids), dtype=bool)
    for position, entity in enumerate(network.ids):
        known = knowledge.entities.get(entity)
        marked[position] = (known is not None and known.kind == "PartyGroup") or (
            bool(knowledge.about(Control, entity))
            and bool(standing_controls(knowledge, entity, view.day))
        )
    votes = network.holdings
    order, end = owner_first(votes.start, votes.owner)
    sizes = np.diff(end, prepend=0)
    marked[order[np.repeat(sizes > 1, sizes)]] = True
    return DayVotes(network.ids, votes, ~below(votes, marked))


def below(holdings: Holdings, marked: Flags) -> Flags:
    """Whoever is marked, and every firm that a marked one is somewhere above.

    0 holds 1, which holds 2; 3 stands apart.

    >>> chain = Holdings.from_stakes(4, [(0, 1, 0.6, None, 0.6), (1, 2, 0.5, None, 0.5)])
    >>> below(chain, np.array([False, True, False, False])).tolist()
    [False, True, True, False]
    """
    reached = marked.copy()
    fresh = marked
    while fresh.any():
        fresh = np.zeros_like(reached)
        fresh[holdings.owned[reached[holdings.owner]]] = True
        fresh &= ~reached
        reached |= fresh
    return reached
