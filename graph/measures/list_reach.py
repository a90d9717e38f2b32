"""Whether a list reaches the firm under a rule: named itself, reached, or not to be excluded."""

from __future__ import annotations

from graph.answers.codes import Decides
from graph.claims.kept import once
from graph.claims.reasons import because
from graph.measures.measured import Measured
from graph.networks.situation import Situation
from graph.screening.around import Around, named_above
from graph.screening.direct_holders import Part
from graph.screening.list_membership import (
    Listed,
    designated,
    first_of,
    proposed,
    since_day,
)
from graph.screening.reach import Reaching, reached_from
from graph.screening.steps import claims_behind, holder_reason
from ontology.lenses import Lens
from ontology.rules import ReachRule, reach_rules


def list_reach(situation: Situation, lens: Lens) -> Measured:
    """What the rule of a lens says of the firm, from the entries that claims hold.

    The entries held here are never the whole list, so nothing is ever said *not*
    to be reached; a listing, a sum at the threshold and a minority are said. Stakes are those
    of the day of ownership, and who is listed is read on the day of lists, as by the lens that
    asks for the list alone.
    """
    rule = reach_rules()[lens.rule]
    listed = designated(situation.knowledge, rule.lists, situation.days.of("lists"))
    itself = tuple(line for line in listed if line.entity == situation.firm)
    if any(line.certain for line in itself):
        return _named(situation, itself, "listed")
    if not itself and _anybody_above(situation).isdisjoint(line.entity for line in listed):
        return _silent(situation, lens, rule, len(listed))
    found = reached_from(_around(situation, rule.passes_by), rule, listed, firm=situation.firm)
    status = found.status(situation.firm)
    if itself and status != "reached":
        return _named(situation, itself, "notExcluded")
    if status == "inPart" and "redFlag" not in lens.outcomes:
        return _in_part_only(situation, found)
    if status != "none":
        return _reached(situation, found, status)
    return _silent(situation, lens, rule, len(listed))


@once
def _anybody_above(situation: Situation) -> frozenset[str]:
    """Everybody any claim puts above the firm, whatever its day: a quick first look."""
    return named_above(situation.knowledge, situation.firm)


@once
def _around(situation: Situation, passes_by: str) -> Around:
    """The holders above the firm, read once for all rules that pass by the same."""
    return Around(situation, passes_by)


def _silent(situation: Situation, lens: Lens, rule: ReachRule, held: int) -> Measured:
    """What is said where nobody named is listed: never that the firm is clear."""
    day = situation.days.of("lists")
    claim = proposed(situation.knowledge, rule.lists, day).get(situation.firm)
    if claim:
        return Measured(
            case="proposed" if "proposed" in lens.outcomes else "",
            decides="" if "proposed" in lens.outcomes else "listNotHeld",
            reasons=(because("putForward"),),
            tested=(situation.firm,),
            claims=(claim,),
        )
    lists = tuple(extended.label for extended in rule.lists)
    reason = (
        because("noListedHolder", lists=lists, count=held)
        if held
        else because("noListedHolderNorEntry", lists=lists)
    )
    return Measured(decides="listNotHeld", reasons=(reason,), tested=(situation.firm,))


def _named(situation: Situation, itself: tuple[Listed, ...], case: str) -> Measured:
    lists = tuple(dict.fromkeys(line.list for line in itself))
    first, doubt = first_of(itself), itself[0].reason
    since = since_day(first.since, begun=first.begun)
    if case == "listed" or doubt is None:
        reason = because("namedOnLists", lists=lists, since=since)
    else:
        reason = because("mayBeNamedOnLists", lists=lists, since=since, doubt=doubt)
    return Measured(
        case=case,
        decides="" if case == "listed" else "rivalSources",
        reasons=(reason,),
        tested=(situation.firm,),
        claims=tuple(claim for line in itself for claim in line.claims),
    )


def _reached(situation: Situation, found: Reaching, status: str) -> Measured:
    least, most = found.sums(situation.firm)
    passage = found.passage(situation.firm, possible=status != "reached")
    holders = passage.contributors if passage else ()
    parts = found.parts(situation.firm, holders)
    case = {"reached": "reached", "notExcluded": "notExcluded", "inPart": "redFlag"}[status]
    by_link = passage is not None and passage.mechanism != "capital"
    if passage is not None and by_link:
        reasons = [
            because("byPower", holder=found.ids[holder], mechanism=passage.mechanism)
            for holder in holders
        ]
    else:
        reasons = [holder_reason(found, part) for part in parts]
        if len(parts) > 1 and found.together:
            reasons.append(because("together", share=(least, most)))
    if status == "inPart" and found.could_hide(situation.firm):
        reasons.append(because("couldLift"))
    return Measured(
        case=case,
        decides=_decides(found, case, parts),
        reasons=tuple(reasons),
        lower=None if by_link else float(least),
        upper=None if by_link else float(most),
        tested=(situation.firm,),
        claims=claims_behind(found, situation.firm),
    )


def _decides(found: Reaching, case: str, parts: tuple[Part, ...]) -> Decides:
    """What a verdict waits for; a flag is decided once a listed holder certainly has something."""
    if case == "reached":
        return ""
    if any(part.lower > 0 and found.certain(part.holder) for part in parts) and case == "redFlag":
        return ""
    currencies = {part.currency for part in parts}
    stale = "lastKnown" in currencies and currencies <= {"lastKnown", "current"}
    return "lastKnownOnly" if stale else "undisclosedDecides"


def _in_part_only(situation: Situation, found: Reaching) -> Measured:
    least, most = found.sums(situation.firm)
    return Measured(
        decides="undisclosedDecides" if found.could_hide(situation.firm) else "listNotHeld",
        reasons=(because("listedInPart", share=(least, most), threshold=found.threshold),),
        tested=(situation.firm,),
    )
