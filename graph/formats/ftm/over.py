"""Words of FollowTheMoney that say that something is over: of a party, a link, a role."""

from __future__ import annotations

import re

from graph.formats.files.unseen import bare
from graph.formats.status_words import still_holds
from ontology.crosswalks import foreign

_PART = re.compile(r"[,;/()|–—]| - ")
_WORD = re.compile(r"[^\W\d_]+")
NOT_OVER = ("ex officio", "ex-officio")  # by virtue of an office


def no_more(status: str) -> bool:
    """Whether a word of the status of a party says that it is no more.

    >>> no_more("Struck off"), no_more("Dissolved (voluntarily)"), no_more("active")
    (True, True, False)
    """
    known = foreign("ftm")
    return any(
        rule.value == "ended"
        for part in (status, *_PART.split(status))
        for rule in known.get(("partyStatus", bare(part)), ())
    )


def says_over(words: str) -> bool:
    """Whether words for a role or a kind of ownership say that it is no longer had.

    >>> [says_over(one) for one in ("former shareholder", "Ex-director", "ceased", "原股东")]
    [True, True, True, True]
    >>> [says_over(one) for one in ("shareholder", "ex officio member", "holder of sold shares")]
    [False, False, False]
    """
    plain = bare(words)
    if plain.startswith(NOT_OVER):
        return False
    first = _WORD.search(plain)
    leading = {first[0], plain} if first else {plain}
    known = foreign("ftm")
    return any(("roleOver", one) in known for one in leading) or any(
        still_holds(part) is False for part in (words, *_PART.split(words))
    )
