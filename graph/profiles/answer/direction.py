"""Who directs a firm: found by votes, rights or contracts; stated by somebody; or only not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from graph.answers.page_words import NOTHING
from graph.claims.model import Control, Leadership
from graph.claims.reasons import Reason, because
from graph.claims.shares import plain
from graph.fraction import HALF
from graph.holders.contracts import standing_controls
from graph.holders.nominee_names import called_nominee
from graph.holders.votes import unequal_votes, votes_a_share
from graph.measures.stated_control import by_statement, deciding
from graph.networks.directing import STATED
from graph.networks.moved_votes import moved_votes
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.ownership.control.who_controls import UltimateController
from graph.profiles.answer.authority_words import affiliated, owner_named
from graph.profiles.answer.people import leaders
from graph.profiles.answer.said import Said, claims_of, each, newest, seen_and_weak, weakly
from graph.profiles.answer.special_rights import special_rights
from graph.profiles.answer.stated import day_of, speaker, statements
from ontology.load import codes

BOARD = "boardNomination"
SHOWN = 4


def directed(situation: Situation) -> Iterator[Said]:
    """Who directs it: everybody found to or, where nobody is, everybody who is stated to."""
    power = power_over(situation)
    if power.certain:
        yield from _found(situation, power)
        return
    stated = statements(situation)
    if power.nobody_hidden and not power.possible:
        yield Said(because("nobodyDirects"))
        yield from _moving(situation, power)
    elif any(stated):
        yield from stated.current or stated.last_known
    elif power.column.held or power.possible:
        yield _open(situation, power)
        yield from _moving(situation, power)
    else:
        yield _not_read(situation)


def _moving(situation: Situation, power: Power) -> Iterator[Said]:
    """Who moves the votes of several holders, where nobody is found to have most of them."""
    moved = moved_votes(power)
    if moved is None:
        return
    votes = because("movedExactly" if moved.exact else "movedAtLeast", share=moved.votes)
    through = tuple(
        because("movedBlock", holder=holder, share=share) for holder, share in moved.through
    )
    aside = weakly(situation.knowledge, moved.claims)
    said = because("movesVotes", who=moved.who, each=through, votes=votes, aside=aside)
    if moved.own:
        own = because("movedBlock", holder=moved.who, share=moved.own)
        said = because("movesVotesOwn", who=own, each=through, votes=votes, aside=aside)
    short = because("movesVotesShort", who=moved.who, votes=votes, aside=aside)
    yield Said(said, moved.claims, (short,), keeps=1)


def _not_read(situation: Situation) -> Said:
    """That nobody read who can direct it; with who leads it, where that was read."""
    leading = leaders(situation)
    if not leading:
        return Said(because("directionNotRead"))
    knowledge = situation.knowledge
    claims = tuple(one.id for claims in leading.values() for one in claims)
    day = newest(one for found in leading.values() for one in found)
    forms = [
        because(code, each=tuple(_post(person, claims) for person, claims in people), asides=asides)
        for people in (tuple(leading.items()), tuple(leading.items())[:1])
        for code in ("directionNotReadLed", "directionNotReadLedShort")
        for asides in [seen_and_weak(knowledge, day, *each(claims))]
    ]
    shorter = tuple(one for one in dict.fromkeys(forms) if one != forms[0])
    return Said(forms[0], claims, shorter)


def _post(person: str, claims: Sequence[Leadership]) -> Reason:
    roles = tuple(dict.fromkeys(because("roleOf", role=claim.role) for claim in claims))
    return because("leadsAs", person=person, roles=roles)


def _open(situation: Situation, power: Power) -> Said:
    """Why nobody can be said to direct it, nor that nobody can."""
    for stake in power.column.held:
        if stake.holder in power.groups and stake.lower > HALF:
            group = because(
                "directionOfGroup", group=stake.holder, share=stake.lower,
                aside=weakly(situation.knowledge, stake.claims),
            )  # fmt: skip
            shorter = because("directionOfGroupShort", share=stake.lower)
            return Said(group, stake.claims, (shorter, because("directionUndecided")), keeps=2)
    if power.column.rest_upper > 0:
        return Said(because("directionOpen", share=power.column.rest_upper))
    return Said(because("directionUndecided"))


def _found(situation: Situation, power: Power) -> Iterator[Said]:
    """Everybody found to direct it, those in one sentence who do so in the same way."""
    alike: defaultdict[tuple[object, ...], list[UltimateController]] = defaultdict(list)
    for top in deciding(power):
        alike[_way(situation, power, top)].append(top)
    for tops in alike.values():
        who = tuple(dict.fromkeys(one for top in tops for one in power.named(top.group)))
        links = [link for top in tops for link in _links_of(power, top)]
        claims = tuple(dict.fromkeys(claim for link in links for claim in link))
        if by_statement(tops[0]):
            yield _as_stated(situation, power, tops[0], who, claims)
            continue
        code = "othersMayDirect" if power.others_possible else "directs"
        how = _how(power, tops[0])
        through = _through(power, tops[0])
        why = because("throughVehicle", through=through) if through else NOTHING
        aside = weakly(situation.knowledge, *links)
        known = situation.knowledge.entities
        nominee = any(called_nominee(known[one]) for one in who if one in known)
        named = because("nomineeByName") if nominee else NOTHING  # told, and no input
        yield Said(because(code, who=who, how=how, asides=(why, named, aside)), claims)


def _way(situation: Situation, power: Power, top: UltimateController) -> tuple[object, ...]:
    """How somebody directs: by what and through whom; of a statement who says it, and when."""
    through = _through(power, top)
    if not by_statement(top):
        return (_how(power, top), through)
    claims = _claims_of(power, top)
    statement = _statement(situation, claims)
    day = statement.as_of if statement is not None else None
    return (through, speaker(situation, claims), day)


def _statement(situation: Situation, claims: tuple[str, ...]) -> Control | None:
    """The first of some claims by which somebody is stated to direct a firm."""
    found = claims_of(situation.knowledge, claims)
    return next(
        (one for one in found if isinstance(one, Control) and one.mechanism == STATED), None
    )


def _as_stated(
    situation: Situation,
    power: Power,
    top: UltimateController,
    who: tuple[str, ...],
    claims: tuple[str, ...],
) -> Said:
    """Somebody's statement that they direct it, with who says so and what class of votes."""
    knowledge = situation.knowledge
    statement = _statement(situation, claims)
    through = _through(power, top) or tuple(
        other.party
        for other, _ in standing_controls(knowledge, situation.firm, situation.day, STATED)
        if other.party not in who
    )
    votes = _votes(situation, (*who, *through))
    vehicle = because("throughVehicle", through=through) if through else NOTHING
    weak = weakly(knowledge, claims)
    whose = speaker(situation, claims)
    day = statement.as_of if statement is not None and statement.as_of else situation.day
    return Said(
        because("statedToDirect", who=who, speaker=whose, asides=(vehicle, votes, weak), day=day),
        claims,
        (
            because("statedToDirectShort", who=who, speaker=whose, asides=(vehicle, votes, weak)),
            because("statedToDirectShort", who=who, speaker=whose, asides=(vehicle, weak)),
        ),
    )


