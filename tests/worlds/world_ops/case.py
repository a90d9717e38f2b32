"""One case file, read: its graph as numbered stakes, its question, its answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any

from graph.ownership.arrays.holdings import Holdings, Stake
from graph.ownership.arrays.votes import Votes

HOME = "CN"  # what "domestic" means in a case whose query does not say
RIGHTS, CONTRACT = "control_right", "contract_control"
PROTECTIVE = "protective"


@dataclass(frozen=True)
class Case:
    """A question with its graph; entities are numbered in the order they are met."""

    data: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Case:
        return cls(json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))

    @property
    def query(self) -> dict[str, Any]:
        return self.data["query"]

    @property
    def op(self) -> str:
        return self.query["op"]

    @property
    def question(self) -> str:
        return f"{self.data['id']}: {self.data.get('question', '')}"

    @property
    def expected(self) -> Any:
        return self.data.get("expected_exact", self.data["expected"])

    @property
    def tolerance(self) -> Fraction:
        return Fraction(self.data.get("tolerance", 0))

    @property
    def edges(self) -> list[dict[str, Any]]:
        return self.data["edges"]

    @cached_property
    def names(self) -> list[str]:
        met: dict[str, None] = {}
        for edge in self.edges:
            met.update(dict.fromkeys((edge["owner"], edge["owned"])))
        met.update(dict.fromkeys(self.data["attributes"]))
        return list(met)

    @cached_property
    def index(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.names)}

    def number(self, key: str) -> int:
        """The entity that the query names under a key."""
        return self.index[self.query[key]]

    def group(self, key: str) -> set[int]:
        """The entity, or the entities acting together, that the query names under a key."""
        named = self.query[key]
        return {self.index[name] for name in ([named] if isinstance(named, str) else named)}

    def named(self, numbers: Iterable[int]) -> set[str]:
        return {self.names[number] for number in numbers}

    @property
    def target(self) -> int:
        return self.number("target")

    @property
    def home(self) -> str:
        return self.query.get("home", HOME)

    def attribute(self, number: int, key: str) -> Any:
        return self.data["attributes"].get(self.names[number], {}).get(key)

    def having(self, key: str, value: Any) -> set[int]:
        return {n for n in range(len(self.names)) if self.attribute(n, key) == value}

    @property
    def dispersed(self) -> set[int]:
        return self.having("type", "dispersed")

    def of_kind(self, *kinds: str) -> list[dict[str, Any]]:
        """Edges of some kinds; of the query's date, if it has one, those valid on it."""
        day = self.day(self.query.get("date"))
        return [
            edge
            for edge in self.edges
            if edge.get("kind", "equity") in kinds and (day is None or self._valid(edge, day))
        ]

    def _valid(self, edge: dict[str, Any], day: date) -> bool:
        window = self.day(edge.get("valid_from")), self.day(edge.get("valid_to"))
        first, last = window
        return (first is None or first <= day) and (last is None or day <= last)

    def stakes(self, *kinds: str) -> list[Stake]:
        """Stakes (owner, owned, lower, known, upper) of some kinds; equity unless said."""
        return [self.stake(edge) for edge in self.of_kind(*(kinds or ("equity",)))]

    def stake(self, edge: dict[str, Any]) -> Stake:
        said = edge.get("share")  # missing or null: between the bounds, which may be missing too
        low = said if said is not None else edge.get("min", 0)
        high = said if said is not None else edge.get("max", 1)
        return self.index[edge["owner"]], self.index[edge["owned"]], low, None, high

    @cached_property
    def holdings(self) -> Holdings:
        complete = self.having("complete", True)
        return Holdings.from_stakes(len(self.names), self.stakes(), complete=complete)

    @cached_property
    def equity(self) -> Votes:
        return Votes.from_stakes(self.stakes(), dispersed=self.dispersed)

    @staticmethod
    def protects(edge: dict[str, Any]) -> bool:
        """Whether a right only protects its holder's own money."""
        return edge.get("protective", edge.get("right") == PROTECTIVE)

    def day(self, text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None
