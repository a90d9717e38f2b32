"""The holders of one party as boxes: the largest by name, the others counted, what nobody read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from graph.answers.picture import ArrowKind, Box
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.stakes import Stake
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import LEAST_IN_PRINT, BlockRead, BlocksRead, blocks_read
from graph.profiles.answer.owners_worded import SHOWN, SMALL
from graph.profiles.answer.said import claims_of
from graph.profiles.picture.bands import BandMaker, Sheet

ABOVE = 3  # holders of a holder by name
UNSIZED = 3  # holders of unread size by name


class Tier(NamedTuple):
    """How many holders of one party are named, and whether what is left has boxes of its own."""

    named: int
    unsized: int
    first: bool


class OpenStake(NamedTuple):
    """A holder of whose stake no least size was read."""

    holder: str
    said: Reason
    claims: tuple[str, ...]
    kind: ArrowKind = "unsized"


FIRST, SECOND = Tier(SHOWN, UNSIZED, first=True), Tier(ABOVE, 1, first=False)


class HoldersOf:
    """Everybody who holds one party, as the page reads them, being put into a band."""

    def __init__(self, maker: BandMaker, target: str, tier: Tier) -> None:
        self.maker, self.target, self.tier = maker, target, tier
        self.sheet = maker.sheet
        self.read = blocks_of(self.sheet, target)

    def put(self) -> tuple[str, ...]:
        """Put all of them there; those that have a box of their own come back."""
        blocks, named = self.read.blocks, self.tier.named
        large = list(blocks)
        # A box for one is no larger than one for several; above, one says all that is left.
        if len(blocks) > named + self.tier.first:
            large = [one for one in blocks[:named] if one.lower >= SMALL]
        left = [one for one in blocks if one not in large]
        for block in large:
            self._block(block)
        unsized = self._unsized()
        if self.tier.first:
            if left:
                self._smaller(left)
            self._rest()
        elif large or left or unsized:
            self._summary(left)
        return (*(block.holder for block in large), *unsized)

    def _block(self, block: BlockRead) -> None:
        kind: ArrowKind = "contract" if block.holder in self._by_contract else "stake"
        bounds = (block.lower, block.upper)
        if block.exact:
            size = self._exactly(block)
        elif block.upper >= min(ONE, block.lower + self.read.rest):
            size = because("pictureAtLeast", share=block.lower)
            bounds = (block.lower, block.lower)  # nobody states a most, so none is drawn
        else:
            size = because("pictureSpan", bounds=bounds)
        ends = (self.maker.party(block.holder), self.target)
        self.maker.arrow(ends, kind, size, block.claims, bounds)

    def _exactly(self, block: BlockRead) -> Reason:
        """A share as its source prints it, where one claim gives all of it: 1.125 %."""
        for claim in claims_of(self.sheet.situation.knowledge, block.claims):
            printed = claim.share if isinstance(claim, Ownership) else None
            if printed and printed.exact is not None and printed.fractions[0] == block.lower:
                return because("pictureSize", share=printed)
        return because("pictureShare", share=block.lower)

    @property
    def _by_contract(self) -> frozenset[str]:
        network = self.read.situation.network(basis=self.sheet.basis)
        held = network.held.get(self.target, ())
        return frozenset(one.holder for one in held if one.link == "contract")

    @cached_property
    def open(self) -> tuple[OpenStake, ...]:
        """Holders of whom only the most is known, then those of whom no size was read."""
        read = self.read
        counted = {one.holder for one in read.blocks} | {one.holder for one in read.last_known}
        network = read.situation.network(basis=self.sheet.basis)
        perhaps = {
            one.holder: OpenStake(
                one.holder,
                because("pictureUnsized")
                if one.upper == ONE
                else because("pictureSpan", bounds=(one.lower, one.upper)),
                one.claims,
            )
            for one in sorted(network.held.get(self.target, ()), key=lambda one: -one.upper)
            if one.lower < LEAST_IN_PRINT and one.upper > 0 and one.holder not in counted
        }
        unsized = {
            stake.holder: OpenStake(stake.holder, because("pictureUnsized"), (stake.claim.id,))
            for stake in read.unsized_now
        }
        # Of the firm itself they stand in a band of their own.
        once = {
            stake.holder: OpenStake(
                stake.holder, because("pictureUnsizedThen"), (stake.claim.id,), "lastKnown"
            )
            for stake in (() if self.tier.first else read.unsized_once)
        }
        of_class = {
            stake.holder: OpenStake(
                stake.holder, size_in_class(self.sheet, stake), (stake.claim.id,)
            )
            for stake in read.of_classes
            if stake.currency == "current" and stake.holder not in counted
        }  # fmt: skip
        return tuple({**unsized, **once, **perhaps, **of_class}.values())

    @property
    def unsized_named(self) -> int:
        """How many holders of unread size are named; above, only where none has a size."""
        if not self.tier.first:
            return 0 if self.read.blocks else self.tier.unsized
        most = self.tier.unsized
        return most if len(self.open) > most + 1 else len(self.open)

    def _unsized(self) -> tuple[str, ...]:
        """Holders of unread size: the first by name, the others together."""
        shown, left = self.open[: self.unsized_named], self.open[self.unsized_named :]
        for stake in shown:
            ends = (self.maker.party(stake.holder), self.target)
            self.maker.arrow(ends, stake.kind, stake.said, stake.claims)
        if left and self.tier.first:
            self._together(
                "unsized", "unsized", because("pictureMore", count=len(left)),
                because("pictureUnsizedEach"), [(one.holder, ZERO) for one in left],
                [one.claims for one in left],
            )  # fmt: skip
        return tuple(stake.holder for stake in shown)

    def _smaller(self, blocks: Sequence[BlockRead]) -> None:
        share = sum((block.lower for block in blocks), ZERO)
        others = [one for one in self.read.blocks if one not in blocks]
        tied = bool(others) and blocks[0].upper >= others[-1].lower
        title = because("pictureOthers" if tied else "pictureSmaller", count=len(blocks))
        self._together(
            "smaller", "stake", title,
            because("pictureShare" if all(one.exact for one in blocks) else "pictureAtLeast",
                    share=share),
            [(block.holder, block.lower) for block in blocks],
            [block.claims for block in blocks], share,
        )  # fmt: skip

    def _together(
        self,
        name: str,
        kind: ArrowKind,
        title: Reason,
        text: Reason,
        holders: Sequence[tuple[str, Fraction]],
        facts: Sequence[Sequence[str]],
        share: Fraction = ZERO,
    ) -> None:
        """Several holders in one box, by their origins."""
        mixture: defaultdict[str, Fraction] = defaultdict(Fraction)
        count: Counter[str] = Counter()
        for holder, size in holders:
            origin = self.sheet.origin_of(holder)
            mixture[origin] += size
            count[origin] += 1
        about = tuple(
            because("pictureCounted", count=number, column=origin)
            for origin, number in count.most_common()
        )
        self.maker.put(
            Box(
                id=f"{self.target}/{name}", kind="smaller", names=(self.sheet.say(title),),
                about=self.sheet.say(because("pictureCounts", each=about)),
                mixture=tuple(
                    (origin, float(size / share) if share else count[origin] / len(holders))
                    for origin, size in mixture.items()
                ),
                entities=tuple(holder for holder, _ in holders),
            )
        )  # fmt: skip
        claims = [claim for one in facts for claim in one]
        ends = (f"{self.target}/{name}", self.target)
        self.maker.arrow(ends, kind, text, claims, (share, share), facts=facts)

    def _rest(self) -> None:
        """What nobody named holds: a state's, clients', in a nominee's name, or not read."""
        read = self.read
        # Where a holder may have more than was read, what the others leave is a most.
        exact = all(block.exact for block in read.blocks)
        left = "pictureShare" if exact else "pictureAtMost"
        of_table = "pictureLeft" if exact else "pictureLeftAtMost"
        if read.unnamed is not None and read.blocks:
            box = self.maker.blank(
                f"{self.target}/state", "notRead", because("pictureUnnamed"),
                origin=read.unnamed.point,
            )  # fmt: skip
            self._blank(box, read.rest, read.unnamed.claims, of_table)
            return
        if read.float_ > 0:
            box = self.maker.blank(f"{self.target}/float", "notRead", because("pictureFloat"))
            self._blank(box, read.float_, read.rest_claims, of_table)
            return
        if read.nominee > 0:
            nominees = tuple(read.nominees)
            name = because("pictureNominee", nominees=nominees)
            box = self.maker.blank(f"{self.target}/nominee", "nominee", name)
            self._blank(box, read.nominee, read.rest_claims)
        if not read.blocks and not read.nominee:  # where nothing was read nothing is left of it
            return
        if read.rest > read.nominee:
            box = self.maker.blank(f"{self.target}/notRead", "notRead", because("pictureNotRead"))
            self._blank(box, read.rest - read.nominee, (), left)

    def _blank(
        self, box: str, share: Fraction, claims: Iterable[str], code: str = "pictureShare"
    ) -> None:
        size = because(code, share=share)
        self.maker.arrow((box, self.target), "rest", size, claims, (share, share))

    def _summary(self, left: Sequence[BlockRead]) -> None:
        """Of a holder: how many more hold it, and how much of it was not read, in one box."""
        parts: list[Reason] = []
        if left:
            share = sum((block.lower for block in left), ZERO)
            parts.append(because("pictureSmallerWith", count=len(left), share=share))
        unnamed = self.open[self.unsized_named :]
        once = [one for one in unnamed if one.kind == "lastKnown"]
        for code, those in (
            ("pictureMoreUnsized", [one for one in unnamed if one not in once]),
            ("pictureMoreOnce", once),
        ):
            if those:
                parts.append(because(code, count=len(those)))
        if self.read.blocks and self.read.rest > 0:
            parts.append(because("pictureNotReadOf", share=self.read.rest))
        if not parts:
            return
        holders = (*(one.holder for one in left), *(one.holder for one in unnamed))
        self.maker.put(
            Box(
                id=f"{self.target}/others", kind="smaller", entities=holders,
                names=(self.sheet.words.clauses(self.sheet.say(one) for one in parts),),
            )
        )  # fmt: skip
        claims = tuple(claim for block in left for claim in block.claims)
        self.maker.arrow((f"{self.target}/others", self.target), "rest", because("nothing"), claims)


def blocks_of(sheet: Sheet, entity: str) -> BlocksRead:
    """The blocks of the firm, or of a party above it, on the day and basis of the picture."""
    there = sheet.situation
    if entity != there.firm:
        there = Situation(there.knowledge, entity, there.day, there.home, days=there.days)
    return blocks_read(there, sheet.basis)


def size_in_class(sheet: Sheet, stake: Stake) -> Reason:
    """A stake in a class of shares as its source gives it: how much of the whole was not read."""
    claim = sheet.situation.knowledge.claims[stake.claim.id]
    share = claim.share if isinstance(claim, Ownership) else None
    assert share is not None
    return because("pictureOfClass", share=share, share_class=stake.claim.denominator)
