"""FollowTheMoney things → entities, with seats, citizenships and roles as claims.

A firm that was dissolved and a person who died had ended by then: of a firm its seat says so,
of others whoever gathers the statements ends what they held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.claims.fields import entity_kinds
from graph.claims.identifiers import checked
from graph.claims.model import (
    Citation,
    Citizenship,
    Classification,
    Entity,
    Identifier,
    Location,
    Source,
)
from graph.claims.periods import PartialDate, Period, day_before
from graph.claims.statements import Record
from graph.errors import IdentifierError
from graph.formats.foreign.placing import place as place_called
from graph.formats.ftm.members import members_said
from graph.formats.ftm.over import no_more
from graph.formats.ftm.said import Said, SaidError, our_id
from ontology.crosswalks import foreign
from ontology.load import codes
from ontology.terms import capitals

_DEFINED_BY_IT = ("PublicBody", "Exchange")  # a jurisdiction is part of what they are, no seat
KIND = "zizhu:"  # a keyword of ours that says the kind theirs has no schema for
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_SCHEMES = {code: rules[0].value for (of, code), rules in foreign("ftm").items()
            if of == "property"}  # fmt: skip


class Party:
    """An entity of theirs being taken in: the records, and what was wrong with parts of it."""

    def __init__(self, said: Said, kind: str, role: str, cite: tuple[Citation, ...]) -> None:
        self.said, self.kind, self._role, self._cite = said, kind, role, cite
        self.troubles: list[SaidError] = []
        self.noted: list[str] = []
        self.id = our_id(said.id)
        self._as_of = _as_of(said)
        self.is_over = False  # by a word of its status
        self.over = self._over()

    def records(self) -> Iterator[Record]:
        """The entity, then what is said of it."""
        topics = self.said.all("topics")
        rules = [rule for topic in topics for rule in foreign("ftm").get(("topic", topic), ())]
        marked = self._marked()
        if marked:
            self.kind = marked
        elif any(rule.becomes == "Fund" for rule in rules) and self.kind == "Organization":
            self.kind = "Fund"
        places = self._places("jurisdiction")
        name, name_zh, others = self._names()
        yield Entity(
            id=self.id,
            kind=self.kind,
            name=name,
            name_zh=name_zh,
            other_names=others,
            identifiers=tuple(sorted(self._identifiers(places))),
            jurisdiction=places[0] if self.kind in _DEFINED_BY_IT and len(places) == 1 else "",
            members=members_said(self.said) if self.kind == "PartyGroup" else (),
            part_of=our_id(issuer) if (issuer := self._issuer()) else "",
            citations=self._cite,
        )
        self.noted += [
            f"topic {topic} is not carried"
            for topic in topics
            if ("topic", topic) not in foreign("ftm")
        ]
        if self.kind == "Person":
            yield from self._citizenships()
        elif self.kind not in (*_DEFINED_BY_IT, "ShareClass"):
            yield from self._seats(places)
            roles = [rule.value for rule in rules if rule.becomes == "Classification"]
            roles += [self._role] if self._role and not marked else []
            yield from self._roles(dict.fromkeys(roles), places)

    def _over(self) -> PartialDate | None:
        """By when it had ended, by a date or by a word of its status."""
        try:
            ends = self.said.dates("deathDate" if self.kind == "Person" else "dissolutionDate")
        except SaidError as error:
            self.troubles.append(error)
            ends = []
        if ends:
            return ends[-1]
        words = self.said.all("status")
        self.is_over = any(map(no_more, words))
        if self.is_over and self._as_of is not None:
            return PartialDate(day_before(self._as_of.first))
        if words and not self.is_over:
            self.noted.append("the status of a party is not carried, unless it is no more")
        return None

    def over_unsaid(self, records: Sequence[Record]) -> tuple[PartialDate | None, bool]:
        """By when it had ended, and whether at all, if no seat among its records says so."""
        seated = any(isinstance(one, Location) for one in records)
        return (None, False) if seated else (self.over, self.is_over)

    def _issuer(self) -> str:
        return self.said.first("issuer") if self.kind == "ShareClass" else ""

    def _marked(self) -> str:
        """The kind a file of ours says, where it is one."""
        for word in self.said.all("keywords"):
            if word.startswith(KIND) and word.removeprefix(KIND) in entity_kinds():
                return word.removeprefix(KIND)
        return ""

    def _names(self) -> tuple[str, str, tuple[str, ...]]:
        known = self.said.all("name")
        others = self.said.all("alias", "previousName", "weakAlias", "abbreviation")
        every = [*known, *others]
        if not known and self.kind == "ShareClass":
            known = self.said.all("isin", "ticker") or (self.said.id,)
            every = list(known)
        if not known:
            raise SaidError("/properties/name", "missing", "empty, and needed")
        chinese = next((text for text in every if _HAN.search(text)), "")
        main = next((text for text in known if not _HAN.search(text)), known[0])
        rest = {*every} - {main, chinese}
        return main, chinese if chinese != main else "", tuple(sorted(rest))

    def _identifiers(self, places: list[str]) -> Iterator[Identifier]:
        if not self.said.id.startswith("zizhu-"):
            yield Identifier("ftm", self.said.id)
        for name, scheme in _SCHEMES.items():
            for value in self.said.all(name):
                register = f"{places[0] if len(places) == 1 else ''}/" if scheme == "regno" else ""
                try:
                    yield checked(Identifier(scheme, register + value))
                except IdentifierError as error:
                    self.troubles.append(SaidError(f"/properties/{name}", "identifier", str(error)))

    def _places(self, *names: str) -> list[str]:
        """Jurisdictions by their codes or names; what names none is a trouble."""
        found = []
        for name in names:
            for text in self.said.all(name):
                code = capitals(text.partition("-")[0])
                if code not in codes("Jurisdictions"):
                    code = place_called(text).jurisdiction
                if code:
                    found.append(code)
                else:
                    problem = f"{text!r} is no jurisdiction of ISO 3166"
                    self.troubles.append(SaidError(f"/properties/{name}", "jurisdiction", problem))
        return list(dict.fromkeys(found))

    def _seats(self, places: list[str]) -> Iterator[Record]:
        for place in places:
            yield jurisdiction_entity(place)
            yield Location(
                id=f"{self.id}-seat-{place}", party=self.id, target=f"jurisdiction-{place}",
                aspect="seat", period=Period(None, self.over),
                period_end="ended" if self.over or self.is_over else "unknownEnd",
                as_of=self._as_of, citations=self._cite,
            )  # fmt: skip

    def _citizenships(self) -> Iterator[Record]:
        for place in self._places("citizenship", "nationality"):
            yield jurisdiction_entity(place)
            yield Citizenship(
                id=f"{self.id}-citizen-{place}", party=self.id, target=f"jurisdiction-{place}",
                as_of=self._as_of, citations=self._cite,
            )  # fmt: skip

    def _roles(self, roles: dict[str, None], places: list[str]) -> Iterator[Record]:
        for role in roles:
            if role == "stateEnterprise" and len(places) != 1:
                self.noted.append("a state's enterprise, but of which state is not said")
                continue
            yield Classification(
                id=f"{self.id}-{role}", target=self.id, role=role,
                jurisdiction=places[0] if role == "stateEnterprise" else "",
                as_of=self._as_of, confidence="low", citations=self._cite,
            )  # fmt: skip


def jurisdiction_entity(code: str) -> Entity:
    """A jurisdiction as an entity that claims can point to."""
    known = codes("Jurisdictions")[code]
    return Entity(
        id=f"jurisdiction-{code}", kind="Jurisdiction", name=known.label,
        name_zh=known.label_zh, jurisdiction=code,
    )  # fmt: skip


def document(said: Said) -> Source:
    """A document that others cite as proof."""
    title = said.first("title", "name", "fileName")
    if not title:
        raise SaidError("/properties/title", "missing", "a document without a title")
    dates = said.dates("publishedAt")
    kind = next((one for one in said.all("keywords") if one in codes("SourceKinds")), "dataset")
    return Source(
        id=our_id(said.id).removeprefix("source-"),
        title=title,
        publisher=said.first("publisher"),
        published=dates[0] if dates else None,
        url=said.first("sourceUrl"),
        kind=kind,
        relayed_by="",
        note=said.first("summary"),
    )


def _as_of(said: Said) -> PartialDate | None:
    for name in ("retrievedAt", "modifiedAt"):
        if dates := said.dates(name):
            return dates[-1]
    return None
