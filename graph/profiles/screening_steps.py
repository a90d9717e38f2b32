"""The steps by which a list reaches a firm, one hop at a time, as an answer shows them."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.names import named
from graph.answers.parts import Interval, Named
from graph.answers.reason_words import in_words
from graph.answers.screening import CountedStake, CutHolder, ReachStep
from graph.claims.reasons import because
from graph.ownership.control.reach import Passage
from graph.screening.direct_holders import Part
from graph.screening.links import VOTES
from graph.screening.reach import Reaching
from graph.screening.steps import hops_to, lists_of, part_reason, party, standing


def steps_to(found: Reaching, firm: str) -> tuple[ReachStep, ...]:
    """Every hop on which a firm's result rests, from the list down to the firm."""
    possible = found.status(firm) != "reached"
    hops = ((hop, found.passage(hop, possible=possible)) for hop in hops_to(found, firm))
    return tuple(_step(found, hop, passage) for hop, passage in hops if passage is not None)


def party_named(found: Reaching, entity: str) -> Named:
    """A holder as an answer names it; a block has no id but its words."""
    who = party(found, entity)
    knowledge = found.around.situation.knowledge
    if who.code == "entity":
        return named(knowledge, entity)
    words = in_words(knowledge, who)
    return Named(words, words)


def _step(found: Reaching, firm: str, passage: Passage) -> ReachStep:
    column = found.around.columns.get(firm)
    if passage.mechanism != "capital":
        stakes = _directing(found, firm, passage)
    else:
        stakes = tuple(_stake(found, part) for part in found.parts(firm, passage.contributors))
    return ReachStep(
        firm=party_named(found, firm),
        by=passage.mechanism,
        certain=found.status(firm) == "reached",
        total=Interval(float(passage.lower), float(passage.upper)),
        stakes=stakes,
        cut=tuple(_cut(found, column.parts)) if column else (),
        contradictory=bool(column and column.contradictory),
    )


def _stake(found: Reaching, part: Part) -> CountedStake:
    knowledge = found.around.situation.knowledge
    claims = [knowledge.claims[claim] for claim in part.claims]
    return CountedStake(
        holder=party_named(found, part.holder),
        inside=standing(found, part.holder),
        lists=lists_of(found, part.holder),
        share=Interval(float(part.lower), float(part.upper)),
        currency=part.currency,
        text=in_words(knowledge, part_reason(part)),
        reason=in_words(knowledge, part.reason),
        as_of=max((str(claim.as_of or "") for claim in claims), default=""),
        claims=part.claims,
    )


def _directing(found: Reaching, firm: str, passage: Passage) -> tuple[CountedStake, ...]:
    """Those who direct a firm by a power, as the stakes they are counted for."""
    knowledge = found.around.situation.knowledge
    links = {(link.holder, link.mechanism): link for link in found.around.links.get(firm, ())}
    directs = because("mayDirectIt", mechanism=passage.mechanism)
    stakes = []
    for position in passage.contributors:
        holder = found.ids[position]
        link = links[holder, passage.mechanism]
        if link.mechanism == VOTES:
            directs = because("byItsVotes")
        stakes.append(
            CountedStake(
                holder=party_named(found, holder),
                inside=standing(found, holder),
                lists=lists_of(found, holder),
                share=Interval(float(passage.lower), float(passage.upper)),
                currency="current" if link.certain else "lastKnown",
                text=in_words(knowledge, directs),
                reason=in_words(knowledge, None if link.certain else because("powerNotSure")),
                as_of=max(
                    (str(knowledge.claims[one].as_of or "") for one in link.claims), default=""
                ),
                claims=link.claims,
            )
        )
    return tuple(stakes)


def _cut(found: Reaching, parts: Iterable[Part]) -> Iterable[CutHolder]:
    """Holders that listed persons hold in part: the cascade is cut there."""
    for part in parts:
        if found.status(part.holder) == "inPart" and part.holder not in found.listed:
            least, most = found.sums(part.holder)
            yield CutHolder(
                holder=party_named(found, part.holder),
                share=Interval(float(part.lower), float(part.upper)),
                held=Interval(float(least), float(most)),
            )
