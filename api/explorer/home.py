"""What the first page shows: each firm by each way of asking, the most contested first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graph import questions
from graph.answers.answer import DefinitionLine, FirmAnswer
from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.verdicts import Contestedness
from graph.claims.knowledge import Knowledge
from graph.releases.release import Release
from ontology.load import codes

KINDS = ("List", "Programme", "Fund", "PublicBody", "Person")  # with pages of their own


class FirmLine(NamedTuple):
    """A firm in a line: what each group of askers is answered, and how contested it is."""

    answer: FirmAnswer
    by_group: Mapping[str, DefinitionLine]
    contested: Contestedness
    sides: Mapping[str, int]  # how many definitions are on each side

    @property
    def decided(self) -> int:
        """How many definitions have a word that is on a side."""
        return sum(number for side, number in self.sides.items() if side not in ("", "open"))


class HomePage(NamedTuple):
    """The first page."""

    groups: tuple[tuple[str, str], ...]  # code, and how it asks
    firms: tuple[FirmLine, ...]
    others: tuple[Named, ...]
    kinds: tuple[tuple[str, tuple[Named, ...]], ...]  # persons, funds, bodies, programmes, lists


def home_page(release: Release, *, as_of: str | None, home: str | None, language: str) -> HomePage:
    """The firms that the data describes, the most contested first, and who else is known."""
    subjects = release.knowledge.subjects
    lines = [_line(release, firm, as_of=as_of, home=home, language=language) for firm in subjects]
    lines.sort(key=lambda line: (-(line.contested.index or 0), line.answer.firm.name))
    return HomePage(
        groups=groups_of(language, {code for line in lines for code in line.by_group}),
        firms=tuple(lines),
        others=_others(release, set(subjects)),
        kinds=by_kind(release),
    )


def groups_of(language: str, wanted: set[str]) -> tuple[tuple[str, str], ...]:
    """Groups of those who ask, in the order in which a page has them.

    >>> groups_of("en", {"doorPlate", "registrar"})
    (('registrar', 'a registrar'), ('doorPlate', 'the door plate'))
    """
    groups = sorted(codes("WhoAsks").values(), key=lambda group: group.attributes.get("order", 99))
    return tuple(
        (group.notation, group.label_zh if language == "zh" and group.label_zh else group.label)
        for group in groups
        if group.notation in wanted
    )


def _line(
    release: Release, firm: str, *, as_of: str | None, home: str | None, language: str
) -> FirmLine:
    answer = questions.answer(release, firm, as_of=as_of, home=home, language=language)
    found = questions.classify(release, firm, as_of=as_of, home=home)
    return FirmLine(
        answer=answer,
        by_group={line.who_asks: line for line in answer.definitions},
        contested=found.contestedness,
        sides=Counter(verdict.side for verdict in found.verdicts),
    )


def by_kind(release: Release) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Everybody of some kinds of whom something is claimed, by name; kinds in their order."""
    known = release.knowledge
    claimed = [
        entity
        for entity in known.entities.values()
        if entity.kind in KINDS and (known.touching(entity.id) or known.on_list(entity.id))
    ]
    of_kinds = ((kind, [party.id for party in claimed if party.kind == kind]) for kind in KINDS)
    return tuple((kind, _by_name(known, entities)) for kind, entities in of_kinds if entities)


def _others(release: Release, subjects: set[str]) -> tuple[Named, ...]:
    known = release.knowledge
    companies = (one.id for one in known.entities.values() if one.kind == "Organization")
    return _by_name(known, (id for id in companies if id not in subjects and known.touching(id)))


def _by_name(known: Knowledge, entities: Iterable[str]) -> tuple[Named, ...]:
    """Entities with their names, in the order of these."""
    found = (named(known, entity) for entity in entities)
    return tuple(sorted(found, key=lambda entity: entity.name.casefold()))
