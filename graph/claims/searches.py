"""Searches: which documents were looked for, where, when, and what came of it.

A search is no claim about a firm and decides nothing. It saves the next reader the way: what
holds a verdict open is shown with where it was looked for already.
"""

from __future__ import annotations

from msgspec import Struct

from graph.claims.periods import PartialDate, Period


class Search(Struct, frozen=True, kw_only=True, gc=False):
    """One look for one fact: about whom, in what, on which day, and whether it was found."""

    id: str
    what: str  # the fact wanted, in words
    about: tuple[str, ...]  # the entities that a document of it would be about
    documents: tuple[str, ...] = ()  # codes of the kinds of document that would have it
    looked_in: str  # where, in words
    found: str  # yes, partly, no
    day: PartialDate  # of the search, not of the fact
    period: Period = Period()  # of which the fact wanted speaks; without ends: of any day
    note: str = ""
