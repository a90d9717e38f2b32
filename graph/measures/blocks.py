"""Blocks of named holders: which side they are on, and by how much."""

from __future__ import annotations

from fractions import Fraction

from graph.claims.reasons import Reason, because
from graph.holders.holder_column import HolderColumn, Reading
from graph.measures.home_share import BASES, COLUMNS
from graph.measures.measured import Measured
from graph.measures.registered import side_of
from graph.networks.situation import Situation
from ontology.lenses import Lens


def blocks(situation: Situation, lens: Lens) -> Measured:
    """Which side the named holders are on, when a holder table says that nobody big is missing."""
    column = situation.column(situation.firm, BASES[lens.basis])
    home, foreign = _sides(situation, lens, "current")
    claims = tuple(claim for stake in column.held for claim in stake.claims)
    reasons = [_sides_reason(situation, lens, "current")]
    if column.over_hundred:
        return Measured(decides="contradictory", reasons=tuple(reasons), claims=claims)
    if column.rest_kind == "undisclosed":
        earlier = _sides(situation, lens, "lastKnown")
        known = situation.column(situation.firm, BASES[lens.basis], "lastKnown")
        settled = known.rest_kind != "undisclosed" and _lead(*earlier)
        if earlier != (home, foreign):
            before = _sides_reason(situation, lens, "lastKnown")
            reasons.append(because("asLastKnown", reason=before))
        return Measured(
            decides="lastKnownOnly" if settled else "undisclosedDecides",
            reasons=tuple(reasons),
            tested=(situation.firm,),
            claims=claims,
        )
    case = _lead(home, foreign)
    if not case and home == foreign and 0 < home[0] == home[1]:
        case = "even"
    return Measured(
        case=case,
        decides="" if case else "nationalityOpen" if home[1] > home[0] else "floatDecides",
        reasons=tuple(reasons),
        lower=home[0],
        upper=home[1],
        tested=(situation.firm,),
        claims=claims,
    )


def _sides(
    situation: Situation, lens: Lens, reading: Reading
) -> tuple[tuple[float, float], tuple[float, float]]:
    column = situation.column(situation.firm, BASES[lens.basis], reading)
    named = column.known
    totals = {side: [Fraction(0), Fraction(0)] for side in ("home", "foreign")}
    for stake in column.held:
        side = side_of(situation, stake.holder, lens)
        for name, total in totals.items():
            if side in (name, "open"):
                total[1] += min(stake.upper, 1 - (named - stake.known))
            if side == name:
                total[0] += stake.lower
    return (
        (float(totals["home"][0]), float(min(totals["home"][1], Fraction(1)))),
        (float(totals["foreign"][0]), float(min(totals["foreign"][1], Fraction(1)))),
    )


def _sides_reason(situation: Situation, lens: Lens, reading: Reading) -> Reason:
    """The named holders by side at their known shares, and what is left."""
    column = situation.column(situation.firm, BASES[lens.basis], reading)
    if column.over_hundred:
        return because("overHundred", count=len(column.over_hundred))
    shares = {"home": Fraction(0), "foreign": Fraction(0), "open": Fraction(0)}
    for stake in column.held:
        shares[side_of(situation, stake.holder, lens)] += stake.known
    sides = [
        because("namedHome", share=shares["home"]),
        because("namedForeign", share=shares["foreign"]),
    ]
    if shares["open"]:
        sides.append(because("namedOpen", share=shares["open"]))
    rest = 1 - column.known
    if rest > 0:
        sides.append(rest_reason(column, rest))
    return because("sides", each=tuple(sides))


def rest_reason(column: HolderColumn, rest: Fraction) -> Reason:
    """What nobody named has of a column, as float or as undisclosed."""
    kind = "float" if column.rest_kind == "float" else "undisclosed"
    return because("inColumn", column=COLUMNS[kind], share=rest)


def _lead(home: tuple[float, float], foreign: tuple[float, float]) -> str:
    if home[0] > foreign[1]:
        return "home"
    return "foreign" if foreign[0] > home[1] else ""
