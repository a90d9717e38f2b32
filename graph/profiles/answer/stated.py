"""What somebody states of control: that they have it, that another has, or that nobody does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graph.claims.model import Control
from graph.claims.reasons import Reason, because
from graph.holders.contracts import standing_controls
from graph.measures.stated_control import NOBODY
from graph.networks.directing import STATED
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said, claims_of, each, sources_of, weakly

OF_THE_FIRM = ("filing", "prospectus", "exchangeNotice", "companyStatement")
SPOKEN = {"press": "ofPress", "academic": "ofScholars", "reference": "ofReference"}  # who says it


class Statements(NamedTuple):
    """What is stated on the day, and what only was when last known; the newest first."""

    current: tuple[Said, ...]
    last_known: tuple[Said, ...]


def statements(situation: Situation, without: Collection[str] = ()) -> Statements:
    """What is stated of control, all in one sentence whom one kind of document of one day names.

    Claims ``without`` are passed over.
    """
    alike: defaultdict[tuple[Reason, str, str, bool], list[Control]] = defaultdict(list)
    for claim, current in standing_controls(situation.knowledge, situation.firm, situation.day):
        if claim.mechanism in (STATED, NOBODY) and claim.id not in without:
            key = (speaker(situation, (claim.id,)), day_of(claim), claim.mechanism, current)
            alike[key].append(claim)
    newest_first = sorted(alike.items(), key=lambda pair: pair[0][1], reverse=True)
    by_age: dict[bool, list[Said]] = {True: [], False: []}
    for (whose, _, mechanism, stands), claims in newest_first:
        said = _stated(situation, claims, whose, nobody=mechanism == NOBODY, current=stands)
        by_age[stands].append(said)
    return Statements(tuple(by_age[True]), tuple(by_age[False]))


def _stated(
    situation: Situation, claims: Sequence[Control], whose: Reason, *, nobody: bool, current: bool
) -> Said:
    """One statement of who controls, or that nobody does, currently or as last known."""
    ids = tuple(claim.id for claim in claims)
    day = claims[0].as_of or claims[0].period.start or situation.day
    aside = weakly(situation.knowledge, *each(ids))
    if not nobody:
        named = (one for claim in claims for one in claim.members or (claim.party,))
        code = "statedToDirect" if current else "statedToDirectLastKnown"
        who = tuple(dict.fromkeys(named))
        return Said(because(code, who=who, speaker=whose, asides=(aside,), day=day), ids)
    if not current:
        return Said(because("statedNobodyLastKnown", speaker=whose, aside=aside, day=day), ids)
    shorter = because("statedNobodyShort", speaker=whose, aside=aside)
    return Said(because("statedNobody", speaker=whose, aside=aside, day=day), ids, (shorter,))


def speaker(situation: Situation, claims: Sequence[str]) -> Reason:
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


def day_of(claim: Control) -> str:
    """The day a claim speaks of, or on which it began; nothing where it has none."""
    return str(claim.as_of or claim.period.start or "")
