"""From where and how a firm is looked at, and with whom its walks end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.claims.knowledge import Knowledge
from graph.holders.holder_column import Reading
from graph.holders.origins import ASSET_MANAGER
from graph.holders.stakes import STAGES, Basis

Vie = Literal["respected", "ignored"]
ENDS = ("Person", "PublicBody")  # nobody holds a share of these


@dataclass(frozen=True, kw_only=True)
class View:
    """From where and how a firm is looked at: everything that chooses a network but the firm."""

    day: date
    home: str
    basis: Basis = "economic"
    vie: Vie = "respected"
    reading: Reading = "current"
    stages: tuple[str, ...] = STAGES
    laws: bool = False  # whether bounds take legal caps on unnamed holders as kept


def is_end(knowledge: Knowledge, entity: str) -> bool:
    """Whether nobody can hold or direct an entity: a person or a public body."""
    known = knowledge.entities.get(entity)
    return known is not None and known.kind in ENDS


def ends_walks(knowledge: Knowledge, entity: str, view: View) -> bool:
    """Whether nobody is looked for above: people, bodies, managers of others' money."""
    if is_end(knowledge, entity):
        return True
    return view.basis == "economic" and knowledge.has_role(entity, ASSET_MANAGER, view.day)
