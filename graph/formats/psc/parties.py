"""Companies and those who control them: entities, with what the register says of their origin.

A company is known by its number alone until a profile names it. Of a person the name, the
nationality and the country of residence are kept; birth dates and addresses are private. What
somebody wrote of a firm abroad is taken as it stands: only a number of this register makes it one
of its companies (``graph.formats.psc.registers``), and only if its name can be that company's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.claims.model import (
    Citation,
    Citizenship,
    Entity,
    Identifier,
    Location,
    Residence,
)
from graph.claims.periods import PartialDate, Period
from graph.claims.statements import Called, Record
from graph.formats.foreign.placing import place
from graph.formats.psc.fields import FieldError, text
from graph.formats.psc.registers import (
    is_of_this_law,
    number_of_ours,
    said_to_be_ours,
    whereabouts,
)
from ontology.load import codes

REGISTER = "GB-COH"
HOME = "GB"


def company_id(number: str) -> str:
    """The id of a company by its number in the register."""
    return f"{REGISTER}-{number}"


def company(number: str, cite: tuple[Citation, ...], name: str = "") -> Entity:
    """A company of the register; without a profile its number is its name.

    >>> company("01234567", ()).name
    'GB-COH-01234567'
    """
    known = company_id(number)
    identifiers = (Identifier("orgid", known),)
    return Entity(id=known, kind="Organization", name=name or known, identifiers=identifiers,
                  citations=cite)  # fmt: skip


def seat(
    claim: str, party: str, jurisdiction: str, cite: tuple[Citation, ...],
    as_of: PartialDate | None, period: Period | None = None, *, over: bool = False,
) -> Iterator[Record]:  # fmt: skip
    """Where a firm is seated, as a claim of that id, and the jurisdiction it points to.

    It is ``over`` where the firm is no more, though nobody says since when.
    """
    known = codes("Jurisdictions")[jurisdiction]
    yield Entity(
        id=f"jurisdiction-{jurisdiction}", kind="Jurisdiction", name=known.label,
        name_zh=known.label_zh, jurisdiction=jurisdiction,
    )  # fmt: skip
    life = period or Period()
    yield Location(
        id=claim, party=party, target=f"jurisdiction-{jurisdiction}", aspect="seat",
        period=life, period_end="ended" if over else "ongoing", as_of=as_of, citations=cite,
    )  # fmt: skip


class Party:
    """Who has control by one line of the register."""

    def __init__(
        self, data: Mapping[str, Any], kind: str, name: str, stem: str,
        cite: tuple[Citation, ...], as_of: PartialDate | None,
    ) -> None:  # fmt: skip
        self._data, self._kind, self._stem, self._cite = data, kind, stem, cite
        self._as_of = as_of
        self.id = name
        self.noted: list[str] = []
        self.called: tuple[Called, ...] = ()

    def records(self) -> Iterator[Record]:
        """The entity, then what is said of where it comes from."""
        if self._kind == "UnidentifiedParty":
            note = "A person whose details are protected by law, and not shown."
            yield Entity(id=self.id, kind=self._kind, name=f"Protected person ({self.id})",
                         citations=self._cite, note=note)  # fmt: skip
        elif self._kind == "Person":
            yield from self._person()
        else:
            yield from self._firm()

    def _person(self) -> Iterator[Record]:
        data = self._data
        parts = (
            [text(data, "name_elements", part) for part in _NAME_PARTS]
            if data.get("name_elements")
            else []
        )
        name = " ".join(filter(None, parts)) or text(data, "name", needed=True)
        yield Entity(id=self.id, kind="Person", name=name, citations=self._cite)
        for said in _PRIVATE:
            if data.get(said):
                self.noted.append(f"{said} of persons is private")
        for number, word in enumerate(_each(text(data, "nationality")), 1):
            code = place(word, coded=True).jurisdiction
            if not code:
                self.noted.append(f"nationality {word} is not known")
                continue
            known = codes("Jurisdictions")[code]
            yield Entity(id=f"jurisdiction-{code}", kind="Jurisdiction", name=known.label,
                         name_zh=known.label_zh, jurisdiction=code)  # fmt: skip
            yield Citizenship(id=f"{self._stem}-citizenship-{number}", party=self.id,
                              target=f"jurisdiction-{code}", as_of=self._as_of,
                              citations=self._cite)  # fmt: skip
        if country := text(data, "country_of_residence"):
            lives = place(country)
            if not lives.jurisdiction:
                self.noted.append("a country of residence that is not known")
            yield lives
            yield Residence(id=f"{self._stem}-residence", party=self.id, target=lives.id,
                            as_of=self._as_of, citations=self._cite)  # fmt: skip

    def _firm(self) -> Iterator[Record]:
        data = self._data
        of = data.get("identification") or {}
        if not isinstance(of, Mapping):
            raise FieldError("/data/identification", "type", "no object")
        name = text(data, "name", needed=True)
        number, country, register, form, law = (
            text(data, "identification", field)
            for field in (
                "registration_number", "country_registered", "place_registered", "legal_form",
                "legal_authority",
            )
        ) if of else ("",) * 5  # fmt: skip
        code = whereabouts(country, register)
        note = "; ".join(dict.fromkeys(filter(None, (form, law, register))))
        identifiers = (Identifier("regno", f"{code}/{number}"),) if number and code else ()
        as_written = Entity(id=self.id, kind="Organization", name=name, identifiers=identifiers,
                            citations=self._cite, note=note)  # fmt: skip
        if ours := number_of_ours(number, country, register, law):
            self.id = company_id(ours)
            self.called = (Called(id=self.id, name=name, otherwise=as_written),)
            yield company(ours, self._cite, name)
            if is_of_this_law(ours):
                yield from seat(f"{self._stem}-seat", self.id, HOME, self._cite, self._as_of)
            return
        if number and said_to_be_ours(country, register):
            self.noted.append("a number that is not known to be one of this register")
        yield as_written
        if code:
            yield from seat(f"{self._stem}-seat", self.id, code, self._cite, self._as_of)
        elif country:
            self.noted.append("a country of registration that is not known")


_NAME_PARTS = ("forename", "middle_name", "surname")
_PRIVATE = ("date_of_birth", "address")


def _each(words: str) -> list[str]:
    """The nationalities that a text names."""
    if place(words, coded=True).jurisdiction:
        return [words]
    return [word for part in re.split(r"[,;/&]|\band\b", words) if (word := part.strip())]
