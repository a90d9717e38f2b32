"""Control, lists and voting power through claims."""

from __future__ import annotations

from typing import Any

from graph import questions
from graph.formats.tables.lists import ListRow
from world_ops.answers import Shares
from world_ops.asked import Asked
from world_ops.case import Case
from world_ops.claims_shares import share_of
from world_ops.tables import SEEN, ident


def rule_of(case: Case) -> dict[str, Any]:
    return {
        "threshold": case.query.get("threshold", 0.5),
        "inclusive": not case.query.get("strict", True),
    }


def _directed(asked: Asked, group: list[str], firm: str, **more: Any) -> Any:
    options = rule_of(asked.case) | more
    return questions.directed_by(asked.release, group, firm, **options)


def control_pct(case: Case) -> Any:
    asked = Asked(case)
    group = asked.ids("controller")
    found = _directed(asked, group, asked.target, as_of=case.query.get("date"))
    answer = {"value": found.votes, "controls": found.certain}
    if case.query.get("also_integrated"):
        answer["integrated"] = share_of(asked, group[0], asked.target)
    return answer


def control_pct_multi(case: Case) -> Any:
    asked = Asked(case)
    found = {
        name: _directed(asked, asked.ids("controller"), ident(name))
        for name in case.query["targets"]
    }
    return {name: one.votes for name, one in found.items()} | {
        "controlled": {name for name, one in found.items() if one.certain}
    }


def _controlled(asked: Asked, name: str) -> set[str]:
    return {
        asked.name(firm)
        for firm in asked.firms
        if firm != ident(name) and _directed(asked, [ident(name)], firm).certain
    }


def control_multi(case: Case) -> Any:
    asked = Asked(case)
    return {name: _controlled(asked, name) for name in case.query["controllers"]}


def control_all(case: Case) -> Any:
    asked = Asked(case)
    return {name: _controlled(asked, name) for name in case.names}


def control_multi_integrated(case: Case) -> Any:
    asked = Asked(case)
    return control_multi(case) | {
        f"{owner}->{firm}": share_of(asked, ident(owner), ident(firm))
        for owner, firm in case.query["pairs"]
    }


def dual_layer(case: Case) -> Any:
    asked = Asked(case)
    found = _directed(asked, asked.ids("controller"), asked.target)
    return {
        "cash_flow": share_of(asked, asked.id("controller"), asked.target),
        "control_pct": found.votes,
        "controls": found.certain,
    }


def possible_certain(case: Case) -> Any:
    asked = Asked(case)
    found = _directed(asked, asked.ids("controller"), asked.target)
    return {"certain": found.certain, "possible": found.possible}


def rights_control(case: Case) -> Any:
    asked = Asked(case)
    return {"controls": _directed(asked, asked.ids("owner"), asked.target).certain}


def certain_controllers(asked: Asked, firm: str, **more: Any) -> set[str]:
    """Everybody whom the product finds to direct a firm for certain, members of groups apart.

    A crowd of a case has one person in the tables, who stands for nobody that directs.
    """
    found = questions.controllers(asked.release, firm, **more)
    return {
        asked.name(member)
        for one in found.controllers
        if one.certainty == "certain"
        for member in one.controller.id.split("+")
        if member in asked.names
    }


def rights_control_set(case: Case) -> Any:
    asked = Asked(case)
    return {"controllers": certain_controllers(asked, asked.target)}


def cfius_control(case: Case) -> Any:
    asked = Asked(case)
    group = asked.ids("group")
    if case.query.get("acting_in_concert"):
        return {"controls": _directed(asked, group, asked.target, inclusive=True).certain}
    alone = [_directed(asked, [member], asked.target) for member in group]
    return {"controls": any(found.certain for found in alone)}


def jv(case: Case) -> Any:
    asked = Asked(case)
    owners = [ident(edge["owner"]) for edge in case.edges]
    weak = [one for one in owners if _directed(asked, [one], asked.target, inclusive=True).certain]
    halves = [
        voter
        for voter in questions.voting_power(asked.release, asked.target).voters
        if voter.votes == 0.5
    ]
    return {
        "strict": certain_controllers(asked, asked.target),
        "weak": asked.named(weak),
        "joint_control": len(halves) == 2,
    }


def concert(case: Case) -> Any:
    claims = []
    for number, group in enumerate(case.query["groups"]):
        said = {"members": group} if isinstance(group, list) else group
        for firm in said.get("firms", [case.query["target"]]):
            members = [ident(name) for name in said["members"]]
            row = {
                "id": f"concert-{number}-{ident(firm)}", "target": ident(firm),
                "mechanism": "concert", "party": members[0], "members": members,
                "as_of": said.get("valid_from", SEEN), "valid_from": said.get("valid_from", ""),
                "valid_to": said.get("valid_to", ""), "source": "s0", "locator": "p. 1",
            }  # fmt: skip
            claims.append(("control", row))
    day = case.query.get("date")
    answer = {}
    for key, more in (("without", ()), ("with", tuple(claims))):
        asked = Asked(_dated(case, day), claims=more)
        answer[key] = certain_controllers(asked, asked.target, as_of=day) or None
    return answer


