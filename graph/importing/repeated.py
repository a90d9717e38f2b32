"""What holds when several statements were made on one record.

A later statement takes the place of an earlier one. What it says again is one claim,
seen on the later day. What began later ends what was before it. What it no longer
says, or what a record says when it closes, ended by the day of that statement at the
latest: the day is a bound, and the claim's note says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from graph.claims.model import Claim, Entity, Location, Source
from graph.claims.periods import PartialDate, Period, day_before
from graph.claims.statements import Refusal
from graph.errors import BadDateError
from graph.importing.collecting import Collection
from graph.importing.said import Place, Said

Slot = tuple[object, ...]
OF_PARTIES = ("Location", "Citizenship", "Residence", "Listing")  # said with their party


class Settled(NamedTuple):
    """A claim as it stands after everything that was said on its record."""

    claim: Claim
    place: Place
    last: bool = True  # nothing later was said of it


def settled(
    collection: Collection, *, as_published: bool = False
) -> tuple[list[Settled], list[Refusal]]:
    """The claims of a collection, each once, and what could not be settled.

    With ``as_published``, what nobody ended or took back counts as said again on the day its
    source was published; a seat does not that is over by another statement.
    """
    claims: list[Settled] = []
    refusals: list[Refusal] = []
    for record, said in collection.said.items():
        if record in collection.of_two_kinds:
            continue
        if len(said) == 1 and not said[0].closes:
            claims.extend(Settled(claim, said[0].place) for claim in said[0].claims)
        else:
            for one in _on_one_record(said):
                if isinstance(one, Refusal):
                    refusals.append(one)
                else:
                    claims.append(one)
    if as_published:
        over = {_place(one.claim) for one in claims
                if isinstance(one.claim, Location) and one.claim.period_end == "ended"}  # fmt: skip
        claims = [
            one
            if _place(one.claim) in over
            else one._replace(claim=_said_again(one, collection.sources))
            for one in claims
        ]
    return claims, refusals


def _place(claim: Claim) -> tuple[str, str, str, str]:
    """What a claim puts where: a seat that is over ends no headquarters in the same place."""
    return claim.kind, claim.party, claim.target, str(getattr(claim, "aspect", ""))


def _said_again(one: Settled, sources: Mapping[str, Source]) -> Claim:
    """The claim, speaking for the day of publication if it was still open then."""
    claim = one.claim
    published = [sources[cited.source].published for cited in claim.citations]
    days = [day for day in published if day is not None]
    if not one.last or claim.period.end is not None or claim.as_of is None or not days:
        return claim
    return replace(claim, as_of=max(claim.as_of, *days))


def entities(collection: Collection) -> Iterator[Entity]:
    """The entities of a collection, as last described, with the names they had before."""
    for entity_id, (_, entity, _) in collection.entities.items():
        if entity_id in collection.of_two_kinds:
            continue
        former = collection.former.get(entity_id, set()) - {entity.name}
        if former:
            names = tuple(sorted({*entity.other_names, *former}))
            yield replace(entity, other_names=names)
        else:
            yield entity


def _on_one_record(said: Sequence[Said]) -> Iterator[Settled | Refusal]:
    # What is new on a day comes before what is updated then, and that before what closes the
    # record, wherever in the file each stands.
    ordered = sorted(said, key=lambda one: (one.stated, one.closes, one.when, one.order))
    open_claims: dict[Slot, Settled] = {}
    before_it: Said | None = None
    for one in ordered:
        corrects = before_it is not None and _corrects(one, before_it)
        before_it = one
        stated = {slot: Settled(claim, one.place) for slot, claim in _slots(one.claims)}
        for slot, before in list(open_claims.items()):
            del open_claims[slot]
            now = stated.get(slot)
            if now is None and _left_out(before.claim, one.claims):
                yield before._replace(last=False)  # an observation, of its own day
            elif now is None:
                yield _ended(before, one.stated, "no longer stated")
            elif _same(before.claim, now.claim):
                stated[slot] = Settled(_together(before.claim, now.claim), before.place)
            elif corrects and before.claim.period == now.claim.period:
                yield _corrected(before)
            else:
                yield _followed(before, now.claim)
        open_claims = stated
    closes = ordered[-1].closes
    for last in open_claims.values():
        if closes and last.claim.kind not in OF_PARTIES:
            yield _ended(last, ordered[-1].stated, "the record was closed")
        else:
            yield last


def _corrects(one: Said, before: Said) -> bool:
    """Whether a statement is a later version of one made on the same day."""
    return one.stated == before.stated and one.when > before.when


def _corrected(before: Settled) -> Settled:
    """A claim that another version of the same day took the place of: nobody stands by it."""
    why = "another version of the record, of the same day, says otherwise"
    note = "; ".join(part for part in (before.claim.note, why) if part)
    return before._replace(claim=replace(before.claim, status="retracted", note=note), last=False)


def _left_out(before: Claim, now: Iterable[Claim]) -> bool:
    """Whether what was said of a party is merely not said again: it has no other seat instead."""
    return before.kind in OF_PARTIES and all(one.kind != before.kind for one in now)


def _slots(claims: Iterable[Claim]) -> Iterator[tuple[Slot, Claim]]:
    """What each claim is about, so that the same thing is found in a later statement."""
    seen: Counter[Slot] = Counter()
    for claim in claims:
        codes = (getattr(claim, name, "") for name in ("interest", "mechanism", "role", "aspect"))
        slot = (claim.kind, claim.party, claim.target, *codes)
        seen[slot] += 1
        yield (*slot, seen[slot]), claim


def _same(before: Claim, now: Claim) -> bool:
    """Whether a claim says nothing new but that it still holds, or when it ended."""
    plain = {"id": "", "as_of": None, "citations": (), "period_end": ""}
    start = Period(now.period.start)
    if before.period.end is not None and before.period != now.period:
        return False
    same_start = before.period.start == now.period.start
    return same_start and replace(before, **plain, period=start) == replace(
        now, **plain, period=start
    )


def _together(before: Claim, now: Claim) -> Claim:
    citations = tuple(dict.fromkeys((*before.citations, *now.citations)))
    return replace(now, id=before.id, citations=citations)


def _followed(before: Settled, now: Claim) -> Settled | Refusal:
    """A claim whose place another one took; it ended if the other began later."""
    start, claim = now.period.start, before.claim
    earlier = claim.period.start is None or (
        start is not None and claim.period.start.first < start.first
    )
    if start is None or claim.period.end is not None or not earlier:
        return before._replace(last=False)  # both are observations, each of its own day
    end = PartialDate(day_before(start.first))
    return before._replace(
        claim=replace(claim, period=Period(claim.period.start, end), period_end="ended")
    )


def _ended(before: Settled, stated: str, why: str) -> Settled | Refusal:
    claim = before.claim
    if claim.period.end is not None:
        return before
    try:
        end = PartialDate.parse(stated)
        period = Period(claim.period.start, end)
    except BadDateError as error:
        return before.place.refusal("period", f"{why} on {stated}, but {error}", "date")
    note = "; ".join(part for part in (claim.note, f"{why} by {end}; the day is not said") if part)
    return before._replace(claim=replace(claim, period=period, period_end="ended", note=note))
