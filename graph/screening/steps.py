"""The steps by which a list reaches a firm, told one hop at a time with the stakes that count."""

from __future__ import annotations

from collections.abc import Iterable

from graph.answers.names import label, named
from graph.answers.parts import Interval
from graph.answers.screening import CountedStake, CutHolder, ReachStep
from graph.claims.shares import in_percent, span
from graph.ownership.control.reach import Passage
from graph.screening.direct_holders import Part
from graph.screening.reach import Reaching

INSIDE = {
    "listed": "listed",
    "mayBeListed": "may be listed",
    "reached": "reached itself",
    "notExcluded": "cannot be excluded itself",
}


def steps_to(found: Reaching, firm: str) -> tuple[ReachStep, ...]:
    """Every hop on which a firm's result rests, from the list down to the firm.

    Each firm stands after those whose stakes it counts. Cost: the hops shown.
    """
    possible = found.status(firm) != "reached"
    ordered: list[str] = []
    met = {firm}
    waiting = [(firm, False)]
    while waiting:
        entity, holders_done = waiting.pop()
        if holders_done:
            ordered.append(entity)
            continue
        waiting.append((entity, True))
        passage = found.passage(entity, possible=possible)
        for holder in reversed([found.ids[one] for one in passage.contributors] if passage else []):
            if holder not in met and holder not in found.listed:
                met.add(holder)
                waiting.append((holder, False))
    steps = (_step(found, one, possible=possible) for one in ordered)
    return tuple(step for step in steps if step is not None)


def _step(found: Reaching, firm: str, *, possible: bool) -> ReachStep | None:
    passage = found.passage(firm, possible=possible)
    if passage is None:
        return None
    knowledge = found.around.situation.knowledge
    column = found.around.columns.get(firm)
    parts = found.parts(firm, passage.contributors)
    stakes = tuple(_stake(found, part) for part in parts)
    if passage.mechanism != "capital":
        stakes = _directing(found, firm, passage)
    return ReachStep(
        firm=named(knowledge, firm),
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
        holder=named(knowledge, part.holder),
        inside=standing(found, part.holder),
        lists=lists_of(found, part.holder),
        share=Interval(float(part.lower), float(part.upper)),
        currency=part.currency,
        text=part_text(part),
        reason=part.reason,
        as_of=max((str(claim.as_of or "") for claim in claims), default=""),
        claims=part.claims,
    )


def _directing(found: Reaching, firm: str, passage: Passage) -> tuple[CountedStake, ...]:
    """Those who direct a firm by a power, as the stakes they are counted for."""
    knowledge = found.around.situation.knowledge
    links = {(link.holder, link.mechanism): link for link in found.around.links.get(firm, ())}
    stakes = []
    for one in passage.contributors:
        holder = found.ids[one]
        link = links[holder, passage.mechanism]
        stakes.append(
            CountedStake(
                holder=named(knowledge, holder),
                inside=standing(found, holder),
                lists=lists_of(found, holder),
                share=Interval(float(passage.lower), float(passage.upper)),
                currency="current" if link.certain else "lastKnown",
                text=f"may direct it, by {label(passage.mechanism, 'ControlMechanisms')}",
                reason="" if link.certain else "last known, or without the votes",
                as_of=max(str(knowledge.claims[claim].as_of or "") for claim in link.claims),
                claims=link.claims,
            )
        )
    return tuple(stakes)


def _cut(found: Reaching, parts: Iterable[Part]) -> Iterable[CutHolder]:
    """Holders that listed persons hold in part: the cascade is cut there."""
    knowledge = found.around.situation.knowledge
    for part in parts:
        if found.status(part.holder) == "inPart" and part.holder not in found.listed:
            least, most = found.sums(part.holder)
            yield CutHolder(
                holder=named(knowledge, part.holder),
                share=Interval(float(part.lower), float(part.upper)),
                held=Interval(float(least), float(most)),
            )


def standing(found: Reaching, holder: str) -> str:
    """Why a holder counts: listed, mayBeListed, reached or notExcluded."""
    lines = found.listed.get(holder, ())
    if any(one.certain for one in lines):
        return "listed"
    if found.certain(holder):
        return "reached"
    return "mayBeListed" if lines else "notExcluded"


def lists_of(found: Reaching, entity: str) -> tuple[str, ...]:
    """The lists an entity is on or comes under, in alphabetical order."""
    own = {one.list for one in found.listed.get(entity, ())}
    under = found.found.labels.get(found.around.number(entity), frozenset())
    return tuple(sorted(own | under))


def part_text(part: Part) -> str:
    """A stake in words: its size, and what is not sure about it.

    >>> from fractions import Fraction
    >>> part_text(Part(holder="a", firm="b", lower=Fraction(0), upper=Fraction(51, 100),
    ...                said="51 %", currency="lastKnown", reason="last seen 2020-12-04"))
    '51 %, last seen 2020-12-04'
    """
    if part.said:
        size = part.said
    elif part.lower == 0 and part.upper == 1:
        size = "a stake of unknown size"
    elif part.lower == 0:
        size = f"{in_percent(float(part.upper))} or less"
    else:
        size = span(float(part.lower), float(part.upper))
    return f"{size}, {part.reason}" if part.reason else size


def holder_text(found: Reaching, part: Part) -> str:
    """A stake with its holder, and why the holder counts.

    For example "Jade (on Entity List) 51 %, last seen 2020-12-04".
    """
    lists = ", ".join(dict.fromkeys(one.list for one in found.listed.get(part.holder, ())))
    inside = f"on {lists}" if lists else INSIDE[standing(found, part.holder)]
    if standing(found, part.holder) == "mayBeListed":
        inside = f"may be on {lists}: {found.listed[part.holder][0].reason}"
    return f"{found.around.situation.name(part.holder)} ({inside}) {part_text(part)}"


def claims_behind(found: Reaching, firm: str) -> tuple[str, ...]:
    """The claims of the stakes that count, of the listings behind them, and so on upward."""
    claims: list[str] = []
    met: set[str] = set()
    waiting = [firm]
    while waiting:
        entity = waiting.pop(0)
        if entity in met:
            continue
        met.add(entity)
        claims += [claim for one in found.listed.get(entity, ()) for claim in one.claims]
        passage = found.passage(entity, possible=True)
        holders = passage.contributors if passage else ()
        waiting += [found.ids[one] for one in holders]
        claims += [claim for part in found.parts(entity, holders) for claim in part.claims]
        claims += [
            claim
            for link in found.around.links.get(entity, ())
            if passage is not None and link.mechanism == passage.mechanism
            for claim in link.claims
        ]
    return tuple(dict.fromkeys(claims))
