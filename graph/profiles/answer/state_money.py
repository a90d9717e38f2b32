"""Money of states whose size, or whose stake, was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.answers.page_words import NOTHING
from graph.claims.model import Investment, Ownership
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, Value, because
from graph.domesticness.walked_score import walked_score
from graph.fraction import HALF, ZERO
from graph.holders.horizons import seen_on
from graph.holders.origins import origin, state_role
from graph.measures.paid_rounds import PaidRound
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import blocks_read
from graph.profiles.answer.days import first_and_last
from graph.profiles.answer.money_rounds import closed
from graph.profiles.answer.said import Said, claims_of, first_day, weakly

STATE_RUNGS = (2, 3)  # of the ladder of origins: public bodies, and those cited as a state's
SHOWN = 4


def state_investors(situation: Situation, column: str) -> dict[str, tuple[str, ...]]:
    """The investors of a state in the firm's rounds, whatever they paid, with the claims."""
    found = walked_score(situation)
    graph, root = found.graph.presence, found.graph.root
    investors: dict[str, tuple[str, ...]] = {}
    for below, node, edge in graph.edges(data=True):
        paid = (below == root or "round" in graph.nodes[below]) and not graph.nodes[node]["unnamed"]
        placed = graph.nodes[node]["origin"]
        if paid and placed is None and "day" in graph.nodes[node]:  # a fund whose holders are read
            placed = state_role(
                situation.knowledge, graph.nodes[node]["entity"], graph.nodes[node]["day"],
                situation.home,
            )  # fmt: skip
        if paid and placed is not None and placed.rung in STATE_RUNGS and placed.point == column:
            entity = graph.nodes[node]["entity"]
            investors[entity] = (*investors.get(entity, ()), *edge["claims"])
    return investors


def state_money(situation: Situation, column: str = "home_state") -> Iterator[Said]:
    """That bodies of a state put money in, of whom no block counts on the day.

    Those of whom that is only said (weakly, or against a denial) are named apart.
    """
    holders = {block.holder for block in blocks_read(situation).blocks}
    investors = state_investors(situation, column)
    found = {one: claims for one, claims in investors.items() if one not in holders}
    code = "stateMoney" if column == "home_state" else "foreignStateMoney"
    doubts = {one: _doubts(situation, one, claims) for one, claims in found.items()}
    sure = {one: claims for one, claims in found.items() if not doubts[one]}
    said = {one: claims for one, claims in found.items() if doubts[one]}
    if sure:
        yield _sentence(situation, sure, code, {})
    if said:
        yield _sentence(situation, said, f"{code}Said", doubts)


def _doubts(situation: Situation, investor: str, claims: Sequence[str]) -> tuple[Reason, ...]:
    """Why it is only said of an investor: its money, or whose it is, is weakly cited, or denied."""
    found = (weakly(situation.knowledge, claims), weakly_of_a_state(situation, investor))
    return tuple(dict.fromkeys(one for one in found if one != NOTHING))


def weakly_of_a_state(situation: Situation, investor: str) -> Reason:
    """What is weak about the claims by which an investor is a state's; nothing where none is."""
    whose = origin(situation.knowledge, investor, situation.day, situation.home, economic=True)
    return NOTHING if whose.certain else weakly(situation.knowledge, whose.claims)


def _sentence(
    situation: Situation,
    found: Mapping[str, Sequence[str]],
    code: str,
    doubts: Mapping[str, tuple[Reason, ...]],
) -> Said:
    """All of some investors, as many by name as there is room for, or that there are some.

    Why it is only said of them stands behind all of them, or behind each where it is not one.
    """
    companies = companies_among(situation, found)
    heads = [one for one in found if not any(one in below for below in companies.values())]
    paid = {one: most_paid(situation, found[one]) for one in heads}
    shown = sorted(heads, key=lambda one: (-paid[one], -len(found[one]), one))
    together = tuple(dict.fromkeys(doubt for one in found for doubt in doubts.get(one, ())))
    alike = len({doubts.get(one, ()) for one in shown}) < 2
    values: dict[str, Value] = {
        "asides": together if alike else (), "when": _when(situation, found)
    }  # fmt: skip
    own = {} if alike else doubts
    forms = [
        because(code, each=_named(shown, companies, most, own), **values) for most in (SHOWN, 2, 1)
    ]
    forms.append(because(f"{code}Short", **(values | {"asides": together})))
    if code == "stateMoney" and (largest := _round_of_most(situation, found)) is not None:
        inside = [one for one in shown if _took_part(situation, found[one], largest.id)]
        forms[1:1] = [
            _of_round(largest, inside, _named(inside, {}, most, {}), closed(situation, largest))
            for most in (SHOWN, 2, 1)
        ]
    claims = tuple(claim for one in found for claim in found[one])
    return Said(forms[0], claims, tuple(forms[1:]), drawn=True)


