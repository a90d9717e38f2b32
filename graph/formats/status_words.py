"""Words for whether a stake still holds; the list is ontology/crosswalks/status-words.csv."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from graph.formats.files.unseen import bare
from ontology.crosswalks import rows


class Status(NamedTuple):
    """What a word for a state says."""

    holds: bool
    is_flag: bool  # a plain yes or no, which says so only beside a question


def status(word: str) -> Status | None:
    """What a word says of whether something still holds; nothing where it is not known.

    >>> status("Ceased."), status("in force").holds, status("maybe")
    (Status(holds=False, is_flag=False), True, None)
    """
    return _words().get(bare(word))


def still_holds(word: str) -> bool | None:
    """Whether a word says by itself that something still holds; nothing where it does not.

    >>> still_holds("Ceased."), still_holds("in force"), still_holds("yes")
    (False, True, None)
    """
    said = status(word)
    return None if said is None or said.is_flag else said.holds


@cache
def _words() -> dict[str, Status]:
    return {
        row["word"]: Status(row["holds"] == "yes", row["kind"] == "flag")
        for row in rows("status-words")
    }
