"""Stakes in one class of shares, as parts of the whole firm.

A share of a class is a part of the whole: the holder's part of the class times the class's part
of all capital or, where shares carry different votes, of all votes. How large a class is has its
day as a stake has. Of another day nothing follows but that a class is no more than the whole:
shares are issued and converted between any two days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.reasons import because
from graph.claims.shares import HUNDRED, Share
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.bases import Basis
from graph.holders.horizons import seen_on
from graph.holders.stake import Stake
from graph.holders.votes import VOTES, unequal_votes

CLASS_TOTAL = "classTotal"
INTERESTS = {False: "shareholding", True: "votingRights"}  # of capital, of votes
ALL_NAMED = Fraction(1, 1000)  # by how much rounding may keep the classes from making up a whole
LIVE = ("current", "lastKnown")

Part = tuple[Fraction, Fraction]  # from, to: of one
Sizes = Mapping[str, Part]  # class → its part of the whole


def of_the_whole(knowledge: Knowledge, stake: Stake, basis: Basis) -> Stake:
    """A stake in a class as a stake in the firm, as far as the size of the class was read.

    >>> _product(Share.parse("9.98", "9.98"), (Fraction(4, 5), Fraction(4, 5))).exact
    Decimal('7.984')
    """
    claim, seen = stake.claim, stake.seen
    if claim.share is None or seen is None:
        return stake
    of_votes = basis == "voting" and unequal_votes(knowledge, claim.target, seen)
    part = _size(knowledge, claim, of_votes=of_votes)
    if part is None and of_votes:
        of_votes, part = False, _size(knowledge, claim, of_votes=False)
    measurand = VOTES if of_votes else claim.measurand
    share, rivals = claim.share, stake.rivals
    if part is None and rivals:  # all that is left of them is that it is no more than the largest
        share = max((rival.share for rival in rivals if rival.share), key=lambda one: one.upper)
        rivals = ()
    rivals = tuple(
        replace(rival, share=_part_of(rival.share, part), measurand=measurand) for rival in rivals
    )
    share_class, on = claim.denominator, claim.as_of or seen
    why = because("partOfClass", share=share, share_class=share_class, seen=on)
    if part is None:
        why = because("partOfClassNotRead", share=share, share_class=share_class, seen=on)
    if stake.reason is not None:
        why = because("partOfClassAged", part=why, age=stake.reason)
    return replace(
        stake,
        claim=replace(claim, share=_part_of(share, part), measurand=measurand),
        rivals=rivals,
        reason=why,
        others=ONE - part[0] if part is not None else ONE,
    )


def _part_of(share: Share | None, part: Part | None) -> Share | None:
    """A share of a class as one of the whole; of a class of unread size more than nothing."""
    if share is None or not share.upper:
        return share
    if part is None:
        return Share(Decimal(0), share.upper, share.lower > 0 or share.lower_open, share.upper_open)
    return _product(share, part)


def _product(share: Share, part: Part) -> Share:
    least = _decimal(Fraction(share.lower) * part[0], ROUND_FLOOR)
    most = min(HUNDRED, _decimal(Fraction(share.upper) * part[1], ROUND_CEILING))
    if least == most:
        return Share(least, most)
    return Share(least, most, share.lower_open, share.upper_open)


def _decimal(value: Fraction, rounding: str) -> Decimal:
    """A fraction as a decimal, exact where it is one of twelve digits, else rounded outwards."""
    digits = Context(prec=12, rounding=rounding)
    return digits.divide(Decimal(value.numerator), Decimal(value.denominator))


def _size(knowledge: Knowledge, claim: Ownership, *, of_votes: bool) -> Part | None:
    """What a class is of the whole on the day of a stake in it; nothing where that was not read.

    Votes follow from capital, and capital from votes, where all classes are read and how many
    votes a share of each carries.
    """
    stated = _sizes(knowledge, claim, of_votes=of_votes)
    if claim.denominator in stated:
        return stated[claim.denominator]
    other = _sizes(knowledge, claim, of_votes=not of_votes)
    weights = _votes_per_share(knowledge, claim)
    complete = abs(ONE - sum((least for least, _ in other.values()), ZERO)) <= ALL_NAMED
    if claim.denominator not in other or not complete or not other.keys() <= weights.keys():
        return None
    return weighted(other, weights, claim.denominator, of_votes=of_votes)


def weighted(
    sizes: Sizes, weights: Mapping[str, Decimal], share_class: str, *, of_votes: bool
) -> Part | None:
    """What a class is of all votes, from what each is of all shares; or the other way round.

    >>> tenth, rest = (Fraction(1, 10),) * 2, (Fraction(9, 10),) * 2
    >>> votes = {"a": Decimal(9), "b": Decimal(1)}
    >>> [str(end) for end in weighted({"a": tenth, "b": rest}, votes, "a", of_votes=True)]
    ['1/2', '1/2']
    """
    if any(not weight for weight in weights.values()) and not of_votes:
        return None  # shares without votes do not show in a count of votes
    by = {
        name: Fraction(weights[name]) if of_votes else 1 / Fraction(weights[name]) for name in sizes
    }
    low, high = (sizes[share_class][end] * by[share_class] for end in (0, 1))
    rest_low, rest_high = (
        sum((part[end] * by[name] for name, part in sizes.items() if name != share_class), ZERO)
        for end in (0, 1)
    )
    if low + rest_high == 0 or high + rest_low == 0:
        return None
    return low / (low + rest_high), high / (high + rest_low)


def _sizes(knowledge: Knowledge, claim: Ownership, *, of_votes: bool) -> Sizes:
    """What each class was of the whole on the day of a stake, by what was stated of that day."""
    found: dict[str, Part] = {}
    for size in knowledge.about(Ownership, claim.target):
        if size.measurand != CLASS_TOTAL or size.denominator or size.share is None:
            continue
        if size.interest != INTERESTS[of_votes] or size.stage != "completed":
            continue
        if not _speaks_of_its_day(size, claim):
            continue
        low, high = size.share.fractions
        before = found.get(size.party, (low, high))
        found[size.party] = min(low, before[0]), max(high, before[1])
    return found


def _speaks_of_its_day(size: Ownership, claim: Ownership) -> bool:
    """Whether a statement of a class's size is of the very day of a stake in it."""
    day = claim.as_of or claim.period.start
    if day is None or day.precision != "day":
        return False
    if size.as_of is not None and size.as_of == day:
        return not size.period.ended_before(day.first) and not size.period.starts_after(day.first)
    start, end = size.period.start, size.period.end
    until = end.first if end else size.as_of.first if size.as_of else None
    return start is not None and until is not None and start.last <= day.first <= until


