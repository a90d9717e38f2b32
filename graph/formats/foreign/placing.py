"""The name or code of a country, state or city in a cell → the place, and in which country it lies.

Names are those of the ontology's jurisdictions in English and Chinese, those in
``ontology/crosswalks/places.csv`` and words for nationalities; codes are ISO 3166-1, in capitals.
A name that may mean two places (Georgia), parts that contradict each other, and two letters that
are a state to some (``DE``: Delaware, Germany) stay a place without a jurisdiction, unless the
column is known to have countries (:func:`has_countries`).
"""

from __future__ import annotations

import re
from functools import cache

from graph.claims.model import Entity
from graph.formats.files.unseen import narrow
from graph.formats.tables.slugs import slug
from ontology.crosswalks import rows
from ontology.load import codes

_PART = re.compile(r"[,()/;]")


def place(name: str, *, coded: bool = False, letters: bool = True) -> Entity:
    """The place a name stands for; with ``coded``, every code of two letters is a country's.

    Without ``letters`` codes are none: in a form ``CH`` may be Companies House.

    >>> place("British Virgin Islands").id, place("Delaware").jurisdiction
    ('jurisdiction-VG', 'US')
    >>> place("CN").name, place("CHN").name, place("Chinese").name
    ('China', 'China', 'China')
    >>> place("Georgia").jurisdiction, place("DE").jurisdiction, place("DE", coded=True).name
    ('', '', 'Germany')
    >>> place("Shanghai, China").jurisdiction, place("Hong Kong, China (SAR)").jurisdiction
    ('CN', '')
    """
    name = " ".join(name.split())
    if code := _whole().get(name.casefold(), "") or (letters and _by_code(narrow(name), coded)):
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


def has_countries(column: str) -> bool:
    """Whether the name of a column says that countries stand in it, and no parts of them.

    >>> has_countries("Country of incorporation"), has_countries("股东国籍")
    (True, True)
    >>> has_countries("State of incorporation"), has_countries("Jurisdiction")
    (False, False)
    """
    return bool(_of_countries().search(column.casefold()))


def may_be_a_part(name: str) -> str:
    """Of a code of two letters, the part of another country that has it too; nothing for others.

    >>> may_be_a_part("DE"), may_be_a_part("CN")
    ('Delaware', '')
    """
    return _also().get(narrow(name).strip(), "")


def _by_code(word: str, coded: bool) -> str:
    """The jurisdiction of a code in capitals, or of a word for a nationality."""
    if word in codes("Jurisdictions") and (coded or word not in _also()):
        return word
    return _three_letters().get(word, "") or _nationalities().get(word.casefold(), "")


def _within(name: str) -> str | None:
    """The one jurisdiction that the parts of a name agree on; the last part must name one."""
    parts = [part.strip().casefold() for part in _PART.split(name) if part.strip()]
    found = [_places().get(part, "") for part in parts]
    agreed = set(found) - {""}
    return found[-1] if found and len(agreed) == 1 else None


@cache
def _of_countries() -> re.Pattern[str]:
    """The words in the name of a column that say that countries stand in it."""
    words = [re.escape(row["word"]) for row in rows("country-columns")]
    return re.compile(rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])")


@cache
def _nationalities() -> dict[str, str]:
    return {row["nationality"].casefold(): row["jurisdiction"] for row in rows("nationalities")}


@cache
def _three_letters() -> dict[str, str]:
    return {row["code"]: row["jurisdiction"] for row in rows("country-codes") if not row["also"]}


@cache
def _also() -> dict[str, str]:
    return {row["code"]: row["also"] for row in rows("country-codes") if row["also"]}


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
