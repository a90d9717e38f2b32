"""Words for sums in tables and lists: ``合计``, ``Total``, ``小计``; a sum is nobody.

Which they are is data (``ontology/crosswalks/sum-words.csv``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from graph.formats.files.unseen import narrow
from ontology.crosswalks import rows

_BESIDE = re.compile(
    r"[\s(\[]*(?:in )?(?:100(?:[.,]0+)?\s*)?(?:%|percent|per cent|rounded)?[\s)\].:：=*]*$"
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


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {"whole": [], "start": [], "end": []}
    for row in rows("sum-words"):
        found[row["place"]].append(row["word"].casefold())
    return {place: tuple(words) for place, words in found.items()}
