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
from graph.holders.votes import unequal_votes, votes_a_share
from graph.measures.designations import SPECIAL
from graph.measures.stated_control import NOBODY, by_statement, deciding
from graph.networks.directing import STATED
from graph.networks.power import Power, power_over
from graph.networks.situation import Situation
from graph.ownership.control.control import UltimateController
from graph.profiles.answer.authority_words import affiliated, owner_named
from graph.profiles.answer.people import leaders
from graph.profiles.answer.said import (
    Said,
    claims_of,
    each,
    newest,
    seen_and_weak,
    sources_of,
    weakly,
)

BOARD = "boardNomination"
OF_THE_FIRM = ("filing", "prospectus", "exchangeNotice", "companyStatement")
SPOKEN = {"press": "ofPress", "academic": "ofScholars", "reference": "ofReference"}  # who says it
SHOWN = 4
# Mechanisms that say who somebody is to a firm, and not by what it directs.
WHO_THEY_ARE = frozenset(
    ("parent", "statedController", "generalPartner", "trustee", "settlor", "protector",
     "trustBeneficiary", "nominator")
)  # fmt: skip
IN_IT = {
    "specialRightNow": "specialRightInItNow", "specialRightOnce": "specialRightInItOnce"
}  # fmt: skip
IN_SHORT = {
    "specialRightNow": "specialRightNowShort", "specialRightOnce": "specialRightOnce"
}  # fmt: skip
LAST_KNOWN = ("statedToDirectLastKnown", "statedNobodyLastKnown")


def directed(situation: Situation) -> Iterator[Said]:
    """Who directs it: everybody found to or, where nobody is, everybody who is stated to."""
    power = power_over(situation)
    if power.certain:
        yield from _found(situation, power)
        return
    stated = tuple(statements(situation))
    current = tuple(one for one in stated if one.reason.code not in LAST_KNOWN)
    if power.nobody_hidden and not power.possible:
        yield Said(because("nobodyDirects"))
    elif stated:
        yield from current or stated
    elif power.column.held or power.possible:
        yield _open(situation, power)
    else:
        yield _not_read(situation)


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
            return Said(group, stake.claims, (shorter, because("directionUndecided")), keeps=1)
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
        yield Said(because(code, who=who, how=how, asides=(why, aside)), claims)


