"""By whose definition: the lenses in lines, one for each group of those who ask.

Of a group its decided lenses speak, each claim once: lenses that read the same claims are one
witness. Where none is decided the first open one speaks. Lenses that say nothing of the firm on
the day are named underneath, not in the lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.answers.codes import Side
from graph.answers.page_words import NOTHING
from graph.answers.parts import Interval
from graph.claims.model import Claim
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import SILENT, Finding
from graph.holders.horizons import AHEAD
from graph.networks.situation import Situation
from graph.profiles.answer.headline import (
    authority_of,
    listed_abroad,
    one_document,
)
from graph.profiles.answer.invested import invested_as
from graph.profiles.answer.open_lens import label_said, limbs_said, mostly_met
from graph.profiles.answer.said import claims_of, first_day, newest, weakly
from ontology.load import codes

LISTS, RULES, REGISTRAR, DOOR = "foreignLists", "foreignRules", "registrar", "doorPlate"
AUTHORITIES = "homeAuthorities"
PLACES = ("place",)
WHY_OPEN: Mapping[str, str] = {  # what decides, in the words of the page
    "floatDecides": "openFloat",
    "undisclosedDecides": "openOwners",
    "lastKnownOnly": "openLastKnown",
    "rivalSources": "openRivals",
    "contractsDecide": "openContracts",
    "contradictory": "openContradictory",
    "pendingStep": "openPending",
    "notCited": "openNotCited",
    "coverageTooLow": "openCoverage",
    "limbOpen": "openLimb",
    "nationalityOpen": "openNationality",
}
OF = {  # of what an interval is, by measure
    "homeShare": "lensOpenHome", "homeFunding": "lensOpenHome", "score": "lensOpenHome",
    "foreignShare": "lensOpenAbroad", "anyForeignEquity": "lensOpenAbroad",
    "firstHopForeign": "lensOpenAbroad",
}  # fmt: skip
CLEAR = ("registrar", "doorPlate", "foreignInvestmentLaw", "investors")  # what they ask is plain
SPEAKING = 2  # lenses of one group that speak on the first screen
SHORT = ("companyInvested", "companiesInvested", "firmInvested", "firmNotInvested")
NAMED_LISTS = (3, 2, 1)  # lists named, where there is room and where there is less
NOT_ON = ("absent", "notFound")  # cases of lists that do not name the firm


class Line(NamedTuple):
    """A line of the table, in codes."""

    who_asks: tuple[str, ...]
    says: tuple[Reason, ...]
    side: Side
    since: PartialDate | None
    seen: PartialDate | None
    words: tuple[str, ...]
    lenses: tuple[str, ...]
    interval: Interval | None
    claims: tuple[str, ...]
    shorter: tuple[tuple[Reason, ...], ...] = ()  # what is said where there is less room
    seen_first: PartialDate | None = None  # of several joined, the day of the one seen longest ago


def lines(situation: Situation, findings: Sequence[Finding]) -> tuple[Line, ...]:
    """A line for each group that has something to say, in the order of the groups."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for found in findings:
        groups[group_of(situation, found)].append(found)
    out: list[Line] = []
    for group in codes("WhoAsks"):
        if group == LISTS:
            out += _foreign_lists(situation, groups[group])
        elif group == RULES:
            out += _foreign_rules(situation, groups[group])
        else:
            out += _of_group(situation, group, _speaking(groups[group]))
    return tuple(_places_joined(situation, out))


def group_of(situation: Situation, found: Finding) -> str:
    """The group in which a lens stands; of a list, by whether an authority of home keeps it."""
    group = found.lens.who_asks
    if group not in (LISTS, AUTHORITIES) or not found.lens.programme:
        return group
    keeper = authority_of(situation.knowledge, situation.knowledge.on_list(found.lens.programme))
    return group if not keeper else AUTHORITIES if keeper == situation.home else LISTS


