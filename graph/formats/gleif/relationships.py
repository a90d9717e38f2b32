"""Level 2 records → claims: parents, funds, branches, and owners who are not named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.claims.model import CLAIM_TYPES, Claim, Consolidation, Control, Entity, Ownership
from graph.claims.periods import PartialDate, Period
from graph.claims.statements import Statement
from graph.errors import BadDateError
from graph.formats.gleif.filing import Filing, RecordError, day, entity_id, lei, rules
from graph.formats.gleif.records import Exemption, Registration, Relationship
from ontology.crosswalks import ForeignCode

# In these the parent is theirs at the end; in the others the one at the start is our party.
UPWARD = ("Consolidation", "Control")
SELF_MANAGED = "managementContract"  # said of itself, it tells that nobody else manages the fund
SHORT = {"directConsolidation": "direct", "ultimateConsolidation": "ultimate"}


def relationship_statement(filing: Filing, record: Relationship) -> Statement:
    """The claims of one relationship; raise :class:`RecordError` if it cannot be used."""
    for node, of_type in (("StartNode", record.start_type), ("EndNode", record.end_type)):
        if of_type not in ("LEI", ""):
            raise RecordError(f"Relationship.{node}.NodeIDType", "type",
                              f"{of_type!r} is no LEI, and only those are known here")  # fmt: skip
    start = lei(record.start, "Relationship.StartNode.NodeID")
    end = lei(record.end, "Relationship.EndNode.NodeID")
    kinds = rules("relationship", record.type, "Relationship.RelationshipType")
    if start == end:
        if kinds[0].value == SELF_MANAGED:
            return Statement(noted=("a fund that manages itself",))
        raise RecordError("Relationship.EndNode.NodeID", "self",
                          "both ends are the same entity")  # fmt: skip
    standing = rules("registration", record.registration.status, "Registration.RegistrationStatus")
    if not standing[0].field:
        status = record.registration.status
        return Statement(noted=(f"registration {status}: {standing[0].note}",))
    said = _said(filing, record, standing[0])
    claims = [_claim(rule, start, end, said) for rule in kinds]
    return Statement(records=(*filing.parties(start, end), *claims))


def _claim(rule: ForeignCode, start: str, end: str, said: dict[str, Any]) -> Claim:
    party, target = (end, start) if rule.becomes in UPWARD else (start, end)
    if rule.measurand:
        said = {**said, "measurand": rule.measurand}
    return CLAIM_TYPES[rule.becomes](
        id=f"gleif-{start}-{SHORT.get(rule.value, rule.value)}-{end}",
        party=entity_id(party),
        target=entity_id(target),
        **{**said, rule.field: rule.value},
    )


def _said(filing: Filing, record: Relationship, standing: ForeignCode) -> dict[str, Any]:
    """What every claim of a relationship carries."""
    registration = record.registration
    as_of = spoken(filing, registration)
    relation = rules(
        "relationshipStatus", record.status or "NULL", "Relationship.RelationshipStatus"
    )
    period, end = _period(record, relation[0].value, as_of, standing)
    return {
        "period": period,
        "period_end": end,
        "as_of": as_of,
        "status": standing.value if standing.field == "status" else "asserted",
        "confidence": confidence(registration),
        "citations": filing.cite(f"{record.start} {record.type} {record.end}"),
        "note": " ".join(_notes(record)),
    }


def spoken(filing: Filing, registration: Registration) -> PartialDate | None:
    """The day a record speaks for: its last update, or the renewal it has missed since."""
    updated = day(registration.updated, "Registration.LastUpdateDate") or filing.published
    renewal = day(registration.renewal, "Registration.NextRenewalDate")
    if registration.status == "LAPSED" and updated and renewal:
        return min(updated, renewal)
    return updated


def confidence(registration: Registration) -> str:
    """How far the issuer checked it."""
    return rules("validation", registration.sources, "Registration.ValidationSources")[0].value


def _period(
    record: Relationship, said: str, as_of: PartialDate | None, standing: ForeignCode
) -> tuple[Period, str]:
    """How long the relation holds. What has ended without a day had ended when the record spoke."""
    start = end = None
    for n, span in enumerate(record.periods, 1):
        place = f"Relationship.Period.{n}"
        if rules("period", span.kind, f"{place}.periodType")[0].field == "period":
            start, end = day(span.start, f"{place}.startDate"), day(span.end, f"{place}.endDate")
    over = "ended" in (said, standing.value)
    if over and end is None and (start is None or as_of is None or start <= as_of):
        end = as_of
    try:
        period = Period(start, end)
    except BadDateError as error:
        raise RecordError("Relationship.Period", "date", str(error)) from error
    if end is not None:
        return period, "ended"
    return period, "unknownEnd" if over else said


def _notes(record: Relationship) -> Iterator[str]:
    registration = record.registration
    if registration.status != "PUBLISHED":
        yield f"Registration {registration.status}."
    for standard in record.standards:
        yield f"Accounts under {standard}."
    for span in record.periods:
        if span.kind != "RELATIONSHIP_PERIOD":
            until = f" to {span.end[:10]}" if span.end else ""
            yield f"{span.kind} {span.start[:10]}{until}."
    for number in record.quantities:
        unit = "%" if number.units == "PERCENTAGE" else number.units or "(no unit)"
        yield f"Reported: {number.amount} {unit} by {number.method}; not a share."
    if registration.reference:
        yield f"Checked against: {registration.reference}"


def exemption_statement(filing: Filing, record: Exemption) -> Statement:
    """A holder nobody names, with the reason; raise :class:`RecordError` if it cannot be used.

    Only where the reason says that there is a parent is it one that directs.
    """
    firm = lei(record.lei, "LEI")
    which = rules("exception", record.category, "Exception.Category")[0].value
    if not record.reasons:
        raise RecordError("Exception.Reason.1", "missing", "empty, and needed")
    first, *others = (
        rules("reason", reason, f"Exception.Reason.{n}")[0]
        for n, reason in enumerate(record.reasons, 1)
    )
    direct = which == "directConsolidation"
    holder = Entity(
        id=f"{entity_id(firm)}-{SHORT[which]}-parent",
        kind="UnidentifiedParty",
        name=f"{first.value} ({'direct' if direct else 'ultimate'}, {firm})",
        citations=filing.cite(f"{firm} {record.category}"),
    )
    also = [f"Also: {other.value}." for other in others]
    note = " ".join([f"{record.category}: {', '.join(record.reasons)}.", *also, *record.references])
    said: dict[str, Any] = {
        "party": holder.id,
        "target": entity_id(firm),
        "as_of": filing.published,
        "citations": filing.cite(f"{firm} {record.category}"),
        "note": note,
    }
    stem = f"gleif-{firm}-{SHORT[which]}-unnamed"
    claims: list[Claim] = []
    if first.becomes == "Control":
        claims.append(Consolidation(id=stem, parent=which, **said))
        if direct:
            claims.append(Control(id=f"{stem}-parent", mechanism="parent", **said))
    else:
        directness = "unknownDirectness" if direct else "indirect"
        claims.append(Ownership(id=stem, measurand=first.measurand, directness=directness, **said))
    return Statement(records=(*filing.parties(firm), holder, *claims))
