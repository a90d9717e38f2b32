"""Shares of named things by whose they are, as tables."""

from __future__ import annotations

from collections.abc import Sequence

from api.views.tables import Cell, Column, Table
from graph.answers.reliance import Reliance, RelianceSplit, SplitPoint, SplitShare
from ontology.load import codes

VALUES = (
    Column("calculation", "Calculation", shown=False),
    Column("split", "Split"),
    Column("period", "For"),
    Column("kind", "Kind", shown=False),
    Column("about", "Among"),
    Column("how", "Counted how", shown=False),
    Column("value", "From home, for certain"),
    Column("lower", "Lower", shown=False),
    Column("upper", "Upper", shown=False),
    Column("weaker", "By weaker readings of who the makers are", wide=True),
    Column("weaker_lower", "Lower with these", shown=False),
    Column("weaker_upper", "Upper with these", shown=False),
    Column("not_named", "Not named"),
)
SHARES = (
    Column("split", "Split"),
    Column("period", "For"),
    Column("figure", "Share", wide=True),
    Column("thing", "Of"),
    Column("makers", "Whose it is", wide=True),
    Column("side", "From home?"),
    Column("by", "By what", shown=False, holds="code"),
    Column("claims", "Claims", shown=False),
    Column("read", "Document and place", wide=True),
)
PRINTED = "asPrinted"  # of what is from home already
PROBLEMS = {
    "moreThanAll": "the shares come to more than all",
    "twoFigures": "two figures for one thing; neither is chosen",
}
SIDES = {"home": "yes", "notHome": "no", "open": "not read"}


def split_tables(found: Sequence[Reliance]) -> tuple[Table, ...]:
    """How much is from home by each reading, and whose the things are that sources name."""
    each = [(one, split, point) for one in found for split in one.splits for point in split.points]
    if not each:
        return ()
    values = tuple(row for one, split, point in each for row in _values(one, split, point))
    shares = tuple(
        _share(split, point, share) for _, split, point in each for share in point.shares
    )
    return (
        Table(VALUES, values, title="By whose the things are that sources name"),
        Table(SHARES, shares, title="Whose these are"),
    )


def split_notes(found: Sequence[Reliance]) -> list[str]:
    """What counts in each split."""
    return [f"{split.id}: {split.counts}." for one in found for split in one.splits]


def _values(found: Reliance, split: RelianceSplit, point: SplitPoint) -> list[tuple[Cell, ...]]:
    """One row: what is certain, or printed, and what it comes to with every weaker reading."""
    about = point.about.name if point.about else ""
    start = (found.id, split.id, when(point), point.kind, about, point.how)
    if not point.values:
        return [(*start, PROBLEMS[point.problem], *[None] * 2, "", *[None] * 2, "")]
    first, *weaker = point.values
    last = weaker[-1] if weaker else None
    said = "; ".join(f"{one.text} {one.label}" for one in weaker if one.text != first.text)
    return [
        (
            *start, f"{first.text} (printed)" if point.about else first.text,
            first.lower, first.upper, said,
            last.lower if last else None, last.upper if last else None, point.not_named,
        )
    ]  # fmt: skip


def _share(split: RelianceSplit, point: SplitPoint, share: SplitShare) -> tuple[Cell, ...]:
    figure = share.figure
    return (
        split.id,
        when(point),
        figure.text,
        figure.about.name if figure.about else "",
        ", ".join(maker.name for maker in share.makers if maker != figure.about),
        _side(share),
        share.by,
        " | ".join(claim.id for claim in share.claims),
        "; ".join(f"{source.title}, {source.locator}" for source in figure.sources),
    )


def _side(share: SplitShare) -> str:
    if share.by == PRINTED:
        return ""
    said = SIDES[share.side]
    if share.side == "open":
        return said
    return f"{said} ({codes('OriginReadings')[share.by].label})"


def when(point: SplitPoint) -> str:
    """The period of a point, and its kind where nobody observed it."""
    return point.period if point.kind == "observed" else f"{point.period} ({point.kind})"
