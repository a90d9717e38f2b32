"""Who owns a firm in the end, and what laws leave possible: the shapes of those answers."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import Currency
from graph.answers.parts import CitedClaim, CitedSource, Interval, Named

COLUMNS = (
    "home_state", "home_other", "associated", "foreign_state", "foreign_other",
    "float", "undisclosed",
)  # fmt: skip


class Holding(Struct, frozen=True, kw_only=True):
    """A line of a firm's holder table on a date."""

    holder: Named
    share: Interval | None
    text: str
    measurand: str
    currency: Currency
    reason: str = ""  # why it is not counted, when it is not
    as_of: str = ""
    claim: str = ""
    period: str = ""  # of the claim, in words, as precise as its source


class LegalBound(Struct, frozen=True, kw_only=True):
    """A rule that bounds holders nobody named, and the firm it is cited to apply to."""

    rule: str
    name: str
    firm: Named
    most: float  # a fraction of the firm: of each unnamed holder, or of all it speaks of together
    text: str
    sources: tuple[CitedSource, ...] = ()


class UltimateOwner(Struct, frozen=True, kw_only=True):
    """Someone in whom chains end, with the share that ends there."""

    owner: Named
    share: Interval
    column: str
    jurisdictions: tuple[str, ...] = ()
    rung: int = 6  # of the ladder of origins
    reason: str = ""


class Owners(Struct, frozen=True, kw_only=True):
    """Who owns a firm in the end: seven columns that sum to one, and the table under them."""

    firm: Named
    basis: str
    as_of: str
    home: str
    release: str
    columns: dict[str, Interval]
    undetermined: float
    nationalities: dict[str, float]
    owners: tuple[UltimateOwner, ...]
    holders: tuple[Holding, ...]
    coverage: dict[str, float]  # rung of the ladder → share of the firm it decided
    notes: tuple[str, ...] = ()
    claims: tuple[CitedClaim, ...] = ()
    laws: tuple[LegalBound, ...] = ()  # the rules the bounds take as kept, when asked to


class Contrast(Struct, frozen=True, kw_only=True):
    """Home's share of an onshore company on paper, and after the contracts over its nominees."""

    company: Named
    as_of: str
    legal: Interval
    economic: Interval
    beneficiary: Named
    nominees: tuple[Named, ...]
    claims: tuple[CitedClaim, ...]
