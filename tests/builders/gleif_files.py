"""Small GLEIF files as a publisher would write them, the same content as CSV and as XML."""

import csv
from itertools import count
from xml.sax.saxutils import escape

from graph.claims.identifiers import lei_check_digits

RR_COLUMNS = (
    "Relationship.StartNode.NodeID", "Relationship.StartNode.NodeIDType",
    "Relationship.EndNode.NodeID", "Relationship.EndNode.NodeIDType",
    "Relationship.RelationshipType", "Relationship.RelationshipStatus",
    "Relationship.Period.1.startDate", "Relationship.Period.1.endDate",
    "Relationship.Period.1.periodType", "Relationship.Period.2.startDate",
    "Relationship.Period.2.endDate", "Relationship.Period.2.periodType",
    "Relationship.Qualifiers.1.QualifierDimension", "Relationship.Qualifiers.1.QualifierCategory",
    "Relationship.Quantifiers.1.MeasurementMethod",
    "Relationship.Quantifiers.1.QuantifierAmount", "Relationship.Quantifiers.1.QuantifierUnits",
    "Registration.LastUpdateDate", "Registration.RegistrationStatus",
    "Registration.NextRenewalDate", "Registration.ValidationSources",
    "Registration.ValidationReference",
)  # fmt: skip
L1_COLUMNS = (
    "LEI", "Entity.LegalName", "Entity.LegalName.xmllang",
    "Entity.OtherEntityNames.OtherEntityName.1",
    "Entity.OtherEntityNames.OtherEntityName.1.xmllang",
    "Entity.OtherEntityNames.OtherEntityName.1.type", "Entity.HeadquartersAddress.Country",
    "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID", "Entity.LegalJurisdiction",
    "Entity.EntityCategory", "Entity.EntityStatus", "Entity.EntityCreationDate",
    "Entity.SuccessorEntity.1.SuccessorLEI", "Entity.SuccessorEntity.1.SuccessorEntityName",
    "Registration.LastUpdateDate", "Registration.RegistrationStatus",
    "Registration.NextRenewalDate", "Registration.ValidationSources",
)  # fmt: skip
REPEX_COLUMNS = ("LEI", "Exception.Category", "Exception.Reason.1", "Exception.Reference.1")
_NUMBERS = count(1)


def make_lei(name=""):
    """An LEI with right check digits, made of a name or of a running number."""
    first = f"TEST{name or next(_NUMBERS):0>14}"[:18].upper()
    return first + lei_check_digits(first)


def relation(start, end, kind="IS_DIRECTLY_CONSOLIDATED_BY", **more):
    """The cells of one relationship; ``more`` by the last part of a column, or the whole of it."""
    row = dict.fromkeys(RR_COLUMNS, "")
    row |= {
        "Relationship.StartNode.NodeID": start, "Relationship.StartNode.NodeIDType": "LEI",
        "Relationship.EndNode.NodeID": end, "Relationship.EndNode.NodeIDType": "LEI",
        "Relationship.RelationshipType": kind, "Relationship.RelationshipStatus": "ACTIVE",
        "Relationship.Period.1.startDate": "2020-01-01T00:00:00+01:00",
        "Relationship.Period.1.periodType": "RELATIONSHIP_PERIOD",
        "Registration.LastUpdateDate": "2025-06-01T08:00:00Z",
        "Registration.RegistrationStatus": "PUBLISHED",
        "Registration.NextRenewalDate": "2026-06-01T00:00:00Z",
        "Registration.ValidationSources": "FULLY_CORROBORATED",
    }  # fmt: skip
    return _with(row, more)


def entity(lei, name, jurisdiction="GB", **more):
    """The cells of one Level 1 record."""
    row = dict.fromkeys(L1_COLUMNS, "")
    row |= {
        "LEI": lei, "Entity.LegalName": name, "Entity.LegalName.xmllang": "en",
        "Entity.LegalJurisdiction": jurisdiction, "Entity.HeadquartersAddress.Country": "GB",
        "Entity.EntityCategory": "GENERAL", "Entity.EntityStatus": "ACTIVE",
        "Registration.LastUpdateDate": "2025-06-01T08:00:00Z",
        "Registration.RegistrationStatus": "ISSUED",
        "Registration.ValidationSources": "PARTIALLY_CORROBORATED",
    }  # fmt: skip
    return _with(row, more)


def _with(row, more):
    for name, value in more.items():
        found = [column for column in row if column == name or column.endswith(f".{name}")]
        assert found, name
        row[found[0]] = value
    return row


def exception(lei, reason, category="DIRECT_ACCOUNTING_CONSOLIDATION_PARENT", reference=""):
    """The cells of one reporting exception."""
    return dict(zip(REPEX_COLUMNS, (lei, category, reason, reference), strict=True))


