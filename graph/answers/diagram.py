"""A firm's surroundings to walk in, hop by hop: parties and links, in words already.

Shares are fractions of one. Where things stand on a screen is worked out from this record
(:mod:`graph.formats.drawings.standing`); nothing here has a place.
"""

from __future__ import annotations

from typing import Literal, get_args

from msgspec import Struct

from graph.answers.parts import Named
from graph.answers.picture import PartyKind, Relation

NodeKind = Literal[PartyKind, "round", "list", "rest", "folded"]
LinkKind = Literal[
    "stake", "unsized", "lastKnown", "contract", "control", "money", "programme", "rest", "folded"
]
LINK_KINDS: tuple[str, ...] = get_args(LinkKind)
HOPS = 9  # links away from the firm that may be asked for
MOST = 2000  # parties that anybody can look at; more are an export


class DiagramParty(Struct, frozen=True, kw_only=True):
    """Somebody in the diagram, or what stands for those nobody named."""

    id: str
    kind: NodeKind
    names: tuple[str, ...]  # the first in the reader's language
    origin: str = ""  # its column, or open; nothing: none is said
    about: str = ""  # its origin in words
    known: bool = False  # it is an entity, with a page of its own
    opened: bool = False  # all that is linked with it is looked for
    beyond: int = 0  # parties linked with it that are known of here and not shown


class DiagramLink(Relation, frozen=True, kw_only=True):
    """A relation between two parties that are shown; ``claims`` also deny or contradict it."""

    kind: LinkKind
    behind: str = ""  # the day, and how sure it is
    doubted: bool = False  # all of it is denied, or was only planned or agreed


class DiagramKey(Struct, frozen=True, kw_only=True):
    """A mark and what it means: a link's kind, a party's kind, an origin."""

    of: Literal["link", "party", "origin"]
    code: str
    text: str


class Diagram(Struct, frozen=True, kw_only=True):
    """Everything that stands in the diagram of a firm as it was asked for."""

    firm: Named
    basis: str
    as_of: str
    release: str
    parties: tuple[DiagramParty, ...]
    links: tuple[DiagramLink, ...]
    keys: tuple[DiagramKey, ...]
    kinds: tuple[DiagramKey, ...]  # kinds of link within the hops, also those left out
    of_what: str  # what the shares are of, in words
    found: int  # parties within the hops asked for, shown or folded
    folded: int  # of these, those for whom one node stands
    too_large: bool = False  # more than anybody can draw: no party is here
    first_year: int = 0  # of which anything was claimed of the firm
    last_year: int = 0
