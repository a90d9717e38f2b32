"""State control as statistics see it: one company, its paid-in capital, holder by holder."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from graph.claims.shares import in_percent, span
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import HolderColumn
from graph.holders.origins import jurisdictions_of, seats_of
from graph.measures.measured import Measured
from graph.measures.state_bodies import counted_as_one, is_states, told
from graph.networks.power import directs, hidden_most
from graph.networks.situation import Situation
from graph.ownership.control.state_control import possible_forms
from ontology.lenses import Lens

AGREED = ("statedController", "managementContract", "law", "parent", "boardNomination", "articles")
SAID = {
    "absolute": "more than half",
    "relative": "the largest holder",
    "halves": "half and half",
    "byAgreement": "by agreement",
    "none": "not the state",
}


def state_form(situation: Situation, lens: Lens) -> Measured:
    """Which form of state control the company has, when only one is possible.

    A holder is the state's when it is a public body of home, is cited as a state
    fund or state enterprise without reserve, or is controlled by one. An
    agreement counts where a source states it; undisclosed ones are not assumed.
    """
    column = situation.column(situation.firm, "legal")
    whose = {one.holder: is_states(situation, one.holder) for one in column.held}
    forms = _forms(situation, lens, column, whose)
    agreed, current, cited = _agreements(situation)
    if agreed:
        changed = {"byAgreement" if form == "none" else form for form in forms}
        forms = changed if current else forms | changed
    stale = bool(agreed) and not current
    case = next(iter(forms)) if len(forms) == 1 and not column.over_hundred else ""
    claims = dict.fromkeys([*cited, *(claim for one in column.held for claim in one.claims)])
    return Measured(
        case=case,
        decides="" if case else _decides(situation, lens, column, whose, stale=stale),
        explanation=_text(situation, column, whose, forms, agreed, case),
        tested=(situation.firm,),
        parts=tuple(
            (situation.name(one.holder), told(situation, one.holder, one.known))
            for one in column.held
            if whose[one.holder]
        ),
        claims=tuple(claims),
    )


def _forms(
    situation: Situation, lens: Lens, column: HolderColumn, whose: Mapping[str, bool | None]
) -> set[str]:
    """Every form possible, the state's holders put together as the lens says.

    Where holders count together, an open one may belong with them, and so may the rest.
    """
    stakes = {one.holder: (one.lower, one.upper) for one in column.held}
    ours = [holder for holder in stakes if whose[holder]]
    hidden = hidden_most(column)
    bounds: list[tuple[Fraction, Fraction, bool | None]] = [
        (low, high, whose[holder]) for holder, (low, high) in stakes.items() if not whose[holder]
    ]
    joining = sum((high for _, high, state in bounds if state is None), column.rest_upper)
    for bloc in counted_as_one(situation, ours, lens.aggregation):
        low = sum((stakes[one][0] for one in bloc), Fraction(0))
        high = sum((stakes[one][1] for one in bloc), Fraction(0))
        together = Fraction(0) if lens.aggregation == "eachAlone" else joining
        bounds.append((low, min(Fraction(1), high + together), True))
    return set(possible_forms(bounds, hidden))


def _agreements(situation: Situation) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    """Who of the state is said to control the company without a share, whether still, by what."""
    said = [
        (claim, current)
        for claim, current in standing_controls(
            situation.knowledge, situation.firm, situation.day, *AGREED
        )
        if claim.party and directs(claim) and is_states(situation, claim.party)
    ]
    standing = [claim for claim, current in said if current]
    shown = standing or [claim for claim, _ in said]
    parties = tuple(dict.fromkeys(claim.party for claim in shown))
    return parties, bool(standing), tuple(claim.id for claim in shown)


def _decides(
    situation: Situation,
    lens: Lens,
    column: HolderColumn,
    whose: Mapping[str, bool | None],
    *,
    stale: bool,
) -> str:
    if column.over_hundred:
        return "contradictory"
    earlier = situation.column(situation.firm, "legal", "lastKnown")
    then = {one.holder: is_states(situation, one.holder) for one in earlier.held}
    settled = not earlier.over_hundred and len(_forms(situation, lens, earlier, then)) == 1
    if stale or settled:
        return "lastKnownOnly"
    if column.alternatives:
        return "rivalSources"
    opened = sum((one.lower for one in column.held if whose[one.holder] is None), Fraction(0))
    return "nationalityOpen" if opened > column.rest_upper else "undisclosedDecides"


def _text(
    situation: Situation,
    column: HolderColumn,
    whose: Mapping[str, bool | None],
    forms: set[str],
    agreed: tuple[str, ...],
    case: str,
) -> str:
    ranked = sorted(column.held, key=lambda one: (-one.lower, one.holder))
    words = {True: "the state's", False: "not the state's", None: "whose is open"}
    told_of = [
        f"{situation.name(one.holder)} {span(float(one.lower), float(one.upper))} "
        f"({words[whose[one.holder]]})"
        for one in ranked[:3]
    ]
    if agreed:
        who = ", ".join(situation.name(one) for one in agreed)
        told_of.append(f"{who} by agreement or as parent")
    if column.rest_upper > 0:
        kind = "float" if column.rest_kind == "float" else "undisclosed"
        told_of.append(f"{kind} {in_percent(float(column.rest_upper))}")
    text = ", ".join(told_of) + _registered_abroad(situation)
    if case or forms >= {"absolute", "relative", "none"}:
        return text
    if "none" not in forms:
        text += "; state-controlled in any case, in which form is open"
    return f"{text}; possible: {', '.join(SAID[one] for one in SAID if one in forms)}"


def _registered_abroad(situation: Situation) -> str:
    """A reminder that statistics of a country count the companies registered there."""
    seats = seats_of(situation.knowledge, situation.firm, situation.day)
    where = jurisdictions_of(situation.knowledge, (claim.target for claim in seats))
    if not where or situation.home in where:
        return ""
    return f" (registered in {', '.join(where)}; the statistics count companies at home)"
