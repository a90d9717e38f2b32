"""Everyone above a firm: the climb from it to all who hold it, directly or not.

Each firm on the way is read as a column of holders (``graph.holders.holder_column``), after
its contracts. What is computed of the slice stands in ``graph.networks.network``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.claims.knowledge import Knowledge
from graph.claims.walks import everybody
from graph.fraction import Fraction
from graph.holders.contracts import Contract, contracts_over, replaced
from graph.holders.holder_column import Held, HolderColumn, holder_column
from graph.networks.network import Network
from graph.networks.view import View, ends_walks


def upstream(
    knowledge: Knowledge,
    firm: str,
    view: View,
    *,
    column_of: Callable[[str], HolderColumn] | None = None,
) -> Network:
    """Everyone above a firm; ``column_of`` gives columns already made for this view."""
    return above(knowledge, (firm,), view, asked=firm, column_of=column_of)


def above(
    knowledge: Knowledge,
    start: Iterable[str],
    view: View,
    *,
    asked: str = "",
    column_of: Callable[[str], HolderColumn] | None = None,
) -> Network:
    """Some entities and everyone above them; the holders of the one asked about always count.

    Cost: one pass over the claims on the firms met; each is met once, so cycles end.
    """
    columns: dict[str, HolderColumn] = {}
    held: dict[str, tuple[Held, ...]] = {}
    rests: dict[str, tuple[Fraction, Fraction]] = {}
    contracts: dict[str, tuple[Contract, ...]] = {}

    def read(entity: str) -> HolderColumn:
        return holder_column(
            knowledge, entity, view.basis, view.day, stages=view.stages, reading=view.reading
        )

    def holders_of(entity: str) -> Iterable[str]:
        if ends_walks(knowledge, entity, view) and entity != asked:
            return ()
        column = columns[entity] = (column_of or read)(entity)
        moving = (
            contracts_over(knowledge, entity, view.basis, view.day)
            if view.vie == "respected"
            else ()
        )
        holders, rest_lower, rest_upper = replaced(column, column.held, moving)
        if not holders and entity != asked:
            return ()
        contracts[entity] = moving
        rests[entity] = (rest_lower, rest_upper)
        held[entity] = tuple(one for one in holders if one.upper > 0)
        return (one.holder for one in held[entity])

    ids = tuple(everybody(start, holders_of))
    return Network(knowledge, view, ids, columns, held, rests, contracts)
