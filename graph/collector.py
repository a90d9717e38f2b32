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
    """Have what was made while the collector was paused counted among what lasts.

    Right after much was made the collector would look through it all, in the middle of whatever
    comes next. It looks once here at what is new, and at nothing else: what holds nothing that
    could come back to it, as tuples of records, is never looked at again. Then it is as if a look
    at everything had found that it lasts. Nothing is put aside for good, and what somebody has
    put aside stays there.

    >>> taken_as_lasting()
    >>> gc.get_count()[1:]
    (0, 0)
    """
    gc.collect(0)
    if not gc.get_freeze_count():
        gc.freeze()
        gc.unfreeze()
