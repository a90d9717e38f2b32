"""One block of shares, counted once, however many claims speak of it.

A stake held through a vehicle gives way to the vehicle's own; a vehicle of
unknown size gives way to the stake; an indirect stake whose vehicle nobody
names gives way to any holder it may be held through; a vehicle whose own figure is
below the block is anything between the two; a member gives way to the group it was counted
in; what a nominee has for somebody gives way to that one's own
figure, unless that is of other shares. What gives way is shown, with the reason; it gives way
only to what stands: a vehicle comes back when the stakes held through it ended.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.claims.shares import Share
from graph.claims.walks import everybody, holders_claimed
from graph.fraction import Fraction
from graph.holders.stake import Stake
from graph.holders.totals_said import added_up

Counting = Callable[[Stake], bool]
STANDING = ("current", "lastKnown", "unknownShare", "ofRecord")  # what may still be held


def counted_once(
    knowledge: Knowledge, stakes: Sequence[Stake], counting: Counting
) -> tuple[Stake, ...]:
    """The stakes of a firm, with those set aside whose block another one carries."""
    stakes = _principals_once(knowledge, stakes, counting)
    direct = _not_beside_vehicle(knowledge, stakes, counting)
    placed = _through_named_vehicles(knowledge, direct, counting)
    return _vehicles_as_large(placed, counting)


def _principals_once(
    knowledge: Knowledge, stakes: Sequence[Stake], counting: Counting
) -> tuple[Stake, ...]:
    """Leave out what a nominee has for somebody whose own figure contains it.

    A direct stake is of other shares, and so is one in which it has no room, or beside which a
    total counts it; any other figure is of all that is somebody's.
    """
    with_all = {  # whose own figure has all that is theirs
        stake.holder: stake
        for stake in stakes
        if counting(stake) and not stake.principal and stake.claim.directness != "direct"
    }

    def contained(stake: Stake) -> bool:
        own = with_all.get(stake.principal) if counting(stake) else None
        return own is not None and not (
            _has_no_room(stake, own) or added_up(knowledge, (stake.claim, own.claim))
        )

    return tuple(
        replace(
            stake,
            currency="notComputed",
            reason=because("heldForWhose", principal=stake.principal),
        )
        if contained(stake)
        else stake
        for stake in stakes
    )


def _not_beside_vehicle(
    knowledge: Knowledge, stakes: Sequence[Stake], counting: Counting
) -> tuple[Stake, ...]:
    """Leave out of an indirect stake what a holder has through which it may be held.

    Where the vehicle is not named, any counted holder under the indirect one may be it. Where
    nothing is said of how a stake is held, it may be too, if otherwise all add up to more than
    there is.
    """
    counted = [stake for stake in stakes if counting(stake)]
    too_much = sum((stake.bounds[0] for stake in counted), Fraction(0)) > 1
    unnamed = {stake.claim.id for stake in counted if _may_be_through(stake.claim, too_much)}
    if not unnamed:
        return tuple(stakes)
    below = _first_two_below(knowledge, dict.fromkeys(stake.holder for stake in counted))
    own = {stake.holder: stake for stake in counted}
    out = []
    for stake in stakes:
        met = below.get(stake.holder, ()) if stake.claim.id in unnamed else ()
        vehicles = [own[holder] for holder in met if holder != stake.holder]
        if not vehicles:
            out.append(stake)
            continue
        reason = because("mayBeThrough", vehicle=vehicles[0].holder)
        beyond = _beyond(stake, vehicles[0]) if len(vehicles) == 1 else None
        if beyond is None:
            out.append(replace(stake, currency="notComputed", reason=reason))
        else:
            out.append(replace(stake, claim=replace(stake.claim, share=beyond), reason=reason))
    return tuple(out)


def _may_be_through(claim: Ownership, too_much: bool) -> bool:
    """Whether a stake may be held through somebody it does not name."""
    if claim.via:
        return False
    return claim.directness == "indirect" or (too_much and claim.directness == "unknownDirectness")


def _beyond(stake: Stake, vehicle: Stake) -> Share | None:
    """What a holder has at the least besides what its vehicle has; nothing if it need not."""
    share, through = stake.claim.share, vehicle.claim.share
    if share is None or through is None or stake.rivals or vehicle.rivals:
        return None
    least = share.lower - through.upper
    return Share(least, share.upper, share.lower_open) if least > 0 else None


def _first_two_below(knowledge: Knowledge, holders: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """For everybody above some holders, the first two of them below it, by claims of any day.

    Two are enough to find the first that is not itself: one above two holders passes
    nobody else on, so that each is met three times at most.
    """
    below: dict[str, list[str]] = {}
    for holder in holders:

        def further(entity: str, holder: str = holder) -> Iterator[str]:
            for party in holders_claimed(knowledge, entity):
                first = below.setdefault(party, [])
                if len(first) < 2 and holder not in first:
                    first.append(holder)
                    yield party

        for _ in everybody([holder], further):
            pass
    return below


def _through_named_vehicles(
    knowledge: Knowledge, stakes: Sequence[Stake], counting: Counting
) -> tuple[Stake, ...]:
    counted = {stake.holder for stake in stakes if counting(stake)} - _older_vehicles(
        stakes, counting
    )
    standing = {stake.holder for stake in stakes if stake.currency in STANDING}
    carried = {
        vehicle
        for stake in stakes
        if stake.currency != "later" and stake.holder in standing
        for vehicle in stake.claim.via
        if vehicle not in counted
    }
    blocks_of = {stake.holder: stake for stake in stakes if counting(stake)}
    groups = _groups_of(
        knowledge, [block for group, block in blocks_of.items() if group in counted]
    )
    return tuple(
        replace(stake, currency="notComputed", reason=reason)
        if (
            reason := _part_of_another(
                stake, counting(stake), counted, carried, _block_around(knowledge, stake, groups)
            )
        )
        is not None
        else stake
        for stake in stakes
    )


def _groups_of(knowledge: Knowledge, blocks: Iterable[Stake]) -> Mapping[str, Sequence[Stake]]:
    """For each member, the stakes of all groups it is in: the largest first, then by name.

    The order is stated so that the answer does not hang on that of the claims, or of a set.
    """
    groups: dict[str, list[Stake]] = {}
    for block in sorted(blocks, key=lambda block: (-block.bounds[1], block.holder)):
        known = knowledge.entities.get(block.holder)
        for member in known.members if known is not None else ():
            groups.setdefault(member, []).append(block)
    return groups


def _older_vehicles(stakes: Sequence[Stake], counting: Counting) -> frozenset[str]:
    """Vehicles whose own figure is only last known, under a block that is current."""
    current = [stake for stake in stakes if counting(stake) and stake.currency == "current"]
    own = {stake.holder for stake in current}
    return frozenset(vehicle for stake in current for vehicle in stake.claim.via) - own


def _vehicles_as_large(stakes: Sequence[Stake], counting: Counting) -> tuple[Stake, ...]:
    """Vehicles with as much as the largest block that is said to be held through each alone.

    A stated block above its vehicle's figure is a range, from the figure to the block; unless
    the figure is the newer of the two.
    """
    blocks: dict[str, Stake] = {}
    for stake in stakes:
        if stake.reason is None or stake.reason.code != "heldThrough" or len(stake.claim.via) != 1:
            continue
        (vehicle,) = stake.claim.via
        if vehicle not in blocks or stake.bounds[1] > blocks[vehicle].bounds[1]:
            blocks[vehicle] = stake
    if not blocks:
        return tuple(stakes)
    return tuple(
        _up_to(stake, blocks[stake.holder]) if stake.holder in blocks and counting(stake) else stake
        for stake in stakes
    )


def _up_to(vehicle: Stake, block: Stake) -> Stake:
    """A vehicle's stake, as far up as a block that is held through it."""
    own, larger = vehicle.claim.share, block.claim.share
    if own is None or larger is None or vehicle.rivals or block.bounds[1] <= vehicle.bounds[1]:
        return vehicle
    if vehicle.seen is not None and (block.seen is None or block.seen < vehicle.seen):
        return vehicle
    share = Share(own.lower, larger.upper, own.lower_open, larger.upper_open)
    reason = vehicle.reason or because("upToTheBlock", holder=block.holder, share=larger)
    return replace(vehicle, claim=replace(vehicle.claim, share=share), reason=reason)


