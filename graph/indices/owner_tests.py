"""Who counts as a firm's beneficial or global ultimate owner, by rules that test links."""

from __future__ import annotations

from datetime import date

from graph.answers.indices import OwnerTest
from graph.answers.parts import Named
from graph.arguments import situation_of
from graph.fraction import Fraction
from graph.indices.counted import above
from graph.ownership.arrays.exact import Number, share
from graph.ownership.control.parents import dominates, global_ultimate_owner
from graph.ownership.published.simple_paths import rolls_down
from graph.ownership.ultimate.rational import exact_ends
from graph.releases.release import Release

QUARTER, HALF = Fraction(1, 4), Fraction(1, 2)


def beneficial_owners(
    release: Release,
    firm: str,
    *,
    threshold: Number = QUARTER,
    as_of: date | str | None = None,
) -> tuple[OwnerTest, ...]:
    """Three tests of beneficial ownership for each ultimate owner of a firm.

    *Multiplication*: the share over all chains reaches the threshold. *Rolling*:
    every link of some chain does. *Dominancy*: what the owner and the firms it
    controls hold directly does. Certain stakes only.

    References
    ----------
    The tests that registers of beneficial owners use,
    and differ by register,
    so each is given.
    """
    limit = share(threshold)
    counted = above(situation_of(release, firm, as_of, None), "legal")
    owners = exact_ends(counted.votes, 0).owners
    return tuple(
        OwnerTest(
            owner=counted.named(owner),
            share=float(part),
            multiplication=part >= limit,
            rolling=rolls_down(counted.votes, owner, 0, limit),
            dominancy=dominates(counted.votes, owner, 0, limit),
        )
        for owner, part in sorted(owners.items())
    )


def largest_holder_above(
    release: Release,
    firm: str,
    *,
    threshold: Number = HALF,
    inclusive: bool = False,
    as_of: date | str | None = None,
) -> Named | None:
    """The end of the chain of largest holders whose every link passes a threshold; or nobody.

    The "global ultimate owner" of company databases (50.01 % or 25.01 %); see
    :func:`graph.ownership.control.parents.global_ultimate_owner`.
    """
    counted = above(situation_of(release, firm, as_of, None), "legal")
    found = global_ultimate_owner(counted.votes, 0, threshold, strict=not inclusive)
    return None if found is None else counted.named(found)
