"""Two states of knowledge, record by record and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass
from typing import Any

from msgspec import Struct
from msgspec.structs import fields as struct_fields

from graph.answers.changes import ClaimChange, FieldChange, RecordChange
from graph.answers.evidence import cited
from graph.answers.sentences import sentence
from graph.claims.fields import key_of
from graph.claims.knowledge import Knowledge
from graph.claims.model import Citation, Identifier
from graph.claims.periods import Period
from ontology.lenses import Outcome

QUIET = ("kind", "comes_from", "order")  # fields that say nothing of what a record means


def claim_changes(before: Knowledge, after: Knowledge) -> Iterator[ClaimChange]:
    """Claims added, removed and changed, by id."""
    for one in sorted({*before.claims, *after.claims}):
        old, new = before.claims.get(one), after.claims.get(one)
        if old == new:
            continue
        side = after if new is not None else before
        claim = new or old
        assert claim is not None  # the id is of one of the two
        yield ClaimChange(
            id=one,
            change=change_of(old, new),
            text=sentence(side, claim),
            fields=field_changes(old, new),
            claim=cited(side, claim),
        )


def record_changes(before: Knowledge, after: Knowledge) -> Iterator[RecordChange]:
    """Entities, lenses, priors, sources, rules, rivals and rates that are not the same."""
    for kind, old, new in parts(before, after):
        for one in sorted({*old, *new}):
            if old.get(one) != new.get(one):
                yield record_change(kind, one, old.get(one), new.get(one))


def record_change(kind: str, one: str, old: Any, new: Any) -> RecordChange:
    """What became of one record."""
    named = new if new is not None else old
    name = str(getattr(named, "name", "") or getattr(named, "label", "") or one)
    return RecordChange(
        kind=kind,
        id=one,
        change=change_of(old, new),
        text=f"{kind} {name}" if name == one else f"{kind} {name} [{one}]",
        fields=field_changes(old, new),
    )


def parts(
    before: Knowledge, after: Knowledge
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Every kind of record beside claims that a verdict may read, by id."""
    yield "lens", before.lenses, after.lenses
    yield "prior", before.priors, after.priors
    yield "entity", before.entities, after.entities
    yield "source", before.sources, after.sources
    yield "rule", before.rules, after.rules
    for name, of in (("rivals", "rivals"), ("rate", "rates")):
        old, new = ({key_of(one): one for one in getattr(side, of)} for side in (before, after))
        yield name, old, new


def change_of(old: object, new: object) -> str:
    """Added, removed or changed."""
    return "added" if old is None else "removed" if new is None else "changed"


def field_changes(old: Any, new: Any) -> tuple[FieldChange, ...]:
    """The fields in which two records differ; none when one is missing."""
    if old is None or new is None:
        return ()
    return tuple(
        FieldChange(field=name, before=said(one), after=said(other))
        for name in field_names(new)
        if name not in QUIET
        and (one := getattr(old, name, None)) != (other := getattr(new, name, None))
    )


def field_names(record: Any) -> list[str]:
    """The fields of a record of either sort."""
    if is_dataclass(record):
        return [field.name for field in dataclass_fields(record)]
    assert isinstance(record, Struct)
    return [field.name for field in struct_fields(record)]


def said(value: Any) -> str:
    """The value of a field as people read it; nothing when it says nothing."""
    match value:
        case None | "" | ():
            return ""
        case Period():
            return f"{value.start or '…'} to {value.end or '…'}" if value != Period() else ""
        case Citation():
            return f"{value.source}, {value.locator}"
        case Identifier():
            return f"{value.scheme}:{value.value}"
        case Outcome():
            reads = f" ({value.reads_as})" if value.reads_as else ""
            return f"{value.case}: {value.word}{reads}"
        case tuple() | list():
            return "; ".join(said(item) for item in value)
        case dict():
            return "; ".join(said(item) for item in value.values())
        case bool():
            return "yes" if value else "no"
    return str(value)


def told(claims: Sequence[ClaimChange], records: Sequence[RecordChange]) -> list[str]:
    """A line for each change: what it did, what of, when, and what it was before."""
    lines = [f"{one.change}: {one.text}{_when(one)}" for one in claims]
    for one in records:
        changes: Mapping[str, str] = {
            field.field: f"{field.before or 'nothing'} → {field.after or 'nothing'}"
            for field in one.fields
        }
        detail = "; ".join(f"{name.replace('_', ' ')} {change}" for name, change in changes.items())
        lines.append(f"{one.change}: {one.text}" + (f": {detail}" if detail else ""))
    return lines


def _when(change: ClaimChange) -> str:
    """When a claim holds, as far as it says."""
    claim = change.claim
    if claim is None:
        return ""
    period = f"{claim.valid_from or '…'} to {claim.valid_to or '…'}"
    dates = [f"as of {claim.as_of}"] if claim.as_of else []
    dates += [period] if claim.valid_from or claim.valid_to else []
    return f" ({', '.join(dates)})" if dates else " (undated)"
