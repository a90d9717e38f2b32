"""The shape of an answer on production: how much of it is domestic, under each definition.

Shares are fractions of one, amounts are in the unit of the table. Field order is reading order.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.parts import CitedClaim, Interval, Named

# By what a plant counts as domestic: code of z:ProductionDefinitions.
Definition = Literal[
    "bySite",
    "byDirectOwner",
    "byUltimateOwner",
    "byMajorityOwner",
    "byUltimateShare",
    "bySupplier",
]
# What a part of all production is, or why it is open: code of z:ProductionParts.
PartCode = Literal[
    "homeByPlace", "homeByState", "homeByOthers", "fromAssociated", "notHome", "asLastKnown",
    "bySeatOnly", "claimsOpen", "notMatched", "jointOwners", "noOwnerNamed", "gapInCell",
    "noMajority", "noPercentages", "cellNotRead", "placeNotRead",
]  # fmt: skip
Level = Literal["", "lastKnown", "seat"]  # by which weaker reading an owner is domestic

HOME_PARTS: tuple[PartCode, ...] = ("homeByPlace", "homeByState", "homeByOthers")
OUT_PARTS: tuple[PartCode, ...] = ("fromAssociated", "notHome")
DECIDED_PARTS: tuple[PartCode, ...] = (*HOME_PARTS, *OUT_PARTS)


class ProductionPart(Struct, frozen=True, kw_only=True):
    """A part of all production: domestic, not domestic, or open for one cause."""

    code: PartCode
    label: str
    amount: float
    share: float
    plants: int  # in which some of it is
    open: bool  # whether it is of the width


class NextOwner(Struct, frozen=True, kw_only=True):
    """Somebody whose cited origin would narrow the interval, by how much of all production.

    ``settles``: of all that this one owner leaves open alone, or with others who are domestic;
    ``touches``: all that is open and has this owner in it.
    """

    name: str
    id: str
    entity: Named | None  # here, where it is matched and yet open
    cause: PartCode
    settles: float
    touches: float
    plants: int


class ProductionShare(Struct, frozen=True, kw_only=True):
    """The domestic share under one definition, with all that carries its width.

    ``with_last_known`` and ``with_seats`` are what the lower bound would be if owners counted as
    their claims last had them, and then by their seat as well: never certain. Of the lower bound
    ``as_stated`` rests on statements of who directs, ``on_weak_evidence`` on weak claims among
    others (encyclopaedias, hedged or of little confidence). ``rounding`` is by
    how much the percentages as printed may move the bounds. ``not_climbed`` is production whose
    table names the owner itself as its parent; ``climbed_here`` what of it our claims decide.
    """

    definition: Definition
    label: str
    counts: str  # what counts as domestic, and the formula
    share: Interval
    state: Interval | None  # nothing where a definition says nothing of owners
    with_last_known: float
    with_seats: float
    state_with_last_known: float
    rounding: float
    as_stated: float
    on_weak_evidence: float
    parts: tuple[ProductionPart, ...]
    not_climbed: float = 0.0
    climbed_here: float = 0.0
    next: tuple[NextOwner, ...] = ()
    open_owners: int = 0  # owners who leave something open, shown or not


class GroupShare(Struct, frozen=True, kw_only=True):
    """The domestic share of a group under one definition, with what carries its width."""

    definition: Definition
    share: Interval  # of what the group has
    state: Interval | None
    with_last_known: float
    with_seats: float
    parts: tuple[ProductionPart, ...]  # their shares too are of the group


class ProductionGroup(Struct, frozen=True, kw_only=True):
    """The plants in which a column has one text: a product, a buyer, a step."""

    name: str  # nothing where the column says nothing
    plants: int
    amount: float
    share: float  # of all that is counted
    shares: tuple[GroupShare, ...]


class CountedStatus(Struct, frozen=True, kw_only=True):
    """Production of one status: how many plants have any, and how much."""

    status: str
    plants: int
    amount: float
    counted: bool


class Production(Struct, frozen=True, kw_only=True):
    """How much of what a table of plants lists is domestic, by whose definition."""

    table: str
    source: str
    home: str
    as_of: str
    release: str
    lens: str  # that says whether an owner is domestic
    lens_label: str
    unit: str
    amount: float
    plants: int
    statuses: tuple[CountedStatus, ...]
    left_out: int  # rows that the reader did not ask for
    not_added: int  # rows that are in no sum: without a capacity, or no plants
    matched: int  # owners of the counted plants that are matched to an entity
    owners: int  # owners named, of the counted plants
    shares: tuple[ProductionShare, ...]
    by: str = ""  # the column whose texts split the answer
    groups: tuple[ProductionGroup, ...] = ()  # in the order of the table
    more_groups: int = 0  # beyond those shown,
    rest: ProductionGroup | None = None  # which are added up here
    refusals: tuple[str, ...] = ()
    unused_matches: tuple[str, ...] = ()  # that nobody among the owners of the counted plants has
    claims: tuple[CitedClaim, ...] = ()
