"""Tests of foreignness by the first hop, by the last, by control, and where they disagree."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from graph.ownership.arrays.exact import HALF, ZERO, Number, share
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.control import Link, controlled_by


def first_hop(equity: Votes, firm: int, group: Collection[int]) -> Fraction:
    """What a group of holders has directly; nothing is looked through.

    >>> first_hop(Votes.from_stakes([(0, 2, 0.25), (1, 2, 0.75)]), 2, {0})
    Fraction(1, 4)
    """
    return sum((part for holder, part in equity.column(firm).items() if holder in group), ZERO)


def foreign_invested(foreign: Number, threshold: Number) -> Literal["reached", "below", "none"]:
    """How a directly held foreign share stands to a threshold: reached, below it, or none at all.

    >>> foreign_invested(0.25, 0.25), foreign_invested(0.249, 0.25)
    ('reached', 'below')
    """
    held = share(foreign)
    if held == 0:
        return "none"
    return "reached" if held >= share(threshold) else "below"


def is_round_trip(foreign_first: Number, home_last: Number) -> bool:
    """Whether money left and came back: more is home in the end than the first hop shows.

    ``foreign_first`` is held abroad directly, ``home_last`` is home's ultimate share.

    >>> is_round_trip(1, 1), is_round_trip(0.25, 0.75)
    (True, False)
    """
    return share(home_last) > 1 - share(foreign_first)


@dataclass(frozen=True)
class Foreignness:
    """Two verdicts that may differ: by ownership (entity), and by control besides (person)."""

    entity: bool
    person: bool


def foreign_by_law(
    *, organised_abroad: bool, seated_abroad: bool, home_share: Number, foreign_controller: bool
) -> Foreignness:
    """Foreign entity and foreign person, as the US investment rules tell them apart.

    An entity organised and seated abroad is foreign unless home nationals
    ultimately own more than half of it; a person is foreign if it is such an
    entity or if foreigners control it.

    References
    ----------
    31 CFR 800.220 and 800.224.

    >>> foreign_by_law(organised_abroad=True, seated_abroad=True, home_share=0.55,
    ...                foreign_controller=True)
    Foreignness(entity=False, person=True)
    """
    entity = organised_abroad and seated_abroad and share(home_share) <= HALF
    return Foreignness(entity, entity or foreign_controller)


def concert_blocks(
    votes: Votes,
    firm: int,
    group: Collection[int],
    *,
    in_concert: bool,
    links: Collection[Link] = (),
) -> bool:
    """Whether holders direct or can block a firm: half of the votes as one block, or more alone.

    Acting in concert, exactly one half is enough: nothing passes against it.

    References
    ----------
    31 CFR 800.208(e).

    >>> votes = Votes.from_stakes([(0, 3, 0.5), (1, 3, 0.25), (2, 3, 0.25)])
    >>> concert_blocks(votes, 3, {1, 2}, in_concert=True)
    True
    """
    if in_concert:
        return firm in controlled_by(votes, group, strict=False, links=links)
    return any(firm in controlled_by(votes, {one}, links=links) for one in group)


def disagreement(
    control_home: bool | None, home_share: Number
) -> Literal["home", "foreign", "hybrid"]:
    """Whether control and the majority of the cash flow are of one side, or of two.

    Without a controller the cash flow speaks alone.

    >>> disagreement(True, 0.3)
    'hybrid'
    """
    owned_home = share(home_share) > HALF
    if control_home is None or control_home == owned_home:
        return "home" if owned_home else "foreign"
    return "hybrid"
