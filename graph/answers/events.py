"""What changed where a firm is listed, where it is at home, or who holds it: dated, each cited."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.parts import CitedClaim, Named


class StateLink(Struct, frozen=True, kw_only=True):
    """A party to an event that is a state's, or has one above it, by cited claims of the day."""

    party: Named
    side: str  # takes (buys, holds, pays, helps), gives (sells, leaves)
    certainty: str  # stateCertain, statePossible
    state: Named  # the body or fund that is reached; the party itself, or somebody above it
    through: tuple[Named, ...] = ()  # who stands between the party and the state
    jurisdictions: tuple[str, ...] = ()  # of which state
    claims: tuple[str, ...] = ()
    text: str = ""


class Event(Struct, frozen=True, kw_only=True):
    """A change, or one that was to come: whose, of whom, when, by which claims."""

    kind: str  # code of z:EventKinds
    day: str = ""  # as precise as the source, a period where it took one; nothing: not read
    due: str = ""  # of what had not happened yet: the day for which it was said
    seen: str = ""  # the day its source speaks for
    stage: str = "completed"  # announced, agreed, completed, proForma, proposed, planned
    outcome: str = ""  # of what had not happened yet: read, notRead
    firm: Named | None = None  # what is listed, seated, held; nothing: no firm is named
    who: tuple[Named, ...] = ()  # who takes, holds, pays, helps
    sellers: tuple[Named, ...] = ()  # who gives
    where: Named | None = None  # the exchange, the place
    before: tuple[Named, ...] = ()  # the place or party it was before, an exchange left before
    sizes: tuple[str, ...] = ()  # of the stakes, each with its holder where there are several
    amount: str = ""
    amount_lower: float | None = None
    amount_upper: float | None = None
    amount_currency: str = ""
    unread: tuple[str, ...] = ()  # codes of z:EventGaps
    hedges: tuple[str, ...] = ()  # what keeps its claims from being plain facts
    state: str = ""  # code of z:StateMoney; nothing: no party is there to ask of
    state_links: tuple[StateLink, ...] = ()
    text: str = ""
    claims: tuple[CitedClaim, ...] = ()


class EventPage(Struct, frozen=True, kw_only=True):
    """The events of a firm up to a day, the newest first; those of an unread day last."""

    entity: Named
    as_of: str
    release: str
    events: tuple[Event, ...]
    state_claims: tuple[CitedClaim, ...] = ()  # those that link parties to states
    home: str = ""  # from which parties and states are seen
