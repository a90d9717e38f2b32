"""Two records of one publisher on one holder of one firm: two stakes, like two rows of a table.

Each record is a fact of its own. Claims that say so name their record in the place they were read
at, where ``graph.holders.rival_figures`` finds it: stakes that are said to be direct add; of
others one may contain the other. Records of which the latest version counts (those of the register
of persons with significant control) are each on all that somebody has, and never add.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from graph.claims.model import Citation, Ownership
from graph.holders.rival_figures import OF_RECORD
from graph.importing.collecting import Collection
from graph.importing.repeated import Settled

Pair = tuple[object, ...]


def told_apart(claims: Sequence[Settled], collection: Collection) -> list[Settled]:
    """The claims, those of several records on one stake of one day with their record's name."""
    met: set[int] = set()
    again: set[int] = set()  # of most holders and firms there is one claim, and no more is kept
    for one in claims:
        ends = hash((one.claim.party, one.claim.target))
        (again if ends in met else met).add(ends)
    counted: dict[Pair, set[str]] = {}
    for one in claims:
        if hash((one.claim.party, one.claim.target)) not in again:
            continue
        if (pair := _pair(one)) and one.place.statement not in collection.latest:
            counted.setdefault(pair, set()).add(one.place.statement)
    several = {pair for pair, statements in counted.items() if len(statements) > 1}
    if not several:
        return list(claims)
    record_of = {
        said.place.key: record for record, every in collection.said.items() for said in every
    }
    records: dict[Pair, set[str]] = {}
    for one in claims:
        if (pair := _pair(one)) in several:
            records.setdefault(pair, set()).add(record_of[one.place.key])
    return [
        _named(one, record_of[one.place.key]) if len(records.get(_pair(one), ())) > 1 else one
        for one in claims
    ]


def _named(one: Settled, record: str) -> Settled:
    (cited,) = one.claim.citations
    place = Citation(cited.source, f"{cited.locator}{OF_RECORD}{record}")
    return one._replace(claim=replace(one.claim, citations=(place,)))


def _pair(one: Settled) -> Pair:
    """What a claim of somebody's own stake that nobody ended is about; nothing for another."""
    claim = one.claim
    if not (
        isinstance(claim, Ownership)
        and one.last
        and claim.period.end is None
        and claim.directness != "indirect"
        and claim.share is not None
        and len(claim.citations) == 1
        and _is_its_statement(one)
    ):
        return ()
    return (claim.party, claim.target, claim.interest, claim.measurand, claim.denominator,
            claim.capacity, str(claim.as_of), claim.citations[0].source)  # fmt: skip


def _is_its_statement(one: Settled) -> bool:
    """Whether a claim was read at its own statement, and is not taken back from an export."""
    statement = one.place.statement
    return bool(statement) and one.claim.citations[0].locator in (statement, f"entity {statement}")