def write_csv(path, rows):
    """A golden copy CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_xml(path, rows):
    """The same records as XML."""
    if "LEI" not in rows[0]:
        root, holder, body = "rr:RelationshipData", "rr:RelationshipRecords", _relation_xml
        space = 'xmlns:rr="http://www.gleif.org/data/schema/rr/2016"'
    elif "Exception.Category" in rows[0]:
        root, holder, body = "x:ReportingExceptionData", "x:ReportingExceptions", _exception_xml
        space = 'xmlns:x="http://www.gleif.org/data/schema/repex/2016"'
    else:
        root, holder, body = "lei:LEIData", "lei:LEIRecords", _entity_xml
        space = 'xmlns:lei="http://www.gleif.org/data/schema/leidata/2016"'
    text = "\n".join(body(row) for row in rows)
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {space}>\n<{holder}>\n{text}\n'
        f"</{holder}>\n</{root}>\n",
        encoding="utf-8",
    )
    return path


def _tag(name, text, attributes=""):
    return f"<{name}{attributes}>{escape(text)}</{name}>" if text else ""


def _registration_xml(row, prefix):
    names = ("LastUpdateDate", "RegistrationStatus", "NextRenewalDate", "ValidationSources",
             "ValidationReference")  # fmt: skip
    inner = "".join(_tag(f"{prefix}:{n}", row.get(f"Registration.{n}", "")) for n in names)
    return f"<{prefix}:Registration>{inner}</{prefix}:Registration>"


def _relation_xml(row):
    def node(end):
        stem = f"Relationship.{end}Node"
        number = _tag("rr:NodeID", row[f"{stem}.NodeID"])
        of_type = _tag("rr:NodeIDType", row[f"{stem}.NodeIDType"])
        return f"<rr:{end}Node>{number}{of_type}</rr:{end}Node>"

    periods = "".join(
        "<rr:RelationshipPeriod>"
        + _tag("rr:StartDate", row[f"Relationship.Period.{n}.startDate"])
        + _tag("rr:EndDate", row[f"Relationship.Period.{n}.endDate"])
        + _tag("rr:PeriodType", row[f"Relationship.Period.{n}.periodType"])
        + "</rr:RelationshipPeriod>"
        for n in (1, 2)
        if row[f"Relationship.Period.{n}.periodType"]
    )
    standard = row["Relationship.Qualifiers.1.QualifierCategory"]
    qualifiers = (
        "<rr:RelationshipQualifiers><rr:RelationshipQualifier>"
        "<rr:QualifierDimension>ACCOUNTING_STANDARD</rr:QualifierDimension>"
        f"{_tag('rr:QualifierCategory', standard)}"
        "</rr:RelationshipQualifier></rr:RelationshipQualifiers>"
        if standard
        else ""
    )
    stem = "Relationship.Quantifiers.1"
    quantifiers = (
        "<rr:RelationshipQuantifiers><rr:RelationshipQuantifier>"
        + _tag("rr:MeasurementMethod", row[f"{stem}.MeasurementMethod"])
        + _tag("rr:QuantifierAmount", row[f"{stem}.QuantifierAmount"])
        + _tag("rr:QuantifierUnits", row[f"{stem}.QuantifierUnits"])
        + "</rr:RelationshipQuantifier></rr:RelationshipQuantifiers>"
        if row[f"{stem}.QuantifierAmount"]
        else ""
    )
    return (
        "<rr:RelationshipRecord><rr:Relationship>"
        + node("Start") + node("End")
        + _tag("rr:RelationshipType", row["Relationship.RelationshipType"])
        + f"<rr:RelationshipPeriods>{periods}</rr:RelationshipPeriods>"
        + _tag("rr:RelationshipStatus", row["Relationship.RelationshipStatus"])
        + qualifiers + quantifiers
        + f"</rr:Relationship>{_registration_xml(row, 'rr')}</rr:RelationshipRecord>"
    )  # fmt: skip


def _exception_xml(row):
    return (
        "<x:Exception>"
        + _tag("x:LEI", row["LEI"])
        + _tag("x:ExceptionCategory", row["Exception.Category"])
        + _tag("x:ExceptionReason", row["Exception.Reason.1"])
        + _tag("x:ExceptionReference", row["Exception.Reference.1"])
        + "</x:Exception>"
    )


def _entity_xml(row):
    stem = "Entity.OtherEntityNames.OtherEntityName.1"
    language, kind = row[f"{stem}.xmllang"], row[f"{stem}.type"]
    other = _tag("lei:OtherEntityName", row[stem], f' xml:lang="{language}" type="{kind}"')
    successor = _tag("lei:SuccessorLEI", row["Entity.SuccessorEntity.1.SuccessorLEI"]) + _tag(
        "lei:SuccessorEntityName", row["Entity.SuccessorEntity.1.SuccessorEntityName"]
    )
    names = f' xml:lang="{row["Entity.LegalName.xmllang"]}"'
    authority = "Entity.RegistrationAuthority.RegistrationAuthority"
    return (
        f"<lei:LEIRecord>{_tag('lei:LEI', row['LEI'])}<lei:Entity>"
        + _tag("lei:LegalName", row["Entity.LegalName"], names)
        + (f"<lei:OtherEntityNames>{other}</lei:OtherEntityNames>" if other else "")
        + "<lei:HeadquartersAddress>"
        + _tag("lei:Country", row["Entity.HeadquartersAddress.Country"])
        + "</lei:HeadquartersAddress><lei:RegistrationAuthority>"
        + _tag("lei:RegistrationAuthorityID", row[f"{authority}ID"])
        + _tag("lei:RegistrationAuthorityEntityID", row[f"{authority}EntityID"])
        + "</lei:RegistrationAuthority>"
        + _tag("lei:LegalJurisdiction", row["Entity.LegalJurisdiction"])
        + _tag("lei:EntityCategory", row["Entity.EntityCategory"])
        + _tag("lei:EntityStatus", row["Entity.EntityStatus"])
        + _tag("lei:EntityCreationDate", row["Entity.EntityCreationDate"])
        + (f"<lei:SuccessorEntity>{successor}</lei:SuccessorEntity>" if successor else "")
        + f"</lei:Entity>{_registration_xml(row, 'lei')}</lei:LEIRecord>"
    )
