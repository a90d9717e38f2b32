"""What would settle it: the missing facts, named as documents, with what they hold open.

Every unknown that a verdict waits for is named as a document somebody could
look up: a holder table, a register extract, a citizenship, a contract, the
split of a round. They are ranked by how much of an interval they carry (mass of
the firm, or of its money) times how many verdicts wait for them; those whose
weight nobody knows come last.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from graph.answers.names import named
from graph.answers.verdicts import Unknown, Verdict
from graph.claims.model import Listing
from graph.claims.shares import in_percent
from graph.holders.horizons import seen_on
from graph.measures.funding import funding_of
from graph.measures.hybrid import citizenship_of, founders_and_leaders
from graph.networks.situation import Situation

OWNING = (
    "homeShare", "blocks", "foreignUnit", "firstHopForeign", "anyForeignEquity", "score",
    "foreignShare", "homeShareOrControl",
)  # fmt: skip
VOTING = ("control", "actualControl", "stateInfluence", "stateForm")
SOMEWHERE = ("place", "groupHeadquarters")
MONEY = ("homeFunding", "score", "foreignUnit", "hybridLimbs")


class Missing(Struct, frozen=True, kw_only=True):
    """A fact not found, before it is ranked."""

    document: str
    about: str
    measures: tuple[str, ...]
    carries: float | None
    reason: str
    claims: tuple[str, ...] = ()
    lenses: tuple[str, ...] = ()  # only these of the measures' lenses, where it is not all


def unknowns_of(situation: Situation, verdicts: Sequence[Verdict]) -> tuple[Unknown, ...]:
    """The missing facts that hold verdicts open, the heaviest first."""
    measure_of = {lens.id: lens.measure for lens in situation.knowledge.lenses.values()}
    waiting = [one.lens for one in verdicts if one.in_force and not one.decided]
    found = [
        *_holders(situation),
        *_ends(situation),
        *_stale(situation),
        *_contracts(situation),
        *_money(situation),
        *_people(situation),
        *_places(situation, verdicts),
        *_work(situation, verdicts),
        *_lists(situation, verdicts),
    ]
    ranked = []
    for missing in _each_once(found):
        held_open = tuple(
            lens
            for lens in waiting
            if measure_of[lens] in missing.measures and lens in (missing.lenses or waiting)
        )
        if held_open:
            ranked.append((missing, held_open))
    ranked.sort(key=lambda pair: (-_weight(*pair), -len(pair[1]), pair[0].document))
    return tuple(
        Unknown(
            rank=place,
            document=missing.document,
            about=named(situation.knowledge, missing.about),
            lenses=held_open,
            carries=missing.carries,
            reason=missing.reason,
            claims=missing.claims,
        )
        for place, (missing, held_open) in enumerate(ranked, start=1)
    )


def _each_once(found: Iterable[Missing]) -> Iterable[Missing]:
    """A document that several claims ask for, such as two companies' contracts, asked for once."""
    kept: dict[tuple[object, ...], Missing] = {}
    for one in found:
        key = (one.document, one.about, one.measures, one.carries, one.reason)
        before = kept.get(key, one)
        kept[key] = replace(before, claims=tuple(dict.fromkeys((*before.claims, *one.claims))))
    return kept.values()


def _weight(missing: Missing, held_open: Sequence[str]) -> float:
    """What an unknown carries, times the verdicts that wait for it."""
    return (missing.carries or 0.0) * len(held_open)


