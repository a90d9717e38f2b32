"""The headline: where a firm sits, what its papers say, which lists name it, who owns it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph.answers.page_words import NOTHING
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim, Designation, Listing
from graph.claims.periods import months_before
from graph.claims.reasons import Reason, because
from graph.domesticness.verdicts import Finding
from graph.holders.horizons import known_on
from graph.holders.origins import jurisdictions_of
from graph.measures.list_editions import standing_on
from graph.networks.situation import Situation
from graph.profiles.answer.beginning import ended_already, not_founded_yet
from graph.profiles.answer.blocks import BlocksRead
from graph.profiles.answer.direction import directed
from graph.profiles.answer.invested import invested
from graph.profiles.answer.owned import not_read, owned
from graph.profiles.answer.pending import less_if_done
from graph.profiles.answer.said import Said, at_odds, claims_of, newest, weakly
from graph.profiles.answer.special_rights import rights_in_short

OLD_LISTING = 24  # months after which a listing is said with the day it was seen; our own
SHOWN_LISTS = (3, 2, 1, 1)  # of one authority's country, from the longest form to the shortest


def headline(
    situation: Situation, findings: Sequence[Finding], read: BlocksRead
) -> tuple[Said, ...]:
    """The sentences of the headline, in the order in which they are read."""
    return (
        *not_founded_yet(situation),
        *ended_already(situation),
        sits(situation.knowledge, situation.firm, findings),
        *listed_in(situation),
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
    shorter: tuple[Reason, ...] = ()
    at, from_ = _places(knowledge, seat), _places(knowledge, headquarters)
    sat, led = weakly(knowledge, seat), weakly(knowledge, headquarters)
    if at and from_:
        code = "sitsByOneDocument" if one_document(knowledge, seat, headquarters) else "sitsBoth"
        if sat == led and code == "sitsBoth":
            both = because("bothWeak", weak=sat) if sat != NOTHING else NOTHING
            sat, led = both, NOTHING
        reason, short = (
            because(
                form, firm=firm, seat=at, headquarters=from_, seatAside=sat, headquartersAside=led
            )
            for form in (code, "sitsBothShort")
        )
        shorter = (short,) if code == "sitsBoth" else ()
    elif from_:
        reason, short = (
            because(form, firm=firm, headquarters=from_, headquartersAside=led)
            for form in ("sitsHeadquarters", "sitsHeadquartersShort")
        )
        shorter = (short,)
    elif at:
        reason = because("sitsSeat", firm=firm, seat=at, seatAside=sat)
    else:
        reason, short = (because(form, firm=firm) for form in ("sitsNowhere", "sitsNowhereShort"))
        shorter = (short,)
    return Said(reason, (*seat, *headquarters), shorter)


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
    """Where its shares trade on the day, exchange by exchange."""
    if found := _listings(situation):
        yield Said(
            because("trades", exchanges=found.exchanges, asides=(found.seen, found.weak)),
            found.claims,
        )


def listed_in(situation: Situation) -> Iterator[Said]:
    """The same in short, for the first screen: by the places of the exchanges."""
    if found := _listings(situation):
        forms = tuple(
            because(code, exchanges=found.exchanges, asides=asides)
            for code, asides in (
                ("listedIn", (found.seen, found.weak)),
                ("listedInShort", (found.seen, found.weak)),
                ("listedInShort", (found.weak,)),
            )
        )
        yield Said(forms[0], found.claims, forms[1:])


class _Listed(NamedTuple):
    """The exchanges on which shares trade, and what is said beside them."""

    exchanges: tuple[str, ...]
    seen: Reason  # the day, where that was last seen long ago
    weak: Reason
    claims: tuple[str, ...]


def _listings(situation: Situation) -> _Listed | None:
    listings = [
        listing
        for listing in situation.knowledge.of(Listing, situation.firm)
        if listing.stage == "completed"
        and known_on(listing, situation.day)
        and not listing.period.ended_before(situation.day)
    ]
    if not listings:
        return None
    exchanges = tuple(dict.fromkeys(listing.target for listing in listings))
    on_each = [tuple(one.id for one in listings if one.target == at) for at in exchanges]
    last = newest(listings)
    old = last is not None and last.last < months_before(situation.day, OLD_LISTING)
    return _Listed(
        exchanges=exchanges,
        seen=because("seenLast", day=last) if last is not None and old else NOTHING,
        weak=weakly(situation.knowledge, *on_each),
        claims=tuple(one.id for one in listings),
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
    known = situation.knowledge
    doubts = {one: at_odds(known, [x.id for x in entries]) for one, entries in found.items()}
    for programmes in by_country.values():  # those that lenses ask about first, disputed ones last
        programmes.sort(key=lambda one: (doubts[one] != NOTHING, one not in first))
    ids = tuple(entry.id for entries in found.values() for entry in entries)
    forms = [because("namedBy", each=_by_country(by_country, doubts, most)) for most in SHOWN_LISTS]
    country, lists = next(iter(by_country.items()))
    count, asides = sum(map(len, by_country.values())) - 1, (doubts[lists[0]],)
    if count:
        shortest = because("namedByCount", list=lists[0], by=country, count=count, asides=asides)
    else:
        shortest = because("namedByOne", list=lists[0], by=country, asides=asides)
    yield Said(forms[0], ids, (*forms[1:], shortest))


def _by_country(
    by_country: Mapping[str, Sequence[str]], doubts: Mapping[str, Reason], most: int
) -> tuple[Reason, ...]:
    return tuple(
        because("listsOf", by=country, lists=_first(programmes, doubts, most))
        for country, programmes in by_country.items()
    )


def _first(
    programmes: Sequence[str], doubts: Mapping[str, Reason], most: int
) -> tuple[Reason, ...]:
    shown = [because("listNamed", list=one, asides=(doubts[one],)) for one in programmes[:most]]
    left = len(programmes) - len(shown)
    return (*shown, because("andMore", count=left)) if left else tuple(shown)
