"""Rules of the standard that statements of BODS break together: series, parties, components.

What they name is gathered while a file is gone through, and looked at once all of it is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.formats.bods.rules_alone import DETAILS, Json, part, parts, text

ARRANGED = ("nominee", "nominator")
OF_TRUSTS = ("settlor", "trustee", "protector")


class Where(NamedTuple):
    """Which statement of the file."""

    place: int  # among the statements, from 0
    line: int | None
    statement: str


class Series(NamedTuple):
    """A statement among those on one record."""

    day: str
    rank: int
    status: str
    where: Where


class Link(NamedTuple):
    """What is asked of a relationship, so that no more of it is held."""

    where: Where
    record: str
    subject: str
    party: str
    types: tuple[tuple[int, str], ...]  # of its interests, each with its place
    owners: tuple[int, ...]  # the places of those that make a beneficial owner
    indirect: bool  # whether one of them is
    open: bool  # whether one of them has not ended
    parts: tuple[str, ...]  # the records it is made up of


Broken = tuple[Where, str, str, dict[str, object]]  # where, rule, pointer, what its words name
RANKS = {"new": 0, "updated": 1, "closed": 2}


class Record:
    """What is known of one record: what it is, and when it was stated."""

    def __init__(self, said: Json, details: Json, where: Where) -> None:
        self.type = text(said, "recordType")
        kind = part(details, "entityType")
        self.kind, self.subtype = text(kind, "type"), text(kind, "subtype")
        self.first = where.place
        self.series: list[Series] = []

    @property
    def last(self) -> Series:
        """The last statement on it."""
        return max(self.series, key=lambda one: (one.day, one.rank))

    @property
    def closed(self) -> str:
        """The day of its last statement, if that closes it."""
        return self.last.day if self.last.status == "closed" else ""


class Between:
    """The statements of a file as far as rules between them ask."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._ids: set[str] = set()
        self._links: list[Link] = []
        self._components: list[tuple[Where, str]] = []
        self._subjects: list[tuple[Where, str]] = []
        self._version = ""
        self._other_versions: list[Where] = []

    def take(self, said: Json, where: Where) -> None:
        """Note what a statement says of records."""
        details, record = part(said, "recordDetails"), text(said, "recordId")
        self._ids.add(where.statement)
        if not record:
            return  # which is refused
        known = self._records.setdefault(record, Record(said, details, where))
        status = text(said, "recordStatus")
        day = text(said, "statementDate")[:10]
        known.series.append(Series(day, RANKS.get(status, 0), status, where))
        if text(said, "recordType") == "relationship":
            self._links.append(_link(details, where, record))
        if details.get("isComponent") is True:
            self._components.append((where, record))
        if subject := text(said, "declarationSubject"):
            self._subjects.append((where, subject))
        version = text(part(said, "publicationDetails"), "bodsVersion")
        self._version = self._version or version
        if version and version != self._version:
            self._other_versions.append(where)

    def broken(self) -> Iterator[Broken]:
        """Every rule that the statements break together."""
        for record in self._records.values():
            yield from _of_series(record)
        for link in self._links:
            yield from self._of_parties(link)
            yield from self._of_interests(link)
            yield from self._open_beside_closed(link)
            yield from self._of_components(link)
        yield from self._of_what_has_none()
        for where in self._other_versions:
            yield where, "versions-mixed", "/publicationDetails/bodsVersion", {}

    def _of_parties(self, link: Link) -> Iterator[Broken]:
        for end, name in (("subject", link.subject), ("interestedParty", link.party)):
            record = self._records.get(name)
            if record is None:
                continue  # that it is not here is refused
            if record.type == "relationship":
                yield link.where, "party-is-a-link", f"{DETAILS}/{end}", {"party": name}
            if record.first > link.where.place:
                yield link.where, "party-after-link", f"{DETAILS}/{end}", {}

    def _of_interests(self, link: Link) -> Iterator[Broken]:
        party, subject = self._records.get(link.party), self._records.get(link.subject)
        for place in link.owners if party is not None and party.type == "entity" else ():
            at = f"{DETAILS}/interests/{place}/beneficialOwnershipOrControl"
            yield link.where, "owner-is-no-person", at, {"party": link.party}
        if subject is None or subject.type != "entity":
            return
        for place, type_ in link.types:
            at, named = f"{DETAILS}/interests/{place}/type", {"subject": link.subject}
            if type_ in ARRANGED and subject.subtype != "nomination":
                yield link.where, "nomination-of-no-arrangement", at, {**named}
            if type_ in OF_TRUSTS and subject.subtype != "trust":
                yield link.where, "trust-of-no-trust", at, {**named, "type": type_}

    def _open_beside_closed(self, link: Link) -> Iterator[Broken]:
        own = self._records[link.record]
        if own.closed or own.last.where != link.where or not link.open:
            return
        for name, end in ((link.party, "interestedParty"), (link.subject, "subject")):
            record = self._records.get(name)
            if record is None or not record.closed:
                continue
            values: dict[str, object] = {"party": name, "closed": record.closed}
            rule = "open-beside-ended" if record.type == "entity" else "open-beside-closed"
            yield link.where, rule, f"{DETAILS}/{end}", values

    def _of_components(self, link: Link) -> Iterator[Broken]:
        where, at = link.where, f"{DETAILS}/componentRecords"
        for one in link.parts:
            component = self._records.get(one)
            if component is None and one in self._ids:
                yield where, "component-is-a-statement", at, {"one": one}
            elif component is None and not link.indirect:  # otherwise it is refused
                yield where, "component-not-here", at, {"one": one}
            elif component is not None and component.first > where.place:
                yield where, "component-after-primary", at, {}

    def _of_what_has_none(self) -> Iterator[Broken]:
        """Components of nothing, and declarations on nothing."""
        made_of = {one for link in self._links for one in link.parts}
        for where, name in self._components:
            if name not in made_of:
                yield where, "component-of-nothing", f"{DETAILS}/isComponent", {}
        for where, name in self._subjects:
            record = self._records.get(name)
            if record is None:
                yield where, "subject-not-here", "/declarationSubject", {}
            elif record.type == "relationship":
                yield where, "subject-is-a-link", "/declarationSubject", {}


def _link(details: Json, where: Where, record: str) -> Link:
    interests = [*parts(details, "interests")]
    named = details.get("componentRecords")
    return Link(
        where,
        record,
        text(details, "subject"),
        text(details, "interestedParty"),
        tuple((place, text(one, "type")) for place, one in interests),
        tuple(at for at, one in interests if one.get("beneficialOwnershipOrControl") is True),
        any(text(one, "directOrIndirect") == "indirect" for _, one in interests),
        any(not one.get("endDate") for _, one in interests),
        tuple(one for one in named if isinstance(one, str)) if isinstance(named, list) else (),
    )


def _of_series(record: Record) -> Iterator[Broken]:
    """Rules on the statements of one record, in their order."""
    ordered = sorted(record.series, key=lambda one: (one.day, one.rank))
    new = [one for one in ordered if one.status == "new"]
    closed = [one for one in ordered if one.status == "closed"]
    for one in new[1:]:
        yield one.where, "several-new", "/recordStatus", {}
    if new and ordered[0].status != "new":
        yield new[0].where, "new-not-first", "/recordStatus", {"first": ordered[0].day}
    for one in closed[1:]:
        yield one.where, "several-closed", "/recordStatus", {}
    if closed and ordered[-1].status != "closed":
        later = ordered[-1].where
        yield later, "closed-not-last", "/recordStatus", {"closed": closed[0].day}
