r"""How much of production is domestic under one definition: every plant split into parts.

With a capacity :math:`c_p`, and of each plant the parts :math:`s_{pi}` that come to one,

.. math:: L = \sum_p c_p \sum_i s_{pi} l_i / \sum_p c_p, \qquad
          U = \sum_p c_p \sum_i s_{pi} u_i / \sum_p c_p

where :math:`[l_i, u_i]` is how much of what the owner of part *i* has is domestic. Of a *joint*
part, of which nothing says how several split it, :math:`l = \min l_i` and
:math:`u = \max u_i`: it is decided only if all of them agree. Whoever is not named may be anybody:
[0, 1], in each plant anew. What is domestic, what is not, and what is open for each cause are
amounts that come to the whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from graph.answers.production import HOME_PARTS, OUT_PARTS, Definition, PartCode
from graph.formats.plants.cells import Owners, Part, Who
from graph.formats.plants.table import Plant
from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.production.origins import OwnerOrigin

OriginOf = Callable[[Who], OwnerOrigin | None]  # nothing: nobody here is matched

ROLE: dict[Definition, str] = {
    "byDirectOwner": "owner",
    "byUltimateOwner": "parent",
    "byMajorityOwner": "parent",
    "byUltimateShare": "parent",
    "bySupplier": "supplier",
}


class Piece(NamedTuple):
    """An amount of one plant, who has it, and how much of it is domestic.

    ``open_by`` says why what is open of it is; ``level`` by which weaker reading it is domestic.
    """

    plant: int
    amount: Fraction
    who: tuple[Who, ...]
    lower: Fraction
    upper: Fraction
    state_lower: Fraction
    state_upper: Fraction
    open_by: PartCode
    level_state: bool = False
    rounding: Fraction = ZERO
    home: PartCode = "homeByOthers"  # what is domestic of it and not certainly the state's
    out: PartCode = "notHome"  # what of it is not domestic
    as_stated: bool = False  # what is domestic of it is so by a statement of who directs
    weak: bool = False  # by some weak evidence

    @property
    def width(self) -> Fraction:
        """How much of it is open."""
        return self.amount * (self.upper - self.lower)


def pieces_by_place(
    plants: Sequence[tuple[Plant, Fraction]], part_of: Callable[[str], PartCode]
) -> list[Piece]:
    """All of each plant, by where its place lies; one that is not known is open."""
    found = []
    for at, (plant, amount) in enumerate(plants):
        part = part_of(plant.place)
        lower = ONE if part == "homeByPlace" else ZERO
        upper = ZERO if part in OUT_PARTS else ONE
        # That it is at home by its place says nothing of the state.
        found.append(Piece(at, amount, (), lower, upper, ZERO, upper, "placeNotRead",
                           home="homeByPlace", out=part))  # fmt: skip
    return found


def pieces_by_owner(
    plants: Sequence[tuple[Plant, Fraction]], definition: Definition, origin_of: OriginOf
) -> list[Piece]:
    """Each plant split among those named in the role that a definition asks about."""
    role = ROLE[definition]
    found: list[Piece] = []
    for at, (plant, amount) in enumerate(plants):
        if role in plant.unread:
            found.append(_open(at, amount, "cellNotRead"))
            continue
        owners = plant.owners[role]
        if definition == "byMajorityOwner":
            leading = _majority(owners)
            found.append(
                _piece(at, amount, leading, origin_of)._replace(rounding=ZERO)
                if isinstance(leading, Part)
                else _open(at, amount, leading)
            )
            continue
        found += [_piece(at, amount * part.share, part, origin_of) for part in owners.parts]
        if owners.gap:
            named = bool(owners.parts)
            found.append(_open(at, amount * owners.gap, "gapInCell" if named else "noOwnerNamed"))
    return found


def _majority(owners: Owners) -> Part | PartCode:
    """The part of the one named owner with more than half by a printed percentage, or why none."""
    for part in owners.parts:
        if part.printed and part.share > HALF:
            return part
    if not owners.parts or any(not part.who and part.share > HALF for part in owners.parts):
        return "noOwnerNamed"
    if not any(part.rounding for part in owners.parts):
        return "noPercentages"
    return "noMajority"


def _open(plant: int, amount: Fraction, cause: PartCode) -> Piece:
    return Piece(plant, amount, (), ZERO, ONE, ZERO, ONE, cause)


def _piece(plant: int, amount: Fraction, part: Part, origin_of: OriginOf) -> Piece:
    if not part.who:
        return _open(plant, amount, "noOwnerNamed")
    origins = [origin_of(who) for who in part.who]
    known = [one for one in origins if one is not None]
    whole = len(known) == len(origins)
    causes = {cause_of(one) for one in origins}
    cause = _weakest(causes) if len(part.who) == 1 or causes <= _DOMESTIC else "jointOwners"
    return Piece(
        plant,
        amount,
        part.who,
        min(one.lower for one in known) if whole else ZERO,
        max(one.upper for one in known) if whole else ONE,
        min(one.state_lower for one in known) if whole else ZERO,
        max(one.state_upper for one in known) if whole else ONE,
        cause,
        whole and all(one.level_state or one.state_lower == ONE for one in known),
        amount * min(part.rounding / part.share, ONE),
        out="fromAssociated" if all(one.associated for one in known) else "notHome",
        as_stated=any(one.as_stated for one in known),
        weak=any(one.weak for one in known),
    )


_DOMESTIC: frozenset[PartCode] = frozenset(("homeByOthers", "asLastKnown", "bySeatOnly"))


def cause_of(origin: OwnerOrigin | None) -> PartCode:
    """Why what an owner has is open; of one that is wholly domestic that it is."""
    if origin is None:
        return "notMatched"
    if origin.lower == ONE:
        return "homeByOthers"
    if origin.level == "lastKnown":
        return "asLastKnown"
    return "bySeatOnly" if origin.level == "seat" else "claimsOpen"


def _weakest(causes: Iterable[PartCode]) -> PartCode:
    order: tuple[PartCode, ...] = (
        "notMatched",
        "claimsOpen",
        "bySeatOnly",
        "asLastKnown",
        "homeByOthers",
    )
    return next(code for code in order if code in {*causes})


class Sums(NamedTuple):
    """What a definition comes to: amounts by code, which are the whole, and bounds of the state."""

    total: Fraction
    amounts: dict[PartCode, Fraction]
    plants: dict[PartCode, set[int]]
    state_lower: Fraction
    state_upper: Fraction
    state_last_known: Fraction
    rounding: Fraction
    as_stated: Fraction
    weak: Fraction

    @property
    def lower(self) -> Fraction:
        """What is domestic for certain."""
        return sum((self.amounts.get(code, ZERO) for code in HOME_PARTS), ZERO)

    @property
    def upper(self) -> Fraction:
        """All that is not certainly something else."""
        return self.total - sum((self.amounts.get(code, ZERO) for code in OUT_PARTS), ZERO)

    @property
    def with_last_known(self) -> Fraction:
        """What would be domestic if owners counted as their claims last had them."""
        return self.lower + self.amounts.get("asLastKnown", ZERO)

    @property
    def with_seats(self) -> Fraction:
        """What would be if owners of whom only a seat is cited counted as well."""
        return self.with_last_known + self.amounts.get("bySeatOnly", ZERO)


def summed(pieces: Iterable[Piece]) -> Sums:
    """The pieces of all plants added up.

    >>> half = Piece(0, Fraction(4), (), ZERO, ONE, ZERO, ONE, "gapInCell")
    >>> sums = summed([half, half._replace(lower=ONE, state_lower=ONE)])
    >>> [(code, int(amount)) for code, amount in sums.amounts.items()], int(sums.lower)
    ([('gapInCell', 4), ('homeByState', 4)], 4)
    """
    amounts: dict[PartCode, Fraction] = {}
    plants: dict[PartCode, set[int]] = {}
    state_lower = state_upper = last_known = total = rounding = as_stated = weak = ZERO
    for piece in pieces:
        total += piece.amount
        state = piece.amount * min(piece.state_lower, piece.lower)
        split: tuple[tuple[PartCode, Fraction], ...] = (
            ("homeByState", state),
            (piece.home, piece.amount * piece.lower - state),
            (piece.out, piece.amount * (ONE - piece.upper)),
            (piece.open_by, piece.width),
        )
        for code, amount in split:
            if amount:
                amounts[code] = amounts.get(code, ZERO) + amount
                plants.setdefault(code, set()).add(piece.plant)
        state_lower += state
        state_upper += piece.amount * min(piece.state_upper, piece.upper)
        if piece.open_by == "asLastKnown" and piece.level_state:
            last_known += piece.width
        as_stated += piece.amount * piece.lower * piece.as_stated
        weak += piece.amount * piece.lower * piece.weak
        if piece.upper > 0 and piece.lower == piece.upper:
            rounding += piece.rounding
    return Sums(
        total,
        amounts,
        plants,
        state_lower,
        state_upper,
        state_lower + last_known,
        rounding,
        as_stated,
        weak,
    )
