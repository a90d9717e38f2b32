"""What an id or a code is called when somebody reads it."""

from __future__ import annotations

from graph.answers.parts import Named
from graph.claims.knowledge import Knowledge
from ontology.load import codes


def named(knowledge: Knowledge, entity: str) -> Named:
    """An entity, short; one that no table describes keeps its id as its name."""
    known = knowledge.entities.get(entity)
    if known is None:
        return Named(entity, entity)
    return Named(known.id, known.name, known.name_zh, known.kind)


def label(code: str, scheme: str) -> str:
    """A code in words, as its codelist labels it."""
    found = codes(scheme).get(code)
    return found.label if found else code
