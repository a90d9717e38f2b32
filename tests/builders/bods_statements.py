"""Statements of BODS 0.4, made up: the least that is valid, and whatever a test adds."""

import json

PUBLISHED = {
    "publicationDate": "2025-03-05",
    "bodsVersion": "0.4",
    "publisher": {"name": "A register"},
}


def statement(kind, record, details, *, day="2024-06-30", status="new", **more):
    said = {
        "statementId": f"{kind}-{record}-{day}".ljust(32, "0"),
        "declarationSubject": record,
        "statementDate": day,
        "recordId": record,
        "recordType": kind,
        "recordStatus": status,
        "recordDetails": {"isComponent": False, **details},
        "publicationDetails": PUBLISHED,
        "source": {"type": ["officialRegister"], "url": "https://example.org/register"},
    }
    return {**said, **more}


def entity(record, name="", *, jurisdiction="GB", type="registeredEntity", **more):
    details = {"entityType": {"type": type}, "name": name or record.title()}
    if jurisdiction:
        details["jurisdiction"] = {"name": jurisdiction, "code": jurisdiction}
    return statement("entity", record, {**details, **more.pop("details", {})}, **more)


def person(record, name="", **more):
    details = {
        "personType": "knownPerson",
        "names": [{"type": "legal", "fullName": name or record.title()}],
        **more.pop("details", {}),
    }
    return statement("person", record, details, **more)


def interest(type="shareholding", **more):
    given = {"type": type, "directOrIndirect": more.pop("how", "direct")}
    if "share" in more and not isinstance(more["share"], dict):
        more["share"] = {"exact": more["share"]}
    return {**given, **more}


def relationship(record, party, subject, *interests, components=None, **more):
    details = {"subject": subject, "interestedParty": party, "interests": list(interests)}
    if components is not None:
        details["componentRecords"] = components
    return statement("relationship", record, details, **more)


def write(folder, *statements, name="file.json"):
    path = folder / name
    if name.endswith(".jsonl"):
        path.write_text("".join(json.dumps(one) + "\n" for one in statements), "utf-8")
    else:
        path.write_text(json.dumps(statements), "utf-8")
    return path
