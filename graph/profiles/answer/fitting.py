"""How much room the first screen has, and which of its sentences give way first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.answers.answer import FirmAnswer
from graph.answers.languages import Words
from graph.profiles.answer.said import Said

MOST_WORDS = 220  # of the first screen
MOST_IN_HEADLINE = 70
_CHINESE = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff][^\W\u3400-\u9fff]*(?:[.,'’/:&-][^\W\u3400-\u9fff]+)*")


class Room(NamedTuple):
    """How much of each part is said; the first is everything, each later one less."""

    shorter: int  # which shorter form of table lines is taken
    last_known: int
    years: int
    pending: int
    wanted: int
    headline: int  # words
    beside: bool = False  # each kind of silent lens by name, or their number only
    looked: bool = False  # where each document was looked for, or of the first only
    both_days: bool = False  # since and seen, or the first of them that there is


ROOMS = (
    Room(0, 3, 2, 2, 3, 70, beside=True, looked=True, both_days=True),
    Room(0, 3, 2, 2, 3, 70, looked=True, both_days=True),
    Room(0, 3, 1, 2, 3, 70, looked=True),
    Room(1, 3, 0, 1, 3, 70, looked=True),
    Room(1, 2, 0, 1, 3, 70),
    Room(2, 2, 0, 1, 2, 70),
    Room(3, 2, 0, 1, 2, 65),
    Room(3, 1, 0, 1, 2, 55),
    Room(3, 1, 0, 1, 1, 45),
)


def words_in(text: str) -> float:
    """How many words a text has: figures are none, two Chinese characters count as one.

    >>> words_in("SMIC holds 14.06 % of it"), words_in("中芯国际 14.06 %")
    (4.0, 2.0)
    """
    return len(_WORD.findall(text)) + len(_CHINESE.findall(text)) / 2


def fitted(sentences: Sequence[Said], words: Words, most: int = MOST_IN_HEADLINE) -> list[str]:
    """Sentences in words, each in the longest form with which all of them have room.

    Of the sentences that keep least, the longest that has a shorter form gives way first.
    """
    forms = [[words.say(form) for form in (one.reason, *one.shorter)] for one in sentences]
    taken = [0] * len(forms)
    while True:
        texts = [form[at] for form, at in zip(forms, taken, strict=True)]
        if sum(map(words_in, texts)) <= most:
            return texts
        give = [
            place for place, (form, at) in enumerate(zip(forms, taken, strict=True))
            if at + 1 < len(form)
        ]  # fmt: skip
        if not give:
            return texts
        least = min(sentences[place].keeps for place in give)
        give = [place for place in give if sentences[place].keeps == least]
        taken[max(give, key=lambda place: (words_in(texts[place]), -place))] += 1


def first_screen(answer: FirmAnswer) -> tuple[str, ...]:
    """Every text of the first screen, in the order in which it is read."""
    return (
        answer.title,
        answer.first_line,
        *(one.text for one in (*answer.headline, *answer.pending)),
        *(text for line in answer.definitions
          for text in (line.asks, line.says, line.side_said, line.when)),
        *(one.text for one in answer.beside),
        *(block.text for bar in answer.owners.bars for block in bar.blocks),
        *_texts(answer.owners.last_known),
        *_texts(answer.owners.line),
        *_texts(answer.owners.sentences),
        answer.wanted_heading,
        *(one.text for one in answer.wanted),
        answer.cite.text,
    )  # fmt: skip


def _texts(sentences: Iterable[object]) -> list[str]:
    return [one.text for one in sentences]  # type: ignore[attr-defined]
