"""Who controls a firm: the answer with its steps, special rights and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from graph.answers.codes import Certainty
from graph.answers.control import Controller, Controllers, ControlStep, Moved
from graph.answers.evidence import cited, cited_all, legal_bound
from graph.answers.names import named
from graph.answers.ownership import Holding, LegalBound
from graph.answers.parts import Interval, Step
from graph.answers.reason_words import all_in_words, in_words
from graph.answers.saying import Say, saying
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.claims.shares import at_least, in_percent
from graph.claims.walks import everybody
from graph.fraction import HALF, ONE, ZERO
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import unequal_votes
from graph.holders.legal_caps import disclosure_line
from graph.holders.nominee_names import called_nominee
from graph.measures.control import claims_of, directs_by, nobody_reasons, open_reasons
from graph.measures.designations import SPECIAL
from graph.measures.moving import moved_reason
from graph.measures.stated_control import by_statement, stated_none
from graph.networks.moved_votes import moved_votes
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.networks.voters import voters
from graph.ownership.control.holders_needed import least_together
from graph.ownership.control.who_controls import Step as ControlledStep
from graph.ownership.control.who_controls import UltimateController, control_percentage

if TYPE_CHECKING:
    from graph.answers.languages import Language

MAJORITY = "majorityVotes"


def controllers_of(situation: Situation, release: str, language: Language = "en") -> Controllers:
    """Everyone found to control the firm, everyone possible, and the largest holder beside them."""
    power, say = power_over(situation), saying(situation.knowledge, language)
    certain = [_controller(situation, power, one, "certain", say) for one in power.certain]
    possible = [
        _controller(situation, power, one, "possible", say)
        for one in power.possible
        if one.group not in [found.group for found in power.certain]
    ]
    rights = [
        cited(situation.knowledge, claim)
        for part in situation.parts
        for claim, _ in standing_controls(situation.knowledge, part.entity, situation.day, *SPECIAL)
    ]
    needed, laws = _by_law(situation, power)
    # Where nobody is found: on who states so too, and on the names that owners stand behind.
    behind = claims_of(power)
    if not power.certain:
        of_record = (stake.claim.id for stake in power.column.stakes if stake.of_record)
        behind = tuple(dict.fromkeys((*stated_none(situation).claims, *behind, *of_record)))
    return Controllers(
        firm=named(situation.knowledge, situation.firm),
        as_of=situation.day.isoformat(),
        release=release,
        controllers=(*certain, *possible),
        largest=_largest(situation, power),
        special_rights=tuple(rights),
        holders_needed=power.hidden_needed,
        summary=_summary(situation, power),
        claims=cited_all(situation.knowledge, behind),
        summary_claims=behind,
        holders_needed_by_law=needed,
        laws=laws,
        moved=None if power.certain else _moved(situation, power, say),
    )


def _moved(situation: Situation, power: Power, say: Say) -> Moved | None:
    """Who moves the votes of several holders, in words as well."""
    found = moved_votes(power)
    if found is None:
        return None
    return Moved(
        who=named(situation.knowledge, found.who),
        own=float(found.own),
        through=tuple(named(situation.knowledge, holder) for holder, _ in found.through),
        votes=float(found.votes),
        text=say(*moved_reason(power)),
        claims=found.claims,
    )


def _by_law(situation: Situation, power: Power) -> tuple[int | None, tuple[LegalBound, ...]]:
    """How many unnamed holders it would take if none has reached the cited disclosure line.

    A line is on a class of shares: it bounds votes only where one share is one
    vote. Whether somebody reached it and said so in a filing that no table here
    has is not known, so no verdict rests on this.
    """
    firm, rest = situation.firm, power.column.rest_upper
    line = disclosure_line(situation.knowledge, firm, situation.day)
    if line is None or rest == 0 or unequal_votes(situation.knowledge, firm, situation.day):
        return None, ()
    needed = least_together(rest, line.most)
    if needed is None:
        return None, ()
    text = in_words(
        situation.knowledge, because("holdersNeededByLaw", count=needed, line=line.most)
    )
    rules = tuple(legal_bound(situation.knowledge, rule, firm, text) for rule in line.rules)
    return needed, rules


def _summary(situation: Situation, power: Power) -> str:
    if power.certain:
        reasons = tuple(directs_by(power, top) for top in power.certain)
    elif power.nobody_hidden and not power.possible:
        reasons = (because("noController"), *nobody_reasons(power))
    elif stated_none(situation).current:
        reasons = (because("statedNone"), *open_reasons(situation, power))
    else:
        reasons = (because("controlUndecided"), *open_reasons(situation, power))
    return all_in_words(situation.knowledge, (*reasons, *_called_nominees(situation, power)))


def _called_nominees(situation: Situation, power: Power) -> Iterator[Reason]:
    """That somebody found, or possible, is a nominee by its name: no verdict rests on that."""
    tops = (one for found in (*power.certain, *power.possible) for one in power.named(found.group))
    known = situation.knowledge.entities
    called = [one for one in dict.fromkeys(tops) if one in known and called_nominee(known[one])]
    if called:
        yield because("calledNominee", holders=tuple(called))


def _controller(
    situation: Situation, power: Power, found: UltimateController, certainty: Certainty, say: Say
) -> Controller:
    last = found.derivation.steps[0]
    votes = control_percentage(power.votes, found.derivation, 0)
    group = sorted(found.group)
    who = named(situation.knowledge, power.ids[group[0]])
    if len(group) > 1:
        who = type(who)(
            "+".join(power.ids[one] for one in group),
            say(because("parties", parties=power.named(group))),
        )
    return Controller(
        controller=who,
        mechanism=last.mechanism,
        certainty=certainty,
        votes=Interval(float(votes), float(votes)) if votes else None,
        text=say(directs_by(power, found)),
        steps=steps_to_firm(situation, power, found),
        derivation=derivation_of(situation, power, found, say),
        stated=by_statement(found),
    )


def steps_to_firm(
    situation: Situation, power: Power, found: UltimateController
) -> tuple[Step, ...]:
    """The links that lead to the firm, from the controller down; none that lead elsewhere."""
    return tuple(
        step for one in derivation_of(situation, power, found) for step in one.contributors
    )


def derivation_of(
    situation: Situation, power: Power, found: UltimateController, say: Say | None = None
) -> tuple[ControlStep, ...]:
    """Why the firm is controlled: each firm on the way, with whose votes, in an order that holds.

    Each step rests on the controller and on earlier steps only.
    """
    told = say or saying(situation.knowledge)
    return tuple(
        ControlStep(
            firm=named(situation.knowledge, power.ids[step.firm]),
            mechanism=step.mechanism,
            votes=float(step.total) if step.mechanism == MAJORITY else None,
            slack=float(step.total - HALF) if step.mechanism == MAJORITY else None,
            contributors=tuple(_contributors(situation, power, step, told)),
        )
        for step in _leading(found)
    )


def _leading(found: UltimateController) -> Iterable[ControlledStep]:
    """The steps of a derivation that the firm's own step rests on, itself last."""
    steps = found.derivation.steps

    def rests_on(firm: int) -> Iterable[int]:
        return (holder for holder, _ in steps[firm].contributors if holder not in found.group)

    needed = set(everybody([0], rests_on))
    return (step for firm, step in steps.items() if firm in needed)


