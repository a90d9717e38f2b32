"""What is known of a firm's owners, in reasons: by origin, of open nationality, last known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.claims.reasons import Reason, because
from graph.fraction import Fraction
from graph.holders.contracts import standing_controls
from graph.holders.holder_column import HolderColumn
from graph.holders.last_known import cannot_all_stand, stale_size
from graph.holders.open_groups import open_by_others
from graph.holders.stakes import Stake
from graph.networks.network import Network

SHOWN = 3  # owners of open nationality that are named; the rest are counted
COLUMNS = {
    "home_state": because("homeState"),
    "home_other": because("otherHome"),
    "associated": because("associated"),
    "foreign_state": because("foreignState"),
    "foreign_other": because("otherForeign"),
    "float": because("float"),
    "undisclosed": because("undisclosed"),
}


def open_owners(network: Network) -> tuple[tuple[str, float], ...]:
    """Named owners in whom chains end but whose origin nobody states, with their shares."""
    owners, _, _ = network.ends
    found = [
        (entity, float(owners[network.index[entity]]))
        for entity, placed in network.origins.items()
        if placed.point == "undisclosed" and owners[network.index[entity]] > 0
    ]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def share_of_open_owners(network: Network) -> float:
    """What the named owners have together whose origin nobody states."""
    return sum(share for _, share in open_owners(network))


def owner_reasons(network: Network) -> tuple[Reason, ...]:
    """What is known of the firm's owners: the columns, and what is only last known."""
    shares, trapped = network.point_columns()
    shares["undisclosed"] -= share_of_open_owners(network)
    owners = [
        because("inColumn", column=COLUMNS[column], share=share)
        for column, share in shares.items()
        if share > 5e-7
    ]
    owners += _of_open_nationality(network, open_owners(network))
    if trapped > 0:
        owners.append(because("trapped", share=trapped))
    stale = _last_known(network)
    known = because("owners", each=tuple(owners))
    if not stale:
        return (known,)
    if cannot_all_stand(network.columns[network.firm]):
        return known, because("lastKnownApart", each=stale)
    return known, because("lastKnownStakes", each=stale)


def _of_open_nationality(network: Network, owners: Sequence[tuple[str, float]]) -> Iterator[Reason]:
    """The largest owners of open nationality, each with its own share; the rest together.

    Of one that is under a stated parent it is said that it is: who directs it is no open question.
    """
    for owner, share in owners[:SHOWN]:
        stated = standing_controls(network.knowledge, owner, network.view.day, "parent")
        parents = tuple(dict.fromkeys(claim.party for claim, current in stated if current))
        by_others = open_by_others(network.knowledge, owner, network.view.day, network.view.home)
        if parents:
            yield because("nationalityOpenUnder", owner=owner, share=share, parents=parents)
        elif by_others:
            yield because("nationalityOpenOfOthers", owner=owner, share=share)
        else:
            yield because("nationalityOpenOf", owner=owner, share=share)
    rest = owners[SHOWN:]
    if rest:
        together = sum(share for _, share in rest)
        yield because("moreNationalityOpen", count=len(rest), share=together)


def _last_known(network: Network) -> tuple[Reason, ...]:
    """The largest stakes in the firm that are only last known."""
    stale = [stake for stake in network.columns[network.firm].stakes if stale_size(stake)]
    stale.sort(key=lambda stake: stake.bounds[0], reverse=True)
    return tuple(stake_seen(stake) for stake in stale[:3])


def stake_seen(stake: Stake) -> Reason:
    """A stake of known size as it was seen, and when."""
    share, day = stake.claim.share, stake.claim.as_of
    assert share is not None
    if day is None:
        return because("stakeUndated", holder=stake.holder, share=share)
    return because("stakeSeen", holder=stake.holder, share=share, day=day)


def rest_reason(column: HolderColumn, rest: Fraction) -> Reason:
    """What nobody named has of a column, as float or as undisclosed."""
    kind = "float" if column.rest_kind == "float" else "undisclosed"
    return because("inColumn", column=COLUMNS[kind], share=rest)