def _of_group(situation: Situation, group: str, speaking: Sequence[Finding]) -> list[Line]:
    if not speaking:
        return []
    first = speaking[0]
    decided = first.decided
    stated = [claim for one in speaking for claim in _rests_on(one) if one.decided == decided]
    cited = [one for one in claims_of(situation.knowledge, stated) if one.stage not in AHEAD]
    labels = [label.id for one in speaking if (label := label_said(situation, one))]
    claims = tuple(dict.fromkeys((*(c for one in speaking for c in _rests_on(one)), *labels)))
    return [
        Line(
            who_asks=(group,),
            says=tuple(said(situation, one) for one in speaking),
            side=first.side,
            since=first_day(cited) if decided else None,
            seen=newest(cited) if decided and cited else PartialDate(first.day),
            words=tuple(one.word for one in speaking),
            lenses=tuple(one.lens.id for one in speaking),
            interval=_interval(first),
            claims=claims,
            shorter=_shorter(situation, speaking),
            seen_first=_longest_ago(
                claims_of(situation.knowledge, _rests_on(one)) for one in speaking if decided
            ),
        )
    ]


def _shorter(situation: Situation, speaking: Sequence[Finding]) -> tuple[tuple[Reason, ...], ...]:
    """What a group says where there is less room: an open lens that is mostly met stays longest."""
    first, *others = speaking
    half = [said(situation, one, short=True) for one in others if mostly_met(one)]
    alone = (said(situation, first, short=True), *half)
    if half:
        return (alone,)
    return ((said(situation, first),), alone) if others else (alone,)


def _speaking(findings: Sequence[Finding]) -> list[Finding]:
    """The first lens of a group that says anything, open or not, and decided ones beside it.

    Beside them too one that is open, if most of its conditions are met.
    """
    lead = next((one for one in findings if _speaks(one) or _is_open(one)), None)
    if lead is None:
        return []
    beside = [one for one in findings if one is not lead and (_speaks(one) or mostly_met(one))]
    return _witnesses([lead, *sorted(beside, key=mostly_met, reverse=True)])[:SPEAKING]


def _speaks(found: Finding) -> bool:
    """Whether a lens says something of the firm itself; that a list lacks it is no news."""
    return found.decided and found.measured.case not in NOT_ON


def _is_open(found: Finding) -> bool:
    return found.in_force and not found.decided and found.decides not in SILENT


def _rests_on(found: Finding) -> tuple[str, ...]:
    measured = found.measured
    return measured.claims if measured.rests_on is None else measured.rests_on


def _witnesses(findings: Iterable[Finding]) -> list[Finding]:
    """Those that read something no other has read already."""
    kept: list[Finding] = []
    read: set[str] = set()
    for found in findings:
        claims = set(_rests_on(found))
        if not claims or not claims <= read:
            kept.append(found)
            read |= claims
    return kept


def _interval(found: Finding) -> Interval | None:
    measured = found.measured
    if measured.lower is None or measured.upper is None:
        return None
    return Interval(measured.lower, measured.upper, measured.point)


def said(situation: Situation, found: Finding, *, short: bool = False) -> Reason:
    """What a lens says, with what it is about: places, a company, an interval.

    In short its word alone, where the word says what it is about.
    """
    aside = weakly(situation.knowledge, _rests_on(found))
    if found.lens.measure in PLACES and found.measured.claims:
        places = tuple(
            sorted({one.target for one in claims_of(situation.knowledge, found.measured.claims)})
        )
        code = "lensPlaces" if found.decided else "lensPlacesDiffer"
        aside = NOTHING if short else aside  # the headline says it
        return because(code, places=places, aside=aside)
    if not found.decided:
        if mostly_met(found):
            return limbs_said(found, short=short)
        outcome = found.lens.outcomes.get(found.measured.case)
        if found.lens.measure == "listReach" and outcome is not None:
            why = because(WHY_OPEN.get(found.decides, "openForMore"))
            open_ = because("lensWordOpen", lens=found.lens.label, word=outcome.word, why=why)
            return _as_checked(found, open_)
        interval = _interval(found)
        if interval is not None and interval.upper - interval.lower < 1:
            span = (interval.lower, interval.upper)
            whose = OF.get(found.lens.measure, "lensOpenSpan")
            return because(whose, lens=found.lens.label, span=span)
        why = because(WHY_OPEN.get(found.decides, "openForMore"))
        if short and found.lens.who_asks in CLEAR:
            return why
        label = label_said(situation, found)
        if label is not None:
            day = label.period.start or label.as_of
            asides = () if day is None else (because("seenOn", day=day),)
            return because(
                "lensOpenCalled", lens=found.lens.label, why=why, who=label.party, asides=asides
            )
        return because("lensOpen", lens=found.lens.label, why=why)
    if (
        found.lens.who_asks == "foreignInvestmentLaw"
        and (company := invested_as(situation.knowledge, found, SHORT)) is not None
    ):
        return because("lensCompany", company=company)
    interval = _interval(found)
    if found.lens.measure in OF and interval is not None:
        span = (interval.lower, interval.upper)
        return because("lensWordSpan", word=found.word, span=span, aside=aside)
    if short and found.lens.measure not in ("designation", "listReach"):
        return because("lensWordAlone", word=found.word, aside=aside)
    return _as_checked(
        found, because("lensWord", lens=found.lens.label, word=found.word, aside=aside)
    )


