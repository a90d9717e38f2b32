"""Claims as counted stakes: who holds what above a firm, below an owner, or in a whole release.

Every index starts from one of these; which stakes count on the day is decided
where it is for every other answer (``graph.holders``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.answers.names import named
from graph.answers.parts import Named
from graph.arguments import days_of, home_of
from graph.claims.knowledge import Knowledge
from graph.claims.model import Ownership
from graph.entities.resolving import resolve
from graph.errors import ComputationError
from graph.fraction import Fraction
from graph.holders.contracts import contracts_over, replaced
from graph.holders.holder_column import Held
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.networks.view import is_end
from graph.ownership.arrays.holdings import Holdings
from graph.ownership.arrays.holdings import Stake as Numbered
from graph.ownership.arrays.votes import Votes
from graph.releases.release import Release

MOST_FIRMS = 5_000  # firms that are looked at for one index


@dataclass(frozen=True)
class Counted:
    """Some firms' holders on a day, numbered; ``ids`` gives the entity of each number."""

    knowledge: Knowledge
    ids: tuple[str, ...]
    stakes: tuple[Numbered, ...]

    @cached_property
    def index(self) -> dict[str, int]:
        """The number of each entity."""
        return {entity: number for number, entity in enumerate(self.ids)}

    @cached_property
    def votes(self) -> Votes:
        """The stakes in exact integers; groups of many people never act as one."""
        groups = [number for number, entity in enumerate(self.ids) if self._is_group(entity)]
        return Votes.from_stakes(self.stakes, dispersed=groups)

    @cached_property
    def voters(self) -> Votes:
        """The votes of whoever can vote as one: without those of groups of many people."""
        return Votes.from_stakes(
            stake for stake in self.stakes if not self._is_group(self.ids[stake[0]])
        )

    @cached_property
    def holdings(self) -> Holdings:
        """The certain shares as floats."""
        known = [(owner, owned, least, None, least) for owner, owned, least, _, _ in self.stakes]
        return Holdings.from_stakes(len(self.ids), known)

    def named(self, number: int) -> Named:
        """The entity of a number, short."""
        return named(self.knowledge, self.ids[number])

    def _is_group(self, entity: str) -> bool:
        known = self.knowledge.entities.get(entity)
        return known is not None and known.kind == "PartyGroup"


def above(situation: Situation, basis: Basis) -> Counted:
    """A firm, number 0, and everybody who holds it, directly or not."""
    return _counted(situation, [situation.firm], basis, upward=True)


def below(release: Release, owner: str, as_of: date | str | None, basis: Basis) -> Counted:
    """An owner, number 0, every firm that it may hold, directly or not, and their other holders."""
    situation = anywhere(release, owner, as_of, None)
    firms = [situation.firm]
    met = set(firms)
    for holder in firms:  # grows while it is read
        for claim in release.knowledge.of(Ownership, holder):
            if claim.target not in met:
                met.add(claim.target)
                firms.append(claim.target)
        _bounded(firms)
    return _counted(situation, firms, basis, upward=False)


def everywhere(situation: Situation, basis: Basis) -> Counted:
    """Every firm of which a holder is claimed, the situation's own first."""
    known = situation.knowledge
    firms = dict.fromkeys(
        claim.target for claim in known.claims.values() if isinstance(claim, Ownership)
    )
    return _counted(situation, [situation.firm, *firms], basis, upward=False)


def anywhere(
    release: Release, entity: str, as_of: date | str | None, home: str | None
) -> Situation:
    """An entity of any kind on a day: an owner may be a person."""
    day = days_of(release, as_of).ownership
    seen_from = home_of(home or release.home)
    return Situation(release.knowledge, resolve(release, entity), day, seen_from)


def undisclosed(counted: Counted, firm: int = 0) -> float:
    """What the certain stakes in a firm leave."""
    named_part = sum(counted.votes.named(firm).values(), Fraction(0))
    return float(max(Fraction(0), 1 - named_part))


def _counted(situation: Situation, firms: Iterable[str], basis: Basis, *, upward: bool) -> Counted:
    numbers: dict[str, int] = {}
    for firm in firms:
        numbers.setdefault(firm, len(numbers))
    waiting = list(numbers)
    stakes: list[Numbered] = []
    for firm in waiting:  # grows while it is read, where everybody above is wanted
        for held in holders_of(situation, firm, basis):
            if held.holder not in numbers:
                numbers[held.holder] = len(numbers)
                if upward:
                    waiting.append(held.holder)
            least, most = held.lower, max(held.lower, held.upper)
            stakes.append((numbers[held.holder], numbers[firm], least, least, most))
        _bounded(waiting)
    return Counted(situation.knowledge, tuple(numbers), tuple(stakes))


def holders_of(situation: Situation, firm: str, basis: Basis) -> tuple[Held, ...]:
    """The holders of one firm on the day, after its contracts; a person or a body has none."""
    if is_end(situation.knowledge, firm):
        return ()
    column = situation.column(firm, basis)
    moving = contracts_over(situation.knowledge, firm, basis, situation.day)
    return tuple(held for held in replaced(column, column.held, moving)[0] if held.upper > 0)


def _bounded(firms: Collection[str]) -> None:
    if len(firms) > MOST_FIRMS:
        raise ComputationError(
            f"more than {MOST_FIRMS:,} firms stand around this one; indices are for fewer"
        )