def _votes_per_share(knowledge: Knowledge, claim: Ownership) -> Mapping[str, Decimal]:
    """The votes of one share of each class, as last stated by the day of a stake."""
    day = claim.as_of.last if claim.as_of else None
    newest: dict[str, tuple[date, Decimal]] = {}
    for size in knowledge.about(Ownership, claim.target):
        if size.votes_per_share is None or day is None or size.period.ended_before(day):
            continue
        seen = seen_on(size, day)
        if seen is not None and (size.party not in newest or newest[size.party][0] <= seen):
            newest[size.party] = seen, size.votes_per_share
    return {name: weight for name, (_, weight) in newest.items()}


def beside_the_whole(wholes: Sequence[Stake], parts: Sequence[Stake]) -> list[Stake]:
    """One holder's figures of the whole firm and of classes, each block counted once.

    A figure of the whole contains those of classes, unless a later one cannot be in it: then it
    is last known. Where votes are read by class, a figure of the capital is another quantity.
    """
    if not parts:
        return list(wholes)
    parts = [_still_held(part, wholes) for part in parts]
    live = [part for part in parts if part.currency in LIVE]
    settled = [_after(whole, live) for whole in wholes]
    counted = [one for one in settled if one.currency == "current" and one.claim.share]
    votes = any(part.claim.measurand == VOTES for part in live)
    covers = any(not votes or one.claim.measurand == VOTES for one in counted)
    if not covers:
        return [*settled, *parts]
    aside = because("partOfWhole")
    return [
        *settled,
        *(
            replace(part, currency="notComputed", reason=aside) if part.currency in LIVE else part
            for part in parts
        ),
    ]


def _still_held(part: Stake, wholes: Sequence[Stake]) -> Stake:
    """A figure of a class, last known where its holder was seen since without a size."""
    for whole in wholes:
        if part.currency == "current" and whole.currency == "unknownShare" and _later(whole, part):
            why = because("stillHolder", day=whole.seen or "")
            if part.reason is not None:
                why = because("partOfClassAged", part=part.reason, age=why)
            return replace(part, currency="lastKnown", reason=why)
    return part


def _after(whole: Stake, parts: Sequence[Stake]) -> Stake:
    """A figure of the whole, as what was read of the holder's shares in classes leaves it."""
    if whole.currency == "unknownShare" and any(_later(part, whole) for part in parts):
        return replace(whole, currency="notComputed", reason=because("partOfWhole"))
    if whole.currency not in LIVE or whole.claim.share is None:
        return whole
    for part in parts:
        if part.claim.measurand == VOTES != whole.claim.measurand:
            why = because("sameBlock", measurand=whole.claim.measurand)
            return replace(whole, currency="notComputed", reason=why)
        if _later(part, whole) and _cannot_be_in(part, whole):
            currency = "lastKnown" if whole.currency == "current" else "notComputed"
            why = because("classFigureSince", day=part.claim.as_of or part.seen or "")
            return replace(whole, currency=currency, reason=why)
    return whole


def _later(part: Stake, whole: Stake) -> bool:
    return part.seen is not None and whole.seen is not None and part.seen > whole.seen


def _cannot_be_in(part: Stake, whole: Stake) -> bool:
    """Whether a part is larger than a whole, or leaves more of it than other classes are."""
    (least, most), (low, high) = part.bounds, whole.bounds
    return least > high or low > most + (part.others or ZERO)
