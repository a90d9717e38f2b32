"""Words of the British register of persons with significant control, wherever a file has them.

``voting-rights-50-to-75-percent-as-trust`` says of what, how much, and in which capacity. The
law's bands are over 25 up to 50, over 50 and under 75, and from 75; that a word is spelt with
the round numbers opens none of them. The words are data
(``ontology/crosswalks/register-words.csv``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.claims.shares import Share
from ontology.crosswalks import rows


class Nature(NamedTuple):
    """One nature of control: what it becomes here, and how much of it."""

    word: str
    becomes: str  # a type of claim
    field: str
    value: str  # our code for that field
    measurand: str
    share: Share | None
    through: bool  # whether trustees or the members of a firm hold it


@lru_cache(maxsize=4096)
def natures(text: str) -> tuple[Nature, ...]:
    """The natures of control that a text names, each once.

    >>> [(one.value, str(one.share)) for one in natures("voting-rights-50-to-75-percent-as-firm")]
    [('votingRights', 'over 50 to under 75 %')]
    >>> natures("controls by contract")
    ()
    """
    found = {}
    for match in _form().finditer(text.casefold()):
        row = _natures()[match["nature"]]
        share = bands()[match["band"]] if match["band"] else None
        found[match[0]] = Nature(
            match[0], row["becomes"], row["field"], row["value"], row["measurand"], share,
            "trust" in match["tail"] or "firm" in match["tail"],
        )  # fmt: skip
    return tuple(found.values())


@cache
def bands() -> dict[str, Share]:
    """The bands of the register by their words."""
    return {
        row["word"]: Share.parse(
            row["lower"],
            row["upper"],
            above=row["open"] in ("lower", "both"),
            below=row["open"] in ("upper", "both"),
        )
        for row in rows("register-words")
        if row["list"] == "band"
    }


@cache
def _natures() -> dict[str, dict[str, str]]:
    return {row["word"]: dict(row) for row in rows("register-words") if row["list"] == "nature"}


@cache
def _form() -> re.Pattern[str]:
    of_what = "|".join(sorted(map(re.escape, _natures()), key=len, reverse=True))
    how_much = "|".join(map(re.escape, bands()))
    return re.compile(
        rf"(?<![\w-])(?P<nature>{of_what})(?:-(?P<band>{how_much}))?(?P<tail>(?:-[a-z]+)*)"
        r"(?![\w-])"
    )
