"""Totals of 100 %: what the rows above come to, none of them is a part of another.

Two rows of one owner may be one stake twice, or the one within the other. Whoever adds up all rows
to all there is says that they are not, and that nobody else has anything. It becomes a claim on the
firm, as a table of holders in which those named have so much together.

It takes all rows of a firm, read whole: exact shares of one day and one quantity, with one total.
Nothing is concluded where a row was refused or has no size, where other rows of the
firm speak for that day, where the total is below 100 %, or where rounding may hide a whole row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from graph.claims.model import Citation, Claim, HolderTable, Ownership
from graph.claims.periods import PartialDate
from graph.claims.shares import HUNDRED, Share, plain
from graph.formats.foreign.parties import Spoken

NOTED = "a total of 100 % that its rows come to: none of them is a part of another"
_MOST_LEFT = Decimal("0.1")  # percent that rounded figures may miss
_MOST_FIRMS = 100  # whose rows may stand among one another
_NOBODY = ("PartyGroup", "UnidentifiedParty")
Quantity = tuple[PartialDate, str]  # the day a row speaks for, and what is measured


class Total(NamedTuple):
    """A row of sums."""

    share: Share | None
    line: int
    locator: str
    day: str  # the day it names itself, if it does


class _Block(Struct):
    """The rows of one firm since the last total of 100 %."""

    firm: str
    quantities: set[Quantity] = set()
    is_clear: bool = True
    come_to: Decimal = Decimal(0)
    of_named: Decimal = Decimal(0)
    rounding: Decimal = Decimal(0)
    smallest: dict[str, Decimal] = {}  # holder → the smallest share of its rows
    twice: set[str] = set()  # who has several rows
    members: dict[str, set[str]] = {}  # several who have something together → each of them

    def add(self, claim: Ownership, share: Decimal, party: Spoken) -> None:
        """Count a stake."""
        holder = claim.party
        self.come_to += share
        if not party.is_unnamed and (party.members or party.entity.kind not in _NOBODY):
            self.of_named += share
        exponent = share.as_tuple().exponent
        self.rounding += Decimal(5).scaleb(min(int(exponent), 0) - 1)
        if holder in self.smallest:
            self.twice.add(holder)
        self.smallest[holder] = min(share, self.smallest.get(holder, share))
        if party.members:
            self.members[holder] = {one.id for one in party.members}

    def comes_to_all(self) -> bool:
        """Whether its rows come to all there is, and no part of another could be among them."""
        left = HUNDRED - self.come_to
        if len(self.quantities) != 1 or not self.is_clear:
            return False
        if not 0 <= left <= min(self.rounding, _MOST_LEFT):
            return False
        return all(one > left + self.rounding for one in self._may_be_parts())

    def _may_be_parts(self) -> Iterator[Decimal]:
        """Shares that would be parts of others if not all rows counted, the smallest of each."""
        yield from (self.smallest[holder] for holder in self.twice)
        for group, members in self.members.items():
            own = [self.smallest[one] for one in members if one in self.smallest]
            yield from (min(one, self.smallest[group]) for one in own)
            others = (other for other in self.members if other != group)
            if any(members & self.members[other] for other in others):
                yield self.smallest[group]


class ClosingTotals:
    """Gathers the rows of one table for one rule, and says at its end which totals close them.

    Memory is that of the firms being read, and of a number for each firm and day before them.
    """

    def __init__(self, source: str, ids: str) -> None:
        self._source, self._ids = source, ids
        self._blocks: dict[str, _Block] = {}  # by firm, the one met first before others
        self._first, self._has_several = "", False  # firms
        self._was_refused = False  # a row, since the last one that was read
        self._met: set[int] = set()  # firms and days of rows that no total closed
        # By firm and quantity what a total says; nothing where another row speaks of the same.
        self._closed: dict[str, dict[Quantity, HolderTable | None]] = {}

    def add(self, claims: Sequence[Claim], printed: Share | None, party: Spoken, firm: str) -> None:
        """Count what a row says that somebody has of a firm, with the share as it is printed."""
        block = self._block_of(firm)
        claim = claims[0] if len(claims) == 1 else None
        if not isinstance(claim, Ownership) or claim.as_of is None:
            block.is_clear = False
            self._closed.pop(firm, None)
            return
        end = claim.period.end
        if claim.period_end == "ended" or (end is not None and end.first <= claim.as_of.last):
            return  # what was over by then is in no total of that day
        quantity = claim.as_of, claim.measurand
        block.quantities.add(quantity)
        if quantity in self._closed.get(firm, {}):
            self._closed[firm][quantity] = None
        exact = claim.share.exact if claim.share is not None else None
        if exact is None or printed is None or printed.exact != exact or not _is_plain(claim):
            block.is_clear = False
        else:
            block.add(claim, printed.lower, party)

    def close(self, total: Total, firm: str) -> None:
        """Take a row of sums; in a table of one firm it need not name it."""
        firm = firm or ("" if self._has_several else self._first)
        if firm not in self._blocks or total.share is None or total.share.exact != HUNDRED:
            return
        block = self._blocks.pop(firm)
        if not block.comes_to_all():
            self._remember(block)
            return
        (quantity,) = block.quantities
        closed = self._closed.setdefault(firm, {})
        if quantity in closed or total.day not in ("", str(quantity[0])):
            closed[quantity] = None
        else:
            closed[quantity] = self._said(block, quantity, total)

    def refused(self) -> None:
        """A row was not read: no total beside it is known to be of all its rows."""
        self._was_refused = True
        for block in self._blocks.values():
            block.is_clear = False

    def tables(self) -> Iterator[HolderTable]:
        """What the totals say, once all rows were read."""
        for block in self._blocks.values():
            self._remember(block)
        for firm, closed in self._closed.items():
            for quantity, table in closed.items():
                if table is not None and hash((firm, quantity)) not in self._met:
                    yield table

    def _said(self, block: _Block, quantity: Quantity, total: Total) -> HolderTable:
        return HolderTable(
            id=f"{self._ids}total-{total.line}",
            target=block.firm,
            covered=block.of_named,
            measurand=quantity[1],
            as_of=quantity[0],
            citations=(Citation(self._source, total.locator),),
            note=f"The rows above come to {plain(block.come_to)} %; the total is 100 %.",
        )

    def _block_of(self, firm: str) -> _Block:
        block = self._blocks.get(firm)
        if block is None:
            if len(self._blocks) == _MOST_FIRMS:
                self._remember(self._blocks.pop(next(iter(self._blocks))))
            block = self._blocks[firm] = _Block(firm, is_clear=not self._was_refused)
            self._first = self._first or firm
            self._has_several |= firm != self._first
        self._was_refused = False
        return block

    def _remember(self, block: _Block) -> None:
        """Remember of which firm and day there were rows that no total closed."""
        self._met.update(hash((block.firm, quantity)) for quantity in block.quantities)


def _is_plain(claim: Ownership) -> bool:
    """Whether a stake is one that a total of all there is counts: of the whole, as things are."""
    begins = claim.period.start
    later = begins is not None and claim.as_of is not None and begins.first > claim.as_of.last
    return (
        not claim.denominator
        and not claim.via
        and claim.directness != "indirect"
        and claim.stage == "completed"
        and claim.status == "asserted"
        and claim.event != "exit"
        and not later
    )
