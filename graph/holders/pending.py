"""Steps that may have been done by a day: two worlds, and bounds that hold in both.

A stake that was announced or agreed, and due by the day, was taken or not, as long as no later
source says which; a stake that began at some time in a vague stretch around the day was
there already or not yet. In the one world everybody has what was seen before; in the other the
holder has the new figure, and what it gained anybody else seen before may have lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.reasons import Reason, because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.capacities import held_for_others
from graph.holders.closings import is_exit
from graph.holders.held import Held
from graph.holders.horizons import AHEAD, seen_on
from graph.holders.stake import Stake
from graph.holders.votes import VOTES

VOTE = "voteCalled"  # the day a step begins on is that of a vote, not of the step


class Step(Struct, frozen=True, kw_only=True, gc=False):
    """A stake that its holder may have since ``due``; nobody where it is held for others."""

    holder: str
    lower: Fraction
    upper: Fraction
    due: date
    claim: str
    of_votes: bool = False  # whether it is a part of the votes, and not of the shares issued


def due(claim: Ownership, day: date) -> date | None:
    """The first day on which a stake may have come by ``day``; nothing where it did or cannot.

    Only a stated day on which it was to come makes an agreed stake due.
    """
    if claim.period.ended_before(day):
        return None
    begins = claim.period.start
    if begins is None or begins.first > day:
        return None
    begun = claim.stage == "completed" and seen_on(claim, day) is None
    return begins.first if begun or claim.stage in AHEAD else None


def why_pending(claim: Ownership, day: date) -> Reason | None:
    """That a stake may have come by the day and nobody read whether it did, if that is so."""
    begins = claim.period.start
    if begins is None or due(claim, day) is None:
        return None
    if claim.stage in AHEAD:
        if claim.event == VOTE:
            return because("pendingVote", stage=claim.stage, day=begins)
        return because("pendingStep", stage=claim.stage, day=begins)
    return because("begunSomeTimeIn", period=begins)


def may_have(claim: Ownership, day: date) -> Reason | None:
    """That a holder may have a pending stake by the day, so that exact figures may have changed."""
    why = why_pending(claim, day)
    if why is None:
        return None
    holder, firm = claim.party, claim.target
    if claim.share is None:
        return because("mayHaveChangedUnsized", holder=holder, firm=firm, why=why)
    return because("mayHaveChanged", holder=holder, firm=firm, share=claim.share, why=why)


def may_have_of(knowledge: Knowledge, step: Step, day: date) -> Reason | None:
    """The same of a step that a column counts with."""
    claim = knowledge.claims[step.claim]
    return may_have(claim, day) if isinstance(claim, Ownership) else None


def steps_in(
    knowledge: Knowledge,
    stakes: Iterable[Stake],
    day: date,
    *,
    read_on: date | None,
    apart: bool = False,
) -> tuple[Step, ...]:
    """The pending steps among the stakes of a firm.

    One whose outcome was read is none: by a later stake of its holder, or by a table of
    holders, of ``read_on``. Where votes are ``apart`` a step in capital moves any part of them.
    """
    known = tuple(stakes)
    steps = []
    for stake in known:
        claim = stake.claim
        begins = due(claim, day) if _is_pending(stake) else None
        if begins is None or _read_since(claim, begins, known, day, read_on):
            continue
        share = claim.share.fractions if claim.share else (ZERO, ONE)
        if is_exit(claim):
            share = ZERO, ZERO
        if apart and claim.measurand != VOTES:
            share = ZERO, ONE
        nobody = held_for_others(knowledge, claim, day) and not claim.principal
        steps.append(
            Step(
                holder="" if nobody else claim.principal or claim.party,
                lower=share[0],
                upper=share[1],
                due=begins,
                claim=claim.id,
                of_votes=claim.measurand == VOTES,
            )
        )
    return tuple(steps)


def _is_pending(stake: Stake) -> bool:
    return stake.reason is not None and stake.reason.code in ("pendingStep", "begunSomeTimeIn")


def _read_since(
    claim: Ownership, begins: date, stakes: Sequence[Stake], day: date, read_on: date | None
) -> bool:
    if read_on is not None and read_on >= begins:
        return True
    return any(
        _says_outcome(other.claim, claim)
        and (seen := seen_on(other.claim, day)) is not None
        and seen >= begins
        for other in stakes
    )


def _says_outcome(later: Ownership, step: Ownership) -> bool:
    """Whether a later stake tells by its size if a step was done: one that fits both does not.

    >>> from graph.claims.shares import Share
    >>> step = Ownership(id="s", party="q", target="f", share=Share.parse("60", "60"))
    >>> sizes = [None, Share.parse("40", "60"), Share.parse("40", "40"), Share.parse("60", "60")]
    >>> [_says_outcome(Ownership(id="o", party="q", target="f", share=size), step)
    ...  for size in sizes]
    [False, False, True, True]
    """
    same = (later.party, later.principal) == (step.party, step.principal)
    of_all = not later.denominator and "indirect" not in {later.directness} - {step.directness}
    if not same or not of_all or later.stage != "completed":
        return False
    if is_exit(later):
        return True
    if later.share is None or later.share.exact is not None:
        return later.share is not None
    least, most = later.share.fractions
    low, high = step.share.fractions if step.share else (ZERO, ONE)
    return most < low or high < least


def of_outstanding(steps: Sequence[Step], dead: Iterable[Held]) -> tuple[Step, ...]:
    """Steps in shares issued as parts of what is left once the ``dead`` ones are taken out.

    >>> tenth, quarter = Fraction(1, 10), Fraction(1, 4)
    >>> step = Step(holder="r", lower=quarter, upper=quarter, due=date(2025, 10, 31), claim="c")
    >>> str(of_outstanding([step], [Held("f", tenth, tenth, tenth)])[0].lower)
    '5/18'
    """
    taken = tuple(dead)
    least = ONE - sum((one.lower for one in taken), ZERO)
    most = ONE - sum((one.upper for one in taken), ZERO)
    if least == 1 or least <= 0:
        return tuple(steps)
    return tuple(
        step
        if step.of_votes
        else replace(
            step,
            lower=min(ONE, step.lower / least),
            upper=min(ONE, step.upper / most) if most > 0 else ONE,
        )
        for step in steps
    )


def in_both_worlds(
    held: Sequence[Held], steps: Sequence[Step], counted: Iterable[Stake]
) -> tuple[Held, ...]:
    """The holders of a column between what they had before the steps and what they have after.

    >>> half, most = Fraction(1, 2), Fraction(3, 4)
    >>> step = Step(holder="r", lower=half, upper=half, due=date(2025, 10, 31), claim="c")
    >>> found = in_both_worlds([Held("p", most, most, most)], [step], [])
    >>> [(one.holder, str(one.lower), str(one.upper)) for one in found]
    [('p', '1/4', '3/4'), ('r', '0', '1/2')]
    """
    if not steps:
        return tuple(held)
    had = {one.holder: (one.lower, one.upper) for one in held}
    seen: dict[str, date] = {}
    for stake in counted:
        if stake.seen is not None:
            seen[stake.holder] = max(stake.seen, seen.get(stake.holder, stake.seen))
    moved = [_moved(step, *had.get(step.holder, (ZERO, ZERO))) for step in steps]
    out = []
    for one in held:
        since = seen.get(one.holder)
        own = [step for step in steps if step.holder == one.holder]
        others = [
            amounts
            for step, amounts in zip(steps, moved, strict=True)
            if step not in own and (since is None or since <= step.due)
        ]
        lower = max(ZERO, one.lower - sum((gain for gain, _ in others), ZERO))
        upper = min(ONE, one.upper + sum((loss for _, loss in others), ZERO))
        lower = min((lower, *(step.lower for step in own)))
        upper = max((upper, *(step.upper for step in own)))
        if (lower, upper) == (one.lower, one.upper):
            out.append(one)
            continue
        claims = tuple(dict.fromkeys((*one.claims, *(step.claim for step in steps))))
        known = max(lower, min(one.known, upper))
        is_sure = one.is_sure and lower > 0
        out.append(
            replace(one, lower=lower, known=known, upper=upper, claims=claims, is_sure=is_sure)
        )
    for step in steps:
        if step.holder and step.holder not in had and step.upper > 0:
            had[step.holder] = (ZERO, ZERO)
            same = [other for other in steps if other.holder == step.holder]
            most = max(other.upper for other in same)
            claims = tuple(other.claim for other in same)
            out.append(Held(step.holder, ZERO, ZERO, most, claims, is_sure=False))
    return tuple(out)


def _moved(step: Step, lower: Fraction, upper: Fraction) -> tuple[Fraction, Fraction]:
    """The most that a step takes from others, and the most that it leaves to them."""
    return max(ZERO, step.upper - lower), max(ZERO, upper - step.lower)


def leaves_more(held: Sequence[Held], steps: Iterable[Step]) -> bool:
    """Whether some step gives up shares to somebody whom nobody names."""
    had = {one.holder: one.upper for one in held}
    return any(step.lower < had.get(step.holder, ZERO) for step in steps)
