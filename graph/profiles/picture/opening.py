"""What stands behind each sentence over a picture: the days of its claims, and its documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.answers.answer import Sentence
from graph.answers.page_words import Words
from graph.answers.picture import Behind
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.profiles.answer.page import page as page_of
from graph.profiles.answer.said import Said
from graph.profiles.picture.bands import MOST_OVER, NO_BREAK, Sheet, numbers_said
from graph.profiles.picture.drawn import days_of


def behind(sheet: Sheet, sentences: Iterable[Sentence]) -> dict[str, Behind]:
    """Of each sentence of the page what stands behind it, by its text."""
    said = page_of(sheet.situation)
    of_page = (*said.headline, *said.pending)
    return {
        one.text: _behind(sheet, one, next(found_for(sheet.words, of_page, one), None))
        for one in sentences
    }


def found_for(words: Words, of_page: Sequence[Said], sentence: Sentence) -> Iterator[Said]:
    """The statement of the page that a sentence says, its reason in the form that was chosen."""
    for said in of_page:
        for form in (said.reason, *said.shorter):
            if said.reason.code == sentence.code and words.say(form) == sentence.text:
                yield said._replace(reason=form)


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
    for one in sentence.claims:
        papers = {citation.source for citation in claims[one].citations}
        if papers <= read or len(cited) < MOST_OVER:
            cited |= {*sheet.numbers.of((one,))}
            read |= papers
        else:
            return tuple(sorted(cited)), True
    return tuple(sorted(cited)), False


def _dated(days: Sequence[PartialDate]) -> Reason:
    """Of which days what is cited is: a first and a last day are no time that something took."""
    first, last = days[0], days[-1]
    seen = (
        because("pictureReadOf", day=first)
        if first == last
        else because("pictureReadBetween", first=first, last=last)
    )
    return because("pictureBehind", asides=(seen,))


def _says(words: Words, text: str, days: Sequence[PartialDate]) -> bool:
    """Whether a sentence names the last of its days itself, or has none."""
    return not days or words.day(days[-1]) in text
