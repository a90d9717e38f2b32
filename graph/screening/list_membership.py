"""Who is on a list on a day: by the claims of a release, and by a reader's own file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Designation
from graph.claims.periods import Period
from graph.claims.reasons import Reason, because
from graph.entities.spellings import plain
from graph.holders.horizons import may_have_come, seen_on
from ontology.rules import ExtendedList, ReachRule

ON, MAYBE, OFF = "on", "maybe", "off"


class Listed(Struct, frozen=True, kw_only=True):
    """One entity on one list, for certain or possibly."""

    entity: str
    list: str  # as answers name it
    certain: bool = True
    reason: Reason | None = None  # why only possibly
    since: str = ""  # the first day a source gives; where none does, the first it was seen
    begun: bool = False  # whether that day is one on which it began
    claims: tuple[str, ...] = ()
    line: int | None = None  # of the reader's file


def designated(
    knowledge: Knowledge, lists: Iterable[ExtendedList], day: date
) -> tuple[Listed, ...]:
    """Everybody whom claims name on some lists on a day.

    A listing lasts until a claim ends it. One that is only estimated or
    inferred, of low confidence, or of a vague day around the one asked about,
    is possible. What is proposed or announced is not listed.
    """
    found: dict[tuple[str, str], Listed] = {}
    named = [(claim, held) for held in lists for claim in knowledge.on_list(held.programme)]
    for claim, held in named:
        one = _standing(claim, held, day) if claim.stage == "completed" else None
        if one is None:
            continue
        before = found.get((one.entity, one.list))
        found[one.entity, one.list] = one if before is None else _joined(before, one)
    return tuple(found.values())


def _joined(before: Listed, one: Listed) -> Listed:
    """Two entries of somebody on one list as one: the surer, since the first day that is given.

    A day on which it was only seen is no beginning, however early.
    """
    if before.certain != one.certain:
        return before if before.certain else one
    first = first_of((before, one))
    claims = tuple(dict.fromkeys((*first.claims, *before.claims, *one.claims)))
    return replace(first, claims=claims)


def since_day(day: str, *, begun: bool) -> Reason:
    """A day as the one on which a listing began, or only as the first on which it was seen."""
    if not day:
        return because("noDaySaid")
    return because("sinceDay", day=day) if begun else because("firstSeenOn", day=day)


def first_of(entries: Iterable[Listed]) -> Listed:
    """Of some entries the one that begins first, by a source; else the one seen first."""
    return min(entries, key=_order)


def _order(entry: Listed) -> tuple[bool, bool, str]:
    """The beginning that a source gives first; a day comes before the month or year it lies in."""
    return (not entry.begun, not entry.since, entry.since.ljust(len("2026-06-08"), "~"))


def _standing(claim: Designation, listed_on: ExtendedList, day: date) -> Listed | None:
    if claim.period.ended_before(day):
        return None
    if seen_on(claim, day) is not None:
        doubt = because("lowConfidence") if claim.confidence == "low" else None
        if claim.status != "asserted":
            doubt = because("onlyOfStatus", status=claim.status)
    elif may_have_come(claim, day):
        doubt = because("listedSomeTimeIn", period=str(claim.as_of or claim.period.start))
    else:
        return None
    end = claim.period.end
    if doubt is None and end is not None and claim.period.may_be_over(day):
        doubt = because("removedSomeTimeIn", period=end)
    if doubt is None and listed_on.in_part:
        doubt = because("asNoted", note=listed_on.note)
    return Listed(
        entity=claim.target,
        list=listed_on.label,
        certain=doubt is None,
        reason=doubt,
        since=str(claim.period.start or claim.as_of or ""),
        begun=claim.period.start is not None,
        claims=(claim.id,),
    )


def proposed(knowledge: Knowledge, lists: Iterable[ExtendedList], day: date) -> dict[str, str]:
    """Entities put forward for a list, not on it: entity → the claim that says so."""
    return {
        claim.target: claim.id
        for held in lists
        for claim in knowledge.on_list(held.programme)
        if claim.stage == "proposed"
        and seen_on(claim, day) is not None
        and not claim.period.ended_before(day)
    }


def on_day(period: Period, day: date) -> str:
    """Whether an entry with these dates is on its list on a day: on, maybe or off.

    >>> from graph.claims.periods import PartialDate
    >>> on_day(Period(PartialDate.parse("2020"), None), date(2020, 6, 1))
    'maybe'
    """
    if not period.contains(day):
        return OFF
    return MAYBE if period.in_doubt(day) else ON


def list_of(
    rule: ReachRule, name: str, programme: str = "", *, file: str = "", read_as: str = ""
) -> tuple[ExtendedList | None, Reason | None]:
    """The list of a rule that a name stands for; or nothing, with the reason it does not count.

    An entry that names no list is on the reader's own, in ``file``, and counts as such: which
    official list it is from is taken from nothing but the reader's word, in ``read_as``.

    >>> from ontology.rules import reach_rules
    >>> list_of(reach_rules()["ofac-50"], "NS-CMIC")[1].code
    'listLeftOut'
    >>> list_of(reach_rules()["ofac-50"], "", file="mine.csv")[0].label
    'your list mine.csv'
    """
    name = name or read_as
    own = ExtendedList(f"your list {file}".strip(), ())
    if not rule.lists:
        return (ExtendedList(name, ()) if name else own), None
    if not name and not programme:
        return own, None
    for extended in rule.lists:
        if names_list(extended, name, programme):
            return extended, None
    for left_out in rule.left_out:
        if names_list(left_out, name, programme):
            if left_out.see:
                label, note, rule_id = left_out.label, left_out.note, left_out.see
                return None, because("underOtherRule", list=label, note=note, rule=rule_id)
            return None, because("listLeftOut", list=left_out.label, note=left_out.note)
    known = tuple(extended.label for extended in rule.lists)
    return None, because("notExtended", lists=known, given=name or programme)


def names_list(one: ExtendedList, name: str, programme: str = "") -> bool:
    """Whether a name, or the entity that stands for a list among the facts, means this list."""
    asked = plain(name)
    known = {plain(each) for each in (*one.names, one.label, one.programme) if each}
    return (bool(asked) and asked in known) or (bool(programme) and programme == one.programme)


def programme_counts(one: ExtendedList, programme: str) -> str:
    """Whether an entry's programme is among those of its list that a rule extends.

    ``maybe`` where the entry gives none, or where the rule's names for them were not all read.

    >>> part = ExtendedList("SDN list", (), programmes=("EO14024",))
    >>> [programme_counts(part, given) for given in ("RUSSIA-EO14024", "IRAN", "")]
    ['on', 'off', 'maybe']
    """
    if not one.programmes:
        return MAYBE if one.in_part else ON
    given = _letters(programme)
    if any(_letters(name) in given for name in one.programmes):
        return ON
    return OFF if given and not one.in_part else MAYBE


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
