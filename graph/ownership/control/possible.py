"""Whom some world has direct a firm: votes that nobody disclosed are somebody's too.

One owner may have, beside what is known of it, as much in every firm as an
undisclosed holder can have there. Those unseen votes are a voter of their own
here, the *stranger*, and the stranger may be anybody: whoever is tried is tried
together with it. A firm may come under somebody if the most that they and all that
may come under them can have, the certain votes of all others left out, is over a half.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.fraction import ZERO, Fraction
from graph.ownership.arrays.holdings import Stake
from graph.ownership.arrays.votes import Shared, Tally, Votes
from graph.ownership.control.standing_above import from_the_top, groups_above
from graph.ownership.control.who_controls import Link

STRANGER = -1  # no entity has this number

Counted = dict[int, Tally]  # firm → what a set has of it


@dataclass(frozen=True)
class Coming:
    """The firms that may come under somebody, beside those under the stranger alone."""

    controlled: frozenset[int]


@dataclass(frozen=True)
class Unseen:
    """Votes between two bounds, with those that nobody disclosed as a stranger's.

    ``backed`` have what the stranger has from the start; ``closed`` firms come under
    nobody that is tried.
    """

    votes: Votes
    links: tuple[Link, ...] = ()
    concerts: tuple[frozenset[int], ...] = ()
    backed: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls,
        stakes: Collection[Stake],
        unseen: Mapping[int, Fraction],
        *,
        several: Collection[int] = (),
        named: Collection[int] = (),
        links: Iterable[Link] = (),
        concerts: Iterable[Collection[int]] = (),
        backed: Collection[int] = (),
        closed: Collection[int] = (),
        blocks: Iterable[Shared] = (),
    ) -> Unseen:
        """Read (owner, owned, least, known, most); ``unseen`` is what a stranger may have in each.

        What ``several`` holders have together may be any one member's, and so the stranger's;
        not so where all of them are ``named``, and each is among the stakes with all of it.
        ``blocks`` say what some have among them: to others these leave no more than the rest.

        Holder 0 has half of 1 for certain; nobody has more unless the rest of it hides somebody.

        >>> half, rest = Fraction(1, 2), Fraction(3, 5)
        >>> stakes = [(0, 1, Fraction(2, 5), None, half)]
        >>> [sorted(Unseen.of(stakes, {1: most}).over(1)) for most in (ZERO, rest)]
        [[], [1]]
        """
        own = [stake for stake in stakes if stake[0] not in several]
        theirs: list[Stake] = [
            (STRANGER, firm, ZERO, None, most)
            for holder, firm, _, _, most in stakes
            if holder in several and holder not in named
        ]
        rests: list[Stake] = [(STRANGER, firm, ZERO, None, most) for firm, most in unseen.items()]
        return cls(
            Votes.from_stakes([*own, *theirs, *rests], blocks=blocks),
            tuple(links),
            tuple(frozenset(concert) for concert in concerts),
            frozenset(backed),
            frozenset(closed),
        )

    def over(self, firm: int, besides: Collection[int] = ()) -> frozenset[int]:
        """The firm and those above it that may come under somebody else than some entities.

        Cost: what each that is tried may control, owners before what they own.
        """
        tried = self.tried(firm, besides).values()
        return self.alone.union(*(found.controlled for found in tried)) - {STRANGER}

    def tried(self, firm: int, besides: Collection[int] = ()) -> dict[frozenset[int], Coming]:
        """What may come under each above a firm beside what comes under the stranger alone.

        Whoever may come under another of them is left out, but in a circle.
        """
        silent = {firm, *besides}
        groups = groups_above(self.votes, firm, self.links)
        found = from_the_top((group - silent for group in groups), self._coming)
        return found | {one: self._coming(one) for one in self.concerts if one.isdisjoint(silent)}

    def heads(self, firm: int, directed: Collection[int]) -> Iterator[frozenset[int]]:
        """Each above a firm that may direct it and need not itself be directed, owners first.

        Those ``directed`` are, in every world. Whoever may come under somebody may also come
        under nobody: then it is the head of all that comes under it.

        0 may have most of 1, or not; 1 has most of 2 for certain.

        >>> most, whole = Fraction(3, 5), Fraction(1)
        >>> stakes = [(0, 1, ZERO, None, most), (1, 2, whole, None, whole)]
        >>> [sorted(head) for head in Unseen.of(stakes, {}).heads(2, directed=())]
        [[0], [1]]
        """
        futile = {firm, STRANGER, *directed}  # or under somebody from whom nothing leads to it
        for group in groups_above(self.votes, firm, self.links):
            for one in sorted(group - futile):
                coming = self._coming(frozenset({one})).controlled
                if firm in coming:
                    yield frozenset({one})
                else:
                    futile |= coming
        for concert in self.concerts:
            if firm not in concert and firm in self._coming(concert).controlled:
                yield concert

    @property
    def alone(self) -> frozenset[int]:
        """The stranger, whoever backs it, and the firms that may come under them."""
        return self._first[0]

    @cached_property
    def _first(self) -> tuple[frozenset[int], Counted]:
        """What comes under the stranger alone, with its votes counted."""
        inside, counted = self._grown({STRANGER, *self.backed}, frozenset(), {})
        return frozenset(inside), counted

    @cached_property
    def _powers(self) -> Mapping[int, tuple[int, ...]]:
        powers: dict[int, list[int]] = {}
        for controller, controlled, _ in self.links:
            powers.setdefault(controller, []).append(controlled)
        return {controller: tuple(firms) for controller, firms in powers.items()}

    def _coming(self, group: frozenset[int]) -> Coming:
        inside, counted = self._first
        if group <= {STRANGER}:
            return Coming(inside)
        return Coming(frozenset(self._grown(group, inside, counted)[0]) - group)

    def _grown(
        self, group: Collection[int], inside: frozenset[int], before: Counted
    ) -> tuple[set[int], Counted]:
        """Who joins a set when a group does, and the votes counted anew for that."""
        joined = set(group) - inside
        waiting = deque(sorted(joined))
        counted: Counted = {}
        while waiting:
            member = waiting.popleft()
            coming = list(self._powers.get(member, ()))
            for firm in self.votes.holds.get(member, ()):
                tally = counted.get(firm) or before.get(firm)
                tally = counted[firm] = self.votes.joined(firm, tally, member)
                if 2 * self.votes.possible(firm, tally) > self.votes.whole[firm]:
                    coming.append(firm)
            for firm in coming:
                if firm not in inside and firm not in joined and firm not in self.closed:
                    joined.add(firm)
                    waiting.append(firm)
        return joined, counted
