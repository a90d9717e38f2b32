"""Contracts over a firm: how much of whose stakes they move to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import (
    Control,
    Ownership,
)
from graph.claims.shares import span
from graph.claims.walks import everybody
from graph.fraction import ZERO, Fraction
from graph.holders.gone import gone_end
from graph.holders.groups import all_members, is_group, members_of
from graph.holders.holder_column import Held, HolderColumn
from graph.holders.horizons import is_recent, seen_on, undated
from graph.holders.stakes import Basis
from graph.holders.ways import Way, by_way
from ontology.load import codes


def share_said(knowledge: Knowledge, links: Sequence[Held]) -> str:
    """The share of a link as its claim words it, when one claim of equity is the whole of it."""
    claims = [knowledge.claims[claim] for one in links for claim in one.claims]
    if len(claims) == 1 and links[0].link == "ownership":
        share = claims[0].share if isinstance(claims[0], Ownership) else None
        if share is not None and links[0].lower == share.fractions[0]:
            return str(share)
    return span(
        float(sum(one.lower for one in links)), min(1.0, float(sum(one.upper for one in links)))
    )


FULL_SET = frozenset({"exclusiveServices", "callOption", "equityPledge", "votingProxy"})


class BoundGroup(Struct, frozen=True, gc=False):
    """A group with bound nominees among its members; wholly bound if it has no others."""

    group: str
    members: frozenset[str]  # those bound
    wholly: bool
    others: tuple[str, ...] = ()  # those not bound, where all are named


class Contract(Struct, frozen=True, gc=False):
    """The contracts of one beneficiary over one firm, and how much of the benefit they move."""

    beneficiary: str
    bound: frozenset[str]  # empty: not named
    lower: Fraction
    upper: Fraction
    claims: tuple[str, ...]
    groups: tuple[BoundGroup, ...] = ()  # in which bound nominees hold with others, or alone

    def part_of(self, row: Held) -> Literal["all", "some", "none"]:
        """How much of what a holder has is bound: of a group that nobody split, some of it.

        A nominee's own shares are; what it holds through somebody is that one's, and may be.
        """
        if not self.bound or row.holder in self.bound:
            return "some" if self.bound and row.through else "all"
        group = next((one for one in self.groups if one.group == row.holder), None)
        if group is None:
            return "none"
        return "all" if group.wholly else "some"

    def unbound(self, holder: str) -> tuple[str, ...]:
        """Of a group that has bound and other members, all named, the others: with the full set
        of contracts what is left of its block is theirs."""
        found = next((one.others for one in self.groups if one.group == holder), ())
        return found if self.lower == 1 else ()

    def all_hold(self, rows: Iterable[Held]) -> bool:
        """Whether every bound nominee is among some holders, by itself or in a group."""
        holders = {row.holder for row in rows if not row.through}
        grouped = (one.members for one in self.groups if one.group in holders)
        return bool(self.bound) and self.bound <= frozenset(holders).union(*grouped)


def standing_controls(
    knowledge: Knowledge, firm: str, day: date, *mechanisms: str
) -> tuple[tuple[Control, bool], ...]:
    """Claims of control over a firm that were reached on the day, and whether each is current.

    A control claim ages like a stake: after its source's horizon it is last known, and so it is
    when one of both ends is no more. A stated parent, whom nobody trades, has a longer horizon.
    """
    found = []
    for claim in knowledge.about(Control, firm):
        if mechanisms and claim.mechanism not in mechanisms:
            continue
        seen = seen_on(claim, day)
        if (
            claim.stage != "completed"
            or claim.period.ended_before(day)
            or (seen is None and not undated(claim))
        ):
            continue
        recent = is_recent(knowledge, claim, day, _longer(claim))
        both_there = gone_end(knowledge, claim.party, firm, day) is None
        current = recent and both_there and not claim.period.in_doubt(day)
        if claim.mechanism == "parent" and _no_longer_parent(knowledge, claim, seen, day):
            continue
        found.append((claim, current))
    return tuple(found)


def _longer(claim: Control) -> int:
    """The horizon that a claim of control has whatever its source, in months; none but parents."""
    if claim.mechanism != "parent":
        return 0
    return int(codes("StakeHorizons")["parentLink"].attributes["horizonMonths"])


def _no_longer_parent(knowledge: Knowledge, claim: Control, seen: date | None, day: date) -> bool:
    """Whether a stated parent has since sold, or another parent is stated later."""
    if seen is None:
        return False
    sold = any(
        stake.party == claim.party
        and stake.event == "exit"
        and (gone := seen_on(stake, day)) is not None
        and gone >= seen
        for stake in knowledge.about(Ownership, claim.target)
    )
    newer = any(
        other.mechanism == "parent"
        and other.party != claim.party
        and (later := seen_on(other, day)) is not None
        and later > seen
        for other in knowledge.about(Control, claim.target)
    )
    return sold or newer


def _groups_of(knowledge: Knowledge, bound: frozenset[str]) -> tuple[BoundGroup, ...]:
    """The groups that bound nominees are in, or that have such a group among their members."""
    found = []
    for group in everybody(sorted(bound), lambda one: knowledge.groups.get(one, ())):
        if group in bound or not is_group(knowledge, group):
            continue
        named = frozenset(everybody([group], lambda one: members_of(knowledge, one)))
        every = all_members(knowledge, group)
        others = tuple(member for member in every if member not in bound)
        found.append(BoundGroup(group, named & bound, bool(every) and not others, others))
    return tuple(found)


def contracts_over(
    knowledge: Knowledge, firm: str, basis: Basis, day: date
) -> tuple[Contract, ...]:
    """The contracts that move benefit (or, on the voting basis, votes) in a firm on a day."""
    if basis == "legal":
        return ()
    standing = standing_controls(knowledge, firm, day, "vieContracts")
    if not standing:
        return ()
    claims = _read_in_full(standing)
    if basis == "voting":
        claims = tuple(
            (claim, current) for claim, current in claims if "votingProxy" in claim.instruments
        )
    alone = len({claim.party for claim, _ in claims}) == 1
    return tuple(
        contract_of(
            knowledge, claim, _moved(claim, basis, sure=alone and current and bool(claim.bound))
        )
        for claim, current in claims
    )


def contract_of(knowledge: Knowledge, claim: Control, moved: tuple[Fraction, Fraction]) -> Contract:
    """The contracts that a claim tells of, moving so much of what they bind."""
    bound = frozenset(claim.bound)
    return Contract(claim.party, bound, *moved, (claim.id,), _groups_of(knowledge, bound))


def _read_in_full(claims: Sequence[tuple[Control, bool]]) -> tuple[tuple[Control, bool], ...]:
    """The claims without those that another repeats with more instruments.

    Whoever read a loan and an option in 2023 and all five contracts in 2025, of one beneficiary
    with the same nominees since the same day, has read one set of contracts.
    """
    return tuple(
        (claim, current)
        for claim, current in claims
        if not any(
            _one_set(claim, other) and set(claim.instruments) < set(other.instruments)
            for other, as_current in claims
            if as_current >= current
        )
    )


def _one_set(claim: Control, other: Control) -> bool:
    return (claim.party, set(claim.bound), claim.period.start) == (
        other.party,
        set(other.bound),
        other.period.start,
    )


def _moved(claim: Control, basis: Basis, *, sure: bool) -> tuple[Fraction, Fraction]:
    """How much of the bound nominees' equity the contracts move, least and most.

    Votes move whole, with the proxy. Of the benefit a source may say how much; where none
    does, the full set of instruments moves all of it, and any other set any part.
    """
    if basis == "voting":
        least, most = Fraction(1), Fraction(1)
    elif claim.benefit is not None:
        least, most = claim.benefit.fractions
    else:
        least, most = Fraction(int(set(claim.instruments) >= FULL_SET)), Fraction(1)
    return (least if sure else Fraction(0)), most


def rows_of_nominees(
    column: HolderColumn, held: Iterable[Held], contracts: Sequence[Contract]
) -> tuple[Held, ...]:
    """The holders of a column, those bound with what they hold themselves and through others."""
    bound = frozenset().union(*(contract.bound for contract in contracts))
    rows: list[Held] = []
    for one in held:
        if one.holder not in bound:
            rows.append(one)
            continue
        for way, row in by_way(column.stakes, one, _way_of):
            rows.append(replace(row, through=way != ()))
    return tuple(rows)


def _way_of(claim: Ownership) -> Way:
    if claim.via:
        return claim.via
    return None if claim.directness == "indirect" else ()


def replaced(
    column: HolderColumn, held: Sequence[Held], contracts: Sequence[Contract]
) -> tuple[tuple[Held, ...], Fraction, Fraction]:
    """The holders of a column after its contracts, with the bounds of the rest.

    Nothing is added to the column: what the beneficiary gains, nominees lose.
    """
    rest_lower, rest_upper = column.rest_lower, column.rest_upper
    if not contracts:
        return tuple(held), rest_lower, rest_upper
    held = rows_of_nominees(column, held, contracts)
    current = list(held)
    for contract in contracts:
        gains = [Fraction(0)] * 3
        kept: list[Held] = []
        for one in current:
            part = contract.part_of(one)
            if one.link == "contract" or part == "none":
                kept.append(one)
                continue
            least = contract.lower if part == "all" else Fraction(0)
            gains[0] += least * one.lower
            gains[1] += least * one.known
            gains[2] += contract.upper * one.upper
            if unbound := contract.unbound(one.holder):
                kept += [replace(one, holder=member, lower=ZERO, known=ZERO) for member in unbound]
                continue
            kept.append(
                Held(
                    one.holder,
                    (1 - contract.upper) * one.lower,
                    (1 - contract.upper) * one.known,
                    (1 - least) * one.upper,
                    one.claims,
                    one.link,
                    through=one.through,
                )
            )
        hidden = not contract.all_hold((*held, *current))
        if hidden:
            moved = contract.lower * rest_lower if not contract.bound else Fraction(0)
            gains[0] += moved
            gains[1] += moved
            gains[2] += contract.upper * rest_upper
            if not contract.bound:
                rest_upper = (1 - contract.lower) * rest_upper
            rest_lower = (1 - contract.upper) * rest_lower
        upper = min(Fraction(1), gains[2])
        beneficiary = Held(
            contract.beneficiary, gains[0], gains[1], upper, contract.claims, "contract"
        )
        current = [*kept, beneficiary]
    return tuple(current), rest_lower, rest_upper
