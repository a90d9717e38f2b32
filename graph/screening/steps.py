"""The steps by which a list reaches a firm: the hops, the stakes that count, and why they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from graph.claims.reasons import Reason, because
from graph.claims.walks import each_after_its_own, everybody
from graph.screening.around import firm_of_votes
from graph.screening.direct_holders import Part
from graph.screening.reach import Reaching

Standing = Literal["listed", "mayBeListed", "reached", "notExcluded"]
INSIDE: Mapping[Standing, Reason] = {
    "reached": because("reachedItself"),
    "notExcluded": because("notExcludedItself"),
}


def hops_to(found: Reaching, firm: str) -> tuple[str, ...]:
    """Every firm reached on which a firm's result rests, from the list down to the firm.

    Each firm stands after those whose stakes it counts. Cost: the hops shown.
    """
    possible = found.status(firm) != "reached"

    def counted(entity: str) -> Iterator[str]:
        passage = found.passage(entity, possible=possible)
        holders = [found.ids[number] for number in passage.contributors] if passage else []
        return (holder for holder in holders if holder not in found.listed)

    ordered = each_after_its_own([firm], counted)
    return tuple(entity for entity in ordered if found.passage(entity, possible=possible))


def standing(found: Reaching, holder: str) -> Standing:
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


def part_reason(part: Part) -> Reason:
    """A stake: its size, and what is not sure about it.

    >>> from fractions import Fraction
    >>> part_reason(Part(holder="a", firm="b", lower=Fraction(0), upper=Fraction(1))).code
    'unknownSize'
    """
    size = _size(part)
    return size if part.reason is None else because("both", first=size, second=part.reason)


def _size(part: Part) -> Reason:
    if part.stated is not None:
        return because("statedShare", share=part.stated)
    if part.lower == 0 and part.upper == 1:
        return because("unknownSize")
    if part.lower == 0:
        return because("orLess", share=part.upper)
    return because("between", share=(part.lower, part.upper))


def party(found: Reaching, entity: str) -> Reason:
    """Who a holder is: an entity, or somebody with the vehicles that a block is held through."""
    firm = firm_of_votes(entity)
    if firm:
        return because("votesIn", firm=firm)
    column = found.around.columns.get(entity)
    if column is None or column.block_of is None:
        return because("entity", entity=entity)
    holder, firm = column.block_of
    return because("block", holder=holder, firm=firm)


def holder_reason(found: Reaching, part: Part) -> Reason:
    """A stake with its holder, and why the holder counts.

    In words, for example, "Jade (on Entity List) 51 %, last seen 2020-12-04".
    """
    return because(
        "stakeInside",
        holder=party(found, part.holder),
        inside=inside_reason(found, part.holder),
        stake=part_reason(part),
    )


def inside_reason(found: Reaching, holder: str) -> Reason:
    """Why a holder counts: the lists it is on or may be on, or how far it is reached itself."""
    lines, state = found.listed.get(holder, ()), standing(found, holder)
    lists = tuple(dict.fromkeys(line.list for line in lines))
    if state == "mayBeListed" and lines[0].reason is not None:
        return because("mayBeOnLists", lists=lists, doubt=lines[0].reason)
    return because("onLists", lists=lists) if lists else INSIDE[state]


def claims_behind(found: Reaching, firm: str) -> tuple[str, ...]:
    """The claims of the stakes that count, of the listings behind them, and so on upward."""
    claims: list[str] = []

    def contributors(entity: str) -> tuple[int, ...]:
        passage = found.passage(entity, possible=True)
        return passage.contributors if passage else ()

    for entity in everybody([firm], lambda held: [found.ids[one] for one in contributors(held)]):
        claims += [claim for one in found.listed.get(entity, ()) for claim in one.claims]
        passage, holders = found.passage(entity, possible=True), contributors(entity)
        claims += [claim for part in found.parts(entity, holders) for claim in part.claims]
        claims += [
            claim
            for link in found.around.links.get(entity, ())
            if passage is not None and link.mechanism == passage.mechanism
            for claim in link.claims
        ]
    return tuple(dict.fromkeys(claims))
