"""How much room the first screen has, and which of its sentences give way first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.answers.answer import FirmAnswer, Sentence, Wanted
from graph.answers.languages import Language
from graph.answers.page_words import Words
from graph.profiles.answer.said import Said

MOST_WORDS = 220  # of the first screen
MOST_IN_HEADLINE = 70
MOST_LINES, COLUMNS = 30, 100  # of the same, in a terminal
GAPS, FOR_SAYS = 6, 0.45  # columns between those of the table; the part that what is said may take
_CHINESE = re.compile("[\u3400-\u9fff]")
_DAY = re.compile(r"\d{4}年(\d{1,2}月(\d{1,2}日)?)?")
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff][^\W\u3400-\u9fff]*(?:[.,'’/:&-][^\W\u3400-\u9fff]+)*")


class Room(NamedTuple):
    """How much of each part is said."""

    shorter: int = 0  # which shorter form of table lines is taken
    last_known: int = 3
    years: int = 2
    pending: int = 2
    wanted: int = 3
    headline: int = MOST_IN_HEADLINE
    beside: bool = True  # each kind of silent lens by name, or their number only
    looked: bool = True  # where each document was looked for, or of the first only
    when_looked: bool = True  # with the day of the last search
    both_days: bool = True  # since and seen, or the first of them that there is
    blocks: int = 6  # of a bar by name; the others of one origin together
    quantities: bool = True  # of which quantities the figures are, or how many
    known: bool = True  # holders of unread size again, where the headline names them
    brief: bool = False  # a pending step without the day on which it was agreed


# What gives way first where there is not enough room; each step keeps those before it.
STEPS: tuple[dict[str, int | bool], ...] = (
    {"beside": False}, {"both_days": False}, {"years": 1}, {"shorter": 1}, {"when_looked": False},
    {"quantities": False}, {"looked": False}, {"years": 0}, {"last_known": 2}, {"shorter": 2},
    {"wanted": 2}, {"known": False}, {"shorter": 3}, {"blocks": 2}, {"pending": 1},
    {"brief": True}, {"last_known": 1}, {"headline": 62}, {"last_known": 0}, {"headline": 54},
    {"wanted": 1}, {"headline": 45},
)  # fmt: skip


def room_after(steps: Iterable[dict[str, int | bool]]) -> Room:
    """What is said when some things have given way."""
    room = Room()
    for step in steps:
        room = room._replace(**step)  # type: ignore[arg-type]  # each value is of its field
    return room


def roomiest(fits: Callable[[Room], bool]) -> Room:
    """The room in which most is said and everything still fits.

    Things give way in order until all fits; then, from the last to the first, each comes back
    for which there is room after all.
    """
    gone = next((n for n in range(len(STEPS)) if fits(room_after(STEPS[:n]))), len(STEPS))
    taken = list(range(gone))
    for step in reversed(range(max(0, gone - 1))):
        without = [one for one in taken if one != step]
        if fits(room_after(STEPS[one] for one in without)):
            taken = without
    return room_after(STEPS[one] for one in taken)


def words_in(text: str) -> float:
    """How many words a text has: figures are none, two Chinese characters count as one.

    Of a day the month is a word, and of a year alone nothing, in every language.

    >>> words_in("SMIC holds 14.06 % of it"), words_in("中芯国际 14.06 %")
    (4.0, 2.0)
    >>> words_in("2 February 2026"), words_in("2026年2月2日"), words_in("2026年")
    (1.0, 1.0, 0.0)
    """
    months = sum(bool(day[1]) for day in _DAY.finditer(text))
    rest = _DAY.sub("", text)
    return months + len(_WORD.findall(rest)) + len(_CHINESE.findall(rest)) / 2


Forms = Sequence[Sequence[Mapping[Language, float]]]  # of each sentence and form, words by language


def fitted(
    sentences: Sequence[Said],
    words: Words,
    most: int = MOST_IN_HEADLINE,
    every: Sequence[Words] = (),
) -> list[str]:
    """Sentences in words, each in the longest form with which all of them have room.

    Of the sentences that keep least, the longest that has a shorter form gives way first. With
    ``every`` language there is room only where each of them has it, so that all say the same.
    """
    lengths = [
        [
            {one.language: words_in(one.say(form)) for one in (every or (words,))}
            for form in (said.reason, *said.shorter)
        ]
        for said in sentences
    ]
    taken = _forms_taken(sentences, lengths, most)
    return [
        words.say((said.reason, *said.shorter)[at])
        for said, at in zip(sentences, taken, strict=True)
    ]


def _forms_taken(sentences: Sequence[Said], lengths: Forms, most: int) -> list[int]:
    """Which form of each sentence is taken."""
    taken = [0] * len(lengths)
    while not _have_room(lengths, taken, most):
        give = [place for place, form in enumerate(lengths) if taken[place] + 1 < len(form)]
        if not give:
            return taken
        least = min(sentences[place].keeps for place in give)
        give = [place for place in give if sentences[place].keeps == least]
        longest = max(give, key=lambda place: (max(lengths[place][taken[place]].values()), -place))
        taken[longest] += 1
    return _fuller(sentences, lengths, taken, most)


def _fuller(sentences: Sequence[Said], lengths: Forms, taken: list[int], most: int) -> list[int]:
    """Forms that fit, each made as long again as the room that is left allows."""
    for place in sorted(range(len(lengths)), key=lambda place: -sentences[place].keeps):
        for at in range(taken[place]):
            longer = [*taken[:place], at, *taken[place + 1 :]]
            if _have_room(lengths, longer, most):
                taken = longer
                break
    return taken


def _have_room(lengths: Forms, taken: Sequence[int], most: int) -> bool:
    """Whether the sentences in these forms have few enough words, in each language."""
    chosen = [form[at] for form, at in zip(lengths, taken, strict=True)]
    languages = dict.fromkeys(language for one in chosen for language in one)
    return all(sum(one[language] for one in chosen) <= most for language in languages)


def first_screen(answer: FirmAnswer) -> tuple[str, ...]:
    """Every text of the first screen, in the order in which it is read."""
    return (
        answer.title,
        answer.first_line,
        *(one.text for one in (*answer.headline, *answer.pending)),
        *(text for line in answer.definitions
          for text in (line.asks, line.says, line.side_said, line.when)),
        *(one.text for one in answer.beside),
        *(f"{block.text} {block.evidence}" for bar in answer.owners.bars for block in bar.blocks),
        *_texts(answer.owners.last_known),
        *_texts(answer.owners.line),
        *_texts(answer.owners.sentences),
        answer.wanted_heading,
        *(one.text for one in answer.wanted),
        "" if answer.cite.address else answer.cite.text,
        answer.cite.correction,
        answer.unfold,
    )  # fmt: skip


def lines_of(answer: FirmAnswer) -> int:
    """About how many lines of a hundred columns the first screen takes, with the table's head."""
    owners = answer.owners
    paragraphs = [
        answer.title,
        answer.first_line,
        " ".join(one.text for one in answer.headline),
        *(f"* {one.text}" for one in answer.pending),
        *(one.text for one in answer.beside),
        *(" · ".join(f"- {one.text} {one.aside}" for one in bar.blocks) for bar in owners.bars),
        *(f"{heading}: {' · '.join(_texts(told))}" for heading, told in (
            (answer.headings["headOwners"], owners.sentences),
            (owners.last_known_heading, owners.last_known),
            (answer.headings["headYears"], owners.line),
        ) if told),
        f"{answer.wanted_heading}: {' · '.join(_texts(answer.wanted))}",
        f"{answer.headings['headCite']}: {answer.cite.address or answer.cite.text}",
        f"{answer.unfold}: {answer.cite.unfold} · {answer.cite.correction}",
    ]  # fmt: skip
    bars = len(owners.bars)
    blank, head = 1, 2
    text = sum(_lines(paragraph, COLUMNS) for paragraph in paragraphs)
    return text + bars + blank + head + _table_lines(answer)


