"""Lists abroad that name a company of a firm's group and not the firm itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.answers.page_words import NOTHING
from graph.claims.kept import once
from graph.claims.model import Designation
from graph.claims.reasons import Reason, because
from graph.measures.group_members import group_of
from graph.networks.situation import Situation
from graph.profiles.answer.headline import listed, listed_abroad
from graph.profiles.answer.said import Said, at_odds, first_day, newest, weakly

SHOWN = 2  # of them in the table


class OfGroup(NamedTuple):
    """A company of the group, and a list that names it."""

    company: str
    programme: str
    claims: tuple[Designation, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The claims that say so."""
        return tuple(claim.id for claim in self.claims)


@once
def lists_of_group(situation: Situation) -> tuple[OfGroup, ...]:
    """Who of the group is named on a list abroad on which the firm itself is not."""
    there, own = situation.on("lists"), listed(situation)
    found = []
    for company in group_of(there.knowledge, there.firm, there.day):
        other = Situation(there.knowledge, company, there.day, there.home, days=there.days)
        for programme, claims in listed_abroad(other).items():
            if programme not in own:
                found.append(OfGroup(company, programme, tuple(claims)))
    return tuple(found)


def of_its_group(situation: Situation) -> Iterator[Said]:
    """Each of them in a sentence, with its days."""
    for one in lists_of_group(situation):
        asides = (*_days(one), weakly(situation.knowledge, one.ids))
        reason = because("namedOfGroup", company=one.company, list=one.programme, asides=asides)
        yield Said(reason, one.ids)


def in_the_table(situation: Situation) -> tuple[Reason, ...]:
    """The first of them beside the lists that name the firm; how many more there are."""
    found = lists_of_group(situation)
    shown = tuple(
        because(
            "listOfGroup", list=one.programme, company=one.company, asides=_briefly(situation, one)
        )
        for one in found[:SHOWN]
    )
    left = len(found) - len(shown)
    return (*shown, because("andMoreOfGroup", count=left)) if left else shown


def _briefly(situation: Situation, one: OfGroup) -> tuple[Reason, ...]:
    return (_days(one)[0], at_odds(situation.knowledge, one.ids))


def _days(one: OfGroup) -> tuple[Reason, ...]:
    since, seen = first_day(one.claims), newest(one.claims)
    days = (
        because("sinceOn", day=since) if since is not None else NOTHING,
        because("seenLast", day=seen) if seen is not None else NOTHING,
    )
    return days if since is not None else days[::-1]
