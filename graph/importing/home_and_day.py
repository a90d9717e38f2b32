"""Home and data date of an import, asked or as its files suggest; and what is old by that day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from graph.claims.data_set import Meta
from graph.claims.model import Claim, Control, Entity, Location, Ownership, Source
from graph.claims.periods import months_before
from graph.holders.horizons import undated
from ontology.load import codes

AGED = (
    "{old:,} open stakes and powers were stated longer ago than their sources stay current on "
    "{day}: they are last known, and decide nothing. If the publisher keeps a live register, where "
    "open means that it still held when published, --as-published says so"
)

UNDATED = (
    "stakes of which no day is said: {undated:,}; they are last known, and decide nothing; "
    "--dated YYYY-MM-DD gives the day that rows speak for which name none"
)


def home_and_day(
    home: str,
    day: date | None,
    parties: Sequence[Entity],
    sources: Sequence[Source],
    claims: Sequence[Claim],
) -> tuple[Meta, tuple[str, ...]]:
    """Home and data date: as asked, or as the files suggest, which is remarked."""
    remarks: list[str] = []
    if not home:
        codes = {entity.id: entity.jurisdiction for entity in parties}
        seats = Counter(
            codes[claim.target]
            for claim in claims
            if isinstance(claim, Location) and claim.aspect == "seat" and codes[claim.target]
        )
        if seats:
            home, most = min(seats.items(), key=lambda pair: (-pair[1], pair[0]))
            remarks.append(
                f"home is {home}, the seat of {most} of {seats.total()} firms; --home says another"
            )
    if day is None:
        day = latest_day(sources, claims)
        if day is not None:
            remarks.append(f"facts go to {day}, the latest day named; --data-date says another")
    return Meta(home=home or "", data_date=day or date.min, title=""), tuple(remarks)


def latest_day(sources: Sequence[Source], claims: Sequence[Claim]) -> date | None:
    """The latest day that sources were published on, or claims speak for."""
    said = [source.published.last for source in sources if source.published]
    said += [claim.as_of.last for claim in claims if claim.as_of]
    return max(said, default=None)


def last_known_already(
    claims: Sequence[Claim], sources: Sequence[Source], day: date, *, live: bool, tables: bool
) -> tuple[str, ...]:
    """What is to be said of stakes that decide nothing, since they are old or of no day.

    ``live`` is whether what is open held when it was published, ``tables`` whether rows of a
    table are among the files.
    """
    remarks = []
    old = 0 if live else _past_horizon(claims, sources, day)
    if old:
        remarks.append(AGED.format(old=old, day=day))
    of_no_day = sum(isinstance(one, Ownership) and undated(one) for one in claims)
    if of_no_day and tables:
        remarks.append(UNDATED.format(undated=of_no_day))
    return tuple(remarks)


def _past_horizon(claims: Sequence[Claim], sources: Sequence[Source], day: date) -> int:
    """How many stakes and powers are last known already, though a later publication shows them."""
    published = {source.id: source.published for source in sources}
    kinds = {source.id: source.kind for source in sources}
    return sum(
        isinstance(claim, Ownership | Control)
        and claim.period.end is None
        and claim.as_of is not None
        and any(
            (shown := published[cited.source]) is not None
            and shown > claim.as_of
            and claim.as_of.first < months_before(day, _horizon(kinds[cited.source]))
            for cited in claim.citations
        )
        for claim in claims
    )


def _horizon(kind: str) -> int:
    return int(codes("SourceKinds")[kind].attributes["horizonMonths"])
