"""What matters and what would turn it, through claims: ``settling`` and the rights of classes."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from graph import questions
from graph.ownership.control.rights import ShareClass
from world_ops.answers import Shares
from world_ops.asked import Asked
from world_ops.case import Case
from world_ops.claims_control import certain_controllers
from world_ops.claims_definitions import lens, seated
from world_ops.claims_shares import home_bounds, home_of
from world_ops.tables import SEEN, claim_of, ident

ABROAD = "US"


def _one_sided(case: Case) -> Asked:
    """Home is one owner alone: what stakes carry of home's share is what they carry of its own."""
    owner = case.query["owner"]
    others = {name: {"country": ABROAD} for name in case.names if name != owner}
    attributes = others | {owner: {"country": case.home}}
    return Asked(Case(case.data | {"attributes": attributes}))


def _weights(case: Case, field: str) -> Any:
    asked = _one_sided(case)
    found = questions.settling(asked.release, asked.target)
    stakes = {
        f"{asked.name(stake.holder.id)}->{asked.name(stake.owned.id)}": getattr(stake, field)
        for stake in found.stakes
    }
    return stakes, found.home_share.point


def edge_shapley(case: Case) -> Any:
    stakes, total = _weights(case, "shapley")
    return stakes | {"total": total}


def edge_gradient(case: Case) -> Any:
    return _weights(case, "gradient")[0]


def edge_removal(case: Case) -> Any:
    return _weights(case, "without")[0]


def counterfactual(case: Case) -> Any:
    """The least that must change hands in each firm, from the side that has it."""
    asked = Asked(case)
    found = questions.settling(asked.release, asked.target)
    least: dict[str, float] = {}
    for turn in found.reversals:
        if turn.holder is not None:
            name = f"on_{asked.name(turn.owned.id)}"
            least[name] = min(turn.amount, least.get(name, 1.0))
    missing = {f"on_{asked.name(firm)}": None for firm in asked.firms}
    return {"share": found.home_share.point} | missing | least


def counterfactual_control(case: Case) -> Any:
    asked = Asked(case)
    found = questions.settling(asked.release, asked.target)
    cuts = Shares(
        {
            f"{asked.name(flip.holder.id)}->{asked.name(flip.owned.id)}": flip.amount
            for flip in found.control_flips
        }
    )
    return dict(cuts) | {"best": min(cuts, key=lambda key: (cuts[key], key), default=None)}


def possible_worlds(case: Case) -> Any:
    asked = Asked(case)
    found = questions.chances_of_control(
        asked.release,
        asked.id("controller"),
        asked.target,
        {claim_of(number): edge.get("p", 1) for number, edge in enumerate(case.edges)},
    )
    return {"p_control": found.controls, "mean_share": found.mean_share}


def multiverse(case: Case) -> Any:
    """Each specification is a question of its own; how they split is counted here."""
    named = Asked(case, claims=seated(case, case.query["target"]))
    target = named.target
    found = questions.owners(named.release, target)
    ours = {one.owner.id for one in found.owners if one.column in ("home_state", "home_other")}
    direct = sum(line.share.lower for line in found.holders if line.holder.id in ours)
    links = [questions.weakest_link(named.release, one, target).control_rights for one in ours]
    abroad = home_of(found, ("foreign_state", "foreign_other"))
    home = home_bounds(named, target)
    controllers = certain_controllers(named, target)
    verdicts = {
        "direct_gt50": direct > 0.5,
        "integrated_gt50": home.lower > 0.5,
        "control_gt50": bool(controllers) and controllers <= named.named(ours),
        "weakest_link_gt50": sum(links) > 0.5,
    }
    assert lens(named, target, "ultimate-ownership").case == (
        "above" if home.lower > 0.5 else "below"
    )
    return verdicts | {
        "foreign_ge25_is_FIE": abroad >= float(case.query.get("fie_threshold", 0.25)),
        "share_domestic_specs": Fraction(sum(verdicts.values()), len(verdicts)),
    }


