"""Records through claims: which stake counts on a day, rivals, tables, impossible figures."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from graph import questions
from graph.errors import InvalidClaimsError
from graph.ownership.control.holders_needed import least_together
from world_ops.answers import Shares
from world_ops.asked import Asked
from world_ops.case import Case
from world_ops.claims_control import certain_controllers
from world_ops.claims_definitions import lens
from world_ops.claims_shares import home_bounds, home_of
from world_ops.tables import ident, percent

POINTER = re.compile(r"/ownership/(\d+)/\w+: (.*)")


def _stakes(asked: Asked, **more: Any) -> list[Any]:
    return [
        line
        for line in questions.owners(asked.release, asked.target, basis="legal", **more).holders
        if line.holder.id == asked.id("owner")
    ]


def as_of(case: Case) -> Any:
    asked, found = Asked(case), {}
    for day in case.query["dates"]:
        lines = _stakes(asked, as_of=day)
        current = [line.share.lower for line in lines if line.currency == "current"]
        gone = any(line.share.upper == 0 and line.as_of <= day for line in lines)
        found[day] = sum(current) if current else 0 if gone else None
    return found


def conflict(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target, basis="legal")
    share = next(one.share for one in found.owners if one.owner.id == asked.id("owner"))
    # The range of the stake itself: its holder may besides stand behind what is undisclosed.
    drawn = questions.neighbourhood(asked.release, asked.target).edges
    stake = next(one.share for one in drawn if one.source == asked.id("owner"))
    return {"value": share.point, "min": stake.lower, "max": stake.upper}


def dedupe(case: Case) -> Any:
    return {
        "value": sum(
            line.share.lower for line in _stakes(Asked(case)) if line.currency == "current"
        )
    }


def currency(case: Case) -> Any:
    asked = Asked(case, data_date=case.query["date"])
    found = questions.owners(asked.release, asked.target, basis="legal")
    home = home_bounds(asked, asked.target)
    by_currency: dict[str, dict[str, float]] = {"current": {}, "lastKnown": {}, "closed": {}}
    for line in found.holders:
        by_currency[line.currency][asked.name(line.holder.id)] = line.share.lower
    return {
        "current": Shares(by_currency["current"]),
        "last_known": Shares(by_currency["lastKnown"]),
        "closed": set(by_currency["closed"]),
        "home_bounds": [home.lower, home.upper],
    }


def floating(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target, basis="legal")
    columns = found.columns
    home = home_bounds(asked, asked.target)
    line = case.data["attributes"][case.query["target"]]["holder_table"]["complete_above"]
    largest = questions.controllers(asked.release, asked.target).largest
    return {
        "home": home_of(found),
        "foreign": home_of(found, ("foreign_state", "foreign_other")),
        "float": columns["float"].point,
        "undisclosed": columns["undisclosed"].point,
        "home_bounds": [home.lower, home.upper],
        "foreign_bounds": [columns["foreign_other"].lower, columns["foreign_other"].upper],
        "blocks_lead": lens(asked, asked.target, "block-ownership").case,
        "holders_needed": least_together(columns["float"].point, line, held=largest.share.lower),
    }


def dispersed(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target)
    direct = [line.share.lower for line in found.holders if line.currency == "current"]
    controllers = sorted(certain_controllers(asked, asked.target))
    return {
        "domestic": home_of(found),
        "controller": controllers[0] if controllers else None,
        "hhi": sum(Fraction(str(part)) ** 2 for part in direct),
    }


def validate(case: Case) -> Any:
    """What is refused is named by its place in the table, in words of their own."""
    with_errors: set[str] = set()
    try:
        assert Asked(case).release
    except InvalidClaimsError as refused:
        for line in str(refused).splitlines():
            if found := POINTER.search(line):
                edge, said = case.edges[int(found[1])], found[2]
                problem = (
                    "crossed" if "above the upper" in said
                    else "negative" if said.startswith("-") else "gt_1"
                )  # fmt: skip
                with_errors.add(f"{edge['owner']}->{edge['owned']}:{problem}")
    return {"errors": with_errors}


def dilution(case: Case) -> Any:
    """The table before, then rounds a year apart, each with what part its new shares are.

    Whoever comes in is seen with that part; whoever follows later is not seen again. What
    everybody was last known to have, as the rounds left it, is asked.
    """
    edges = [edge | {"as_of": "2022-06-30"} for edge in case.edges]
    owned, rounds = edges[0]["owned"], []
    for year, (investor, part) in enumerate(case.query["rounds"], start=2023):
        day = f"{year}-01-31"
        if not any(edge["owner"] == investor for edge in edges):
            edges.append({"owner": investor, "owned": owned, "share": part, "as_of": day})
        row = {"id": f"round-{year}", "party": ident(investor), "target": ident(owned)}
        share = {"share_min": percent(part), "share_max": percent(part)}
        cited = {"as_of": day, "flow": "primary", "source": "s0", "locator": "p. 1"}
        rounds.append(("investments", row | share | cited))
    told = Case(case.data | {"edges": edges, "query": case.query | {"target": owned}})
    asked = Asked(told, claims=tuple(rounds))
    found = questions.owners(asked.release, ident(owned), basis="legal")
    return Shares(
        {
            asked.name(line.holder.id): line.share.lower
            for line in found.holders
            if line.currency in ("current", "lastKnown")
        }
    )


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
