"""Makes millions of records without the garbage collector looking at each again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused_collector() -> Iterator[None]:
    """Spare the collector while much is made and nothing dropped.

    >>> with paused_collector():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def taken_as_lasting() -> None:
    """Have what was made so far counted among what lasts, as if a look at it all had found it so.

    Right after much was made the collector would look through it all, in the middle of whatever
    comes next. What somebody has put aside for good stays there.

    >>> taken_as_lasting()
    >>> gc.get_count()[1:]
    (0, 0)
    """
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
