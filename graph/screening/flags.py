"""What is to be looked into though it reaches nobody: minority stakes, powers, words, deals.

A rule says which of these it raises and why (``ontology/rules.ttl``). A flag is a link of a
party that is listed or reached, for certain or possibly; it never moves a sum. What an authority
states of an owner is its word, and what is agreed is not done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Classification, Ownership
from graph.claims.reasons import Reason, because
from graph.holders.horizons import is_recent, known_on, seen_on
from graph.holders.stakes import STAGES
from graph.screening.around import votes_id
from graph.screening.direct_holders import Part
from graph.screening.links import VOTES, Link, passing
from graph.screening.reach import Reaching
from graph.screening.steps import holder_reason, inside_reason, party

MINORITY, POWER, STATED, PENDING = "minorityStake", "power", "statedOwner", "pendingDeal"
NAMED_OWNER = "stateOwnerNamed"  # the label of an authority's word that the state owns a firm


class Flag(Struct, frozen=True, kw_only=True):
    """One link of a listed or reached party to a firm: which kind, whose, and on which claims."""

    flag: str
    holder: str
    reason: Reason
    claims: tuple[str, ...]


def flags_of(found: Reaching, firm: str) -> tuple[Flag, ...]:
    """Every flag that the rule raises of a firm, in the order of the rule."""
    kinds = {MINORITY: _minority, POWER: _powers, STATED: _stated, PENDING: _pending}
    return tuple(flag for one in found.rule.flags for flag in kinds[one.flag](found, firm))


def _minority(found: Reaching, firm: str) -> Iterator[Flag]:
    """Parts below the threshold that somebody inside certainly has; none of a firm reached."""
    if found.status(firm) == "reached":
        return
    seen = set[str]()
    for column in (firm, votes_id(firm)):
        for part in found.around.columns[column].parts if column in found.around.columns else ():
            inside = found.maybe(part.holder) and part.holder not in (firm, *seen)
            certain = part.lower > 0 or part.above
            if inside and certain and not _is_enough(found, part):
                seen.add(part.holder)
                yield Flag(
                    flag=MINORITY,
                    holder=part.holder,
                    reason=holder_reason(found, part),
                    claims=part.claims,
                )


def _is_enough(found: Reaching, part: Part) -> bool:
    """Whether a part may reach the threshold alone, and so is no minority."""
    if part.upper == found.threshold:
        return found.rule.inclusive and not part.below
    return part.upper > found.threshold


def _powers(found: Reaching, firm: str) -> Iterator[Flag]:
    """Decisive rights, contracts and stated control, where the rule does not pass by them."""
    told: dict[tuple[str, str], list[Link]] = {}
    for link in found.around.links.get(firm, ()):
        counted = passing(found.rule, link) == "certain" and found.certain(link.holder)
        if link.mechanism != VOTES and not counted and found.maybe(link.holder):
            told.setdefault((link.holder, link.mechanism), []).append(link)
    for (holder, mechanism), links in told.items():
        power = because(
            "powerInside",
            holder=party(found, holder),
            inside=inside_reason(found, holder),
            mechanism=mechanism,
        )
        if not any(link.certain for link in links):
            power = because("withDoubt", reason=power, doubt=because("powerNotSure"))
        claims = tuple(dict.fromkeys(claim for link in links for claim in link.claims))
        yield Flag(flag=POWER, holder=holder, reason=power, claims=claims)


def _stated(found: Reaching, firm: str) -> Iterator[Flag]:
    """Authorities that state that a listed body, or the part of the state it is, owns the firm."""
    knowledge, day = found.around.situation.knowledge, found.around.situation.day
    for claim in knowledge.about(Classification, firm):
        if claim.label != NAMED_OWNER or not _is_stated(claim, day):
            continue
        for body in found.bodies.get((claim.jurisdiction, claim.system), ()):
            yield Flag(
                flag=STATED,
                holder=body,
                reason=because(
                    "statedOwnerInside",
                    authority=claim.party,
                    holder=party(found, body),
                    inside=inside_reason(found, body),
                ),
                claims=(claim.id,),
            )


def _pending(found: Reaching, firm: str) -> Iterator[Flag]:
    """Stakes of those inside that are agreed, announced or proposed, and not seen done since."""
    for claim in _still_to_come(found, found.around.situation.knowledge.about(Ownership, firm)):
        yield Flag(
            flag=PENDING,
            holder=claim.party,
            reason=because(
                "pendingInside",
                holder=party(found, claim.party),
                inside=inside_reason(found, claim.party),
                stage=claim.stage,
                share=claim.share,
                day=str(claim.as_of or ""),
            ),
            claims=(claim.id,),
        )


def _still_to_come(found: Reaching, stakes: Iterable[Ownership]) -> Iterator[Ownership]:
    knowledge, day = found.around.situation.knowledge, found.around.situation.day
    some = tuple(stakes)
    for claim in some:
        if claim.stage in STAGES or claim.share is None or not found.maybe(claim.party):
            continue
        seen = seen_on(claim, day)
        if seen is None or not is_recent(knowledge, claim, day) or _done(some, claim, found):
            continue
        yield claim


def _done(stakes: Iterable[Ownership], claim: Ownership, found: Reaching) -> bool:
    """Whether a later stake of the same party was seen: the step was taken, or was not."""
    day = found.around.situation.day
    seen = seen_on(claim, day)
    return any(
        other.party == claim.party
        and other.stage in STAGES
        and (later := seen_on(other, day)) is not None
        and seen is not None
        and later > seen
        for other in stakes
    )


def firms_stated_of(
    knowledge: Knowledge, bodies: Iterable[tuple[str, str]], day: date
) -> tuple[str, ...]:
    """The firms of which an authority, by a day, states that some bodies of a state own them."""
    wanted = set(bodies)
    return tuple(
        dict.fromkeys(
            claim.target
            for claim in knowledge.labelled(NAMED_OWNER)
            if (claim.jurisdiction, claim.system) in wanted and _is_stated(claim, day)
        )
    )


def _is_stated(claim: Classification, day: date) -> bool:
    """Whether it was said by a day, and is not said to be over; what has no day may have been."""
    return known_on(claim, day) and not claim.period.ended_before(day)
