"""Control, cascades, rights, voting power."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from graph.ownership.arrays.exact import exact
from graph.ownership.control.cascade import affiliates, cascade, in_force
from graph.ownership.control.concerts import Concert, standing
from graph.ownership.control.control import (
    control_percentage,
    controlled_by,
    joint_control,
    ultimate_controllers,
)
from graph.ownership.control.rights import (
    ShareClass,
    after_sunset,
    class_rights,
    least_equity_for_votes,
    votes_from_equity,
)
from graph.ownership.published.foreign_tests import concert_blocks
from graph.ownership.published.pivots import network_power
from graph.ownership.published.simple_paths import weakest_link
from graph.ownership.published.voting_power import banzhaf, compound_banzhaf, shapley_shubik, swings
from graph.ownership.ultimate.integrated import integrated_ownership
from graph.ownership.ultimate.rational import exact_integrated
from world_ops.answers import Shares
from world_ops.case import Case


def _rule(case: Case) -> dict[str, Any]:
    return {
        "quota": case.query.get("threshold", Fraction(1, 2)),
        "strict": case.query.get("strict", True),
    }


def control_pct(case: Case) -> Any:
    group = case.group("controller")
    derivation = controlled_by(case.votes, group, links=case.links, **_rule(case))
    answer = {
        "value": control_percentage(case.votes, derivation, case.target),
        "controls": case.target in derivation,
    }
    if case.query.get("also_integrated"):
        (controller,) = group
        answer["integrated"] = integrated_ownership(case.holdings, controller)[case.target]
    return answer


def control_pct_multi(case: Case) -> Any:
    derivation = controlled_by(
        case.votes, case.group("controller"), links=case.links, **_rule(case)
    )
    targets = case.query["targets"]
    return {
        name: control_percentage(case.votes, derivation, case.index[name]) for name in targets
    } | {"controlled": {name for name in targets if case.index[name] in derivation}}


def _controlled(case: Case, name: str) -> set[str]:
    rule = _rule(case)
    return case.named(controlled_by(case.votes, {case.index[name]}, links=case.links, **rule))


def control_multi(case: Case) -> Any:
    return {name: _controlled(case, name) for name in case.query["controllers"]}


def control_all(case: Case) -> Any:
    return {name: _controlled(case, name) for name in case.names}


def control_multi_integrated(case: Case) -> Any:
    return control_multi(case) | {
        f"{owner}->{firm}": integrated_ownership(case.holdings, case.index[owner])[case.index[firm]]
        for owner, firm in case.query["pairs"]
    }


def dual_layer(case: Case) -> Any:
    controller = case.number("controller")
    derivation = controlled_by(case.votes, {controller}, links=case.links, **_rule(case))
    return {
        "cash_flow": exact_integrated(case.equity, controller, case.target),
        "control_pct": control_percentage(case.votes, derivation, case.target),
        "controls": case.target in derivation,
    }


def possible_certain(case: Case) -> Any:
    group, rule = case.group("controller"), _rule(case)
    return {
        reading: case.target
        in controlled_by(case.votes, group, reading=reading, links=case.links, **rule)
        for reading in ("certain", "possible")
    }


def rights_control(case: Case) -> Any:
    derivation = controlled_by(case.votes, case.group("owner"), links=case.links, **_rule(case))
    return {"controls": case.target in derivation}


def rights_control_set(case: Case) -> Any:
    tops = ultimate_controllers(case.votes, case.target, links=case.links)
    return {"controllers": case.named(frozenset().union(*(top.group for top in tops)))}


def cfius_control(case: Case) -> Any:
    group = {case.index[name] for name in case.query["group"]}
    concert = case.query.get("acting_in_concert", False)
    blocks = concert_blocks(case.votes, case.target, group, in_concert=concert, links=case.links)
    return {"controls": blocks}


def jv(case: Case) -> Any:
    strict = ultimate_controllers(case.votes, case.target)
    weak = [
        one
        for one in case.votes.named(case.target)
        if case.target in controlled_by(case.votes, {one}, strict=False)
    ]
    return {
        "strict": case.named(frozenset().union(*(top.group for top in strict))),
        "weak": case.named(weak),
        "joint_control": bool(joint_control(case.votes, case.target)),
    }


def _concerts(case: Case) -> list[Concert]:
    """Groups of names, or of members with the firms and the days that they agreed on."""
    found = []
    for group in case.query["groups"]:
        said = {"members": group} if isinstance(group, list) else group
        firms = said.get("firms")
        found.append(
            Concert(
                frozenset(case.index[name] for name in said["members"]),
                None if firms is None else frozenset(case.index[name] for name in firms),
                case.day(said.get("valid_from")),
                case.day(said.get("valid_to")),
            )
        )
    return found


def concert(case: Case) -> Any:
    day = case.day(case.query.get("date")) or date.max
    groups = standing(_concerts(case), case.target, day)

    def controller(**options: Any) -> set[str] | None:
        tops = ultimate_controllers(
            case.votes, case.target, links=case.links, **_rule(case), **options
        )
        return case.named(frozenset().union(*(top.group for top in tops))) or None

    return {"without": controller(), "with": controller(concerts=groups)}


def blocked(case: Case) -> Any:
    seed = {case.index[name] for name in case.query["seed"]}
    reached = cascade(
        case.equity,
        seed,
        threshold=case.query.get("threshold", Fraction(1, 2)),
        strict=case.query.get("strict", False),
    )
    return {"blocked": case.named(reached)}


def bis_affiliates(case: Case) -> Any:
    lists: dict[str, set[int]] = {}
    for name, label in case.query["lists"].items():
        for one in [label] if isinstance(label, str) else label:
            lists.setdefault(one, set()).add(case.index[name])
    windows = [(case.day(first), case.day(last)) for first, last in case.query.get("windows", ())]
    if windows and not in_force(date.fromisoformat(case.query["date"]), windows):
        lists = {}
    reach = affiliates(
        case.equity,
        lists,
        threshold=case.query.get("threshold", Fraction(1, 2)),
        strict=case.query.get("strict", False),
    )
    return {
        "restricted": {case.names[firm]: labels for firm, labels in reach.labels.items()},
        "red_flag": case.named(reach.flagged),
    }


def _excluded(one: dict[str, Any]) -> Fraction:
    """Shares that are issued and carry nothing: the company's own, and suspended ones."""
    return sum(
        (exact(one.get(key, 0)) for key in ("excluded", "treasury", "suspended")), Fraction(0)
    )


