"""Every defensible way to ask whether a firm is home-owned, at once: a multiverse.

Each switch is a choice that no fact makes: which right counts, whether
contracts count, what the part nobody named is taken for, how far chains are
followed, where the line is. Every combination is one specification. The part of
them that reaches each verdict shows how robust a verdict is, and the total Sobol
index of each switch how much of the disagreement hangs on it.

A specification is no verdict of ours: those rest on bounds alone.

References
----------
Steegen, S., Tuerlinckx, F., Gelman, A. and Vanpaemel, W. (2016). Increasing
transparency through a multiverse analysis. Perspectives on Psychological
Science 11, 702-712 (cited from memory).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from graph.holders.legal_caps import exchanges
from graph.holders.nationality import legal_nationality
from graph.holders.origins import (
    HOME,
    NATIONAL,
    column_of,
    jurisdiction_of,
    jurisdictions_of,
    seats_of,
)
from graph.holders.stakes import Basis
from graph.networks.network import Network
from graph.networks.point_network import Placed
from graph.networks.situation import Situation
from graph.ownership.arrays.holdings import Floats, Holdings
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.parents import majority_only
from graph.ownership.published.composites import sobol_of_grid
from graph.ownership.ultimate.residuals import Policy, share_under
from ontology.lenses import Prior, priors
from ontology.load import associated

BASES: tuple[Basis, ...] = ("legal", "economic", "voting")
VIE = ("respected", "ignored")
READINGS = ("current", "lastKnown")
FAR = ("firstHop", "ultimate", "majorityRule")
SEATS = ("counted", "notCounted")
RESTS: tuple[Policy, ...] = ("unknown", "proportional", "float", "registration")
FOLDS = ("apart", "home")
LINES = (0.5, 0.75)
ROUNDING = 1e-9  # a share that is a line but for its last bits is on it, not above
SWITCHES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("basis", BASES),
    ("contracts", VIE),
    ("reading", READINGS),
    ("chains", FAR),
    ("seatAlone", SEATS),
    ("unnamed", RESTS),
    ("associated", FOLDS),
    ("line", tuple(str(line) for line in LINES)),
)
DOMESTIC, UNDECIDED, NOT_DOMESTIC = 1.0, 0.5, 0.0
Reached = Literal["homeOwned", "undecided", "notHomeOwned"]
CODES: Mapping[float, Reached] = {
    DOMESTIC: "homeOwned",
    UNDECIDED: "undecided",
    NOT_DOMESTIC: "notHomeOwned",
}


class SwitchWeight(Struct, frozen=True, kw_only=True):
    """A choice, its settings as codes, and how much of the disagreement hangs on it."""

    name: str
    choices: tuple[str, ...]
    first: float  # Sobol index: the part of the variance it explains alone
    total: float  # with everything it does together with the others


class Grid(Struct, frozen=True, kw_only=True):
    """All specifications of a firm: the part that reaches each verdict, and the switches."""

    specifications: int
    verdicts: Mapping[Reached, float]
    switches: tuple[SwitchWeight, ...]  # the one most hangs on first
    prior: Prior  # whose means stand for unnamed holders taken for float


def grid_of(situation: Situation) -> Grid:
    """Every specification of whether a firm is home-owned, and what decides among them.

    An undecided specification counts half for the indices. One solve for each
    combination of all switches but the line.
    """
    table = _table(situation)
    first, total = sobol_of_grid(table)
    switches = tuple(
        SwitchWeight(name=name, choices=choices, first=float(first[k]), total=float(total[k]))
        for k, (name, choices) in enumerate(SWITCHES)
    )
    return Grid(
        specifications=table.size,
        verdicts={code: float((table == value).mean()) for value, code in CODES.items()},
        switches=tuple(sorted(switches, key=lambda switch: -switch.total)),
        prior=_prior(),
    )


def _table(situation: Situation) -> NDArray[np.float64]:
    """The verdict of every specification, one axis for each switch."""
    shape = tuple(len(choices) for _, choices in SWITCHES)
    table = np.empty(shape)
    for b, c, r in product(range(len(BASES)), range(len(VIE)), range(len(READINGS))):
        network = situation.network(
            basis=BASES[b],
            vie="respected" if c == 0 else "ignored",
            reading="current" if r == 0 else "lastKnown",
        )
        table[b, c, r] = _of_network(network)
    return table


def _of_network(network: Network) -> NDArray[np.float64]:
    """The verdicts of one network, over how it is read."""
    placed = Placed(network)
    table = np.empty((len(FAR), len(SEATS), len(RESTS), len(FOLDS), len(LINES)))
    looks = {
        "ultimate": placed.holdings,
        "majorityRule": _majority_rule(placed),
        "firstHop": _first_hop(placed),
    }
    for f, far in enumerate(FAR):
        for s, d in product(range(len(SEATS)), range(len(FOLDS))):
            home = HOME if d == 0 else (*HOME, "associated")
            worth = placed.worth(home, seats_count=s == 0)
            if far == "firstHop":
                worth = _on_paper(placed, home)
            for p, policy in enumerate(RESTS):
                rest = _rest_worth(placed, policy, home)
                low, high = share_under(looks[far], *worth, policy, rest)
                table[f, s, p, d] = [_verdict(float(low[0]), float(high[0]), at) for at in LINES]
    return table


def policy_of(rest: str) -> Policy:
    """One of the policies for what is not read."""
    return next(policy for policy in RESTS if policy == rest)


def share_by(situation: Situation, basis: Basis, fold: str, policy: Policy) -> tuple[float, float]:
    """Home's share of a firm in one specification: its remainder put where a policy puts it.

    Contracts as the situation has them, current stakes, to the end of all chains.
    """
    placed = Placed(situation.network(basis=basis))
    home = (*HOME, "associated") if fold == FOLDS[1] else HOME
    rest = _rest_worth(placed, policy, home)
    low, high = share_under(placed.holdings, *placed.worth(home), policy, rest)
    return float(low[0]), float(high[0])


def _verdict(lower: float, upper: float, line: float) -> float:
    if lower > line + ROUNDING:
        return DOMESTIC
    return NOT_DOMESTIC if upper <= line + ROUNDING else UNDECIDED


def _first_hop(placed: Placed) -> Holdings:
    """The firm's own holders only; whoever holds them in turn is not looked at."""
    direct = [stake for stake in placed.stakes if stake[1] == 0]
    return Holdings.from_stakes(placed.holdings.size, direct)


