"""State control as statistics offices and risk rankings read it.

They differ in whether several state holders count as one: the statistical
definition of 2005 does not add them, a cascade over a list does. So nothing
here adds unless asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Literal

from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact
from graph.ownership.arrays.exact import share as fraction
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.parents import global_ultimate_owner
from graph.ownership.control.who_controls import largest_holder

Form = Literal["absolute", "relative", "none"]
PossibleForm = Literal["absolute", "relative", "halves", "none"]
Bounded = tuple[Number, Number, bool | None]  # least, most, whether it is the state's
Together = tuple[Number, Number, Sequence[bool | None]]  # of several: least, most, whose each is


@dataclass(frozen=True)
class StateStake:
    """How the state stands in one firm's holders, with the figures that decide it."""

    form: Form
    together: Fraction  # all state holders
    largest: int | None  # the largest single holder, whoever it is


def state_stake(
    capital: Votes,
    firm: int,
    state: Collection[int],
    *,
    by_category: bool = False,
    by_agreement: Collection[int] = (),
) -> StateStake:
    """Absolute control above a half, relative control as the largest holder, or neither.

    Single holders are compared, and two state holders are not added;
    ``by_category`` compares the sum of state holders with the sum of the others.
    Control is relative too where a state holder, however small, is one of those
    who direct the firm ``by_agreement``.

    References
    ----------
    The 2005 statistical definition of state-controlled enterprises as read by
    Holz, C., "Note on the definition of state-owned and state-controlled
    enterprises".

    >>> capital = Votes.from_stakes([(0, 3, 0.3), (1, 3, 0.25), (2, 3, 0.45)])
    >>> stake = state_stake(capital, 3, {0, 1})
    >>> stake.form, stake.together, stake.largest
    ('none', Fraction(11, 20), 2)
    """
    named = capital.column(firm)
    ours = {holder: part for holder, part in named.items() if holder in state}
    together = sum(ours.values(), ZERO)
    largest = largest_holder(capital, firm)
    if by_category:
        most, leads = together, together > sum(named.values(), ZERO) - together
    else:
        most = max(ours.values(), default=ZERO)
        leads = largest is not None and largest[0] in ours
    leads = leads or not ours.keys().isdisjoint(by_agreement)
    form: Form = "absolute" if most > HALF else "relative" if leads and most > 0 else "none"
    return StateStake(form, together, largest[0] if largest else None)


def possible_forms(
    holders: Sequence[Bounded], hidden: Number = 0, together: Sequence[Together] = ()
) -> frozenset[PossibleForm]:
    """Every form that state control of a company may have, holders being known within bounds.

    A holder is (least, most, state): fractions of one, and whether it is the
    state's; nothing where that is open. ``hidden`` is the most that one undisclosed
    holder can have, and nobody knows whose it is. What several have ``together`` is (least,
    most, whether each of them is the state's): how they share it nobody said, but the largest
    of them has as much as if they shared it equally. Holders are compared singly, those of
    the state with one another too: of two that have as much neither has more than any other.
    Two with exactly half each are a form of their own. No possible form is left out; where
    several are given, some may be ruled out by sums over many holders that are not looked at.

    >>> sorted(possible_forms([(0.3, 0.3, True), (0.25, 0.25, True), (0.45, 0.45, False)]))
    ['none']
    >>> sorted(possible_forms([(0.3, 0.3, True), (0.2, 0.2, False)], hidden=0.5))
    ['none', 'relative']
    >>> sorted(possible_forms([(0.1, 0.1, True), (0.1, 0.1, True)], hidden=0.05))
    ['none']
    >>> sorted(possible_forms([(0.4, 0.4, True)], together=[(0.55, 0.55, (False, False))]))
    ['none', 'relative']
    """
    parts = _parts(holders, hidden, together)
    if any(one.least > HALF and one.state is not None for one in parts):
        return frozenset(["absolute" if any(o.least > HALF and o.state for o in parts) else "none"])
    exactly = [one.state for one in parts if one.least == HALF]
    if len(exactly) == 2:
        if None not in exactly or True in exactly:
            return frozenset(["halves" if True in exactly else "none"])
        return frozenset(["halves", "none"])
    ours = [one for one in parts if one.state is not False]
    halves = [one.state for one in parts if one.least <= HALF <= one.most]
    two_unseen = all(one.sure == 0 for one in parts) and parts[0].most >= HALF
    found: set[PossibleForm] = set()
    if any(one.most > HALF for one in ours):
        found.add("absolute")
    if two_unseen or (len(halves) > 1 and any(state is not False for state in halves)):
        found.add("halves")
    if any(one.least <= HALF and min(one.most, HALF) > _beside(one, parts) for one in ours):
        found.add("relative")
    sure = max((one.sure for one in parts if one.state), default=ZERO)
    as_much = sorted((one.most for one in parts if one.state), reverse=True)[1:2]
    as_much += [one.most for one in parts if not one.state]
    if sure == 0 or any(most >= sure for most in as_much):
        found.add("none")
    return frozenset(found)


