"""Rows of sums in tables of owners: ``合计``, ``Total``, ``小计``; a sum is nobody's holding.

There are firms that are called so too (:mod:`graph.formats.sum_words`): the figure of a row has to
be the sum of those above it, or all there is; if it is not, nobody can say which of both the row
is, and it is refused.
"""

from __future__ import annotations

from decimal import Decimal

from graph.claims.shares import HUNDRED, Share, plain

_ROUNDING = Decimal(1)  # percent by which rounded figures may miss their sum


class Sums:
    """What the rows of a table have come to so far, for each firm and each owner they name."""

    def __init__(self) -> None:
        # Of each, the bounds of all rows, and of those since the last sum.
        self._all: dict[str, tuple[Decimal, Decimal]] = {}
        self._since: dict[str, tuple[Decimal, Decimal]] = {}

    def add(self, share: Share | None, *whose: str) -> None:
        """Count the share of a row for those it is about."""
        if share is None:
            return
        bounds = share.lower, share.upper
        for sums in (self._all, self._since):
            for one in whose:
                known = sums.get(one)
                if known is None:
                    sums[one] = bounds
                else:
                    sums[one] = known[0] + bounds[0], known[1] + bounds[1]

    def strange(self, share: Share | None, whose: str) -> str:
        """Why a row that is named by a word for a sum may be none; nothing if it is one."""
        found = [sums[whose] for sums in (self._since, self._all) if whose in sums]
        self._since.pop(whose, None)
        if not found:
            return "is a word for a sum, and no row above has a share that it could be the sum of"
        if share is None or share.exact is None or share.exact == HUNDRED:
            return ""
        if any(low - _ROUNDING <= share.exact <= high + _ROUNDING for low, high in found):
            return ""
        come_to = f"the rows above come to {plain(found[-1][0])} %, not to {plain(share.exact)} %"
        return f"is a word for a sum, but {come_to}"

    def left(self, share: Share | None, whose: str) -> str:
        """How much of a sum no row above has, in percent; nothing where the sum is theirs."""
        found = self._all.get(whose)
        if share is None or share.exact is None or found is None:
            return ""
        missing = share.exact - found[1]
        return f"{plain(missing)} %" if missing > _ROUNDING else ""
