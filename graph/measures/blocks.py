"""Which side the named holders of a firm are on: home or abroad, block against block.

A block is what a named holder has, from the part that the lens calls substantial. What a
table leaves is no block if its line is no higher than that; above a higher line, and
without a table, it may be blocks of either side.

A block is of the side where more than half of its holder certainly ends, as the
ladder of origins has it: owners that are recorded come before any seat, and a
seat alone places a block for the point, never for the bounds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.codes import Decides
from graph.claims.reasons import Reason, because
from graph.fraction import HALF, ONE, ZERO, Fraction
from graph.holders.holder_column import HolderColumn, Reading
from graph.holders.last_known import cannot_all_stand
from graph.holders.origins import HOME, origin
from graph.measures.first_hop import FirstHop, at_first_hop
from graph.measures.foreign_share import ABROAD
from graph.measures.home_share import BASES
from graph.measures.measured import Measured
from graph.measures.owner_reasons import rest_reason
from graph.measures.paper_sides import side_of
from graph.networks.situation import Situation
from ontology.lenses import Lens

Side = Literal["home", "foreign", "near", "open"]


def sides_of(lens: Lens) -> dict[Side, tuple[str, ...]]:
    """The columns of each side, associated jurisdictions folded as the lens says.

    Folded neither way they are a third side; where the holder of the definition does
    not say, they are on no side, and a block from there is open.
    """
    home, foreign = HOME, ABROAD
    if lens.associated_as == "home":
        return {"home": (*home, "associated"), "foreign": foreign}
    if lens.associated_as == "foreign":
        return {"home": home, "foreign": (*foreign, "associated")}
    third: dict[Side, tuple[str, ...]] = {"near": ("associated",)}
    return {"home": home, "foreign": foreign, **(third if lens.associated_as == "own" else {})}


def side_at_the_end(situation: Situation, holder: str, lens: Lens, reading: Reading) -> Side:
    """The side where more than half of a holder certainly ends; open where none has as much."""
    basis = BASES[lens.basis]
    if situation.column(holder, basis, reading).held:
        above = situation.network(holder, basis=basis, reading=reading)
        for side, columns in sides_of(lens).items():
            if above.least_in_columns(columns) > HALF:
                return side
        return "open"
    placed = origin(situation.knowledge, holder, situation.day, situation.home, economic=False)
    sides = sides_of(lens).items()
    return next((side for side, columns in sides if placed.possible <= {*columns}), "open")


class Sides(Struct, frozen=True, kw_only=True):
    """The blocks of one column by side: least and most, and known shares, by seat too."""

    home: tuple[Fraction, Fraction]
    foreign: tuple[Fraction, Fraction]
    known: dict[Side, Fraction]
    blocks: dict[Side, Fraction]  # of the known, what is in blocks
    by_seat: dict[Side, Fraction]  # of the open ones, where their own seat is
    column: HolderColumn  # in parts of all shares issued
    own: Fraction  # of them, what the firm has of itself

    @property
    def lead(self) -> str:
        """The side whose least is above the other's most, if one is."""
        if self.home[0] > self.foreign[1]:
            return "home"
        return "foreign" if self.foreign[0] > self.home[1] else ""

    @property
    def reason(self) -> Reason:
        """The named holders by side at their known shares, and what is left."""
        if self.column.over_hundred:
            return because("overHundred", count=len(self.column.over_hundred))
        sides = [
            because("namedHome", share=self.known["home"]),
            because("namedForeign", share=self.known["foreign"]),
        ]
        if self.known["near"]:
            sides.append(because("namedNear", share=self.known["near"]))
        if self.known["open"]:
            sides.append(because("namedOpen", share=self.known["open"]))
        if any(self.by_seat.values()):
            seats = (self.by_seat["home"], self.by_seat["foreign"])
            sides.append(because("ofThemBySeat", home=seats[0], foreign=seats[1]))
        if self.blocks != self.known:
            blocks = (self.blocks["home"], self.blocks["foreign"])
            sides.append(because("inBlocks", home=blocks[0], foreign=blocks[1]))
        rest = ONE - self.column.known - self.own
        if rest > 0:
            sides.append(rest_reason(self.column, rest))
        return because("sides", each=tuple(sides))


def blocks(situation: Situation, lens: Lens) -> Measured:
    """Which side the named holders are on, whoever the holders are that no table names.

    What is undisclosed may be blocks of either side; float is no block.
    """
    found = _sides(situation, lens, "current")
    claims = tuple(claim for stake in found.column.held for claim in stake.claims)
    reasons = [found.reason]
    if found.column.over_hundred:
        return Measured(decides="contradictory", reasons=tuple(reasons), claims=claims)
    even = found.home == found.foreign and found.home[0] == found.home[1]
    if even and found.home[1] == 0:  # nobody on either side: said only where nobody is left
        even = found.column.rest_upper == 0
    case = found.lead or ("even" if even else "")
    decides: Decides = ""
    if not case and found.column.rest_kind == "undisclosed":
        earlier = _sides(situation, lens, "lastKnown")
        apart = cannot_all_stand(found.column) or bool(earlier.column.over_hundred)
        if apart:
            reasons.append(because("cannotAllStand"))
        elif earlier.known != found.known:
            reasons.append(because("asLastKnown", reason=earlier.reason))
        decides = "lastKnownOnly" if earlier.lead and not apart else "undisclosedDecides"
    elif not case:
        decides = "nationalityOpen" if found.blocks["open"] else "floatDecides"
    return Measured(
        case=case,
        decides=decides,
        reasons=tuple(reasons),
        lower=float(found.home[0]),
        upper=float(found.home[1]),
        tested=(situation.firm,),
        claims=claims,
    )


