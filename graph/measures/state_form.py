"""State control as statistics see it: one company, its paid-in capital, holder by holder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.answers.codes import Decides
from graph.claims.reasons import Reason, because
from graph.fraction import Fraction
from graph.holders.contracts import standing_controls
from graph.holders.groups import all_members, is_group, members_of
from graph.holders.held import Held
from graph.holders.holder_column import HolderColumn
from graph.holders.origins import jurisdictions_of, seats_of
from graph.measures.first_hop import at_first_hop
from graph.measures.measured import Measured, part_result
from graph.measures.owner_reasons import rest_reason
from graph.measures.registered import claims_in
from graph.measures.state_bodies import counted_as_one, is_states, level_reason
from graph.measures.whose_claims import claims_on_whose
from graph.networks.directing import BY_RIGHT, DIRECTING, STATED, directs
from graph.networks.hidden_votes import hidden_most
from graph.networks.situation import Situation
from graph.ownership.control.state_control import possible_forms
from ontology.lenses import Lens

AGREED = tuple(one for one in (*DIRECTING, *BY_RIGHT) if one not in ("vieContracts", STATED))
FORMS = {
    "absolute": because("formAbsolute"),
    "relative": because("formRelative"),
    "halves": because("formHalves"),
    "byAgreement": because("formByAgreement"),
    "none": because("formNone"),
}
NAMED = 3  # holders in the reasons
WHOSE = {True: because("theStates"), False: because("notTheStates"), None: because("whoseOpen")}


def state_form(situation: Situation, lens: Lens) -> Measured:
    """Which form of state control the company has, when only one is possible.

    A holder is the state's when it is a public body of home, is cited as a state
    fund or state enterprise without reserve, or is controlled by one. An
    agreement counts where a source states it; undisclosed ones are not assumed.
    """
    if abroad := _registered_abroad(situation):
        reason = because("countedAtHomeOnly", countries=abroad)
        return Measured(applies=False, reasons=(reason,), tested=(situation.firm,))
    column = situation.column(situation.firm, "legal")
    whose = {stake.holder: is_states(situation, stake.holder) for stake in column.held}
    forms = _forms(situation, lens, column, whose)
    agreed, current, cited, bare = _agreements(situation)
    if agreed:
        changed = {"byAgreement" if form == "none" else form for form in forms}
        forms = changed if current else forms | changed
    stale = bool(agreed) and not current and not bare
    hinges = bare and len(forms - {"byAgreement"}) == 1
    case = next(iter(forms)) if len(forms) == 1 and not column.over_hundred else ""
    decides: Decides = ""
    if not case:
        decides = _decides(situation, lens, column, whose, stale=stale, hinges=hinges)
    claims = dict.fromkeys([*cited, *_claims(situation, column)])
    return Measured(
        case=case,
        decides=decides,
        reasons=_reasons(situation, column, whose, forms, agreed, case),
        tested=(situation.firm,),
        parts=tuple(
            part_result(stake.holder, level_reason(situation, stake.holder, stake))
            for stake in column.held
            if whose[stake.holder]
        ),
        claims=tuple(claims),
    )


def _forms(
    situation: Situation, lens: Lens, column: HolderColumn, whose: Mapping[str, bool | None]
) -> set[str]:
    """Every form possible, the state's holders put together as the lens says.

    Where holders count together, an open one may belong with them, and so may the rest. How a
    group shares what it has nobody said; only where all of the state count as one is it one.
    """
    singly = lens.aggregation == "eachAlone"
    holders = _first_hop(situation, column, whose) if singly else _as_named(column, whose)
    bounds: list[tuple[Fraction, Fraction, bool | None]] = []
    together: list[tuple[Fraction, Fraction, Sequence[bool | None]]] = []
    for one in holders:
        if not one.whose and (members := _whose_members(situation, one.holder)):
            together.append((one.lower, one.upper, members))
        elif not one.whose:
            bounds.append((one.lower, one.upper, one.whose))
    joining = sum((one.upper for one in holders if one.whose is None), column.rest_upper)
    for bloc in _blocs(situation, [one for one in holders if one.whose], lens.aggregation):
        low = sum((one.lower for one in bloc), Fraction(0))
        high = sum((one.upper for one in bloc), Fraction(0))
        more = Fraction(0) if singly else joining
        members = _whose_members(situation, bloc[0].holder) if len(bloc) == 1 else ()
        if members and lens.aggregation != "allAsOne":
            together.append((low, min(Fraction(1), high + more), members))
        else:
            bounds.append((low, min(Fraction(1), high + more), True))
    return set(possible_forms(bounds, hidden_most(column), together))


class _Single(NamedTuple):
    """A holder that is compared with others: who, least and most, whether the state's."""

    holder: str
    lower: Fraction
    upper: Fraction
    whose: bool | None


def _as_named(column: HolderColumn, whose: Mapping[str, bool | None]) -> list[_Single]:
    return [_Single(one.holder, one.lower, one.upper, whose[one.holder]) for one in column.held]


