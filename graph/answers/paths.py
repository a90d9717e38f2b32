"""By which paths somebody reaches a firm: stakes, contracts, money, programmes; the shapes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.parts import CitedClaim, Interval, Named, Step

Kind = Literal["stakes", "contracts", "funding", "programmes"]
KINDS: tuple[Kind, ...] = ("stakes", "contracts", "funding", "programmes")


class ReachingPath(Struct, frozen=True, kw_only=True):
    """One path from an end down to the firm; ``points`` are absent where a size was not read."""

    end: Named
    origin: str  # the end's column
    rung: int
    steps: tuple[Step, ...]  # from the end down to the firm
    points: float | None = None  # what it carries at the least, rounds included
    direct: float | None = None  # the product of its shares
    rounds: float | None = None  # what cross-holdings multiply it by
    rests_on: str = ""  # percentages, classification; presence: no share of the firm was read
    split_read: bool = True  # False: others of the same side may have some of these points
    reason: str = ""  # why the end counts as what was asked for


class ThroughHolder(Struct, frozen=True, kw_only=True):
    """What comes through one of the firm's own holders: on the paths listed, and on others."""

    holder: Named
    share: float
    points: float
    listed: float
    rest: float


class PathsOfKind(Struct, frozen=True, kw_only=True):
    """The paths of one kind, how much they explain, and what is not disclosed."""

    kind: Kind
    total: Interval | None  # what may reach the firm by these paths; nothing: no shares
    of_what: str = ""  # what the points are of
    explained: float | None = None  # how much of the least the paths listed carry
    paths: tuple[ReachingPath, ...] = ()
    through: tuple[ThroughHolder, ...] = ()
    mutual_groups: tuple[tuple[Named, ...], ...] = ()
    layers: tuple[int, ...] = ()  # how many stand one step above the firm, two, …
    cut: tuple[Step, ...] = ()  # the fewest stakes without which nothing reaches the firm
    not_disclosed: tuple[str, ...] = ()
    sides: dict[str, Interval] = {}  # of paths from anybody: home, associated, abroad apart


class Paths(Struct, frozen=True, kw_only=True):
    """By which paths a party, or a kind of party, reaches down to a firm."""

    source: str  # home, state, abroad, foreign-state, associated, any, or the id of a party
    source_name: str
    firm: Named
    kind: str
    basis: str
    as_of: str
    home: str
    release: str
    kinds: tuple[PathsOfKind, ...]
    notes: tuple[str, ...] = ()
    claims: tuple[CitedClaim, ...] = ()
    days: dict[str, str] = {}  # of each kind of fact
