"""What answers are made of: intervals, names, cited claims and sources.

Answers are what ``graph.questions`` returns and every interface shows. Numbers are fractions of
one; ``None`` is an unknown, never a zero. Field order is reading order; JSON, tables and pages use
the same names.
"""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import StepLink


class Interval(Struct, frozen=True):
    """A measure: certainly between the bounds; ``point`` is the known share, if there is one."""

    lower: float
    upper: float
    point: float | None = None


class Named(Struct, frozen=True):
    """An entity, short."""

    id: str
    name: str
    name_zh: str = ""
    kind: str = ""


class CitedSource(Struct, frozen=True, kw_only=True):
    """A source as an answer shows it."""

    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    locator: str = ""
    relayed_by: str = ""


class CitedClaim(Struct, frozen=True, kw_only=True):
    """A claim as an answer shows it: one sentence, its dates, its sources."""

    id: str
    type: str
    party: Named | None
    target: Named
    text: str
    share: str = ""
    as_of: str = ""
    valid_from: str = ""
    valid_to: str = ""
    status: str = "asserted"
    stage: str = "completed"
    measurand: str = ""
    confidence: str = ""
    currency: str = ""  # current, lastKnown, closed, later, notComputed — for a stake on a date
    note: str = ""
    sources: tuple[CitedSource, ...] = ()


class Step(Struct, frozen=True, kw_only=True):
    """One link of a chain, from the holder down to the firm it holds."""

    owner: Named
    owned: Named
    link: StepLink
    said: str = ""  # the share or the power, as its claim words it
    share: Interval | None = None
    currency: str = "current"
    text: str = ""
    claims: tuple[str, ...] = ()


class Chain(Struct, frozen=True, kw_only=True):
    """A walk from an owner down to the firm, and the share that travels along it.

    ``share`` counts every round of a cycle that a walk along the chain may add;
    ``direct`` is the product of the steps alone.
    """

    steps: tuple[Step, ...]
    share: float | None = None
    direct: float | None = None


class Chains(Struct, frozen=True, kw_only=True):
    """The best chains from one entity to another."""

    owner: Named
    firm: Named
    basis: str
    as_of: str
    release: str
    total: Interval | None
    explained: float | None  # how much of the total the chains shown carry
    chains: tuple[Chain, ...]
    claims: tuple[CitedClaim, ...]
