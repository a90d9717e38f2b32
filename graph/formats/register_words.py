"""Natures of control wherever a text has them: beside a share, in a list, in words around them.

What one word says is taken apart by ``graph.formats.natures_of_control``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.claims.shares import Share
from graph.errors import InputError
from graph.formats.natures_of_control import band_of, nature_of
from ontology.crosswalks import foreign

_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


class Said(NamedTuple):
    """One nature of control that a text names: what it becomes here, and how much of it."""

    word: str
    becomes: str  # a type of claim
    field: str
    value: str  # our code for that field
    measurand: str
    share: Share | None
    through: bool  # whether trustees or the members of a firm hold it


@lru_cache(maxsize=4096)
def natures(text: str) -> tuple[Said, ...]:
    """The natures of control that a text names, each once.

    >>> [(one.value, str(one.share)) for one in natures("['voting-rights-50-to-75-percent']")]
    [('votingRights', 'over 50 to under 75 %')]
    >>> natures("a well-known firm controls it by contract")
    ()
    """
    found = {}
    for word in _WORD.findall(text.casefold()):
        try:
            nature = nature_of(word)
        except InputError:
            continue
        what = nature.what
        found[word] = Said(
            word,
            what.becomes,
            what.field,
            what.value,
            what.measurand,
            nature.share,
            nature.through is not None,
        )
    return tuple(found.values())


@cache
def bands() -> dict[str, Share]:
    """The bands of the register by their words."""
    return {f"{code}-percent": band_of(code) for of, code in foreign("psc") if of == "band"}
