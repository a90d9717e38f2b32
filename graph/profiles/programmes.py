"""A programme or a list: who issued it, carries it out and pays, its aims, and whom it names.

Whom it names on a day is as for screening (:mod:`graph.screening.list_membership`): listed until a
claim ends it, possibly where a day is vague. That somebody is not named is known only from a
copy that was read as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from graph.answers.evidence import cited, cited_all
from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.programmes import Edition, Member, Membership, PartIn
from graph.answers.reason_words import all_in_words
from graph.claims.knowledge import Knowledge
from graph.claims.model import Designation, ListEdition, ProgrammeLink
from graph.holders.horizons import seen_on
from graph.screening.list_membership import Listed, designated, proposed
from ontology.rules import ExtendedList

CARRYING = ("implements", "funds")
SETTING_UP = ("initiated", "issued", "funds")
_WHOLE = ("whole", "enumerated")
_ORDER: tuple[Membership, ...] = ("on", "disputed", "maybe", "proposed", "later", "removed")


def parts_in(knowledge: Knowledge, programme: str) -> tuple[PartIn, ...]:
    """Every claim that connects somebody with a programme, by kind and then by day."""
    links = (*knowledge.about(ProgrammeLink, programme), *knowledge.of(ProgrammeLink, programme))
    return _parts(knowledge, links)


def funds_behind(knowledge: Knowledge, programme: str) -> tuple[PartIn, ...]:
    """Who set up, or pays into, the funds and bodies that carry a programme out."""
    carrying = [
        link.party
        for link in knowledge.about(ProgrammeLink, programme)
        if link.link in CARRYING and knowledge.entities[link.party].kind == "Fund"
    ]
    behind = (link for fund in carrying for link in knowledge.about(ProgrammeLink, fund))
    return _parts(knowledge, (link for link in behind if link.link in SETTING_UP))


def members_of(knowledge: Knowledge, programme: str, day: date) -> tuple[Member, ...]:
    """Everybody whom a list or programme names or named, by how they stand on a day."""
    lists = (_as_list(knowledge, programme),)
    standing = {one.entity: one for one in designated(knowledge, lists, day)}
    put_forward = proposed(knowledge, lists, day)
    claims: dict[str, list[Designation]] = {}
    for claim in knowledge.on_list(programme):
        claims.setdefault(claim.target, []).append(claim)
    found = [
        _member(knowledge, programme, entity, standing.get(entity), of_one, put_forward, day)
        for entity, of_one in claims.items()
    ]
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.membership), one.entity.name)))


def editions_of(knowledge: Knowledge, programme: str) -> tuple[Edition, ...]:
    """The copies of a list that were read, the newest first."""
    found = sorted(
        knowledge.about(ListEdition, programme), key=lambda one: str(one.as_of), reverse=True
    )
    return tuple(
        Edition(
            as_of=str(one.as_of or ""),
            whole=one.copy in _WHOLE,
            scope=one.scope,
            stated=one.entries_stated,
            read=one.entries_read,
            named=tuple(named(knowledge, entity) for entity in one.named),
            absent=tuple(named(knowledge, entity) for entity in one.absent),
            claim=cited(knowledge, one),
        )
        for one in found
    )


def latest_whole(knowledge: Knowledge, programme: str, day: date) -> str:
    """The day of the latest copy that was read as a whole and surely not made after the day."""
    return max(
        (
            str(one.as_of)
            for one in knowledge.about(ListEdition, programme)
            if one.copy in _WHOLE and one.as_of is not None and one.as_of.last <= day
        ),
        default="",
    )


def _parts(knowledge: Knowledge, links: Iterable[ProgrammeLink]) -> tuple[PartIn, ...]:
    def order(link: ProgrammeLink) -> tuple[str, str, str]:
        return link.link, str(link.period.start or link.as_of or "~"), link.id

    return tuple(
        PartIn(
            party=named(knowledge, link.party),
            part=link.link,
            target=named(knowledge, link.target),
            claim=cited(knowledge, link),
        )
        for link in sorted(links, key=order)
    )


def _as_list(knowledge: Knowledge, programme: str) -> ExtendedList:
    return ExtendedList(knowledge.entities[programme].name, (), programme)


def _member(
    knowledge: Knowledge,
    programme: str,
    entity: str,
    listed: Listed | None,
    claims: list[Designation],
    put_forward: dict[str, str],
    day: date,
) -> Member:
    last = max(claims, key=lambda one: str(one.period.end or one.as_of or ""))
    reasons = (listed.reason,) if listed is not None and listed.reason is not None else ()
    membership = _membership(entity, listed, claims, put_forward, day)
    copy = _left_out(knowledge, programme, entity, claims, day) if membership == "on" else ""
    why = all_in_words(knowledge, reasons)
    if copy:
        membership, why = (
            "disputed",
            f"said to be on it, and a whole copy of {copy} does not name it",
        )
    return Member(
        entity=named(knowledge, entity),
        membership=membership,
        since=listed.since if listed else _first(claims),
        begun=listed.begun if listed else False,
        until=str(last.period.end or ""),
        why=why,
        on_others=tuple(_others(knowledge, entity, programme, day)),
        claims=cited_all(knowledge, (one.id for one in claims)),
    )


def _membership(
    entity: str,
    listed: Listed | None,
    claims: list[Designation],
    put_forward: dict[str, str],
    day: date,
) -> Membership:
    if listed is not None:
        return "on" if listed.certain else "maybe"
    if entity in put_forward:
        return "proposed"
    if any(seen_on(one, day) is not None for one in claims):
        return "removed"
    return "later"


def _left_out(
    knowledge: Knowledge, programme: str, entity: str, claims: list[Designation], day: date
) -> str:
    """The day of the latest whole copy that does not name one who was on the list by then.

    Whoever came later than the copy is not disputed by it.
    """
    days = (one.period.start or one.as_of for one in claims if seen_on(one, day) is not None)
    since = min((began.first for began in days if began is not None), default=None)
    return max(
        (
            str(one.as_of)
            for one in knowledge.about(ListEdition, programme)
            if one.copy in _WHOLE
            and entity in one.absent
            and one.as_of is not None
            and since is not None
            and since <= one.as_of.first
            and one.as_of.last <= day
        ),
        default="",
    )


def _first(claims: list[Designation]) -> str:
    days = (one.period.start or one.as_of for one in claims)
    return min((str(day) for day in days if day is not None), default="")


def _others(knowledge: Knowledge, entity: str, programme: str, day: date) -> Iterator[Named]:
    """The other lists and programmes that name somebody on a day."""
    lists = {
        one.programme for one in knowledge.about(Designation, entity) if one.programme != programme
    }
    for other in sorted(lists):
        standing = designated(knowledge, (_as_list(knowledge, other),), day)
        if any(one.entity == entity for one in standing):
            called = named(knowledge, other)
            claims = [one for one in knowledge.on_list(other) if one.target == entity]
            if _left_out(knowledge, other, entity, claims, day):
                called = replace(called, name=f"{called.name} (disputed)")
            yield called
