"""What the marks of a picture, and of the graph to walk in, mean: the phrase of each, in order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

from graph.answers.diagram import LinkKind, NodeKind
from graph.answers.page_words import Words
from graph.answers.picture import ArrowKind
from graph.claims.reasons import Reason, because
from graph.holders.origins import NATIONAL
from graph.holders.stakes import Basis
from graph.profiles.answer.holder_origins import CLIENTS, OPEN

Mark = TypeVar("Mark", bound=str)

ORIGINS = (*NATIONAL, CLIENTS, OPEN)
ARROWS: dict[ArrowKind, str] = {
    "stake": "keyStake", "unsized": "keyUnsized", "contract": "keyContract",
    "control": "keyControl", "lastKnown": "keyLastKnown", "money": "keyMoney", "rest": "keyRest",
}  # fmt: skip
#: Of the graph, whose money comes by rounds too, and which has lists and programmes.
LINKS: dict[LinkKind, str] = {
    "stake": "keyStake", "unsized": "keyUnsized", "contract": "keyContract",
    "control": "keyControl", "lastKnown": "keyLastKnown", "money": "diagramMoney",
    "programme": "diagramProgramme", "rest": "keyRest",
}  # fmt: skip
PARTIES: dict[NodeKind, str] = {
    "person": "keyPerson", "fund": "keyFund", "publicBody": "keyPublicBody",
}  # fmt: skip
NODES: dict[NodeKind, str] = {**PARTIES, "round": "diagramRound", "list": "diagramList"}
#: What the shares that are shown are of.
SHARES: dict[Basis, Reason] = {
    "economic": because("pictureEconomic"), "legal": because("pictureLegal"),
    "voting": because("pictureVoting"),
}  # fmt: skip


def meanings(
    words: Words, phrases: Mapping[Mark, str], there: Collection[str]
) -> Iterator[tuple[Mark, str]]:
    """The marks that are there, in the order of their table, each with what it means."""
    for mark, phrase in phrases.items():
        if mark in there:
            yield mark, words.say(because(phrase))
