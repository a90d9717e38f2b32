"""Arrows of those who direct a party, drawn to the vehicle or the group that each acts through."""

from __future__ import annotations

from collections.abc import Iterator

from graph.answers.picture import ArrowKind
from graph.claims.model import Control
from graph.claims.reasons import because
from graph.holders.contracts import standing_controls
from graph.holders.groups import is_group, members_of
from graph.networks.directing import directs
from graph.networks.situation import Situation
from graph.profiles.picture.bands import BandMaker

CONCERT, CONTRACTS = "concert", "vieContracts"


def controls_of(situation: Situation, entity: str) -> Iterator[tuple[Control, str]]:
    """Current claims that somebody directs a party, with each of those who do.

    Who acts in concert is a group where the claim names one, and each of them otherwise.
    """
    for claim, current in standing_controls(situation.knowledge, entity, situation.day):
        if current and (directs(claim) or claim.mechanism == CONCERT):
            grouped = is_group(situation.knowledge, claim.party) or not claim.members
            for holder in (claim.party,) if grouped else claim.members:
                if holder:
                    yield claim, holder


def put_directing(maker: BandMaker, target: str) -> tuple[str, ...]:
    """Arrows of those who direct a party; of one who acts through a vehicle to that vehicle."""
    situation = maker.sheet.situation
    drawn = {one.source: one.kind for one in maker.arrows
             if one.target == target and one.kind in ("contract", "control")}  # fmt: skip
    found: dict[str, list[Control]] = {}
    for claim, holder in controls_of(situation, target):
        if holder not in drawn:
            found.setdefault(holder, []).append(claim)
    holding = {one.source for one in maker.arrows if one.target == target and one.kind != "rest"}
    at_hand = {*found, *holding}
    for holder, claims in found.items():
        vehicles = _vehicles(situation, holder, at_hand)
        for vehicle, through in vehicles.items():
            said = because("pictureThrough", mechanism=claims[0].mechanism, firm=target)
            ids = (*through, *(claim.id for claim in claims))
            maker.arrow((maker.party(holder), maker.party(vehicle)), "control", said, ids)
        if not vehicles:
            _put(maker, holder, target, claims)
    return tuple(found)


def _put(maker: BandMaker, holder: str, target: str, claims: list[Control]) -> None:
    newest = max(claims, key=lambda claim: str(claim.as_of or claim.period.start or ""))
    day = newest.as_of or newest.period.start
    said = because("pictureDirects", mechanism=newest.mechanism)
    if day is not None:
        said = because("pictureDirectsOn", mechanism=newest.mechanism, day=day)
    kind: ArrowKind = "contract" if newest.mechanism == CONTRACTS else "control"
    ids = tuple(claim.id for claim in claims)
    maker.arrow((maker.party(holder), target), kind, said, ids)


def _vehicles(situation: Situation, holder: str, at_hand: set[str]) -> dict[str, tuple[str, ...]]:
    """Those beside a holder that it directs itself, with the claims: it acts through them."""
    found: dict[str, tuple[str, ...]] = {}
    for vehicle in sorted(at_hand - {holder}):
        ids = tuple(claim.id for claim, who in controls_of(situation, vehicle) if who == holder)
        if ids:
            found[vehicle] = ids
    return found


def put_members(maker: BandMaker, group: str) -> None:
    """The members of a group, each with an arrow to it: what each has of it nobody said."""
    claims = tuple(claim for one in maker.arrows if one.source == group for claim in one.claims)
    for member in members_of(maker.sheet.situation.knowledge, group):
        ends = (maker.party(member), group)
        maker.arrow(ends, "unsized", because("pictureOneOfThem"), claims)
