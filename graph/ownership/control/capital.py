"""One firm's capital in ranges: the least and the most that some of its holders have together."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from graph.errors import ImpossibleShareError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import share

Bound = tuple[Fraction, bool]  # a most, and whether some world attains it


@dataclass(frozen=True)
class Capital:
    """What is known of one firm's capital: its named holders and what is left beside them.

    ``held`` maps a holder to its least and most, as fractions of one; ``below``
    has those whose most is approached and not reached ("under 50 %"), ``above`` those whose
    least is passed ("over 50 %"). ``rest`` is the most that holders whom nobody
    names can have. The firm's own shares
    may be among ``held``: they belong to nobody, and are in nobody's sum.

    Raises :class:`ImpossibleShareError` for a share outside 0 to 1 or crossed bounds.
    """

    held: Mapping[int, tuple[Fraction, Fraction]]
    rest: Fraction = ONE
    below: frozenset[int] = frozenset()
    above: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for holder, (low, high) in self.held.items():
            if share(low) > share(high):
                raise ImpossibleShareError(f"the bounds of holder {holder} cross")

    def least(self, firm: int, inside: AbstractSet[int]) -> Fraction:
        """The least that some holders have together: Σ lower, or what all others leave.

        >>> third = Fraction(1, 3)
        >>> Capital({0: (ZERO, ONE), 1: (ZERO, third)}, rest=ZERO).least(2, {0})
        Fraction(2, 3)
        """
        counted = inside - {firm}
        return min(ONE, max(self._sums(counted)))

    def passed(self, firm: int, inside: AbstractSet[int]) -> bool:
        """Whether they have more than that least in every world, because a bound is open.

        >>> half = Fraction(1, 2)
        >>> Capital({0: (half, ONE)}, above=frozenset([0])).passed(9, {0})
        True
        """
        counted = inside - {firm}
        ours, left = self._sums(counted)
        least = min(ONE, max(ours, left))
        return (ours == least and not counted.isdisjoint(self.above)) or (
            left == least and bool(self.below - counted)
        )

    def _sums(self, counted: AbstractSet[int]) -> tuple[Fraction, Fraction]:
        """The least that some have by what is said of them, and by what is said of the others."""
        ours = sum((low for one, (low, _) in self.held.items() if one in counted), ZERO)
        others = sum((most for one, (_, most) in self.held.items() if one not in counted), ZERO)
        return ours, ONE - others - self.rest

    def most(self, firm: int, inside: AbstractSet[int], hidden: Fraction = ZERO) -> Bound:
        """The most that they can have together, of what the firm does not hold itself.

        The smaller of Σ upper and one less Σ lower of the others, over the
        capital outside the firm; ``hidden`` is added to what they may have. The
        firm's own part is chosen where that is largest: x/(1 − s) with
        x = min(U, 1 − O − s) peaks at s = 1 − O − U.

        >>> Capital({0: (Fraction(2, 5), Fraction(2, 5)), 9: (Fraction(1, 5),) * 2}).most(9, {0})
        (Fraction(1, 2), True)

        Others with more than half leave less than half.

        >>> half = Fraction(1, 2)
        >>> Capital({0: (ZERO, ONE), 1: (half, ONE)}, above=frozenset([1])).most(9, {0})
        (Fraction(1, 2), False)
        """
        own_low, own_high = self.held.get(firm, (ZERO, ZERO))
        ours = [(one, most) for one, (_, most) in self.held.items() if one in inside - {firm}]
        upper = sum((most for _, most in ours), hidden)
        outside = self.held.keys() - inside - {firm}
        others = sum((self.held[one][0] for one in outside), ZERO)
        own = max(own_low, min(own_high, ONE - others - upper))
        left = ONE - others - own
        free = min(upper, left)
        approached = any(one in self.below and most > 0 for one, most in ours)
        squeezed = not outside.isdisjoint(self.above)
        attained = not (free == upper and approached) and not (free == left and squeezed)
        if own < 1:
            free /= ONE - own
        least = self.least(firm, inside)  # a contradictory column may leave less than that
        return (min(ONE, free), attained) if free > least else (least, True)
