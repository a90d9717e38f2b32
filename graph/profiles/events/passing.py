"""Money put in, shares bought and sold, stakes and names that passed to somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Investment, Ownership, Relation, Succession
from graph.holders.horizons import known_on
from graph.profiles.events.change import (
    PLANNED,
    Change,
    Part,
    earliest,
    reached,
    said_by,
    said_on,
)
from ontology.load import codes

NO_CHANGE = ("holding", "paidIn")  # what is held, or was ever paid in: no change of a day
BEGAN_THEN = ("disposedOf", "boughtBack")  # of these the end of the period is when it was done


def money(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Rounds and purchases in a firm, and those in which it paid, up to a day."""
    groups: defaultdict[tuple[str, str, str], list[Investment]] = defaultdict(list)
    of_firm = (*knowledge.about(Investment, entity), *knowledge.of(Investment, entity))
    for claim in dict.fromkeys(of_firm):
        done = _stage(claim) == "completed"
        known = known_on(claim, day) if done else said_by(claim, day)
        if known and claim.flow not in NO_CHANGE:
            groups[claim.round or claim.id, _stage(claim), claim.flow].append(claim)
    for (of, stage, flow), claims in groups.items():
        started = [claim.period.start for claim in claims if reached(claim.period.start, day)]
        done = stage == "completed"
        paid = _paid(claims)
        whole = [_part(claim) for claim in claims if not claim.party]
        yield Change(
            kind="stakeBought" if flow == "secondary" else "moneyRaised",
            firm=claims[0].target,
            who=tuple(dict.fromkeys(one.holder for one in paid)),
            day=earliest(started) if done else None,
            due=None if done else earliest(claim.period.start for claim in claims),
            seen=earliest(said_on(claim) for claim in claims),
            stage=stage,
            parts=paid,
            total=whole[0] if len(whole) == 1 else None,
            by=of if claims[0].round else "",
            claims=tuple(claims),
        )


def _stage(claim: Investment) -> str:
    planned = claim.flow == "planned" and claim.stage == "completed"
    return PLANNED if planned else claim.stage


def _paid(claims: Iterable[Investment]) -> tuple[Part, ...]:
    """What each paid; of whom an amount was read besides, that alone."""
    parts = [_part(claim) for claim in claims if claim.party]
    sized = {one.holder for one in parts if (one.lower, one.upper) != (None, None)}
    kept = (
        one for one in parts
        if one.holder not in sized or (one.lower, one.upper) != (None, None)
    )  # fmt: skip
    return tuple(dict.fromkeys(kept))


def _part(claim: Investment) -> Part:
    return Part(
        holder=claim.party, lower=claim.amount_lower,
        upper=claim.amount_upper, currency=claim.currency,
    )  # fmt: skip


def passed(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Stakes that passed to a successor, mergers and renamings that touch somebody."""
    for claim in _successions(knowledge, entity):
        done, start = claim.stage == "completed", claim.period.start
        if not (said_by(claim, day) if not done else reached(start, day) or _told(claim, day)):
            continue
        yield Change(
            kind=claim.succession,
            firm=claim.stake_in or claim.target,
            who=(claim.party,),
            before=(claim.target,),
            day=start if done else None,
            due=None if done else start,
            seen=said_on(claim),
            stage=claim.stage,
            claims=(claim,),
        )


def _successions(knowledge: Knowledge, entity: str) -> Iterator[Succession]:
    """Successions of somebody, by somebody, and of the holders of its shares in these."""
    holders = {claim.party for claim in knowledge.about(Ownership, entity)}
    of_holders = (
        claim
        for holder in sorted(holders)
        for claim in (*knowledge.about(Succession, holder), *knowledge.of(Succession, holder))
        if claim.stake_in == entity
    )
    own = (*knowledge.about(Succession, entity), *knowledge.of(Succession, entity))
    return iter(dict.fromkeys((*own, *of_holders)))


def linked(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Relations that are changes, as the list of kinds of event has them."""
    kinds = codes("EventKinds")
    for claim in knowledge.touching(entity):
        if (
            isinstance(claim, Relation)
            and claim.relation in kinds
            and claim.status not in ("denied", "retracted")
        ):
            change = _of_relation(claim, day)
            if change is not None:
                yield change


def _of_relation(claim: Relation, day: date) -> Change | None:
    start, end = claim.period.start, claim.period.end
    done = claim.stage == "completed"
    when = (end or start) if claim.relation in BEGAN_THEN else (start or end)
    known = said_by(claim, day) if not done else reached(when, day) or _told(claim, day)
    if not known or (done and when is not None and not reached(when, day)):
        return None
    told = Change(
        kind=claim.relation,
        day=when if done else None,
        since=start if done and when == end and start != end else None,
        due=None if done else when,
        seen=said_on(claim),
        stage=claim.stage,
        claims=(claim,),
    )
    party, target = claim.party, claim.target
    match claim.relation:
        case "disposedOf":
            return replace(told, firm=target, sellers=(party,))
        case "boughtBack":
            return replace(told, firm=party, who=(party,))
        case "relocatesTo":
            return replace(told, firm=party, where=target)
        case "formerlyPartOf":
            return replace(told, firm=party, before=(target,))
        case "delistedWithSupportOf":
            return replace(told, firm=party, who=(target,))
        case "supportsDelistingFrom":
            return replace(told, who=(party,), where=target)
    return replace(told, firm=party, where=target)


def _told(claim: Succession | Relation, day: date) -> bool:
    """Whether a change of an unread day had happened by a day, as its source speaks."""
    return claim.period.start is None and claim.period.end is None and known_on(claim, day)
