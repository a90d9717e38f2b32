"""What several claims of one day say together of one holder's stake in a firm.

* What agrees is one figure: a band beside a figure inside it is that figure, and what is
  said twice is said once. Only figures that leave nothing in common are rivals.
* A direct interest and one through a vehicle are two blocks; so are two vehicles'. They add
  if one source says them together; otherwise the one may contain the other.
* Two rows of one table, or two records of one publisher, are two stakes, and add; one row read
  twice is one stake. Where it is not said that they are direct, and no total adds them up, one may
  contain the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.claims.shares import HUNDRED, Share
from graph.holders.horizons import seen_on
from graph.holders.totals_said import ROW, added_up
from ontology.load import codes

Block = tuple[str, ...]  # how a block is held


def by_block(claims: Iterable[Ownership]) -> dict[Block, list[Ownership]]:
    """Claims of one day by the block they speak of: the holder's own, or that of its vehicles.

    >>> own, through = (Ownership(id=d, target="f", directness=d) for d in ("direct", "indirect"))
    >>> list(by_block([own, through, replace(through, via=("v",))]))
    [('own',), ('indirect',), ('indirect', 'v')]
    """
    blocks: dict[Block, list[Ownership]] = {}
    for claim in claims:
        indirect = claim.directness == "indirect"
        block = ("indirect", *sorted(claim.via)) if indirect else ("own",)
        blocks.setdefault(block, []).append(claim)
    return blocks


OF_RECORD = " of record "  # behind the place of a claim, then the record that it is of
RECORD = re.compile(rf"{OF_RECORD}(\S+)$")
AGAIN = re.compile(r" \(as row (\d+)\)$")  # a row that says again what an earlier one says


def rows_added(
    knowledge: Knowledge, claims: Sequence[Ownership]
) -> tuple[tuple[Ownership, ...], tuple[str, ...]]:
    """Claims of one block, several rows of one table as one claim; and the ids of those added.

    No table has one direct stake in two rows, so they add, and so do rows that the table itself
    adds up to all there is. Of others that do not say whether theirs is direct the sum is the
    most there can be, and the largest the least. Claims are of
    two rows when their locators in one source differ only in the number after "row", and of two
    records when these are named; two claims of one row say one stake twice. Where the claims of a
    row do not agree nothing is added, nor where the rows come to more than there is.
    """
    tables: dict[tuple[str, str], dict[str, list[Ownership]]] = {}
    for claim in claims:
        if place := _row_of(claim):
            source, locator, row = place
            tables.setdefault((source, locator), {}).setdefault(row, []).append(claim)
    sums: dict[str, Ownership] = {}
    left_out: set[str] = set()
    added: list[str] = []
    for rows in tables.values():
        said = [_agreeing(of_row) for of_row in rows.values()]
        shares = [figures[0].share for figures in said if figures[0].share is not None]
        over = sum(share.lower for share in shares) > HUNDRED
        if len(rows) < 2 or over or any(len(figures) != 1 for figures in said):
            continue
        first, *others = (of_row[0].id for of_row in rows.values())
        add = all(figures[0].directness == "direct" for figures in said) or added_up(
            knowledge, [figures[0] for figures in said]
        )
        sums[first] = replace(said[0][0], id=first, share=together(shares, add=add))
        added += others
        left_out.update(claim.id for of_row in rows.values() for claim in of_row)
    kept = (sums.get(claim.id, claim) for claim in claims if claim.id not in left_out - sums.keys())
    return tuple(kept), tuple(added)


def _row_of(claim: Ownership) -> tuple[str, str, str] | None:
    """The source, the place in it and the row that a claim of somebody's own stake is read from."""
    if claim.directness == "indirect" or claim.share is None or len(claim.citations) != 1:
        return None
    (cited,) = claim.citations
    if of := RECORD.search(cited.locator):
        return cited.source, OF_RECORD, of[1]
    again = AGAIN.search(cited.locator)
    place = AGAIN.sub("", cited.locator)
    found = again or ROW.search(place)
    return (cited.source, ROW.sub("row", place), found[1]) if found else None


def alternatives(claims: Sequence[Ownership], declared: frozenset[str]) -> tuple[Ownership, ...]:
    """Each thing that claims of one block may mean: one claim if they agree, several for rivals.

    A claim that is given has the share on which those that agree with it leave. ``declared``
    are the ids of claims that somebody says cannot all be true.
    """
    if len(declared.intersection(claim.id for claim in claims)) > 1:
        by_share = {claim.share: claim for claim in reversed(claims)}
        return tuple(reversed(by_share.values()))
    return _agreeing(claims)


def _agreeing(claims: Sequence[Ownership]) -> tuple[Ownership, ...]:
    """The largest sets of claims that can all be true, each as one claim of what it leaves.

    Whatever can be true with a claim and begins no later contains the claim's first share, so
    that such a set has something in common.
    """
    sets: list[frozenset[str]] = []
    found: list[Ownership] = []
    for latest in claims:
        left = latest.share
        if left is None:
            continue
        begins, members = _begin(left), set()
        for claim in claims:
            if claim.share is None or _begin(claim.share) > begins:
                continue
            both = left.within(claim.share)
            if both is not None:
                left = both
                members.add(claim.id)
        sets.append(frozenset(members))
        found.append(latest if left == latest.share else replace(latest, share=left))
    kept: dict[Share | None, Ownership] = {}
    for members_of_one, claim in zip(sets, found, strict=True):
        if not any(members_of_one < other for other in sets):
            kept.setdefault(claim.share, claim)
    return tuple(kept.values())


def _begin(share: Share) -> tuple[Decimal, bool]:
    return share.lower, share.lower_open


def together(shares: Sequence[Share], *, add: bool) -> Share:
    """Several blocks of one holder as one: added, or from the largest to all of them.

    >>> thirty, twenty = Share.parse("30", "30"), Share.parse("20", "20")
    >>> [str(together([thirty, twenty], add=add)) for add in (True, False)]
    ['50 %', '30–50 %']
    """
    most = sum((share.upper for share in shares), Decimal(0))
    upper_open = most <= HUNDRED and any(share.upper_open for share in shares)
    if add:
        least = sum((share.lower for share in shares), Decimal(0))
        lower_open = least < HUNDRED and any(share.lower_open for share in shares)
    else:
        least, lower_open = max(_begin(share) for share in shares)
    return Share(min(least, HUNDRED), min(most, HUNDRED), lower_open, upper_open)


def trust(knowledge: Knowledge, claim: Ownership, day: date) -> tuple[int, int, Decimal]:
    """Which of rivals is shown as the point: of the best source, then the latest, then the least.

    Ranks of kinds of source are data (``z:evidenceRank``), and ours.
    """
    kinds = codes("SourceKinds")
    ranks = [
        int(kinds[knowledge.sources[cited.source].kind].attributes["evidenceRank"])
        for cited in claim.citations
        if cited.source in knowledge.sources
    ]
    seen = seen_on(claim, day)
    least = claim.share.lower if claim.share else Decimal(0)
    worst = int(kinds["press"].attributes["evidenceRank"])
    return min(ranks, default=worst), -(seen.toordinal() if seen else 0), least
