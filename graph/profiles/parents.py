"""Ultimate parents worked out from direct ones, against those the filers state.

Each firm's links to direct parents are followed up by the control fixpoint, as for
any other control, and the top is compared with the ultimate parent the same firm
files. The two are filed apart and checked apart, so that where they differ, one of
them, or a link between them, is missing or wrong; which one is said where the file
itself tells.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct

from graph.answers.parts import Named
from graph.claims.model import Claim, Consolidation
from graph.claims.walks import everybody
from graph.ownership.arrays.votes import Votes
from graph.ownership.control.who_controls import ultimate_controllers

MECHANISM = "directConsolidation"
Parents = Mapping[str, tuple[str, ...]]


class Difference(Struct, frozen=True, kw_only=True):
    """A firm whose filed ultimate parent is not where its chain of direct parents ends."""

    firm: Named
    found: tuple[Named, ...]  # where the chain ends
    filed: tuple[Named, ...]
    reason: str

    def __str__(self) -> str:
        """The firm, both answers and the reason in one line."""
        found = _listed(self.found) or "nobody"
        return (
            f"{self.firm.name}: rolls up to {found}; filed is {_listed(self.filed)}: {self.reason}"
        )


class RollUp(Struct, frozen=True, kw_only=True):
    """How far chains of direct parents end where filers say."""

    compared: int  # firms that file both
    agreed: int
    differences: tuple[Difference, ...]
    only_ultimate: tuple[Named, ...]  # firms that file an ultimate parent and no direct one
    only_direct: int

    def __str__(self) -> str:
        """The agreement in one line."""
        return (
            f"{self.agreed} of {self.compared} firms roll up to the ultimate parent they file; "
            f"{len(self.only_ultimate)} more file no direct parent, "
            f"{self.only_direct} no ultimate one"
        )


def by_id(entity: str) -> Named:
    """An entity of which only the id is at hand."""
    return Named(entity, entity)


def roll_up(claims: Iterable[Claim], day: date, name_of: Callable[[str], Named] = by_id) -> RollUp:
    """Compare chains of direct parents with filed ultimate parents on a day.

    Only consolidations that stand on the day count; claims of other kinds are passed
    over. Cost: one control fixpoint for each firm, over the parents above it.

    >>> from graph.claims.model import Consolidation
    >>> def said(party, target, parent):
    ...     return Consolidation(id=f"{target}-{parent}", party=party, target=target, parent=parent)
    >>> direct = [said("b", "a", "directConsolidation"), said("c", "b", "directConsolidation")]
    >>> filed = [said("c", "a", "ultimateConsolidation"), said("d", "b", "ultimateConsolidation")]
    >>> print(roll_up([*direct, *filed], date(2025, 12, 31)))
    1 of 2 firms roll up to the ultimate parent they file; 0 more file no direct parent, ...
    """
    direct, filed = _parents(claims, day)
    both = [firm for firm in filed if firm in direct]
    differences = []
    for firm in both:
        found = _tops(firm, direct)
        if found != frozenset(filed[firm]):
            reason = _reason(firm, sorted(found), direct, filed, name_of)
            differences.append(
                Difference(
                    firm=name_of(firm),
                    found=tuple(name_of(one) for one in sorted(found)),
                    filed=tuple(name_of(one) for one in filed[firm]),
                    reason=reason,
                )
            )
    return RollUp(
        compared=len(both),
        agreed=len(both) - len(differences),
        differences=tuple(differences),
        only_ultimate=tuple(name_of(firm) for firm in filed if firm not in direct),
        only_direct=sum(firm not in filed for firm in direct),
    )


def _parents(claims: Iterable[Claim], day: date) -> tuple[Parents, Parents]:
    """Direct and ultimate parents of each firm, firms in the order of their ids."""
    found: dict[str, defaultdict[str, set[str]]] = {
        "directConsolidation": defaultdict(set),
        "ultimateConsolidation": defaultdict(set),
    }
    for claim in claims:
        if (
            isinstance(claim, Consolidation)
            and claim.parent
            and claim.status not in ("denied", "retracted")
            and claim.period.contains(day)
        ):
            found[claim.parent][claim.target].add(claim.party)
    direct, ultimate = (
        {firm: tuple(sorted(parents)) for firm, parents in sorted(of.items())}
        for of in found.values()
    )
    return direct, ultimate


def _tops(firm: str, direct: Parents) -> frozenset[str]:
    """Who controls the firm through direct parents and is controlled by nobody who does."""
    ids = tuple(everybody([firm], lambda held: direct.get(held, ())))
    index = {one: position for position, one in enumerate(ids)}
    links = [
        (index[parent], index[one], MECHANISM) for one in ids for parent in direct.get(one, ())
    ]
    tops = ultimate_controllers(Votes.from_stakes([]), 0, links=links)
    return frozenset(ids[member] for top in tops for member in top.group)


def _listed(several: Iterable[Named]) -> str:
    return ", ".join(one.name for one in several)


def _reason(
    firm: str,
    found: list[str],
    direct: Parents,
    filed: Parents,
    name_of: Callable[[str], Named],
) -> str:
    if not found:
        return "its direct parents go round in a circle back to it"
    if any(one in direct for one in found):
        return "its direct parents go round in a circle"
    if len(found) > 1:
        return "it has direct parents with different tops"
    (top,) = found
    called = name_of(top).name
    if set(filed.get(top, ())) & set(filed[firm]):
        return f"{called} names the same ultimate parent, and no direct parent: a link is missing"
    if top in filed:
        others = _listed(name_of(one) for one in filed[top])
        return f"{called} names another ultimate parent, {others}"
    if any(one in direct for one in filed[firm]):
        return "what it files as ultimate has a direct parent of its own"
    return f"{called} names no parent at all: it is the top, or its own record is missing"
