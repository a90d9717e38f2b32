"""Indices that others published, asked of one firm or one owner: the shapes of those answers.

Numbers are fractions of one. ``None`` where a reader sees a yes or a no means that the
claims leave it open.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from graph.answers.parts import CitedClaim, Interval, Named


class VoterPower(Struct, frozen=True, kw_only=True):
    """How often one direct holder of votes is decisive, beside the votes it certainly has."""

    holder: Named
    votes: float
    swings: int | None  # coalitions of the others that it turns from losing into winning
    banzhaf: float | None
    shapley_shubik: float | None
    oceanic: float | None  # among many small holders; where what is left is float


class VotingPower(Struct, frozen=True, kw_only=True):
    """Power indices of one firm's voters and of the owners at the top above them.

    They are computed on the votes that are certain; ``unled`` is the part of all votes of
    nobody who votes as one (not read, float, groups of people), which no coalition here has.
    """

    firm: Named
    as_of: str
    quota: float
    inclusive: bool  # whether the quota itself wins
    voters: tuple[VoterPower, ...]
    top: dict[str, float]  # owner nobody holds → Banzhaf index through the firms between
    ocean: float | None  # the power of all small holders together
    unled: float
    notes: tuple[str, ...] = ()


class NetworkPower(Struct, frozen=True, kw_only=True):
    """Whose label firms carry when votes are joined in a random order, in the firms above one."""

    firm: Named
    as_of: str
    index: dict[str, float]  # owner nobody holds → how many firms carry its label, itself included
    flow: dict[str, float]  # firm → how many labels pass through it


class WeakestLink(Struct, frozen=True, kw_only=True):
    """An owner's control rights and cash-flow rights in a firm, and the wedge between them."""

    owner: Named
    firm: Named
    control_rights: float
    cash_flow_rights: Interval  # point: what is known
    wedge: float  # control rights less the known cash-flow rights


class HeldFirm(Struct, frozen=True, kw_only=True):
    """One owner's share of one firm below it, on certain stakes, by four definitions."""

    firm: Named
    walk_sum: float  # each turn of a cycle counts again; may pass one for an owner on a cycle
    first_passage: float  # a share: what reaches the owner first
    simple_paths: float  # ways that meet nobody twice, as close-link rules add them
    integrated_control: float  # majorities taken as the whole (Chapelle–Szafarz)


class Holdings(Struct, frozen=True, kw_only=True):
    """All that one owner has below it, firm by firm, and as one figure by four definitions."""

    owner: Named
    as_of: str
    basis: str
    firms: tuple[HeldFirm, ...]
    access: float
    corrected: float
    bow_tie: float
    influence: float


class Directed(Struct, frozen=True, kw_only=True):
    """Whether some holders, acting together, may direct a firm."""

    holders: tuple[Named, ...]
    firm: Named
    as_of: str
    certain: bool
    possible: bool  # on what named holders may have at most, and on links last known
    votes: float  # certain votes of the group and of all it controls
    undisclosed: float  # of the votes; whoever has them is not counted here
    controlled: tuple[Named, ...]  # everything above the firm, and the firm, that they control


class Chances(Struct, frozen=True, kw_only=True):
    """The chance that an owner controls a firm, if each stake is as likely as a reader says."""

    controller: Named
    firm: Named
    controls: float
    mean_share: float


class Closeness(Struct, frozen=True, kw_only=True):
    """How an owner stands to the state: at how many joint ventures' distance; None: unconnected."""

    owner: Named
    degree: int | None


class StateLevel(Struct, frozen=True, kw_only=True):
    """How much of a firm is the home state's in the end, and the level that rankings give it."""

    firm: Named
    share: Interval
    cutoff: float
    level: Literal["high", "medium", "low", "open"]
    on_known: Literal["high", "medium", "low"]


class ForeignPerson(Struct, frozen=True, kw_only=True):
    """Foreign entity and foreign person, as US investment rules tell them apart."""

    firm: Named
    as_of: str
    home: str
    entity: bool | None
    person: bool | None
    organised_abroad: bool | None
    seated_abroad: bool | None  # its principal place of business
    listed_abroad: bool = False  # shares traded there may stand in place of a seat there
    home_share: Interval  # what home's nationals and state own in the end
    controllers: tuple[Named, ...]  # foreign ones that certainly control the firm


class Interest(Struct, frozen=True, kw_only=True):
    """An owner's interest in a firm as a rule counts it, and whether it passes the rule's line."""

    owner: Named
    firm: Named
    as_of: str
    rule: str
    value: float  # on certain votes: at least so much
    passes: bool
    undisclosed: float  # of the firm's votes


class OwnerTest(Struct, frozen=True, kw_only=True):
    """Whether an owner passes three tests of beneficial ownership, on certain stakes."""

    owner: Named
    share: float  # over all chains
    multiplication: bool
    rolling: bool
    dominancy: bool


class ClassRights(Struct, frozen=True, kw_only=True):
    """What a holder's shares of several classes carry together, and the wedge between the two."""

    holder: Named
    votes: float
    cash_flow: float
    wedge: float


class Indices(Struct, frozen=True, kw_only=True):
    """The published indices of one firm, side by side; none of them is a verdict of ours."""

    firm: Named
    as_of: str
    home: str
    release: str
    voting_power: VotingPower
    weakest_links: tuple[WeakestLink, ...]
    integrated_control: dict[str, float]  # ultimate owner → share when majorities take all
    closeness: tuple[Closeness, ...]
    state: StateLevel
    foreign: ForeignPerson
    notes: tuple[str, ...] = ()
    claims: tuple[CitedClaim, ...] = ()  # the stakes counted, and what gave owners their origin
