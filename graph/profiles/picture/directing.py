"""Arrows of those who direct a party, drawn to the vehicle or the group that each acts through."""

from __future__ import annotations

from graph.answers.picture import ArrowKind
from graph.claims.model import Control
from graph.claims.reasons import because
from graph.holders.groups import members_of
from graph.networks.situation import Situation
from graph.profiles.picture.bands import BandMaker
from graph.profiles.picture.controls import CONCERT, controls_of
from graph.profiles.picture.drawn import hedges, of_documents

CONTRACTS = "vieContracts"


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
    """One arrow for all claims; to act in concert is no power over a firm by itself."""
    newest = max(
        claims,
        key=lambda one: (one.mechanism != CONCERT, str(one.as_of or one.period.start or "")),
    )
    said = because("pictureDirects", mechanism=newest.mechanism)
    kinds: dict[str, ArrowKind] = {CONTRACTS: "contract", CONCERT: "unsized"}
    kind = kinds.get(newest.mechanism, "control")
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
    knowledge = maker.sheet.situation.knowledge
    claims = tuple(claim for one in maker.arrows if one.source == group for claim in one.claims)
    beside = tuple(of_documents(one) for one in hedges(knowledge, claims))
    for member in members_of(knowledge, group):
        ends = (maker.party(member), group)
        maker.arrow(ends, "unsized", because("pictureOneOfThem"), claims, beside=beside)
