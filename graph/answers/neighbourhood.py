"""The shapes of a firm's surroundings, ready to draw or to export."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import Currency, NetworkLink
from graph.answers.parts import CitedClaim, Interval, Named

BESIDE_OWNERS = frozenset({"round", "investment", "designation", "programme"})


class NetworkNode(Struct, frozen=True, kw_only=True):
    """A node of a neighbourhood, ready to draw."""

    entity: Named
    column: str = ""  # its origin, when it is an ultimate owner
    jurisdiction: str = ""
    rest: str = ""  # "float" or "undisclosed" for the nodes that stand for unnamed holders
    focus: bool = False


class NetworkEdge(Struct, frozen=True, kw_only=True):
    """An edge of a neighbourhood, from holder to held, from investor or list to firm."""

    source: str
    target: str
    link: NetworkLink
    share: Interval | None = None
    label: str = ""
    currency: Currency = "current"
    derived: bool = False
    claims: tuple[str, ...] = ()
    as_of: str = ""
    amount_lower: float | None = None  # of money, in units of its currency
    amount_upper: float | None = None  # absent where the source says "at least"
    amount_currency: str = ""
    flow: str = ""  # of money: primary, secondary, planned, holding
    stage: str = ""  # of money and programmes: completed, agreed, announced, …


class Neighbourhood(Struct, frozen=True, kw_only=True):
    """A firm's surroundings at a date and on a basis."""

    firm: Named
    basis: str
    as_of: str
    release: str
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    claims: tuple[CitedClaim, ...]
