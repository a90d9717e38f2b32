"""What was not read of a firm: where the walk ends with nobody known, and whose money is open."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers import path_words as words
from graph.answers.names import named
from graph.answers.reason_words import in_words
from graph.measures.money_graph import MoneyGraph
from graph.measures.paid_rounds import PaidRound
from graph.networks.situation import Situation
from graph.ownership.traversal.arrivals import visits
from graph.ownership.traversal.least_shares import LeastShares
from graph.profiles.climbs import Climb, Source

OPEN_SHOWN = 6  # places where something is not disclosed that are named one by one


def not_read(
    situation: Situation, climb: Climb, source: Source, least: LeastShares
) -> Iterator[str]:
    """Where the walk at the least ends with nobody known, the largest part first."""
    if climb.money is not None:
        yield from _money_not_read(situation, climb.money)
        return
    assert climb.shares is not None
    worth, outside = climb.worth(source), climb.outside(source)
    arriving = visits(least.shares, climb.root)
    open_ = [
        (part, node)
        for node, part in arriving.items()
        if part and node != climb.root and not least.shares.out_degree(node)
        and node not in worth and node not in outside
    ]  # fmt: skip
    for part, node in sorted(open_, key=lambda pair: (-pair[0], str(pair[1])))[:OPEN_SHOWN]:
        data = climb.presence.nodes[node]
        placed = data["origin"]
        yield words.not_read_said(
            float(part),
            named(situation.knowledge, data["entity"]).name,
            unnamed=data["unnamed"],
            why=in_words(situation.knowledge, placed.reason) if placed else "",
        )


def _money_not_read(situation: Situation, money: MoneyGraph) -> Iterator[str]:
    """Rounds of which the parts, the investors or the amount are not known."""
    if not money.counted:
        yield words.NO_MONEY
    knowledge = situation.knowledge
    for one in money.counted:
        paid = [part for part in one.parts if part.lower == part.upper]
        open_ = [part.investor for part in one.parts if part not in paid]
        if open_ or not one.is_complete:
            names = [named(knowledge, investor).name for investor in open_]
            yield words.parts_not_read_said(named(knowledge, one.id).name, amount_of(one), names)
        for part in paid:
            placed = money.shares.nodes[f"{part.investor}@{one.day.isoformat()}"]["origin"]
            if placed is not None and not placed.certain:
                yield words.investor_open_said(
                    named(knowledge, part.investor).name,
                    "" if one.is_round else amount_of(one),
                    in_words(knowledge, placed.reason),
                )
    for one in money.beside:
        yield beside_said(situation, one)


def beside_said(situation: Situation, one: PaidRound) -> str:
    """Money that is not counted, in words."""
    investors = ", ".join(named(situation.knowledge, part.investor).name for part in one.parts)
    return words.beside_said(
        named(situation.knowledge, one.id).name if one.is_round else investors,
        amount_of(one),
        one.beside or "noAmount",
        investors if one.is_round else "",
    )


def amount_of(one: PaidRound) -> str:
    """A round's amount in its own currency; of named parts alone, that it is at least so much."""
    value = None if one.amount is None else float(one.amount)
    most = value if one.is_stated or not one.is_round else None
    return words.amount_said(value, most, one.currency)
