"""Statements of BODS 0.2 and 0.3, upgraded to 0.4 as they are read.

What has another name or form since is written in the new one; codes that changed are in
``ontology/crosswalks/bods-older.csv``. What has no place in 0.4 stays under its own name, and is
noted as a field that the standard does not have. There an upper bound is not reached unless the
statement says so, but for the whole, which a default cannot mean to leave out.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from graph.formats.bods.chains import Chains, chains_of
from graph.formats.bods.statements import FieldError
from ontology.crosswalks import rows

Json = dict[str, Any]
VERSIONS = ("0.2", "0.3")
POINTERS: Mapping[str, str] = {
    "party": "/interestedParty",
    "target": "/subject",
    "via": "/componentStatementIDs",
    "what": "/statementType",
}
_SAME = ("statementDate", "publicationDetails", "source", "annotations")
_NAMES = {  # parts of pointers of 0.4, and what stands there in an older statement
    "statementId": "statementID",
    "recordId": "statementID",
    "recordType": "statementType",
    "componentRecords": "componentStatementIDs",
}
_TYPES = ("entity", "person", "relationship")
_CHANGED = ("replacesStatements", "statementID", "statementType")


class Older:
    """The older statements of one file."""

    def __init__(self, path: Path | None) -> None:
        self.chains = chains_of(path) if path is not None else Chains()

    def upgraded(self, value: Json) -> Json:
        """A statement of 0.4 that says the same; raise :class:`FieldError` if none can."""
        name = value.get("statementID")
        if not isinstance(name, str) or not name:
            raise FieldError("/statementID", "missing", "missing")
        _check_version(value)
        kind = _code("statementType", value.get("statementType"))[0]
        if kind not in _TYPES:
            known = ", ".join(_codes()["statementType"])
            problem = f"no type is {value.get('statementType')!r} (valid: {known})"
            raise FieldError("/statementType", problem, "code")
        rest = {key: held for key, held in value.items() if key not in (*_SAME, *_CHANGED)}
        new: Json = {key: value[key] for key in _SAME if key in value}
        if isinstance(new.get("publicationDetails"), dict):
            new["publicationDetails"] = {**new["publicationDetails"], "bodsVersion": "0.4"}
        if isinstance(new.get("annotations"), list):
            new["annotations"] = [_annotation(one) for one in new["annotations"]]
        record = self.chains.record(name)
        new |= {
            "statementId": name,
            "recordId": record,
            "recordType": kind,
            "recordStatus": "updated" if record != name else "new",
            "recordDetails": self._details(kind, rest),
        }
        return new

    def _details(self, kind: str, rest: Json) -> Json:
        if kind == "entity":
            return _entity(rest)
        if kind == "person":
            return _person(rest)
        rest["subject"] = self._end(rest.get("subject"), "/subject")
        rest["interestedParty"] = self._end(rest.get("interestedParty"), "/interestedParty")
        parts = rest.pop("componentStatementIDs", None)
        if isinstance(parts, list):
            rest["componentRecords"] = [
                self.chains.record(one) if isinstance(one, str) else one for one in parts
            ]
        interests = rest.get("interests")
        if isinstance(interests, list):
            rest["interests"] = [
                _interest(one) if isinstance(one, dict) else one for one in interests
            ]
        return rest

    def _end(self, given: Any, pointer: str) -> Any:
        """The record that a party is described by, or why none is named."""
        if not isinstance(given, dict):
            return given
        described = [
            given[key]
            for key in ("describedByEntityStatement", "describedByPersonStatement")
            if isinstance(given.get(key), str)
        ]
        if len(described) > 1:
            raise FieldError(pointer, "is described by two statements at once", "one-end")
        if described:
            return self.chains.record(described[0])
        unspecified = given.get("unspecified")
        return _unspecified(unspecified) if isinstance(unspecified, dict) else None


def is_older(value: Json) -> bool:
    """Whether a statement has the form of the versions before 0.4."""
    return "statementType" in value and "recordType" not in value


def _check_version(value: Json) -> None:
    published = value.get("publicationDetails")
    said = published.get("bodsVersion") if isinstance(published, dict) else None
    if said is not None and said not in VERSIONS:
        pointer = "/publicationDetails/bodsVersion"
        problem = f"BODS {said} is not read in this form; {' and '.join(VERSIONS)} are"
        raise FieldError(pointer, problem, "version")


def pointer_there(pointer: str, value: Json) -> str:
    """Where in an older statement the part stands that a pointer of 0.4 names.

    >>> pointer_there("/recordDetails/entityType/type", {})
    '/entityType'
    >>> pointer_there("/recordDetails/interests/0/share", {})
    '/interests/0/share'
    """
    if pointer.startswith("/recordDetails/entityType"):
        return "/entityType"
    if pointer.startswith("/recordDetails/jurisdiction") and "jurisdiction" not in value:
        pointer = pointer.replace("/jurisdiction", "/incorporatedInJurisdiction")
    steps = pointer.removeprefix("/recordDetails").split("/")
    return "/".join(_NAMES.get(step, step) for step in steps)


def _entity(rest: Json) -> Json:
    kind = rest.pop("entityType", None)
    made = dict(kind) if isinstance(kind, dict) else {"type": kind}
    subtype = rest.pop("entitySubtype", None)
    if isinstance(subtype, dict):
        made["subtype"] = _code("entitySubtype", subtype.get("generalCategory"))[0]
        made["details"] = subtype.get("localTerm")
    elif isinstance(subtype, str):
        made["subtype"] = subtype
    rest["entityType"] = made
    place = rest.pop("incorporatedInJurisdiction", None)
    if place is not None:
        rest.setdefault("jurisdiction", place)
    _reason(rest, "unspecifiedEntityDetails")
    _addresses(rest)
    return rest


def _person(rest: Json) -> Json:
    lives = rest.pop("placeOfResidence", None)
    if isinstance(lives, dict):
        given = rest.get("addresses")
        before = given if isinstance(given, list) else []
        rest["addresses"] = [*before, {**lives, "type": "residence"}]
    told = [rest.pop(name, None) for name in ("hasPepStatus", "pepStatus", "pepStatusDetails")]
    if any(one is not None for one in told):
        rest.setdefault("politicalExposure", {"status": "isPep" if any(told) else "isNotPep"})
    _reason(rest, "unspecifiedPersonDetails")
    _addresses(rest)
    born = rest.get("placeOfBirth")
    if isinstance(born, dict):
        rest["placeOfBirth"] = _address(born)
    return rest


def _reason(rest: Json, field: str) -> None:
    """Write why somebody is not identified as 0.4 does."""
    words = rest.pop("missingInfoReason", None)
    if isinstance(rest.get(field), dict):
        rest[field] = _unspecified(rest[field])
    elif isinstance(words, str):
        rest[field] = {"reason": "unknown", "description": words}


def _unspecified(given: Json) -> Json:
    made = dict(given)
    if isinstance(given.get("reason"), str):
        made["reason"] = _code("unspecifiedReason", given["reason"])[0]
    return made


def _addresses(rest: Json) -> None:
    given = rest.get("addresses")
    if isinstance(given, list):
        rest["addresses"] = [_address(one) if isinstance(one, dict) else one for one in given]


def _address(given: Json) -> Json:
    country = given.get("country")
    return {**given, "country": {"code": country}} if isinstance(country, str) else given


def _annotation(given: Any) -> Any:
    """The annotation with its target as a pointer into a statement of 0.4."""
    target = given.get("statementPointerTarget") if isinstance(given, dict) else None
    if not isinstance(target, str) or target.partition("/")[2].partition("/")[0] in ("", *_SAME):
        return given
    return {**given, "statementPointerTarget": f"/recordDetails{target}"}


def _interest(given: Json) -> Json:
    made = dict(given)
    if "interestLevel" in made:
        made.setdefault("directOrIndirect", made.pop("interestLevel"))
    if isinstance(made.get("type"), str):
        made["type"], words = _code("interestType", made["type"])
        if words:
            before = made.get("details")
            made["details"] = f"{words}; {before}" if before else words
    if isinstance(made.get("share"), dict):
        made["share"] = _share(made["share"])
    return made


def _share(given: Json) -> Json:
    """The share with its open bounds as numbers."""
    made = dict(given)
    lowest, highest = made.get("minimum"), made.get("maximum")
    above, below = made.get("exclusiveMinimum"), made.get("exclusiveMaximum")
    if isinstance(above, bool):
        del made["exclusiveMinimum"]
        if above and lowest is not None:
            made["exclusiveMinimum"] = made.pop("minimum")
    open_by_default = below is None and highest not in (None, lowest, 100)
    if isinstance(below, bool) or open_by_default:
        made.pop("exclusiveMaximum", None)
        if (below or open_by_default) and highest is not None and made.get("exact") is None:
            made["exclusiveMaximum"] = made.pop("maximum")
    return made


def _code(of: str, code: Any) -> tuple[str, str]:
    """The code of 0.4 for an older one, and words that it then lacks; others are as they were."""
    found = _codes()[of].get(code) if isinstance(code, str) else None
    return found if found is not None else (code, "")


@cache
def _codes() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for row in rows("bods-older"):
        found.setdefault(row["list"], {})[row["code"]] = (row["becomes"], row["details"])
    return found
