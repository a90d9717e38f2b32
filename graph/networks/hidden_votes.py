"""The most votes that one holder may have whom nobody disclosed."""

from __future__ import annotations

from graph.fraction import Fraction
from graph.holders.holder_column import HolderColumn
from graph.holders.votes import VOTES


def hidden_most(column: HolderColumn) -> Fraction:
    """The most that one undisclosed holder of a column can have: its table's line, or all the rest.

    >>> hidden_most(HolderColumn(firm="f", stakes=(), held=(), rest_lower=Fraction(0),
    ...                          rest_upper=Fraction(3, 5), rest_kind="undisclosed"))
    Fraction(3, 5)
    """
    if column.rest_kind == "undisclosed" or column.over_hundred or column.table is None:
        return column.rest_upper
    return min(column.rest_upper, column.line or Fraction(0))


def hidden_towards(column: HolderColumn, line: Fraction) -> Fraction:
    """The most that one undisclosed holder of a column can add towards a line of the votes.

    Up to its own line a table need not name the firm's own shares either, and these cast no vote:
    of 1 − s that do, x + h are over a part p where x + h + p·s are.
    """
    most = hidden_most(column)
    own_read = any(one.holder == column.firm for one in column.dead)
    of_votes = column.table is not None and column.table.measurand == VOTES
    if own_read or of_votes or column.line is None:
        return most
    return most + line * min(column.line, column.rest_upper - most)
