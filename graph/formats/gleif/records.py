"""What GLEIF files say, before it is anything of ours: the same records from CSV and from XML.

The names are those of the Common Data File formats: LEI-CDF 3.1 (Level 1),
RR-CDF 2.1 (Level 2) and the reporting exceptions of Level 2. Every value is the
text of the file; an absent one is empty.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["entities", "relationships", "exceptions"]


class Registration(NamedTuple):
    """What the issuer says of its own record."""

    status: str = ""
    updated: str = ""
    renewal: str = ""
    sources: str = ""
    reference: str = ""


class Name(NamedTuple):
    """A name, its language (BCP 47) and what kind of name it is."""

    text: str
    language: str = ""
    kind: str = ""


class LegalEntity(NamedTuple):
    """Level 1: one entity with an LEI."""

    lei: str
    name: Name
    other_names: tuple[Name, ...]
    authority: str
    number: str
    jurisdiction: str
    headquarters: str  # the country of its address
    category: str
    status: str
    created: str
    successors: tuple[tuple[str, str], ...]  # LEI, and name where there is none
    registration: Registration


class Span(NamedTuple):
    """One of the periods of a relationship."""

    start: str
    end: str
    kind: str


class Quantity(NamedTuple):
    """A number the filer reports; never a share of ours."""

    method: str
    amount: str
    units: str


class Relationship(NamedTuple):
    """Level 2: ``start`` stands in some relation to ``end``, mostly child to parent."""

    start: str
    start_type: str
    end: str
    end_type: str
    type: str
    status: str
    periods: tuple[Span, ...]
    standards: tuple[str, ...]  # accounting standards, and other qualifiers
    quantities: tuple[Quantity, ...]
    registration: Registration


class Exemption(NamedTuple):
    """Level 2: why an entity names no direct, or no ultimate, parent."""

    lei: str
    category: str
    reasons: tuple[str, ...]
    references: tuple[str, ...]


Record = LegalEntity | Relationship | Exemption


class Filed(NamedTuple):
    """A record and the line it begins on, or what makes it unusable, and by which rule."""

    line: int | None
    record: Record | None
    trouble: str = ""
    rule: str = ""
