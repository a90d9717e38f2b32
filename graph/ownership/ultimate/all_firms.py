"""Every firm of a large network at once: where its shares end, and who controls it.

``graph.ownership.ultimate.integrated`` answers the same for any origins; here each owner
and each rest belongs to one column, so whole registers fit in memory: only
links between firms are walked, everything else is folded into the firms' own
rows beforehand. Importing this module imports numba.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.errors import ComputationError
from graph.ownership.arrays.holdings import NOISE, Floats, Holdings, Ints
from graph.ownership.arrays.sweeps import absorb, kernel, owner_first_compiled
from graph.ownership.ultimate.integrated import SETTLED, SWEEPS, TOLERANCE

Rows = NDArray[np.int32]
WHOLE = 10**12  # votes are counted in millionths of a millionth, so that no float decides


@dataclass(frozen=True, eq=False)
class Links:
    """Who among the firms holds whom, by row; a firm is an entity with recorded holders.

    Attributes
    ----------
    firm : shape (rows,): the entity of each row
    start : shape (rows + 1,): where each row's links begin in the arrays below
    holder : shape (links,): the row of the firm that holds
    share : shape (links,): fractions of one, above zero
    ends : shape (rows, columns + 1): what ends in each firm at once, by column; the
        last column is for what is undetermined
    """

    firm: Ints
    start: Rows
    holder: Rows
    share: Floats
    ends: Floats

    @classmethod
    def of(
        cls,
        holdings: Holdings,
        origin: NDArray[np.integer[Any]],
        rest_origin: NDArray[np.integer[Any]],
        columns: int = 7,
    ) -> Links:
        """Fold a network into the links between its firms.

        Parameters
        ----------
        origin : shape (size,), from 0 to columns − 1
            The column of each entity without holders; other entries are not read.
        rest_origin : shape (size,), from 0 to columns − 1
            The column of each firm's rest.

        Raises
        ------
        ComputationError
            If a column number is out of range, or a firm's known shares pass one
            (such firms are for :func:`graph.ownership.ultimate.integrated.absorbed`).
        """
        for numbers in (origin, rest_origin):
            if len(numbers) != holdings.size:
                raise ComputationError(f"{len(numbers)} columns for {holdings.size} entities")
            if len(numbers) and not 0 <= numbers.min() <= numbers.max() < columns:
                raise ComputationError(f"columns are numbered from 0 to {columns - 1}")
        held = holdings.has_holders
        row = np.cumsum(held, dtype=np.int32) - np.int32(1)
        row[~held] = -1
        firm = np.flatnonzero(held)
        ends = np.empty((len(firm), columns + 1))
        ends[:] = 0.0  # filled, not asked for as zeros: so it gets large pages, and is read faster
        start = np.zeros(len(firm) + 1, dtype=np.int32)
        links = int(np.count_nonzero(held[holdings.owner]))
        holder, share = np.empty(links, dtype=np.int32), np.empty(links)
        links, over = _fold(
            holdings.start, holdings.owner, holdings.known, row, origin, rest_origin,
            start, holder, share, ends,
        )  # fmt: skip
        if over >= 0:
            raise ComputationError(f"the holders of firm {firm[over]} have more than all of it")
        return cls(firm, start, holder[:links], share[:links], ends)


def ends_of_all(links: Links, *, overwrite: bool = False) -> Floats:
    """Split every firm among the columns in which its walks end; every row sums to one.

    Shape (rows, columns + 1); the last column is undetermined: the mass that
    closed groups keep. Cost: linear in the links, and cubic in a group of
    mutual holders (large groups are swept instead). With ``overwrite`` the answer
    takes the place of ``links.ends``, which saves as much memory.

    Raises :class:`ComputationError` if a row does not sum to one.

    Examples
    --------
    Firm 1 is held 60 % by 0, firm 2 half by 1; owners count in column 0, rests in column 1.

    >>> chain = Holdings.from_stakes(3, [(0, 1, 0.6, None, 0.6), (1, 2, 0.5, None, 0.5)])
    >>> ends_of_all(Links.of(chain, np.zeros(3, int), np.ones(3, int), 2)).round(12).tolist()
    [[0.6, 0.4, 0.0], [0.3, 0.7, 0.0]]
    """
    values = links.ends if overwrite else links.ends.copy()
    off, row = absorb(links.start, links.holder, links.share, values, SWEEPS, TOLERANCE)
    if off > SETTLED:
        raise ComputationError(f"the owners of firm {links.firm[row]} miss one by {off}")
    return values


def controllers_of_all(holdings: Holdings) -> Ints:
    """Who directs each entity in the end by a majority of votes; itself if nobody does.

    A holder counts with the votes of everybody it directs, so the result is that
    of :func:`graph.ownership.control.who_controls.ultimate_controllers` for every firm, on
    certain votes and without links: one pass from owners down, in which the
    holders of a firm that answer to the same controller are counted together,
    repeated only inside groups of mutual holders. Firms that direct one another
    answer to one of them.

    ``holdings.lower`` are votes as fractions of one, compared as whole numbers
    of 10⁻¹². Cost: linear in the stakes outside groups of mutual holders.

    Raises :class:`ComputationError` if a firm's votes pass one, where control is not unique.

    Examples
    --------
    Holder 0 has 60 % of firm 1, and 30 % of firm 2, of which firm 1 has 25 %.

    >>> stakes = [(0, 1, 0.6, None, 0.6), (0, 2, 0.3, None, 0.3), (1, 2, 0.25, None, 0.25)]
    >>> controllers_of_all(Holdings.from_stakes(3, stakes))
    array([0, 0, 0])
    """
    votes = np.rint(holdings.lower * WHOLE).astype(np.int64)
    order, end = owner_first_compiled(holdings.start, holdings.owner)
    top = np.arange(holdings.size)
    over = int(_direct(holdings.start, holdings.owner, votes, order, end, top, WHOLE))
    if over >= 0:
        raise ComputationError(f"the holders of firm {over} have more than all of its votes")
    return top


@kernel
def _fold(
    start: Any, owner: Any, known: Any, row: Any, origin: Any, rest_origin: Any,
    first: Any, holder: Any, share: Any, ends: Any,
) -> tuple[int, int]:  # fmt: skip
    """Fill the last four; return how many links there are, and a row above one, or −1."""
    links, at, over = 0, 0, -1
    for entity in range(len(start) - 1):
        if start[entity] == start[entity + 1]:
            continue
        total = 0.0
        for e in range(start[entity], start[entity + 1]):
            above, part = owner[e], known[e]
            total += part
            if row[above] < 0:
                ends[at, origin[above]] += part
            elif part > 0.0:
                holder[links], share[links] = row[above], part
                links += 1
        if total > 1.0 + SETTLED:
            over = at
        if total < 1.0 - NOISE:
            ends[at, rest_origin[entity]] += 1.0 - total
        at += 1
        first[at] = links
    return links, over


@kernel
def _direct(
    start: Any, owner: Any, votes: Any, order: Any, end: Any, top: Any, whole: int
) -> int:  # fmt: skip
    """Fill ``top`` from owners down; return a firm whose votes pass the whole, or −1."""
    over = -1
    begin = 0
    for stop in end:
        again = True
        while again:
            again = False
            for k in range(begin, stop):
                firm = order[k]
                if top[firm] != firm:
                    continue
                found = _majority(firm, start, owner, votes, top, whole)
                if found < -1:
                    over = firm
                elif found >= 0 and found != firm:
                    top[firm] = found
                    again = stop - begin > 1
        for k in range(begin, stop):
            _root(order[k], top)  # leaves its answer in ``top``
        begin = stop
    return over


@kernel
def _root(entity: int, top: Any) -> int:
    """Whoever the entity answers to now; the way there is made shorter."""
    root = entity
    while top[root] != root:
        root = top[root]
    while top[entity] != root:
        top[entity], entity = root, top[entity]
    return root


@kernel
def _majority(firm: int, start: Any, owner: Any, votes: Any, top: Any, whole: int) -> int:
    """To whom the holders of more than half of a firm answer; −1 for nobody.

    −2 if the votes pass the whole. A firm's votes in itself do not count. Only
    one candidate can have a majority, and pairing off the votes of different
    ones leaves it (Boyer, R. S. and Moore, J S. (1991). MJRTY: a fast majority
    vote algorithm); a second pass counts its votes.
    """
    candidate, ahead, total = -1, 0, 0
    for e in range(start[firm], start[firm + 1]):
        total += votes[e]
        if owner[e] == firm:
            continue
        answers_to = _root(owner[e], top)
        if answers_to == candidate:
            ahead += votes[e]
        elif votes[e] > ahead:
            candidate, ahead = answers_to, votes[e] - ahead
        else:
            ahead -= votes[e]
    if total > whole + start[firm + 1] - start[firm]:  # each may be rounded up
        return -2
    together = 0
    for e in range(start[firm], start[firm + 1]):
        if owner[e] != firm and _root(owner[e], top) == candidate:
            together += votes[e]
    return candidate if 2 * together > whole else -1
