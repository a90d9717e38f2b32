"""Names of somebody's table matched with entities here, as spreadsheets' reconciliation asks.

A candidate is one of the search's answers; its score is the search's, out of a hundred. It is a
*match* only when the name is its own, or an identifier in the row is, nobody else's, and nothing
said of it besides its name contradicts it: a name that is merely alike is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from graph.answers.entities import Match
from graph.answers.names import named
from graph.answers.parts import Named
from graph.arguments import holdable, situation_of
from graph.claims.model import Entity
from graph.domesticness.verdicts import finding
from ontology.load import classes, codes, subclasses

if TYPE_CHECKING:
    from graph.releases.release import Release

ANY = "Entity"
NAMES = {"name": "name", "name_zh": "Chinese name", "kind": "kind"}
LENS, NUMBER = "lens:", "identifier:"


class Sought(Struct, frozen=True, kw_only=True):
    """A cell to match: its text, the classes it may be of, and what else its row says."""

    text: str
    kinds: tuple[str, ...] = ()  # any of these; without any, all
    numbers: tuple[tuple[str, str], ...] = ()  # scheme and value of identifiers in the row
    limit: int = 5


class Candidate(Struct, frozen=True, kw_only=True):
    """An entity that may be meant."""

    entity: Named
    score: float  # 0 to 100
    match: bool
    matched: str  # the name that fits


def candidates(release: Release, sought: Sought) -> tuple[Candidate, ...]:
    """Who may be meant by a cell, best first.

    An identifier in the row that an entity has makes it fit exactly; one of the same scheme with
    another value rules it out.
    """
    known = release.knowledge.entities
    bearers = release.search.bearers(sought.text) if sought.text else ()
    hits = [
        (known[hit.entity], hit.score, hit.matched)
        for hit in (release.search.find(sought.text, 5 * sought.limit) if sought.text else ())
    ]
    there = {entity.id for entity, _, _ in hits}
    hits += [(known[one], 1.0, known[one].name) for one in bearers if one not in there]
    found = [
        (entity, _fit(entity, sought, score), matched)
        for entity, score, matched in hits
        if _is_of(entity, sought.kinds)
    ]
    there = {entity.id for entity, _, _ in found}
    for scheme, value in sought.numbers:
        for hit in release.search.find(f"{scheme}:{value}", sought.limit):
            entity = known[hit.entity]
            if entity.id not in there and _is_of(entity, sought.kinds) and hit.score == 1.0:
                there.add(entity.id)
                found.append((entity, _fit(entity, sought, 0.0), hit.matched))
    ranked = sorted(found, key=lambda one: (-one[1], one[0].id))
    exact = [
        entity.id
        for entity, fit, _ in ranked
        if fit == 1.0 and (entity.id in bearers or _numbers_told(entity, sought))
    ]
    return tuple(
        Candidate(
            entity=named(release.knowledge, entity.id),
            score=round(100 * fit, 2),
            match=exact == [entity.id],
            matched=matched,
        )
        for entity, fit, matched in ranked[: sought.limit]
        if fit > 0
    )


def _fit(entity: Entity, sought: Sought, by_name: float) -> float:
    """How well it fits: exactly by an identifier of the row, not at all against one, else by name.

    Several values of one scheme are alternatives.
    """
    told = _numbers_told(entity, sought)
    same = {scheme for scheme, here, there in told if here.casefold() == there.casefold()}
    if any(scheme not in same for scheme, _, _ in told):
        return 0.0
    return 1.0 if told else by_name


def _numbers_told(entity: Entity, sought: Sought) -> list[tuple[str, str, str]]:
    """Scheme by scheme, the entity's identifier beside one of the row."""
    has = {one.scheme: one.value for one in entity.identifiers}
    return [(scheme, has[scheme], value) for scheme, value in sought.numbers if scheme in has]


def _is_of(entity: Entity, kinds: Sequence[str]) -> bool:
    """Whether it is of one of the classes; nothing is of a class that nobody knows."""
    return not kinds or any(
        kind in (ANY, entity.kind) or (kind in classes() and entity.kind in subclasses(kind))
        for kind in kinds
    )


def kinds(release: Release) -> tuple[tuple[str, str], ...]:
    """The classes entities here are of, with their labels, the most frequent first."""
    count: dict[str, int] = {}
    for entity in release.knowledge.entities.values():
        count[entity.kind] = count.get(entity.kind, 0) + 1
    known = classes()
    ranked = sorted(count, key=lambda kind: (-count[kind], kind))
    return tuple((kind, known[kind].label) for kind in ranked)


def columns(release: Release) -> tuple[tuple[str, str], ...]:
    """What can be added to a matched row: names, identifiers, and the verdict of each lens."""
    schemes = sorted(
        {one.scheme for entity in release.knowledge.entities.values() for one in entity.identifiers}
    )
    labels = {notation: code.label for notation, code in codes("IdentifierSchemes").items()}
    return (
        *NAMES.items(),
        *((NUMBER + scheme, labels.get(scheme, scheme)) for scheme in schemes),
        *((LENS + one.id, f"verdict: {one.label}") for one in release.knowledge.lenses.values()),
    )


def offered(release: Release, typed: str, limit: int = 10) -> tuple[Match, ...]:
    """Entities to offer while somebody types; of those alike, firms described here come first."""
    known = release.knowledge.entities
    hits = release.search.find(typed, limit) if typed.strip() else ()
    ranked = sorted(hits, key=lambda hit: (-hit.score, not known[hit.entity].subject))
    return tuple(
        Match(entity=named(release.knowledge, hit.entity), score=hit.score, matched=hit.matched)
        for hit in ranked
    )


def cell(entity: Entity, column: str) -> Sequence[str]:
    """What an entity has under a column of :func:`columns` that is not a lens."""
    if column.startswith(NUMBER):
        scheme = column.removeprefix(NUMBER)
        return [one.value for one in entity.identifiers if one.scheme == scheme]
    values = {"name": entity.name, "name_zh": entity.name_zh, "kind": entity.kind}
    return [values[column]] if values.get(column) else []


def extended(
    release: Release, ids: Sequence[str], wanted: Sequence[str]
) -> dict[str, dict[str, tuple[str, ...]]]:
    """Values for rows, column by column.

    An id nobody has gets none, and neither does a person asked for a verdict.
    """
    known = release.knowledge.entities
    chosen = [one.removeprefix(LENS) for one in wanted if one.startswith(LENS)]
    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    for id in ids:
        said = _words(release, id, chosen) if chosen and holdable(release, id) else {}
        rows[id] = {
            column: ((said[column],) if column in said else ())
            if column.startswith(LENS) or id not in known
            else tuple(cell(known[id], column))
            for column in wanted
        }
    return rows


def _words(release: Release, firm: str, lenses: Sequence[str]) -> dict[str, str]:
    situation = situation_of(release, firm, None, None)
    known = release.knowledge.lenses
    return {LENS + lens: finding(situation, known[lens]).word for lens in lenses}
