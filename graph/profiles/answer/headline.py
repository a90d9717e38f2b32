"""The headline: where a firm sits, what its papers say, which lists name it, who owns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from graph.answers.translated_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Designation, Listing
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.fraction import Fraction
from graph.holders.horizons import known_on
from graph.holders.origins import jurisdictions_of
from graph.measures.list_editions import standing_on
from graph.networks.situation import Situation
from graph.profiles.answer.beginning import not_founded_yet
from graph.profiles.answer.blocks import BlockRead, BlocksRead
from graph.profiles.answer.direction import directed, rights_in_short
from graph.profiles.answer.invested import invested
from graph.profiles.answer.pending import less_if_done
from graph.profiles.answer.said import Said, claims_of, weakly
from graph.profiles.answer.state_money import state_money

SHOWN_LISTS = (3, 2, 1, 1)  # of one authority's country, from the longest form to the shortest
SHOWN_HOLDERS = (4, 3, 2, 1)
NAMED = 2  # holders of open origin that are named beside the decided ones
HELD = {
    "home_state": "heldHomeState", "home_other": "heldHomeOther", "associated": "heldAssociated",
    "foreign_state": "heldForeignState", "foreign_other": "heldForeignOther", "open": "heldOpen",
    "float": "heldByManagers",
}  # fmt: skip


def headline(
    situation: Situation, findings: Sequence[Finding], read: BlocksRead
) -> tuple[Said, ...]:
    """The sentences of the headline, in the order in which they are read."""
    return (
        *not_founded_yet(situation),
        sits(situation.knowledge, situation.firm, findings),
        *invested(situation, findings),
        *named_on(situation),
        *owned(situation, read),
        *less_if_done(read),
        *directed(situation),
        *rights_in_short(situation),
        *not_read(read),
    )


def sits(knowledge: Knowledge, firm: str, findings: Sequence[Finding]) -> Said:
    """Where the firm is incorporated and directed from, as far as it is cited."""
    seat, headquarters = (
        next((one.measured.claims for one in findings if one.lens.id == lens), ())
        for lens in ("legal-seat", "headquarters")
    )
    at, from_ = _places(knowledge, seat), _places(knowledge, headquarters)
    sat, led = weakly(knowledge, seat), weakly(knowledge, headquarters)
    if at and from_:
        code = "sitsByOneDocument" if one_document(knowledge, seat, headquarters) else "sitsBoth"
        if sat == led and code == "sitsBoth":
            both = because("bothWeak", weak=sat) if sat != NOTHING else NOTHING
            sat, led = both, NOTHING
        reason = because(
            code, firm=firm, seat=at, headquarters=from_, seatAside=sat, headquartersAside=led
        )
    elif from_:
        reason = because("sitsHeadquarters", firm=firm, headquarters=from_, headquartersAside=led)
    elif at:
        reason = because("sitsSeat", firm=firm, seat=at, seatAside=sat)
    else:
        reason = because("sitsNowhere", firm=firm)
    return Said(reason, (*seat, *headquarters))


def _places(knowledge: Knowledge, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({claim.target for claim in claims_of(knowledge, ids)}))


def one_document(knowledge: Knowledge, seat: Sequence[str], headquarters: Sequence[str]) -> bool:
    """Whether two statements of a place are one: a registered address is no second witness.

    They are where one document says both, of one jurisdiction.
    """
    read = [
        {citation for claim in claims_of(knowledge, ids) for citation in claim.citations}
        for ids in (seat, headquarters)
    ]
    where = [
        jurisdictions_of(knowledge, (claim.target for claim in claims_of(knowledge, ids)))
        for ids in (seat, headquarters)
    ]
    return bool(read[1]) and read[1] <= read[0] and where[0] == where[1]


def trades(situation: Situation) -> Iterator[Said]:
    """Where its shares trade on the day."""
    listings = [
        listing
        for listing in situation.knowledge.of(Listing, situation.firm)
        if listing.stage == "completed"
        and known_on(listing, situation.day)
        and not listing.period.ended_before(situation.day)
    ]
    if listings:
        exchanges = tuple(dict.fromkeys(listing.target for listing in listings))
        on_each = [tuple(one.id for one in listings if one.target == at) for at in exchanges]
        aside = weakly(situation.knowledge, *on_each)
        yield Said(
            because("trades", exchanges=exchanges, aside=aside),
            tuple(one.id for one in listings),
        )


def listed(situation: Situation) -> dict[str, tuple[Designation, ...]]:
    """The lists and programmes that name the firm on the day of lists, the newest seen first."""
    there = situation.on("lists")
    programmes = dict.fromkeys(
        claim.programme for claim in there.knowledge.about(Designation, there.firm)
    )
    standing = {
        one: standing_on(there.knowledge, there.firm, one, there.day).on for one in programmes
    }
    found = {one: claims for one, claims in standing.items() if claims}
    return dict(sorted(found.items(), key=lambda pair: (-_last(pair[1]), pair[0])))


def _last(claims: Sequence[Designation]) -> int:
    return max((claim.as_of.last.toordinal() for claim in claims if claim.as_of), default=0)


def authority_of(knowledge: Knowledge, claims: Sequence[Claim]) -> str:
    """The jurisdiction of those who name somebody; empty where nobody says who does."""
    found = [knowledge.entities[one.party] for one in claims if one.party in knowledge.entities]
    return next((one.jurisdiction for one in found if one.jurisdiction), "")


def listed_abroad(situation: Situation) -> dict[str, tuple[Designation, ...]]:
    """Those of the lists that an authority elsewhere keeps; whose a list is must be known."""
    return {
        programme: claims
        for programme, claims in listed(situation).items()
        if authority_of(situation.knowledge, claims) not in ("", situation.home)
    }


def named_on(situation: Situation) -> Iterator[Said]:
    """Which lists abroad name it, by the country of who keeps them, in the lists' own words."""
    found = listed_abroad(situation)
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for programme, claims in found.items():
        by_country[authority_of(situation.knowledge, claims)].append(programme)
    if not by_country:
        return
    first = dict.fromkeys(lens.programme for lens in situation.knowledge.lenses.values())
    for programmes in by_country.values():  # those that lenses ask about first
        programmes.sort(key=lambda one: one not in first)
    ids = tuple(entry.id for entries in found.values() for entry in entries)
    forms = [because("namedBy", each=_by_country(by_country, most)) for most in SHOWN_LISTS]
    country, lists = next(iter(by_country.items()))
    count = sum(map(len, by_country.values())) - 1
    if count:
        shortest = because("namedByCount", list=lists[0], by=country, count=count)
    else:
        shortest = because("namedByOne", list=lists[0], by=country)
    yield Said(forms[0], ids, (*forms[1:], shortest))


