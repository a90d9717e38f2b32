"""Definitions in use through claims: contracts, foreignness, state control, beneficial owners."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from graph import questions
from world_ops.answers import Shares
from world_ops.asked import Asked
from world_ops.case import Case
from world_ops.claims_control import certain_controllers
from world_ops.claims_shares import home_bounds, home_of
from world_ops.tables import ident

BEFORE_2020 = "2019-06-30"  # while the law with the quarter was in force
FORMS = {
    "absolute": "absolute_state_control", "relative": "relative_state_control",
    "byAgreement": "agreement_state_control", "none": "no_state_control",
}  # fmt: skip


def lens(asked: Asked, firm: str, name: str, **more: Any) -> Any:
    (found,) = questions.classify(asked.release, firm, lenses=[name], **more).verdicts
    return found


def seated(asked_case: Case, *names: str) -> tuple[Any, ...]:
    """Claims that firms are seated at home."""
    home = asked_case.home
    place = {
        "id": f"in-{home.lower()}", "kind": "Jurisdiction", "name": home, "jurisdiction": home,
        "source": "s0", "locator": "p. 1",
    }  # fmt: skip
    there = {
        value.get(key)
        for value in asked_case.data["attributes"].values()
        for key in ("country", "incorporated", "ppb")
    }
    rows = [
        (
            "locations",
            {
                "id": f"seat-{ident(name)}", "party": ident(name), "aspect": "seat",
                "target": place["id"], "as_of": "2019-01-01", "source": "s0", "locator": "p. 1",
            },
        )
        for name in names
    ]  # fmt: skip
    return tuple(rows if home in there else [("entities", place), *rows])


def vie(case: Case) -> Any:
    asked = Asked(case)
    legal = questions.owners(asked.release, asked.target, basis="legal")
    economic = questions.owners(asked.release, asked.target)
    top = min(edge["owned"] for edge in case.edges if edge["owner"] == _founder(case))
    largest = questions.controllers(asked.release, ident(top)).largest
    contract = questions.chains(asked.release, ident(_founder(case)), asked.target, k=1)
    last = contract.chains[0].steps[-1]
    alone = certain_controllers(asked, asked.target) - {top}
    return {
        "equity_domestic": home_of(legal),
        "economic_domestic": home_of(economic),
        "economic_foreign": home_of(economic, ("foreign_state", "foreign_other")),
        "contract_controller": asked.name(last.owner.id) if last.link == "contract" else None,
        "ultimate_controller_by_votes": next(iter(alone), None),
        "largest_single_holder": asked.name(largest.holder.id) if largest else None,
    }


def _founder(case: Case) -> str:
    """The person of home who holds a firm that somebody abroad holds too."""
    abroad = {
        edge["owned"]
        for edge in case.of_kind("equity")
        if case.data["attributes"].get(edge["owner"], {}).get("country") not in (None, case.home)
    }
    (founder,) = {
        edge["owner"]
        for edge in case.of_kind("equity")
        if edge["owned"] in abroad
        and case.data["attributes"].get(edge["owner"], {}).get("country") == case.home
    }
    return founder


def vie_wvr(case: Case) -> Any:
    asked = Asked(case)
    founder = asked.id("founder")
    economic = questions.owners(asked.release, asked.target)
    issuers = {edge["owned"] for edge in case.edges if edge["owner"] == case.query["founder"]}
    votes = {
        voter.holder.id: voter.votes
        for issuer in issuers
        for voter in questions.voting_power(asked.release, ident(issuer)).voters
    }
    control = lens(asked, asked.target, "ultimate-control")
    owned = lens(asked, asked.target, "ultimate-ownership")
    assert control.decided
    assert owned.decided
    sides = {control.case == "home", owned.case == "above"}
    return {
        "economic_domestic": home_of(economic),
        "founder_votes": votes[founder],
        "control_nationality": case.home if control.case == "home" else control.case,
        "class": "hybrid" if len(sides) == 2 else "home" if True in sides else "foreign",
    }


def vie_partial(case: Case) -> Any:
    asked = Asked(case)
    found = {basis: questions.owners(asked.release, asked.target, basis=basis)
             for basis in ("legal", "economic")}  # fmt: skip
    answer: dict[str, Any] = {
        basis: Shares({asked.name(one.owner.id): one.share.point for one in owners.owners})
        for basis, owners in found.items()
    }
    return answer | {f"home_{basis}": home_of(owners) for basis, owners in found.items()}


def vie_bounds(case: Case) -> Any:
    asked = Asked(case)
    home = home_bounds(asked, asked.target)
    voters = questions.voting_power(asked.release, asked.target).voters
    return {
        "home_economic": [home.lower, home.upper],
        "votes": Shares({asked.name(one.holder.id): one.votes for one in voters}),
    }


def _largest(asked: Asked, firm: str, threshold: Any, *, inclusive: bool) -> str | None:
    found = questions.largest_holder_above(
        asked.release, firm, threshold=threshold, inclusive=inclusive
    )
    return asked.name(found.id) if found else None


def guo(case: Case) -> Any:
    asked = Asked(case)
    threshold, strict = case.query.get("threshold", 0.5), case.query.get("strict", True)
    return {
        name: _largest(asked, ident(name), threshold, inclusive=not strict)
        for name in case.query["targets"]
    }


def guo_thresholds(case: Case) -> Any:
    """The questions are the keys of the answer: target@percent."""
    asked, found = Asked(case), {}
    for key in case.expected:
        name, percent = key.rsplit("@", 1)
        found[key] = _largest(asked, ident(name), Fraction(percent) / 100, inclusive=True)
    return found


def parents_of(case: Case) -> Any:
    assert case.query["threshold"] == 0.5
    asked = Asked(case)
    found = questions.parents_by_right(asked.release, asked.target)
    return {"parents": asked.named(parent.id for parent in found)}


def multiplier(case: Case) -> Any:
    asked = Asked(case)
    rule = {(">=0.5", False): "cfius", (">0.5", True): "fcc"}[
        case.query["promote"], case.query.get("promote_first_link", False)
    ]
    found = questions.attributed_interest_in(
        asked.release, asked.id("owner"), asked.target, rule=rule
    )
    return {"value": found.value, "substantial": found.passes}


def attribution(case: Case) -> Any:
    asked = Asked(case)
    found = questions.attributed_interest_in(
        asked.release, asked.id("owner"), asked.target, rule="outbound"
    )
    return {"value": found.value, "parent": found.passes}


def cfius_foreign(case: Case) -> Any:
    asked = Asked(case)
    answer = {}
    for prefix, name in [("", case.query["target"])] + [
        (f"{name}_", name) for name in case.query.get("also", ())
    ]:
        found = questions.foreign_person(asked.release, ident(name))
        answer |= {f"{prefix}foreign_entity": found.entity, f"{prefix}foreign_person": found.person}
    return answer


def ubo_tests(case: Case) -> Any:
    asked = Asked(case)
    found = questions.beneficial_owners(
        asked.release, asked.target, threshold=case.query["threshold"]
    )
    return {
        test: {asked.name(one.owner.id): getattr(one, test) for one in found}
        for test in ("multiplication", "rolling", "dominancy")
    }


def fie(case: Case) -> Any:
    assert case.query["threshold"] == 0.25
    edges = [edge | {"as_of": BEFORE_2020} for edge in case.edges]
    dated = Case(case.data | {"edges": edges})
    asked = Asked(dated, claims=seated(dated, *case.query["targets"]))
    words = {"above": "FIE", "between": "FIE_below_25", "none": "domestic"}
    answer = {}
    for name in case.query["targets"]:
        found = lens(asked, ident(name), "registered-foreign-equity", as_of="2019-12-31")
        answer[name] = words.get(found.case, "open") if found.decided else found.decides
    return answer


def nbs(case: Case) -> Any:
    asked = Asked(case)
    found = lens(asked, asked.target, "nbs-state-control")
    return {"class": FORMS[found.case] if found.decided else found.decides}


def nbs_nosum(case: Case) -> Any:
    asked = Asked(case)
    found = lens(asked, asked.target, "nbs-state-control")
    owners = questions.owners(asked.release, asked.target, basis="legal")
    largest = questions.controllers(asked.release, asked.target).largest
    assert found.decided
    return {
        "absolute": found.case == "absolute",
        "aggregate_state_share": owners.columns["home_state"].point,
        "largest_holder": asked.name(largest.holder.id) if largest else None,
    }


def round_trip(case: Case) -> Any:
    """Held abroad at the first hop, on paper; home's in the end: the two figures, compared."""
    asked = Asked(case)
    holders = questions.owners(asked.release, asked.target, basis="legal").holders
    abroad = {
        name
        for name in case.names
        if case.data["attributes"].get(name, {}).get("country") not in (None, case.home)
    }
    direct = sum(
        line.share.lower
        for line in holders
        if line.currency == "current" and asked.name(line.holder.id) in abroad
    )
    home = home_of(questions.owners(asked.release, asked.target))
    return {
        "direct_foreign": direct,
        "ultimate_domestic": home,
        "flag": "round_trip" if home > 1 - direct + 1e-12 else None,
    }


def state_connected(case: Case) -> Any:
    cited = tuple(
        (
            "classifications",
            {
                "id": f"role-{ident(name)}", "target": ident(name), "role": "stateEnterprise",
                "jurisdiction": case.home, "source": "s0", "locator": "p. 1",
                "as_of": "2025-06-30",
            },
        )
        for name in case.query["state_nodes"]
    )  # fmt: skip
    asked = Asked(case, claims=cited)
    found = questions.closeness_to_state(
        asked.release, [ident(name) for name in case.query["owners"]]
    )
    return {asked.name(one.owner.id): one.degree for one in found}


def state_levels(case: Case) -> Any:
    asked = Asked(case)
    levels = {
        str(cut): questions.state_level_of_firm(
            asked.release, asked.target, cutoff=cut,
            substantial=case.query.get("substantial", 0),
        )
        for cut in case.query["cutoffs"]
    }  # fmt: skip
    (share,) = {found.share.point for found in levels.values()}
    return {"share": share} | {cut: found.level for cut, found in levels.items()}


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
