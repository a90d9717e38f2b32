"""Rows of sums in tables of owners: ``合计``, ``Total``, ``小计``; a sum is nobody's holding.

Which words name a sum is data (``ontology/crosswalks/sum-words.csv``). There are firms that
are called so too: the figure of a row has to be the sum of those above it, or all there is;
if it is not, nobody can say which of both the row is, and it is refused.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache, lru_cache

from graph.claims.shares import HUNDRED, Share, plain
from graph.formats.files.unseen import narrow
from ontology.crosswalks import rows

_ROUNDING = Decimal(1)  # percent by which rounded figures may miss their sum
_BESIDE = re.compile(
    r"[\s(\[]*(?:in )?(?:100(?:[.,]0+)?\s*)?(?:%|percent|per cent)?[\s)\].:：=*]*$"
)
_HAN = re.compile("[\u3400-\u9fff]")


@lru_cache(maxsize=65536)
def is_sum(name: str) -> bool:
    """Whether a name in a table is a word for a sum.

    >>> [is_sum(name) for name in ("合 计", "Sub-total:", "TOTAL (100 %)", "前十名股东合计")]
    [True, True, True, True]
    >>> is_sum("Total Energies"), is_sum("Total SA"), is_sum("Summe Beteiligungs GmbH")
    (False, False, False)
    """
    text = unicodedata.normalize("NFC", narrow(name)).casefold().replace("-", " ")
    text = _BESIDE.sub("", " ".join(text.split())).strip(" .:*\"'–—")
    if _HAN.search(text):
        text = text.replace(" ", "")
    words = _words()
    return text in words["whole"] or (
        text.startswith(words["start"]) or (text.endswith(words["end"]) and bool(_HAN.search(text)))
    )


class Sums:
    """What the rows of a table have come to so far, for each firm and each owner they name."""

    def __init__(self) -> None:
        # Of each, the bounds of all rows, and of those since the last sum.
        self._all: dict[str, tuple[Decimal, Decimal]] = {}
        self._since: dict[str, tuple[Decimal, Decimal]] = {}

    def add(self, share: Share | None, *whose: str) -> None:
        """Count the share of a row for those it is about."""
        if share is None:
            return
        bounds = share.lower, share.upper
        for sums in (self._all, self._since):
            for one in whose:
                known = sums.get(one)
                if known is None:
                    sums[one] = bounds
                else:
                    sums[one] = known[0] + bounds[0], known[1] + bounds[1]

    def strange(self, share: Share | None, whose: str) -> str:
        """Why a row that is named by a word for a sum may be none; nothing if it is one."""
        found = [sums[whose] for sums in (self._since, self._all) if whose in sums]
        self._since.pop(whose, None)
        if not found:
            return "is a word for a sum, and no row above has a share that it could be the sum of"
        if share is None or share.exact is None or share.exact == HUNDRED:
            return ""
        if any(low - _ROUNDING <= share.exact <= high + _ROUNDING for low, high in found):
            return ""
        come_to = f"the rows above come to {plain(found[-1][0])} %, not to {plain(share.exact)} %"
        return f"is a word for a sum, but {come_to}"


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {"whole": [], "start": [], "end": []}
    for row in rows("sum-words"):
        found[row["place"]].append(row["word"].casefold())
    return {place: tuple(words) for place, words in found.items()}
