"""A made-up network as tables, for trying sizes and features before real data is there.

Every name says that it is made up. The tables are ordinary ones: ``zizhu check``
and ``zizhu build`` take them, and every answer follows from their claims.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from graph.claims.data_set import Meta, Tables
from graph.claims.model import (
    Citation,
    Citizenship,
    Claim,
    Classification,
    Control,
    Entity,
    HolderTable,
    Ownership,
    Source,
)
from graph.claims.periods import PartialDate
from graph.claims.shares import Share
from graph.errors import InputError
from graph.ownership.arrays.synthetic import (
    ASSOCIATED,
    FOREIGN_STATE,
    HOME_OTHER,
    HOME_STATE,
    UNDISCLOSED,
    WHOLE,
    Generated,
    Recipe,
    generated,
)
from ontology.load import associated, codes, is_offshore

if TYPE_CHECKING:
    from collections.abc import Sequence

REGISTER, NOTICE = "register", "notice"
CITED, NOTICED = (Citation(REGISTER),), (Citation(NOTICE),)
VOTES = 10  # of each share of a dual-class firm's first holder
SUBJECTS = 5  # firms the data set sets out to describe


def tables(recipe: Recipe, home: str, data_date: date) -> Tables:
    """The tables of a recipe; raises :class:`InputError` for a home that is no jurisdiction.

    Memory: some two kilobytes a stake.
    """
    if home not in codes("Jurisdictions"):
        raise InputError(f"{home!r} is not a jurisdiction code")
    network = generated(recipe)
    places = _places(home)
    day = PartialDate(data_date)
    return Tables(
        meta=Meta(home=home, data_date=data_date, title=f"Made up, seed {recipe.seed}"),
        entities=tuple(_entities(network, places)),
        sources=(
            Source(id=REGISTER, title="A made-up register", kind="register", published=day),
            Source(id=NOTICE, title="A made-up notice", kind="filing", published=day),
        ),
        claims=tuple(_claims(network, places, day)),
    )


def _places(home: str) -> tuple[str, str, str]:
    """Home, a jurisdiction associated with it (abroad, if there is none), and one abroad."""
    abroad = next(
        code
        for code in sorted(codes("Jurisdictions"))
        if code != home and code not in associated(home) and not is_offshore(code)
    )
    return home, min(associated(home), default=abroad), abroad


def _place_of(origin: int, places: tuple[str, str, str]) -> str:
    if origin in (HOME_STATE, HOME_OTHER):
        return places[0]
    return places[1] if origin == ASSOCIATED else places[2]


def _names(network: Generated) -> list[str]:
    """The ids of all entities: firms, then persons and public bodies."""
    firms = network.recipe.firms
    state = (network.origin == HOME_STATE) | (network.origin == FOREIGN_STATE)
    return [f"firm-{number}" for number in range(firms)] + [
        f"{'body' if state[number] else 'person'}-{number - firms}"
        for number in range(firms, network.size)
    ]


def _entities(network: Generated, places: tuple[str, str, str]) -> Iterator[Entity]:
    for place in sorted(set(places)):
        label = codes("Jurisdictions")[place].label
        yield Entity(
            id=place.lower(), kind="Jurisdiction", name=label, jurisdiction=place, citations=CITED
        )
    firms = network.recipe.firms
    for number, name in enumerate(_names(network)):
        kind, rank = name.split("-")
        body = kind == "body"
        yield Entity(
            id=name,
            kind="PublicBody" if body else "Person" if kind == "person" else "Organization",
            name=f"Made-up {kind} {rank}",
            jurisdiction=_place_of(int(network.origin[number]), places) if body else "",
            level="national" if body else "",
            subject=number < min(SUBJECTS, firms),
            citations=CITED,
        )


def _claims(network: Generated, places: tuple[str, str, str], day: PartialDate) -> Iterator[Claim]:
    names = _names(network)
    yield from _stakes(network, names, day)
    for firm in np.flatnonzero(network.complete).tolist():
        yield HolderTable(
            id=f"table-{firm}",
            target=names[firm],
            complete_above=Decimal(0),
            as_of=day,
            citations=CITED,
        )
    for number in range(network.recipe.firms, network.size):
        origin = int(network.origin[number])
        if names[number].startswith("person") and origin != UNDISCLOSED:
            yield Citizenship(
                id=f"citizen-{number - network.recipe.firms}",
                party=names[number],
                target=_place_of(origin, places).lower(),
                as_of=day,
                citations=CITED,
            )
    yield from _contracts(network, names, day)
    yield from _votes(network, names, day)


def _stakes(network: Generated, names: Sequence[str], day: PartialDate) -> Iterator[Claim]:
    shares: dict[tuple[int, int], Share] = {}  # few are different
    rows = zip(
        network.owner.tolist(), network.owned.tolist(),
        network.lower.tolist(), network.upper.tolist(), strict=True,
    )  # fmt: skip
    for owner, owned, low, high in rows:
        if (low, high) not in shares:
            shares[low, high] = Share(_percent(low), _percent(high))
        yield Ownership(
            id=f"own-{owned}-{owner}",
            party=names[owner],
            target=names[owned],
            share=shares[low, high],
            directness="direct",
            as_of=day,
            citations=CITED,
        )


def _contracts(network: Generated, names: Sequence[str], day: PartialDate) -> Iterator[Claim]:
    """Contracts over a firm that bind its holders, except the beneficiary itself."""
    for beneficiary, firm in network.contracts.tolist():
        holders = [names[holder] for holder in network.owner[_column(network, firm)].tolist()]
        yield Control(
            id=f"contracts-{firm}",
            party=names[beneficiary],
            target=names[firm],
            mechanism="vieContracts",
            instruments=("callOption", "equityPledge", "exclusiveServices", "votingProxy"),
            bound=tuple(sorted(set(holders) - {names[beneficiary]})),
            as_of=day,
            citations=NOTICED,
        )


def _votes(network: Generated, names: Sequence[str], day: PartialDate) -> Iterator[Claim]:
    """Two classes of shares: what each holder votes, ten to one for the first, rounded down."""
    for firm in network.dual_class.tolist():
        yield Classification(
            id=f"votes-{firm}",
            target=names[firm],
            role="weightedVotingRights",
            as_of=day,
            citations=NOTICED,
        )
        column = _column(network, firm)
        parts = network.lower[column].copy()
        others = WHOLE - int(parts[0])
        parts[0] *= VOTES
        for holder, part in zip(network.owner[column].tolist(), parts.tolist(), strict=True):
            votes = _percent(part * WHOLE // (int(parts[0]) + others))
            yield Ownership(
                id=f"vote-{firm}-{holder}",
                party=names[holder],
                target=names[firm],
                share=Share(votes, votes),
                interest="votingRights",
                measurand="votes",
                directness="direct",
                as_of=day,
                citations=NOTICED,
            )


def _column(network: Generated, firm: int) -> slice:
    return slice(*np.searchsorted(network.owned, [firm, firm + 1]).tolist())


def _percent(parts: int) -> Decimal:
    """Millionths as a percentage, without zeros that say nothing."""
    return Decimal(parts).scaleb(-4).normalize() if parts % WHOLE else Decimal(parts * 100 // WHOLE)
