"""Firms side by side: a line for each definition, those that divide the firms first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph import questions
from graph.answers.parts import Named
from graph.answers.verdicts import LensDescription, Verdict
from graph.releases.release import Release

MOST_FIRMS = 20  # on one page


class LensLine(NamedTuple):
    """A definition, and what it says of each firm, in the order of the firms."""

    lens: LensDescription
    verdicts: tuple[Verdict, ...]

    @property
    def sides(self) -> int:
        """On how many sides its decided words are."""
        return len({verdict.side for verdict in self.verdicts if verdict.side not in ("", "open")})


class Comparison(NamedTuple):
    """Firms under every definition that says something of one of them."""

    firms: tuple[Named, ...]
    lines: tuple[LensLine, ...]


def comparison(
    release: Release, firms: Iterable[str], *, as_of: str | None, home: str | None
) -> Comparison:
    """Firms side by side; without any, those the data describes."""
    answers = questions.compare(release, firms, as_of=as_of, home=home)
    known = {lens.id: lens for lens in questions.lenses(release)}
    by_lens: dict[str, list[Verdict]] = {}
    for answer in answers:
        for verdict in answer.verdicts:
            by_lens.setdefault(verdict.lens, []).append(verdict)
    lines = [LensLine(known[lens], tuple(verdicts)) for lens, verdicts in by_lens.items()]
    speaking = [line for line in lines if any(verdict.side for verdict in line.verdicts)]
    return Comparison(
        firms=tuple(answer.firm for answer in answers),
        lines=tuple(sorted(speaking, key=lambda line: -line.sides)),
    )


def on_lens(
    release: Release, lens: str, *, as_of: str | None, home: str | None, language: str
) -> tuple[LensDescription, tuple[Verdict, ...]]:
    """A definition, and what it says of the firms that the data describes."""
    (described,) = [known for known in questions.lenses(release) if known.id == lens]
    verdicts = tuple(
        verdict
        for firm in release.knowledge.subjects
        for verdict in questions.verdicts(
            release, firm, as_of=as_of, home=home, lenses=(lens,), language=language
        )
    )
    return described, verdicts
