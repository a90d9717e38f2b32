"""What a release says by itself: verdicts as the engine that built it wrote them down."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import Interval, Named


class StoredVerdict(Struct, frozen=True, kw_only=True):
    """What one lens said of a firm when the release was built."""

    lens: str
    label: str
    version: str
    word: str
    decided: bool
    decides: str
    interval: Interval | None
    as_of: str


class StoredClassification(Struct, frozen=True, kw_only=True):
    """The verdicts of a release whose engine is not the one that answers; nothing is computed."""

    firm: Named
    as_of: str
    days: dict[str, str]
    home: str
    release: str
    engine: str  # that computed them
    stored: bool
    verdicts: tuple[StoredVerdict, ...]
