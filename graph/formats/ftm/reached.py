"""Whom a list reaches, as FollowTheMoney entities: their topics, and the arithmetic behind them.

The topics of FollowTheMoney say that somebody is owned or controlled by whom a list names, or is
linked to that, and neither how much nor by whose rule. So each firm has the rule, the day and
the sum in words beside its topic, and everybody above it with the shares that were added up.
Which topic a rule has is ``ontology/crosswalks/ftm.csv``; a list that FollowTheMoney has no topic
for gives none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from graph.answers.screening import ReachStep, ScreenedFirm, Screening
from graph.claims.knowledge import Knowledge
from graph.claims.model import Claim
from graph.claims.shares import span
from graph.formats.bods.carrying import around
from graph.formats.ftm.said import their_id
from graph.formats.ftm.writer import Written, write_ftm
from ontology.crosswalks import foreign

REACHED = ("listed", "certain", "notExcluded", "redFlag")  # reached, or not known not to be


def write_reached(knowledge: Knowledge, screening: Screening) -> Written:
    """The firms that a list reaches or may reach, with all above them."""
    reached = {one.firm.id: one for one in screening.firms if one.status in REACHED}
    claims: dict[str, Claim] = {
        claim.id: claim for firm in reached for claim in around(knowledge, firm)
    }
    written = write_ftm(knowledge, claims.values())
    firms = {their_id(firm): one for firm, one in reached.items()}
    entities = tuple(
        _with_topic(entity, firms[entity["id"]], screening) if entity["id"] in firms else entity
        for entity in written.entities
    )
    there = {one["id"] for one in entities}
    without = sum(name not in there for name in firms)
    untold = sum(not _topics(one, screening) for one in reached.values())
    left = (
        ("a firm of which no claim is carried", without),
        (f"topics: FollowTheMoney has none for the rule {screening.rule.id}", untold),
    )
    left_out = (*written.left_out, *(one for one in left if one[1]))
    return replace(written, entities=entities, left_out=left_out)


def _topics(firm: ScreenedFirm, screening: Screening) -> tuple[str, ...]:
    rules = foreign("ftm").get(("topicWritten", f"{screening.rule.id} {firm.status}"), ())
    return tuple(rule.value for rule in rules)


def _with_topic(entity: dict[str, Any], firm: ScreenedFirm, screening: Screening) -> dict[str, Any]:
    """The entity with its topic, and in its notes the rule, the day and the sum."""
    properties: dict[str, list[str]] = entity["properties"]
    asked = f"{screening.rule.label}, as of {screening.as_of}"
    sums = [line for step in firm.steps for line in _sum(step)]
    topics = sorted({*properties.get("topics", ()), *_topics(firm, screening)})
    return {
        **entity,
        "properties": {
            **properties,
            **({"topics": topics} if topics else {}),
            "notes": [*properties.get("notes", ()), f"{asked}: {firm.explanation}", *sums],
        },
    }


def _sum(step: ReachStep) -> Iterable[str]:
    """How a firm came in: what it comes to, and the stakes added up, each with its holder."""
    if step.stakes:
        terms = " + ".join(f"{one.holder.name} {one.text}" for one in step.stakes)
        total = f"{span(step.total.lower, step.total.upper)} = " if step.by == "capital" else ""
        yield f"{step.firm.name}, by {step.by}: {total}{terms}"
