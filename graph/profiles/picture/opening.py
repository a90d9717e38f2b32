"""What stands behind each sentence over a picture: the days of its claims, and its documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.answers.answer import Sentence
from graph.answers.page_words import NOTHING, Words
from graph.answers.picture import Behind
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.profiles.answer.days import days_of, days_said
from graph.profiles.answer.said import Said, said_against
from graph.profiles.picture.bands import MOST_OVER, NO_BREAK, Sheet, numbers_said


class Worded(NamedTuple):
    """A statement of the page, and each of its forms by the words that it comes to."""

    said: Said
    forms: Mapping[str, Reason]


def worded(words: Words, statements: Iterable[Said]) -> tuple[Worded, ...]:
    """Some statements of the page with every form in words, made once for all who look one up."""
    return tuple(
        # Of two forms in the same words the longer is meant, which stands first.
        Worded(said, {words.say(form): form for form in reversed((said.reason, *said.shorter))})
        for said in statements
    )


def found_for(statements: Iterable[Worded], sentence: Sentence) -> Said | None:
    """The statement that a sentence of the page says, its reason in the form that was chosen."""
    for one in statements:
        if one.said.reason.code == sentence.code and sentence.text in one.forms:
            return one.said._replace(reason=one.forms[sentence.text])
    return None


def with_what_had_no_room(
    sheet: Sheet, statements: Iterable[Worded], page: Sequence[Sentence]
) -> tuple[Sentence, ...]:
    """The sentences of a page's headline, and what the page had no room for in its shortest form.

    What is drawn is said: state bodies of whom that is only said, holders of unread size.
    """
    found: list[Sentence] = []
    for statement in statements:
        said = statement.said
        there = [one for one in page if found_for((statement,), one)]
        if not there and said.drawn:
            shortest = [form for form in (said.reason, *said.shorter) if form != NOTHING][-1]
            text = sheet.say(shortest)
            there = [Sentence(text=text, code=said.reason.code, claims=said.claims)]
        found += [one for one in there if one not in found]
    return tuple(found)


def behind(
    sheet: Sheet, statements: Sequence[Worded], sentences: Iterable[Sentence]
) -> dict[str, Behind]:
    """Of each sentence of the page what stands behind it, by its text."""
    return {one.text: _behind(sheet, one, found_for(statements, one)) for one in sentences}


def _behind(sheet: Sheet, sentence: Sentence, said: Said | None) -> Behind:
    numbers, further = _documents(sheet, sentence, said)
    days = days_of(sheet.situation.knowledge, *((one,) for one in sentence.claims))
    aside = "" if _says(sheet.words, sentence.text, days) else sheet.say(_dated(days))
    cited = numbers_said(numbers, further=further)
    return Behind(days=aside, numbers=f"{NO_BREAK}{cited}".rstrip(), sources=numbers)


def _documents(sheet: Sheet, sentence: Sentence, said: Said | None) -> tuple[tuple[int, ...], bool]:
    """The numbers of the first documents of a sentence, and whether it rests on further ones.

    A picture has no room to list all documents of all lists that name a firm; the page has.
    """
    claims = sheet.situation.knowledge.claims
    cited = {
        *sheet.numbers.of((), said.papers if said else ()),
        *sheet.numbers.of_rules(said.rules if said else ()),
    }
    read: set[str] = set()
    contested = [one for one in sentence.claims if said_against(sheet.situation.knowledge, (one,))]
    for one in dict.fromkeys((*contested, *sentence.claims)):
        papers = {citation.source for citation in claims[one].citations}
        # Whatever there is no room for, a reader finds by whom something is denied.
        if one in contested or papers <= read or len(cited) < MOST_OVER:
            cited |= {*sheet.numbers.of((one,))}
            read |= papers
        else:
            return tuple(sorted(cited)), True
    return tuple(sorted(cited)), False


def _dated(days: Sequence[PartialDate]) -> Reason:
    """Of which days what is cited is: a first and a last day are no time that something took."""
    seen = days_said(days, "pictureReadOf", "pictureReadBetween")
    return because("pictureBehind", asides=(seen,))


def _says(words: Words, text: str, days: Sequence[PartialDate]) -> bool:
    """Whether a sentence names the last of its days itself, or has none."""
    return not days or words.day(days[-1]) in text
