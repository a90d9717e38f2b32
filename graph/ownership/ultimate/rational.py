"""Where the shares of one firm end, in exact fractions: for verdicts that stand on a threshold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.errors import ClosedGroupError, ComputationError
from graph.fraction import ONE, ZERO, Fraction
from graph.ownership.arrays.exact import exact, solved
from graph.ownership.arrays.votes import Votes

ROUNDS = 200  # choices of divisions, each at least as good as the last
LARGEST = 80  # firms above the one asked about; fractions grow with every one


@dataclass(frozen=True)
class ExactEnds:
    """Shares of one firm by owner, by firm whose rest takes them, and kept by closed groups."""

    owners: Mapping[int, Fraction]
    rests: Mapping[int, Fraction]
    undetermined: Fraction


def exact_ends(equity: Votes, firm: int) -> ExactEnds:
    """Who owns a firm in the end, exactly, on certain shares; everything sums to one.

    The fractions of :func:`graph.ownership.ultimate.ends.ends_of`. Raises
    :class:`ComputationError` above 80 firms, or when a column sums above one.

    >>> equity = Votes.from_stakes([(0, 1, 0.8), (0, 2, 0.6), (1, 2, 0.3), (2, 1, 0.2)])
    >>> exact_ends(equity, 1).owners[0]
    Fraction(46, 47)
    """
    columns = _above(equity, firm)
    if len(columns) > LARGEST:
        raise ComputationError(f"{len(columns)} firms above; exact fractions are for {LARGEST}")
    rest = {one: ONE - sum(column.values(), ZERO) for one, column in columns.items()}
    over = [one for one, left in rest.items() if left < 0]
    if over:
        raise ComputationError(f"the holders of firm {over[0]} have more than all of it")
    reaching = _reaching(columns, rest)
    if firm not in reaching:
        return ExactEnds({firm: ONE}, {}, ZERO) if firm not in columns else ExactEnds({}, {}, ONE)
    # Expected visits of each firm on the climb: x[i] = [i is the firm] + Σ a[i, j] x[j].
    equations: dict[int, dict[int, Fraction]] = {one: {} for one in reaching}
    for owned in reaching:
        for holder, part in columns[owned].items():
            if holder in reaching:
                equations[holder][owned] = part
    visits = solved(equations, {firm: ONE})
    owners: dict[int, Fraction] = {}
    trapped = ZERO
    for owned, met in visits.items():
        for holder, part in columns[owned].items():
            if holder not in columns:
                owners[holder] = owners.get(holder, ZERO) + met * part
            elif holder not in reaching:
                trapped += met * part
    rests = {one: met * rest[one] for one, met in visits.items() if met * rest[one] > 0}
    if sum(owners.values(), ZERO) + sum(rests.values(), ZERO) + trapped != ONE:
        raise ComputationError(f"the owners of firm {firm} do not sum to one")
    return ExactEnds(owners, rests, trapped)


def exact_integrated(equity: Votes, owner: int, firm: int) -> Fraction:
    r"""One owner's share of a firm over all walks, exactly: the entry of :math:`V - I`.

    The fraction of :func:`graph.ownership.ultimate.integrated.integrated_ownership`: for an
    owner on a cycle each turn counts again, and the sum may pass one. Raises
    :class:`ClosedGroupError` when the owner is part of a closed group, and
    :class:`ComputationError` as :func:`exact_ends` does.

    >>> equity = Votes.from_stakes([(0, 1, 0.8), (1, 2, 0.5), (2, 1, 0.2)])
    >>> exact_integrated(equity, 0, 2), exact_integrated(equity, 1, 2)
    (Fraction(4, 9), Fraction(5, 9))
    """
    columns = {one: column for one, column in equity.lower.items() if one != owner}
    cut = Votes(equity.whole, columns, columns, equity.dispersed)
    back = sum(
        (
            part * exact_ends(cut, holder).owners.get(owner, ZERO)
            for holder, part in equity.named(owner).items()
        ),
        ZERO,
    )
    if back == ONE:
        raise ClosedGroupError(f"entity {owner} is held only by firms that it holds itself")
    passing = exact_ends(cut, firm).owners.get(owner, ZERO) if firm != owner else ONE
    return passing / (ONE - back) - (ONE if firm == owner else ZERO)


@dataclass(frozen=True)
class ExactColumn:
    """One firm's holders (owner, least, most), and the least and most of its rest."""

    holders: Sequence[tuple[int, Fraction, Fraction]]
    rest: tuple[Fraction, Fraction]
    rest_worth: Fraction = ZERO


