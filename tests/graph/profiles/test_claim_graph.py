"""The multigraph of claims, and the shares that it comes to: the same as the arrays compute."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction
from typing import Any

import networkx as nx
import pytest

from graph import questions
from graph.claims.model import HOLDABLE, Designation, Entity, Investment
from graph.formats.graphs.graph_xml import write_gexf, write_graphml
from graph.holders.origins import HOME, NATIONAL
from graph.networks.share_graph import share_graph, worth_of, worth_outside
from graph.networks.situation import Situation
from graph.ownership.traversal.least_shares import least_shares
from graph.profiles.claim_graph import LINKS, claim_graph
from graph.profiles.neighbourhood import neighbourhood_of
from graph.releases.release import Release
from made_up import CITED, DAY, firms, known, power, stake, when

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


def contracted() -> Situation:
    """A plant: half of it a nominee's, bound by contract to w, who holds a fifth outright."""
    claims = [
        stake("w", "plant", "20"), stake("nominee", "plant", "50"),
        power("w", "plant", "vieContracts", bound=("nominee",), instruments=FULL),
        power("ministry", "plant", "goldenShare"),
        stake("ministry", "w", "40"),
        stake("old", "plant", "15", "2010"), stake("hidden", "plant", None),
        paid("", "100", "r"), paid("fund", None, "r"), paid("nominee", "7", ""),
        Designation(id="named", target="plant", party="ministry", programme="plan",
                    as_of=when("2020"), citations=CITED),
    ]  # fmt: skip
    entities = [
        *firms("plant", "w", "nominee", "old", "hidden", "fund"),
        Entity(id="r", kind="FundingRound", name="Round"),
        Entity(id="plan", kind="Programme", name="Plan"),
    ]
    return Situation(known(entities, claims), "plant", DAY, "CN")


def paid(party: str, amount: str | None, round_: str) -> Investment:
    value = None if amount is None else Decimal(amount)
    return Investment(
        id=f"inv-{party}-{round_}", party=party, target="plant", round=round_,
        amount_lower=value, amount_upper=value, currency="CNY" if amount else "",
        as_of=when("2020-05"), citations=CITED,
    )  # fmt: skip


def test_every_link_is_an_edge_of_its_kind_with_stable_attributes() -> None:
    graph = claim_graph(contracted())
    edges = {(a, b, data["link"], data["currency"]): data for a, b, data in graph.edges(data=True)}
    assert len(edges) == graph.number_of_edges()
    assert {data["link"] for data in edges.values()} == LINKS
    assert len({frozenset(data) for data in edges.values()}) == 1
    assert edges["w", "plant", "ownership", "current"]["lower"] == Fraction(1, 5)
    moved = edges["w", "plant", "contract", "current"]
    assert (moved["lower"], moved["upper"], moved["part"]) == (
        Fraction(1, 2),
        Fraction(1, 2),
        (1, 1),
    )
    on_paper = claim_graph(contracted(), "legal")["nominee"]["plant"].values()
    assert [data["upper"] for data in on_paper if data["link"] == "ownership"] == [Fraction(1, 2)]
    assert edges["old", "plant", "ownership", "lastKnown"]["counts"] is False
    assert edges["hidden", "plant", "ownership", "unknownShare"]["lower"] is None
    rest = edges["plant/undisclosed", "plant", "rest", "current"]
    assert (rest["lower"], rest["upper"]) == (Fraction(3, 10), Fraction(3, 10))
    total = edges["r", "plant", "round", "current"]
    assert (total["amount_lower"], total["amount_currency"]) == (100.0, "CNY")
    assert edges["fund", "r", "investment", "current"]["amount_lower"] is None
    assert edges["nominee", "plant", "investment", "current"]["amount_upper"] == 7.0
    assert edges["plan", "plant", "designation", "current"]["claims"] == ("named",)
    assert edges["ministry", "plan", "programme", "current"]["claims"] == ("named",)
    assert graph.nodes["plant"]["focus"] is True
    assert graph.nodes["r"]["kind"] == "FundingRound"


def test_shares_as_computed_add_parallel_links_and_drop_what_is_nothing() -> None:
    graph = share_graph(contracted().network())
    assert not graph.is_multigraph()
    assert set(graph["plant"]) == {"w", "plant/undisclosed"}  # the bound nominee has nothing left
    both = graph["plant"]["w"]
    assert (both["lower"], both["upper"]) == (Fraction(7, 10), Fraction(7, 10))
    assert set(both["links"]) == {"ownership", "contract"}
    assert len(both["claims"]) == 2
    assert graph["w"]["ministry"]["lower"] == Fraction(2, 5)
    assert graph.nodes["ministry"]["origin"].point == "home_state"
    home = worth_of(graph, frozenset(HOME))
    assert least_shares(graph, home).worth["plant"] == Fraction(7, 10) * Fraction(2, 5)


@pytest.mark.parametrize(
    ("writer", "reader"), [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)]
)
def test_exports_are_this_graph(writer: Any, reader: Any, seed_release: Release) -> None:
    for firm in seed_release.knowledge.subjects:
        situation = Situation(
            seed_release.knowledge, firm, seed_release.data_date, seed_release.home
        )
        stream = io.BytesIO()
        writer(neighbourhood_of(situation, "economic", "r"), stream)
        read = reader(io.BytesIO(stream.getvalue()))
        graph = claim_graph(situation)
        entity = dict(read.nodes(data="entity"))
        assert sorted(
            (entity[a], entity[b], data["link"], data["claims"], data.get("amount_lower"))
            for a, b, data in read.edges(data=True)
        ) == sorted(
            (a, b, data["link"], " | ".join(data["claims"]), data["amount_lower"])
            for a, b, data in graph.edges(data=True)
        )
        assert {link for *_, link in graph.edges(data="link")} & {"round", "investment"}
        for *_, data in read.edges(data=True):
            assert data["link"] in LINKS


def test_a_notebook_gets_both_graphs_of_a_firm(seed_release: Release) -> None:
    claims = questions.claim_graph(seed_release, "SMIC")
    shares = questions.share_graph(seed_release, "SMIC")
    assert claims.graph["firm"] == "smic"
    counted = {(b, a) for a, b, data in claims.edges(data=True) if data["counts"]}
    assert {edge for edge in shares.edges if shares.edges[edge]["upper"]} <= counted
    assert nx.has_path(shares, "smic", "mof_cn")
