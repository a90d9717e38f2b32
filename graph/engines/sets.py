"""What an engine of many machines has to do: a few operations on sets of rows.

``graph.engines.rounds`` says in which order, ``graph.engines.columns`` what the rows are. A firm
is *to do* until it is settled; *ready* are those whose numbers come next. The expressions are SQL
that every such engine reads.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from graph.engines.engine import WHOLE, Line
from graph.ownership.arrays.holdings import Ints

#: What a holder gets of a firm's division, after the holders before it, times what it is worth.
POURED = "price * (lower + greatest(0.0, least(room, slack - (room_so_far - room))))"

#: By which the rows of a firm that is not inside say whether those inside reach its line.
SUMS = {
    "in_least": "sum(CASE WHEN inside THEN least ELSE 0 END)",
    "in_most": "sum(CASE WHEN inside THEN most ELSE 0 END)",
    "out_least": "sum(CASE WHEN inside OR firm = owner THEN 0 ELSE least END)",
    "out_most": "sum(CASE WHEN inside THEN 0 ELSE most END)",
    "own_least": "sum(CASE WHEN firm = owner THEN least ELSE 0 END)",
    "own_most": "sum(CASE WHEN firm = owner THEN most ELSE 0 END)",
}


def reaching(line: Line, *, certain: bool) -> str:
    """Whether those inside have the line of a firm, by :data:`SUMS` and the firm's ``rest``.

    For certain: what they have at the least, or what all others leave. Possibly: the most they
    can have of what the firm does not hold itself.
    """
    least = f"greatest(0, least({WHOLE}, greatest(in_least, {WHOLE} - rest - out_most)))"
    surely = _met(line, least, str(WHOLE))
    if certain:
        return surely
    own = f"greatest(own_least, least(own_most, {WHOLE} - out_least - in_most))"
    free = f"greatest(0, least(in_most, {WHOLE} - out_least - {own}))"
    return f"({surely}) OR ({free} > 0 AND {_met(line, free, f'({WHOLE} - {own})')})"


def _met(line: Line, had: str, whole: str) -> str:
    sign = ">" if line.strict else ">="
    return f"{had} * {line.share.denominator} {sign} {whole} * {line.share.numerator}"


class Sets(Protocol):
    """A network in an engine's own tables, and what is known of it so far."""

    def load_shares(self, folder: Path) -> None:
        """Read the columns of shares; every firm is to do."""

    def load_votes(self, folder: Path) -> None:
        """Read the columns of votes; every firm is to do."""

    def trim(self, *, first: bool) -> int:
        """Strike links to whoever holds or is held by nobody in them, once; return how many stay.

        Those that stay at last are the cyclic core: all on a cycle, or between two.
        """

    def core(self) -> pa.Table:
        """The links (firm, owner) of the core."""

    def join(self, groups: pa.Table) -> None:
        """Treat firms as one (firm, head): they are ready together or not at all."""

    def ready(self, *, joined: bool) -> int:
        """Make those ready, joined or not, whose holders are all settled; return their rows."""

    def settle(self) -> None:
        """Keep the numbers of those that are ready; they are no longer to do."""

    def rows(self, name: str) -> pa.Table:
        """The rows of those that are ready, of one of the column files."""

    def above(self) -> pa.Table:
        """What is known of the holders of those that are ready."""

    def put(self, found: pa.Table) -> None:
        """Take the numbers of those that are ready from somebody else."""

    def shares(self) -> None:
        """Work out (entity, question, value) of those that are ready, from their holders'."""

    def lacking(self) -> float:
        """The most that walks from those ready may still be away from an end."""

    def majorities(self) -> int:
        """Find whose holders of more than half answer to one; return of how many that is new.

        No two that direct one another are both directed: one of them stays on top.
        """

    def found(self) -> pa.Table:
        """All numbers, (entity, question, value) of shares, or (entity, top) of votes."""

    def reached(self, listed: Collection[int], line: Line, *, certain: bool) -> tuple[Ints, int]:
        """Whom a list reaches, and in how many rounds."""
