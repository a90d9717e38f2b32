"""Chances, composites, specification grids."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from graph.ownership.arrays.exact import exact
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.control import controlled_by, ultimate_controllers
from graph.ownership.published.composites import (
    UNIFORM,
    arithmetic_mean,
    geometric_mean,
    ranked,
    sobol_of_product,
    sobol_of_sum,
    verdict_shares,
)
from graph.ownership.published.foreign_tests import first_hop, foreign_invested
from graph.ownership.published.possible_worlds import beta_residual, expected
from graph.ownership.published.simple_paths import weakest_link
from graph.ownership.ultimate.rational import exact_ends, exact_integrated
from world_ops.case import Case

HALF = Fraction(1, 2)


def beta(case: Case) -> Any:
    query = case.query
    mean, above = beta_residual(
        query["known_domestic"], query["residual"], query["a"], query["b"], query["threshold"]
    )
    return {"mean": mean, "p_gt": above}


def possible(case: Case) -> Any:
    controller, target = case.number("controller"), case.target
    alternatives: dict[tuple[int, int], list[Any]] = {}
    for edge in case.of_kind("equity"):
        pair = case.index[edge["owner"]], case.index[edge["owned"]]
        alternatives.setdefault(pair, []).append((edge["share"], edge.get("p", 1)))
    for options in alternatives.values():  # a world that is not written down is one without it
        missing = 1 - sum(exact(chance) for _, chance in options)
        if missing > 0:
            options.append((0, missing))

    def controls(stakes: Any) -> Fraction:
        return Fraction(target in controlled_by(Votes.from_stakes(stakes), {controller}))

    def share(stakes: Any) -> Fraction:
        return exact_integrated(Votes.from_stakes(stakes), controller, target)

    return {
        "p_control": expected(alternatives, controls),
        "mean_share": expected(alternatives, share),
    }


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


def multiverse(case: Case) -> Any:
    target, home = case.target, case.having("country", case.home)
    owners = exact_ends(case.equity, target).owners
    ours = {one: part for one, part in owners.items() if one in home}
    foreign = sum(
        part
        for one, part in owners.items()
        if one not in home and case.attribute(one, "country") is not None
    )
    tops = ultimate_controllers(case.votes, target, links=case.links)
    verdicts = {
        "direct_gt50": first_hop(case.equity, target, set(ours)) > HALF,
        "integrated_gt50": sum(ours.values()) > HALF,
        "control_gt50": any(top.group <= home and not top.widely_held for top in tops),
        "weakest_link_gt50": sum(weakest_link(case.equity, one, target) for one in ours) > HALF,
    }
    threshold = case.query.get("fie_threshold", Fraction(1, 4))
    return verdicts | {
        "foreign_ge25_is_FIE": foreign_invested(foreign, threshold) == "reached",
        "share_domestic_specs": verdict_shares(verdicts).get(True, Fraction(0)),
    }


OPS = {
    "beta_residual": beta,
    "possible_worlds": possible,
    "sobol_linear": sobol_linear,
    "sobol_product": sobol_product,
    "aggregation": aggregation,
    "multiverse": multiverse,
}
