"""Changes of who holds a firm or has a power over it: stakes and controls that began or ended.

A percentage seen on a day is an observation and no change; one whose period begins or ends, an
exit, and one that was agreed or announced are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Control, Ownership
from graph.claims.periods import PartialDate
from graph.holders.closings import is_exit
from graph.holders.horizons import known_on
from graph.profiles.events.change import Change, Part, reached, said_by, said_on

WHOLE = 100  # percent


def stakes(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Changes of the stakes in a firm, and of those it holds itself, up to a day."""
    claims = dict.fromkeys((*knowledge.about(Ownership, entity), *knowledge.of(Ownership, entity)))
    each = [
        change
        for claim in claims
        if not _is_class(knowledge, claim.party)
        for change in _of_stake(claim, _beside(knowledge, claim), day)
    ]
    yield from _together(each)


def _is_class(knowledge: Knowledge, party: str) -> bool:
    """Whether a claim says what a class of shares comes to, which nobody has or sells by it."""
    known = knowledge.entities.get(party)
    return known is not None and known.kind == "ShareClass"


def _beside(knowledge: Knowledge, claim: Ownership) -> list[Ownership]:
    """The other stakes of its holder in its firm that came about, of the same interest."""
    return [
        other
        for other in knowledge.about(Ownership, claim.target)
        if other is not claim
        and (other.party, other.interest, other.denominator)
        == (claim.party, claim.interest, claim.denominator)
        and other.stage == "completed"
    ]


def _of_stake(claim: Ownership, beside: Sequence[Ownership], day: date) -> Iterator[Change]:
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
        kept = any(_goes_on(other, claim, day) for other in beside)
        kind = "stakeChanged" if kept else "stakeEnded"
        yield _change(claim, kind, when=end, over=True)


def _kind_ahead(claim: Ownership, beside: Iterable[Ownership]) -> str:
    if is_exit(claim):
        return "stakeEnded"
    if _is_all(claim):
        return "boughtOut"
    return "stakeChanged" if any(_seen_before(one, claim.as_of) for one in beside) else "stakeBegan"


def _kind_begun(claim: Ownership, beside: Sequence[Ownership]) -> str:
    had = [one for one in beside if _seen_before(one, claim.period.start)]
    if not had:
        return "stakeBegan"
    return "boughtOut" if _is_all(claim) and not any(map(_is_all, had)) else "stakeChanged"


def _is_all(claim: Ownership) -> bool:
    return (
        claim.share is not None and claim.share.lower == WHOLE and not claim.denominator
        and claim.interest == "shareholding"
    )  # fmt: skip


def _seen_before(claim: Ownership, when: PartialDate | None) -> bool:
    seen = claim.period.start or claim.as_of
    return when is not None and seen is not None and not is_exit(claim) and seen.last <= when.first


def _goes_on(other: Ownership, claim: Ownership, day: date) -> bool:
    """Whether its holder has a stake, by another claim, after the period of this one is over."""
    end, seen = claim.period.end, other.period.start or other.as_of
    if end is None or seen is None or is_exit(other) or seen.last > day:
        return False
    over = other.period.end
    return seen.last >= end.last and (over is None or over.last > end.last)


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
    left = list(changes)
    for before in changes:
        after = next((one for one in left if _follows(before, one)), None)
        if after is None or before not in left:
            continue
        left.remove(before)
        left[left.index(after)] = replace(
            after, parts=(*before.parts, *after.parts), claims=(*before.claims, *after.claims)
        )
    yield from left


def _follows(before: Change, after: Change) -> bool:
    if before.kind != "stakeChanged" or before.day is None or after.day is None:
        return False
    return (
        (after.kind, after.firm, after.who) == (before.kind, before.firm, before.who)
        and all(part.over for part in before.parts)
        and not any(part.over for part in after.parts)
        and 0 <= (after.day.first - before.day.last).days <= 1
    )


def controls(knowledge: Knowledge, entity: str, day: date) -> Iterator[Change]:
    """Powers over a firm, and powers it has, that began, ended or were agreed, up to a day."""
    groups: defaultdict[tuple[object, ...], list[Control]] = defaultdict(list)
    of_firm = (*knowledge.about(Control, entity), *knowledge.of(Control, entity))
    for claim in dict.fromkeys(of_firm):
        start, end = claim.period.start, claim.period.end
        if not claim.party and not claim.members:
            continue  # that nobody controls it: a finding, and no change
        same = (claim.target, claim.mechanism)
        if claim.stage != "completed":
            if said_by(claim, day):
                groups["controlBegan", *same, claim.stage, said_on(claim)].append(claim)
            continue
        if reached(start, day):
            groups["controlBegan", *same, claim.stage, start].append(claim)
        if reached(end, day):
            groups["controlEnded", *same, claim.stage, end].append(claim)
    for (kind, firm, mechanism, stage, when), claims in groups.items():
        assert when is None or isinstance(when, PartialDate)
        first, done = claims[0], stage == "completed"
        yield Change(
            kind=str(kind),
            firm=str(firm),
            who=tuple(
                dict.fromkeys(one for each in claims for one in each.members or (each.party,))
            ),
            day=when if done else None,
            due=None if done else first.period.start,
            seen=first.as_of if done else when,
            stage=str(stage),
            by=str(mechanism),
            claims=tuple(claims),
        )