def _as_checked(found: Finding, said: Reason) -> Reason:
    """What a lens says, with the day to which its rule was read, where it began after that."""
    for reason in found.measured.reasons:
        if reason.code == "ruleUnchecked":
            return because("lensRuleUnchecked", said=said, read=dict(reason.values)["read"])
    return said


def _foreign_lists(situation: Situation, findings: Sequence[Finding]) -> list[Line]:
    """The lists abroad that name the firm, each with the day."""
    asked = {one.lens.programme for one in findings}
    named = dict(sorted(listed_abroad(situation).items(), key=lambda pair: pair[0] not in asked))
    if not named:
        return _of_group(situation, LISTS, _speaking([one for one in findings if _speaks(one)]))
    forms = [_entries(named, most) for most in NAMED_LISTS]
    claims = tuple(claim.id for entries in named.values() for claim in entries)
    cited = claims_of(situation.knowledge, claims)
    lenses = [one for one in findings if one.lens.programme in named and one.decided]
    return [
        Line(
            who_asks=(LISTS,),
            says=forms[0],
            side="",
            since=None,
            seen=newest(cited),
            words=tuple(one.word for one in lenses),
            lenses=tuple(one.lens.id for one in lenses),
            interval=None,
            claims=claims,
            shorter=tuple(forms[1:]),
            seen_first=_longest_ago(named.values()),
        )
    ]


def _longest_ago(entries: Iterable[Sequence[Claim]]) -> PartialDate | None:
    """Of lists in one line, each last seen on a day of its own, the earliest of these days."""
    days = [day for claims in entries if (day := newest(claims)) is not None]
    return min(days, key=lambda day: day.last, default=None)


def _foreign_rules(situation: Situation, findings: Sequence[Finding]) -> list[Line]:
    """Rules abroad that reach the firm, or of which that cannot be excluded.

    Of whoever is named on a list abroad that line says enough.
    """
    if listed_abroad(situation):
        return []
    reaching = [one for one in findings if _speaks(one) or (_is_open(one) and one.measured.case)]
    return _of_group(situation, RULES, reaching[:SPEAKING])


def _entries(named: Mapping[str, Sequence[Claim]], most: int) -> tuple[Reason, ...]:
    shown = [_entry(programme, claims) for programme, claims in list(named.items())[:most]]
    left = len(named) - len(shown)
    return (*shown, because("andMoreLists", count=left)) if left else tuple(shown)


def _entry(programme: str, claims: Sequence[Claim]) -> Reason:
    since = first_day(claims)
    if since is not None:
        return because("listedSince", list=programme, since=since)
    seen = newest(claims)
    if seen is not None:
        return because("listedSeen", list=programme, seen=seen)
    return because("listNamed", list=programme)


def _places_joined(situation: Situation, found: Sequence[Line]) -> list[Line]:
    """One line for a registrar and the door plate where one document says both."""
    by_group = {line.who_asks[0]: line for line in found}
    if REGISTRAR not in by_group or DOOR not in by_group:
        return list(found)
    seat, door = by_group[REGISTRAR], by_group[DOOR]
    if not one_document(situation.knowledge, seat.claims, door.claims):
        return list(found)
    joined = seat._replace(
        who_asks=(*seat.who_asks, *door.who_asks),
        says=(*seat.says, *door.says),
        words=(*seat.words, *door.words),
        lenses=(*seat.lenses, *door.lenses),
        claims=tuple(dict.fromkeys((*seat.claims, *door.claims))),
        shorter=((*seat.says, *door.says[:1]),),
    )
    return [joined if line is seat else line for line in found if line is not door]
