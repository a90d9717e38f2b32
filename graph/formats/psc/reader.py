"""The register of people with significant control → claims, one statement for each line.

A snapshot has one object a line: a person, a firm, a statement that nobody could be named, an
exemption, and at its end the totals, with which the lines are compared. Each nature of control is
one claim, in the bands of the register. What trustees or members of a firm hold is theirs, and
whoever has influence over them is a party over the trust or firm. Of two snapshots the later
record counts. Company profiles may stand beside it, as JSON or as the table of basic company data.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import structs

from graph.claims.model import Citation, Control, Entity, Source
from graph.claims.periods import PartialDate
from graph.claims.statements import Record, Refusal, Statement
from graph.errors import BadDateError, InputError
from graph.formats.files.encodings import open_utf8
from graph.formats.files.json_stream import objects
from graph.formats.natures_of_control import Nature, nature_of
from graph.formats.no_end import stands_for_none
from graph.formats.psc.claims import claims_of, ids_of
from graph.formats.psc.doubts import bands_apart, totals_off
from graph.formats.psc.fields import FieldError, between, company_number, day, rule, text
from graph.formats.psc.parties import HOME, Party, company, company_id, seat
from graph.formats.psc.profiles import from_table, number_in, profile
from graph.formats.psc.registers import is_of_this_law
from graph.formats.tables.rows import rows_of
from graph.formats.tables.slugs import slug

TOTALS = "totals#persons-of-significant-control-snapshot"
STATEMENT = "persons-with-significant-control-statement"
PUBLISHER = "Companies House"
_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MANY = 1 << 12


def read_psc(path: Path) -> Iterator[Statement]:
    """Read a snapshot of the register, or company profiles beside it.

    Memory does not grow with the file.

    Raises
    ------
    FileError
        If it is neither JSON nor a table of basic company data.
    """
    reading = _Reading(path)
    with open_utf8(path) as stream:
        is_table = stream.read(1) not in b"{["
    if is_table:
        yield from reading.table(path)
        return
    for found in objects(path):
        if found.trouble:
            yield reading.refused("", found.line, FieldError("", found.rule, found.trouble))
        else:
            yield reading.statement(found.value, found.line)


class _Reading:
    """One file: its source, what was counted in it, and the companies that were given lately."""

    def __init__(self, path: Path) -> None:
        self._file = path.name
        found = _DAY.search(path.name)
        self._published = _parsed(found[0]) if found else None
        self._source = Source(
            id=f"psc-{slug(path.name)}",
            title=f"Register of people with significant control: {path.name}",
            publisher=PUBLISHER,
            published=self._published,
            url="https://download.companieshouse.gov.uk/en_pscdata.html",
            kind="register",
        )
        self._unsaid: tuple[Source, ...] = (self._source,)
        self._counted: Counter[str] = Counter()
        self._given: set[str] = set()

    def table(self, path: Path) -> Iterator[Statement]:
        """The rows of the table of basic company data."""
        lines = rows_of(path)
        first = next(lines, None)
        header = [cell.strip() for cell in first.cells] if first else []
        for line in lines:
            if line.trouble or len(line.cells) != len(header):
                problem = line.trouble or f"{len(line.cells)} cells, but {len(header)} columns"
                yield self.refused("", line.number, FieldError("", "columns", problem))
                continue
            row = from_table(dict(zip(header, line.cells, strict=True)))
            yield self.statement(row, line.number)

    def refused(self, name: str, line: int | None, error: FieldError) -> Statement:
        """A line that cannot be taken."""
        at = Refusal(
            file=self._file, line=line, statement=name, pointer=error.pointer, rule=error.rule,
            problem=str(error),
        )  # fmt: skip
        return Statement(refusals=(at,), id=name, line=line)

    def statement(self, value: Any, line: int | None) -> Statement:
        """What one line becomes."""
        name = ""
        try:
            if not isinstance(value, Mapping):
                raise FieldError("", "type", "no object")
            data = value.get("data")
            if data is None and "company_name" in value:
                name = company_id(number_in(value))
                made = self._profile(value)
            elif not isinstance(data, Mapping):
                raise FieldError("/data", "missing", "a line of the register has data")
            else:
                name = text(data, "links", "self")
                made = self._within(value, data, name or f"line {line}")
        except FieldError as error:
            return self.refused(name, line, error)
        records = (*self._unsaid, *made.records) if made.records else ()
        self._unsaid = () if records else self._unsaid
        digest = hashlib.blake2b(repr(value).encode(), digest_size=8).digest()
        refusals, findings = (
            tuple(structs.replace(one, line=line, statement=name) for one in those)
            for those in (made.refusals, made.findings)
        )
        return structs.replace(
            made, records=records, refusals=refusals, findings=findings, id=name, record=name,
            line=line, content=int.from_bytes(digest), version=(str(self._published or ""),),
        )  # fmt: skip

    def _profile(self, value: Mapping[str, Any]) -> Statement:
        number = number_in(value)
        cite = (Citation(self._source.id, f"company {number}"),)
        # A profile names a company better than those do who fill in forms about its subsidiaries.
        stated = str(self._published or "0001-01-01")
        return Statement(records=tuple(profile(value, cite, self._published)), stated=stated)

    def _within(self, value: Mapping[str, Any], data: Mapping[str, Any], name: str) -> Statement:
        """A line of the register; fields of its data are pointed at from the line on."""
        try:
            return self._line(value, data, name)
        except FieldError as error:
            if error.pointer.startswith(("/data", "/company_number")):
                raise
            raise FieldError(f"/data{error.pointer}", error.rule, str(error)) from error

    def _line(self, value: Mapping[str, Any], data: Mapping[str, Any], name: str) -> Statement:
        kind = text(data, "kind", needed=True)
        if kind == TOTALS:
            return self._totals(data)
        number = company_number(text(value, "company_number", needed=True), "/company_number")
        cite = (Citation(self._source.id, name),)
        if kind == STATEMENT:
            self._counted["statements_count"] += 1
            return self._nobody_named(data, number, name, cite)
        of = rule("kind", kind, "/data/kind")
        counted = "persons_of_significant_control_count" if of.becomes else "exemptions_count"
        self._counted[counted] += 1
        if not of.becomes:
            return Statement(noted=(f"{kind}: {of.note}",))
        return self._controller(data, of.becomes, number, name, cite)

    def _controller(
        self, data: Mapping[str, Any], kind: str, number: str, name: str,
        cite: tuple[Citation, ...],
    ) -> Statement:  # fmt: skip
        """Somebody with control, and each nature of it as a claim."""
        shared, as_of = self._shared(data, cite)
        holder, stem = ids_of(number, name)
        party = Party(data, kind, holder, stem, cite, as_of)
        records = [*party.records()]
        if party.id == company_id(number):
            problem = f"{number} is filed as its own holder, which leaves open who holds it"
            raise FieldError("/identification/registration_number", "self", problem)
        said = data.get("natures_of_control") or []
        if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
            raise FieldError("/data/natures_of_control", "type", "no list of words")
        claims: list[Record] = []
        refusals: list[Refusal] = []
        noted = list(party.noted)
        natures: list[tuple[int, Nature]] = []
        for place, code in enumerate(said):
            pointer = f"/data/natures_of_control/{place}"
            key = stem if not place else f"{stem}-{place + 1}"
            try:
                nature = nature_of(code)
            except InputError as error:
                unknown = FieldError(pointer, "code", str(error))
                refusals += self.refused(name, None, unknown).refusals
                continue
            natures.append((place, nature))
            if nature.what.becomes:
                claims += claims_of(nature, key, party.id, number, shared)
            else:
                noted.append(nature.what.note)
        if not said:
            mechanism = "unpublishedInterest" if kind == "UnidentifiedParty" else "unknownInterest"
            target = company_id(number)
            claims.append(
                Control(id=stem, party=party.id, target=target, mechanism=mechanism, **shared)
            )
        return Statement(
            records=(*self._company(number, stem, cite, as_of), *records, *claims)
            if claims
            else (),
            refusals=tuple(refusals),
            noted=tuple(dict.fromkeys(noted)),
            called=party.called if claims else (),
            findings=tuple(map(self._finding, bands_apart(natures))),
        )

    def _nobody_named(
        self, data: Mapping[str, Any], number: str, name: str, cite: tuple[Citation, ...]
    ) -> Statement:
        """A statement in the place of a name."""
        code = text(data, "statement", needed=True).removesuffix("-partnership")
        said = rule("statement", code, "/data/statement")
        if not said.becomes:
            return Statement(noted=(f"statement {code}: {said.note}",))
        shared, as_of = self._shared(data, cite)
        nobody, stem = ids_of(number, name)
        party = Entity(
            id=nobody, kind=said.becomes, name=f"Unidentified person ({nobody})", citations=cite,
            note=f"{said.note[:1].upper()}{said.note[1:]}.",
        )  # fmt: skip
        claim = Control(
            id=stem, party=nobody, target=company_id(number), mechanism="unknownInterest", **shared
        )
        return Statement(records=(*self._company(number, stem, cite, as_of), party, claim))

    def _shared(
        self, data: Mapping[str, Any], cite: tuple[Citation, ...]
    ) -> tuple[dict[str, Any], PartialDate | None]:
        """What every claim of a line carries, and the day it speaks for."""
        start, end = day(data, "notified_on"), day(data, "ceased_on")
        over, note = bool(data.get("ceased")), ""
        if over and end is None:
            end = self._published
            if end is None:
                problem = "ceased, and neither it nor the name of the file says a day"
                raise FieldError("/data/ceased", "date", problem)
            note = f"Ceased by {end}; the day is not said."
        as_of = (None if end and stands_for_none(end) else end) or start or self._published
        said: dict[str, Any] = {
            "period": between(start, end, "/data/ceased_on"),
            "period_end": "ended" if end else "ongoing",
            "as_of": as_of,
            "citations": cite,
            "note": note,
        }
        return said, as_of

    def _company(
        self, number: str, stem: str, cite: tuple[Citation, ...], as_of: PartialDate | None
    ) -> Iterator[Record]:
        """The company a line is about, unless it was given lately."""
        if number in self._given:
            return
        if len(self._given) > _MANY:
            self._given.clear()
        self._given.add(number)
        yield company(number, cite)
        if is_of_this_law(number):
            yield from seat(f"{stem}-company-seat", company_id(number), HOME, cite, as_of)

    def _totals(self, data: Mapping[str, Any]) -> Statement:
        """The last line: how many there are of each, compared with those that were read."""
        noted = f"totals of the snapshot of {text(data, 'generated_at')[:10]}"
        findings = tuple(map(self._finding, totals_off(data, self._counted)))
        return Statement(noted=(noted,), findings=findings)

    def _finding(self, error: FieldError) -> Refusal:
        """What is told of a line that is read nevertheless."""
        (found,) = self.refused("", None, error).refusals
        return found


def _parsed(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text)
    except BadDateError:
        return None
