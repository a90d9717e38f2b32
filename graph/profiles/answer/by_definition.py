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
from graph.profiles.answer.group_lists import in_the_table, lists_of_group
from graph.profiles.answer.headline import (
    authority_of,
    listed_abroad,
    one_document,
)
from graph.profiles.answer.lens_said import rests_on, said
from graph.profiles.answer.open_lens import label_said, mostly_met
from graph.profiles.answer.said import at_odds, claims_of, first_day, newest
from graph.profiles.verdicts import interval_of
from ontology.load import codes

LISTS, RULES, REGISTRAR, DOOR = "foreignLists", "foreignRules", "registrar", "doorPlate"
AUTHORITIES = "homeAuthorities"
SPEAKING = 2  # lenses of one group that speak on the first screen
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
    giving_way: tuple[str, ...] = ()  # lenses that are not said where there is less room


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
    stated = [claim for one in speaking for claim in rests_on(one) if one.decided == decided]
    cited = [one for one in claims_of(situation.knowledge, stated) if one.stage not in AHEAD]
    labels = [label.id for one in speaking if (label := label_said(situation, one))]
    claims = tuple(dict.fromkeys((*(c for one in speaking for c in rests_on(one)), *labels)))
    return [
        Line(
            who_asks=(group,),
            says=tuple(said(situation, one) for one in speaking),
            side=first.side,
            since=first_day(cited) if decided else None,
            seen=newest(cited) if decided and cited else PartialDate(first.day),
            words=tuple(one.word for one in speaking),
            lenses=tuple(one.lens.id for one in speaking),
            interval=interval_of(first.measured),
            claims=claims,
            shorter=_shorter(situation, speaking),
            seen_first=_longest_ago(
                claims_of(situation.knowledge, rests_on(one)) for one in speaking if decided
            ),
            giving_way=tuple(one.lens.id for one in speaking[1:] if not mostly_met(one)),
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


def _witnesses(findings: Iterable[Finding]) -> list[Finding]:
    """Those that read something no other has read already."""
    kept: list[Finding] = []
    read: set[str] = set()
    for found in findings:
        claims = set(rests_on(found))
        if not claims or not claims <= read:
            kept.append(found)
            read |= claims
    return kept


def _foreign_lists(situation: Situation, findings: Sequence[Finding]) -> list[Line]:
    """The lists abroad that name the firm, each with the day."""
    asked = {one.lens.programme for one in findings}
    named = dict(sorted(listed_abroad(situation).items(), key=lambda pair: pair[0] not in asked))
    if not named:
        return _of_group(situation, LISTS, _speaking([one for one in findings if _speaks(one)]))
    forms = _forms(situation, named)
    claims = tuple(claim.id for entries in named.values() for claim in entries)
    claims += tuple(claim for one in lists_of_group(situation) for claim in one.ids)
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


def _forms(situation: Situation, named: Mapping[str, Sequence[Claim]]) -> list[tuple[Reason, ...]]:
    """What the line says, the longest first: who screens a firm asks for its group too."""
    forms = [_entries(situation, named, most) for most in NAMED_LISTS]
    beside = in_the_table(situation)
    return [(*forms[0], *beside), *forms] if beside else forms


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


def _entries(
    situation: Situation, named: Mapping[str, Sequence[Claim]], most: int
) -> tuple[Reason, ...]:
    shown = [_entry(situation, *entry) for entry in list(named.items())[:most]]
    left = len(named) - len(shown)
    return (*shown, because("andMoreLists", count=left)) if left else tuple(shown)


def _entry(situation: Situation, programme: str, claims: Sequence[Claim]) -> Reason:
    """A list that names the firm, since when or when seen, and whether that is disputed."""
    since, seen = first_day(claims), newest(claims)
    day = NOTHING
    if since is not None:
        day = because("sinceOn", day=since)
    elif seen is not None:
        day = because("seenLast", day=seen)
    asides = (day, at_odds(situation.knowledge, [claim.id for claim in claims]))
    return because("listNamed", list=programme, asides=asides)


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
