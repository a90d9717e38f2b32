"""Lines of the register of people with significant control, with names and numbers of our own."""

import json
from datetime import date

from graph.formats.psc.reader import read_psc
from graph.importing.gathering import Wanted

COMPANY = "09999101"
WANTED = Wanted(format="psc", name="uk", home="GB", data_date=date(2025, 3, 5))
SHARES, VOTES = "ownership-of-shares-{}-percent", "voting-rights-{}-percent"
TARGET = f"GB-COH-{COMPANY}"


def line(data, company=COMPANY):
    return {"company_number": company, "data": data}


def _links(kind, token, company):
    return {"self": f"/company/{company}/persons-with-significant-control/{kind}/{token}"}


def person(token, *natures, company=COMPANY, **more):
    """A natural person; ``more`` are fields of the record."""
    data = {
        "kind": "individual-person-with-significant-control", "name": f"Ms {token.title()} Quill",
        "name_elements": {"title": "Ms", "forename": token.title(), "surname": "Quill"},
        "nationality": "British", "country_of_residence": "England",
        "date_of_birth": {"year": 1970, "month": 5}, "address": {"locality": "Anywhere"},
        "natures_of_control": list(natures), "notified_on": "2024-02-01",
        "links": _links("individual", token, company), "etag": "e" * 40,
    }  # fmt: skip
    return line(data | more, company)


def firm(token, *natures, company=COMPANY, identification=None, **more):
    """A firm that must register itself."""
    data = {
        "kind": "corporate-entity-person-with-significant-control",
        "name": f"{token.title()} Limited",
        "identification": {
            "legal_form": "Private limited company", "legal_authority": "Companies Act 2006",
            "country_registered": "England", "place_registered": "Companies House",
            "registration_number": "9999202",
        } if identification is None else identification,
        "natures_of_control": list(natures), "notified_on": "2024-02-01",
        "links": _links("corporate-entity", token, company), "etag": "e" * 40,
    }  # fmt: skip
    return line(data | more, company)


def protected(token, company=COMPANY, **more):
    """Somebody whose details are protected."""
    data = {
        "kind": "super-secure-person-with-significant-control",
        "description": "super-secure-persons-with-significant-control",
        "links": _links("super-secure", token, company), "etag": "e" * 40,
    }  # fmt: skip
    return line(data | more, company)


def statement(token, code, company=COMPANY, **more):
    """A statement in the place of a name."""
    links = f"/company/{company}/persons-with-significant-control-statements/{token}"
    data = {
        "kind": "persons-with-significant-control-statement", "statement": code,
        "notified_on": "2024-02-01", "etag": "e" * 40,
        "links": {"self": links},
    }  # fmt: skip
    return line(data | more, company)


def profile(company=COMPANY, name="HARBOUR MEADOW LIMITED", **more):
    """A company profile."""
    said = {
        "company_number": company, "company_name": name, "company_status": "active", "type": "ltd",
        "jurisdiction": "england-wales", "date_of_creation": "2015-06-30",
    }  # fmt: skip
    return said | more


def totals(people, statements=0, exemptions=0):
    """The last line of a snapshot."""
    return {
        "data": {
            "kind": "totals#persons-of-significant-control-snapshot",
            "persons_of_significant_control_count": people, "statements_count": statements,
            "exemptions_count": exemptions, "generated_at": "2025-03-05T04:00:00Z",
        }
    }  # fmt: skip


def write(folder, *lines, name="persons-with-significant-control-snapshot-2025-03-05.txt"):
    """A snapshot of some lines."""
    path = folder / name
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), "utf-8")
    return path


def read(folder, *lines):
    """Records, notes and refusals of lines as they are read."""
    statements = list(read_psc(write(folder, *lines)))
    records = [one for said in statements for one in said.records]
    refused = [one for said in statements for one in said.refusals]
    return records, [words for said in statements for words in said.noted], refused


def of(records, kind):
    """The records of a kind."""
    return [one for one in records if isinstance(one, kind)]
