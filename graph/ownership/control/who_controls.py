"""Who may direct a firm: the majority of votes, what is controlled already counted in.

A group controls a firm if it and the firms it controls together pass the quota
of its votes; links that give power without votes (contracts, decisive rights, a
parent) count as soon as their holder is in the set. The result is the *least*
set closed under this: three firms with 30 % of each other control nobody.
Votes are compared as integers; no sum of floats ever decides.

References
----------
Company control as a least fixpoint: Gottlob, G. et al. in the Vadalog
documentation, "Company control"; the same operator answers OFAC's rule, see
``graph.ownership.control.reach``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

from graph.fraction import HALF, Fraction
from graph.ownership.arrays.exact import Number, share
from graph.ownership.arrays.votes import Tally, Votes
from graph.ownership.control.standing_above import from_the_top, groups_above

__all__ = [
    "Derivation",
    "Link",
    "Step",
    "UltimateController",
    "Votes",
    "control_percentage",
    "controlled_by",
    "joint_control",
    "largest_holder",
    "ultimate_controllers",
]

Link = tuple[int, int, str]  # controller, controlled, mechanism
Reading = Literal["certain", "possible"]
MAJORITY = "majorityVotes"


@dataclass(frozen=True)
class Step:
    """Why one firm is controlled: by which mechanism, with whose votes."""

    firm: int
    mechanism: str
    contributors: tuple[tuple[int, Fraction], ...]
    total: Fraction
    contradictory: bool = False


@dataclass(frozen=True)
class Derivation:
    """What a group controls; the steps stand in an order in which each rests on earlier ones."""

    group: frozenset[int]
    steps: Mapping[int, Step]

    @property
    def controlled(self) -> frozenset[int]:
        """The firms controlled, the group itself apart."""
        return frozenset(self.steps)

    def __contains__(self, firm: object) -> bool:
        return firm in self.steps

    def __iter__(self) -> Iterator[int]:
        return iter(self.steps)


@dataclass(frozen=True)
class UltimateController:
    """A controller nobody controls in turn; ``widely_held`` if it has holders all the same.

    A group of several is a concert, or firms that control one another.
    """

    group: frozenset[int]
    derivation: Derivation
    widely_held: bool


def controlled_by(
    votes: Votes,
    group: Collection[int],
    *,
    quota: Number = HALF,
    strict: bool = True,
    links: Iterable[Link] = (),
    reading: Reading = "certain",
    within: Collection[int] | None = None,
) -> Derivation:
    """Everything a group of entities controls, acting together.

    Parameters
    ----------
    quota, strict : votes must pass the quota, or with ``strict=False`` reach it
    links : (controller, controlled, mechanism), power without votes
    reading : "certain" counts the group's least votes in any world, max(Σ lower of the set,
        1 − Σ upper of the others); "possible" the most that some world allows,
        min(Σ upper of the set, 1 − Σ lower of the others)
    within : leave out all other firms (for the firms above one target)

    A step in a firm whose figures sum above one (``votes.overfull``) is marked
    ``contradictory``: it is what the figures say, and they cannot all be true. Raises
    :class:`ImpossibleShareError` for a quota outside 0 to 1.

    Cost is linear in the stakes and links of what is controlled.

    Examples
    --------
    Holder 0 has 60 % of 1, which has 55 % of 2; exactly a half of 3 is not enough.

    >>> votes = Votes.from_stakes([(0, 1, 0.6), (1, 2, 0.55), (1, 3, 0.5)])
    >>> list(controlled_by(votes, {0}))
    [1, 2]
    >>> controlled_by(votes, {0}).steps[2].contributors
    ((1, Fraction(11, 20)),)
    """
    limit = share(quota)
    powers: dict[int, list[tuple[int, str]]] = {}
    for controller, controlled, mechanism in links:
        powers.setdefault(controller, []).append((controlled, mechanism))
    members = set(group)
    steps: dict[int, Step] = {}
    waiting = deque(sorted(members))
    tallies: dict[int, Tally] = {}
    count = votes.certain if reading == "certain" else votes.possible
    while waiting:
        member = waiting.popleft()
        for firm, mechanism in powers.get(member, ()):
            if firm not in members and (within is None or firm in within):
                had = votes.of(member, firm)
                steps[firm] = Step(firm, mechanism, ((member, had),), had)
                members.add(firm)
                waiting.append(firm)
        for firm in votes.holds.get(member, ()):
            if firm in members or (within is not None and firm not in within):
                continue
            tally = tallies[firm] = votes.joined(firm, tallies.get(firm), member)
            passed = count(firm, tally) * limit.denominator - limit.numerator * votes.whole[firm]
            if passed > 0 or (passed == 0 and not strict):
                steps[firm] = _by_votes(votes, firm, members, reading)
                members.add(firm)
                waiting.append(firm)
    return Derivation(frozenset(group), steps)


def _by_votes(votes: Votes, firm: int, members: Collection[int], reading: Reading) -> Step:
    """The votes of the whole set in a firm, as far as the set has been found.

    Everybody in it with a certain part contributes; whoever may have one too, where all of
    them have more together than what is certain of each.
    """
    whole, least = votes.whole[firm], reading == "certain"
    column = votes.lower[firm] if least else votes.upper[firm]
    among = (one for block in votes.blocks.get(firm, ()) for one in block.holders)
    inside = [
        one
        for one in dict.fromkeys((*column, *among))
        if one in members and one not in votes.dispersed
    ]
    tally = Tally()
    for at, one in enumerate(inside):
        tally = votes.joined(firm, tally if at else None, one)
    had = votes.certain(firm, tally) if least else votes.possible(firm, tally)
    more = least and had > sum(column.get(one, 0) for one in inside)
    contributors = tuple(
        (one, Fraction(column.get(one, 0), whole))
        for one in inside
        if column.get(one, 0) > 0 or (more and firm in votes.holds.get(one, ()))
    )
    return Step(firm, MAJORITY, contributors, Fraction(had, whole), firm in votes.overfull)


def control_percentage(votes: Votes, derivation: Derivation, firm: int) -> Fraction:
    """The certain votes in a firm of a group and everything it controls.

    The firm's votes in itself do not count.

    >>> votes = Votes.from_stakes([(0, 1, 0.8), (1, 2, 0.15), (0, 2, 0.08)])
    >>> control_percentage(votes, controlled_by(votes, {0}), 2)
    Fraction(23, 100)
    """
    return votes.least_of(firm, (derivation.group | derivation.controlled) - {firm})


def ultimate_controllers(
    votes: Votes,
    firm: int,
    *,
    quota: Number = HALF,
    strict: bool = True,
    links: Iterable[Link] = (),
    concerts: Iterable[Collection[int]] = (),
    reading: Reading = "certain",
) -> tuple[UltimateController, ...]:
    """Who controls a firm and is controlled by nobody who controls it.

    Each concert is tried as one group, beside its members alone. Several are
    possible only at a quota of a half that need only be reached, through
    links, in a contradictory column, or in the "possible" reading.

    Owners are tried before what they own: whoever is controlled can do no more, and is
    tried only in a circle. Cost: linear in stakes where nobody holds in a circle.

    >>> votes = Votes.from_stakes([(0, 1, 0.51), (1, 2, 0.51), (3, 2, 0.49)])
    >>> [(set(one.group), one.widely_held) for one in ultimate_controllers(votes, 2)]
    [({0}, False)]
    """
    links = tuple(links)
    groups = groups_above(votes, firm, links)
    above = frozenset[int]().union(*groups)
    parties = {frozenset(concert) for concert in concerts if not above.isdisjoint(concert)}
    within = above.union(*parties)

    def derived(group: frozenset[int]) -> Derivation:
        return controlled_by(
            votes, group, quota=quota, strict=strict, links=links, reading=reading, within=within
        )

    silent = votes.dispersed | {firm}
    alone = from_the_top((one - silent for one in groups), derived, frozenset().union(*parties))
    controlling = {one: alone[one] for one in sorted(alone, key=sorted) if firm in alone[one]}
    for party in sorted(parties, key=sorted):
        if firm not in party and not any(party > smaller for smaller in controlling):
            derivation = derived(party)
            if firm in derivation:
                controlling[party] = derivation
    return _tops(controlling, {controlled for _, controlled, _ in links} | set(votes.whole))


def _tops(
    controlling: Mapping[frozenset[int], Derivation], held: AbstractSet[int]
) -> tuple[UltimateController, ...]:
    """Those whom nobody controls who is not controlled by them, with all such together."""
    over: dict[int, set[frozenset[int]]] = {one: set() for group in controlling for one in group}
    for group, derivation in controlling.items():
        for firm in derivation.controlled & over.keys():
            over[firm].add(group)
    tops: dict[frozenset[int], UltimateController] = {}
    for group, derivation in controlling.items():
        above = set.intersection(*(over[member] for member in group))
        if all(one <= derivation.controlled for one in above):
            together = group.union(*above)
            tops.setdefault(together, UltimateController(together, derivation, together <= held))
    return tuple(tops.values())


def largest_holder(votes: Votes, firm: int) -> tuple[int, Fraction] | None:
    """The single largest named holder and its certain votes; nothing when two are level.

    >>> largest_holder(Votes.from_stakes([(0, 2, 0.4), (1, 2, 0.35)]), 2)
    (0, Fraction(2, 5))
    """
    named = {one: had for one, had in votes.column(firm).items() if one not in votes.dispersed}
    if not named:
        return None
    most = max(named.values())
    leading = [one for one, had in named.items() if had == most]
    return (leading[0], most) if len(leading) == 1 else None


def joint_control(votes: Votes, firm: int) -> tuple[int, ...]:
    """The holders who have half of a firm each, so that neither directs it alone; or nobody.

    >>> joint_control(Votes.from_stakes([(0, 2, 0.5), (1, 2, 0.5)]), 2)
    (0, 1)
    """
    halves = tuple(sorted(one for one, had in votes.column(firm).items() if had == HALF))
    return halves if len(halves) == 2 and votes.dispersed.isdisjoint(halves) else ()