def _by_country(by_country: dict[str, list[str]], most: int) -> tuple[Reason, ...]:
    return tuple(
        because("listsOf", by=country, lists=_first(programmes, most))
        for country, programmes in by_country.items()
    )


def _first(programmes: Sequence[str], most: int) -> tuple[Reason, ...]:
    shown = [because("listNamed", list=one) for one in programmes[:most]]
    left = len(programmes) - len(shown)
    return (*shown, because("andMore", count=left)) if left else tuple(shown)


def owned(situation: Situation, read: BlocksRead) -> Iterator[Said]:
    """The blocks that were read, by the origin of their holders; or that none was."""
    if not read.blocks:
        if read.unsized:
            holders = tuple(one.holder for one in read.unsized[:3])
            claims = tuple(one.claim.id for one in read.unsized[:3])
            yield Said(because("noBlockKnownHolders", holders=holders), claims,
                       (because("noBlockRead"),))  # fmt: skip
        elif read.last_known:
            yield Said(because("noCurrentBlock"))
        else:
            yield Said(because("noBlockRead"))
        yield from islice(state_money(situation), 1)
        return
    groups = read.foremost
    claims = tuple(claim for held in groups.values() for one in held for claim in one.claims)
    first, last = read.days
    forms = []
    for most in SHOWN_HOLDERS:
        said = tuple(
            because(
                HELD[group] if len(blocks) > 1 else "heldAlone",
                home=situation.home,
                share=sum((block.lower for block in blocks), Fraction(0)),
                each=_blocks(blocks, most),
                aside=(weak := weakly(situation.knowledge, *(one.claims for one in blocks))),
                asides=(because("originOf", column=group), weak),
            )
            for group, blocks in groups.items()
        )
        forms.append(_dated(first, last, said))
    yield Said(forms[0], claims, tuple(forms[1:]), keeps=1)


def _dated(
    first: PartialDate | None, last: PartialDate | None, groups: tuple[Reason, ...]
) -> Reason:
    if first is None or last is None:
        return because("ownersReadUndated", groups=groups)
    if last.first <= first.first:  # a day within a month or year that is named anyway
        return because("ownersRead", day=last, groups=groups)
    return because("ownersReadBetween", first=first, last=last, groups=groups)


def _blocks(blocks: Sequence[BlockRead], most: int) -> tuple[Reason, ...]:
    shown = [
        because("blockOf" if block.exact else "blockAtLeast", holder=block.holder,
                share=block.lower)
        for block in blocks[:most]
    ]  # fmt: skip
    left = blocks[most:]
    if left:
        share = sum((block.lower for block in left), Fraction(0))
        return (*shown, because("smallerBlocks", count=len(left), share=share))
    return tuple(shown)


def not_read(read: BlocksRead) -> Iterator[Said]:
    """What is left beside the foremost holders: named ones, float, what nobody read."""
    left = read.beside_foremost
    if read.unnamed is not None:
        code = "restOfState" if read.blocks else "holdersOfState"
        claims, column = read.unnamed.claims, read.unnamed.point
        aside = weakly(read.situation.knowledge, claims)
        shorter = (because("restOfStateShort", rest=read.rest, column=column, aside=aside),)
        yield Said(
            because(code, rest=read.rest, column=column, aside=aside), claims,
            shorter if read.blocks else (),
        )  # fmt: skip
        return
    if not read.blocks or left <= 0:
        return
    unread = read.rest
    named = left - unread
    holders = tuple(block.holder for block in read.lesser_blocks)
    if named > 0 and unread == 0:
        claims = tuple(claim for block in read.lesser_blocks for claim in block.claims)
        yield Said(because("restNamed", rest=left, holders=holders[:NAMED]), claims)
    elif read.float_ > 0:
        code = "restPartlyFloat" if named > 0 else "restFloat"
        yield Said(because(code, rest=left, points=read.float_), read.rest_claims, (NOTHING,))
    elif read.nominee > 0:
        code = "restMixedNominee" if named > 0 else "restThroughNominee"
        values = {"rest": left, "unread": unread, "points": read.nominee}
        shorter = (because(f"{code}Short", **values),)
        yield Said(because(code, nominees=read.nominees, **values), read.rest_claims, shorter)
    else:
        code = "restMixed" if named > 0 else "restNotRead"
        yield Said(because(code, rest=left, unread=unread))
