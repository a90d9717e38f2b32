"""The shapes of answers: what ``graph.questions`` returns and every interface shows.

Numbers here are fractions of one. A ``None`` is an unknown, never a zero.
Field order is reading order; JSON, tables and pages use the same names.
"""

from __future__ import annotations

from msgspec import Struct

COLUMNS = (
    "home_state", "home_other", "associated", "foreign_state", "foreign_other",
    "float", "undisclosed",
)  # fmt: skip


class Interval(Struct, frozen=True):
    """A measure: certainly between the bounds; ``point`` is the known share, if there is one."""

    lower: float
    upper: float
    point: float | None = None


class Named(Struct, frozen=True):
    """An entity, short."""

    id: str
    name: str
    name_zh: str = ""
    kind: str = ""


class CitedSource(Struct, frozen=True, kw_only=True):
    """A source as an answer shows it."""

    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    locator: str = ""
    relayed_by: str = ""


class CitedClaim(Struct, frozen=True, kw_only=True):
    """A claim as an answer shows it: one sentence, its dates, its sources."""

    id: str
    type: str
    party: Named | None
    target: Named
    text: str
    share: str = ""
    as_of: str = ""
    valid_from: str = ""
    valid_to: str = ""
    status: str = "asserted"
    stage: str = "completed"
    measurand: str = ""
    confidence: str = ""
    currency: str = ""  # current, lastKnown, closed, later, notComputed — for a stake on a date
    note: str = ""
    sources: tuple[CitedSource, ...] = ()


class Step(Struct, frozen=True, kw_only=True):
    """One link of a chain, from the holder down to the firm it holds."""

    owner: Named
    owned: Named
    link: str  # ownership, contract, control, votes
    said: str = ""  # the share or the power, as its claim words it
    share: Interval | None = None
    currency: str = "current"
    text: str = ""
    claims: tuple[str, ...] = ()


class Chain(Struct, frozen=True, kw_only=True):
    """A walk from an owner down to the firm, and the share that travels along it.

    ``share`` counts every round of a cycle that a walk along the chain may add;
    ``direct`` is the product of the steps alone.
    """

    steps: tuple[Step, ...]
    share: float | None = None
    direct: float | None = None


class Chains(Struct, frozen=True, kw_only=True):
    """The best chains from one entity to another."""

    owner: Named
    firm: Named
    basis: str
    as_of: str
    release: str
    total: Interval | None
    explained: float | None  # how much of the total the chains shown carry
    chains: tuple[Chain, ...]
    claims: tuple[CitedClaim, ...]


class Holding(Struct, frozen=True, kw_only=True):
    """A line of a firm's holder table on a date."""

    holder: Named
    share: Interval | None
    text: str
    measurand: str
    currency: str  # current, lastKnown, closed, unknownShare, notComputed
    reason: str = ""  # why it is not counted, when it is not
    as_of: str = ""
    claim: str = ""


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


class ControlStep(Struct, frozen=True, kw_only=True):
    """One firm found to be controlled, resting on the steps before it.

    ``votes`` is what the contributors have together; in the possible reading no
    more than what the others' least votes leave. ``slack`` is how much of it could
    go before the step fails; nothing where power comes without votes.
    """

    firm: Named
    mechanism: str
    votes: float | None
    slack: float | None
    contributors: tuple[Step, ...]


class Controller(Struct, frozen=True, kw_only=True):
    """Someone who may direct the firm, by which mechanism, and how sure that is."""

    controller: Named
    mechanism: str  # majorityVotes, vieContracts, boardNomination, decisiveRight, parent, …
    certainty: str  # certain, possible
    votes: Interval | None
    text: str
    steps: tuple[Step, ...] = ()
    derivation: tuple[ControlStep, ...] = ()  # every step that leads to the firm, in order


class Controllers(Struct, frozen=True, kw_only=True):
    """Who may direct a firm, or how many undisclosed holders it would take."""

    firm: Named
    as_of: str
    release: str
    controllers: tuple[Controller, ...]
    largest: Holding | None
    special_rights: tuple[CitedClaim, ...]
    holders_needed: int | None
    summary: str
    claims: tuple[CitedClaim, ...] = ()
    holders_needed_by_law: int | None = None  # if nobody unnamed has reached a disclosure line
    laws: tuple[LegalBound, ...] = ()


