"""Relationship statements → claims: one for each interest, by the crosswalk.

An indirect interest names its vehicles by the records it is made up of; those of
them that are entities become its ``via``, once the file has been read. The same
block is then counted once, with its vehicle (``graph.blocks``).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from graph.errors import BadDateError, ImpossibleShareError
from graph.formats.bods import statements as bods
from graph.formats.bods.desk import Desk, day, native
from graph.formats.bods.parties import unspecified
from graph.formats.bods.statements import FieldError
from graph.model import CLAIM_TYPES, Claim
from graph.periods import Period
from graph.shares import Share
from ontology.crosswalks import ForeignCode

UNKNOWN = "unknownInterest"  # of a relationship that names no interest
DECLARED = "declared beneficial owner"


def relationship(desk: Desk, details: bods.Relationship) -> None:
    """A claim for each interest of the interested party in the subject."""
    if not isinstance(details.subject, str):
        desk.note("relationships whose subject is not specified")
        return
    party = _party(desk, details)
    if not party:
        return
    ends = (party, native(details.subject))
    if party == ends[1]:
        desk.refuse("/recordDetails/interestedParty", "a party has an interest in itself", "self")
        return
    for place, one in enumerate(details.interests or [bods.Interest()]):
        pointer = f"/recordDetails/interests/{place}"
        claim = desk.attempt(
            pointer,
            "interest",
            lambda one=one, place=place: _claim(  # type: ignore[misc]  # bound per turn
                desk, details, one, place, ends
            ),
        )
        if claim is not None:
            desk.records.append(claim)


def _party(desk: Desk, details: bods.Relationship) -> str:
    given, pointer = details.interested_party, "/recordDetails/interestedParty"
    if given is None:
        raise FieldError(
            pointer, "missing; a record id, or a reason why nobody is named", "missing"
        )
    if isinstance(given, str):
        return native(given)
    made = unspecified(desk, given, pointer)
    return made.id if made else ""


def _claim(
    desk: Desk, details: bods.Relationship, one: bods.Interest, place: int, ends: tuple[str, str]
) -> Claim:
    pointer = f"/recordDetails/interests/{place}"
    rule = desk.rule("interestType", one.type or UNKNOWN, f"{pointer}/type", one.details or "")
    period = _period(one, pointer)
    values: dict[str, Any] = {
        "id": f"{native(desk.said.statement_id or '')}.{place}",
        "party": ends[0],
        "target": ends[1],
        "period": period,
        "period_end": "ended" if period.end else "ongoing",
        "as_of": desk.as_of,
        "citations": desk.citations,
        "note": _words(one),
    }
    if rule.field:
        values[rule.field] = rule.value
    if rule.becomes == "Ownership":
        values |= _stake(desk, details, one, rule, pointer)
    elif one.share is not None:
        desk.note(f"shares of an interest that is no stake ({one.type})")
    elif one.direct_or_indirect == "indirect":
        values["note"] = "; ".join(part for part in ("indirect", values["note"]) if part)
    return CLAIM_TYPES[rule.becomes](**values)


def _stake(
    desk: Desk, details: bods.Relationship, one: bods.Interest, rule: ForeignCode, pointer: str
) -> dict[str, Any]:
    how = desk.rule(
        "directOrIndirect", one.direct_or_indirect or "unknown", f"{pointer}/directOrIndirect"
    )
    indirect = how.value == "indirect"
    return {
        "share": _share(one.share, f"{pointer}/share"),
        "measurand": rule.measurand,
        "directness": how.value,
        "via": tuple(sorted(map(native, details.component_records))) if indirect else (),
    }


def _share(given: bods.Share | None, pointer: str) -> Share | None:
    """The share; nothing where no bound is given, which is not zero."""
    if given is None:
        return None
    try:
        return _bounds(
            given.exact,
            given.minimum,
            given.maximum,
            given.exclusive_minimum,
            given.exclusive_maximum,
        )
    except ImpossibleShareError as error:
        raise FieldError(pointer, str(error), "share") from error


@lru_cache(maxsize=4096)
def _bounds(
    exact: Decimal | None,
    least: Decimal | None,
    most: Decimal | None,
    above: Decimal | None,
    below: Decimal | None,
) -> Share | None:
    lower, upper = (least if above is None else above), (most if below is None else below)
    if exact is not None:
        share = Share.parse(str(exact), str(exact))
        if (lower is not None and lower > exact) or (upper is not None and upper < exact):
            raise ImpossibleShareError(f"exactly {exact} lies outside its own bounds")
        return share
    if lower is None and upper is None:
        return None
    return Share.parse(
        None if lower is None else str(lower),
        None if upper is None else str(upper),
        above=above is not None,
        below=below is not None,
    )


def _period(one: bods.Interest, pointer: str) -> Period:
    try:
        return _between(one.start_date or "", one.end_date or "")
    except BadDateError as error:
        raise FieldError(pointer, str(error), "date") from error


@lru_cache(maxsize=65536)
def _between(start: str, end: str) -> Period:
    return Period(day(start) if start else None, day(end) if end else None)


def _words(one: bods.Interest) -> str:
    """What the interest says besides: its own words, and that its owner is beneficial."""
    declared = DECLARED if one.beneficial_ownership_or_control else ""
    return "; ".join(part for part in (one.details or "", declared) if part)
