"""What is measured of every firm at once: the shape of one row of such a table."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import Interval, Named


class LensMeasure(Struct, frozen=True, kw_only=True):
    """What one lens says of a firm, without its reasons."""

    lens: str
    word: str
    decided: bool
    decides: str  # why it is open, as in a verdict
    interval: Interval | None


class FirmMeasures(Struct, frozen=True, kw_only=True):
    """One firm on one day: where its shares end, what placed them, who directs it."""

    firm: Named
    as_of: str
    home: str
    basis: str
    columns: dict[str, Interval]  # the seven of ``owners``
    home_share: Interval  # home's two columns together
    undetermined: float  # what closed groups keep
    coverage: dict[str, float]  # rung of the ladder → share of the firm it decided
    controllers: tuple[Named, ...]  # certain ones; who direct it together are joined by +
    stated: tuple[Named, ...] = ()  # those of them whom somebody's word makes so, and nothing else
    verdicts: tuple[LensMeasure, ...] = ()