def _way(situation: Situation, power: Power, top: UltimateController) -> tuple[object, ...]:
    """How somebody directs: by what and through whom; of a statement who says it, and when."""
    through = _through(power, top)
    if not by_statement(top):
        return (_how(power, top), through)
    claims = _claims_of(power, top)
    statement = _statement(situation, claims)
    day = statement.as_of if statement is not None else None
    return (through, _speaker(situation, claims), day)


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
    speaker = _speaker(situation, claims)
    day = statement.as_of if statement is not None and statement.as_of else situation.day
    return Said(
        because("statedToDirect", who=who, speaker=speaker, asides=(vehicle, votes, weak), day=day),
        claims,
        (
            because("statedToDirectShort", who=who, speaker=speaker, asides=(vehicle, votes, weak)),
            because("statedToDirectShort", who=who, speaker=speaker, asides=(vehicle, weak)),
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
    code = "asParty" if step.mechanism in WHO_THEY_ARE else "byMechanism"
    return because(code, mechanism=step.mechanism)


def _through(power: Power, top: UltimateController) -> tuple[str, ...]:
    step = top.derivation.steps[0]
    return tuple(power.ids[one] for one, _ in step.contributors if one not in top.group)


def _speaker(situation: Situation, claims: tuple[str, ...]) -> Reason:
    """Whose word a statement is: the firm's, in a document of its own, or that of another kind."""
    knowledge = situation.knowledge
    papers = [
        source for claim in claims_of(knowledge, claims) for source in sources_of(knowledge, claim)
    ]
    own = [paper for paper in papers if paper.kind in OF_THE_FIRM]
    if not own:
        kind = papers[0].kind if papers else "press"
        return because(SPOKEN[kind]) if kind in SPOKEN else because("documentOf", kind=kind)
    copied = all(paper.copied_by for paper in own)
    return because("ownDocumentCopied" if copied else "ownDocument", kind=own[0].kind)


def statements(situation: Situation, without: Collection[str] = ()) -> Iterator[Said]:
    """What is stated of control on the day, the current and the newest first.

    That nobody has it, or who does: all in one sentence whom one kind of document of one day
    names. What is not current any more is said as last known. Claims ``without`` are passed over.
    """
    alike: defaultdict[tuple[Reason, str, str, bool], list[Control]] = defaultdict(list)
    for claim, current in standing_controls(situation.knowledge, situation.firm, situation.day):
        if claim.mechanism in (STATED, NOBODY) and claim.id not in without:
            key = (_speaker(situation, (claim.id,)), _day(claim), claim.mechanism, current)
            alike[key].append(claim)
    newest_first = sorted(alike.items(), key=lambda pair: pair[0][1], reverse=True)
    for (speaker, _, mechanism, current), claims in sorted(
        newest_first, key=lambda pair: not pair[0][3]
    ):
        yield _stated(situation, claims, speaker, (mechanism, current))


def _stated(
    situation: Situation, claims: Sequence[Control], speaker: Reason, said: tuple[str, bool]
) -> Said:
    """One statement of who controls, or that nobody does, currently or as last known."""
    ids = tuple(claim.id for claim in claims)
    day = claims[0].as_of or claims[0].period.start or situation.day
    aside = weakly(situation.knowledge, *each(ids))
    who = tuple(dict.fromkeys(one for claim in claims for one in claim.members or (claim.party,)))
    if said == (NOBODY, True):
        shorter = because("statedNobodyShort", speaker=speaker, aside=aside)
        reason = because("statedNobody", speaker=speaker, aside=aside, day=day)
        return Said(reason, ids, (shorter,))
    if said == (NOBODY, False):
        return Said(because("statedNobodyLastKnown", speaker=speaker, aside=aside, day=day), ids)
    code = "statedToDirect" if said[1] else "statedToDirectLastKnown"
    return Said(because(code, who=who, speaker=speaker, asides=(aside,), day=day), ids)


def direction(situation: Situation) -> tuple[Said, ...]:
    """Everything of who directs: found, stated, put forward, special rights."""
    found = [*directed(situation)]
    met = {claim for one in found for claim in one.claims}
    found += statements(situation, met)
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
    for claim in sorted(nominations, key=_day, reverse=True)[:SHOWN]:
        day = claim.as_of or claim.period.start
        code = "directorPutForwardOn" if day else "directorPutForward"
        aside = weakly(situation.knowledge, (claim.id,))
        yield Said(
            because(code, holder=claim.party, firm=situation.firm, day=str(day or ""), aside=aside),
            (claim.id,),
        )


def _day(claim: Control) -> str:
    return str(claim.as_of or claim.period.start or "")


def special_rights(situation: Situation) -> Iterator[Said]:
    """Who has a special right in the firm or in a company of its, now or when last known."""
    for part in situation.parts:
        for claim, current in standing_controls(
            situation.knowledge, part.entity, situation.day, *SPECIAL
        ):
            stands = current and part.current
            code = "specialRightNow" if stands else "specialRightOnce"
            holder, right = claim.party, claim.mechanism
            aside = weakly(situation.knowledge, (claim.id,))
            if part.entity == situation.firm:
                yield Said(
                    because(IN_IT[code], holder=holder, right=right, aside=aside), (claim.id,)
                )
                continue
            full, short = (
                because(form, holder=holder, company=part.entity, right=right, aside=aside)
                for form in (code, IN_SHORT[code])
            )
            yield Said(full, (claim.id,), (short,))


def rights_in_short(situation: Situation) -> Iterator[Said]:
    """The special rights that stand now, and those in the firm itself; of others, in short."""
    for said in special_rights(situation):
        if said.reason.code != "specialRightOnce":
            yield Said(said.shorter[0] if said.shorter else said.reason, said.claims)
