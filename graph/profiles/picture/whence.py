"""Where a party is from, in words: its origin, or of an open one what was read and what not."""

from __future__ import annotations

from graph.answers.page_words import NOTHING
from graph.claims.model import Control, Ownership
from graph.claims.reasons import Reason, because
from graph.holders.groups import is_group, members_of
from graph.holders.nationality import legal_nationality
from graph.holders.origins import jurisdictions_of, origin, seats_of
from graph.networks.situation import Situation
from graph.profiles.answer.holder_origins import CLIENTS, OPEN, origin_on
from graph.profiles.answer.said import claims_of, weakly
from graph.profiles.picture.controls import controls_of

HOME = ("home_state", "home_other")
OF_A_STATE = ("citedAsPartly", "citedAsPerhaps")  # reasons of an origin
CITIZENSHIPS = ("severalCitizenships", "citizenshipPerhaps")


def whence(situation: Situation, entity: str, column: str) -> Reason:
    """What is said of a party's origin in its box; of one that belongs to the firm its seat alone.

    ``column`` is where it certainly is, open, for clients, or nothing.
    """
    if column == OPEN:
        return _open(situation, entity)
    if column in HOME:
        return _joined(because("originOf", column=column), _weak(situation, entity, column))
    if column in ("", CLIENTS):
        seat = _seat(situation, entity)
        said = because("originOf", column=column) if column else NOTHING
        return _joined(said, seat)
    places = _places(situation, entity)
    if not places:
        return because("originOf", column=column)
    said = because("pictureFrom", column=column, places=_territories(places))
    return _joined(said, _weak(situation, entity, column))


def _places(situation: Situation, entity: str) -> tuple[str, ...]:
    """Where somebody is on paper; of a state's own, whose it is rather than a noted country."""
    knowledge = situation.knowledge
    placed = origin(knowledge, entity, situation.day, situation.home, economic=True)
    found = legal_nationality(knowledge, entity, situation.day)
    noted = all(one.confidence == "low" for one in claims_of(knowledge, found.claims))
    return placed.jurisdictions if noted and placed.jurisdictions else found.jurisdictions


def _weak(situation: Situation, entity: str, column: str) -> Reason:
    """That claims of low confidence alone say where somebody is from; nothing where others do."""
    found = origin(situation.knowledge, entity, situation.day, situation.home, economic=True)
    cited = claims_of(situation.knowledge, found.claims)
    rests = found.certain and found.point == column  # and not on who is above it
    weak = rests and bool(cited) and all(one.confidence == "low" for one in cited)
    return weakly(situation.knowledge, found.claims) if weak else NOTHING


def _open(situation: Situation, entity: str) -> Reason:
    """Why an origin is open: what of it was read, then what was not."""
    found = origin(situation.knowledge, entity, situation.day, situation.home, economic=True)
    code = found.reason.code if found.reason is not None else ""
    known = situation.knowledge.entities.get(entity)
    if known is not None and known.kind == "Person":
        if code in CITIZENSHIPS and found.jurisdictions:
            return because("pictureCitizenships", places=_territories(found.jurisdictions))
        return because("pictureNoCitizenship")
    if known is not None and known.kind == "UnidentifiedParty":
        return because("pictureNobodyNamed")
    if is_group(situation.knowledge, entity):
        return because(_of_members(situation, entity))
    if code in OF_A_STATE:
        return because("pictureOfAState", aside=weakly(situation.knowledge, found.claims))
    return _joined(_seat(situation, entity), because(_behind(situation, entity)))


def _of_members(situation: Situation, group: str) -> str:
    """Why the origin of a group is open: nobody named, one of open origin, or perhaps others."""
    members = members_of(situation.knowledge, group)
    if not members:
        return "pictureNoMembers"
    open_ = any(origin_on(situation, member) == OPEN for member in members)
    return "pictureOpenMember" if open_ else "pictureMoreMembers"


def _behind(situation: Situation, entity: str) -> str:
    """How much is known of those behind a company: some of them, earlier ones, or nobody."""
    held = situation.network(entity).held.get(entity, ())
    if any(one.upper > 0 for one in held) or any(controls_of(situation, entity)):
        return "pictureBehindInPart"
    knowledge = situation.knowledge
    above = (*knowledge.about(Ownership, entity), *knowledge.about(Control, entity))
    return "pictureBehindOnce" if any(one.party for one in above) else "pictureBehindNobody"


def _seat(situation: Situation, entity: str) -> Reason:
    """Where a company has its seat, as well as that is cited."""
    knowledge = situation.knowledge
    known = knowledge.entities.get(entity)
    if known is None or known.kind == "Person":
        return NOTHING
    # As the page has it: a country that somebody noted beside a name is no statement of a seat.
    seats = [one for one in seats_of(knowledge, entity, situation.day) if one.confidence != "low"]
    places = jurisdictions_of(knowledge, (claim.target for claim in seats))
    if not places:
        return NOTHING
    aside = weakly(knowledge, tuple(claim.id for claim in seats))
    return because("pictureSeat", places=_territories(places), aside=aside)


def _territories(codes: tuple[str, ...]) -> tuple[Reason, ...]:
    return tuple(because("pictureTerritory", place=code) for code in codes)


def _joined(*parts: Reason) -> Reason:
    said = tuple(part for part in parts if part != NOTHING)
    return because("bracketed", parts=said) if said else NOTHING
