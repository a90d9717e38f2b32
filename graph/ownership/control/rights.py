"""What a stake carries: votes and cash flow by share class, and contracts that replace a stake.

Contracts move the benefit of the *bound nominees'* equity only. A nominee keeps
one minus what moves, the beneficiary gains what moves, every other holder keeps
theirs; the whole stays the whole, never two hundred percent. Votes move only
with a proxy, which is the caller's to cite: the same function, on votes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from graph.errors import ComputationError, ImpossibleShareError
from graph.ownership.arrays.exact import HALF, ONE, ZERO, Number, exact, share
from graph.ownership.arrays.holdings import Stake


@dataclass(frozen=True)
class ShareClass:
    """A class of shares: how many there are, and what each carries.

    ``excluded`` shares (treasury, suspended) are issued but carry nothing.
    """

    issued: Number
    votes: Number = 1
    dividend: Number = 1
    excluded: Number = 0

    def __post_init__(self) -> None:
        """Refuse numbers below zero, and more shares left out than there are."""
        issued, excluded = exact(self.issued), exact(self.excluded)
        if min(exact(self.votes), exact(self.dividend), excluded) < 0 or issued < excluded:
            raise ImpossibleShareError(f"no class of shares is like this: {self}")


def class_rights(
    classes: Mapping[str, ShareClass], held: Mapping[str, Number]
) -> tuple[Fraction, Fraction]:
    r"""The votes and the cash flow of a holder of shares of several classes, as fractions of one.

    .. math:: v = \sum_c m_c n_c \Big/ \Big( \sum_c m_c (N_c - x_c) \Big)

    and the same with dividends for the cash flow.

    Raises :class:`ImpossibleShareError` when more is held than carries anything.

    >>> classes = {"A": ShareClass(900), "B": ShareClass(100, votes=10)}
    >>> class_rights(classes, {"B": 100})
    (Fraction(10, 19), Fraction(1, 10))
    """
    for name, number in held.items():
        if name not in classes:
            raise ImpossibleShareError(f"there is no class {name!r}")
        live = exact(classes[name].issued) - exact(classes[name].excluded)
        if not 0 <= exact(number) <= live:
            raise ImpossibleShareError(f"{number} shares of class {name!r} of {live}")
    return (
        _part(classes, held, {name: exact(one.votes) for name, one in classes.items()}),
        _part(classes, held, {name: exact(one.dividend) for name, one in classes.items()}),
    )


def after_sunset(
    classes: Mapping[str, ShareClass], sunsets: Mapping[str, date], day: date
) -> dict[str, ShareClass]:
    """The classes on a day, when some lose their extra votes: from its sunset on a share has one.

    Days are inclusive: the sunset is the first day with one vote. Classes that
    carry less than one vote keep what they have. Raises
    :class:`ImpossibleShareError` for a sunset of a class that there is not.

    >>> classes = {"A": ShareClass(900), "B": ShareClass(100, votes=10)}
    >>> later = after_sunset(classes, {"B": date(2030, 1, 1)}, date(2030, 1, 1))
    >>> class_rights(later, {"B": 100})[0]
    Fraction(1, 10)
    """
    unknown = [name for name in sunsets if name not in classes]
    if unknown:
        raise ImpossibleShareError(f"there is no class {unknown[0]!r}")
    return {
        name: replace(one, votes=min(exact(one.votes), ONE))
        if name in sunsets and day >= sunsets[name]
        else one
        for name, one in classes.items()
    }


def _part(
    classes: Mapping[str, ShareClass], held: Mapping[str, Number], weights: Mapping[str, Fraction]
) -> Fraction:
    whole = sum(
        (weights[c] * (exact(one.issued) - exact(one.excluded)) for c, one in classes.items()), ZERO
    )
    if whole == 0:
        raise ComputationError("no class carries this right")
    return sum((weights[c] * exact(number) for c, number in held.items()), ZERO) / whole


def votes_from_equity(
    equity: Iterable[tuple[int, str, Number]], votes_per_share: Mapping[str, Number]
) -> dict[int, Fraction]:
    """The votes of each holder from (holder, class, equity) and the votes of a share of each class.

    The classes' equity is taken as all there is: what nobody is named for has no votes here.

    >>> votes_from_equity([(0, "B", 0.1), (1, "A", 0.9)], {"A": 1, "B": 10})
    {0: Fraction(10, 19), 1: Fraction(9, 19)}
    """
    cast: dict[int, Fraction] = {}
    if any(exact(votes) < 0 for votes in votes_per_share.values()):
        raise ImpossibleShareError("a share carries less than no votes")
    listed = list(equity)
    if sum((share(part) for _, _, part in listed), ZERO) > ONE:
        raise ComputationError("the holders have more than all of the equity")
    for holder, name, part in listed:
        if name not in votes_per_share:
            raise ImpossibleShareError(f"there is no class {name!r}")
        cast[holder] = cast.get(holder, ZERO) + share(part) * exact(votes_per_share[name])
    whole = sum(cast.values(), ZERO)
    if whole == 0:
        raise ComputationError("nobody has a vote")
    return {holder: votes / whole for holder, votes in cast.items()}


def least_equity_for_votes(multiple: Number, quota: Number = HALF) -> Fraction:
    r"""The smallest equity, all in shares of ``multiple`` votes, that reaches a quota of the votes.

    .. math:: s = q \,/\, (m (1 - q) + q)

    >>> least_equity_for_votes(10)
    Fraction(1, 11)
    """
    limit, votes = share(quota), exact(multiple)
    if votes <= 0:
        raise ComputationError(f"a share of {multiple} votes reaches no quota")
    return limit / (votes * (1 - limit) + limit)


def replaced(
    stakes: Iterable[Stake],
    owned: int,
    beneficiary: int,
    bound: Collection[int] | None = None,
    moved: tuple[Number, Number, Number] = (1, 1, 1),
) -> tuple[list[Stake], dict[int, tuple[Fraction, Fraction]]]:
    r"""The stakes after contracts moved the benefit of bound nominees' equity to a beneficiary.

    A nominee keeps :math:`(1-\lambda) a`, the beneficiary gains :math:`\lambda a`.

    Parameters
    ----------
    stakes : (owner, owned, lower, known, upper), fractions of one
    owned : the firm whose equity is bound
    bound : the nominees; nothing means every holder
    moved : lower, known and upper λ in [0, 1]; (0, 0, 1) when the contracts
        cited do not say that all of it moves

    Returns
    -------
    (stakes, rest) : the new stakes of all firms, and the rest of ``owned`` to
        give to ``Holdings.from_stakes``: it is what it was, so that whatever a
        nominee does not keep can only be the beneficiary's.

    Examples
    --------
    Contracts bind nominee 1's 60 %; holder 2 keeps 40 %.

    >>> stakes, rest = replaced([(1, 3, 0.6, None, 0.6), (2, 3, 0.4, None, 0.4)], 3, 0, {1})
    >>> [(owner, str(known)) for owner, _, _, known, _ in stakes if known]
    [(2, '2/5'), (0, '3/5')]
    """
    stakes = tuple(stakes)
    strangers = set(bound or ()) - {owner for owner, firm, *_ in stakes if firm == owned}
    if strangers:
        raise ComputationError(f"nominee {min(strangers)} holds nothing of firm {owned}")
    low, middle, high = (share(part) for part in moved)
    if not low <= middle <= high:
        raise ImpossibleShareError(f"the bounds of what moves cross: {moved}")
    out: list[Stake] = []
    gained = [ZERO, ZERO, ZERO]
    column_low = column_high = ZERO
    for owner, firm, lower, known, upper in stakes:
        least, most = share(lower), share(upper)
        point = least if known is None else share(known)
        if firm != owned:
            out.append((owner, firm, least, point, most))
            continue
        column_low, column_high = column_low + least, column_high + most
        if owner == beneficiary or (bound is not None and owner not in bound):
            out.append((owner, firm, least, point, most))
            continue
        out.append((owner, firm, (1 - high) * least, (1 - middle) * point, (1 - low) * most))
        gained = [gained[0] + low * least, gained[1] + middle * point, gained[2] + high * most]
    if gained[2] > 0:
        out.append(
            (beneficiary, owned, min(ONE, gained[0]), min(ONE, gained[1]), min(ONE, gained[2]))
        )
    return out, {owned: (max(ZERO, ONE - column_high), max(ZERO, ONE - column_low))}