def _holders(situation: Situation) -> Iterable[Missing]:
    """Holder tables and register extracts, for every firm on the chains with a rest."""
    network = situation.network()
    _, rests, _ = network.ends
    for firm in network.held:
        mass = float(rests[network.index[firm]])
        column = network.rest_column(firm)
        if mass <= 0 or column not in ("float", "undisclosed"):
            continue
        name = situation.name(firm)
        venues = [
            situation.name(listing.target)
            for listing in situation.knowledge.of(Listing, firm)
            if seen_on(listing, situation.day) and not listing.period.ended_before(situation.day)
        ]
        if column == "float":
            document = f"share register or custody statistics of {name}: its float by nationality"
        elif venues:
            where = " and ".join(dict.fromkeys(venues))
            document = f"holder table of {name} in its latest annual report ({where})"
        else:
            document = f"register extract with all shareholders of {name}"
        table = network.columns[firm].table
        reason = f"{in_percent(mass)} of the firm is {column} here"
        if table is not None and not network.columns[firm].table_current:
            reason += f"; the last table is of {seen_on(table, situation.day)}"
        yield Missing(
            document=document,
            about=firm,
            measures=OWNING + (VOTING if firm == situation.firm else ()),
            carries=mass,
            reason=reason,
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
        name = situation.name(entity)
        kind = known.kind if known else ""
        if kind == "Person":
            document = f"a statement of the citizenship of {name}"
        elif kind == "PartyGroup":
            document = f"the members of {name} and what each of them holds"
        else:
            document = f"register extract with the holders of {name}"
        yield Missing(
            document=document,
            about=entity,
            measures=OWNING + VOTING,
            carries=mass,
            reason=f"{in_percent(mass)} of the firm ends there; {placed.reason}",
            claims=placed.claims,
        )


def _stale(situation: Situation) -> Iterable[Missing]:
    """Stakes in the firm that are only last known."""
    for stake in situation.network().columns[situation.firm].stakes:
        if stake.currency == "lastKnown" and stake.claim.share is not None and stake.seen:
            name = situation.name(stake.holder)
            yield Missing(
                document=f"the current stake of {name} in {situation.name(situation.firm)}",
                about=stake.holder,
                measures=OWNING + VOTING,
                carries=float(stake.bounds[0]),
                reason=f"last seen {stake.claim.as_of or stake.seen} at {stake.claim.share}",
                claims=(stake.claim.id,),
            )


def _contracts(situation: Situation) -> Iterable[Missing]:
    """Contracts whose instruments are not all cited."""
    for part in situation.parts:
        if part.role != "contract":
            continue
        network = situation.network(part.entity)
        for contract in network.contracts.get(part.entity, ()):
            if contract.lower < contract.upper:
                yield Missing(
                    document=f"the contracts over {situation.name(part.entity)}: services, option, "
                    "pledge, proxy, and whom they bind",
                    about=part.entity,
                    measures=("homeShare", "score"),
                    carries=None,
                    reason="not all four instruments are cited as current",
                    claims=contract.claims,
                )


def _money(situation: Situation) -> Iterable[Missing]:
    money = funding_of(situation)
    name = situation.name(situation.firm)
    if money.coverage is None:
        yield Missing(
            document=f"paid-in capital of {name}, from its prospectus or capital history",
            about=situation.firm,
            measures=("homeFunding", "score"),
            carries=1.0,
            reason=money.text,
            claims=money.claims[:6],
        )
    for one in money.rounds:
        low, high = one.home
        if one.amount > 0 and high > low and one.id in situation.knowledge.entities:
            yield Missing(
                document=f"who paid how much in {situation.name(one.id)}",
                about=one.id,
                measures=MONEY,
                carries=None
                if money.coverage is None
                else money.coverage * (high - low) / money.total,
                reason=f"{in_percent((high - low) / money.total)} of the known money is open there",
                claims=one.claims,
            )


def _lists(situation: Situation, verdicts: Sequence[Verdict]) -> Iterable[Missing]:
    """Whole copies of lists on which nobody was found, and so nobody can be denied."""
    for one in verdicts:
        lens = situation.knowledge.lenses[one.lens]
        if lens.measure == "designation" and one.decides == "listNotHeld":
            yield Missing(
                document=f"a whole copy of {situation.name(lens.programme)}, gone through for it",
                about=lens.programme,
                measures=("designation",),
                carries=None,
                reason=one.explanation,
                lenses=(one.lens,),
            )


def _people(situation: Situation) -> Iterable[Missing]:
    """Founders and leaders whose citizenship no source read states."""
    situation = situation.on("people")
    for person in founders_and_leaders(situation):
        if not citizenship_of(situation, person)[0]:
            yield Missing(
                document=f"a statement of the citizenship of {situation.name(person)}",
                about=person,
                measures=("hybridLimbs",),
                carries=None,
                reason="founder or leader, citizenship not cited",
            )


def _places(situation: Situation, verdicts: Sequence[Verdict]) -> Iterable[Missing]:
    for one in verdicts:
        lens = situation.knowledge.lenses[one.lens]
        if one.decides == "notCited" and lens.measure in SOMEWHERE:
            aspect = lens.aspect
            what = (
                "certificate of incorporation"
                if aspect == "seat"
                else f"a statement of the {aspect}"
            )
            yield Missing(
                document=f"{what} of {situation.name(situation.firm)}",
                about=situation.firm,
                measures=(*SOMEWHERE, "firstHopForeign", "anyForeignEquity"),
                carries=None,
                reason=one.explanation,
            )


def _work(situation: Situation, verdicts: Sequence[Verdict]) -> Iterable[Missing]:
    """Who works where, and what is made where; asked for once the lens on it is open."""
    name = situation.name(situation.firm)
    wanted = {
        "work": f"employees and research staff of {name} by place, from its annual report",
        "madeAtHome": f"where each product of {name} is made, and of whose components",
    }
    for one in verdicts:
        measure = situation.knowledge.lenses[one.lens].measure
        if measure in wanted and one.in_force and not one.decided:
            yield Missing(
                document=wanted[measure],
                about=situation.firm,
                measures=(measure,),
                carries=None,
                reason=one.explanation,
            )