def _first_hop(
    situation: Situation, column: HolderColumn, whose: Mapping[str, bool | None]
) -> list[_Single]:
    """Those on the register; a vehicle is whose it is known to be, or who has most of it."""
    found = []
    for one in at_first_hop(situation, column):
        known = whose.get(one.holder) if one.is_own else None
        if not one.is_own:
            known = is_states(situation, one.holder) if one.holder else None
            if known is None and one.directing:
                known = whose[one.directing]
        found.append(_Single(one.holder, one.lower, one.upper, known))
    return found


def _blocs(situation: Situation, ours: Sequence[_Single], key: str) -> list[list[_Single]]:
    """The state's holders, put together as an aggregation key says."""
    if key == "eachAlone":
        return [[one] for one in ours]
    named = {one.holder: one for one in ours}
    return [[named[one] for one in bloc] for bloc in counted_as_one(situation, list(named), key)]


def _whose_members(situation: Situation, holder: str) -> tuple[bool | None, ...]:
    """Of each member of a group whether it is the state's; nothing where a holder is no group.

    Of a group whose members are not all named, one more may be anybody's.
    """
    knowledge = situation.knowledge
    if not is_group(knowledge, holder):
        return ()
    if everyone := all_members(knowledge, holder):
        return tuple(is_states(situation, one) for one in everyone)
    named = [is_states(situation, one) for one in members_of(knowledge, holder)]
    return (*named, None) if named else (None, None)


def _agreements(
    situation: Situation,
) -> tuple[tuple[str, ...], bool, tuple[str, ...], bool]:
    """Who of the state is said to control the company without a share, whether still, by what.

    A bare statement that it controls is no agreement; it leaves open whether there is one,
    and the last part says that nothing but such statements was read. That a company has a
    parent is one too where votes are not as capital: then it may have them by its shares.
    """
    apart = situation.column(situation.firm, "voting").apart
    bare_statements = (STATED, "parent") if apart else (STATED,)
    agreements = [
        (claim, current and claim.mechanism not in bare_statements)
        for claim, current in standing_controls(
            situation.knowledge, situation.firm, situation.day, *AGREED, STATED
        )
        if claim.party and directs(claim) and is_states(situation, claim.party)
    ]
    standing = [claim for claim, current in agreements if current]
    shown = standing or [claim for claim, _ in agreements]
    parties = tuple(dict.fromkeys(claim.party for claim in shown))
    bare = bool(shown) and all(claim.mechanism in bare_statements for claim in shown)
    return parties, bool(standing), tuple(claim.id for claim in shown), bare


def _decides(
    situation: Situation,
    lens: Lens,
    column: HolderColumn,
    whose: Mapping[str, bool | None],
    *,
    stale: bool,
    hinges: bool,
) -> Decides:
    """Why the form is open; it ``hinges`` on an agreement where nothing else leaves it open."""
    if column.over_hundred:
        return "contradictory"
    if hinges:
        return "notCited"
    earlier = situation.column(situation.firm, "legal", "lastKnown")
    then = {stake.holder: is_states(situation, stake.holder) for stake in earlier.held}
    settled = not earlier.over_hundred and len(_forms(situation, lens, earlier, then)) == 1
    if stale or settled:
        return "lastKnownOnly"
    if column.alternatives:
        return "rivalSources"
    opened = sum((stake.lower for stake in column.held if whose[stake.holder] is None), Fraction(0))
    return "nationalityOpen" if opened > column.rest_upper else "undisclosedDecides"


def _reasons(
    situation: Situation,
    column: HolderColumn,
    whose: Mapping[str, bool | None],
    forms: set[str],
    agreed: tuple[str, ...],
    case: str,
) -> tuple[Reason, ...]:
    """The largest holders and whose they are; which forms are possible where that is open."""
    holders = [
        because(
            "holderOf",
            holder=stake.holder,
            share=(stake.lower, stake.upper),
            whose=WHOSE[whose[stake.holder]],
        )
        for stake in _ranked(column)[:NAMED]
    ]
    if agreed:
        holders.append(because("byAgreementOrParent", holders=agreed))
    if column.rest_upper > 0:
        holders.append(rest_reason(column, column.rest_upper))
    reasons = [because("holders", each=tuple(holders))]
    if case or forms >= {"absolute", "relative", "none"}:
        return tuple(reasons)
    if "none" not in forms:
        reasons.append(because("stateInAnyCase"))
    possible = tuple(FORMS[form] for form in FORMS if form in forms)
    return *reasons, because("possibleForms", forms=possible)


def _ranked(column: HolderColumn) -> list[Held]:
    """The holders, the largest first."""
    return sorted(column.held, key=lambda stake: (-stake.lower, stake.holder))


def _claims(situation: Situation, column: HolderColumn) -> Iterable[str]:
    """The claims on every holder and whose each is; first those of the holders that are named."""
    ranked = _ranked(column)
    for stakes in (ranked[:NAMED], ranked[NAMED:]):
        for stake in stakes:
            yield from stake.claims
        yield from claims_on_whose(situation, (stake.holder for stake in stakes))
    yield from claims_in(column)


def _registered_abroad(situation: Situation) -> tuple[str, ...]:
    """Where the company is registered, if not at home: statistics count those registered there.

    A country merely noted beside the firm places nobody.
    """
    seats = seats_of(situation.knowledge, situation.firm, situation.day)
    cited = (claim.target for claim in seats if claim.confidence != "low")
    where = jurisdictions_of(situation.knowledge, cited)
    return () if situation.home in where else where
