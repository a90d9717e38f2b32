"""The oracle of the disclosure simulator against published cases, and against second computations.

The worlds are written by hand from the cases' own figures; what is right is read from the case.
"""

import json
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from disclosure import answers, bods, chains, consistent, on_lists
from disclosure.chains import absorbed, controllers, directed, owners
from disclosure.items import Item, origins
from disclosure.world import INSTRUMENTS, Contract, World, draw

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"


def share(text):
    return Fraction(text) / 100


def world(tables, *, home=(), state=(), firm=None, **more):
    """Firms and holders as in a case, in per cent; what is missing is a crowd abroad."""
    firms = tuple(tables)
    firms = (firm, *(one for one in firms if one != firm)) if firm else firms
    holders = {h for held in tables.values() for h in held}
    parties = {
        h: "homeState" if h in state else "homeOther" if h in home else "foreignOther"
        for h in sorted(holders - set(firms))
    }
    shares = {}
    for one, held in tables.items():
        shares[one] = {h: share(s) for h, s in held.items()}
        left = 1 - sum(shares[one].values())
        if left:
            shares[one]["crowd:foreignOther"] = left
    seats = dict.fromkeys(firms, "home")
    return World(firms, parties, shares, seats, **more)


def right(name):
    path = CASES / f"{name}.json"
    if not path.exists():
        pytest.skip("the shared cases are not here")
    return json.loads(path.read_text("utf-8"))["expected_exact"]


