"""Shares that carry nothing for anybody: own shares everywhere, and suspended ones among votes.

A firm's shares in itself belong to the others in proportion, and cast no vote: they leave
the denominator, once (the alternative, a loop from the firm to itself, gives the same
owners). A stake whose votes are suspended or waived leaves the denominator of the votes
alone; a subsidiary's shares in its parent do so only where a claim says so, since that is
a matter of law and of choice.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.claims.model import Ownership
from graph.fraction import Fraction
from graph.holders.bases import Basis
from graph.holders.held import Held
from ontology.load import codes

ONE = Fraction(1)


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
