"""Which sentence of the page stands over the picture: the one that says most of whose a firm is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.answers.answer import Sentence
from graph.answers.page_words import Words
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import blocks_read
from graph.profiles.answer.direction import directed
from graph.profiles.answer.owned import owned
from graph.profiles.picture.opening import Worded, found_for

NOTHING_OF_OWNERS = ("noBlockRead", "noCurrentBlock")
WITHOUT_SIZE = ("stateMoney", "stateMoneySaid", "noBlockKnownHolders", "noBlockOnceHolders")
NOBODY_FOUND = (
    "directionNotRead",
    "directionNotReadLed",
    "directionOpen",
    "directionUndecided",
    "directionOfGroup",
)


def finding(situation: Situation, sentences: Sequence[Sentence]) -> Sentence:
    """The first sentence on owners that says something of them; else on who directs; else where.

    The picture draws owners, so what is known of them is its finding, and where the firm sits is
    not; where no holder was read, whoever directs it or put money in is the next thing known.
    """
    owners = [one for one in of_owners(situation, sentences) if one.code not in NOTHING_OF_OWNERS]
    codes = {one.reason.code for one in directed(situation)} - {*NOBODY_FOUND}
    powers = [one for one in sentences if one.code in codes]
    held = [one for one in owners if one.code not in WITHOUT_SIZE]
    return next(iter((*held, *powers, *owners, *sentences)))


def of_owners(situation: Situation, sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences of a page's headline that say who owns the firm."""
    codes = {one.reason.code for one in owned(situation, blocks_read(situation))}
    return (one for one in sentences if one.code in codes)


def in_other_words(statements: Iterable[Worded], found: Sentence, others: Words) -> str:
    """A sentence of the page in the other language, in the form in which it was chosen."""
    said = found_for(statements, found)
    return others.say(said.reason) if said else ""
