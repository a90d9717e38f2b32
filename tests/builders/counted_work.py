"""Work counted in calls of functions: the same on every machine and every day."""

from __future__ import annotations

import sys

SLACK = 1.15  # sets, dictionaries and sorting are not linear to the last call


def work(question):
    """How many functions are called until a question is answered."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        question()
    finally:
        sys.setprofile(None)
    return calls
