"""What a question about plants asks where it does not say."""

from __future__ import annotations

LENS = "ultimate-control"  # says whether an owner is domestic
NEXT_OWNERS = 15  # owners to look for next that are told of each definition
