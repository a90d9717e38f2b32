"""What somebody who mistyped a word most likely meant."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(text: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The candidates most like a text, best first; none when nothing comes close.

    >>> nearest("smik", ["smic", "sensetime", "dji"])
    ('smic',)
    """
    from rapidfuzz import fuzz, process  # only a mistake needs it

    close = process.extract(
        text, sorted(candidates), scorer=fuzz.ratio, limit=limit, score_cutoff=60
    )
    return tuple(str(match[0]) for match in close)
