"""Shares that carry nothing for anybody: own shares everywhere, and suspended ones among votes.

A firm's shares in itself belong to the others in proportion, and cast no vote: they leave
the denominator, once (the alternative, a loop from the firm to itself, gives the same
owners). A stake whose votes are suspended or waived leaves the denominator of the votes
alone; a subsidiary's shares in its parent do so only where a claim says so, since that is
a matter of law and of choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graph.claims.model import Ownership
from graph.fraction import ONE, Fraction
from graph.holders.bases import Basis
from graph.holders.held import Held, drawn_in
from graph.holders.several_stakes import by_holder, choices_of, held_by
from graph.holders.stake import Stake
from graph.holders.votes import VOTES, opened
from ontology.load import codes


def carries_nothing(claim: Ownership, basis: Basis) -> bool:
    """Whether a stake is out of the denominator of a basis.

    >>> carries_nothing(Ownership(id="o", party="f", target="f"), "legal")
    True
    >>> lent = Ownership(id="o", party="s", target="f", voting="suspended")
    >>> carries_nothing(lent, "economic"), carries_nothing(lent, "voting")
    (False, True)
    """
    if claim.party == claim.target:
        return True
    if basis != "voting" or not claim.voting:
        return False
    return codes("VotingStates")[claim.voting].attributes.get("castsNone") == "true"


def of_the_rest(
    held: Sequence[Held], dead: Sequence[Held], already: frozenset[str] = frozenset()
) -> tuple[Held, ...]:
    r"""Shares of the whole as shares of what is left once the ``dead`` ones are taken out.

    .. math:: s' = [\, l / (1 - d_l),\; \min(1, u / (1 - d_u)) \,]

    Those of the holders ``already`` counted of that remainder stay. Where the dead are all
    there is, nothing is left to be a part of: they stay as they are.

    >>> p = Held("p", *[Fraction(46, 100)] * 3)
    >>> own = Held("f", *[Fraction(10, 100)] * 3)
    >>> of_the_rest([p], [own])[0].lower
    Fraction(23, 45)
    """
    if not dead:
        return tuple(held)
    least = ONE - sum((one.lower for one in dead), Fraction(0))
    most = ONE - sum((one.upper for one in dead), Fraction(0))
    if least <= 0:
        return (*held, *dead)
    why = tuple(claim for one in dead for claim in one.claims)
    return tuple(
        one
        if one.holder in already
        else Held(
            one.holder,
            one.lower / least,
            one.known / least,
            min(ONE, one.upper / most) if most > 0 else ONE,
            (*one.claims, *why),
            one.link,
        )
        for one in held
    )


def alive_and_dead(
    counted: Sequence[Stake], basis: Basis
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """What carries something, by holder, and what does not: no more than the first leaves of it."""
    dead = [stake for stake in counted if carries_nothing(stake.claim, basis)]
    alive = [stake for stake in counted if stake not in dead]
    held = tuple(map(held_by, by_holder(alive)))
    if not dead:
        return held, ()
    issued = [stake for stake in alive if stake.claim.measurand != VOTES]
    own = tuple(map(held_by, by_holder(dead)))
    left = drawn_in((*own, *map(held_by, by_holder(issued))), all_named=False)
    return held, left[: len(own)]


def shares_outstanding(
    held: Sequence[Held], dead: Sequence[Held], counted: Sequence[Stake], *, apart: bool
) -> tuple[Held, ...]:
    """What each holder has of what is outstanding, or of the votes that can be cast."""
    stated = frozenset(stake.holder for stake in counted if stake.claim.measurand == VOTES)
    of_rest = of_the_rest(held, dead, stated)
    return opened(of_rest, stated) if apart else of_rest


def alternatives(
    counted: Sequence[Stake], basis: Basis, *, apart: bool
) -> tuple[tuple[Held, ...], ...]:
    """Whole columns, one for each choice among rival claims; none when there are no rivals."""
    if not any(stake.rivals for stake in counted):
        return ()
    columns = []
    for choice in choices_of(counted):
        settled = [
            replace(stake, claim=claim, rivals=(), agreeing=(claim.id,))
            for stake, claim in zip(counted, choice, strict=True)
        ]
        columns.append(shares_outstanding(*alive_and_dead(settled, basis), settled, apart=apart))
    return tuple(columns)
