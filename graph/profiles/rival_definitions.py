"""Which definitions answer otherwise of one thing: nothing is said of texts, all is computed.

Every lens is asked of the firms that a data set describes: two are rivals on a firm that one finds
to be of home and the other not to be. Two definitions that somebody counted by are rivals where
figures of one entity, period, kind and unit are certainly apart; two that a calculation follows,
where its values for one period are. That two differ in words alone is not told here: both may be
right of a thing nobody asked both about.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from graph.answers.names import named
from graph.answers.parts import Named
from graph.answers.rival_definitions import RivalAnswer, RivalPair, Where
from graph.claims.hedges import bounds_of
from graph.claims.indicators import Observation
from graph.claims.knowledge import Knowledge
from graph.domesticness.verdicts import findings_of
from graph.networks.situation import Situation
from graph.profiles.indicators import figure_shown, period_said
from graph.profiles.range_words import range_said
from graph.selfreliance.calculating import computed
from graph.selfreliance.quotients import Range
from ontology.calculations import calculations

DECIDED = ("home", "notHome")
AIM = "target"  # says how things are to be, and so contradicts nothing
Pair = tuple[str, str]


class _Counted(NamedTuple):
    """A value that a definition comes to, by which form on which basis."""

    definition: str
    basis: str
    form: str
    value: Range


def rivals_in(knowledge: Knowledge, situations: Sequence[Situation]) -> tuple[RivalPair, ...]:
    """Every pair of definitions that answers otherwise somewhere, those on firms first."""
    answers: dict[Pair, list[RivalAnswer]] = {}
    agree: dict[Pair, int] = {}
    for situation in situations:
        _ask(knowledge, situation, answers, agree)
    _compare_figures(knowledge, answers)
    _compare_values(knowledge, answers)
    found = [_pair(knowledge, pair, told, agree.get(pair, 0)) for pair, told in answers.items()]
    return tuple(sorted(found, key=_order))


def _order(pair: RivalPair) -> tuple[bool, int, str, str]:
    """Pairs on firms before those on figures, then those with most answers."""
    return pair.answers[0].where != "verdicts", -len(pair.answers), pair.one, pair.other


def _pair(knowledge: Knowledge, pair: Pair, told: Sequence[RivalAnswer], agree: int) -> RivalPair:
    (one, one_answers, one_name), (other, other_answers, other_name) = (
        (id_, *_answered(knowledge, id_)) for id_ in pair
    )
    return RivalPair(
        one=one,
        one_name=one_name,
        one_answers=one_answers,
        other=other,
        other_name=other_name,
        other_answers=other_answers,
        answers=tuple(told),
        agree=agree,
    )


def _answered(knowledge: Knowledge, id_: str) -> tuple[tuple[str, ...], str]:
    """The definitions that a lens answers, or the one of that id, and what it is called."""
    if id_ in knowledge.definitions:
        return (id_,), knowledge.definitions[id_].name
    answered = (one.id for one in knowledge.definitions.values() if id_ in one.lenses)
    return tuple(answered), knowledge.lenses[id_].label


def _ask(
    knowledge: Knowledge,
    situation: Situation,
    answers: dict[Pair, list[RivalAnswer]],
    agree: dict[Pair, int],
) -> None:
    """What every lens says of a firm, two at a time: two sides, or one."""
    firm = named(knowledge, situation.firm)
    said = {
        one.lens.id: one
        for one in findings_of(situation)
        if one.in_force and one.decided and one.side in DECIDED and not one.lens.programme
    }
    for one, other in combinations(sorted(said), 2):
        first, second = said[one], said[other]
        if first.side == second.side:
            agree[one, other] = agree.get((one, other), 0) + 1
        else:
            answers.setdefault((one, other), []).append(
                RivalAnswer(
                    about=firm, where="verdicts", period=first.day.isoformat(),
                    one=first.word, other=second.word,
                )
            )  # fmt: skip


def _compare_figures(knowledge: Knowledge, answers: dict[Pair, list[RivalAnswer]]) -> None:
    """Figures of one thing, time, kind and unit, by a definition each, that are apart."""
    alike: dict[tuple[str, ...], list[Observation]] = {}
    question = _questions()
    for figure in knowledge.observations:
        period = period_said(figure)
        if figure.definitions and figure.kind != AIM and period:
            asks = question.get(figure.indicator, figure.indicator)
            key = (figure.about, period, figure.kind, figure.unit, asks)
            alike.setdefault(key, []).append(figure)
    for (about, period, *_), figures in alike.items():
        for one, other in combinations(figures, 2):
            if one.whole == other.whole and bounds_of(one).apart_from(bounds_of(other)):
                texts = [figure_shown(knowledge, figure).text for figure in (one, other)]
                _add(answers, (one.definitions, other.definitions), texts,
                     named(knowledge, about), "figures", period)  # fmt: skip


def _questions() -> dict[str, str]:
    """Indicators that answer one question: those whose figures sources print for a calculation."""
    return {
        basis.printed.indicator: calculation.id
        for calculation in calculations().values()
        for basis in calculation.bases
        if basis.printed.indicator
    }


def _compare_values(knowledge: Knowledge, answers: dict[Pair, list[RivalAnswer]]) -> None:
    """The values of a calculation for one period and thing, each by a definition of its own.

    Two forms are set side by side on one basis, and two bases in one form.
    """
    for calculation in calculations().values():
        alike: dict[tuple[str, ...], list[_Counted]] = {}
        for basis in computed(knowledge, calculation):
            for point in basis.points:
                key = (point.part.about or "", period_said(point.part), point.part.kind)
                alike.setdefault(key, []).extend(
                    _Counted(definition, basis.basis.id, value.form, value.value)
                    for value in point.values
                    if (definition := basis.basis.definitions.get(value.form, ""))
                    in knowledge.definitions
                )
        for (about, period, _), found in alike.items():
            whose = named(knowledge, about) if about else None
            for one, other in combinations(found, 2):
                beside = one.basis == other.basis or one.form == other.form
                if beside and _apart(one.value, other.value):
                    texts = [range_said(one.value), range_said(other.value)]
                    pair = ((one.definition,), (other.definition,))
                    on = one.basis if one.basis == other.basis else ""
                    _add(answers, pair, texts, whose, "calculation", period, on)


def _apart(one: Range, other: Range) -> bool:
    """Whether no value lies in both; an end that is not reached keeps two apart that meet there."""

    def below(low: Range, high: Range) -> bool:
        if low.upper is None:
            return False
        open_end = low.upper_open or high.lower_open
        return low.upper < high.lower or (low.upper == high.lower and open_end)

    return below(one, other) or below(other, one)


def _add(
    answers: dict[Pair, list[RivalAnswer]],
    definitions: tuple[Sequence[str], Sequence[str]],
    texts: Sequence[str],
    about: Named | None,
    where: Where,
    period: str,
    basis: str = "",
) -> None:
    """The same answer for every two of the definitions, each pair in the order of ids, once."""
    for one in definitions[0]:
        for other in definitions[1]:
            if one == other or one in definitions[1] or other in definitions[0]:
                continue
            said = dict(zip((one, other), texts, strict=True))
            first, second = sorted((one, other))
            answer = RivalAnswer(
                about=about,
                where=where,
                period=period,
                basis=basis,
                one=said[first],
                other=said[second],
            )
            told = answers.setdefault((first, second), [])
            if answer not in told:
                told.append(answer)
