"""The multigraph of claims, and the shares that it comes to: the same as the arrays compute."""

from __future__ import annotations

import pytest

from graph.claims.model import HOLDABLE
from graph.holders.origins import HOME, NATIONAL
from graph.networks.claim_graph import share_graph, worth_of, worth_outside
from graph.networks.situation import Situation
from graph.ownership.traversal.least_shares import least_shares
from graph.releases.release import Release

FULL = ("exclusiveServices", "callOption", "equityPledge", "votingProxy")
SIDES = (HOME, ("home_state",), tuple(column for column in NATIONAL if column not in HOME))


def test_the_walk_gives_the_bounds_of_every_firm_of_the_seeds(seed_release: Release) -> None:
    known = seed_release.knowledge
    firms = [one.id for one in known.entities.values() if one.kind in HOLDABLE]
    assert len(firms) > 200
    differing, open_ = [], 0
    for firm in firms:
        situation = Situation(known, firm, seed_release.data_date, seed_release.home)
        for basis in ("economic", "legal", "voting"):
            network = situation.network(basis=basis)
            graph = share_graph(network)
            for side in SIDES:
                columns = frozenset(side)
                lower = least_shares(graph, worth_of(graph, columns)).worth[firm]
                upper = 1 - least_shares(graph, worth_outside(graph, columns)).worth[firm]
                wanted = network.column_bounds(side)
                open_ += wanted[0] != wanted[1]
                if (float(lower), float(upper)) != pytest.approx(wanted, abs=1e-12):
                    differing.append((firm, basis, side, float(lower), float(upper), wanted))
    assert not differing
    assert open_ > 200