@dataclass(frozen=True)
class _Part:
    """What one holder has; ``sure`` is what the largest of those it is named with has at least.

    Nothing of those who are not all the state's, or all not: which is the largest is not known.
    """

    least: Fraction
    most: Fraction
    state: bool | None
    sure: Fraction
    figure: int = -1  # the same for those who have one figure together


def _parts(holders: Sequence[Bounded], hidden: Number, together: Sequence[Together]) -> list[_Part]:
    """The undisclosed holder first, then each that is named, within what the others leave."""
    several = [(exact(low), exact(high), whose) for low, high, whose in together]
    single = [(exact(low), exact(high), state) for low, high, state in holders]
    taken = sum((low for low, *_ in (*single, *several)), ZERO)

    def most(low: Fraction, high: Fraction) -> Fraction:
        return max(low, min(high, ONE - taken + low))

    parts = [_Part(ZERO, max(ZERO, min(exact(hidden), ONE - taken)), None, ZERO)]
    parts += [
        _Part(low, most(low, high), state, low, at) for at, (low, high, state) in enumerate(single)
    ]
    for at, (low, high, whose) in enumerate(several, len(single)):
        equal = low / len(whose) if len(set(whose)) == 1 else ZERO
        parts += [_Part(ZERO, most(low, high), state, equal, at) for state in whose]
    return parts


def _beside(one: _Part, parts: Sequence[_Part]) -> Fraction:
    """What somebody beside one holder has for certain: those it shares a figure with may not."""
    return max((other.sure for other in parts if other.figure != one.figure), default=ZERO)


def state_level(
    votes: Votes,
    firm: int,
    state: Collection[int],
    share: Number,
    *,
    cutoff: Number = HALF,
    substantial: Number = 0,
) -> Literal["high", "medium", "low"]:
    """High where the ultimate controller is the state, medium for a substantial stake, else low.

    ``share`` is the state's ultimate share of the firm; ``cutoff`` is the least
    that counts as control of each link by its largest holder; a stake is
    substantial above ``substantial``. The cut-offs are the caller's own.

    >>> votes = Votes.from_stakes([(0, 1, 0.35), (2, 1, 0.65), (1, 3, 1)], dispersed={2})
    >>> [state_level(votes, 3, {0}, 0.35, cutoff=cut) for cut in (0.5, 0.3)]
    ['medium', 'high']
    """
    has, line = fraction(share), fraction(substantial)
    top = global_ultimate_owner(votes, firm, cutoff)
    if top in state:
        return "high"
    return "medium" if has > line else "low"


def connection_degrees(
    equity: Votes, state_firms: Collection[int], owners: Iterable[int]
) -> dict[int, int | None]:
    """How many joint ventures away from the state private owners are; nothing if unconnected.

    An owner who holds a firm together with a state firm is at one; who holds a
    firm together with an owner at n, or with a firm of such an owner, at n + 1.
    Whoever holds a state firm is not private.

    References
    ----------
    Bai, C.-E., Hsieh, C.-T., Song, Z. and Wang, X. (2020). Special deals from
    special investors: the rise of state-connected private owners in China.

    >>> equity = Votes.from_stakes([(0, 2, 0.3), (1, 2, 0.7), (2, 4, 0.2), (3, 4, 0.8)])
    >>> connection_degrees(equity, {0}, [1, 3])
    {1: 1, 3: 2}
    """
    public = set(state_firms)
    waiting_up = list(public)
    while waiting_up:
        for holder in equity.named(waiting_up.pop()):
            if holder not in public:
                public.add(holder)
                waiting_up.append(holder)
    degrees: dict[int, int] = {}
    queue = [(0, one) for one in sorted(state_firms)]
    while queue:
        degree, one = heappop(queue)
        if one in degrees:
            continue
        degrees[one] = degree
        private = one not in public and not equity.named(one)
        for firm in equity.holds.get(one, ()):
            # A firm of a connected owner carries that owner's degree to its co-holders.
            if private and firm not in degrees:
                heappush(queue, (degree, firm))
            for partner in equity.named(firm):
                if partner != one and partner not in public and not equity.named(partner):
                    heappush(queue, (degree + 1, partner))
    return {owner: degrees.get(owner) for owner in owners}
