"""What is known, as frozen records: entities, sources, and one class per type of claim.

A claim is what one or more sources say about one relation over one period.
Every claim has the same skeleton (:class:`Claim`): a party, a target, a
period, the day its source speaks for, a status, a stage and citations; each
type adds its own fields. *Party* and *target* are roles: who holds, leads,
invests, controls, labels; and the firm it is about. Codes are the notations
of ``ontology/codelists.ttl``; tables and RDF refuse any other.

An unnamed owner of unknown size is a claim without a share. A share of zero is
a fact: an exit.
"""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from msgspec import Struct

from graph.claims.periods import PartialDate, Period
from graph.claims.shares import Share

# Kinds of entity that somebody can hold a share of.
HOLDABLE = ("Organization", "Fund", "Arrangement", "UnidentifiedParty", "PartyGroup", "Exchange")


class Identifier(Struct, frozen=True, order=True, gc=False):
    """A number some register gave: ``lei``, ``uscc``, ``cik``, ``ticker`` …"""

    scheme: str
    value: str


class Citation(Struct, frozen=True, order=True, gc=False):
    """A source and the place in it; ``not recorded`` is an honest locator."""

    source: str
    locator: str = "not recorded"


class Source(Struct, frozen=True, kw_only=True, gc=False):
    """A document somebody can open."""

    id: str
    title: str
    publisher: str = ""
    published: PartialDate | None = None
    url: str = ""
    kind: str = "press"  # code of z:SourceKinds; sets how long a stake read in it stays current
    copied_by: str = ""  # who copied or translated it, where it was not read at who issued it
    relayed_by: str = ""  # the document through which it was read, when it was not opened itself
    read_on: PartialDate | None = None  # nothing: nobody noted it
    kept_copy: str = ""  # address of a copy that stays as it was read
    sha256: str = ""  # of the bytes of that copy, in hexadecimal digits
    note: str = ""


class Entity(Struct, frozen=True, kw_only=True, gc=False):
    """A firm, person, fund, public body, programme, list or place.

    ``jurisdiction``, ``level`` and ``system`` belong only to what is defined by
    them: public bodies, places, jurisdictions, exchanges. A firm has none here;
    where it is seated is a claim.
    """

    id: str
    kind: str  # a class of core.ttl: Organization, Fund, Person, PartyGroup, PublicBody, …
    name: str
    name_zh: str = ""
    other_names: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    jurisdiction: str = ""  # ISO 3166-1 alpha-2
    level: str = ""  # code of z:PublicLevels
    system: str = ""  # code of z:PublicSystems
    part_of: str = ""  # the place a place lies in, the class's issuer, the body's parent body
    members: tuple[str, ...] = ()  # of a PartyGroup, those that are named
    subject: bool = False  # a firm this data set sets out to describe
    citations: tuple[Citation, ...] = ()
    note: str = ""


class Claim(Struct, frozen=True, kw_only=True, gc=False):
    """The skeleton every claim shares."""

    kind: ClassVar[str] = "Claim"

    id: str
    target: str
    party: str = ""
    period: Period = Period()
    period_end: str = "unknownEnd"  # ongoing, ended, endSought, unknownEnd, event
    as_of: PartialDate | None = None  # the day the source speaks for; absent only when undated
    status: str = "asserted"  # asserted, estimated, inferred, denied, retracted
    stage: str = "completed"  # announced, agreed, completed, proForma, proposed
    confidence: str = ""  # high, medium, low; empty when nobody said
    disputes: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    note: str = ""


class Ownership(Claim, frozen=True, kw_only=True):
    """A stake: equity, votes or profit. Without a share, a holder of unknown size.

    A party that is its own target has shares in itself: own or treasury shares. A
    ``ShareClass`` as party says what its shares together are of the firm.
    """

    kind = "Ownership"

    share: Share | None = None
    interest: str = "shareholding"  # shareholding, votingRights, profitRights
    measurand: str = "record"  # registered, record, votes, beneficial13d3, hkPartXV, netEconomic, …
    directness: str = "unknownDirectness"  # direct, indirect, unknownDirectness
    denominator: str = ""  # a ShareClass; empty means total capital
    via: tuple[str, ...] = ()  # vehicles through which the same block is held
    capacity: str = ""  # ownAccount, nominee, depository, custodian, manager, lending, …
    principal: str = ""  # for whom a nominee has it, where that is named
    voting: str = ""  # cast, suspended, waived: whether its votes can be cast, where that is said
    votes_per_share: Decimal | None = None  # of a class of shares: the votes of one of them
    event: str = ""  # ``exit`` ends the stake for good; ``voteCalled``


class HolderTable(Claim, frozen=True, kw_only=True):
    """A completeness statement: all holders above a line are named on that day.

    Of a round it says that the participants are all named. ``covered`` is a
    statement of the other form: the named ones have so much together.
    """

    kind = "HolderTable"

    complete_above: Decimal | None = None  # percent; 0 names everybody
    covered: Decimal | None = None  # percent held by those named
    measurand: str = "record"
    denominator: str = ""


class Control(Claim, frozen=True, kw_only=True):
    """Power that is not a share: contracts, nomination rights, golden shares, concert, a parent."""

    kind = "Control"

    mechanism: str  # vieContracts, boardNomination, goldenShare, concert, parent, …
    instruments: tuple[str, ...] = ()  # exclusiveServices, callOption, votingProxy, loan, …
    bound: tuple[str, ...] = ()  # nominees whose equity the contracts replace
    members: tuple[str, ...] = ()  # who acts together, when the mechanism is concert
    right: str = ""  # decisive, veto, protective
    scope: str = ""
    benefit: Share | None = None  # of the bound nominees' equity: how much of its benefit moves