def _sides(situation: Situation, lens: Lens, reading: Reading) -> Sides:
    column, own = _of_issued(situation.column(situation.firm, BASES[lens.basis], reading))
    line = Fraction(lens.substantial or 0) / 100
    hops = at_first_hop(situation, column)
    in_blocks = _in_blocks(column, hops, line)
    side_of_each = {
        stake.holder: side_at_the_end(situation, stake.holder, lens, reading)
        for stake in column.held
    }
    side_of_hops = [
        (hop, _side_of_hop(situation, lens, hop, side_of_each, reading)) for hop in hops
    ]
    known: dict[Side, Fraction] = dict.fromkeys(("home", "foreign", "near", "open"), ZERO)
    blocks, by_seat = dict(known), dict(known)
    for stake in column.held:
        side = side_of_each[stake.holder]
        known[side] += stake.known
        if stake.holder in in_blocks:
            blocks[side] += stake.known
            if side == "open":
                by_seat[side_of(situation, stake.holder, lens)] += stake.known
    by_seat["open"] = ZERO
    home, foreign = _bounds(column, line, in_blocks, side_of_each, side_of_hops)
    return Sides(
        home=home,
        foreign=foreign,
        known=known,
        blocks=blocks,
        by_seat=by_seat,
        column=column,
        own=own,
    )


def _bounds(
    column: HolderColumn,
    line: Fraction,
    in_blocks: Collection[str],
    side_of_each: Mapping[str, Side],
    side_of_hops: Iterable[tuple[FirstHop, Side]],
) -> tuple[tuple[Fraction, Fraction], tuple[Fraction, Fraction]]:
    """Least and most of the blocks from home, and of those from abroad."""
    named = sum((stake.lower for stake in column.held), ZERO)
    missing = _unnamed_blocks(column, line)
    lower = {"home": ZERO, "foreign": ZERO}
    upper = {"home": missing, "foreign": missing}
    for stake in column.held:
        for name in upper:
            if stake.holder in in_blocks and side_of_each[stake.holder] in (name, "open"):
                upper[name] += min(stake.upper, ONE - (named - stake.lower))
    for hop, side in side_of_hops:
        for block in hop.blocks:
            theirs = side_of_each[block.holder]
            if hop.lower >= line and side == theirs and side in lower:
                lower[side] += block.lower
            for name in upper:  # with its vehicle a block may be of another side than its holder
                if hop.upper >= line and side in (name, "open") and theirs not in (name, "open"):
                    upper[name] += block.upper
    for name, other in (("home", "foreign"), ("foreign", "home")):
        upper[name] = min(upper[name], ONE - lower[other])  # no more than the others leave
    home, foreign = ((lower[side], min(upper[side], ONE)) for side in ("home", "foreign"))
    return home, foreign


def _of_issued(column: HolderColumn) -> tuple[HolderColumn, Fraction]:
    """A column in parts of all shares issued, as tables and lines have them; and the own ones.

    What the firm has of itself is nobody's block; that it was read moves no holder over a line.
    """
    if not column.issued or column.over_hundred:
        return column, ZERO
    own = {one.holder for one in column.dead}
    held = tuple(one for one in column.issued if one.holder not in own)
    theirs = sum((one.lower for one in column.dead), ZERO)
    least = sum((one.lower for one in held), ZERO)
    left = max(ZERO, ONE - least - theirs) if column.rest_kind != "none" else ZERO
    return replace(column, held=held, rest_upper=left, dead=(), issued=()), theirs


def _in_blocks(column: HolderColumn, hops: Sequence[FirstHop], line: Fraction) -> set[str]:
    """Who has blocks: by all that is one's own and through vehicles, or by one of these.

    A vehicle is a block by all that is held through it. What is one's own and what a vehicle has
    are two on the register; whether they count as one where neither is a block alone the lens
    does not say.
    """
    found = {block.holder for one in hops if one.upper >= line for block in one.blocks}
    return found | {stake.holder for stake in column.held if stake.upper >= line}


def _side_of_hop(
    situation: Situation,
    lens: Lens,
    hop: FirstHop,
    side_of_each: Mapping[str, Side],
    reading: Reading,
) -> Side:
    """The side of whoever stands on the register: of a vehicle, of those who have most of it."""
    if hop.is_own:
        return side_of_each[hop.holder]
    if hop.holder:
        side = side_at_the_end(situation, hop.holder, lens, reading)
        if side != "open":
            return side
    if hop.directing:
        return side_of_each[hop.directing]
    parts: defaultdict[Side, Fraction] = defaultdict(Fraction)
    for block in hop.blocks:
        parts[side_of_each[block.holder]] += block.lower
    return next((side for side, part in parts.items() if 2 * part > hop.upper), "open")


def _unnamed_blocks(column: HolderColumn, line: Fraction) -> Fraction:
    """How much of a column may be blocks that nobody named: from the line, each.

    The lens asks "among the holders that are named", and takes "a table that names everybody
    above 5 %" for one that misses nobody: whoever has exactly that and need not be named is
    float. Above a higher line, in parts of what is outstanding, there may be blocks.
    """
    if column.rest_kind == "undisclosed":
        return column.rest_upper
    if column.rest_kind == "none" or column.line is None or column.rest_upper < line:
        return ZERO
    return column.rest_upper if column.line > line else ZERO