def _contributors(
    situation: Situation, power: Power, step: ControlledStep, say: Say
) -> Iterable[Step]:
    by_votes = step.mechanism == MAJORITY
    owned = named(situation.knowledge, power.ids[step.firm])
    exact = step.total == sum((votes for _, votes in step.contributors), ZERO)
    for one, votes in step.contributors:
        owner = named(situation.knowledge, power.ids[one])
        bounds = (votes, votes)
        if by_votes and not exact:  # they have more together than what is certain of each
            bounds = power.votes.bounds_of(one, step.firm)
        claims = (
            claims_of_votes(power, one, step.firm)
            if by_votes
            else power.links.get((one, step.firm, step.mechanism), ())
        )
        how = because("mechanism", mechanism=step.mechanism)
        if by_votes:
            alike = bounds[0] == bounds[1]
            how = (
                because("ofVotes", share=votes)
                if alike
                else because("ofVotesBetween", share=bounds)
            )
        said = say(how)
        yield Step(
            owner=owner,
            owned=owned,
            link="votes" if by_votes else "control",
            share=Interval(float(bounds[0]), float(bounds[1])) if by_votes else None,
            said=said,
            text=f"{owner.name} —{said}→ {owned.name}",
            claims=claims,
        )


def claims_of_votes(power: Power, holder: int, firm: int) -> tuple[str, ...]:
    """The claims that a holder's votes in a firm rest on."""
    return power.claims_of_votes(power.ids[firm], power.named([holder]))


def _largest(situation: Situation, power: Power) -> Holding | None:
    if power.largest is None:
        return None
    holder, votes = power.largest
    blocks = [one for one in voters(situation, power.column) if one.holder == holder]
    claims = [situation.knowledge.claims[claim] for one in blocks for claim in one.claims]
    most = max(votes, min(ONE, sum((one.upper for one in blocks), ZERO)))
    counted = claims[0]
    return Holding(
        holder=named(situation.knowledge, holder),
        share=Interval(float(votes), float(most)),
        text=in_percent(float(votes)) if votes == most else f"at least {at_least(float(votes))}",
        measurand=counted.measurand if isinstance(counted, Ownership) else "",
        currency="current",
        as_of=str(counted.as_of or ""),
        claim=counted.id,
    )