def exact_least(
    columns: Mapping[int, ExactColumn],
    worth: Mapping[int, Fraction],
    guess: Mapping[int, float],
    firm: int,
) -> Fraction:
    """The least a firm can be worth over all that is unknown, as an exact fraction.

    What :func:`graph.ownership.bounds.bounds.bounds` gives in floats: each column may
    be any division that its bounds allow. ``worth`` is of entities without a
    column, ``guess`` what floats found of the others; the choice of division is
    made again on fractions until it stays. For the most, ask for the least of
    one minus each worth.

    Raises :class:`ComputationError` above 80 firms, and for a column without a world.

    >>> thirds = [(0, Fraction(1, 3), Fraction(1, 3)), (1, Fraction(1, 6), Fraction(2, 3))]
    >>> column = ExactColumn(thirds, (ZERO, Fraction(1, 2)))
    >>> exact_least({2: column}, {0: ONE, 1: ONE}, {2: 0.5}, 2)
    Fraction(1, 2)
    """
    if len(columns) > LARGEST:
        raise ComputationError(f"{len(columns)} firms above; exact fractions are for {LARGEST}")
    values: dict[int, Fraction] = {one: exact(guess.get(one, 0.0)) for one in columns} | dict(worth)
    chosen: dict[int, tuple[Fraction, ...]] = {}
    for _ in range(ROUNDS):
        again = {one: _poured(column, values) for one, column in columns.items()}
        if again == chosen:
            break
        chosen = again
        values = dict(worth) | _values(columns, chosen, worth)
    return values[firm]


def _poured(column: ExactColumn, values: Mapping[int, Fraction]) -> tuple[Fraction, ...]:
    """The division of one column that makes it worth least: the least worthy filled first."""
    parts = [low for _, low, _ in column.holders] + [column.rest[0]]
    room = [high - low for _, low, high in column.holders] + [column.rest[1] - column.rest[0]]
    worths = [values[owner] for owner, _, _ in column.holders] + [column.rest_worth]
    left = ONE - sum(parts, ZERO)
    for place in sorted(range(len(parts)), key=lambda place: (worths[place], place)):
        more = min(max(ZERO, room[place]), left)
        parts[place] += more
        left -= more
    if left != 0:
        raise ComputationError("the bounds of a firm's holders allow no division of it")
    return tuple(parts)


def _values(
    columns: Mapping[int, ExactColumn],
    chosen: Mapping[int, tuple[Fraction, ...]],
    worth: Mapping[int, Fraction],
) -> dict[int, Fraction]:
    """What every firm is worth under chosen divisions; what a group keeps to itself is nothing."""
    equations: dict[int, dict[int, Fraction]] = {}
    constants: dict[int, Fraction] = {}
    for one, column in columns.items():
        *parts, rest = chosen[one]
        equations[one], constants[one] = {}, rest * column.rest_worth
        for (owner, _, _), part in zip(column.holders, parts, strict=True):
            if owner in columns and part > 0:
                equations[one][owner] = equations[one].get(owner, ZERO) + part
            elif owner not in columns:
                constants[one] += part * worth[owner]
    fed = {one for one, value in constants.items() if value > 0}
    while fresh := {
        one for one, row in equations.items() if one not in fed and not fed.isdisjoint(row)
    }:
        fed |= fresh
    rows = {one: {h: part for h, part in equations[one].items() if h in fed} for one in fed}
    found = solved(rows, {one: constants[one] for one in fed})
    return {one: found.get(one, ZERO) for one in columns}


def _reaching(
    columns: Mapping[int, Mapping[int, Fraction]], rest: Mapping[int, Fraction]
) -> set[int]:
    """The firms from which a walk can end; from members of closed groups none can."""
    reaching = {one for one, left in rest.items() if left > 0}
    while fresh := {
        one
        for one, column in columns.items()
        if one not in reaching and any(h in reaching or h not in columns for h in column)
    }:
        reaching |= fresh
    return reaching


def _above(equity: Votes, firm: int) -> dict[int, dict[int, Fraction]]:
    """The named columns of a firm and of everybody above it who has holders."""
    columns: dict[int, dict[int, Fraction]] = {}
    met, waiting = {firm}, [firm]
    while waiting:
        one = waiting.pop()
        if not equity.lower.get(one):
            continue
        columns[one] = equity.named(one)
        for holder in columns[one]:
            if holder not in met:
                met.add(holder)
                waiting.append(holder)
    return columns
