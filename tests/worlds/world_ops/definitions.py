"""Definitions in use: contracts, parents, foreignness, state control, beneficial owners."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from graph.ownership.arrays.exact import exact
from graph.ownership.arrays.holdings import Holdings, Stake
from graph.ownership.arrays.votes import Votes
from graph.ownership.bounds.bounds import bounds
from graph.ownership.control.control import controlled_by, largest_holder, ultimate_controllers
from graph.ownership.control.parents import (
    attributed_interest,
    dominates,
    global_ultimate_owner,
    parents,
)
from graph.ownership.control.rights import replaced
from graph.ownership.control.state_control import connection_degrees, state_level, state_stake
from graph.ownership.published.foreign_tests import (
    disagreement,
    first_hop,
    foreign_by_law,
    foreign_invested,
    is_round_trip,
)
from graph.ownership.published.simple_paths import path_sum, rolls_down
from graph.ownership.ultimate.rational import exact_ends
from world_ops.answers import Shares
from world_ops.case import CONTRACT, Case
from world_ops.shares import worth_of

SUBSTANTIAL = Fraction(49, 100)  # the interest that 31 CFR 800.244 calls substantial
NATIONALS = ("person", "person_group", "government")  # whose country is their own
US = "US"  # home of the rules whose operations are named after them
FIE_WORDS = {"reached": "FIE", "none": "domestic"}
STATE_WORDS = {
    "absolute": "absolute_state_control",
    "relative": "relative_state_control",
    "none": "no_state_control",
}


def _name(case: Case, number: int | None) -> str | None:
    return None if number is None else case.names[number]


def _at_home(case: Case, ends: dict[int, Fraction], home: str) -> Fraction:
    return sum(
        (part for one, part in ends.items() if case.attribute(one, "country") == home), Fraction(0)
    )


def _bound(case: Case, edge: dict[str, Any]) -> set[int] | None:
    """The nominees whom a contract binds; nothing means all holders."""
    return {case.index[name] for name in edge["nominees"]} if "nominees" in edge else None


def _economic(case: Case) -> tuple[list[Stake], dict[int, Any]]:
    """The stakes after every contract of the case, and the rests to keep."""
    stakes, rests = case.stakes(), {}
    for edge in case.of_kind(CONTRACT):
        low = edge.get("economic_min", edge.get("economic", 1))
        high = edge.get("economic_max", edge.get("economic", 1))
        owned, owner = case.index[edge["owned"]], case.index[edge["owner"]]
        stakes, rest = replaced(stakes, owned, owner, _bound(case, edge), (low, low, high))
        rests |= rest
    return stakes, rests


def _economic_ends(case: Case) -> dict[int, Fraction]:
    stakes, _ = _economic(case)
    return dict(exact_ends(Votes.from_stakes(stakes), case.target).owners)


def _contract_votes(case: Case) -> Votes:
    """The votes after contracts: bound nominees' votes move where a proxy is cited, or all is."""
    stakes = case.voting_stakes
    for edge in case.of_kind(CONTRACT):
        if case.moves_votes(edge):
            stakes, _ = replaced(
                stakes, case.index[edge["owned"]], case.index[edge["owner"]], _bound(case, edge)
            )
    return Votes.from_stakes(stakes, dispersed=case.dispersed)


def _controller(case: Case, votes: Votes) -> int | None:
    """Who controls the target in the end; nobody when the top firm's holders are many."""
    tops = ultimate_controllers(votes, case.target, links=case.links)
    alone = [top for top in tops if not top.widely_held and len(top.group) == 1]
    return next(iter(alone[0].group)) if len(alone) == 1 else None


def vie(case: Case) -> Any:
    legal = exact_ends(case.equity, case.target).owners
    economic = _economic_ends(case)
    votes = _contract_votes(case)
    tops = ultimate_controllers(votes, case.target, links=case.links)
    top = min(tops[0].group) if tops else case.target
    largest = largest_holder(votes, top)
    by_contract = [one for one, firm, how in case.links if firm == case.target and how == CONTRACT]
    home = _at_home(case, economic, case.home)
    return {
        "equity_domestic": _at_home(case, legal, case.home),
        "economic_domestic": home,
        "economic_foreign": sum(economic.values()) - home,
        "contract_controller": _name(case, by_contract[0] if by_contract else None),
        "ultimate_controller_by_votes": _name(case, _controller(case, votes)),
        "largest_single_holder": _name(case, largest[0] if largest else None),
    }


def vie_wvr(case: Case) -> Any:
    founder, controller = case.number("founder"), _controller(case, _contract_votes(case))
    issuers = [firm for firm in case.votes.holds[founder] if case.votes.of(founder, firm)]
    nationality = None if controller is None else case.attribute(controller, "country")
    home = _at_home(case, _economic_ends(case), case.home)
    control_home = None if nationality is None else nationality == case.home
    return {
        "economic_domestic": home,
        "founder_votes": max(case.votes.of(founder, firm) for firm in issuers),
        "control_nationality": nationality,
        "class": disagreement(control_home, home),
    }


def vie_partial(case: Case) -> Any:
    legal, economic = dict(exact_ends(case.equity, case.target).owners), _economic_ends(case)
    return {
        "legal": Shares({case.names[one]: part for one, part in legal.items()}),
        "economic": Shares({case.names[one]: part for one, part in economic.items()}),
        "home_legal": _at_home(case, legal, case.home),
        "home_economic": _at_home(case, economic, case.home),
    }


def vie_bounds(case: Case) -> Any:
    stakes, rests = _economic(case)
    holdings = Holdings.from_stakes(len(case.names), stakes, rest=rests)
    lower, upper = bounds(holdings, *worth_of(case, "country", case.home))
    votes = _contract_votes(case)
    return {
        "home_economic": [lower[case.target], upper[case.target]],
        "votes": Shares({case.names[one]: part for one, part in votes.named(case.target).items()}),
    }