def _majority_rule(placed: Placed) -> Holdings:
    """Every holder of a majority as the only one: integrated control, not cash flow."""
    kept = majority_only(Votes.from_stakes(placed.stakes))
    return Holdings.from_stakes(
        placed.holdings.size,
        [
            *((holder, firm, part, None, part) for holder, firm, part in kept),
            *(stake for stake in placed.stakes if stake[2] == 0),
        ],
    )


def _on_paper(placed: Placed, home: Iterable[str]) -> tuple[Floats, Floats]:
    """The direct holders by their nationality on paper; unknown where none is cited."""
    chosen, network = frozenset(home), placed.network
    lower, upper = placed.worth(chosen)
    for position, entity in enumerate(network.ids[1:], start=1):
        paper = legal_nationality(network.knowledge, entity, network.view.day)
        columns = {
            column_of(one, network.view.home, state=paper.state) for one in paper.jurisdictions
        } or set(NATIONAL)
        lower[position] = float(columns <= chosen)
        upper[position] = float(bool(columns & chosen))
    return lower, upper


def _rest_worth(
    placed: Placed, policy: Policy, home: Iterable[str]
) -> tuple[Floats, Floats] | None:
    """What part of each firm's unnamed holders is from home under a policy that says so."""
    if policy not in ("float", "registration"):
        return None
    of = _prior_part if policy == "float" else _registered
    lower, upper = np.zeros(placed.holdings.size), np.ones(placed.holdings.size)
    for firm in placed.network.held:
        position = placed.network.index[firm]
        lower[position], upper[position] = of(placed.network, firm, frozenset(home))
    return lower, upper


def _registered(network: Network, firm: str, home: frozenset[str]) -> tuple[float, float]:
    """All or nothing by the firm's cited seat; open where none is cited."""
    seats = seats_of(network.knowledge, firm, network.view.day)
    places = jurisdictions_of(network.knowledge, (claim.target for claim in seats))
    columns = {column_of(one, network.view.home, state=False) for one in places} or set(NATIONAL)
    return float(columns <= home), float(bool(columns & home))


def _prior_part(network: Network, firm: str, home: frozenset[str]) -> tuple[float, float]:
    """The prior mean by the registers the shares trade on, or by where the firm is seated."""
    knowledge, day, at_home = network.knowledge, network.view.day, network.view.home
    prior = _prior()
    venues = {
        _venue(jurisdiction_of(knowledge, exchange), at_home)
        for exchange in exchanges(knowledge, firm, day)
    }
    if venues:
        means = [_mean(prior.float_home[venue]) for venue in sorted(venues)]
    else:
        here = _registered(network, firm, home)[0] == 1
        means = [_mean(prior.undisclosed_home["home" if here else "other"])]
    part = sum(means) / len(means)
    return part, part


def _venue(jurisdiction: str, home: str) -> str:
    if jurisdiction == home:
        return "home"
    return "associated" if jurisdiction in associated(home) else "foreign"


def _mean(beta: tuple[float, float]) -> float:
    return beta[0] / (beta[0] + beta[1])


def _prior() -> Prior:
    """The prior of the estimate: the first of those that ship."""
    return next(iter(priors().values()))
