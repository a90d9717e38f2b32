"""What the holders that a statement names leave, in parts: each has one word on the whole page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graph.claims.reasons import Reason, because
from graph.fraction import ZERO, Fraction
from graph.profiles.answer.blocks import BlockRead, BlocksRead
from graph.profiles.answer.holder_origins import CLIENTS

PARTS = {  # what is left, by what is known of it → the phrase of it
    "nominee": "partNominee", "notRead": "partNotRead", "float": "partFloat",
    "clients": "partClients", "open": "partOpen",
}  # fmt: skip
SHORT = {
    "nominee": "partNomineeShort", "clients": "partClientsShort", "open": "partOpenShort"
}  # fmt: skip


def parts_left(read: BlocksRead, blocks: Iterable[BlockRead]) -> dict[str, Fraction]:
    """The rest of a firm and some blocks that count to no side, by what is known of each part."""
    found = dict(read.blank)
    for block in blocks:
        kind = "clients" if block.origin == CLIENTS else "open"
        found[kind] = found.get(kind, ZERO) + block.lower
    return {kind: found[kind] for kind in PARTS if found.get(kind)}


def said_of(parts: Mapping[str, Fraction]) -> tuple[Reason, ...]:
    """The parts in codes."""
    return tuple(because(PARTS[kind], points=points) for kind, points in parts.items())


def left_over(
    rest: Fraction, parts: Mapping[str, Fraction], nominees: tuple[str, ...]
) -> tuple[Reason, ...]:
    """A sentence on what is left, where it is several things: the longest form first."""
    plain = said_of(parts)
    named = tuple(
        because("partNomineeNamed", points=points, nominees=nominees) if kind == "nominee" else one
        for (kind, points), one in zip(parts.items(), plain, strict=True)
    )
    short = tuple(
        because(SHORT.get(kind, PARTS[kind]), points=points) for kind, points in parts.items()
    )
    return (
        because("restIs", rest=rest, each=named),
        because("restIs", rest=rest, each=plain),
        because("restIsShort", rest=rest, each=short),
    )
