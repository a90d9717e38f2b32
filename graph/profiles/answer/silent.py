"""Lenses that say nothing of a firm on the day, by name, in one line for each reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from graph.claims.model import ListEdition
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.networks.situation import Situation
from graph.profiles.answer.said import Said
from ontology.lenses import Lens
from ontology.nodes import Window

OUT_OF_FORCE, ABSENT = "outOfForce", "lensesAbsent"


def silent(situation: Situation, findings: Sequence[Finding]) -> tuple[Said, ...]:
    """Lenses not in force, that do not speak of such a firm, and lists that do not name it."""
    lists: tuple[tuple[str, list[Finding]], ...] = (
        ("lensesOutOfScope", [one for one in findings if one.decides == "outOfScope"]),
        ("lensesNotFound", [one for one in findings if one.decides == "listNotHeld"
                            or (one.decided and one.measured.case == "notFound")]),
        (ABSENT, [one for one in findings
                          if one.decided and one.measured.case == "absent"]),
    )  # fmt: skip
    return (
        *_out_of_force(situation, findings),
        *(
            Said(
                because(code, lenses=tuple(because("lensNamed", lens=x.lens.label) for x in which)),
                _read(situation, code, which),
            )
            for code, which in lists
            if which
        ),
    )


def _read(situation: Situation, code: str, which: Sequence[Finding]) -> tuple[str, ...]:
    """What such a line rests on: that a firm is not on a list, on the copies gone through for it.

    Who says that it is on the list after all is no source of that; the dispute is told apart.
    """
    claims = dict.fromkeys(claim for one in which for claim in one.measured.claims)
    if code != ABSENT:
        return tuple(claims)
    known = situation.knowledge.claims
    return tuple(claim for claim in claims if isinstance(known.get(claim), ListEdition))


def _out_of_force(situation: Situation, findings: Sequence[Finding]) -> Iterator[Said]:
    """Lenses not in force on the day asked, each with the days on which it is.

    What they would say of the firm rests on its claims; that they are not in force rests on the
    rules, and on documents where a rule cites some.
    """
    by_day: defaultdict[date, list[Lens]] = defaultdict(list)
    for found in findings:
        if found.decides == OUT_OF_FORCE:
            by_day[found.day].append(found.lens)
    last = situation.on("lists").day
    for day, lenses in by_day.items():
        each = tuple(_when(lens, situation.home, last) for lens in lenses)
        rules = tuple(window.fact for lens in lenses for window in lens.windows if window.fact)
        yield Said(because("lensesOutOfForce", day=day, lenses=each), rules=rules)


def _when(lens: Lens, home: str, last: date) -> Reason:
    """A lens with the periods in which it is in force; with the one home that it speaks of."""
    if lens.only_home and lens.only_home != home:
        return because("lensOfHome", lens=lens.label, home=lens.only_home)
    windows = lens.windows or (Window(lens.valid_from, lens.valid_to),)
    each = tuple(_period(window.first, window.last, last) for window in windows)
    return because("lensInForce", lens=lens.label, each=each)


def _period(first: date | None, last: date | None, read: date) -> Reason:
    """A period; one without an end that began by the last day read has been since then."""
    if first is None:
        return because("periodUntil", last=last or read)
    if last is None:
        return because("periodSince" if first <= read else "periodFrom", first=first)
    return because("periodBetween", first=first, last=last)
