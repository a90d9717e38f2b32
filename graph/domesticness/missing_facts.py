"""What would settle it: the missing facts, named as documents, with what they hold open.

Every unknown that a verdict waits for is named as a document somebody could
look up: a holder table, a register extract, a citizenship, a contract, the
split of a round. They are ranked by how much of an interval they carry (mass of
the firm, or of its money) times how many verdicts wait for them. A stake seen long
ago, for which what was seen since leaves no room, comes after them; those whose weight
nobody knows come last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from msgspec.structs import replace

from graph.claims.model import Listing, Ownership
from graph.claims.reasons import Reason, because
from graph.domesticness.missing import Missing, each_once
from graph.domesticness.missing_contracts import (
    OWNING,
    VOTING,
    contracts_not_read,
    contracts_wanted,
    moved_by_contracts,
)
from graph.domesticness.missing_papers import articles, lists, open_limbs, people
from graph.domesticness.verdicts import Finding
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.holder_column import HolderColumn
from graph.holders.horizons import seen_on
from graph.holders.last_known import stale_size, that_can_stand
from graph.holders.stakes import Stake
from graph.measures.funding import funding_of
from graph.measures.hybrid import FOREIGN_MONEY
from graph.measures.owner_reasons import COLUMNS
from graph.networks.situation import Situation

__all__ = ["Missing", "missing_facts"]

SOMEWHERE = ("place", "groupHeadquarters")
NOTHING_LEFT = 1e-9  # of a firm: what is less is what rounding leaves
UNDER_LAW = ("firstHopForeign", "anyForeignEquity")
MONEY = ("homeFunding", "score", "foreignUnit", FOREIGN_MONEY.code)


def missing_facts(situation: Situation, findings: Sequence[Finding]) -> tuple[Missing, ...]:
    """The missing facts that hold findings open, the heaviest first."""
    waiting = [found for found in findings if found.in_force and not found.decided]
    missing = [
        *_holders(situation),
        *_ends(situation),
        *_stale(situation),
        *contracts_not_read(situation),
        *_money(situation),
        *people(situation, findings),
        *_places(situation, findings),
        *_work(situation, findings),
        *lists(findings),
        *articles(situation, findings),
    ]
    asks: defaultdict[str, set[str]] = defaultdict(set)
    for found in waiting:
        for measure in open_limbs(found) or (found.lens.measure,):
            asks[measure].add(found.lens.id)

    @cache
    def asking(measures: tuple[str, ...]) -> tuple[str, ...]:
        """The open lenses that ask for one of some measures: of limbs, for one that is open."""
        them = {lens for measure in measures if measure in asks for lens in asks[measure]}
        return tuple(found.lens.id for found in waiting if found.lens.id in them)

    wanted = each_once(replace(fact, lenses=_waiting(fact, asking)) for fact in missing)
    held_open = [fact for fact in wanted if fact.lenses]
    return tuple(sorted(held_open, key=lambda fact: fact.rank))


def _waiting(
    fact: Missing, asking: Callable[[tuple[str, ...]], tuple[str, ...]]
) -> tuple[str, ...]:
    """The open lenses that wait for a fact."""
    lenses = asking(fact.measures)
    return tuple(lens for lens in lenses if lens in fact.only) if fact.only else lenses


def _holders(situation: Situation) -> Iterable[Missing]:
    """Holder tables and register extracts, for every firm on the chains with a rest."""
    network = situation.network()
    _, rests, _ = network.ends
    for firm in network.held:
        mass = float(rests[network.index[firm]])
        column = network.rest_column(firm)
        if mass <= 0 or column not in ("float", "undisclosed"):
            continue
        moved = float(moved_by_contracts(network, firm))
        if moved:
            yield contracts_wanted(situation, network, firm, mass * moved)
            mass *= 1 - moved
            if mass < NOTHING_LEFT:
                continue
        venues = [
            listing.target
            for listing in situation.knowledge.of(Listing, firm)
            if listing.stage == "completed"
            and seen_on(listing, situation.day)
            and not listing.period.ended_before(situation.day)
        ]
        if column == "float":
            document = because("needFloatStatistics", firm=firm)
        elif venues:
            document = because("needHolderTable", firm=firm, venues=tuple(dict.fromkeys(venues)))
        else:
            document = because("needShareholders", firm=firm)
        table = network.columns[firm].table
        behind = _behind_nominees(network.columns[firm]) if column == "undisclosed" else ZERO
        if behind:
            yield _nominees_table(situation, firm, mass * float(behind))
            mass *= float(ONE - behind)
            if mass < NOTHING_LEFT:
                continue
        reasons = [because("massHere", share=mass, column=COLUMNS[column])]
        seen = None if table is None else seen_on(table, situation.day)
        if seen is not None and not network.columns[firm].table_current:
            reasons.append(because("lastTableOf", day=seen))
        yield Missing(
            document=document,
            about=firm,
            measures=OWNING + (VOTING if firm == situation.firm else ()),
            carries=mass,
            reasons=tuple(reasons),
        )


def _behind_nominees(column: HolderColumn) -> Fraction:
    """Of what was not read of a firm, the part in nominees' names: no register settles that."""
    rest = ONE - column.known
    return min(ONE, column.unread / rest) if rest > 0 else ZERO


