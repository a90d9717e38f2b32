"""Chains, sensitivities, and what would have to change."""

from __future__ import annotations

from typing import Any

from graph.ownership.arrays.exact import exact
from graph.ownership.control.flips import reductions_to_end_control
from graph.ownership.ultimate.chains import best_walks
from graph.ownership.ultimate.integrated import integrated_ownership
from graph.ownership.ultimate.rational import exact_ends
from graph.ownership.ultimate.sensitivity import (
    stake_gradient,
    stake_shapley,
    transfer_needed,
    without_stake,
)
from world_ops.answers import Shares
from world_ops.case import Case
from world_ops.shares import worth_of


def top_walks(case: Case) -> Any:
    best = best_walks(case.holdings, case.number("owner"), case.target, int(case.query["k"]))
    walks = [
        {"path": [case.names[node] for node in walk.path], "value": walk.share}
        for walk in best.walks
    ]
    return {"walks": walks, "explained": best.explained}


def _by_stake(case: Case, found: dict[tuple[int, int], Any]) -> dict[str, Any]:
    return {f"{case.names[i]}->{case.names[j]}": value for (i, j), value in found.items()}


def edge_shapley(case: Case) -> Any:
    owner, target = case.number("owner"), case.target
    total = integrated_ownership(case.holdings, owner)[target]
    return _by_stake(case, stake_shapley(case.holdings, owner, target)) | {"total": total}


def edge_gradient(case: Case) -> Any:
    return _by_stake(case, stake_gradient(case.holdings, case.number("owner"), case.target))


def edge_removal(case: Case) -> Any:
    return _by_stake(case, without_stake(case.holdings, case.number("owner"), case.target))


def _home_share(case: Case) -> Any:
    home = case.having("country", case.home)
    owners = exact_ends(case.equity, case.target).owners
    return sum(part for one, part in owners.items() if one in home)


def counterfactual(case: Case) -> Any:
    """From a holder of the side that has the majority to an owner of the other, in each firm."""
    worth, _ = worth_of(case, "country", case.home)
    threshold, share = float(case.query["threshold"]), _home_share(case)
    ends = set(range(len(case.names))) - set(case.equity.whole)
    placed = {one for one in ends if case.attribute(one, "country") is not None}
    home = case.having("country", case.home)
    losing, gaining = (home, placed - home) if share >= threshold else (placed - home, home)
    answer: dict[str, Any] = {"share": share}
    for firm in case.equity.whole:
        amounts = [
            amount
            for seller in sorted(losing & set(case.equity.named(firm)))
            for buyer in sorted(gaining & placed)
            if (
                amount := transfer_needed(
                    case.holdings, worth, case.target, owned=firm, seller=seller, buyer=buyer,
                    threshold=threshold,
                )
            )
            is not None
        ]  # fmt: skip
        answer[f"on_{case.names[firm]}"] = min(amounts, default=None)
    return answer


def counterfactual_cycle(case: Case) -> Any:
    worth, _ = worth_of(case, "country", case.home)
    amount = transfer_needed(
        case.holdings, worth, case.target, owned=case.number("owned"), seller=case.number("from"),
        buyer=case.number("to"), threshold=float(case.query["threshold"]),
    )  # fmt: skip
    return {"share": _home_share(case), "transfer": amount}


def counterfactual_control(case: Case) -> Any:
    cuts = reductions_to_end_control(
        case.votes, case.group("controller"), case.target, links=case.links
    )
    named = Shares(_by_stake(case, {stake: exact(cut) for stake, cut in cuts.items()}))
    return dict(named) | {"best": min(named, key=lambda key: (named[key], key), default=None)}


OPS = {
    "top_walks": top_walks,
    "edge_shapley": edge_shapley,
    "edge_gradient": edge_gradient,
    "edge_removal": edge_removal,
    "counterfactual": counterfactual,
    "counterfactual_cycle": counterfactual_cycle,
    "counterfactual_control": counterfactual_control,
}
