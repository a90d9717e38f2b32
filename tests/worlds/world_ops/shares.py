"""Integrated ownership, bounds, centralities."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.ownership.arrays.components import closed_groups
from graph.ownership.arrays.holdings import Floats, overfull, tightened
from graph.ownership.bounds.bounds import bounds
from graph.ownership.published.holder_tables import rescaled
from graph.ownership.published.simple_paths import influence, path_sums
from graph.ownership.ultimate.centrality import access, bow_tie, corrected
from graph.ownership.ultimate.ends import ends_of
from graph.ownership.ultimate.integrated import first_passage, integrated_ownership
from graph.ownership.ultimate.rational import exact_ends
from world_ops.answers import Shares
from world_ops.case import Case


def integrated(case: Case) -> Any:
    return {"value": integrated_ownership(case.holdings, case.number("owner"))[case.target]}


def _pairs(case: Case, column: Any) -> Any:
    arrows = all("->" in key for key in case.expected)
    return {
        (f"{owner}->{firm}" if arrows else firm): column(case.holdings, case.index[owner])[
            case.index[firm]
        ]
        for owner, firm in case.query["pairs"]
    }


def integrated_multi(case: Case) -> Any:
    return _pairs(case, integrated_ownership)


def passage(case: Case) -> Any:
    return {"value": first_passage(case.holdings, case.number("owner"))[case.target]}


def passage_multi(case: Case) -> Any:
    return _pairs(case, first_passage)


def walk_and_first(case: Case) -> Any:
    owner = case.number("owner")
    return {
        "walk_sum": integrated_ownership(case.holdings, owner)[case.target],
        "first_passage": first_passage(case.holdings, owner)[case.target],
    }


def ultimate(case: Case) -> Any:
    ends = ends_of(case.holdings, case.target)
    shares = {case.names[owner]: share for owner, share in ends.owners.items()}
    return Shares(shares | {"__unknown__": sum(ends.rests.values()) + ends.undetermined})


def centrality(measure: Any) -> Any:
    def adapter(case: Case) -> Any:
        return Shares(zip(case.names, measure(case.holdings).tolist(), strict=True))

    return adapter


def simple_path_index(case: Case) -> Any:
    return Shares({name: influence(case.equity, k) for name, k in case.index.items()})


def simple_path_sums(case: Case) -> Any:
    found = path_sums(case.equity, case.query["min"])
    return Shares({f"{case.names[a]}->{case.names[b]}": total for (a, b), total in found.items()})


def group_share(case: Case) -> Any:
    ends = exact_ends(case.equity, case.target)
    group = case.having(case.query["attr"], case.query["value"])
    return {"value": sum(share for owner, share in ends.owners.items() if owner in group)}


def group_share_limit(case: Case) -> Any:
    attribute, inside = case.query["attr"], case.query["not_value"]
    ends = exact_ends(case.equity, case.target)
    total = sum(
        share
        for owner, share in ends.owners.items()
        if case.attribute(owner, attribute) not in (None, inside)
    )
    return {"value": total, "eligible": total <= case.query["limit"]}


def worth_of(case: Case, key: str, value: Any) -> tuple[Floats, Floats]:
    """What each entity is worth: 1 with the value, 0 with another, anything without one."""
    lower, upper = np.zeros(len(case.names)), np.ones(len(case.names))
    for number in range(len(case.names)):
        has = case.attribute(number, key)
        if has is not None:
            lower[number] = upper[number] = float(has == value)
    return lower, upper


def _rivals(case: Case) -> dict[int, list[list[tuple[int, Any, Any]]]]:
    """For firms of which several sources give the same holder, one column for each source."""
    tables: dict[int, dict[str, list[tuple[int, Any, Any]]]] = {}
    for edge in case.of_kind("equity"):
        owner, owned, low, _, high = case.stake(edge)
        columns = tables.setdefault(owned, {})
        columns.setdefault(edge.get("source", ""), []).append((owner, low, high))
    return {
        firm: list(columns.values())
        for firm, columns in tables.items()
        if len({one[0] for column in columns.values() for one in column})
        < sum(len({one[0] for one in column}) for column in columns.values())
    }


def bounded(case: Case) -> Any:
    limits = worth_of(case, case.query["attr"], case.query["value"])
    lower, upper = bounds(case.holdings, *limits, alternatives=_rivals(case))
    return {"min": lower[case.target], "max": upper[case.target]}


def degenerate(case: Case) -> Any:
    groups = closed_groups(case.holdings)
    within = any(case.target in group for group in groups)
    ends = ends_of(case.holdings, case.target)
    lower, upper = bounds(case.holdings, *worth_of(case, "country", case.home))
    upstream = "upstream_closed_component" if ends.undetermined > 0 else "open"
    return {
        "status": "closed_component" if within else upstream,
        "undetermined": ends.undetermined,
        "domestic_bounds": [lower[case.target], upper[case.target]],
    } | {case.names[owner]: share for owner, share in ends.owners.items()}


def over_100(case: Case) -> Any:
    target = case.target
    lower, upper = bounds(case.holdings, *worth_of(case, "country", case.home))
    named = case.equity.named(target)
    home = case.having("country", case.home)
    return {
        "flag": "sum_gt_1" if target in overfull(case.holdings) else None,
        "sum": sum(named.values()),
        "rescaled_domestic": sum(p for holder, p in rescaled(named).items() if holder in home),
        "bounds": [lower[target], upper[target]],
    }


def tighten(case: Case) -> Any:
    owner, owned = case.number("owner"), case.number("owned")
    drawn = tightened(case.holdings)
    entry = next(e for e in np.flatnonzero(drawn.owned == owned) if drawn.owner[e] == owner)
    return {"min": drawn.lower[entry], "max": drawn.upper[entry]}


def isolated(case: Case) -> Any:
    target = case.target
    lower, upper = np.zeros(len(case.names)), np.ones(len(case.names))
    low, high = bounds(case.holdings, lower, upper)
    return {
        "bounds": [low[target], high[target]],
        "fallback": f"registration:{case.attribute(target, 'country')}",
        "ownership_known": case.holdings.coverage[target],
    }


OPS = {
    "integrated": integrated,
    "integrated_multi": integrated_multi,
    "first_passage": passage,
    "first_passage_multi": passage_multi,
    "walk_and_first": walk_and_first,
    "ultimate": ultimate,
    "access_centrality": centrality(access),
    "corrected_centrality": centrality(corrected),
    "bowtie_centrality": centrality(bow_tie),
    "simple_path_index": simple_path_index,
    "simple_path_sums": simple_path_sums,
    "group_share": group_share,
    "group_share_limit": group_share_limit,
    "bounds": bounded,
    "degenerate": degenerate,
    "over_100": over_100,
    "tighten": tighten,
    "isolated": isolated,
}
