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
        self._links: list[tuple[Where, Json, str]] = []
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
            self._links.append((where, details, record))
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
        for where, details, name in self._links:
            yield from self._of_parties(where, details)
            yield from self._open_beside_closed(where, details, name)
            yield from self._of_components(where, details)
        yield from self._of_what_has_none()
        for where in self._other_versions:
            yield where, "versions-mixed", "/publicationDetails/bodsVersion", {}

    def _of_parties(self, where: Where, details: Json) -> Iterator[Broken]:
        for end in ("subject", "interestedParty"):
            record = self._records.get(text(details, end))
            if record is None:
                continue  # that it is not here is refused
            if record.type == "relationship":
                yield where, "party-is-a-link", f"{DETAILS}/{end}", {"party": details[end]}
            if record.first > where.place:
                yield where, "party-after-link", f"{DETAILS}/{end}", {}
        party = self._records.get(text(details, "interestedParty"))
        subject = self._records.get(text(details, "subject"))
        for place, interest in parts(details, "interests"):
            at, type_ = f"{DETAILS}/interests/{place}", text(interest, "type")
            owner = interest.get("beneficialOwnershipOrControl") is True
            if owner and party is not None and party.type == "entity":
                yield where, "owner-is-no-person", f"{at}/beneficialOwnershipOrControl", {
                    "party": details["interestedParty"],
                }  # fmt: skip
            if subject is not None and subject.type == "entity":
                named = {"subject": details["subject"], "type": type_}
                if type_ in ARRANGED and subject.subtype != "nomination":
                    yield where, "nomination-of-no-arrangement", f"{at}/type", named
                if type_ in OF_TRUSTS and subject.subtype != "trust":
                    yield where, "trust-of-no-trust", f"{at}/type", named

    def _open_beside_closed(self, where: Where, details: Json, own: str) -> Iterator[Broken]:
        name, link = text(details, "interestedParty"), self._records[own]
        party = self._records.get(name)
        if party is None or not party.closed or link.closed or link.last.where != where:
            return
        if any(not one.get("endDate") for _, one in parts(details, "interests")):
            values: dict[str, object] = {"party": name, "closed": party.closed}
            yield where, "open-beside-closed", f"{DETAILS}/interestedParty", values

    def _of_components(self, where: Where, details: Json) -> Iterator[Broken]:
        named, at = details.get("componentRecords"), f"{DETAILS}/componentRecords"
        ways = {text(one, "directOrIndirect") for _, one in parts(details, "interests")}
        for one in named if isinstance(named, list) else ():
            component = self._records.get(one) if isinstance(one, str) else None
            if component is None and one in self._ids:
                yield where, "component-is-a-statement", at, {"one": one}
            elif component is None and "indirect" not in ways:  # otherwise it is refused
                yield where, "component-not-here", at, {"one": one}
            elif component is not None and component.first > where.place:
                yield where, "component-after-primary", at, {}

    def _of_what_has_none(self) -> Iterator[Broken]:
        """Components of nothing, and declarations on nothing."""
        made_of = {
            one
            for _, details, _ in self._links
            if isinstance(details.get("componentRecords"), list)
            for one in details["componentRecords"]
            if isinstance(one, str)
        }
        for where, name in self._components:
            if name not in made_of:
                yield where, "component-of-nothing", f"{DETAILS}/isComponent", {}
        for where, name in self._subjects:
            record = self._records.get(name)
            if record is None:
                yield where, "subject-not-here", "/declarationSubject", {}
            elif record.type == "relationship":
                yield where, "subject-is-a-link", "/declarationSubject", {}


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
