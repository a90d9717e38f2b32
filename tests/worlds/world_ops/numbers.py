"""Operations that no claim can express, put to the functions of numbers; each says why."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from graph.ownership.control.rights import least_equity_for_votes
from graph.ownership.control.who_controls import controlled_by
from graph.ownership.published.composites import (
    UNIFORM,
    arithmetic_mean,
    geometric_mean,
    ranked,
    sobol_of_product,
    sobol_of_sum,
)
from graph.ownership.published.possible_worlds import beta_residual
from graph.ownership.published.simple_paths import path_sums
from graph.ownership.published.voting_power import banzhaf
from graph.ownership.ultimate.chains import best_walks
from graph.ownership.ultimate.ends import ends_of
from graph.ownership.ultimate.rational import exact_ends
from graph.ownership.ultimate.sensitivity import transfer_needed
from world_ops.answers import Shares
from world_ops.case import Case

HALF = Fraction(1, 2)


def top_walks(case: Case) -> Any:
    best = best_walks(case.holdings, case.number("owner"), case.target, int(case.query["k"]))
    walks = [
        {"path": [case.names[node] for node in walk.path], "value": walk.share}
        for walk in best.walks
    ]
    return {"walks": walks, "explained": best.explained}


def counterfactual_cycle(case: Case) -> Any:
    home = case.having("country", case.home)
    worth = np.array([float(number in home) for number in range(len(case.names))])
    amount = transfer_needed(
        case.holdings, worth, case.target, owned=case.number("owned"), seller=case.number("from"),
        buyer=case.number("to"), threshold=float(case.query["threshold"]),
    )  # fmt: skip
    owners = exact_ends(case.equity, case.target).owners
    return {"share": sum(part for one, part in owners.items() if one in home), "transfer": amount}


def dual_class_min_equity(case: Case) -> Any:
    return {"value": least_equity_for_votes(case.query["multiple"])}


def banzhaf_weights(case: Case) -> Any:
    weights = {case.index[name]: weight for name, weight in case.query["weights"].items()}
    index = banzhaf(weights, case.query["quota"], strict=case.query.get("strict", True))
    return Shares({case.names[voter]: part for voter, part in index.items()})


def beta(case: Case) -> Any:
    query = case.query
    mean, above = beta_residual(
        query["known_domestic"], query["residual"], query["a"], query["b"], query["threshold"]
    )
    return {"mean": mean, "p_gt": above}


def sobol_linear(case: Case) -> Any:
    indices, variance = sobol_of_sum(case.query["weights"], case.query.get("variances"))
    return {"S": indices, "var": variance}


def sobol_product(case: Case) -> Any:
    """Two factors, each uniform on [0, 1], unless the query says otherwise."""
    means = case.query.get("means", [HALF, HALF])
    variances = case.query.get("variances", [UNIFORM] * len(means))
    first, total = sobol_of_product(means, variances)
    named = {f"S{k}": part for k, part in enumerate(first, start=1)}
    named |= {f"ST{k}": part for k, part in enumerate(total, start=1)}
    return named | {"interaction": 1 - sum(first)}


def aggregation(case: Case) -> Any:
    firms = case.query["firms"]
    return {
        "arithmetic": ranked(firms, arithmetic_mean),
        "geometric": ranked(firms, geometric_mean),
    } | {f"{name}_geo": geometric_mean(values) for name, values in firms.items()}


def control_all(case: Case) -> Any:
    rule = {"quota": case.query["threshold"], "strict": case.query["strict"]}
    return {
        name: case.named(controlled_by(case.equity, {number}, **rule))
        for name, number in case.index.items()
    }


def simple_path_sums(case: Case) -> Any:
    found = path_sums(case.equity, case.query["min"])
    return Shares({f"{case.names[a]}->{case.names[b]}": total for (a, b), total in found.items()})


def ultimate(case: Case) -> Any:
    ends = ends_of(case.holdings, case.target)
    shares = {case.names[owner]: share for owner, share in ends.owners.items()}
    return Shares(shares | {"__unknown__": sum(ends.rests.values()) + ends.undetermined})


# Single cases of operations that claims can express, and why these are not.
CASES: dict[str, tuple[Callable[[Case], Any], str]] = {
    "C01_vadalog_control20": (
        control_all,
        "both holders of 5 have all of it: claims that contradict each other decide nothing",
    ),
    "C03_vadalog_close_links": (
        simple_path_sums,
        "the holders of A have 170 % of it: contradictory claims are bounded, not computed with",
    ),
    "D12_parallel_edges": (
        ultimate,
        "two figures of one day for one holder are two readings of a stake, never its parts",
    ),
}

# Each operation with the reason why it is not asked of claims.
OPS: dict[str, tuple[Callable[[Case], Any], str]] = {
    "top_walks": (top_walks, "answers fold the rounds of a cycle into one chain"),
    "counterfactual_cycle": (
        counterfactual_cycle,
        "names the buyer; answers suppose a newcomer, who is on no cycle",
    ),
    "dual_class_min_equity": (dual_class_min_equity, "a formula of two numbers, without a firm"),
    "banzhaf_weights": (banzhaf_weights, "weights of a council, 4 of 17: no percentage in a table"),
    "beta_residual": (beta, "a prior of the reader's on a rest, given as numbers"),
    "sobol_linear": (sobol_linear, "variances of made-up inputs, without a firm"),
    "sobol_product": (sobol_product, "variances of made-up inputs, without a firm"),
    "aggregation": (aggregation, "means of made-up indicators, without a firm"),
}
