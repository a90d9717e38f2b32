"""Who may direct a firm, by which steps: the shapes of those answers."""

from __future__ import annotations

from msgspec import Struct

from graph.answers.codes import Certainty
from graph.answers.ownership import Holding, LegalBound
from graph.answers.parts import CitedClaim, Interval, Named, Step


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
    certainty: Certainty
    votes: Interval | None
    text: str
    steps: tuple[Step, ...] = ()
    derivation: tuple[ControlStep, ...] = ()  # every step that leads to the firm, in order
    stated: bool = False  # a step rests on somebody's word that it directs: as stated, not found


class Moved(Struct, frozen=True, kw_only=True):
    """Somebody who directs holders of a firm, and so moves their votes with what it has itself."""

    who: Named
    own: float
    through: tuple[Named, ...]
    votes: float  # at the least, of all of them together
    text: str
    claims: tuple[str, ...]


class Controllers(Struct, frozen=True, kw_only=True):
    """Who may direct a firm, or how many holders not read it would take."""

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
    summary_claims: tuple[str, ...] = ()  # what the summary rests on
    moved: Moved | None = None  # who moves the votes of several, where nobody is found
