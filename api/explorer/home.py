"""What the first page shows: each firm by each way of asking, the most contested first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from graph import questions
from graph.answers.answer import DefinitionLine, FirmAnswer
from graph.answers.parts import Named
from graph.answers.verdicts import Contestedness
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


def home_page(release: Release, *, language: str) -> HomePage:
    """The firms that the data describes, the most contested first, and who else is known."""
    subjects = release.knowledge.subjects
    lines = [_line(release, firm, language) for firm in subjects]
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
    known = sorted(codes("WhoAsks").values(), key=lambda one: one.attributes.get("order", 99))
    return tuple(
        (one.notation, one.label_zh if language == "zh" and one.label_zh else one.label)
        for one in known
        if one.notation in wanted
    )


def _line(release: Release, firm: str, language: str) -> FirmLine:
    answer = questions.answer(release, firm, language=language)
    found = questions.classify(release, firm)
    return FirmLine(
        answer=answer,
        by_group={line.who_asks: line for line in answer.definitions},
        contested=found.contestedness,
        sides=Counter(one.side for one in found.verdicts),
    )


def by_kind(release: Release) -> tuple[tuple[str, tuple[Named, ...]], ...]:
    """Everybody of some kinds of whom something is claimed, by name; kinds in their order."""
    known = release.knowledge
    found = {
        kind: [
            Named(id=one.id, name=one.name, name_zh=one.name_zh, kind=one.kind)
            for one in known.entities.values()
            if one.kind == kind and (known.touching(one.id) or known.on_list(one.id))
        ]
        for kind in KINDS
    }
    return tuple(
        (kind, tuple(sorted(named, key=lambda one: one.name.casefold())))
        for kind, named in found.items()
        if named
    )


def _others(release: Release, subjects: set[str]) -> tuple[Named, ...]:
    known = release.knowledge
    found = [
        Named(id=one.id, name=one.name, name_zh=one.name_zh, kind=one.kind)
        for one in known.entities.values()
        if one.id not in subjects and one.kind == "Organization" and known.touching(one.id)
    ]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))