def _table_lines(answer: FirmAnswer) -> int:
    """Lines of the table: what is said has its part of the room, and the widest other gives way."""
    rows = answer.definitions
    beside = [[row.asks for row in rows], [row.side_said for row in rows],
              [row.when for row in rows]]  # fmt: skip
    widths = [max(map(_wide, texts), default=0) for texts in beside]
    spare = COLUMNS - GAPS
    least = min(max((_wide(row.says) for row in rows), default=0), int(spare * FOR_SAYS))
    while sum(widths) > spare - least and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    room = max(spare - sum(widths), 1)
    return sum(
        max(_lines(row.says, room), *map(_lines, (row.asks, row.side_said, row.when), widths))
        for row in rows
    )


def _lines(text: str, columns: int) -> int:
    """Lines a text takes where words are not cut; each loses some columns at its end."""
    lines, used = 1, 0
    for word in re.findall(r"\S+\s*", text):
        wide = _wide(word.rstrip())
        if used and used + wide > columns:
            lines, used = lines + 1, 0
        while wide > columns:
            lines, wide = lines + 1, wide - columns
        used += wide + 1
    return lines


def _wide(text: str) -> int:
    """Columns of a text: a Chinese sign takes two."""
    return sum(2 if "\u2e80" <= sign <= "\uffef" else 1 for sign in text)


def _texts(sentences: Iterable[Sentence | Wanted]) -> list[str]:
    return [one.text for one in sentences]
