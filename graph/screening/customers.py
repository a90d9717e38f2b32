"""Whom a customer's name means: an entity, an entry of a list, candidates for either, or nobody.

A whole name or an identifier decides, as it does of an entry. All that is less is a candidate with
its reason and how like it is, for somebody to confirm; who is not known here is not cleared by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from graph.claims.reasons import Reason, because
from graph.entities.spellings import plain
from graph.formats.tables.lists import ListRow
from graph.screening.entry_names import EntryNames, NamedEntry, other_names_of
from graph.screening.like_names import LikeNames
from graph.screening.matching import Match, Matcher, names_of


class Candidate(Struct, frozen=True, kw_only=True):
    """Whom a customer may be: an entity, an entry of a list, or both; why, and how like."""

    entity: str = ""
    entry: NamedEntry | None = None
    reason: Reason
    score: float


class Meant(Struct, frozen=True, kw_only=True):
    """Whom a customer means, or may mean, and why; an entry where it is on a list by its name.

    ``unconfirmed`` is an entry that may be the same entity, and need not.
    """

    state: str  # decided, candidate, unknown
    entity: str = ""
    entry: NamedEntry | None = None
    reason: Reason | None = None
    candidates: tuple[Candidate, ...] = ()
    unconfirmed: NamedEntry | None = None


class CustomerMatcher:
    """Finds whom customers mean, among the entities of a release and the entries of some lists."""

    def __init__(self, matcher: Matcher, entries: Sequence[NamedEntry]) -> None:
        self.matcher = matcher
        self.entries = EntryNames(entries)
        self._likes = LikeNames(matcher.names)

    def match(self, rows: Sequence[ListRow]) -> list[Meant]:
        """Whom each customer means.

        Cost: a look into the index for each name given; of those that nobody here has, one
        comparison with every name of nearly its length.
        """
        known = [self.matcher.by_dictionary(row) for row in rows]
        found = [self._decided(row, match) for row, match in zip(rows, known, strict=True)]
        open_ = [place for place, meant in enumerate(found) if meant is None]
        asked = [rows[place] for place in open_]
        like_here = self._likes.like([row.name for row in asked])
        like_there = self.entries.like(asked)
        for place, here, there in zip(open_, like_here, like_there, strict=True):
            candidates = self._candidates(rows[place], known[place], here, there)
            found[place] = _open(candidates)
        return [meant for meant in found if meant is not None]

    def _decided(self, row: ListRow, match: Match | None) -> Meant | None:
        """Whom a whole name or an identifier gives; nothing where neither does."""
        by_number = self.entries.by_identifier(row)
        by_name = [] if by_number else self.entries.by_name(row)
        entries = by_number or by_name
        entity = match.entity if match is not None and match.state == "matched" else ""
        if not entries:
            if not entity or match is None:
                return None
            doubtful = next(iter(self.entries.unconfirmed(entity)), None)
            return Meant(state="decided", entity=entity, reason=match.reason, unconfirmed=doubtful)
        entry = entries[0]
        if by_number:
            why = because("identifierOfEntry", number=entry.number, file=entry.whence)
        else:
            why = because("nameOfEntry", number=entry.number, file=entry.whence)
        whom = {entry.entity for entry in entries if entry.entity} | ({entity} if entity else set())
        if len(whom) > 1 or (by_name and any(entry.is_person for entry in entries)):
            doubt = because("namedByTwo") if len(whom) > 1 else because("peopleShareNames")
            some = [
                Candidate(entity=one.entity, entry=one, reason=doubt, score=1.0) for one in entries
            ]
            if entity and all(one.entity != entity for one in entries):
                some.append(Candidate(entity=entity, reason=doubt, score=1.0))
            return Meant(state="candidate", reason=doubt, candidates=tuple(some))
        reason = match.reason if entity and match is not None else why
        return Meant(state="decided", entity=next(iter(whom), ""), entry=entry, reason=reason)

    def _candidates(
        self,
        row: ListRow,
        match: Match | None,
        here: dict[str, float],
        there: Iterable[tuple[NamedEntry, float]],
    ) -> list[Candidate]:
        some: list[Candidate] = []
        if match is not None and match.reason is not None and match.state == "candidate":
            some += [
                Candidate(entity=one, reason=match.reason, score=self._score(row, one))
                for one in match.others
            ]
        some += [
            Candidate(entity=one, reason=because("nameVeryLike"), score=score)
            for name, score in here.items()
            for one in self.matcher.names[name]
        ]
        for entry in self.entries.by_other_names(row):
            reason = because("otherNameOfEntry", number=entry.number, file=entry.whence)
            score = _like(row, (entry.row.name, *other_names_of(entry.row)))
            some.append(Candidate(entity=entry.entity, entry=entry, reason=reason, score=score))
        for entry in self.entries.by_beginning(row):
            reason = because("nameBeginsAsEntry", number=entry.number, file=entry.whence)
            score = _like(row, (entry.row.name, *other_names_of(entry.row)))
            some.append(Candidate(entity=entry.entity, entry=entry, reason=reason, score=score))
        for like, score in there:
            reason = because("nameLikeEntry", number=like.number, file=like.whence)
            some.append(Candidate(entity=like.entity, entry=like, reason=reason, score=score))
        return _each_once(some)

    def _score(self, row: ListRow, entity: str) -> float:
        """How like an entity's names are to those given; a sound or a short form by the index."""
        hits = (hit for name in (row.name, *row.other_names) if name
                for hit in self.matcher.index.known(name))  # fmt: skip
        heard = max((hit.score for hit in hits if hit.entity == entity), default=0.0)
        likeness = _like(row, names_of(self.matcher.knowledge.entities[entity]))
        return max(likeness, min(0.99, round(heard, 2)))


def _each_once(some: Iterable[Candidate]) -> list[Candidate]:
    """Each entity, and each entry of nobody known, once; the likest first."""
    found: dict[tuple[str, str, int], Candidate] = {}
    for one in some:
        key = (one.entity, *_place(None if one.entity else one.entry))
        before = found.get(key)
        if before is None or (before.entry is None and one.entry is not None):
            found[key] = one
    return sorted(found.values(), key=lambda one: (-one.score, one.entity, _place(one.entry)))


def _place(entry: NamedEntry | None) -> tuple[str, int]:
    return ("", 0) if entry is None else (entry.file, entry.number)


def _open(candidates: Sequence[Candidate]) -> Meant:
    if not candidates:
        return Meant(state="unknown", reason=because("nobodyAnswers"))
    return Meant(state="candidate", reason=candidates[0].reason, candidates=tuple(candidates))


def _like(row: ListRow, names: Iterable[str]) -> float:
    """How like two sets of names are at best, words in any order."""
    from rapidfuzz import fuzz  # only a name that nobody has needs it

    given = [plain(name) for name in (row.name, *row.other_names) if name]
    pairs = (fuzz.token_sort_ratio(one, plain(name)) for one in given for name in names if name)
    return round(max(pairs, default=0.0) / 100, 2)