def _classed(case: Case, company: str, held: list[tuple[str, str, Any]], seen: str = SEEN) -> Asked:
    """Stakes in classes of a company's shares: (holder, class, part of the class)."""
    cited = {"source": "s0", "locator": "p. 1"}
    claims: list[tuple[str, Any]] = []
    for name in dict.fromkeys(cls for _, cls, _ in held):
        row = {"id": _class(name), "kind": "ShareClass", "name": name, "part_of": ident(company)}
        claims.append(("entities", row | cited))
    for number, (holder, cls, part) in enumerate(held):
        exact = format(float(part * 100), ".12g")
        row = {
            "id": f"class-{number}", "party": ident(holder), "target": ident(company),
            "share_min": exact, "share_max": exact, "denominator": _class(cls), "as_of": seen,
            "measurand": "registered",
        }  # fmt: skip
        claims.append(("ownership", row | cited))
    attributes = case.data["attributes"] | {name: {} for name, _, _ in held}
    bare = Case(case.data | {"edges": [], "attributes": attributes})
    return Asked(bare, claims=tuple(claims))


def _class(name: str) -> str:
    return f"class-{name.lower()}"


def share_classes(case: Case) -> Any:
    """Issued, votes and dividends are said with the question; holdings are claims."""
    company, holder = case.query["company"], case.query["holder"]
    listed = {one["name"]: one for one in case.data["attributes"][company]["classes"]}
    numbers = case.data["attributes"][holder]["holdings"][company]
    held = [
        (holder, cls, Fraction(n) / Fraction(listed[cls]["issued"])) for cls, n in numbers.items()
    ]
    classes = {
        _class(name): ShareClass(
            one["issued"], one.get("votes", 1), one.get("dividend", 1),
            sum(Fraction(one.get(key, 0)) for key in ("excluded", "treasury", "suspended")),
        )
        for name, one in listed.items()
    }  # fmt: skip
    sunsets = case.data["attributes"][company].get("sunsets", {})
    asked = _classed(case, company, held, case.query.get("date", SEEN))
    return _rights(
        asked, company, holder, classes,
        {_class(name): date.fromisoformat(day) for name, day in sunsets.items()},
        case.query.get("date"),
    )  # fmt: skip


def dual_class(case: Case) -> Any:
    """Parts of all equity by class: each class has issued what its holders have together."""
    company, holder = case.query["company"], case.query["holder"]
    votes = case.data["attributes"][company]["votes_per_share"]
    equity = [(e["owner"], e["cls"], Fraction(e["share"])) for e in case.of_kind("equity")]
    issued = {cls: sum(part for _, c, part in equity if c == cls) for cls in votes}
    held = [(owner, cls, part / issued[cls]) for owner, cls, part in equity]
    classes = {_class(cls): ShareClass(issued[cls], votes[cls]) for cls in votes}
    asked = _classed(case, company, held)
    found = _rights(asked, company, holder, classes, {}, None)
    return found | {"controls": found["votes"] > 0.5}


def _rights(
    asked: Asked, company: str, holder: str, classes: Any, sunsets: Any, day: str | None
) -> dict[str, float]:
    """The stakes are seen in 2025; what a sunset changes is the day's to say."""
    found = questions.rights_by_class(
        asked.release, ident(company), classes, sunsets=sunsets, as_of=day
    )
    rights = next(one for one in found if one.holder.id == ident(holder))
    return {"votes": rights.votes, "cash_flow": rights.cash_flow, "wedge": rights.wedge}


OPS = {
    "edge_shapley": edge_shapley,
    "edge_gradient": edge_gradient,
    "edge_removal": edge_removal,
    "counterfactual": counterfactual,
    "counterfactual_control": counterfactual_control,
    "possible_worlds": possible_worlds,
    "multiverse": multiverse,
    "share_classes": share_classes,
    "dual_class": dual_class,
}
