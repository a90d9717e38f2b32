"""What the parts of the reader share while one statement is worked on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2s
from typing import TypeVar

from graph.claims.fields import check_code
from graph.claims.identifiers import checked
from graph.claims.model import Citation, Entity, Identifier, Source
from graph.claims.periods import PartialDate, Period
from graph.claims.statements import Record, Refusal
from graph.errors import BadDateError, IdentifierError, UnknownTermError
from graph.formats.bods import statements as bods
from graph.formats.bods.statements import FieldError
from ontology.crosswalks import ForeignCode, foreign
from ontology.load import codes
from ontology.terms import capitals, nearest

V = TypeVar("V")

CROSSWALK = "bods"
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_MANY = 1 << 14  # kept of what is said again and again; the days of 45 years
_UNSAFE = re.compile(r"[^A-Za-z0-9._-]")


def native(record_id: str) -> str:
    """A record id as an id of ours: other characters are written as their number.

    >>> native("GB-COH-REL/1")
    'GB-COH-REL~2F~1'
    """
    if _SAFE.fullmatch(record_id):
        return record_id
    text = _UNSAFE.sub(lambda match: f"~{ord(match[0]):X}~", record_id)
    return text if text[:1].isalnum() else f"r~{text}"


@lru_cache(maxsize=_MANY)
def day(text: str) -> PartialDate:
    """A date, or the day of a date with a time."""
    return PartialDate.parse(text[:10])


@lru_cache(maxsize=_MANY)
def between(start: str, end: str) -> Period:
    """The period between two dates, either of which may be empty; few are said, each often."""
    return Period(day(start) if start else None, day(end) if end else None)


class Desk:
    """One statement: what it has become so far, and what it cannot become.

    ``seen`` belongs to the file: sources, jurisdictions and exchanges that were given already.
    """

    def __init__(
        self,
        file: str,
        line: int | None,
        index: int,
        said: bods.Standard | bods.OddStatement,
        seen: dict[object, str],
    ) -> None:
        self.file, self.line, self.index, self.said, self.seen = file, line, index, said, seen
        self.statement = native(said.statement_id or "")
        self.record = native(said.record_id) if said.record_id else ""
        self.records: list[Record] = []
        self.refusals: list[Refusal] = []
        self.noted: list[str] = []
        self.as_of: PartialDate | None = None
        self.undated = False  # whether it may speak for no day, as in the versions before 0.4
        self.over: PartialDate | None = None  # by when its party had ended, if no seat says so
        self.citations: tuple[Citation, ...] = ()

    def begin(self) -> None:
        """Read the day it speaks for and where it was read."""
        if self.said.statement_date or not self.undated:
            try:
                self.as_of = day(self.said.statement_date or "")
            except BadDateError as error:
                self.refuse("/statementDate", str(error), "date")
        self.citations = (Citation(self._source(), self.said.statement_id or "not recorded"),)

    def refuse(self, pointer: str, problem: str, rule: str) -> None:
        """Say that a part cannot be used."""
        self.refusals.append(
            Refusal(
                file=self.file,
                line=self.line,
                statement=self.said.statement_id or "",
                pointer=pointer if self.said.statement_id else f"/{self.index}{pointer}",
                problem=problem,
                rule=rule,
            )
        )

    def note(self, text: str) -> None:
        """Say what the statement holds that claims cannot carry; the same words for every case."""
        self.noted.append(text)

    def lacks(self, names: Iterable[str]) -> None:
        """Note fields that the standard does not have."""
        for name in names:
            self.note(f"a field the standard does not have: {name}")

    def attempt(
        self, pointer: str, rule: str, work: Callable[..., V], *arguments: object
    ) -> V | None:
        """What the work gives for the arguments, or nothing and a refusal of this part."""
        try:
            return work(*arguments)
        except FieldError as error:
            self.refuse(error.pointer, error.problem, error.rule)
        except (BadDateError, IdentifierError) as error:
            self.refuse(pointer, str(error), rule)
        return None

    def rule(self, name: str, code: str, pointer: str, details: str = "") -> ForeignCode:
        """What a code becomes; raise :class:`FieldError` for one the crosswalk does not have."""
        for rule in foreign(CROSSWALK).get((name, code), ()):
            if not rule.details or rule.details in details:
                return rule
        known = [known for of, known in foreign(CROSSWALK) if of == name]
        hint = ", ".join(nearest(code, known) or known)
        raise FieldError(pointer, f"no code of {name} is {code!r} (valid: {hint})", "code")

    def place(self, code: str, pointer: str) -> str:
        """The entity of a jurisdiction, made when it is first met."""
        country = capitals(code.partition("-")[0])
        if "-" in code:
            self.note("jurisdictions within a state are taken as the state")
        if known := self.seen.get(("place", country)):
            return known
        try:
            check_code(Entity, "jurisdiction", country)
        except UnknownTermError as error:
            raise FieldError(pointer, str(error), "code") from error
        return self.given(
            ("place", country),
            lambda: Entity(
                id=f"jurisdiction-{country}",
                kind="Jurisdiction",
                name=codes("Jurisdictions")[country].label,
                jurisdiction=country,
                citations=self.citations,
            ),
        )

    def given(self, key: object, make: Callable[[], Entity | Source]) -> str:
        """The id of what many statements share, given with the first of them."""
        known = self.seen.get(key)
        if known is None:
            made = make()
            self.records.append(made)
            known = self.seen[key] = made.id
        return known

    def identifier(self, scheme: str, scheme_name: str, value: str) -> Identifier | None:
        """An identifier of ours, or nothing when no scheme says what the number is."""
        rules = foreign(CROSSWALK).get(("identifierScheme", scheme), ())
        if rules:
            return checked(Identifier(rules[0].value, value))
        ours = _schemes_by_label().get(scheme_name)
        if ours:
            return checked(Identifier(ours, value))
        return Identifier("orgid", f"{scheme}-{value.strip()}") if scheme else None

    def _source(self) -> str:
        """The source of the statement, one record for all that name the same."""
        said, publication = self.said.source, self.said.publication_details
        if said and said.retrieved_at:
            self.note("when a source was retrieved")
            return self._source_of(said, publication)
        known = self.seen.get((said, publication))  # mostly the very source of the one before
        if known is None:
            known = self._source_of(said, publication)
            if len(self.seen) < _MANY:  # otherwise every statement may name one of its own
                self.seen[said, publication] = known
        return known

    def _source_of(
        self, said: bods.Source | None, publication: bods.PublicationDetails | None
    ) -> str:
        publisher = publication.publisher if publication else None
        key = (
            "source",
            tuple(said.type) if said else (),
            (said.description, said.url) if said else (),
            tuple(agent.name for agent in said.asserted_by) if said else (),
            (publisher.name, publication.publication_date, publication.license)
            if publication and publisher
            else (),
        )
        return self.given(key, lambda: self._made_source(key))

    def _made_source(self, key: object) -> Source:
        said, publication = self.said.source, self.said.publication_details
        kinds, verified = [], False
        for place, code in enumerate(said.type if said else ()):
            rule = self.attempt("", "code", self.rule, "sourceType", code, f"/source/type/{place}")
            kinds += [rule.value] if rule and rule.value else []
            verified = verified or code == "verified"
        publisher = publication.publisher if publication else None
        published = publication.publication_date if publication else None
        words = codes("SourceKinds")[kinds[0]].label if kinds else "statements"
        by = (publisher.name or publisher.url or "") if publisher else ""
        asserted = ", ".join(a.name or a.uri or "" for a in said.asserted_by) if said else ""
        notes = [
            f"Asserted by {asserted}." if asserted else "",
            "Verified, as the statements say." if verified else "",
            f"Licence: {publication.license}" if publication and publication.license else "",
        ]
        title = (said.description if said else "") or f"{words.capitalize()}, as BODS statements"
        url = (said.url if said else "") or ""
        return Source(
            id=f"bods-{blake2s(repr(key).encode(), digest_size=5).hexdigest()}",
            title=f"{title} by {by}" if by and not (said and said.description) else title,
            publisher=by,
            published=self.attempt(
                "/publicationDetails/publicationDate", "date", lambda: day(published)
            )
            if published
            else None,
            url=url if _is_address(url) else "",
            kind=kinds[0] if kinds else "dataset",
            note=" ".join(part for part in notes if part),
        )


def _is_address(url: str) -> bool:
    """Whether a text can stand as an IRI in RDF."""
    return bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+", url))


@lru_cache(maxsize=1)
def _schemes_by_label() -> dict[str, str]:
    return {code.label: notation for notation, code in codes("IdentifierSchemes").items()}
