"""Whom a list reaches when shares are ranges: what is certain, and what no world excludes.

The threshold cascade on intervals. In every world that the ranges allow, the
firms reached lie between two least fixpoints: one counts the least that those
inside can have of a firm, the other the most. Both are sums over one firm's own
holders, compared in exact fractions; no share is ever multiplied with another,
and a firm below the threshold passes nothing on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from graph.fraction import HALF, Fraction
from graph.ownership.arrays.exact import Number, exact
from graph.ownership.control.capital import Bound, Capital
from graph.ownership.control.growth import CAPITAL, Growth, Passage, in_part

__all__ = ["CAPITAL", "Group", "Joint", "Passage", "Reached", "Sums", "reach", "reach_if_hidden"]

# Whose stakes are added up: all; those on one list; nobody's; nobody's but of those under a joint
# arrangement; or each alone for certain, and all together as a possibility.
Sums = Literal["aggregate", "withinList", "single", "joint", "unsettled"]


class Group(NamedTuple):
    """Entries whose stakes are added up, with all they reach: for certain, and possibly."""

    certain: AbstractSet[int]
    possible: AbstractSet[int]


class Joint(NamedTuple):
    """Holders of one firm who act under an arrangement, so that their stakes in it are one."""

    members: frozenset[int]
    certain: bool


@dataclass(frozen=True)
class Reached:
    """The firms that a list reaches, the listed themselves apart.

    ``certain`` and ``possible`` hold one passage for each firm, in an order in
    which each rests on earlier ones. ``in_part`` has the firms in which those
    inside may have something, and not enough. ``labels`` are the lists under
    which a firm certainly, or possibly, comes.
    """

    certain: Mapping[int, Passage]
    possible: Mapping[int, Passage]
    in_part: Mapping[int, Passage]
    inside: frozenset[int]  # listed or reached for certain
    maybe_inside: frozenset[int]
    labels: Mapping[int, frozenset[str]] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()  # whose stakes are added up: all together, or each entry's
    joint: Mapping[int, tuple[Joint, ...]] = field(default_factory=dict)  # in one firm alone

    def least(self, column: Capital, firm: int) -> Fraction:
        """The least that those counted together have of a firm."""
        counted = [group.certain for group in self.groups]
        counted += [one.members & self.inside for one in self.joint.get(firm, ()) if one.certain]
        near = (inside for inside in counted if not inside.isdisjoint(column.held))
        return max(
            (column.least(firm, inside) for inside in near),
            default=column.least(firm, frozenset()),
        )

    def most(self, column: Capital, firm: int) -> Bound:
        """The most that those counted together may have of a firm."""
        counted = [group.possible for group in self.groups]
        counted += [one.members & self.maybe_inside for one in self.joint.get(firm, ())]
        near = (inside for inside in counted if not inside.isdisjoint(column.held))
        return max(
            (column.most(firm, inside) for inside in near),
            default=column.most(firm, frozenset()),
        )

    @property
    def not_excluded(self) -> frozenset[int]:
        """The firms that some world reaches and some does not."""
        return frozenset(self.possible) - self.inside


Links = Iterable[tuple[int, int, str]]  # who passes it on without a share, to whom, by what


def reach(
    capital: Mapping[int, Capital],
    lists: Mapping[str, Collection[int]],
    *,
    threshold: Number = HALF,
    strict: bool = False,
    together: bool = True,
    sums: Sums | None = None,
    joint: Mapping[int, Collection[Joint]] | None = None,
    possibly: Mapping[str, Collection[int]] | None = None,
    links: Links = (),
    possible_links: Links = (),
) -> Reached:
    """Every firm that the entries of some lists reach, certainly or possibly.

    Parameters
    ----------
    capital : what is known of each firm's holders, by firm
    lists : list → entries that are certainly on it
    threshold, strict : a share that must be reached or, with ``strict``, passed
    together : whether stakes of several listed persons are added up; otherwise
        each entry is followed alone, and what any one of them reaches is reached
    sums : the same with more ways; by default what ``together`` says
    joint : firm → arrangements of its holders; of those inside, they add up the stakes in it
    possibly : list → entries that may be on it; they count as possible only
    links : (holder, firm, mechanism), passage without a share of capital
    possible_links : the same, where they are not certain

    Returns
    -------
    Reached
        Certain firms are among the possible ones.

    Notes
    -----
    Rounds of all firms that pass at once, so that neither numbering nor order
    shows. Cost: each round looks at the holders of the firms next to the last
    one's; at most one round for each firm.

    References
    ----------
    OFAC FAQ 398, 399 and 401, on the threshold cascade; least and
    most of a sum under ranges: interval arithmetic on one column, ours.

    Examples
    --------
    Listed 0 has 40 to 60 % of 1 and 60 % of 2; 1 and 2 have a half of 3 each.

    >>> sixty, half = Fraction(3, 5), Fraction(1, 2)
    >>> firms = {1: Capital({0: (Fraction(2, 5), sixty)}), 2: Capital({0: (sixty, sixty)}),
    ...          3: Capital({1: (half, half), 2: (half, half)}), 4: Capital({1: (half, half)})}
    >>> found = reach(firms, {"a": {0}})
    >>> list(found.certain), sorted(found.not_excluded)
    ([2, 3], [1, 4])
    """
    limit = exact(threshold)
    passes = _passing(limit, strict=strict)
    maybe = {name: {*lists.get(name, ()), *(possibly or {}).get(name, ())} for name in
             {*lists, *(possibly or {})}}  # fmt: skip
    seeds, wide = _union(lists), _union(maybe)
    certain_links = tuple(links)

    def certainly(firm: int, inside: AbstractSet[int]) -> bool:
        column = capital[firm]
        return passes(least := column.least(firm, inside), True) or (
            least == limit and column.passed(firm, inside)
        )

    sure = Growth(capital, certain_links, certainly)
    open_ = Growth(
        capital,
        (*certain_links, *possible_links),
        lambda firm, inside: passes(*capital[firm].most(firm, inside)),
    )
    how: Sums = sums or ("aggregate" if together else "single")
    surely, perhaps = _groups(how, lists), _groups(how, maybe)
    if how == "unsettled":
        perhaps = [*perhaps, wide]
    arranged = {firm: tuple(some) for firm, some in (joint or {}).items()}
    of_sure = {firm: [one for one in some if one.certain] for firm, some in arranged.items()}
    certain = sure.each_group(surely, seeds, of_sure)
    possible = open_.each_group(perhaps, wide, arranged)
    inside, maybe_inside = seeds | set(certain), wide | set(possible)
    if how == "aggregate":
        groups: tuple[Group, ...] = (Group(frozenset(inside), frozenset(maybe_inside)),)
    else:
        groups = (
            *(Group(frozenset({*some, *sure.together(some)}), frozenset()) for some in surely),
            *(Group(frozenset(), frozenset({*some, *open_.together(some)})) for some in perhaps),
        )
    found = Reached(
        certain,
        possible,
        {},
        frozenset(inside),
        frozenset(maybe_inside),
        _labels(capital, maybe, possible, open_.links, maybe_inside),
        groups,
        arranged,
    )

    def counted(passage: Passage) -> Passage:
        """Of what is possible the most; the least counts only those certainly inside."""
        column = capital[passage.firm]
        least, most = found.least(column, passage.firm), found.most(column, passage.firm)[0]
        return replace(passage, lower=least, upper=max(least, most))

    touched = {
        firm: counted(in_part(column, firm, maybe_inside))
        for firm, column in sorted(capital.items())
        if firm not in maybe_inside
        and any(most > 0 and one in maybe_inside for one, (_, most) in column.held.items())
    }
    sized = {
        firm: counted(one) if one.mechanism == CAPITAL else one for firm, one in possible.items()
    }
    return replace(found, possible=sized, in_part=touched)


def reach_if_hidden(
    capital: Mapping[int, Capital],
    found: Reached,
    *,
    threshold: Number = HALF,
    strict: bool = False,
    links: Links = (),
) -> frozenset[int]:
    """Every firm that some world reaches if whoever nobody named may be one of the listed.

    They may have all that is left over, of every firm at once: what is undisclosed of a holder
    counts as much as what is undisclosed of the firm itself.

    Listed 0 has 25 % of 2, and 1 has 42 %; nobody says who has 1.

    >>> quarter, more = (Fraction(1, 4),) * 2, (Fraction(42, 100),) * 2
    >>> firms = {1: Capital({}), 2: Capital({0: quarter, 1: more}, rest=Fraction(33, 100))}
    >>> found = reach(firms, {"a": {0}})
    >>> sorted(found.possible), sorted(reach_if_hidden(firms, found))
    ([], [1, 2])
    """
    passes = _passing(exact(threshold), strict=strict)
    hiding = Growth(
        capital,
        tuple(links),
        lambda firm, inside: passes(*capital[firm].most(firm, inside, capital[firm].rest)),
    )
    alone = frozenset(hiding.grown(frozenset(), (), everywhere=True))
    more = (hiding.grown(alone, group.possible) for group in found.groups)
    return alone.union(found.possible, *more)


def _passing(limit: Fraction, *, strict: bool) -> Callable[[Fraction, bool], bool]:
    """Whether a most, attained or approached, reaches the limit or, if strict, passes it."""

    def passes(value: Fraction, attained: bool) -> bool:
        return value > limit or (value == limit and attained and not strict)

    return passes


def _groups(sums: Sums, lists: Mapping[str, Collection[int]]) -> list[set[int]]:
    """The entries whose stakes are added up, group by group."""
    if sums == "aggregate":
        return [_union(lists)]
    if sums == "withinList":
        return [set(members) for _, members in sorted(lists.items()) if members]
    return [{one} for one in sorted(_union(lists))]


def _union(lists: Mapping[str, Collection[int]]) -> set[int]:
    return set().union(*lists.values())


def _labels(
    capital: Mapping[int, Capital],
    lists: Mapping[str, Collection[int]],
    possible: Mapping[int, Passage],
    links: Iterable[tuple[int, int, str]],
    inside: Collection[int],
) -> dict[int, frozenset[str]]:
    """The lists of everybody whose stake may count towards a firm, up all the chains."""
    names = {one: {name for name, members in lists.items() if one in members} for one in inside}
    above: dict[int, set[int]] = {
        firm: {
            one
            for one, (_, most) in (capital[firm].held if firm in capital else {}).items()
            if most > 0 and one in inside and one != firm
        }
        for firm in possible
    }
    for holder, firm, _ in links:
        if firm in above and holder in inside:
            above[firm].add(holder)
    changed = True
    while changed:
        changed = False
        for firm, holders in above.items():
            union = set().union(*(names[one] for one in holders))
            if not union <= names[firm]:
                names[firm] |= union
                changed = True
    return {firm: frozenset(names[firm]) for firm in possible}
