"""The events of a firm up to a day: changes, what became of those to come, and whose state paid."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from graph.answers.claim_words import money_amount
from graph.answers.events import Event, StateLink
from graph.answers.evidence import cited
from graph.answers.names import named
from graph.answers.saying import Say, saying
from graph.claims.knowledge import Knowledge
from graph.holders.groups import members_of
from graph.measures.state_money import state_behind
from graph.networks.situation import Situation
from graph.profiles.events.change import BOUGHT, GIVEN_UP, Change
from graph.profiles.events.deals import as_deals
from graph.profiles.events.holders import stakes
from graph.profiles.events.outcomes import FOR_MONEY, Outcomes
from graph.profiles.events.passing import linked, money, passed
from graph.profiles.events.places import exchanges, seats
from graph.profiles.events.powers import controls
from graph.profiles.events.words import money_of, said, stake_said, state_said

if TYPE_CHECKING:
    from graph.answers.languages import Language

SIZED = ("stakeBegan", "stakeChanged", "stakePassed", "stakeBought")
UNNAMED = ("UnidentifiedParty", "Concept")


def changes_of(knowledge: Knowledge, entity: str, day: date) -> list[Change]:
    """Every change that touches somebody and was told by a day, the newest first."""
    groups = knowledge.groups.get(entity, ())
    found = [
        *exchanges(knowledge, entity, day),
        *seats(knowledge, entity, day),
        *stakes(knowledge, entity, day),
        *controls(knowledge, entity, day),
        *money(knowledge, entity, day),
        *passed(knowledge, entity, day),
        *linked(knowledge, entity, day),
        *(change for group in groups for change in linked(knowledge, group, day)),
    ]
    bought = {one.firm for one in found if one.kind in BOUGHT}
    there = {claim.id for one in found if one.kind == GIVEN_UP for claim in one.claims}
    sales = [  # by others, of what was bought: the sellers of a deal, and no event of their own
        change
        for firm in sorted(bought - {entity})
        for change in linked(knowledge, firm, day)
        if change.kind == GIVEN_UP and there.isdisjoint(claim.id for claim in change.claims)
    ]
    alone = {change.claims for change in sales}
    deals = as_deals([*found, *sales])
    kept = [one for one in deals if one.kind != GIVEN_UP or one.claims not in alone]
    return sorted(kept, key=_newest_first)


def _newest_first(change: Change) -> tuple[int, str, str, str]:
    told = change.told
    first = change.claims[0].id if change.claims else ""
    return (-told.last.toordinal() if told else 1, change.kind, change.firm, first)


def events_of(
    knowledge: Knowledge, entity: str, day: date, home: str, language: Language = "en"
) -> tuple[Event, ...]:
    """The events of somebody up to a day, in words."""
    say = saying(knowledge, language)
    changes = changes_of(knowledge, entity, day)
    outcomes = Outcomes(knowledge, changes, day)
    return tuple(_event(knowledge, one, outcomes, day, home, language, say) for one in changes)


def _event(
    knowledge: Knowledge,
    change: Change,
    outcomes: Outcomes,
    day: date,
    home: str,
    language: Language,
    say: Say,
) -> Event:
    outcome = "" if change.is_done else "read" if outcomes.is_done(change) else "notRead"
    since = outcomes.instead(change) if outcome == "notRead" else None
    links = tuple(_state_links(knowledge, change, day, home, say))
    sure = any(one.certainty == "stateCertain" for one in links)
    asked = bool(change.who or change.sellers)
    paid = money_of(change)
    claims = tuple(cited(knowledge, one, language=language) for one in change.claims)
    return Event(
        kind=change.kind,
        day=_day(change),
        due=str(change.due or ""),
        seen=str(change.seen or ""),
        stage=change.stage,
        outcome=outcome,
        firm=named(knowledge, change.firm) if change.firm else None,
        who=tuple(named(knowledge, one) for one in change.who),
        sellers=tuple(named(knowledge, one) for one in change.sellers),
        where=named(knowledge, change.where) if change.where else None,
        before=tuple(named(knowledge, one) for one in change.before),
        sizes=tuple(say(stake_said(one)) for one in change.parts if one.share is not None),
        amount=money_amount(paid.lower, paid.upper, paid.currency) if paid else "",
        amount_lower=None if paid is None or paid.lower is None else float(paid.lower),
        amount_upper=None if paid is None or paid.upper is None else float(paid.upper),
        amount_currency=paid.currency if paid else "",
        unread=tuple(_unread(knowledge, change, outcome)),
        state="" if not asked else _state(sure=sure, linked=bool(links)),
        state_links=links,
        text=say(said(change, outcome, since)),
        hedges=tuple(dict.fromkeys(hedge for one in claims for hedge in one.hedges)),
        claims=claims,
    )


def _state(*, sure: bool, linked: bool) -> str:
    if sure:
        return "stateCertain"
    return "statePossible" if linked else "stateNotRead"


def _day(change: Change) -> str:
    if not change.is_done or change.day is None:
        return ""
    return f"{change.since} – {change.day}" if change.since else str(change.day)


def _unread(knowledge: Knowledge, change: Change, outcome: str) -> Iterator[str]:
    """What an event of its kind has, and no claim of it gives."""
    if change.is_done and change.day is None:
        yield "dayNotRead"
    if outcome == "notRead":
        yield "outcomeNotRead"
    amounts = [one for one in change.parts if (one.lower, one.upper) != (None, None)]
    if change.kind in FOR_MONEY and money_of(change) is None and not amounts:
        yield "amountNotRead"
    if change.kind in SIZED and all(one.share is None for one in change.parts):
        yield "sizeNotRead"
    if change.kind in BOUGHT and not change.sellers:
        yield "sellerNotRead"
    if change.kind in ("stakeEnded", GIVEN_UP):
        yield "buyerNotRead"
    parties = (change.firm, *change.who, *change.sellers, change.where)
    entities = (knowledge.entities.get(one) for one in parties if one)
    if any(one is not None and one.kind in UNNAMED for one in entities):
        yield "nameNotRead"


def _each_of(knowledge: Knowledge, party: str) -> tuple[str, ...]:
    """The named members of a group, for each may be a state's; anybody else alone."""
    return members_of(knowledge, party) or (party,)


def _state_links(
    knowledge: Knowledge, change: Change, day: date, home: str, say: Say
) -> Iterator[StateLink]:
    """The parties that are a state's on the day of the event, or have a state above them."""
    at = min(change.told.last, day) if change.told is not None else day
    gives = ("stakeEnded",)
    sides = [
        *((one, "gives" if change.kind in gives else "takes") for one in change.who),
        *((one, "gives") for one in change.sellers),
    ]
    sides = [(one, side) for party, side in sides for one in _each_of(knowledge, party)]
    for party, side in sides:
        found = state_behind(Situation(knowledge, party, at, home))
        if found is None:
            continue
        # Whoever stands above somebody on a day that nobody read may have come later.
        is_sure = found.is_sure and (change.told is not None or found.state == party)
        yield StateLink(
            party=named(knowledge, party),
            side=side,
            certainty="stateCertain" if is_sure else "statePossible",
            state=named(knowledge, found.state),
            through=tuple(named(knowledge, one) for one in found.through),
            jurisdictions=found.jurisdictions,
            claims=found.claims,
            text=say(state_said(party, found, is_sure=is_sure)),
        )
