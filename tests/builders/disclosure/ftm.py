"""A disclosure as entities of FollowTheMoney: stakes, votes, origins and seats.

A link names no vehicle there, so that what is held through one is not carried.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from quicktions import Fraction

from disclosure import bods
from disclosure.items import Item
from disclosure.tables import COUNTRIES, DAYS, PLACE_OF, percent
from disclosure.world import World

Entity = dict[str, Any]
STATE = {"homeState": "cn", "foreignState": "us"}


def carries(world: World, items: Sequence[Item]) -> bool:
    """Whether FollowTheMoney can say all that must not be hidden of such a world."""
    return bods.carries(world, items) and not any(item.via for item in items)


def document(worlds: Iterable[Sequence[Entity]]) -> bytes:
    """The entities of several worlds, one a line; what several cite is said once."""
    lines = dict.fromkeys(json.dumps(entity) for each in worlds for entity in each)
    return "\n".join(lines).encode()


def entities_of(world: World, items: Sequence[Item], prefix: str, year: int) -> list[Entity]:
    """Companies, persons, bodies and links of one world, every one with its prefix."""
    day = DAYS[year]
    seats = {item.firm: item.words[0] for item in items if item.kind == "seat"}
    places = {item.holder: PLACE_OF[item.words[0]] for item in items if item.kind == "origin"}
    found = [
        _entity(f"{source}-{year}", "Document", title=source, keywords=kind, publishedAt=str(day))
        for source, kind in (("reg", "register"), ("other", "dataset"))
    ]
    for firm in world.firms:
        seat = COUNTRIES[seats[firm]].lower() if firm in seats else ""
        found.append(_party(prefix + firm, "Company", jurisdiction=seat))
    for party, origin in world.parties.items():
        if origin in STATE:
            marked = {"jurisdiction": STATE[origin], "keywords": "zizhu:PublicBody"}
            found.append(_party(prefix + party, "PublicBody", **marked))
        else:
            place = COUNTRIES[places[party]].lower() if places.get(party) else ""
            found.append(_party(prefix + party, "Person", nationality=place))
    stakes = [item for item in items if item.kind == "stake"]
    if any("n" in (item.holder, item.via) for item in stakes):
        found.append(_party(prefix + "n", "Company"))
    links = [_link(item, f"{prefix}link-{n}", prefix, day) for n, item in enumerate(stakes)]
    return [*found, *links]


def _link(item: Item, name: str, prefix: str, day: date) -> Entity:
    at = day.year * 12 + day.month - 1 - item.months
    how = "" if item.how == "unknownDirectness" else item.how
    return _entity(
        name,
        "Ownership",
        owner=prefix + item.holder,
        asset=prefix + item.firm,
        percentage=_percentage(item),
        ownershipType=["voting rights" if item.measure == "votes" else "shareholding", how],
        role="nominee" if item.holder == "n" else "",
        date=date(at // 12, at % 12 + 1, 1).isoformat(),
        proof=f"{'reg' if item.source == 'reg' else 'other'}-{day.year}",
    )


def _percentage(item: Item) -> str:
    if item.low is None or item.high is None:
        return ""
    low, high = percent(item.low, up=False), percent(item.high, up=True)
    # With its sign, since a bare number of at most 1 may be a fraction, and is refused.
    if low == high:
        return f"{low}%"
    above, below = ">" * ("min" in item.open), "<" * ("max" in item.open)
    if item.high == Fraction(1):
        return f"more than {low}%" if above else f"at least {low}%"
    return f"{above}{low}%-{below}{high}%"


def _party(name: str, schema: str, **properties: str) -> Entity:
    return _entity(name, schema, name=f"{name.title()} Example", **properties)


def _entity(id_: str, schema: str, **properties: str | list[str]) -> Entity:
    lists = {
        key: [one for one in ([held] if isinstance(held, str) else held) if one]
        for key, held in properties.items()
    }
    return {
        "id": id_,
        "schema": schema,
        "properties": {key: held for key, held in lists.items() if held},
    }