class Unknown(Struct, frozen=True, kw_only=True):
    """A missing fact, named as the document that would supply it."""

    rank: int
    document: str  # what to look for
    about: Named
    lenses: tuple[str, ...]  # the verdicts it holds open
    carries: float | None  # how much of the ownership interval it carries
    reason: str
    claims: tuple[str, ...] = ()


class Verdict(Struct, frozen=True, kw_only=True):
    """What one lens says of one firm on one day."""

    lens: str
    label: str
    firm: Named
    word: str  # the lens's own word, or ``undecided``
    decided: bool
    decides: str  # why it is open: floatDecides, undisclosedDecides, lastKnownOnly, …; or ""
    explanation: str
    interval: Interval | None = None
    case: str = ""  # the case of the measure the word stands for
    threshold: float | None = None
    tested: tuple[Named, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()  # limbs and sub-results, in words
    in_force: bool = True
    version: str = ""  # of the lens, as the release has it
    comes_from: str = "zizhu"  # the lens: zizhu, data set, tried (then it is in no release)
    claims: tuple[str, ...] = ()


class Estimate(Struct, frozen=True, kw_only=True):
    """A median with its 80 % interval under a named prior; never a verdict."""

    median: float
    low: float
    high: float
    prior: str
    parameters: dict[str, str]
    rivals: dict[str, float]  # rival prior → its median


class Score(Struct, frozen=True, kw_only=True):
    """The domestic-ness score in its three layers."""

    firm: Named
    ownership: Interval
    funding: Interval
    funding_known: Interval | None  # over the money whose rounds are known, not over all money
    funding_known_total: str
    mean: Interval
    coverage: dict[str, float | None]
    verdict: Verdict
    estimate: Estimate
    notes: tuple[str, ...] = ()


class Contestedness(Struct, frozen=True, kw_only=True):
    """How the applicable lenses split."""

    domestic: tuple[str, ...]
    mixed: tuple[str, ...]
    not_domestic: tuple[str, ...]
    undecided: tuple[str, ...]
    disagree_most: tuple[str, str] | None
    index: float | None  # 0 when all decided lenses agree, 1 when they split in half


class FirmClassification(Struct, frozen=True, kw_only=True):
    """How domestic a firm is, by whose definition."""

    firm: Named
    as_of: str
    home: str
    release: str
    verdicts: tuple[Verdict, ...]
    score: Score
    contestedness: Contestedness
    chain: Chain | None
    unknowns: tuple[Unknown, ...]
    claims: tuple[CitedClaim, ...]


class Contrast(Struct, frozen=True, kw_only=True):
    """Home's share of an onshore company on paper, and after the contracts over its nominees."""

    company: Named
    as_of: str
    legal: Interval
    economic: Interval
    beneficiary: Named
    nominees: tuple[Named, ...]
    claims: tuple[CitedClaim, ...]


class LabelCheck(Struct, frozen=True, kw_only=True):
    """A label somebody gave a firm, set against the lens meant to produce it."""

    firm: Named
    label: str
    by: Named | None
    on: str
    lens: str
    word: str  # what the lens says on that day
    result: str  # reproduced, contradicted, undecidable, no lens
    reason: str
    claim: CitedClaim


class Match(Struct, frozen=True, kw_only=True):
    """A search result."""

    entity: Named
    score: float
    matched: str


class EntityPage(Struct, frozen=True, kw_only=True):
    """What is claimed of an entity, by type."""

    entity: Named
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    release: str
    claims: tuple[CitedClaim, ...]


class LensDescription(Struct, frozen=True, kw_only=True):
    """A definition of "domestic": what it tests, how, and who holds it."""

    id: str
    label: str
    definition: str
    tests: str
    measure: str
    holder: str
    source: str
    valid_from: str
    valid_to: str
    version: str
    parameters: dict[str, str]
    comes_from: str  # zizhu; data set: of the release's own tables; tried: of no release
    verified: bool  # False when a parameter was not checked against its published text
