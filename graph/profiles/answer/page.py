"""The page of one firm in codes: every part, made once; ``worded.py`` puts it into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from graph.claims.kept import once
from graph.claims.model import Claim, Control, Founding, HolderTable, Leadership, Ownership
from graph.claims.periods import PartialDate
from graph.domesticness.verdicts import findings_of
from graph.holders.horizons import seen_on
from graph.networks.situation import Situation
from graph.profiles.answer.below import below
from graph.profiles.answer.blocks import BlocksRead, blocks_read
from graph.profiles.answer.by_definition import Line, lines
from graph.profiles.answer.direction import direction
from graph.profiles.answer.disputes import disputed
from graph.profiles.answer.documents import Document, documents
from graph.profiles.answer.headline import headline, trades
from graph.profiles.answer.in_a_line import in_a_line
from graph.profiles.answer.in_full import all_blocks, all_lists
from graph.profiles.answer.money import money
from graph.profiles.answer.pending import as_if_done, pending
from graph.profiles.answer.people import people
from graph.profiles.answer.points import Amount, amounts, points
from graph.profiles.answer.said import Said, newest
from graph.profiles.answer.silent import silent
from graph.profiles.answer.work import work
from graph.profiles.answer.years import YearsOf, years_of_blocks

OWNING = (Ownership, HolderTable, Control)
LEADING = (Leadership, Founding)


@dataclass(frozen=True)
class Page:
    """What the page says, in the order in which it is read."""

    situation: Situation
    read_to: dict[str, PartialDate | None]  # the newest that was read of the firm, by kind
    line: Said  # the firm in one line
    headline: tuple[Said, ...]
    pending: tuple[Said, ...]
    lines: tuple[Line, ...]
    beside: tuple[Said, ...]
    owners: BlocksRead
    votes: BlocksRead | None  # where they differ from the profit
    years: tuple[YearsOf, ...]
    wanted: tuple[Document, ...]
    amounts: tuple[Amount, ...]
    sections: dict[str, tuple[Said, ...]]  # by the code of the heading


@once
def page(situation: Situation) -> Page:
    """Everything the page says of a firm on a day, seen from a home."""
    findings = findings_of(situation)
    owners = blocks_read(situation)
    table = lines(situation, findings)
    shown = {one for line in table for one in line.lenses if one not in line.giving_way}
    beside = silent(situation, findings, shown)
    return Page(
        situation=situation,
        read_to=_read_to(situation),
        line=in_a_line(situation, findings),
        headline=headline(situation, findings, owners),
        pending=pending(situation),
        lines=table,
        beside=beside,
        owners=owners,
        votes=_votes(situation, owners),
        years=years_of_blocks(situation),
        wanted=documents(situation, findings),
        amounts=amounts(situation),
        sections=_sections(situation, owners, beside),
    )


def _sections(
    situation: Situation, owners: BlocksRead, beside: tuple[Said, ...]
) -> dict[str, tuple[Said, ...]]:
    made: dict[str, Callable[[], tuple[Said, ...]]] = {
        "headDirects": lambda: (*direction(situation), *trades(situation)),
        "headMoney": lambda: money(situation),
        "headScore": lambda: points(situation, owners),
        "headBelow": lambda: below(situation),
        "headWork": lambda: work(situation),
        "headPeople": lambda: people(situation),
        "headPending": lambda: (*pending(situation), *as_if_done(situation)),
        "headDisputed": lambda: disputed(situation),
        "headInFull": lambda: tuple(all_blocks(situation, owners)),
        "headLists": lambda: tuple(all_lists(situation)),
        "headSilent": lambda: beside,
    }
    return {code: make() for code, make in made.items()}


def _votes(situation: Situation, owners: BlocksRead) -> BlocksRead | None:
    """The votes, where some holder is known to have another part of them than of the profit."""
    votes = blocks_read(situation, "voting")
    sizes = [{one.holder: one.lower for one in read.blocks} for read in (votes, owners)]
    return votes if votes.blocks and sizes[0] != sizes[1] else None


def _read_to(situation: Situation) -> dict[str, PartialDate | None]:
    knowledge, firm = situation.knowledge, situation.firm

    def last(kinds: tuple[type[Claim], ...], there: Situation) -> PartialDate | None:
        claims = [claim for kind in kinds for claim in knowledge.about(kind, firm)]
        read = newest([claim for claim in claims if seen_on(claim, there.day) is not None])
        # A later document may speak of the day: then it is read to the day, and no further.
        return PartialDate(there.day) if read is not None and read.first > there.day else read

    lists = situation.on("lists")
    return {
        "ownership": last(OWNING, situation),
        "lists": PartialDate(min(lists.day, knowledge.days.lists)),
        "people": last(LEADING, situation.on("people")),
    }
