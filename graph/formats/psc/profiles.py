"""Company profiles: the name, the law and the life of a company of the register.

Both forms in which the register gives them are read: a profile as JSON, one a line, and the table
of basic company data. Addresses, accounts and charges are not taken in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from graph.claims.model import Citation
from graph.claims.periods import PartialDate
from graph.claims.statements import Record
from graph.formats.psc.fields import between, company_number, day, text
from graph.formats.psc.parties import HOME, company, company_id, seat
from graph.formats.psc.registers import is_of_this_law
from ontology.crosswalks import foreign

# The columns of the table of basic company data, as the fields of a profile.
COLUMNS = {
    "CompanyNumber": "company_number",
    "CompanyName": "company_name",
    "CompanyStatus": "company_status",
    "IncorporationDate": "date_of_creation",
    "DissolutionDate": "date_of_cessation",
}


def from_table(row: Mapping[str, str]) -> dict[str, str]:
    """A row of the table of basic company data as a profile; days are written the British way."""
    said = {ours: row.get(theirs, "").strip() for theirs, ours in COLUMNS.items()}
    for name in ("date_of_creation", "date_of_cessation"):
        parts = said[name].split("/")
        if len(parts) == len("dmy"):
            said[name] = "-".join(reversed(parts))
    return said


def number_in(said: Mapping[str, Any]) -> str:
    """The number of the company that a profile is of."""
    return company_number(text(said, "company_number", needed=True), "/company_number")


def profile(
    said: Mapping[str, Any], cite: tuple[Citation, ...], as_of: PartialDate | None
) -> Iterator[Record]:
    """The company and where it is seated, for as long as it lives."""
    number = number_in(said)
    name = text(said, "company_name", needed=True)
    yield replace(company(number, cite, name), other_names=_former_names(said, name))
    life = between(
        day(said, "date_of_creation"), day(said, "date_of_cessation"), "/date_of_cessation"
    )
    if is_of_this_law(number):
        known = company_id(number)
        spoken = min(filter(None, (as_of, life.end)), default=None)
        status = text(said, "company_status").casefold()
        over = life.end is not None or ("companyStatus", status) in foreign("psc")
        yield from seat(f"{known}-profile-seat", known, HOME, cite, spoken, life, over=over)


def _former_names(said: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """The names that a company had before, where its profile has them."""
    before = said.get("previous_company_names")
    each = [one for one in before if isinstance(one, Mapping)] if isinstance(before, list) else []
    return tuple(sorted({text(one, "name") for one in each} - {"", name}))