class Investment(Claim, frozen=True, kw_only=True):
    """Money put in. Without a party, the round's total; with one, that participant's part.

    ``share`` says how much of all shares, once they were issued, the new ones are: by it the
    stakes that were seen before are diluted.
    """

    kind = "Investment"

    round: str = ""  # a FundingRound; a total is stated once, there
    flow: str = "primary"  # new money for the firm; secondary, planned, holding, paidIn (all of it)
    amount_lower: Decimal | None = None  # in units of the currency
    amount_upper: Decimal | None = None
    currency: str = ""
    share: Share | None = None


class Leadership(Claim, frozen=True, kw_only=True):
    """A public role of a person in a firm."""

    kind = "Leadership"

    role: str  # chair, chiefExecutive, director, legalRepresentative, seniorManager, …
    post: str = ""  # the title as the source words it


class Founding(Claim, frozen=True, kw_only=True):
    """Who started it."""

    kind = "Founding"


class Citizenship(Claim, frozen=True, kw_only=True):
    """A person's citizenship, as stated; ``party`` is the person, ``target`` the jurisdiction."""

    kind = "Citizenship"


class Residence(Claim, frozen=True, kw_only=True):
    """Where a person lives, as stated; ``party`` is the person, ``target`` the place."""

    kind = "Residence"


class Location(Claim, frozen=True, kw_only=True):
    """Where a firm is or works; ``party`` is the firm, ``target`` the place or jurisdiction."""

    kind = "Location"

    aspect: str  # seat, headquarters, research, production, staff, market, operations
    share: Share | None = None


class Listing(Claim, frozen=True, kw_only=True):
    """Shares admitted to an exchange; ``party`` is the firm, ``target`` the exchange.

    One whose end is sought (``period_end``) at a stage before completion says that the firm is
    to leave the exchange, and not that it is to come there.
    """

    kind = "Listing"

    ticker: str = ""
    rank: str = ""  # primaryListing, secondaryListing; empty when nobody said


class Classification(Claim, frozen=True, kw_only=True):
    """A role somebody plays, or a label somebody gave.

    A *role* (state fund, asset manager, nominee) is a fact that measures read;
    a *label* (hybrid, Chinese, foreign-invested) is what an author or authority
    calls the firm, and no measure ever reads it. ``party`` is who says so.
    """

    kind = "Classification"

    role: str = ""
    label: str = ""
    jurisdiction: str = ""  # the state of a state fund or state enterprise
    level: str = ""
    system: str = ""


class Designation(Claim, frozen=True, kw_only=True):
    """A firm named under a list or programme; ``party`` is the authority."""

    kind = "Designation"

    programme: str


class ListEdition(Claim, frozen=True, kw_only=True):
    """``target``, a list or programme, as ``party`` kept it on the day ``as_of``.

    Only a whole copy, or an author's enumeration of all, says who is *not* on the
    list: those in ``absent``, for whom it was gone through.
    """

    kind = "ListEdition"

    copy: str  # whole, enumerated, part, unclear, withdrawn
    scope: str = ""  # of what it is the edition
    entries_stated: int | None = None
    entries_read: int | None = None
    named: tuple[str, ...] = ()  # entities found in it
    absent: tuple[str, ...] = ()  # entities looked for and not in it


class Dependence(Claim, frozen=True, kw_only=True):
    """``target`` depends on ``party``, a supplier, technology or jurisdiction."""

    kind = "Dependence"

    content: Share | None = None  # of the bill of materials, or as ``note`` says
    criticality: str = ""
    substitute: str = ""


class Consolidation(Claim, frozen=True, kw_only=True):
    """``party`` consolidates ``target``, which brings so much of its revenue or assets."""

    kind = "Consolidation"

    weight: Share | None = None
    quantity: str = ""  # revenue, assets
    parent: str = (
        ""  # directConsolidation, ultimateConsolidation: which one the filer says the party is
    )


class Succession(Claim, frozen=True, kw_only=True):
    """``party`` takes the place of ``target``: a merger, a renaming, or as holder of one stake."""

    kind = "Succession"

    succession: str = "replaces"  # merger, renaming, stakePassed
    stake_in: str = ""


class ProgrammeLink(Claim, frozen=True, kw_only=True):
    """``party`` issued, funds, targets or carries out ``target``."""

    kind = "ProgrammeLink"

    link: str


class Trust(Claim, frozen=True, kw_only=True):
    """What ``party`` is said to feel about ``target``; always somebody's word."""

    kind = "Trust"

    stance: str  # trusts, distrusts, supports


class Relation(Claim, frozen=True, kw_only=True):
    """Any other documented link; never owning, voting, contracts or investment."""

    kind = "Relation"

    relation: str


CLAIM_TYPES: dict[str, type[Claim]] = {
    cls.kind: cls
    for cls in (
        Ownership, HolderTable, Control, Investment, Leadership, Founding, Citizenship,
        Residence, Location, Listing, Classification, Designation, ListEdition, Dependence,
        Consolidation, Succession, ProgrammeLink, Trust, Relation,
    )
}  # fmt: skip


class Rule(Struct, frozen=True, kw_only=True, gc=False):
    """A legal threshold, cap or disclosure line, with its dates."""

    id: str
    name: str
    kind: str  # disclosureLine, foreignCap, ownershipThreshold, controlThreshold, votesMultiple
    jurisdiction: str
    authority: str = ""
    applies_to: str = ""  # an Exchange, a List or a sector
    threshold: Decimal | None = None  # percent, or a multiple where the kind says so
    reach: str = ""  # single, aggregate
    period: Period = Period()
    citations: tuple[Citation, ...] = ()
    note: str = ""