def _votes(situation: Situation, holders: Collection[str]) -> Reason:
    """How many votes a share of theirs has, or that not all shares have the same."""
    firm, day = situation.firm, situation.day
    each_share = votes_a_share(situation.knowledge, firm, holders, day)
    if each_share is not None:
        return because("votesEach", votes=plain(each_share))
    unequal = unequal_votes(situation.knowledge, firm, day)
    return because("unequalVotes") if unequal else NOTHING


def _claims_of(power: Power, top: UltimateController) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim for link in _links_of(power, top) for claim in link))


def _links_of(power: Power, top: UltimateController) -> list[tuple[str, ...]]:
    """The claims of each link by which somebody reaches the firm; all of the links are needed."""
    found: list[tuple[str, ...]] = []
    for step in top.derivation.steps.values():
        for holder, _ in step.contributors:
            link = power.links.get((holder, step.firm, step.mechanism), ())
            if step.mechanism == "majorityVotes":
                link = (*link, *power.claims_of_votes(power.ids[step.firm], power.named([holder])))
            if link:
                found.append(tuple(link))
    return found


def _how(power: Power, top: UltimateController) -> Reason:
    step = top.derivation.steps[0]
    if step.mechanism == "majorityVotes":
        return because("byVotes", share=step.total)
    says_who = codes("ControlMechanisms")[step.mechanism].attributes.get("saysWho") == "true"
    return because("asParty" if says_who else "byMechanism", mechanism=step.mechanism)


def _through(power: Power, top: UltimateController) -> tuple[str, ...]:
    step = top.derivation.steps[0]
    return tuple(power.ids[one] for one, _ in step.contributors if one not in top.group)


def direction(situation: Situation) -> tuple[Said, ...]:
    """Everything of who directs: found, stated, put forward, special rights."""
    found = [*directed(situation)]
    met = {claim for one in found for claim in one.claims}
    further = statements(situation, met)
    found += (*further.current, *further.last_known)
    found += owner_named(situation)
    found += affiliated(situation)
    found += _put_forward(situation)
    found += special_rights(situation)
    return tuple(found)


def _put_forward(situation: Situation) -> Iterator[Said]:
    nominations = [
        claim
        for claim, _ in standing_controls(situation.knowledge, situation.firm, situation.day, BOARD)
        if claim.right != "decisive" and claim.party
    ]
    for claim in sorted(nominations, key=day_of, reverse=True)[:SHOWN]:
        day = claim.as_of or claim.period.start
        code = "directorPutForwardOn" if day else "directorPutForward"
        aside = weakly(situation.knowledge, (claim.id,))
        yield Said(
            because(code, holder=claim.party, firm=situation.firm, day=str(day or ""), aside=aside),
            (claim.id,),
        )