def _nominees_table(situation: Situation, firm: str, mass: float) -> Missing:
    """Who stands behind the nominees of record: only a table of owners says it."""
    stakes = [stake for stake in situation.network().columns[firm].stakes if stake.of_record]
    nominees = tuple(dict.fromkeys(stake.claim.party for stake in stakes))
    return Missing(
        document=because("needBehindNominees", firm=firm, nominees=nominees),
        about=firm,
        measures=OWNING + (VOTING if firm == situation.firm else ()),
        carries=mass,
        reasons=(because("massBehindNominees", share=mass, nominees=nominees),),
        claims=tuple(stake.claim.id for stake in stakes),
    )


def _ends(situation: Situation) -> Iterable[Missing]:
    """Owners in whom chains end without an origin."""
    network = situation.network()
    owners, _, _ = network.ends
    for entity, placed in network.origins.items():
        mass = float(owners[network.index[entity]])
        if placed.certain or placed.point == "float" or mass <= 0 or entity == situation.firm:
            continue
        known = situation.knowledge.entities.get(entity)
        kind = known.kind if known else ""
        if kind == "Person":
            document = because("needCitizenship", person=entity)
        elif kind == "PartyGroup":
            document = because("needMembers", group=entity)
        else:
            document = because("needHolders", firm=entity)
        reasons = (because("massEndsThere", share=mass),)
        yield Missing(
            document=document,
            about=entity,
            measures=OWNING + VOTING,
            carries=mass,
            reasons=reasons if placed.reason is None else (*reasons, placed.reason),
            claims=placed.claims,
        )


def _stale(situation: Situation) -> Iterable[Missing]:
    """Stakes in the firm that are only last known; the newest of them leave room for which?"""
    stakes = situation.network().columns[situation.firm].stakes
    stale = [one for one in stakes if stale_size(one) and one.seen]
    standing = that_can_stand(stale)
    for stake in stale:
        outdone = stake not in standing
        seen = _last_seen(situation, stake)
        yield Missing(
            document=because("needStake", holder=stake.holder, firm=situation.firm),
            about=stake.holder,
            measures=OWNING + VOTING,
            carries=float(stake.bounds[0]),
            reasons=(seen, because("laterLeaveNoRoom")) if outdone else (seen,),
            claims=(stake.claim.id,),
            outdone=outdone,
        )


def _last_seen(situation: Situation, stake: Stake) -> Reason:
    """When a stake was last seen, and its size then: of a class, as its source gives it."""
    day = stake.claim.as_of or stake.seen or ""
    said = situation.knowledge.claims.get(stake.claim.id)
    if stake.others is not None and isinstance(said, Ownership) and said.share is not None:
        share_class = said.denominator
        return because("lastSeenOfClass", day=day, share=said.share, share_class=share_class)
    assert stake.claim.share is not None
    return because("lastSeenAt", day=day, share=stake.claim.share)


def _money(situation: Situation) -> Iterable[Missing]:
    money = funding_of(situation)
    if money.coverage is None:
        yield Missing(
            document=because("needPaidIn", firm=situation.firm),
            about=situation.firm,
            measures=("homeFunding", "score", FOREIGN_MONEY.code),
            carries=1.0,
            reasons=(money.reason,),
            claims=money.claims[:6],
        )
    most_open_first = sorted(money.rounds, key=lambda one: one.home[0] - one.home[1])
    for closed in most_open_first:
        low, high = closed.home
        if closed.amount > 0 and high > low and closed.id in situation.knowledge.entities:
            yield Missing(
                document=because("needRound", round=closed.id),
                about=closed.id,
                measures=MONEY,
                carries=None
                if money.coverage is None
                else money.coverage * (high - low) / money.total,
                reasons=(because("moneyOpenThere", share=(high - low) / money.total),),
                claims=closed.claims,
            )


def _places(situation: Situation, findings: Sequence[Finding]) -> Iterable[Missing]:
    """Where the firm is, on paper and in fact: each asked for once, for the lenses on it.

    A seat tells whose law its registered capital is under as well.
    """
    open_ones = [
        found
        for found in findings
        if found.decides == "notCited" and found.lens.measure in SOMEWHERE
    ]
    for aspect in dict.fromkeys(found.lens.aspect for found in open_ones):
        asking = [found for found in open_ones if found.lens.aspect == aspect]
        firm, on_paper = situation.firm, aspect == "seat"
        also = [found for found in findings if on_paper and found.lens.measure in UNDER_LAW]
        yield Missing(
            document=because("needIncorporation", firm=firm)
            if on_paper
            else because("needPlace", aspect=aspect, firm=firm),
            about=firm,
            measures=(*SOMEWHERE, *UNDER_LAW),
            carries=None,
            reasons=asking[0].reasons,
            only=tuple(found.lens.id for found in (*asking, *also)),
        )


def _work(situation: Situation, findings: Sequence[Finding]) -> Iterable[Missing]:
    """Who works where, and what is made where; asked for once the lens on it is open."""
    wanted = {
        "work": because("needStaffByPlace", firm=situation.firm),
        "madeAtHome": because("needMadeWhere", firm=situation.firm),
    }
    for found in findings:
        measure = found.lens.measure
        if measure in wanted and found.in_force and not found.decided:
            yield Missing(
                document=wanted[measure],
                about=situation.firm,
                measures=(measure,),
                carries=None,
                reasons=found.reasons,
            )
