"""Which entity an entry of a list means: never decided by likeness.

An id, an identifier with its scheme, or a whole name that differs in case,
punctuation and script form at most, is a match. Everything less — a short form,
a sound, an alias of the list, a number without its register, the name of a
person — is a candidate, for somebody to confirm by putting its id into the list.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from graph.claims.knowledge import Knowledge
from graph.claims.model import Entity
from graph.claims.reasons import Reason, because
from graph.entities.search import Hit, Index
from graph.entities.spellings import plain, same_name
from graph.formats.tables.lists import ListRow

OWNERS = ("Person", "PublicBody", "Organization", "Fund", "Arrangement", "PartyGroup",
          "UnidentifiedParty", "Exchange")  # fmt: skip
LIKELY = 0.8  # of an index hit, from which it is a candidate
LIKE, LOOSELY = 88, 70  # of 100: whole names so alike are candidates, or suggestions
SUGGESTED = 3
SHORTEST = 4  # letters of a name that may begin another


class Match(Struct, frozen=True, kw_only=True):
    """What an entry was found to mean: an entity, or those it may mean, and why."""

    state: str  # matched, candidate, unknown
    entity: str = ""
    others: tuple[str, ...] = ()
    reason: Reason | None = None


class Matcher:
    """Finds what entries mean among the entities of a release."""

    def __init__(self, knowledge: Knowledge, index: Index) -> None:
        self.knowledge, self.index = knowledge, index
        self.names: dict[str, list[str]] = {}  # plain name → whose it is
        for entity in knowledge.entities.values():
            if entity.kind in OWNERS:
                for name in names_of(entity):
                    self.names.setdefault(plain(name), []).append(entity.id)

    def match(self, row: ListRow) -> Match:
        """The entity meant by an entry, or candidates to confirm, or suggestions.

        Cost: a look into the index; where nothing is found, one comparison with every name.
        """
        return self.by_dictionary(row) or self._by_likeness(row)

    def by_dictionary(self, row: ListRow) -> Match | None:
        """The same without likeness: nothing where no name or number here is the one given.

        Cost: a look into the index for each name given.
        """
        if row.id:
            return self._by_id(row)
        found = {hit for one in row.identifiers for hit in self._with_identifier(one)}
        if len(found) == 1:
            return Match(state="matched", entity=found.pop(), reason=because("byIdentifier"))
        if found:
            return _candidates(sorted(found), because("identifiersOfSeveral"))
        return self._by_name(row) or self._by_other_marks(row) or self._by_beginning(row)

    def _by_id(self, row: ListRow) -> Match:
        entity = self.knowledge.entities.get(row.id)
        if entity is None:
            others = self._by_likeness(row).others or self.index.suggest(row.id)
            return Match(state="unknown", others=others, reason=because("noSuchId", id=row.id))
        if entity.kind not in OWNERS:
            reason = because("ownsNothing", id=row.id, kind=entity.kind)
            return Match(state="unknown", reason=reason)
        strange = row.name and not any(same_name(row.name, name) for name in names_of(entity))
        reason = because("byIdNotName", name=row.name) if strange else because("byId")
        return Match(state="matched", entity=row.id, reason=reason)

    def _with_identifier(self, text: str) -> Iterable[str]:
        scheme, _, value = text.partition(":")
        return self.knowledge.identified(scheme.strip().casefold(), value.strip())

    def _by_name(self, row: ListRow) -> Match | None:
        """The entity with exactly this name; or those of which it is a short form or the sound."""
        hits = [hit for hit in self.index.known(row.name) if self._can_own(hit)] if row.name else []
        exact = [hit.entity for hit in hits if same_name(row.name, hit.matched)]
        if len(exact) == 1 and not row.identifiers:
            if self.knowledge.entities[exact[0]].kind != "Person":
                return Match(state="matched", entity=exact[0], reason=because("byWholeName"))
            return _candidates(exact, because("peopleShareNames"))
        if len(exact) == 1:
            return _candidates(exact, because("nameFitsNotIdentifier"))
        if exact:
            return _candidates(exact, because("severalHaveName"))
        near = [hit.entity for hit in hits if hit.score >= LIKELY]
        return _candidates(near, because("partOrSoundFits")) if near else None

    def _by_other_marks(self, row: ListRow) -> Match | None:
        """Candidates by the list's own aliases, or by a number whose register it does not name."""
        by_alias = [
            hit.entity
            for alias in row.other_names
            for hit in self.index.known(alias)
            if self._can_own(hit) and same_name(alias, hit.matched)
        ]
        if by_alias:
            return _candidates(by_alias, because("otherNameFits"))
        found = [one for number in row.numbers for one in self.knowledge.identified("", number)]
        return _candidates(found, because("numberFits")) if found else None

    def _by_beginning(self, row: ListRow) -> Match | None:
        """Entities whose whole name is how this one begins: Jade, for "Jade Works (Beijing)"."""
        words = plain(row.name).split()
        beginnings = (" ".join(words[:end]) for end in range(len(words) - 1, 0, -1))
        found = [
            entity
            for beginning in beginnings
            if len(beginning) >= SHORTEST
            for entity in self.names.get(beginning, ())
        ]
        return _candidates(found, because("nameBeginsSo")) if found else None

    def _by_likeness(self, row: ListRow) -> Match:
        """Names like this one: candidates when they are very like, else suggestions."""
        from rapidfuzz import fuzz, process  # only a name that nobody has needs it

        close = process.extract(
            plain(row.name),
            self.names.keys(),
            scorer=fuzz.token_sort_ratio,
            limit=SUGGESTED,
            score_cutoff=LOOSELY,
        )
        very = [one for name, score, _ in close if score >= LIKE for one in self.names[name]]
        if very:
            return _candidates(very, because("nameVeryLike"))
        others = tuple(dict.fromkeys(one for name, _, _ in close for one in self.names[name]))
        return Match(state="unknown", others=others, reason=because("nobodyAnswers"))

    def _can_own(self, hit: Hit) -> bool:
        return self.knowledge.entities[hit.entity].kind in OWNERS


def names_of(entity: Entity) -> tuple[str, ...]:
    """Every name an entity goes by here."""
    return tuple(name for name in (entity.name, entity.name_zh, *entity.other_names) if name)


def _candidates(entities: Iterable[str], reason: Reason) -> Match:
    found = tuple(dict.fromkeys(entities))
    return Match(state="candidate", others=found, reason=reason)
