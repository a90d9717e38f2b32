"""The blocks of a firm as read, each of one origin (``holder_origins``), and what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from graph.claims.kept import once
from graph.claims.periods import PartialDate
from graph.domesticness.pending_steps import without
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.holder_column import HolderColumn
from graph.holders.last_known import that_can_stand
from graph.holders.origins import NATIONAL, Origin
from graph.holders.stakes import Basis, Stake
from graph.holders.unsized import is_current
from graph.networks.situation import Situation
from graph.profiles.answer.holder_origins import GROUPS, origins_above
from graph.profiles.answer.said import claims_of, newest

LEAST_IN_PRINT = Fraction(1, 10_000)  # what is less is printed as nothing: its size was not read
LARGE = Fraction(1, 20)  # from here a block is named whatever its origin; ours


class BlockRead(NamedTuple):
    """What one holder has, at the least, and of which origin it is."""

    holder: str
    lower: Fraction
    upper: Fraction
    origin: str  # a column, or open
    claims: tuple[str, ...]

    @property
    def exact(self) -> bool:
        """Whether its size is one figure."""
        return self.lower == self.upper


class BlocksRead:
    """The blocks of a firm on one basis, the largest first, and what nobody was read of.

    They are as read: a step whose outcome nobody read changes no figure of an earlier day. What
    is left of them if those steps were done is beside them, in ``if_done``.
    """

    def __init__(
        self, situation: Situation, basis: Basis, if_done: BlocksRead | None = None
    ) -> None:
        self.situation, self.basis, self.if_done = situation, basis, if_done
        self.column: HolderColumn = situation.column(situation.firm, basis)

    @cached_property
    def blocks(self) -> tuple[BlockRead, ...]:
        """Every holder with a share that counts on the day, and is more than nothing in print."""
        network = self.situation.network(basis=self.basis)
        held = [one for one in network.held[self.situation.firm] if one.lower >= LEAST_IN_PRINT]
        origins = origins_above(network, (one.holder for one in held))
        found = [
            BlockRead(one.holder, one.lower, one.upper, origins[one.holder], one.claims)
            for one in held
        ]
        return tuple(sorted(found, key=lambda block: (-block.lower, block.holder)))

    @cached_property
    def by_group(self) -> Mapping[str, tuple[BlockRead, ...]]:
        """The blocks by origin, home's state first."""
        groups: defaultdict[str, list[BlockRead]] = defaultdict(list)
        for block in self.blocks:
            groups[block.origin].append(block)
        return {group: tuple(groups[group]) for group in GROUPS if group in groups}

    @cached_property
    def rest(self) -> Fraction:
        """What the certain shares of the named leave."""
        return max(ZERO, ONE - sum((block.lower for block in self.blocks), ZERO))

    @property
    def decided(self) -> Mapping[str, tuple[BlockRead, ...]]:
        """The blocks whose holder has an origin."""
        return {group: blocks for group, blocks in self.by_group.items() if group in NATIONAL}

    @property
    def foremost(self) -> Mapping[str, tuple[BlockRead, ...]]:
        """The blocks that come first: of an origin, and of none if large; all, if none has one."""
        if not self.decided:
            return self.by_group
        large = {
            group: tuple(one for one in blocks if group in NATIONAL or one.lower >= LARGE)
            for group, blocks in self.by_group.items()
        }
        return {group: blocks for group, blocks in large.items() if blocks}

    @property
    def less_if_done(self) -> Mapping[str, Fraction]:
        """What the foremost of an origin have at the least if pending steps were done, if less."""
        if self.if_done is None:
            return {}
        left = {block.holder: block.lower for block in self.if_done.blocks}
        had = {group: sum((one.lower for one in blocks), ZERO)
               for group, blocks in self.foremost.items()}  # fmt: skip
        have = {group: sum((left.get(one.holder, ZERO) for one in blocks), ZERO)
                for group, blocks in self.foremost.items()}  # fmt: skip
        return {group: share for group, share in have.items() if share < had[group]}

    @property
    def steps_due(self) -> PartialDate | None:
        """The day by which the pending steps were due, the last of them."""
        if self.if_done is None:
            return None
        claims = claims_of(
            self.if_done.situation.knowledge, (step.claim for step in self.if_done.column.pending)
        )
        return max((claim.period.start for claim in claims if claim.period.start),
                   key=lambda day: day.first, default=None)  # fmt: skip

    @property
    def lesser_blocks(self) -> tuple[BlockRead, ...]:
        """The blocks beside those, small and of open origin."""
        foremost = {block for blocks in self.foremost.values() for block in blocks}
        return tuple(block for block in self.blocks if block not in foremost)

    @property
    def beside_foremost(self) -> Fraction:
        """What the foremost leave."""
        had = (block.lower for blocks in self.foremost.values() for block in blocks)
        return max(ZERO, ONE - sum(had, ZERO))

    @cached_property
    def unnamed(self) -> Origin | None:
        """The state that the rest is counted to, where the firm is classified as that state's.

        None where a part of the rest is in a nominee's name or float.
        """
        network = self.situation.network(basis=self.basis)
        state = network.rest_origins.get(self.situation.firm)
        return state if state and self.rest > 0 and not self.column.unread else None

    @property
    def nominee(self) -> Fraction:
        """Of the rest, what stands in the name of a nominee whose owners were not read."""
        return min(self.rest, self.column.unread)

    @property
    def nominees(self) -> tuple[str, ...]:
        """In whose names that is."""
        found = (stake.claim.party for stake in self.column.stakes if stake.of_record)
        return tuple(dict.fromkeys(found))

    @property
    def float_(self) -> Fraction:
        """The rest, where a complete table of owners leaves nobody above its line."""
        return self.rest if self.column.rest_kind == "float" else ZERO

    @property
    def blank(self) -> Mapping[str, Fraction]:
        """The rest by what is known of it: float, in a nominee's name, or not read."""
        found = {
            "float": self.float_,
            "nominee": ZERO if self.float_ else self.nominee,
            "notRead": ZERO if self.float_ else self.rest - self.nominee,
        }
        return {kind: share for kind, share in found.items() if share > 0}

    @property
    def rest_claims(self) -> tuple[str, ...]:
        """The claims by which a part of the rest is a nominee's, or is float."""
        of_record = [stake.claim.id for stake in self.column.stakes if stake.of_record]
        table = [self.column.table.id] if self.column.table and self.float_ else []
        return (*table, *of_record)

    @cached_property
    def days(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The first and the last day of the figures of the foremost."""
        days = [self.day_of(block) for blocks in self.foremost.values() for block in blocks]
        known = sorted((day for day in days if day), key=lambda day: (day.last, day.first))
        return (known[0], known[-1]) if known else (None, None)

    def day_of(self, block: BlockRead) -> PartialDate | None:
        """The newest day that a block's claims speak of."""
        return newest(claims_of(self.situation.knowledge, block.claims))

    @cached_property
    def last_known(self) -> tuple[Stake, ...]:
        """Sized stakes that are not current any more, of holders without a current one.

        Of one in a class of shares and an older one of all shares, the newer. By size; where not
        all can stand, those that can with the newest come first.
        """
        current = {block.holder for block in self.blocks}
        current |= {stake.holder for stake in self.of_classes if stake.currency == "current"}
        in_class = {stake.holder: stake.seen for stake in self.of_classes}
        found = [
            stake
            for stake in self.column.stakes
            if stake.currency == "lastKnown"
            and stake.claim.share is not None
            and stake.holder not in current
            and (stake.others is not None or not _older(stake.seen, in_class.get(stake.holder)))
        ]
        standing = that_can_stand(found)
        others = [stake for stake in found if stake not in standing]
        return (*standing, *sorted(others, key=lambda stake: (-stake.bounds[0], stake.holder)))

    @cached_property
    def of_classes(self) -> tuple[Stake, ...]:
        """Stakes in one class of shares, of which too little follows of the whole to be a block."""
        return tuple(
            stake
            for stake in self.column.stakes
            if stake.currency in ("current", "lastKnown")
            and stake.others is not None
            and stake.bounds[0] < LEAST_IN_PRINT
        )

    @cached_property
    def unsized(self) -> tuple[Stake, ...]:
        """Holders on the day of whom no source gives a size, each once, also no earlier one.

        None of which too little follows to be a block, unless it is of a class of shares.
        """
        said = {stake.holder for stake in self.of_classes}
        sized = {block.holder for block in self.blocks}
        sized |= {stake.holder for stake in self.last_known}
        found: dict[str, Stake] = {}
        for stake in self.column.stakes:
            tiny = (
                stake.currency == "current"
                and stake.bounds[0] < LEAST_IN_PRINT
                and stake.bounds[1] > 0
            )
            unread = stake.currency == "unknownShare" or tiny
            if unread and stake.holder not in sized | said:
                found.setdefault(stake.holder, stake)
        return tuple(found.values())

    @cached_property
    def unsized_now(self) -> tuple[Stake, ...]:
        """Those of them who were read as lately as their source's horizon asks."""
        known, day = self.situation.knowledge, self.situation.day
        return tuple(stake for stake in self.unsized if is_current(known, stake, day))

    @property
    def unsized_once(self) -> tuple[Stake, ...]:
        """Those last read longer ago, or at no time that is said: they held a part once."""
        return tuple(stake for stake in self.unsized if stake not in self.unsized_now)


def _older(seen: date | None, other: date | None) -> bool:
    return seen is not None and other is not None and seen < other


@once
def blocks_read(situation: Situation, basis: Basis = "economic") -> BlocksRead:
    """The blocks of a firm as read, made once for a question."""
    read = BlocksRead(situation, basis)
    steps = frozenset(step.claim for step in read.column.pending)
    return BlocksRead(without(situation, steps), basis, read) if steps else read