def _of_round(
    round_: PaidRound, inside: Sequence[str], named: tuple[Reason, ...], day: PartialDate
) -> Reason:
    """What some bodies of a state paid in a round, and its total, which is not theirs alone."""
    amount = (float(round_.amount or 0), round_.currency)
    paid = sum((part.lower for part in round_.parts if part.investor in inside), ZERO)
    if paid > 0:
        part = (float(paid), round_.currency)
        return because("stateMoneyRoundPart", each=named, amount=amount, part=part, day=day)
    return because("stateMoneyRound", each=named, amount=amount, day=day)


def most_paid(situation: Situation, claims: Sequence[str]) -> float:
    """The largest sum that was read of an investor, in whatever currency; 0 where none was."""
    found = claims_of(situation.knowledge, claims)
    return max(
        (float(one.amount_lower or 0) for one in found if isinstance(one, Investment)), default=0
    )


def companies_among(situation: Situation, investors: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Those of some investors that are companies of another of them, by that one.

    A bank and its own arm are one body of the state: two reports of one round may name one each.
    """
    above: defaultdict[str, list[str]] = defaultdict(list)
    for investor in sorted(investors):
        for stake in situation.knowledge.about(Ownership, investor):
            owned = stake.share is not None and stake.share.fractions[0] > HALF
            known = seen_on(stake, situation.day) is not None and stake.stage == "completed"
            if owned and known and stake.party in investors and investor not in above:
                above[stake.party].append(investor)
                break
    return {one: tuple(below) for one, below in above.items()}


def _took_part(situation: Situation, claims: Sequence[str], round_: str) -> bool:
    found = claims_of(situation.knowledge, claims)
    return any(isinstance(one, Investment) and one.round == round_ and one.party for one in found)


def _round_of_most(situation: Situation, found: Mapping[str, Sequence[str]]) -> PaidRound | None:
    """Of the rounds with a stated amount the last in which most of some investors took part."""
    rounds = [
        (sum(_took_part(situation, claims, one.id) for claims in found.values()), one.day, one)
        for one in walked_score(situation).graph.counted
        if one.is_round and one.is_stated and one.amount
    ]
    count, _, most = max(rounds, key=lambda each: each[:2], default=(0, None, None))
    return most if count > 1 else None


def _when(situation: Situation, found: Mapping[str, Sequence[str]]) -> Reason:
    """When some investors paid: one day, or the first and the last, as precisely as read.

    Where no source says when somebody paid, they had by the day of the last report.
    """
    paid = [
        one
        for claims in found.values()
        for one in claims_of(situation.knowledge, claims)
        if isinstance(one, Investment) and one.party
    ]
    starts = [_paid_on(situation, one) for one in paid]
    days = [day for one, start in zip(paid, starts, strict=True) if (day := start or one.as_of)]
    if not days:
        return NOTHING
    spoken = first_and_last(days)
    first, last = spoken[0], spoken[-1]
    if not all(starts):
        return because("moneyBy", last=last)
    if first.first >= last.first:  # the earlier one contains the later
        return because("moneyOn", day=last)
    return because("moneyBetween", first=first, last=last)


def _paid_on(situation: Situation, paid: Investment) -> PartialDate | None:
    """When somebody paid, by its own claim or by one on the round it took part in."""
    same = (one for one in situation.knowledge.about(Investment, paid.target)
            if paid.round and one.round == paid.round and not one.party)  # fmt: skip
    return paid.period.start or first_day(same)


def _with(investor: str, companies: tuple[str, ...], doubts: tuple[Reason, ...]) -> Reason:
    """An investor, its companies that are in the same rounds, and why it is only said of it."""
    if doubts and companies:
        return because("entityDoubtedWith", entity=investor, companies=companies, asides=doubts)
    if doubts:
        return because("entityDoubted", entity=investor, asides=doubts)
    if companies:
        return because("entityWith", entity=investor, companies=companies)
    return because("entityNamed", entity=investor)


def _named(
    investors: Sequence[str],
    companies: Mapping[str, tuple[str, ...]],
    most: int,
    doubts: Mapping[str, tuple[Reason, ...]],
) -> tuple[Reason, ...]:
    named = tuple(
        _with(one, companies.get(one, ()), doubts.get(one, ())) for one in investors[:most]
    )
    left = len(investors) - len(named)
    return (*named, because("andMoreOfThem", count=left)) if left else named
