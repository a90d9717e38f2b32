"""The lenses that are not in the table, by name, in one line for each reason why.

Decided like one that is there, or with no room; open because facts were not read, or for another
reason; not in force; not for such a firm; of a list that does not name it. Every lens is in the
table or in one of these lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from graph.claims.model import ListEdition
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.networks.situation import Situation
from graph.profiles.answer.lens_said import beside_said, rests_on
from graph.profiles.answer.said import Said
from ontology.lenses import Lens
from ontology.nodes import Window

OUT_OF_FORCE, ABSENT, NOT_AMONG = "outOfForce", "lensesAbsent", "lensesNotAmong"
ONE_SOURCE = ("notAmongNamed", "notAmongCounted")  # absent by what one source names, list unread
UNREAD = ("undisclosedDecides", "notCited", "coverageTooLow")  # what decides is not read
SAYING = ("lensesDecided", "lensesNotRead", "lensesOpen")  # lines that have what each lens says
COUNTS = {  # a line of lenses → the phrase of how many they are
    "lensesDecided": "countDecided", "lensesNotRead": "countNotRead", "lensesOpen": "countOpen",
    "lensesOutOfForce": "countNotApplicable", "lensesOutOfScope": "countNotApplicable",
    "lensesAbsent": "countWithout", "lensesNotAmong": "countWithout",
    "lensesNotFound": "countWithout",
}  # fmt: skip


def silent(
    situation: Situation, findings: Sequence[Finding], shown: Collection[str] = ()
) -> tuple[Said, ...]:
    """A line for each reason why lenses are not among those ``shown`` in the table."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        if found.lens.id not in shown:
            groups[_group(found)].append(found)
    said: list[Said] = []
    for code in COUNTS:
        if code == "lensesOutOfForce":
            said += _out_of_force(situation, groups[code])
        elif groups[code]:
            lenses = tuple(_named(situation, code, one) for one in groups[code])
            said.append(Said(because(code, lenses=lenses), _read(situation, code, groups[code])))
    return tuple(said)


def counted(said: Sequence[Said]) -> Reason:
    """How many lenses each line names, in one sentence: what is not applicable, and lists, once."""
    counts: dict[str, int] = {}
    for one in said:
        lenses = dict(one.reason.values)["lenses"]
        assert isinstance(lenses, tuple)
        code = COUNTS[one.reason.code]
        counts[code] = counts.get(code, 0) + len(lenses)
    each = tuple(because(code, count=count) for code, count in counts.items())
    return because("lensesSilent", each=each)


def _group(found: Finding) -> str:
    """Why a lens is not in the table, as the code of its line."""
    if found.decides == OUT_OF_FORCE:
        return "lensesOutOfForce"
    if found.decides == "outOfScope":
        return "lensesOutOfScope"
    if found.decides == "listNotHeld" or (found.decided and found.measured.case == "notFound"):
        return "lensesNotFound"
    if found.decided and found.measured.case == "absent":
        said = {reason.code for reason in found.measured.reasons}
        return NOT_AMONG if said.intersection(ONE_SOURCE) else ABSENT
    if found.decided:
        return "lensesDecided"
    return "lensesNotRead" if found.decides in UNREAD else "lensesOpen"


def _named(situation: Situation, code: str, found: Finding) -> Reason:
    """A lens by name; one that is decided or open with what it says."""
    if code in SAYING:
        return beside_said(situation, found)
    return because("lensNamed", lens=found.lens.label)


def _read(situation: Situation, code: str, which: Sequence[Finding]) -> tuple[str, ...]:
    """What such a line rests on: that a firm is not on a list, on the copies gone through for it.

    Who says that it is on the list after all is no source of that; the dispute is told apart.
    """
    claims = dict.fromkeys(claim for one in which for claim in one.measured.claims)
    if code in SAYING:  # what is open rests on nothing that was read
        decided = [one for one in which if one.decided]
        return tuple(dict.fromkeys(claim for one in decided for claim in rests_on(one)))
    if code not in (ABSENT, NOT_AMONG):
        return tuple(claims)
    known = situation.knowledge.claims
    return tuple(claim for claim in claims if isinstance(known.get(claim), ListEdition))


def _out_of_force(situation: Situation, findings: Sequence[Finding]) -> Iterator[Said]:
    """Lenses not in force on the day they are asked about, each with the days on which it is.

    What they would say of the firm rests on its claims; that they are not in force rests on the
    rules, and on documents where a rule cites some.
    """
    by_day: defaultdict[date, list[Lens]] = defaultdict(list)
    for found in findings:
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
