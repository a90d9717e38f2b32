"""Records before they are a network: dates, duplicates, rivals, tables, impossible figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from graph.claims.periods import months_before
from graph.ownership.arrays.exact import exact
from graph.ownership.arrays.holdings import Holdings, impossible
from graph.ownership.bounds.bounds import bounds
from graph.ownership.control.control import holders_needed, largest_holder, ultimate_controllers
from graph.ownership.published.holder_tables import (
    concentration,
    diluted,
    divided_rest,
    leading_side,
)
from graph.ownership.published.observations import (
    Observation,
    current_stakes,
    distinct,
    resolved,
    share_on,
)
from graph.ownership.ultimate.rational import exact_ends
from world_ops.answers import Shares
from world_ops.case import Case
from world_ops.shares import worth_of


def _observations(case: Case) -> list[Observation]:
    out = []
    for edge in case.edges:  # of every date: which of them counts is the question
        owner, owned, low, _, high = case.stake(edge)
        out.append(
            Observation(
                owner,
                owned,
                low,
                high,
                as_of=case.day(edge.get("as_of") or edge.get("date")),
                valid_from=case.day(edge.get("valid_from")),
                valid_to=case.day(edge.get("valid_to")),
                exit=edge.get("event") == "exit",
                source=edge.get("source", ""),
                record=edge.get("record", ""),
                rank=edge.get("rank", 0),
            )
        )
    return out


def as_of(case: Case) -> Any:
    pair = case.number("owner"), case.target
    seen = _observations(case)
    return {text: share_on(seen, pair, date.fromisoformat(text)) for text in case.query["dates"]}


def conflict(case: Case) -> Any:
    pair = case.number("owner"), case.target
    point, lower, upper = resolved(one for one in _observations(case) if one.pair == pair)
    return {"value": point, "min": lower, "max": upper}


def dedupe(case: Case) -> Any:
    pair = case.number("owner"), case.target
    once = distinct(_observations(case))
    return {"value": sum(exact(one.lower) for one in once if one.pair == pair)}


def currency(case: Case) -> Any:
    day = date.fromisoformat(case.query["date"])
    oldest = months_before(day, int(case.query["horizon_months"]))
    seen = [one for one in _observations(case) if one.owned == case.target]
    found = current_stakes(seen, day, oldest)
    counted = [(one.owner, one.owned, one.lower, None, one.upper) for one in found.current]
    holdings = Holdings.from_stakes(len(case.names), counted)
    lower, upper = bounds(holdings, *worth_of(case, "country", case.home))
    return {
        "current": Shares({case.names[one.owner]: exact(one.lower) for one in found.current}),
        "last_known": Shares({case.names[one.owner]: exact(one.lower) for one in found.last_known}),
        "closed": case.named(owner for owner, _ in found.closed),
        "home_bounds": [lower[case.target], upper[case.target]],
    }


def floating(case: Case) -> Any:
    target = case.target
    named = case.equity.named(target)
    table = case.attribute(target, "holder_table") or {}
    rest = divided_rest(named.values(), table.get("complete_above"))
    home = case.having("country", case.home)
    sides = {
        "home": sum((part for one, part in named.items() if one in home), Fraction(0)),
        "foreign": sum((part for one, part in named.items() if one not in home), Fraction(0)),
    }
    worth = worth_of(case, "country", case.home)
    lower, upper = bounds(case.holdings, *worth)
    foreign_lower, foreign_upper = bounds(case.holdings, 1 - worth[1], 1 - worth[0])
    largest = largest_holder(case.equity, target)
    needed = None
    if largest is not None and rest.cap is not None:
        needed = holders_needed(largest[1], rest.floating + rest.undisclosed, rest.cap)
    return sides | {
        "float": rest.floating,
        "undisclosed": rest.undisclosed,
        "home_bounds": [lower[target], upper[target]],
        "foreign_bounds": [foreign_lower[target], foreign_upper[target]],
        "blocks_lead": leading_side(sides),
        "holders_needed": needed,
    }


def dispersed(case: Case) -> Any:
    target = case.target
    home = case.having("country", case.home)
    owners = exact_ends(case.equity, target).owners
    tops = ultimate_controllers(case.votes, target)
    controllers = sorted(case.named(frozenset().union(*(top.group for top in tops))))
    return {
        "domestic": sum(part for one, part in owners.items() if one in home),
        "controller": controllers[0] if controllers else None,
        "hhi": concentration(case.equity, target),
    }


def validate(case: Case) -> Any:
    stakes = case.stakes()
    return {
        "errors": {
            f"{case.names[owner]}->{case.names[owned]}:{problem}"
            for owner, owned, problem in impossible(stakes)
        }
    }


def dilution(case: Case) -> Any:
    table = {edge["owner"]: edge["share"] for edge in case.of_kind("equity")}
    return Shares(diluted(table, [tuple(one) for one in case.query["rounds"]]))


OPS = {
    "as_of": as_of,
    "conflict": conflict,
    "dedupe": dedupe,
    "currency": currency,
    "float": floating,
    "dispersed": dispersed,
    "validate": validate,
    "dilution": dilution,
}