def guo(case: Case) -> Any:
    rule = {
        "threshold": case.query.get("threshold", Fraction(1, 2)),
        "strict": case.query.get("strict", True),
    }
    return {
        name: _name(case, global_ultimate_owner(case.equity, case.index[name], **rule))
        for name in case.query["targets"]
    }


def guo_thresholds(case: Case) -> Any:
    """The questions are the keys of the answer: target@percent."""
    found = {}
    for key in case.expected:
        name, percent = key.rsplit("@", 1)
        owner = global_ultimate_owner(
            case.equity, case.index[name], Fraction(percent) / 100, strict=False
        )
        found[key] = _name(case, owner)
    return found


def parents_of(case: Case) -> Any:
    layers = [Votes.from_stakes(case.stakes(kind)) for kind in ("equity", "voting", "profit")]
    found = parents(layers, case.target, case.query["threshold"])
    return {"parents": case.named(found)}


def multiplier(case: Case) -> Any:
    sign = case.query["promote"]
    threshold, strict = Fraction(sign.lstrip(">=")), not sign.startswith(">=")
    value = path_sum(
        case.votes,
        case.number("owner"),
        case.target,
        promoted=(threshold, strict),
        promote_first=case.query.get("promote_first_link", False),
    )
    substantial = case.query.get("substantial", SUBSTANTIAL)
    return {"value": value, "substantial": value >= substantial}


def attribution(case: Case) -> Any:
    value = attributed_interest(case.votes, case.number("owner"), case.target)
    return {"value": value, "parent": value > Fraction(1, 2)}


def cfius_foreign(case: Case) -> Any:
    target = case.target
    owners = exact_ends(case.equity, target).owners
    foreign = [
        one
        for one in range(len(case.names))
        if case.attribute(one, "country") not in (None, US)
        and (case.attribute(one, "type") in NATIONALS or not case.equity.named(one))
    ]
    controlled = any(
        target in controlled_by(case.votes, {one}, links=case.links) for one in foreign
    )
    verdict = foreign_by_law(
        organised_abroad=case.attribute(target, "incorporated") != US,
        seated_abroad=case.attribute(target, "ppb") != US,
        home_share=_at_home(case, dict(owners), US),
        foreign_controller=controlled,
    )
    return {"foreign_entity": verdict.entity, "foreign_person": verdict.person}


def ubo_tests(case: Case) -> Any:
    limit = case.query["threshold"]
    owners = exact_ends(case.equity, case.target).owners
    return {
        "multiplication": {case.names[one]: part >= limit for one, part in owners.items()},
        "rolling": {
            case.names[one]: rolls_down(case.equity, one, case.target, limit) for one in owners
        },
        "dominancy": {
            case.names[one]: dominates(case.equity, one, case.target, limit) for one in owners
        },
    }


def _foreign(case: Case) -> set[int]:
    return {
        one
        for one in range(len(case.names))
        if case.attribute(one, "country") not in (None, case.home)
    }


def fie(case: Case) -> Any:
    threshold = exact(case.query["threshold"])
    words = FIE_WORDS | {"below": f"FIE_below_{float(threshold * 100):g}"}
    return {
        name: words[
            foreign_invested(first_hop(case.equity, case.index[name], _foreign(case)), threshold)
        ]
        for name in case.query["targets"]
    }


def nbs(case: Case) -> Any:
    state = case.having("state", True)
    stake = state_stake(
        case.equity,
        case.target,
        state,
        by_category=case.query.get("by_category", False),
        by_agreement={one for one, firm, _ in case.links if firm == case.target},
    )
    return {"class": STATE_WORDS[stake.form]}


def nbs_nosum(case: Case) -> Any:
    stake = state_stake(case.equity, case.target, case.having("state", True))
    return {
        "absolute": stake.form == "absolute",
        "aggregate_state_share": stake.together,
        "largest_holder": _name(case, stake.largest),
    }


def round_trip(case: Case) -> Any:
    direct = first_hop(case.equity, case.target, _foreign(case))
    home = _at_home(case, dict(exact_ends(case.equity, case.target).owners), case.home)
    return {
        "direct_foreign": direct,
        "ultimate_domestic": home,
        "flag": "round_trip" if is_round_trip(direct, home) else None,
    }


def state_connected(case: Case) -> Any:
    state = {case.index[name] for name in case.query["state_nodes"]}
    owners = [case.index[name] for name in case.query["owners"]]
    degrees = connection_degrees(case.equity, state, owners)
    return {case.names[owner]: degree for owner, degree in degrees.items()}


def state_levels(case: Case) -> Any:
    state = case.having("state", True)
    owners = exact_ends(case.equity, case.target).owners
    share = sum((part for one, part in owners.items() if one in state), Fraction(0))
    return {"share": share} | {
        str(cut): state_level(
            case.votes,
            case.target,
            state,
            share,
            cutoff=cut,
            substantial=case.query.get("substantial", 0),
        )
        for cut in case.query["cutoffs"]
    }


OPS = {
    "vie": vie,
    "vie_wvr": vie_wvr,
    "vie_partial": vie_partial,
    "vie_bounds": vie_bounds,
    "guo": guo,
    "guo_thresholds": guo_thresholds,
    "parents": parents_of,
    "multiplier": multiplier,
    "attribution_850": attribution,
    "cfius_foreign": cfius_foreign,
    "ubo_tests": ubo_tests,
    "fie": fie,
    "nbs": nbs,
    "nbs_nosum": nbs_nosum,
    "round_trip": round_trip,
    "state_connected": state_connected,
    "state_level": state_levels,
}
