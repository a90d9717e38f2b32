"""The name of a country, state or city in a cell → a place, and the jurisdiction it lies in.

Names are those of the ontology's jurisdictions in English and Chinese and those
in ``ontology/crosswalks/places.csv``. A name that may mean two places (Georgia),
parts that contradict each other, and two letters, which are Delaware to some and
Germany to others, stay a place without a jurisdiction.
"""

from __future__ import annotations

import re
from functools import cache

from graph.claims.model import Entity
from graph.formats.tables.slugs import slug
from ontology.crosswalks import rows
from ontology.load import codes

_PART = re.compile(r"[,()/;]")


def place(name: str, *, coded: bool = False) -> Entity:
    """The place a name stands for; with ``coded``, two letters are ISO 3166-1.

    >>> place("British Virgin Islands").id, place("Delaware").jurisdiction
    ('jurisdiction-VG', 'US')
    >>> place("Georgia").jurisdiction, place("DE").jurisdiction, place("DE", coded=True).name
    ('', '', 'Germany')
    >>> place("Shanghai, China").jurisdiction, place("Hong Kong, China (SAR)").jurisdiction
    ('CN', '')
    """
    name = " ".join(name.split())
    code = name if coded and name in codes("Jurisdictions") else _whole().get(name.casefold(), "")
    if code:
        known = codes("Jurisdictions")[code]
        return Entity(
            id=f"jurisdiction-{code}",
            kind="Jurisdiction",
            name=known.label,
            name_zh=known.label_zh,
            jurisdiction=code,
        )
    return Entity(
        id=f"place-{slug(name)}", kind="Place", name=name, jurisdiction=_within(name) or ""
    )


def _within(name: str) -> str | None:
    """The one jurisdiction that the parts of a name agree on; the last part must name one."""
    parts = [part.strip().casefold() for part in _PART.split(name) if part.strip()]
    found = [_places().get(part, "") for part in parts]
    agreed = set(found) - {""}
    return found[-1] if found and len(agreed) == 1 else None


@cache
def _whole() -> dict[str, str]:
    """Names of whole jurisdictions."""
    of = {row["name"].casefold(): row["jurisdiction"] for row in rows("places") if not row["note"]}
    unclear = {row["name"].casefold() for row in rows("places") if not row["jurisdiction"]}
    for notation, code in codes("Jurisdictions").items():
        for label in (code.label, code.label_zh):
            if label and label.casefold() not in unclear:
                of.setdefault(label.casefold(), notation)
    return of


@cache
def _places() -> dict[str, str]:
    """Names of jurisdictions and of their parts."""
    return _whole() | {row["name"].casefold(): row["jurisdiction"] for row in rows("places")}