def _part_of_another(
    stake: Stake,
    counting: bool,
    counted: Collection[str],
    carried: Collection[str],
    block: Stake | None,
) -> Reason | None:
    """Why a stake is part of a block that is counted elsewhere; nothing when it is not."""
    if counting and not (stake.currency == "lastKnown" and stake.holder in carried):
        through = [vehicle for vehicle in stake.claim.via if vehicle in counted]
        if through:
            return because("heldThrough", vehicle=through[0])
        return _in_group(block)
    if stake.currency in ("unknownShare", "lastKnown"):
        if stake.holder in carried:
            return because("countedOnce")
        return _in_group(block)
    return None


def _block_around(
    knowledge: Knowledge, stake: Stake, groups: Mapping[str, Sequence[Stake]]
) -> Stake | None:
    """The first group's stake in which a member's has room; none that a total counts beside it."""
    return next(
        (
            block
            for block in groups.get(stake.holder, ())
            if not _has_no_room(stake, block)
            and not added_up(knowledge, (stake.claim, block.claim))
        ),
        None,
    )


def _in_group(block: Stake | None) -> Reason | None:
    """That a member's stake is in its group's, if it is in one."""
    return None if block is None else because("countedIn", group=block.holder)


def _has_no_room(stake: Stake, block: Stake) -> bool:
    """Whether a stake is larger than the one it may be a part of, and no older."""
    if stake.seen is None or block.seen is None or stake.seen < block.seen:
        return False
    return stake.bounds[0] > block.bounds[1]
