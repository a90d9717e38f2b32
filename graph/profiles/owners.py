"""Who owns a firm in the end: the seven columns, who chains end in, the holder table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from graph.answers.claim_words import day_said, period_said
from graph.answers.evidence import cited_all, legal_bound
from graph.answers.names import named
from graph.answers.ownership import COLUMNS, Holding, LegalBound, Owners, UltimateOwner
from graph.answers.parts import Interval, Named
from graph.answers.saying import Say, saying
from graph.claims.reasons import Reason, because
from graph.errors import InputError
from graph.holders.holder_column import HolderColumn
from graph.holders.last_known import cannot_all_stand
from graph.holders.origins import HOME, NATIONAL
from graph.holders.pending import may_have_of
from graph.holders.stakes import Basis, share_text
from graph.networks.behind import claims_behind
from graph.networks.coverage import coverage_of
from graph.networks.network import Network
from graph.networks.situation import Situation

if TYPE_CHECKING:
    from graph.answers.languages import Language

SHOWN = 40  # owners with bounds; the columns count everyone


def owners_of(
    situation: Situation,
    basis: Basis,
    release: str,
    *,
    law_bounds: bool = False,
    language: Language = "en",
) -> Owners:
    """The columns with exact bounds, and everything they rest on.

    With ``law_bounds`` the columns' bounds take cited caps on foreign holders as
    kept by everybody nobody named; each rule used is in ``laws``.

    Float and undisclosed are what is known not to be known: they have no bounds
    of their own, the five national columns have.
    """
    network = situation.network(basis=basis, laws=law_bounds)
    say = saying(situation.knowledge, language)
    shares, trapped = network.point_columns()
    columns = {
        column: Interval(*network.column_bounds([column]), shares[column])
        if column in NATIONAL
        else Interval(shares[column], shares[column], shares[column])
        for column in COLUMNS
    }
    column = network.columns.get(network.firm)
    claims = claims_behind(network)
    claims += [stake.claim.id for stake in (column.stakes if column else ())]
    return Owners(
        firm=named(situation.knowledge, situation.firm),
        basis=basis,
        as_of=situation.day.isoformat(),
        home=situation.home,
        release=release,
        columns=columns,
        undetermined=trapped,
        nationalities=_nationalities(network),
        owners=_ultimate(network, say),
        holders=holder_lines(situation, column, say) if column else (),
        coverage=coverage_of(network),
        notes=tuple(
            say(note)
            for note in (*_notes(network), *_by_law(situation.network(basis=basis), network))
        ),
        claims=cited_all(situation.knowledge, claims),
        laws=tuple(_laws(network, say)),
    )


def narrowed(found: Owners, min_share: float = 0.0, *, include_unknown: bool = True) -> Owners:
    """The same with its lists cut short: the columns stay, and a note counts who is not shown.

    An owner or holder stays whose share may come to ``min_share``, a fraction; one of unknown
    size stays unless ``include_unknown`` is off.

    Raises
    ------
    InputError
        If ``min_share`` is outside 0 to 1.
    """
    if not 0 <= min_share <= 1:
        raise InputError(f"min_share is {min_share}; it is a fraction, 0 to 1")

    def stays(share: Interval | None) -> bool:
        return include_unknown if share is None else share.upper >= min_share

    owners = tuple(one for one in found.owners if stays(one.share))
    holders = tuple(one for one in found.holders if stays(one.share))
    fewer = len(found.owners) - len(owners) + len(found.holders) - len(holders)
    left_out = (f"{fewer} owners and holders are not shown, as asked",) if fewer else ()
    return replace(found, owners=owners, holders=holders, notes=(*found.notes, *left_out))


def _by_law(free: Network, kept: Network) -> Iterable[Reason]:
    """What the caps do to home as a whole, which no single column shows."""
    if kept.caps:
        before, after = free.column_bounds(HOME), kept.column_bounds(HOME)
        yield because("homeWithCaps", kept=after, free=before)


def _laws(network: Network, say: Say) -> Iterable[LegalBound]:
    for firm, cap in network.caps.items():
        for rule in cap.rules:
            kept = because("capOnUnnamed", jurisdiction=rule.jurisdiction, share=cap.most)
            yield legal_bound(network.knowledge, rule, firm, say(kept))


def holder_lines(situation: Situation, column: HolderColumn, say: Say) -> tuple[Holding, ...]:
    """The firm's holder table: every stake ever claimed, what it is worth now, and why."""
    order = ("current", "ofRecord", "lastKnown", "unknownShare", "notComputed", "closed", "later")
    stakes = sorted(
        column.stakes,
        key=lambda stake: (order.index(stake.currency), -stake.bounds[0], str(stake.seen)),
    )
    return tuple(
        Holding(
            holder=named(situation.knowledge, stake.claim.party),  # of record, whosever it is
            share=Interval(float(stake.bounds[0]), float(stake.bounds[1]))
            if stake.claim.share is not None
            else None,
            text=share_text(stake.claim.share),
            measurand=stake.claim.measurand,
            currency=stake.currency,
            reason=say(stake.reason),
            as_of=day_said(stake.claim),
            period=period_said(stake.claim),
            claim=stake.claim.id,
        )
        for stake in stakes
    )


