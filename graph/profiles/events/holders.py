"""Changes of who holds a firm: stakes that began, changed or ended.

A percentage seen on a day is an observation and no change; one whose period begins or ends, an
exit, and one that was agreed or announced are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.periods import PartialDate
from graph.holders.closings import is_exit
from graph.holders.horizons import known_on
from graph.profiles.events.beside import Beside, EachStake, is_all
from graph.profiles.events.change import Change, Part, reached, said_by, said_on


def stakes(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Changes of the stakes in a firm, and of those it holds itself, up to a day."""
    claims = dict.fromkeys((*knowledge.about(Ownership, entity), *knowledge.of(Ownership, entity)))
    all_of = EachStake(knowledge, day)
    each = [
        change
        for claim in claims
        if not _is_class(knowledge, claim.party)
        for change in _of_stake(claim, all_of.beside(claim), day)
    ]
    yield from _together(each)


def _is_class(knowledge: Knowledge, party: str) -> bool:
    """Whether a claim says what a class of shares comes to, which nobody has or sells by it."""
    known = knowledge.entities.get(party)
    return known is not None and known.kind == "ShareClass"


def _of_stake(claim: Ownership, beside: Beside, day: date) -> Iterator[Change]:
    start, end = claim.period.start, claim.period.end
    if claim.stage != "completed":
        if said_by(claim, day):
            yield _change(claim, _kind_ahead(claim, beside), due=start, over=is_exit(claim))
        return
    if is_exit(claim):
        when = start or end
        if reached(when, day) or (when is None and known_on(claim, day)):
            yield _change(claim, "stakeEnded", when=when, over=True)
        return
    if reached(start, day):
        yield _change(claim, _kind_begun(claim, beside), when=start)
    if reached(end, day):
        kind = "stakeChanged" if beside.goes_on_after(claim) else "stakeEnded"
        yield _change(claim, kind, when=end, over=True)


def _kind_ahead(claim: Ownership, beside: Beside) -> str:
    if is_exit(claim):
        return "stakeEnded"
    if is_all(claim):
        return "boughtOut"
    return "stakeChanged" if beside.had_before(claim, claim.as_of) else "stakeBegan"


def _kind_begun(claim: Ownership, beside: Beside) -> str:
    start = claim.period.start
    if not beside.had_before(claim, start):
        return "stakeBegan"
    bought_out = is_all(claim) and not beside.had_all_before(claim, start)
    return "boughtOut" if bought_out else "stakeChanged"


def _change(
    claim: Ownership,
    kind: str,
    *,
    when: PartialDate | None = None,
    due: PartialDate | None = None,
    over: bool = False,
) -> Change:
    votes = claim.interest == "votingRights"
    share = None if is_exit(claim) else claim.share
    return Change(
        kind=kind,
        firm=claim.target,
        who=(claim.party,),
        day=when,
        due=due,
        seen=said_on(claim),
        stage=claim.stage,
        parts=(
            Part(holder=claim.party, share=share, of=claim.denominator, of_votes=votes, over=over),
        ),
        claims=(claim,),
    )


def _together(changes: Iterable[Change]) -> Iterator[Change]:
    """What one document says of one day put together: the holders of one deal, shares and votes.

    Stakes that begin, and what was to come, by the same document; of what else happened, those
    of one holder.
    """
    groups: defaultdict[tuple[object, ...], list[Change]] = defaultdict(list)
    for one in changes:
        paper = next((cited.source for cited in one.claims[0].citations), "")
        if one.is_done:
            of_one = paper if one.kind == "stakeBegan" else one.who
            key: tuple[object, ...] = (one.kind, one.firm, of_one, one.day or one.seen)
        else:
            kind = "" if one.kind in ("stakeBegan", "stakeChanged") else one.kind
            # Of one holder, a figure as it would be is the deal that it is the figure of.
            of_one = one.who if one.stage == "proForma" else paper
            key = (kind, one.firm, one.stage, one.seen, of_one)
        groups[key].append(one)
    joined = [_joined(same) for same in groups.values()]
    yield from _before_and_after(joined)


def _joined(same: Sequence[Change]) -> Change:
    return Change(
        kind=same[0].kind if len({one.kind for one in same}) == 1 else "stakeChanged",
        firm=same[0].firm,
        who=tuple(dict.fromkeys(holder for one in same for holder in one.who)),
        day=same[0].day,
        due=next((one.due for one in same if one.due is not None), None),
        seen=same[0].seen,
        stage=same[0].stage,
        parts=_latest(same),
        claims=tuple(claim for one in same for claim in one.claims),
    )


def _latest(same: Sequence[Change]) -> tuple[Part, ...]:
    """The parts of some changes; of what a holder had, as it was last read."""
    read = [(part, one.claims[0].as_of) for one in same for part in one.parts]
    last: dict[tuple[object, ...], date] = {}
    for part, seen in read:
        if part.over and seen is not None:
            key = (part.holder, part.of, part.of_votes)
            last[key] = max(last.get(key, seen.last), seen.last)
    return tuple(
        dict.fromkeys(
            part
            for part, seen in read
            if not part.over
            or seen is None
            or seen.last == last[part.holder, part.of, part.of_votes]
        )
    )


def _before_and_after(changes: Sequence[Change]) -> Iterator[Change]:
    """What ended one day and what began the next put together, where it is one holder's stake."""
    begun: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)  # rows, by their day
    for row, change in enumerate(changes):
        if _is_changed(change, over=False) and change.day is not None:
            begun[change.firm, change.who, change.day.first].append(row)
    ended, ends_of = set[int](), dict[int, Change]()
    for row, before in enumerate(changes):
        if not _is_changed(before, over=True) or before.day is None:
            continue
        last = before.day.last
        after = min(
            (
                other
                for when in (last, last + timedelta(days=1))
                for other in begun.get((before.firm, before.who, when), ())
                if other not in ends_of
            ),
            default=None,
        )
        if after is not None:
            ended.add(row)
            ends_of[after] = before
    for row, change in enumerate(changes):
        if row in ends_of:
            yield _joined_with(ends_of[row], change)
        elif row not in ended:
            yield change


def _is_changed(change: Change, *, over: bool) -> bool:
    """Whether it is a stake that changed, told by what was had before, or by what is had since."""
    return change.kind == "stakeChanged" and all(part.over == over for part in change.parts)


def _joined_with(before: Change, after: Change) -> Change:
    return replace(
        after, parts=(*before.parts, *after.parts), claims=(*before.claims, *after.claims)
    )