OWNED = {
    "A03_cross_2cycle": (
        {"C1": {"P": "80", "C2": "20"}, "C2": {"P": "60", "C1": "30"}}, "C1", {"P": "value"},
    ),
    "A19_bollore_self_loop": (
        {
            "BOL": {"PUB": "35.7", "ODP": "5.9", "BPS": "4.55", "SUB": "53.85"},
            "SUB": {"BOL": "100"},
        },
        "BOL", {"PUB": "PUB", "ODP": "ODP", "BPS": "BPS"},
    ),
    "A25_3cycle": (
        {
            "A": {"X": "70", "C": "10", "W": "20"},
            "B": {"A": "30", "Y": "70"},
            "C": {"B": "20", "Z": "80"},
        },
        "C", {"X": "X", "Y": "Y", "Z": "Z", "W": "W"},
    ),
    "C36_mutual_majority": (
        {"A": {"B": "50.1", "X": "49.9"}, "B": {"A": "50.1", "Y": "49.9"}},
        "A", {"X": "X->A", "Y": "Y->A"},
    ),
    "C35_aggregated_control": (
        {
            "T": {"S1": "30", "S2": "25", "O": "45"},
            "S1": {"H": "60"},
            "S2": {"H": "55"},
        },
        "T", {"H": "integrated"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OWNED)
def test_shares_at_the_end_of_all_chains(name):
    tables, firm, asked = OWNED[name]
    made = world(tables, firm=firm)
    parts = owners(chains.economic(made), firm)
    expected = right(name)
    assert {p: parts[p] for p in asked} == {p: Fraction(expected[k]) for p, k in asked.items()}
    assert sum(parts.values()) == 1


def test_a_closed_group_ends_nowhere():
    made = world({"A": {"B": "100"}, "B": {"A": "100"}})
    assert right("D01_closed_loop")["undetermined"] == "1"
    assert answers.closed(made)
    assert sum(chains.by_origin(made, "economic").values()) == 0


def test_control_through_two_firms_together():
    made = world({"T": {"S1": "30", "S2": "25", "O": "45"}, "S1": {"H": "60"}, "S2": {"H": "55"}})
    expected = right("C35_aggregated_control")
    assert chains.voters(made, "T", frozenset("H")) == Fraction(expected["value"])
    assert (controllers(made, "T") == [frozenset("H")]) is expected["controls"]


def test_nobody_outside_directs_a_pair_that_hold_each_other():
    made = world({"A": {"B": "50.1", "X": "49.9"}, "B": {"A": "50.1", "Y": "49.9"}})
    assert right("C36_mutual_majority")["X"] == sorted(directed(made, frozenset("X")))
    assert answers.ultimate_control(made) == answers.NOT_ASKED  # a circle at the top


@pytest.mark.parametrize("together", [False, True])
def test_concert(together):
    concert = (("F1", "F2"),) if together else ()
    made = world({"T": {"F1": "26", "F2": "26", "Z": "48"}}, concerts=concert)
    expected = right("C37_concert_merge")["with" if together else "without"]
    assert controllers(made, "T") == ([frozenset(expected)] if expected else [])


def test_ten_votes_a_share():
    made = world({"CO": {"FDR": "10", "PUB": "90"}}, weights={"CO": {"FDR": 10}})
    expected = right("C38_dual_class_10to1")
    assert chains.votes(made)["CO"]["FDR"] == Fraction(expected["votes"])
    assert controllers(made, "CO") == [frozenset(("FDR",))]
    assert owners(chains.economic(made), "CO")["FDR"] == Fraction(expected["cash_flow"])


OPERATING = {"OP": {"N": "60", "O": "39", "S": "1"}, "W": {"CAY": "100"}, "CAY": {"F": "100"}}
HOME = ("N", "O")


def bound(moved, instruments=INSTRUMENTS):
    return world(
        OPERATING, home=HOME, state=("S",),
        contracts=(Contract("W", "OP", ("N",), tuple(instruments), Fraction(moved)),),
    )  # fmt: skip


def test_contracts_replace_the_bound_nominee_only():
    expected = right("C48_vie_partial")
    assert answers.home_share(bound(1), paper=True) == Fraction(expected["home_legal"])
    assert answers.home_share(bound(1)) == Fraction(expected["home_economic"])
    parts = owners(chains.economic(bound(1)), "OP")
    assert parts["F"] == Fraction(expected["economic"]["F"])


def test_without_all_instruments_the_benefit_lies_anywhere_and_no_vote_moves():
    expected = right("C49_vie_lambda_range")
    found = [answers.home_share(bound(moved, ("callOption", "equityPledge"))) for moved in (1, 0)]
    assert found == [Fraction(text) for text in expected["home_economic"]]
    cast = chains.votes(bound(1, ("callOption", "equityPledge")))["OP"]
    assert cast == {h: Fraction(text) for h, text in expected["votes"].items()}


def test_contracts_over_everything():
    tables = {
        "VIE": {"N1": "60", "N2": "40"}, "W": {"HK": "100"}, "HK": {"CAY": "100"},
        "CAY": {"FDR": "30", "PUB": "70"},
    }  # fmt: skip
    contract = Contract("W", "VIE", ("N1", "N2"), INSTRUMENTS, Fraction(1))
    made = world(tables, home=("N1", "N2", "FDR"), contracts=(contract,))
    expected = right("C40_vie")
    assert answers.home_share(made, paper=True) == Fraction(expected["equity_domestic"])
    assert answers.home_share(made) == Fraction(expected["economic_domestic"])


LISTS = (
    "C05_ofac_401_ex1", "C07_ofac_401_ex3", "C08_ofac_401_ex4", "C10_ofac_401_ex6",
    "C11_ofac_399_aggregate",
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
def test_whom_the_listed_reach(name):
    path = CASES / f"{name}.json"
    expected = right(name)
    case = json.loads(path.read_text("utf-8"))
    tables = {}
    for edge in case["edges"]:
        tables.setdefault(edge["owned"], {})[edge["owner"]] = str(
            Fraction(str(edge["share"])) * 100
        )
    listed = frozenset(case["query"]["seed"])
    found = on_lists.reached(world(tables), listed)
    assert sorted(found - listed) == sorted(expected["blocked"])


NBS = {
    "K02_nbs_absolute": ({"T": {"S": "51", "P": "49"}}, "class", "absolute_state_control"),
    "K03_nbs_relative": (
        {"T": {"S": "40", "P": "30", "Q": "30"}},
        "class",
        "relative_state_control",
    ),
    "K05_nbs_two_soes": ({"T": {"S": "30", "S2": "25", "P": "45"}}, "largest_holder", "PRIV"),
}


@pytest.mark.parametrize("name", NBS)
def test_state_control_in_the_statistics(name):
    tables, key, printed = NBS[name]
    assert right(name)[key] == printed
    case = {"absolute_state_control": "absolute", "relative_state_control": "relative"}
    made = world(tables, home=("P", "Q"), state=("S", "S2"))
    assert answers.nbs_state_control(made) == {case.get(printed, "none")}


def test_round_trip_is_foreign_on_paper_and_home_in_the_end():
    tables = {"WFOE": {"HK": "100"}, "HK": {"BVI": "100"}, "BVI": {"CN": "100"}}
    made = world(tables, home=("CN",))
    made.seats.update(HK="near", BVI="island")
    expected = right("K06_round_trip")
    assert answers.first_hop_foreign(made) == Fraction(expected["direct_foreign"])
    assert answers.home_share(made) == Fraction(expected["ultimate_domestic"])


def test_half_is_no_majority():
    made = world({"A": {"X": "100"}, "X": {"FN": "50", "USN": "50"}}, home=("USN",))
    assert right("C29_cfius_50_50")["X_foreign_entity"] is True
    assert answers.ultimate_ownership(made) == {"below"}
    assert controllers(made, "X") == []


def test_known_part_of_a_chain():
    made = world({"T": {"H": "50"}, "H": {"CN": "60"}}, home=("CN",))
    assert answers.home_share(made) == Fraction(right("U02_residual_chain")["min"])


def walked(holdings, firm, worth, steps=400):
    """The same shares by walking: mass goes up one step at a time until it has ended."""
    at, ended = {firm: 1.0}, 0.0
    for _ in range(steps):
        following = {}
        for holder, mass in at.items():
            for owner, part in holdings[holder].items():
                if owner in holdings:
                    following[owner] = following.get(owner, 0.0) + mass * float(part)
                else:
                    ended += mass * float(part) * worth(owner)
        at = following
    return ended


@pytest.mark.parametrize("seed", range(150))
def test_walks_end_where_elimination_says(seed):
    made = draw(Random(seed))
    assert not list(made.problems())
    for basis, holdings in (("legal", chains.legal(made)), ("economic", chains.economic(made))):
        for origin, part in chains.by_origin(made, basis).items():
            found = walked(holdings, made.asked, lambda h, o=origin: made.origin(h) == o)
            assert abs(found - float(part)) < 1e-6


@pytest.mark.parametrize("seed", range(150))
def test_the_directed_are_the_least_set_that_is_closed(seed):
    """Every set of firms is tried; the directed are in each one that votes cannot enlarge."""
    made = draw(Random(seed))
    cast = chains.votes(made)
    right_of = {(p, f) for p, f, mechanism in made.rights if mechanism == "decisiveRight"}
    for party in made.parties:
        closed = []
        for number in range(2 ** len(made.firms)):
            chosen = {f for i, f in enumerate(made.firms) if number >> i & 1}
            grows = [
                f
                for f in made.firms
                if f not in chosen
                and (
                    (party, f) in right_of
                    or sum(s for h, s in cast[f].items() if h == party or h in chosen)
                    > Fraction(1, 2)
                )
            ]
            if not grows:
                closed.append(chosen)
        assert set.intersection(*closed) == directed(made, frozenset((party,)))


def test_a_company_nobody_directs_is_one_holder_with_what_it_directs():
    """C has 25, and 33 through B of which it has 67: more than the 42 of the state."""
    tables = {"A": {"B": "33", "C": "25", "S": "42"}, "B": {"C": "67", "R": "33"}}
    halves = {**tables, "C": {"P": "50", "Q": "50"}}
    assert answers.state_influence(world(halves, state={"S"})) == {"influencing"}
    led = {**tables, "B": {"P": "50", "R": "50"}, "C": {"P": "50", "Q": "50"}}
    assert answers.state_influence(world(led, state={"S"})) == {"controlling"}


def test_what_is_left_may_make_two_level_so_that_neither_leads():
    """P has 45 and R 25 of a firm of which 30 are not said: 20 of them may be R's."""
    true = world({"A": {"P": "45", "R": "25", "H": "30"}}, home={"P", "R", "H"}, listed=True)
    said = [
        Item("stake", "exact", "A", one, share(part), share(part))
        for one, part in (("P", "45"), ("R", "25"))
    ]
    found = {*map(answers.csrc_actual_control, consistent.worlds(true, [*said, *origins(true)]))}
    assert found == {frozenset({"home"}), frozenset({"none"})}


def test_below_a_tables_line_a_firm_may_have_shares_of_its_own():
    """Of 90 that vote P has 38 and up to 10 beside them: a majority."""
    true = world({"A": {"P": "38", "R": "30"}}, home={"P"})
    said = [
        Item("stake", "exact", "A", one, share(part), share(part))
        for one, part in (("P", "38"), ("R", "30"))
    ]
    table = Item("table", "table", "A", low=share("10"))
    found = consistent.worlds(true, [*said, table])
    directed_by_p = [one for one in found if {"P"} in controllers(one, "A")]
    assert {one.shares["A"].get("A") for one in directed_by_p} == {share("10")}
    zero = Item("table", "tableZero", "A", low=share("0"))
    named = world({"A": {"P": "38", "R": "62"}}, home={"P"})
    whole = [said[0], Item("stake", "exact", "A", "R", share("62"), share("62")), zero]
    assert not any("A" in one.shares["A"] for one in consistent.worlds(named, whole))


def test_a_format_without_classes_carries_votes_that_are_seen_to_differ():
    """Of ten votes a share R has 88 % and B one: that B has five of the capital must be said."""
    true = world({"A": {"R": "42", "B": "5", "Q": "53"}}, weights={"A": {"R": 10}})
    votes = chains.votes(true)["A"]["B"]
    said = [Item("stake", "votes", "A", "B", votes, votes, measure="votes")]
    said.append(Item("stake", "exact", "A", "Q", share("53"), share("53")))
    assert not bods.carries(true, said)
    assert bods.carries(true, [*said, Item("stake", "exact", "A", "B", share("5"), share("5"))])


def test_solving_for_nothing_gives_nothing():
    assert absorbed({"A": {"p": Fraction(1)}}, {"p": [Fraction(0)]}) == {"A": [Fraction(0)]}
