"""What is disputed of a firm: rival figures, denials, labels that do not hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.claims.model import Claim, Classification, Investment, Ownership
from graph.claims.reasons import Reason, because
from graph.holders.origins import jurisdictions_of
from graph.networks.situation import Situation
from graph.profiles.answer.people import disputed_citizenships
from graph.profiles.answer.said import Said, sources_of
from graph.profiles.labels import labels_on

SHOWN = 6
MONEY = "money"
ABOUT = {  # what rival claims are about, by their kind
    "Listing": "aboutListing", "Ownership": "aboutStake", "Investment": "aboutMoney",
    "Location": "aboutPlace", "Leadership": "aboutLeaders", "Control": "aboutControl",
}  # fmt: skip
TITLES = 2  # documents of a side that are named


def disputed(situation: Situation) -> tuple[Said, ...]:
    """Each dispute with both sides' claims; two days or two denominators are none."""
    found = (
        *_rivals(situation),
        *_citizenships(situation),
        *_denials(situation),
        *_labels(situation),
    )
    return found[:SHOWN]


def _about(situation: Situation) -> tuple[Claim, ...]:
    return situation.knowledge.touching(situation.firm)


def _rivals(situation: Situation) -> Iterator[Said]:
    knowledge = situation.knowledge
    here = {claim.id for claim in _about(situation)}
    for rival in knowledge.rivals:
        claims = [knowledge.claims[one] for one in rival.claims if one in knowledge.claims]
        if not here & {claim.id for claim in claims}:
            continue
        figures = tuple(
            because("figureOfHolder", holder=one.party, share=one.share, asides=_day(one))
            for one in claims
            if isinstance(one, Ownership) and one.share is not None
        )
        if len(figures) > 1:
            yield Said(because("rivalFigures", figures=figures), tuple(one.id for one in claims))
        elif claims:
            titles = dict.fromkeys(one for claim in claims for one in _titles(situation, claim))
            what = because(ABOUT.get(claims[0].kind, "aboutOther"))
            yield Said(
                because("rivalClaims", what=what, titles=tuple(titles)[:TITLES]),
                tuple(one.id for one in claims),
            )


def _day(claim: Claim) -> tuple[Reason, ...]:
    """The day of a figure, which may be long past."""
    day = claim.as_of or claim.period.start
    return (because("seenOn", day=day) if day is not None else because("undatedEvidence"),)


def _citizenships(situation: Situation) -> Iterator[Said]:
    """Of whose citizenship the sources contradict one another, among those who lead the firm."""
    knowledge = situation.knowledge
    for person, claims in disputed_citizenships(situation).items():
        of = jurisdictions_of(knowledge, (claim.target for claim in claims))
        countries = tuple(because("countryDated", country=one, asides=()) for one in of)
        titles = dict.fromkeys(one for claim in claims for one in _titles(situation, claim))
        shown = tuple(titles)[:TITLES]
        yield Said(
            because("rivalCitizenships", person=person, countries=countries, titles=shown),
            tuple(claim.id for claim in claims),
        )


def _denials(situation: Situation) -> Iterator[Said]:
    knowledge = situation.knowledge
    claims = _about(situation)
    for claim in claims:
        if claim.status == "denied" and not claim.disputes:
            yield Said(because("deniedBy", sources=_titles(situation, claim)), (claim.id,))
    against: defaultdict[str, list[Claim]] = defaultdict(list)
    ids = {claim.id for claim in claims}
    for claim in knowledge.against(*ids):
        for other in claim.disputes:
            if other in ids and other in knowledge.claims:
                against[other].append(claim)
    yield from _grouped(situation, against)


class _Sides(NamedTuple):
    """What a dispute is about, and the documents of its two sides."""

    about: str  # a list; money; nothing for what has no words of its own
    of: tuple[Reason, ...]
    by: tuple[Reason, ...]


def _grouped(situation: Situation, against: Mapping[str, Sequence[Claim]]) -> Iterator[Said]:
    """A dispute once, however many claims of the same documents are on either side."""
    groups: defaultdict[_Sides, list[Claim]] = defaultdict(list)
    denying: defaultdict[_Sides, list[Claim]] = defaultdict(list)
    for one, others in against.items():
        target = situation.knowledge.claims[one]
        about = MONEY if isinstance(target, Investment) else getattr(target, "programme", "")
        by = tuple(dict.fromkeys(title for other in others for title in _titles(situation, other)))
        sides = _Sides(about, _titles(situation, target), by[:TITLES])
        groups[sides].append(target)
        denying[sides] += others
    for sides, targets in groups.items():
        claims = tuple(dict.fromkeys(one.id for one in (*targets, *denying[sides])))
        who = tuple(dict.fromkeys(one.party for one in targets if one.party))
        if sides.about == MONEY and who:
            said = because("disputedMoney", who=who, of=sides.of, by=sides.by)
        elif sides.about and sides.about != MONEY:
            said = because("disputedListing", programme=sides.about, of=sides.of, by=sides.by)
        else:
            said = because("disputedClaim", of=sides.of, by=sides.by)
        yield Said(said, claims)


def _titles(situation: Situation, claim: Claim) -> tuple[Reason, ...]:
    titles = [source.title for source in sources_of(situation.knowledge, claim)][:TITLES]
    return tuple(because("titled", title=title) for title in titles)


def _labels(situation: Situation) -> Iterator[Said]:
    """Labels that the definition meant to produce them does not, on the label's own day."""
    knowledge = situation.knowledge
    for check in labels_on(knowledge, situation.firm, situation.home):
        claim = knowledge.claims[check.claim.id]
        if check.result == "contradicted" and isinstance(claim, Classification):
            label, word, day = claim.label, check.word, claim.as_of or claim.period.start
            when = because("seenOn", day=day) if day else because("undatedEvidence")
            if claim.party:
                said = because("labelOfFails", by=claim.party, label=label, word=word, day=when)
            else:
                said = because("labelFails", label=label, word=word, day=when)
            yield Said(said, (claim.id,))
