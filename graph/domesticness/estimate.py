"""One number for people who need one: a Monte Carlo median under a named prior.

Everything the bounds leave open is drawn: float by the register it trades on,
undisclosed mass by where the firm works, stakes last known by how old they
are, money by how its round was shared out. What is certain is not drawn. The
priors are data (``ontology/lenses.ttl``), ours, and printed with the answer; how far
the median moves under the rival priors says how much of the number is prior.

No verdict reads this.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from graph.claims.model import Listing, Location
from graph.domesticness.draws import Draws
from graph.holders.horizons import seen_on
from graph.holders.origins import HOME, jurisdiction_of, origin, standing
from graph.measures.funding import Funding
from graph.measures.rounds import Round
from graph.networks.network import Network
from graph.networks.situation import Situation
from ontology.lenses import Prior
from ontology.load import associated

Numbers = NDArray[np.float64]


class Loose(Struct, frozen=True, order=True):
    """Mass of a firm whose owner is not known, and what it is drawn from."""

    kind: str  # float, undisclosed, lastKnown
    mass: float
    home: float = 0.0  # of a stake last known: home's part of its holder
    months: float = 0.0  # of a stake last known: its age


class Estimated(Struct, frozen=True, kw_only=True):
    """Median and 80 % interval of the score under a prior, with the medians under its rivals."""

    median: float
    low: float
    high: float
    prior: Prior
    rivals: dict[str, float]


def estimate(situation: Situation, money: Funding, chosen: str) -> Estimated:
    """The score under a prior, everything that is not known drawn."""
    available = situation.knowledge.priors
    prior = available[chosen]
    scores = _scores(situation, money, prior)
    return Estimated(
        median=float(np.quantile(scores, 0.5)),
        low=float(np.quantile(scores, 0.1)),
        high=float(np.quantile(scores, 0.9)),
        prior=prior,
        rivals={
            rival.id: float(np.quantile(_scores(situation, money, rival), 0.5))
            for rival in available.values()
            if rival.id != chosen
        },
    )


def _scores(situation: Situation, money: Funding, prior: Prior) -> Numbers:
    random = Draws(prior.draws)
    return (_ownership(situation, prior, random) + _funding(money, prior, random)) / 2


def _ownership(situation: Situation, prior: Prior, random: Draws) -> Numbers:
    network = situation.network()
    certain, loose = _split(situation, network)
    home = np.full(prior.draws, certain)
    venues = _venues(situation)
    where = "home" if _works_at_home(situation) else "other"
    undisclosed = sum(one.mass for one in loose if one.kind == "undisclosed")
    for one in sorted(loose):
        if one.kind == "float":
            home += one.mass * _float_part(prior, venues, random)
        elif one.kind == "lastKnown":
            stayed = random.uniform() < 0.5 ** (one.months / prior.stake_half_life_months)
            room = min(one.mass, undisclosed)
            undisclosed -= room
            mixed = random.beta(*prior.undisclosed_home[where])
            home += room * np.where(stayed, one.home, mixed)
    if undisclosed > 0:
        if venues:
            home += undisclosed * _float_part(prior, venues, random)
        else:
            home += undisclosed * random.beta(*prior.undisclosed_home[where])
    clipped: Numbers = np.clip(home, 0.0, 1.0)
    return clipped


def _split(situation: Situation, network: Network) -> tuple[float, list[Loose]]:
    """The part of the firm that is home's for sure, or at the point, and the loose masses."""
    owners, rests, trapped = network.ends
    certain = 0.0
    loose = [Loose("undisclosed", trapped)] if trapped > 0 else []
    for entity, placed in network.origins.items():
        mass = float(owners[network.index[entity]])
        if placed.point in HOME:
            certain += mass
        elif placed.point in ("float", "undisclosed") and mass > 0:
            loose.append(Loose(placed.point, mass))
    for firm in network.held:
        mass = float(rests[network.index[firm]])
        column = network.rest_column(firm)
        if column in HOME:
            certain += mass
        elif column in ("float", "undisclosed") and mass > 0:
            loose.append(Loose(column, mass))
    return certain, [*loose, *_last_known(situation, network)]


def _last_known(situation: Situation, network: Network) -> list[Loose]:
    masses = []
    for stake in network.columns[network.firm].stakes:
        if stake.currency != "lastKnown" or stake.claim.share is None or stake.seen is None:
            continue
        placed = origin(
            situation.knowledge, stake.holder, situation.day, situation.home, economic=True
        )
        home = 1.0 if placed.point in HOME else 0.0 if placed.point != "undisclosed" else 0.5
        months = (situation.day - stake.seen).days / 30.4375
        masses.append(Loose("lastKnown", float(stake.bounds[0]), home, months))
    return masses


def _venues(situation: Situation) -> tuple[str, ...]:
    """The kinds of register the firm's shares trade on that day, sorted."""
    venues = set()
    for listing in situation.knowledge.of(Listing, situation.firm):
        if (
            listing.stage != "completed"
            or listing.period.ended_before(situation.day)
            or seen_on(listing, situation.day) is None
        ):
            continue
        country = jurisdiction_of(situation.knowledge, listing.target)
        if country == situation.home:
            venues.add("home")
        elif country:
            venues.add("associated" if country in associated(situation.home) else "foreign")
    return tuple(sorted(venues))


def _float_part(prior: Prior, venues: tuple[str, ...], random: Draws) -> Numbers:
    """Home's part of the float; several registers share it in proportions nobody stated."""
    if not venues:
        return random.beta(*prior.undisclosed_home["other"])
    weights = random.even_parts(len(venues))
    parts = np.column_stack([random.beta(*prior.float_home[venue]) for venue in venues])
    return np.asarray((weights * parts).sum(axis=1))


def _works_at_home(situation: Situation) -> bool:
    located = situation.knowledge.of(Location, situation.firm)
    headquarters = (claim for claim in located if claim.aspect == "headquarters")
    return any(
        jurisdiction_of(situation.knowledge, claim.target) == situation.home
        for claim in standing(headquarters, situation.day)
    )


def _funding(money: Funding, prior: Prior, random: Draws) -> Numbers:
    """Home's part of all money: known rounds shared out at random, the rest as the prior says."""
    unknown = random.beta(*prior.money_home)
    if money.known is None or money.total <= 0:
        return np.asarray(unknown)
    home = np.zeros(prior.draws)
    for one in money.rounds:
        home += _round_home(one, prior, random)
    known = home / money.total
    covered = random.uniform() if money.coverage is None else money.coverage
    return np.asarray(covered * known + (1 - covered) * unknown)


def _round_home(one: Round, prior: Prior, random: Draws) -> Numbers:
    fixed = sum(p.lower for p in one.participants)
    free = max(0.0, one.amount - fixed)
    home = np.zeros(prior.draws)
    sharing = sorted((p.home_lower, p.home_upper) for p in one.participants if p.upper > p.lower)
    if not one.complete or not sharing:
        sharing.append((0.0, 1.0))
    for p in sorted(one.participants, key=lambda p: (p.lower, p.home_lower, p.home_upper)):
        if p.lower > 0:
            home += p.lower * _between(p.home_lower, p.home_upper, prior, random)
    weights = random.even_parts(len(sharing))
    for position, (low, high) in enumerate(sharing):
        home += free * weights[:, position] * _between(low, high, prior, random)
    return home


def _between(low: float, high: float, prior: Prior, random: Draws) -> Numbers:
    if low == high:
        return np.full(prior.draws, low)
    return np.asarray(low + (high - low) * random.beta(*prior.money_home))
