"""Words for whether a stake still holds; the list is ontology/crosswalks/status-words.csv."""

from __future__ import annotations

from functools import cache

from graph.formats.files.unseen import narrow
from ontology.crosswalks import rows


def still_holds(text: str) -> bool | None:
    """Whether a word for a state says that something still holds; nothing where it is not known.

    A plain *yes* or *no* says so only beside a question, and is no state.

    >>> still_holds("Ceased."), still_holds("in force"), still_holds("yes")
    (False, True, None)
    """
    return _states().get(" ".join(narrow(text).casefold().split()).strip(" ."))


@cache
def _states() -> dict[str, bool]:
    return {
        row["word"]: row["holds"] == "yes" for row in rows("status-words") if row["kind"] == "state"
    }
