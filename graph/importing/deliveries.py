"""A later delivery of a data set that is there already.

Of records that their publisher gives again as they then are, the later stands
(``graph.importing.joining``). Of any other format nobody can tell, once an earlier delivery was
stored, which of its stakes a later statement ends or replaces: all files are read in one import.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims.data_set import Tables
from graph.claims.model import Entity

_OF_RECORDS = ("bods", "ftm")  # schemes of the ids that records have in files of others
FEW = 3


def refused_again(twice: Sequence[str], names: Sequence[str]) -> list[str]:
    """Why what is there already cannot be joined, and what to do instead."""
    of = " and ".join(names) or "it"
    advice = (
        f"{len(twice):,} records of these files are there already; whether a later file of {of} "
        "ends or replaces what an earlier one said can only be told when both are read: import all "
        f"files of {of} together, the earlier ones with the later (first `zizhu import --remove`, "
        "where other data is beside it). Only files of others are joined under another --name"
    )
    return [advice, *twice]


def delivered_before(before: Tables, new: Tables) -> str:
    """What is to be said of records that another data set has too; nothing if none has."""
    known = _records(before.entities)
    again = [known[record] for record in _records(new.entities) if record in known]
    if not again:
        return ""
    sets = sorted({one.partition(".")[0] for one in again})
    named = ", ".join(sorted(again)[:FEW]) + (", …" if len(again) > FEW else "")
    return (
        f"{len(again):,} records of these files have the ids of records in {', '.join(sets)} "
        f"({named}): if this is a later delivery of the same data, what ended since stays current "
        "beside it; import the earlier and the later files together instead"
    )


def _records(entities: Sequence[Entity]) -> dict[tuple[str, str], str]:
    return {
        (number.scheme, number.value): one.id
        for one in entities
        for number in one.identifiers
        if number.scheme in _OF_RECORDS
    }
