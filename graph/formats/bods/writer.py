"""Claims → statements of BODS 0.4, with a report of what did not fit.

Each claim is one relationship statement, each entity one entity or person statement.
What the standard has a field for goes there. The statement is then read as anyone
would read it; where that says less than the claim, an annotation in our name adds
the difference, so that our own reader gets the claim back whole.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec
from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Entity, Ownership, Source
from graph.formats.bods.annotations import AUTHOR, IN_FIELDS, PART_OF, SOURCES
from graph.formats.bods.carrying import Carried, interest_types, lost_of, named_in, why_not
from graph.formats.bods.desk import native
from graph.formats.bods.fields import entity_details, in_fields, interest_of, source_of
from graph.formats.bods.reader import VERSION, statement_from
from graph.formats.json_text import unturned
from ontology.crosswalks import foreign
from ontology.terms import ID

Json = dict[str, Any]
_encode = msgspec.json.Encoder(decimal_format="number").encode


class Written(Struct, frozen=True, kw_only=True):
    """Statements, and what happened on the way."""

    statements: tuple[Json, ...]
    counts: dict[str, int]
    left_out: tuple[tuple[str, int], ...]  # what BODS cannot carry, and how often
    annotated: tuple[tuple[str, int], ...]  # fields only an annotation of ours carries

    def array(self) -> bytes:
        """The statements as one JSON array."""
        return msgspec.json.format(unturned(_encode(self.statements)), indent=1) + b"\n"

    def lines(self) -> bytes:
        """The statements as JSON lines."""
        return b"".join(unturned(_encode(one)) + b"\n" for one in self.statements)


def write_bods(
    knowledge: Knowledge, claims: Iterable[Claim], *, published: date, publisher: str
) -> Written:
    """Statements for some claims and everyone they name, parties first."""
    left_out: Counter[str] = Counter()
    carried: list[Carried] = []
    for claim in claims:
        reason = why_not(knowledge, claim)
        left_out.update(lost_of(claim))
        if reason:
            left_out[reason] += 1
        else:
            assert isinstance(claim, Carried)
            carried.append(claim)
    if among := _rivals(knowledge, carried):
        left_out["Rivals: BODS cannot say that only one of several claims is true"] = among
    writing = _Writing(knowledge, published, publisher)
    for party in named_in(knowledge, carried):
        entity = knowledge.entities.get(party)
        if entity is not None and ("kindWritten", entity.kind) in foreign("bods"):
            writing.entity(entity)
    for one in carried:
        writing.relationship(one)
    return Written(
        statements=tuple(writing.statements),
        counts=dict(Counter(one["recordType"] for one in writing.statements)),
        left_out=tuple(left_out.most_common()),
        annotated=tuple(writing.annotated.most_common()),
    )


def _rivals(knowledge: Knowledge, carried: Iterable[Claim]) -> int:
    """How many sets of rival claims have a claim that is carried."""
    ids = {claim.id for claim in carried}
    return sum(not ids.isdisjoint(one.claims) for one in knowledge.rivals)


class _Writing:
    """One export: what was written so far."""

    def __init__(self, knowledge: Knowledge, published: date, publisher: str) -> None:
        self.knowledge = knowledge
        self.statements: list[Json] = []
        self.annotated: Counter[str] = Counter()
        self._published = published
        self._publication = {
            "publicationDate": published.isoformat(),
            "bodsVersion": VERSION,
            "publisher": {"name": publisher},
        }
        self._given: set[str] = set()  # sources an annotation gave already

    def entity(self, entity: Entity) -> None:
        """An entity or person statement."""
        kind = "person" if entity.kind == "Person" else "entity"
        details = entity_details(self.knowledge, entity)
        statement = self._statement(entity, kind, entity.id, details)
        read = statement_from(statement).records
        plain = next(
            one
            for one in read
            if isinstance(one, Entity) and one.kind not in ("Jurisdiction", "Exchange")
        )
        content = self._difference(plain, entity)
        name = native(statement["statementId"])
        of_fields = {one.id: one for one in read if isinstance(one, Claim)}
        told = {
            end: self._told(of_fields[f"{name}.{end}"], claims)
            for end, claims in in_fields(self.knowledge, entity).items()
            if f"{name}.{end}" in of_fields
        }
        content[IN_FIELDS] = told  # also when it is empty: places then have no source of their own
        cited = [one for claims in told.values() for one in claims.get("citations", ())]
        if new := [*self._not_given(one["source"] for one in cited)]:
            content[SOURCES] = [*content.get(SOURCES, ()), *map(_source_said, new)]
        self._annotate(statement, "/recordDetails", content)
        self.statements.append(statement)

    @staticmethod
    def _told(plain: Claim, claims: Sequence[Claim]) -> Json:
        """What fields do not say of the claims that stand in them: of several, their sources."""
        if len(claims) == 1:
            (meant,) = claims
            return {
                field: msgspec.to_builtins(getattr(meant, field))
                for field in Claim.__struct_fields__
                if field not in ("party", "target")
                and getattr(meant, field) != getattr(plain, field)
            }
        every = dict.fromkeys(cited for claim in claims for cited in claim.citations)
        return {"citations": msgspec.to_builtins(tuple(every))}

    def relationship(self, claim: Carried) -> None:
        """A relationship statement: an interest, or one for each instrument of contracts."""
        interests = [interest_of(self.knowledge, claim, code) for code in interest_types(claim)]
        details: Json = {
            "isComponent": False,
            "subject": claim.target,
            "interestedParty": claim.party,
            "interests": interests,
        }
        if isinstance(claim, Ownership) and claim.via:
            details["componentRecords"] = list(claim.via)
        statement = self._statement(claim, "relationship", claim.target, details)
        plain = _read(statement)
        if not isinstance(plain, type(claim)):  # its words would be taken for another claim
            interests[0].pop("details")
            plain = _read(statement)
        pointer = "/recordDetails/interests"
        self._annotate(statement, f"{pointer}/0", self._difference(plain, claim))
        for place in range(1, len(interests)):
            self._annotate(statement, f"{pointer}/{place}", {PART_OF: 0})
        self.statements.append(statement)

    def _statement(self, record: Claim | Entity, kind: str, subject: str, details: Json) -> Json:
        day = getattr(record, "as_of", None)
        ended = isinstance(record, Claim) and record.period.end is not None
        statement: Json = {
            "statementId": str(uuid.uuid5(uuid.NAMESPACE_URL, _iri(record))),
            "statementDate": (day.first if day else self._published).isoformat(),
            "declarationSubject": subject,
            "recordId": record.id,
            "recordType": kind,
            "recordStatus": "closed" if ended else "new",
            "recordDetails": details,
            "publicationDetails": self._publication,
        }
        source = source_of(self.knowledge, record.citations)
        if source:
            statement["source"] = source
        return statement

    def _difference(self, plain: Claim | Entity, meant: Claim | Entity) -> Json:
        """The fields a plain reading does not give, as JSON, and the sources they cite."""
        content: Json = {
            field: msgspec.to_builtins(getattr(meant, field))
            for field in type(meant).__struct_fields__
            if getattr(meant, field) != getattr(plain, field)
        }
        self.annotated.update(content.keys())
        if new := [*self._not_given(citation.source for citation in meant.citations)]:
            content[SOURCES] = [*map(_source_said, new)]
        return content

    def _not_given(self, ids: Iterable[str]) -> Iterator[Source]:
        """The sources no annotation gave yet, and those through which they were read."""
        for source_id in ids:
            source = self.knowledge.sources.get(source_id)
            while source is not None and source.id not in self._given:
                self._given.add(source.id)
                yield source
                source = self.knowledge.sources.get(source.relayed_by)

    @staticmethod
    def _annotate(statement: Json, pointer: str, content: Json) -> None:
        if content:
            statement.setdefault("annotations", []).append(
                {
                    "statementPointerTarget": pointer,
                    "motivation": "commenting",
                    "description": msgspec.json.encode(content).decode(),
                    "createdBy": {"name": AUTHOR},
                }
            )


def _source_said(source: Source) -> Json:
    return {
        name: value
        for name, value in msgspec.to_builtins(source).items()
        if value not in ("", None)
    }


def _read(statement: Json) -> Claim:
    """The first claim anyone would read in a statement."""
    return next(one for one in statement_from(statement).records if isinstance(one, Claim))


def _iri(record: Claim | Entity) -> str:
    return ID[f"claim/{record.id}" if isinstance(record, Claim) else record.id]
