"""What is written over and over: the first of a kind, and then once a minute how many more.

So a flood of refusals fills no disk, and nothing else is lost in it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Hashable

from cachetools import LRUCache

MINUTE = 60.0
KINDS = 1000  # that are remembered; the one written longest ago is forgotten first
LOGGERS = ("zizhu.api", "uvicorn.error")  # that have a line for what one visitor does


class Sampled:
    """Which lines of a kind are written.

    >>> now = 0.0
    >>> lines = Sampled(lambda: now)
    >>> [lines.seen("busy") for _ in range(3)]
    [0, None, None]
    >>> now = 61.0
    >>> lines.seen("busy"), lines.seen("too many")
    (2, 0)
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._written: LRUCache[Hashable, tuple[float, int]] = LRUCache(KINDS)

    def seen(self, kind: Hashable) -> int | None:
        """How many were left out since the last, where this one is to be written."""
        now = self._clock()
        at, more = self._written.get(kind, (-MINUTE, 0))
        if now - at >= MINUTE:
            self._written[kind] = now, 0
            return more
        self._written[kind] = at, more + 1
        return None


class SampledLog(logging.Filter):
    """Lets through the first line of a kind in a minute, which says how many were left out."""

    def __init__(self, lines: Sampled | None = None) -> None:
        super().__init__()
        self._lines = lines or Sampled()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a line is written; its kind is what it was said to be, or its form."""
        error = record.exc_info[0] if record.exc_info else None
        more = self._lines.seen((record.name, getattr(record, "kind", record.msg), error))
        if more:
            record.msg = f"{record.getMessage()} (and {more} more of its kind before)"
            record.args = ()
        return more is not None


_SAMPLED = SampledLog()


def sample_logs() -> None:
    """Have floods write little, from now on in this process."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_SAMPLED)
