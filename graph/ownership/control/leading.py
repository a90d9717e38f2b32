"""Who leads in a firm: the most that somebody has at its disposal, and the most anybody else can.

A line below a half (30 % of votes, say) can be passed by two at once, and by
somebody nobody has heard of. So whoever passes it leads only if no other owner,
hidden ones included, can have as much.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import Number, exact
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.possible import Unseen
from graph.ownership.control.standing_above import from_the_top, groups_above
from graph.ownership.control.who_controls import Derivation, Link, controlled_by


@dataclass(frozen=True)
class Lead:
    """The group with the most in a firm; ``rival`` is the most that anybody else can have."""

    group: frozenset[int]
    had: Fraction
    rival: Fraction
    derivation: Derivation

    @property
    def leads(self) -> bool:
        """Whether nobody else can have as much."""
        return self.had > self.rival


class Part(NamedTuple):
    """What a group has of a firm for certain, and all through whom it has it."""

    had: Fraction
    inside: frozenset[int]


def at_disposal(
    votes: Votes,
    firm: int,
    column: Votes,
    group: Collection[int],
    *,
    links: Iterable[Link] = (),
    within: Collection[int] | None = None,
) -> tuple[Fraction, Derivation]:
    """What a group has in a firm for certain, with all that it controls above the firm.

    Between the group and the firm control passes on by majority or by a link;
    the firm itself is measured, by the holders its ``column`` has, and never counted as controlled.

    >>> votes = Votes.from_stakes([(0, 1, 0.6), (1, 2, 0.35), (3, 2, 0.2)])
    >>> at_disposal(votes, 2, votes, {0})[0]
    Fraction(7, 20)
    """
    derivation = _deriving(votes, firm, links, within)(frozenset(group))
    return _part(votes, firm, column, group, derivation).had, derivation


def _deriving(
    votes: Votes, firm: int, links: Iterable[Link], within: Collection[int] | None
) -> Callable[[frozenset[int]], Derivation]:
    """What a group controls above a firm; what is asked again of the same votes is kept."""
    above = tuple((a, b, how) for a, b, how in links if b != firm)
    reach = frozenset(votes.entities if within is None else within) - {firm}
    kept: dict[frozenset[int], Derivation]
    kept = votes.found.setdefault(("controlled above", firm, above, reach), {})

    def derived(group: frozenset[int]) -> Derivation:
        if group not in kept:
            kept[group] = controlled_by(votes, group, links=above, within=reach)
        return kept[group]

    return derived


def _part(
    votes: Votes, firm: int, column: Votes, group: Collection[int], derivation: Derivation
) -> Part:
    """The certain part of a column that a group and all it controls have."""
    inside = (derivation.controlled | frozenset(group)) - votes.dispersed
    return Part(column.least_of(firm, inside), inside)


def lead(
    votes: Votes,
    firm: int,
    column: Votes,
    *,
    links: Iterable[Link] = (),
    concerts: Iterable[Collection[int]] = (),
    unseen: Unseen | None = None,
    hidden: Number = 0,
) -> Lead | None:
    """The group with the most in a firm, beside the most that anybody else can have.

    Parameters
    ----------
    column : the firm's holders; votes, or shares where the line is one of shares
    concerts : groups that count as one holder, tried beside their members alone
    unseen : the votes of the firms above, with what nobody disclosed; without it all is known
    hidden : the most that one undisclosed holder can have of the column

    Notes
    -----
    The rival is built against the leader, see :func:`most_of_others`. Undisclosed
    agreements between known holders are not assumed.
    Owners are tried before what they own, so that a long chain is derived once.

    Examples
    --------
    35 % leads over 20 % as long as nobody hidden can add 15 % to those.

    >>> votes = Votes.from_stakes([(0, 2, 0.35), (1, 2, 0.2)])
    >>> [lead(votes, 2, votes, hidden=most).leads for most in (0.1, 0.15)]
    [True, False]
    """
    links, concerts = tuple(links), tuple(concerts)
    found = _disposing(votes, firm, column, links, concerts)
    most, level = _with_the_most(votes, firm, column, found)
    if most <= 0:
        return None
    tops = _uncontrolled(level)
    if not tops:  # those at the top control one another: whoever is under them counts as well
        found = _disposing(votes, firm, column, links, concerts, circles=True)
        tops = list(_with_the_most(votes, firm, column, found)[1])
    group = min(tops, key=lambda one: (len(one), sorted(one)))
    inside = (group | found[group].controlled) - votes.dispersed
    rival = most_of_others(firm, column, inside, unseen or Unseen(votes, links), hidden)
    return Lead(group, most, rival, found[group])


def with_at_least(
    votes: Votes,
    firm: int,
    column: Votes,
    least: Number,
    *,
    links: Iterable[Link] = (),
    concerts: Iterable[Collection[int]] = (),
) -> dict[frozenset[int], Part]:
    """Every group that has so much of a firm for certain, the smallest and highest of each.

    Two with a half each are both given.

    >>> votes = Votes.from_stakes([(0, 2, 0.5), (1, 2, 0.5)])
    >>> sorted(map(sorted, with_at_least(votes, 2, votes, 0.5)))
    [[0], [1]]
    """
    found = _disposing(votes, firm, column, tuple(links), tuple(concerts))
    parts = {group: _part(votes, firm, column, group, found[group]) for group in found}
    enough = {group: found[group] for group, part in parts.items() if part.had >= exact(least)}
    return {
        group: parts[group]
        for group in _uncontrolled(enough) or list(enough)[:1]
        if not any(smaller < group for smaller in enough)
    }


def _disposing(
    votes: Votes,
    firm: int,
    column: Votes,
    links: tuple[Link, ...],
    concerts: Iterable[Collection[int]],
    *,
    circles: bool = False,
) -> dict[frozenset[int], Derivation]:
    """What each above a firm controls there, alone or in concert; in circles each, if asked."""
    single = (votes.entities | column.entities) - votes.dispersed - {firm}
    above = [group & single for group in groups_above(votes, firm, links)]
    beside = single.difference(*above)
    derived = _deriving(votes, firm, links, votes.entities)
    concerted = {frozenset(one): derived(frozenset(one)) for one in concerts if len(set(one)) > 1}
    return from_the_top([beside, *above], derived, single if circles else ()) | concerted


Found = Mapping[frozenset[int], Derivation]


def _with_the_most(votes: Votes, firm: int, column: Votes, found: Found) -> tuple[Fraction, Found]:
    """The most that any group has of a column with all it controls, and the groups with that."""
    had = {group: _part(votes, firm, column, group, found[group]).had for group in found}
    most = max(had.values(), default=ZERO)
    return most, {group: found[group] for group, part in had.items() if part == most}


def _uncontrolled(level: Found) -> list[frozenset[int]]:
    """The groups that no other of them controls, all members at once."""
    # A group controls none of its own members, so it need not be told from the others.
    under = frozenset[int]().union(*(derivation.controlled for derivation in level.values()))
    return [
        group
        for group in level
        if not group <= under or not any(group <= one.controlled for one in level.values())
    ]


def most_of_others(
    firm: int, column: Votes, inside: Collection[int], unseen: Unseen, hidden: Number
) -> Fraction:
    """The most of a column that one owner outside a set can have, in some world.

    Anybody above the firm, together with all that was not disclosed of it and of the firms
    above it: an owner may stand behind a holder only where that holder's own votes allow it.
    Of what several have together each may have all; and anybody, where not all are named.

    Holder 2 holds for whoever has most of it: for 1, or for somebody nobody named.

    >>> half, tenth = Fraction(1, 2), Fraction(1, 10)
    >>> stakes = [(0, 3, half, None, half), (1, 3, tenth, None, tenth), (2, 3, tenth, None, tenth)]
    >>> seen, rest = Unseen.of([*stakes, (1, 2, ONE, None, ONE)], {}), Unseen.of(stakes, {2: ONE})
    >>> [most_of_others(3, Votes.from_stakes(stakes), {0}, one, 0)
    ...  for one in (Unseen.of(stakes, {}), seen, rest)]
    [Fraction(1, 10), Fraction(1, 5), Fraction(1, 5)]
    """
    if firm not in column.whole:
        return exact(hidden)
    others = replace(unseen, closed=unseen.closed.union(inside, {firm}))
    highs = {one: high for one, high in column.upper[firm].items() if one not in inside}
    theirs = {one: high for one, high in highs.items() if one not in column.dispersed}
    anybodys = sum(highs.values()) - sum(theirs.values())
    blocks = [one for one in column.blocks.get(firm, ()) if not one.holders <= set(inside)]

    def had(members: AbstractSet[int]) -> int:
        alone = sum(theirs[one] for one in members if one in theirs)
        return alone + sum(one.most for one in blocks if not one.holders.isdisjoint(members))

    first = others.alone
    tried = others.tried(firm, inside).items()
    more = [had(first | group | coming.controlled) for group, coming in tried]
    seen = unseen.votes.entities | first
    beside = [had(first | {one}) for one in column.entities - seen - {firm} if one not in inside]
    most = anybodys + max([had(first), *more, *beside])
    left = max(ZERO, ONE - column.least_of(firm, inside))
    return min(left, Fraction(most, column.whole[firm]) + exact(hidden))
