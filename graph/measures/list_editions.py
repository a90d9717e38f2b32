"""Whether somebody is on a list on a day: by its whole editions and the names added since.

The newest edition read whole, on the day or before it, answers. A name put on
the list afterwards counts; what speaks of a time before the edition and says
otherwise is set aside. Without a whole edition nobody is ever said not to be on it.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Designation, ListEdition
from graph.holders.horizons import may_have_come, seen_on

SAYS_WHO_IS_NOT = ("whole", "enumerated")  # codes of z:ListCopies


class Standing(Struct, frozen=True, kw_only=True):
    """What claims say of one entity and one list on one day."""

    on: tuple[Designation, ...] = ()
    proposed: tuple[Designation, ...] = ()
    removed: tuple[Designation, ...] = ()
    set_aside: tuple[Designation, ...] = ()  # say it is on the list, against a whole edition
    disputing: tuple[Claim, ...] = ()  # say that what puts it on the list is wrong
    edition: ListEdition | None = None  # the newest whole one
    absent: bool = False  # the edition was gone through for it, and does not name it
    named: bool = False  # the edition names it
    perhaps: tuple[Designation, ...] = ()  # inside a vague start or end: on it that day, or not


def standing_on(knowledge: Knowledge, entity: str, programme: str, day: date) -> Standing:
    """Who says what of an entity on a list; each claim in at most one place."""
    edition = newest_edition(knowledge, programme, day)
    absent = edition is not None and entity in edition.absent
    named = edition is not None and entity in edition.named
    if not knowledge.about(Designation, entity):
        return Standing(edition=edition, absent=absent, named=named)
    known = [
        claim
        for claim in knowledge.about(Designation, entity)
        if claim.programme == programme and seen_on(claim, day) is not None
    ]
    answered = [claim for claim in known if absent and edition and _answers(edition, claim)]
    completed = [claim for claim in known if claim.stage == "completed"]
    perhaps = [claim for claim in completed if claim.period.in_doubt(day)]
    perhaps += [
        claim
        for claim in knowledge.about(Designation, entity)
        if claim.programme == programme
        and claim.stage == "completed"
        and claim not in known
        and may_have_come(claim, day)
        and not (absent and edition and _answers(edition, claim))
    ]
    lasting = [
        claim for claim in completed if not claim.period.ended_before(day) and claim not in perhaps
    ]
    on = tuple(claim for claim in lasting if claim not in answered)
    return Standing(
        on=on,
        proposed=tuple(
            claim
            for claim in known
            if claim.stage == "proposed"
            and not claim.period.ended_before(day)
            and claim not in answered
        ),
        removed=tuple(claim for claim in completed if claim.period.ended_before(day)),
        set_aside=tuple(claim for claim in lasting if claim in answered),
        disputing=_disputing(knowledge, programme, on, day),
        edition=edition,
        absent=absent,
        named=named,
        perhaps=tuple(claim for claim in perhaps if claim not in answered),
    )


def newest_edition(knowledge: Knowledge, programme: str, day: date) -> ListEdition | None:
    """The newest edition of a list that was read whole and is over by the day."""
    found = [
        edition
        for edition in knowledge.about(ListEdition, programme)
        if edition.copy in SAYS_WHO_IS_NOT
        and edition.stage == "completed"
        and edition.as_of is not None
        and edition.as_of.last <= day
    ]
    return max(found, key=lambda edition: (_day(edition), edition.id), default=None)


def _day(edition: ListEdition) -> date:
    assert edition.as_of is not None
    return edition.as_of.last


def _answers(edition: ListEdition, claim: Designation) -> bool:
    """Whether an edition that does not name somebody answers a claim that it does.

    It does so for what began on its day or before; a vague day that may lie before it counts.
    """
    began = claim.period.start or claim.as_of
    return claim.id in edition.disputes or (began is not None and began.first <= _day(edition))


def _disputing(
    knowledge: Knowledge, programme: str, shown: tuple[Designation, ...], day: date
) -> tuple[Claim, ...]:
    disputed = {claim.id for claim in shown if knowledge.is_disputed(claim.id)}
    if not disputed:
        return ()
    said: tuple[Claim, ...] = (
        *knowledge.about(ListEdition, programme),
        *knowledge.on_list(programme),
    )
    return tuple(
        claim
        for claim in said
        if not disputed.isdisjoint(claim.disputes) and seen_on(claim, day) is not None
    )
