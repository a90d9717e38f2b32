"""The least set of firms that grows out of some entities, under one way of counting stakes.

Rounds of all firms that come in at once, so that neither numbering nor order shows. Cost: each
round looks at the holders of the firms next to the last one's; at most one round for each firm.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from graph.fraction import ZERO, Fraction
from graph.ownership.control.capital import Capital

CAPITAL = "capital"


@dataclass(frozen=True)
class Passage:
    """How one firm is reached: by whom, with how much at the least and at the most."""

    firm: int
    mechanism: str  # capital, or the name of a link
    contributors: tuple[int, ...]
    lower: Fraction
    upper: Fraction


def in_part(column: Capital, firm: int, inside: AbstractSet[int]) -> Passage:
    """What those inside have of a firm, enough or not."""
    holders = tuple(sorted(one for one in column.held if one in inside and one != firm))
    lower = column.least(firm, inside)
    return Passage(firm, CAPITAL, holders, lower, column.most(firm, inside)[0])


class Arrangement(Protocol):
    """Holders of one firm whose stakes in it are one."""

    @property
    def members(self) -> frozenset[int]:
        """Who they are."""
        ...


@dataclass(frozen=True)
class Growth:
    """The least set of firms closed under one way of counting."""

    capital: Mapping[int, Capital]
    links: tuple[tuple[int, int, str], ...]
    counted: Callable[[int, AbstractSet[int]], bool]

    def together(self, seeds: Collection[int]) -> dict[int, Passage]:
        """All that the seeds reach, their stakes added up."""
        return self.grown(frozenset(), seeds)

    def each_group(
        self,
        groups: Iterable[Collection[int]],
        seeds: Collection[int],
        joint: Mapping[int, Iterable[Arrangement]] | None = None,
    ) -> dict[int, Passage]:
        """All that any one group of the seeds reaches by itself.

        Those inside who hold a firm under a joint arrangement are added up in it, whichever
        group they came in by; what they reach so goes on alone.
        """
        found: dict[int, Passage] = {}
        for group in groups:
            for firm, passage in self.together(group).items():
                if firm not in seeds:
                    found.setdefault(firm, passage)
        while more := self._joined(joint or {}, {*seeds, *found}):
            for firm, passage in more.items():
                found[firm] = passage
                for below, further in self.together({firm}).items():
                    if below not in seeds:
                        found.setdefault(below, further)
        return found

    def _joined(
        self, joint: Mapping[int, Iterable[Arrangement]], inside: AbstractSet[int]
    ) -> dict[int, Passage]:
        """The firms outside that those inside reach by an arrangement among them."""
        found = {}
        for firm, arrangements in joint.items():
            for arrangement in arrangements:
                members = arrangement.members & inside
                known = firm in self.capital and firm not in inside and len(members) > 1
                if known and self.counted(firm, members):
                    found[firm] = in_part(self.capital[firm], firm, members)
        return found

    def grown(
        self, before: AbstractSet[int], seeds: Collection[int], *, everywhere: bool = False
    ) -> dict[int, Passage]:
        """All that the seeds reach together with a set that is closed ``before`` they join it.

        Firms of which nobody inside has anything are tried only if asked ``everywhere``: they
        count where somebody whom nobody named does.
        """
        inside, fresh, found = {*before, *seeds}, set(seeds) - before, dict[int, Passage]()
        near = set(self.capital) if everywhere else set()
        while fresh or near:
            new: dict[int, Passage] = {}
            for holder in sorted(fresh):
                for firm, mechanism in self._linked.get(holder, ()):
                    if firm not in inside and firm not in new:
                        had = self.capital[firm].held.get(holder) if firm in self.capital else None
                        new[firm] = Passage(firm, mechanism, (holder,), *(had or (ZERO, ZERO)))
            near.update(firm for holder in fresh for firm in self._holds.get(holder, ()))
            for firm in sorted(near - inside):
                if firm not in new and self.counted(firm, inside):
                    new[firm] = in_part(self.capital[firm], firm, inside)
            inside |= set(new)
            found |= dict(sorted(new.items()))
            fresh, near = set(new), set()
        return found

    @cached_property
    def _linked(self) -> Mapping[int, list[tuple[int, str]]]:
        linked: dict[int, list[tuple[int, str]]] = {}
        for holder, firm, mechanism in self.links:
            linked.setdefault(holder, []).append((firm, mechanism))
        return linked

    @cached_property
    def _holds(self) -> Mapping[int, list[int]]:
        holds: dict[int, list[int]] = {}
        for firm, column in self.capital.items():
            for holder, (_, most) in column.held.items():
                if most > 0 and holder != firm:
                    holds.setdefault(holder, []).append(firm)
        return holds