def share_classes(case: Case) -> Any:
    company, holder = case.number("company"), case.number("holder")
    classes = {
        one["name"]: ShareClass(
            one["issued"], one.get("votes", 1), one.get("dividend", 1), _excluded(one)
        )
        for one in case.attribute(company, "classes")
    }
    held = case.attribute(holder, "holdings")[case.query["company"]]
    sunsets = case.attribute(company, "sunsets") or {}
    if sunsets:
        days = {name: date.fromisoformat(day) for name, day in sunsets.items()}
        classes = after_sunset(classes, days, date.fromisoformat(case.query["date"]))
    votes, cash = class_rights(classes, held)
    return {"votes": votes, "cash_flow": cash, "wedge": votes - cash}


def dual_class(case: Case) -> Any:
    company, holder = case.number("company"), case.number("holder")
    equity = [
        (case.index[edge["owner"]], edge["cls"], edge["share"])
        for edge in case.of_kind("equity")
        if case.index[edge["owned"]] == company
    ]
    votes = votes_from_equity(equity, case.attribute(company, "votes_per_share"))[holder]
    cash = sum(exact(part) for owner, _, part in equity if owner == holder)
    return {
        "votes": votes,
        "cash_flow": cash,
        "wedge": votes - cash,
        "controls": votes > Fraction(1, 2),
    }


def dual_class_min_equity(case: Case) -> Any:
    return {"value": least_equity_for_votes(case.query["multiple"])}


def weakest(case: Case) -> Any:
    owner = case.number("owner")
    rights = weakest_link(case.equity, owner, case.target)
    cash = exact_integrated(case.equity, owner, case.target)
    return {"control_rights": rights, "cash_flow_rights": cash, "wedge": rights - cash}


def weakest_link_cutoff(case: Case) -> Any:
    rights = weakest_link(case.equity, case.number("owner"), case.target)
    return {str(cut): rights >= exact(cut) for cut in case.query["cutoffs"]}


def _company_votes(case: Case) -> dict[int, Fraction]:
    return case.votes.named(case.number("company"))


def banzhaf_index(case: Case) -> Any:
    votes, rule = _company_votes(case), {"strict": case.query.get("strict", True)}
    quota = case.query.get("quota", Fraction(1, 2))
    index = banzhaf(votes, quota, **rule)
    answer: dict[str, Any] = {case.names[voter]: part for voter, part in index.items()}
    if case.query.get("raw"):
        raw = swings(votes, quota, **rule)
        answer["raw"] = {case.names[voter]: count for voter, count in raw.items()}
    return answer


def shapley(case: Case) -> Any:
    index = shapley_shubik(
        _company_votes(case), case.query["quota"], strict=case.query.get("strict", True)
    )
    return Shares({case.names[voter]: part for voter, part in index.items()})


def banzhaf_weights(case: Case) -> Any:
    weights = {case.index[name]: weight for name, weight in case.query["weights"].items()}
    index = banzhaf(weights, case.query["quota"], strict=case.query.get("strict", True))
    return Shares({case.names[voter]: part for voter, part in index.items()})


def banzhaf_compound(case: Case) -> Any:
    index = compound_banzhaf(case.votes, case.target, quota=case.query.get("quota", Fraction(1, 2)))
    return Shares({case.names[voter]: part for voter, part in index.items()})


def npi(case: Case) -> Any:
    power = network_power(case.votes, quota=case.query.get("quota", Fraction(1, 2)))
    return {
        "NPI": Shares({case.names[one]: part for one, part in power.index.items()}),
        "NPF": Shares({case.names[one]: part for one, part in power.flow.items()}),
    }


OPS = {
    "control_pct": control_pct,
    "control_pct_multi": control_pct_multi,
    "control_multi": control_multi,
    "control_all": control_all,
    "control_multi_integrated": control_multi_integrated,
    "dual_layer": dual_layer,
    "possible_certain": possible_certain,
    "rights_control": rights_control,
    "rights_control_set": rights_control_set,
    "cfius_control": cfius_control,
    "jv": jv,
    "concert": concert,
    "blocked": blocked,
    "bis_affiliates": bis_affiliates,
    "share_classes": share_classes,
    "dual_class": dual_class,
    "dual_class_min_equity": dual_class_min_equity,
    "weakest_link": weakest,
    "weakest_link_cutoff": weakest_link_cutoff,
    "banzhaf": banzhaf_index,
    "shapley": shapley,
    "banzhaf_weights": banzhaf_weights,
    "banzhaf_compound": banzhaf_compound,
    "npi": npi,
}