def _dated(case: Case, day: str | None) -> Case:
    """Stakes that are seen on the day asked about."""
    if day is None:
        return case
    return Case(case.data | {"edges": [edge | {"as_of": day} for edge in case.edges]})


def _screened(case: Case, lists: dict[str, list[str]], rule: str, **more: Any) -> Any:
    asked = Asked(case)
    rows = [
        ListRow(line=line, id=ident(name), list=label)
        for line, (name, labels) in enumerate(lists.items(), start=1)
        for label in labels
    ]
    return asked, questions.screen(asked.release, rule, rows, **more)


def blocked(case: Case) -> Any:
    assert case.query.get("threshold", 0.5) == 0.5
    assert not case.query.get("strict", False)
    asked, found = _screened(case, {name: ["SDN"] for name in case.query["seed"]}, "ofac-50")
    reached = {one.firm.id for one in found.firms if one.status == "certain"}
    return {"blocked": asked.named(reached)}


LABELS = {"entity_list": "Entity List", "meu_list": "MEU List", "sdn_list": "SDN"}
ANSWERED = {
    "entity_list": "Entity List", "meu_list": "Military End-User List", "sdn_list": "SDN list",
}  # fmt: skip


def bis_affiliates(case: Case) -> Any:
    lists = {
        name: [LABELS[label] for label in ([said] if isinstance(said, str) else said)]
        for name, said in case.query["lists"].items()
    }
    day = case.query.get("date", "2025-10-15")
    asked, found = _screened(_dated(case, day), lists, "bis-affiliates", as_of=day)
    back = {name: label for label, name in ANSWERED.items()}
    if not found.in_force:
        return {"restricted": {}, "red_flag": set()}
    return {
        "restricted": {
            asked.name(one.firm.id): {back.get(label, label) for label in one.lists}
            for one in found.firms
            if one.status == "certain"
        },
        "red_flag": asked.named(
            one.firm.id
            for one in found.firms
            if one.status != "certain" and any(flag.flag == "minorityStake" for flag in one.flags)
        ),
    }


def weakest(case: Case) -> Any:
    asked = Asked(case)
    found = questions.weakest_link(asked.release, asked.id("owner"), asked.target)
    return {
        "control_rights": found.control_rights,
        "cash_flow_rights": found.cash_flow_rights.point,
        "wedge": found.wedge,
    }


def weakest_link_cutoff(case: Case) -> Any:
    rights = weakest(case)["control_rights"]
    return {str(cut): rights >= float(cut) for cut in case.query["cutoffs"]}


def _power(case: Case) -> Any:
    asked = Asked(case)
    found = questions.voting_power(
        asked.release,
        asked.id("company"),
        quota=case.query.get("quota", 0.5),
        inclusive=not case.query.get("strict", True),
    )
    return asked, found.voters


def banzhaf_index(case: Case) -> Any:
    asked, voters = _power(case)
    answer: dict[str, Any] = {asked.name(one.holder.id): one.banzhaf for one in voters}
    if case.query.get("raw"):
        answer["raw"] = {asked.name(one.holder.id): one.swings for one in voters}
    return answer


def shapley(case: Case) -> Any:
    asked, voters = _power(case)
    return Shares({asked.name(one.holder.id): one.shapley_shubik for one in voters})


def banzhaf_compound(case: Case) -> Any:
    asked = Asked(case)
    found = questions.voting_power(asked.release, asked.target, quota=case.query.get("quota", 0.5))
    return Shares({asked.name(owner): part for owner, part in found.top.items()})


def npi(case: Case) -> Any:
    """The whole network lies above the one firm that holds nothing."""
    asked = Asked(case)
    owners = {edge["owner"] for edge in case.edges}
    (last,) = {edge["owned"] for edge in case.edges} - owners
    found = questions.network_power(asked.release, ident(last), quota=case.query.get("quota", 0.5))
    return {
        "NPI": Shares({asked.name(one): part for one, part in found.index.items()}),
        "NPF": Shares({asked.name(one): part for one, part in found.flow.items()}),
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
    "weakest_link": weakest,
    "weakest_link_cutoff": weakest_link_cutoff,
    "banzhaf": banzhaf_index,
    "shapley": shapley,
    "banzhaf_compound": banzhaf_compound,
    "npi": npi,
}
