"""Shares and bounds through claims: ``owners``, ``holdings``, ``chains``, ``settling``."""

from __future__ import annotations

from typing import Any

from graph import questions
from graph.answers.ownership import Owners
from graph.answers.parts import Interval
from world_ops.answers import Shares
from world_ops.asked import Asked
from world_ops.case import Case
from world_ops.tables import ident

HOME = ("home_state", "home_other")


def below(asked: Asked, owner: str) -> dict[str, Any]:
    """What an owner has of every firm, by id of the firm."""
    found = questions.holdings(asked.release, owner)
    return {held.firm.id: held for held in found.firms}


def share_of(asked: Asked, owner: str, firm: str, kind: str = "walk_sum") -> float:
    held = below(asked, owner).get(firm)
    return getattr(held, kind) if held else 0.0


def integrated(case: Case) -> Any:
    asked = Asked(case)
    return {"value": share_of(asked, asked.id("owner"), asked.target)}


def _pairs(case: Case, kind: str) -> Any:
    asked, pairs = Asked(case), case.query["pairs"]
    several = len({firm for _, firm in pairs}) > 1
    arrows = all("->" in key for key in case.expected)
    return {
        f"{owner}->{firm}" if arrows else firm if several else owner: share_of(
            asked, ident(owner), ident(firm), kind
        )
        for owner, firm in pairs
    }


def integrated_multi(case: Case) -> Any:
    return _pairs(case, "walk_sum")


def passage_multi(case: Case) -> Any:
    return _pairs(case, "first_passage")


def passage(case: Case) -> Any:
    asked = Asked(case)
    return {"value": share_of(asked, asked.id("owner"), asked.target, "first_passage")}


def walk_and_first(case: Case) -> Any:
    asked = Asked(case)
    held = below(asked, asked.id("owner"))[asked.target]
    return {"walk_sum": held.walk_sum, "first_passage": held.first_passage}


def ultimate(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target)
    shares = {asked.name(one.owner.id): one.share.point for one in found.owners if one.share.point}
    named = sum(shares.values())
    return Shares(shares | {"__unknown__": 1 - named})


def _sum(kind: str) -> Any:
    def adapter(case: Case) -> Any:
        asked = Asked(case)
        return Shares(
            {
                name: getattr(questions.holdings(asked.release, ident(name)), kind)
                for name in case.names
            }
        )

    return adapter


def simple_path_sums(case: Case) -> Any:
    asked, least = Asked(case), float(case.query["min"])
    return Shares(
        {
            f"{name}->{asked.name(firm)}": held.simple_paths
            for name in case.names
            for firm, held in below(asked, ident(name)).items()
            if held.simple_paths >= least - 1e-12 and firm != ident(name)
        }
    )


def home_of(found: Owners, columns: tuple[str, ...] = HOME) -> float:
    return sum(found.columns[column].point for column in columns)


def home_bounds(asked: Asked, firm: str, *, as_of: str | None = None) -> Interval:
    """The interval of home's share, as the lens of ultimate ownership has it."""
    answer = questions.classify(asked.release, firm, lenses=["ultimate-ownership"], as_of=as_of)
    return answer.verdicts[0].interval


def group_share(case: Case) -> Any:
    asked = Asked(case)
    assert case.query["attr"] == "country"
    return {"value": home_of(questions.owners(asked.release, asked.target))}


def group_share_limit(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target, home="US")
    abroad = home_of(found, ("foreign_state", "foreign_other", "associated"))
    return {"value": abroad, "eligible": abroad <= case.query["limit"]}


def bounded(case: Case) -> Any:
    asked = Asked(case)
    found = home_bounds(asked, asked.target)
    return {"min": found.lower, "max": found.upper}


def degenerate(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target)
    home = home_bounds(asked, asked.target)
    if found.undetermined == 0:
        status = "open"
    else:
        status = "closed_component" if found.undetermined == 1 else "upstream_closed_component"
    shares = {asked.name(one.owner.id): one.share.point for one in found.owners}
    return {
        "status": status,
        "undetermined": found.undetermined,
        "domestic_bounds": [home.lower, home.upper],
    } | shares


def over_100(case: Case) -> Any:
    """What contradicts is named and bounded; the rescaled share is what some tools would say."""
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target)
    home = home_bounds(asked, asked.target)
    stated = {one.holder.id: one.share.lower for one in found.holders if one.currency == "current"}
    total = sum(stated.values())
    ours = [
        ident(n)
        for n in case.names
        if case.data["attributes"].get(n, {}).get("country") == case.home
    ]
    flagged = any("more than 100 %" in note for note in found.notes)
    return {
        "flag": "sum_gt_1" if flagged else None,
        "sum": total,
        "rescaled_domestic": sum(stated[one] for one in ours if one in stated) / total,
        "bounds": [home.lower, home.upper],
    }


def tighten(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.id("owned"), basis="legal")
    share = next(one.share for one in found.owners if one.owner.id == asked.id("owner"))
    return {"min": share.lower, "max": share.upper}


def isolated(case: Case) -> Any:
    asked = Asked(case)
    found = questions.owners(asked.release, asked.target)
    home = home_bounds(asked, asked.target)
    seat = questions.classify(asked.release, asked.target, lenses=["legal-seat"]).verdicts[0]
    return {
        "bounds": [home.lower, home.upper],
        "fallback": f"registration:{case.home}" if seat.case == "home" else seat.case,
        "ownership_known": 1 - found.columns["undisclosed"].point,
    }


def top_walks(case: Case) -> Any:
    asked = Asked(case)
    found = questions.chains(asked.release, asked.id("owner"), asked.target, k=int(case.query["k"]))
    return {
        "walks": [
            {
                "path": [asked.name(chain.steps[0].owner.id)]
                + [asked.name(step.owned.id) for step in chain.steps],
                "value": chain.share,
            }
            for chain in found.chains
        ],
        "explained": found.explained / found.total.point,
    }


OPS = {
    "integrated": integrated,
    "integrated_multi": integrated_multi,
    "first_passage": passage,
    "first_passage_multi": passage_multi,
    "walk_and_first": walk_and_first,
    "ultimate": ultimate,
    "access_centrality": _sum("access"),
    "corrected_centrality": _sum("corrected"),
    "bowtie_centrality": _sum("bow_tie"),
    "simple_path_index": _sum("influence"),
    "simple_path_sums": simple_path_sums,
    "group_share": group_share,
    "group_share_limit": group_share_limit,
    "bounds": bounded,
    "degenerate": degenerate,
    "over_100": over_100,
    "tighten": tighten,
    "isolated": isolated,
}
