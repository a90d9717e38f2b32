"""A definition that somebody changed, and how the verdicts on firms move against it."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import Named
from graph.answers.verdicts import LensDescription, Verdict


class Setting(Struct, frozen=True, kw_only=True):
    """What can be set of a definition: how it stands there, and how it was changed."""

    name: str  # threshold, inclusive, home, associated, contracts, rest
    stands: str
    chosen: str
    choices: tuple[str, ...] = ()  # codes; nothing: a number, or a jurisdiction
    offered: bool = True  # False where this definition has no such thing


class MovedVerdict(Struct, frozen=True, kw_only=True):
    """What the definition said of a firm, and what it says when changed."""

    firm: Named
    before: Verdict
    after: Verdict
    change: str  # same, moves, flips, settles, opens, takes effect, lapses


class EditedLens(Struct, frozen=True, kw_only=True):
    """Verdicts under a definition as it stands and as it was changed; nothing is stored."""

    lens: LensDescription
    settings: tuple[Setting, ...]
    changed: bool
    specification: bool  # the remainder is placed by a policy: no bound, and no verdict of ours
    as_of: str
    home: str
    release: str
    verdicts: tuple[MovedVerdict, ...]
    turtle: str  # the changed definition, to be put beside a data set of one's own
