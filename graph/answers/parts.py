"""What answers are made of: intervals, names, cited claims and sources.

Answers are what ``graph.questions`` returns and every interface shows. Numbers are fractions of
one; ``None`` is an unknown, never a zero. Field order is reading order; JSON, tables and pages use
the same names.
"""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import StepLink


class Interval(Struct, frozen=True, gc=False):
    """A measure: certainly between the bounds; ``point`` is the known share, if there is one."""

    lower: float
    upper: float
    point: float | None = None


class Amounts(Struct, frozen=True, kw_only=True):
    """Three amounts that are the whole: home, foreign, and what is of neither by what was read.

    Of the last, whose origin is open, holders may have been read or not.
    """

    home: float
    home_state: float  # of home
    foreign: float  # certainly not home: where the lens has it so, associated ones too
    foreign_state: float  # of foreign
    associated: float  # of foreign: Hong Kong, Macau, Taiwan as seen from China
    not_read: float  # of open origin: in words "origin open"


class Named(Struct, frozen=True, gc=False):
    """An entity, short."""

    id: str
    name: str
    name_zh: str = ""
    kind: str = ""


class CitedSource(Struct, frozen=True, kw_only=True, gc=False):
    """A source as an answer shows it."""

    id: str
    title: str
    publisher: str = ""
    published: str = ""
    url: str = ""
    locator: str = ""
    copied_by: str = ""  # who copied it; nothing: read at who issued it
    relayed_by: str = ""  # the title of the document through which it was read
    opened: bool = True  # False: it is cited as another document relays it
    kind: str = ""  # code of z:SourceKinds
    note: str = ""
    read_on: str = ""  # the day it was read; nothing: not known
    kept_copy: str = ""  # address of a copy that stays as it was read; nothing: none is known
    sha256: str = ""  # of the bytes of that copy


class CitedClaim(Struct, frozen=True, kw_only=True, gc=False):
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
    period: str = ""  # from when to when, in words, as precise as the source
    period_end: str = ""  # ongoing, ended, endSought, unknownEnd, event
    amount: str = ""  # of money, in words
    amount_lower: float | None = None
    amount_upper: float | None = None
    amount_currency: str = ""
    interest: str = ""
    directness: str = ""
    denominator: Named | None = None  # the class it is a share of; nothing: of all capital
    capacity: str = ""  # in which the party holds it
    principal: Named | None = None  # for whom
    via: tuple[Named, ...] = ()
    terms: tuple[str, ...] = ()  # how the quantity is to be read, beyond the sentence
    hedges: tuple[str, ...] = ()  # what keeps it from being a plain fact, beside status and stage
    weak: bool = False  # it rests on weak evidence; the hedges say why


class Step(Struct, frozen=True, kw_only=True):
    """One link of a chain, from the holder down to the firm it holds."""

    owner: Named
    owned: Named
    link: StepLink
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
