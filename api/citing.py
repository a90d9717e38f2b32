"""How any answer is cited: what it is called, its address, and where a correction goes.

Every question has one address under which it is asked over HTTP; the command line gives the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from graph.answers.permalinks import Cite, Published, permalink
from graph.answers.stored import StoredClassification
from graph.entities.resolving import resolve
from graph.releases.release import Release

FIRM = "/api/entities/{firm}"
NOT_OURS = ", computed by another engine than the release's own: build it again before citing"
GOES_TO = "Corrections: {place}"
UNSAID = "Corrections: to whoever runs this copy"
HOW = "A correction names the claim, and a document that shows it."

#: What is read in a release, so that no engine is needed to give it again.
STORED = frozenset((
    "search", "claims", "lenses", "query", "sources", "entities", "release", "indicators",
    "indicator",
))  # fmt: skip
BY_LENS = ("classify", "compare")  # whose verdicts can be asked for one by one


class Place(NamedTuple):
    """Where a question is asked over HTTP, and which parameter is which there."""

    path: str = ""  # nothing: only at the command line, or with a body
    names: Mapping[str, str] = {}
    by_kind: bool = True  # lists and people may be asked for days of their own
    firm: str = "firm"  # what the command calls whom its address is about


HOME = {"home": "home"}
SIDE = {"basis": "basis", "home": "home"}
PLACES: Mapping[str, Place] = {
    "search": Place("/api/entities", {"text": "q", "limit": "limit"}),
    "claims": Place(f"{FIRM}/claims"),
    "answer": Place(f"{FIRM}/answer", HOME | {"language": "language"}),
    "classify": Place(f"{FIRM}/classification", HOME | {"lens": "lens"}),
    "owners": Place(f"{FIRM}/owners", SIDE | {
        "law_bounds": "law_bounds", "min_share": "min_share", "include_unknown": "include_unknown",
    }),
    "controllers": Place(f"{FIRM}/controllers", HOME),
    "chains": Place(f"{FIRM}/chains", SIDE | {"owner": "from", "k": "k"}),
    "paths": Place(f"{FIRM}/paths", SIDE | {"source": "from", "kind": "kind", "k": "k"}),
    "score": Place(f"{FIRM}/score", HOME | {"currency": "currency", "estimate": "estimate"}),
    "unknowns": Place(f"{FIRM}/unknowns", HOME),
    "labels": Place(f"{FIRM}/labels", HOME),
    "dossier": Place(f"{FIRM}/dossier", HOME),
    "compare": Place("/api/compare", {"firms": "id", "home": "home", "lens": "lens"}),
    "measures": Place("/api/measures", SIDE | {
        "firms": "firm", "lens": "lens", "since": "from", "until": "to", "step": "step",
    }),
    "programme": Place(f"{FIRM}/programme", HOME | {"lens": "lens"}, firm="name"),
    "dependence": Place(f"{FIRM}/dependence", HOME, firm="name"),
    "money": Place(f"{FIRM}/money", HOME | {"currency": "currency"}),
    "events": Place(f"{FIRM}/events", {"language": "language"}),
    "lenses": Place("/api/lenses"),
    "definitions": Place("/api/definitions", {"computed": "computed"}),
    "rivals": Place("/api/definitions/rivals", HOME | {"name": "name"}),
    "indicators": Place("/api/indicators", {"programme": "programme", "about": "about"}),
    "indicator": Place("/api/figures", {"names": "name", "about": "about", "kind": "kind"}),
    "calculate": Place("/api/calculations", {"name": "name"}),
    "diff": Place("/api/diff", {
        "before": "before", "after": "after", "firm": "firm", "since": "from", "until": "to",
        "home": "home",
    }),
    "query": Place("/sparql", {"text": "query"}),
    "screen": Place(by_kind=False),
    "parents": Place(by_kind=False),
    "production": Place(by_kind=False),
    "whatif": Place(),
    "indices": Place(),
}  # fmt: skip


def name_of(path: str) -> str:
    """The command that asks what is asked at an address, or what the address ends with.

    >>> name_of("/api/entities/{firm}/classification"), name_of("/api/sources/{source_id}")
    ('classify', 'sources')
    """
    words = [part for part in path.split("/") if part and not part.startswith("{")]
    return next((name for name, place in PLACES.items() if place.path == path), words[-1])


def _firm_of(answer: object) -> str:
    """The firm an answer is about, by id; nothing where it is about several, or none."""
    return getattr(getattr(answer, "firm", None), "id", "")


def _day_of(answer: object) -> str:
    """The day an answer, or every part of one, speaks of; nothing where there is no such day."""
    parts = answer if isinstance(answer, list | tuple) else [answer]
    days = {str(getattr(part, "as_of", "")) for part in parts}
    return days.pop() if len(days) == 1 else ""


class Question(NamedTuple):
    """What was asked: how it is called, where, of which firm, with what, and of which days."""

    name: str
    path: str  # with a place for the firm; nothing where no address can carry what was asked
    firm: str
    given: Sequence[tuple[str, str]]  # beside the day and the release
    days: str  # as an address has them


def cite(release: Release, question: Question, answer: object, published: Published) -> Cite:
    """How an answer is cited; in words with the one day it speaks of, where it has one."""
    name, path, firm, given, days = question
    known = resolve(release, firm) if firm else ""
    stored = name in STORED or isinstance(answer, StoredClassification)
    here = stored or release.computed_here

    def at(*more: tuple[str, str]) -> str:
        where = path.replace("{firm}", quote(known, safe="")) if here else ""
        return (
            permalink(where, [*given, *more], release.id, days, published.address) if where else ""
        )

    about = known or _firm_of(answer)
    of = f" of {about}" if about else ""
    to, several = published.corrections, "lens" not in dict(given)
    return Cite(
        text=f"zizhu, {_what(name)}{of}, {_when(release, days if path else '', _day_of(answer))}, "
        f"release {release.id}{'' if here else NOT_OURS}",
        address=at(),
        command="",
        correction=GOES_TO.format(place=to) if to else UNSAID,
        how=HOW,
        part=at(("lens", "LENS")) if name in BY_LENS and several else "",
    )


def _what(name: str) -> str:
    """What is asked, as its address calls it.

    >>> _what("classify"), _what("search"), _what("indices")
    ('classification', 'search', 'indices')
    """
    last = PLACES.get(name, Place()).path.rpartition("/")[2]
    return name if last in ("", "entities") else last


def _when(release: Release, days: str, day: str) -> str:
    """The days asked about, or those up to which the facts go."""
    if day and not days:
        return f"as of {day}"
    words = (days or release.days.pinned()).replace(",", ", ").replace(":", " ")
    return f"as of {words}" if days else f"facts up to {words}"


def texts_of(value: Any) -> list[str]:
    """A value of a parameter as an address has it, one text for each of several.

    >>> texts_of(True), texts_of(["a", "b"]), texts_of(5)
    (['true'], ['a', 'b'], ['5'])
    """
    if isinstance(value, bool):
        return ["true" if value else "false"]
    several = value if isinstance(value, list | tuple) else [value]
    return [str(getattr(one, "value", one)) for one in several]