def _nationalities(network: Network) -> dict[str, float]:
    """Known share by jurisdiction; owners with several, or none, are under ``unknown``."""
    owners, rests, _ = network.ends
    shares: defaultdict[str, float] = defaultdict(float)
    for entity, placed in network.origins.items():
        mass = float(owners[network.index[entity]])
        where = placed.jurisdictions[0] if len(placed.jurisdictions) == 1 else "unknown"
        shares[where if placed.point not in ("float", "undisclosed") else "unknown"] += mass
    for firm in network.held:
        mass = float(rests[network.index[firm]])
        state = network.rest_origins[firm]
        shares[state.jurisdictions[0] if state is not None else "unknown"] += mass
    ranked = sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))
    return {country: share for country, share in ranked if share > 0}


def _ultimate(network: Network, say: Say) -> tuple[UltimateOwner, ...]:
    owners, _, _ = network.ends
    ranked = sorted(
        network.origins, key=lambda entity: (-float(owners[network.index[entity]]), entity)
    )
    found = []
    for entity in ranked[:SHOWN]:
        placed = network.origins[entity]
        lower, upper = network.owner_bounds(entity)
        if upper <= 0 or entity == network.firm:
            continue
        found.append(
            UltimateOwner(
                owner=named(network.knowledge, entity),
                share=Interval(lower, upper, float(owners[network.index[entity]])),
                column=placed.point,
                jurisdictions=placed.jurisdictions,
                rung=placed.rung,
                reason=say(placed.reason),
            )
        )
    return (*found, *_state_rests(network, say))


def _state_rests(network: Network, say: Say) -> Iterable[UltimateOwner]:
    """Unnamed holders of firms cited as a state's: they count as that state."""
    _, rests, _ = network.ends
    for firm, state in network.rest_origins.items():
        mass = float(rests[network.index[firm]])
        if state is not None and mass > 0:
            unnamed = say(because("unnamedHolders", firm=firm))
            yield UltimateOwner(
                owner=Named(f"{firm}/undisclosed", unnamed),
                share=Interval(*network.rest_bounds(firm), mass),
                column=state.point,
                jurisdictions=state.jurisdictions,
                rung=state.rung,
                reason=say(state.reason),
            )


def _notes(network: Network) -> Iterable[Reason]:
    for firm, column in network.columns.items():
        if column.over_hundred:
            yield because("contradictoryClaims", firm=firm, claims=column.over_hundred)
        if column.alternatives:
            yield because("rivalSourcesOf", firm=firm)
        for step in column.pending:
            if said := may_have_of(network.knowledge, step, network.view.day):
                yield said
        if cannot_all_stand(column):
            yield because("lastKnownOver", firm=firm)
        if column.unread > 0:
            named = tuple(stake.claim.party for stake in column.stakes if stake.of_record)
            yield because("throughNominee", firm=firm, share=column.unread, nominees=named)


def claims_on_holders(situation: Situation, basis: Basis) -> tuple[str, ...]:
    """The claims on whoever holds the firm on the day, and on who holds it in name."""
    column = situation.column(situation.firm, basis)
    held = [claim for one in column.held for claim in one.claims]
    in_name = [stake.claim.id for stake in column.stakes if stake.of_record]
    table = [column.table.id] if column.table else []
    return tuple(dict.fromkeys((*held, *in_name, *table)))
