"""What ends a holder's stakes, or puts them in doubt.

An exit, a zero, or a passing on to somebody read ends them for good. A sale at some time in a
period, a passing on whose new holder nobody names, and the end of the holder or of the firm itself
leave them last known.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership, Succession
from graph.claims.reasons import Reason, because
from graph.holders.gone import gone_end
from graph.holders.horizons import may_have_come, seen_on, undated


class Placed(Struct, frozen=True, gc=False):
    """An observation with the day it speaks about."""

    seen: date
    claim: Ownership


def is_exit(claim: Ownership) -> bool:
    """Whether a claim says that its holder has nothing left, of what it has in this way."""
    return claim.event == "exit" or (claim.share is not None and claim.share.upper == 0)


class Closing(Struct, frozen=True, gc=False):
    """The days on which something ended a holder's stakes, those held in each way apart.

    Nothing held through others any more says nothing of what is held directly; and nothing held
    directly, nothing of what is held through others on that very day. Nothing of the capital says
    nothing of the votes of that very day, nor the other way round.
    """

    # Of all that was seen before, and on the day itself of the same quantity; of none: of any.
    whole: tuple[tuple[date, str], ...] = ()
    indirect: date | None = None  # of what is held through others

    def of(self, one: Placed) -> date | None:
        """The day that ended an observation, if one did."""
        indirect = one.claim.directness == "indirect"
        days = [
            day
            for day, measurand in self.whole
            if one.seen < day
            or (one.seen == day and not indirect and measurand in ("", one.claim.measurand))
        ]
        if indirect and self.indirect is not None and one.seen <= self.indirect:
            days.append(self.indirect)
        return max(days, default=None)


def closing_days(
    knowledge: Knowledge, holder: str, firm: str, placed: Sequence[Placed], day: date
) -> tuple[Closing, date | None]:
    """The last days on which an exit, or a passing on to somebody read, ended earlier stakes.

    The second part is the day of a passing on whose new holder no claim shows in the firm:
    the stake is somewhere, so it is last known.
    """
    exits = [one for one in placed if is_exit(one.claim)]
    indirect = [one.seen for one in exits if one.claim.directness == "indirect"]
    closings = [
        (one.seen, one.claim.measurand) for one in exits if one.claim.directness != "indirect"
    ]
    lost: list[date] = []
    for succession in knowledge.about(Succession, holder):
        passed = seen_on(succession, day) if succession.stage == "completed" else None
        if succession.stake_in in ("", firm) and passed is not None:
            taken = any(
                claim.party == succession.party
                and claim.stage == "completed"
                and seen_on(claim, day) is not None
                for claim in knowledge.about(Ownership, firm)
            )
            if taken:
                closings.append((passed, ""))
                indirect.append(passed)
            else:
                lost.append(passed)
    closing = Closing(tuple(closings), max(indirect, default=None))
    return closing, max(lost, default=None)


def _sold(claims: Sequence[Ownership], day: date, directness: str) -> Reason | None:
    """Why a stake may be gone, though nothing says for sure that it is."""
    for claim in claims:
        if is_exit(claim) and (claim.directness != "indirect" or directness == "indirect"):
            if undated(claim):
                return because("soldUndated")
            sold = claim.as_of or claim.period.start
            if sold is not None and may_have_come(claim, day):
                return because("soldSomeTimeIn", period=sold)
    return None


def doubt(
    knowledge: Knowledge,
    holder: str,
    firm: str,
    claims: Sequence[Ownership],
    day: date,
    passed_on: date | None,
    directness: str,
) -> Reason | None:
    """Why what a holder has in one way may be gone, though nothing says for sure that it is."""
    sold = _sold(claims, day, directness)
    if sold is not None:
        return sold
    if passed_on is not None:
        return because("passedOn", day=passed_on)
    return gone_end(knowledge, holder, firm, day)
