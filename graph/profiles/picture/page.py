"""The picture of a firm in words: the page's own sentences over bands of parties and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graph.answers.answer import FirmAnswer, NumberedSource
from graph.answers.languages import Language
from graph.answers.names import named
from graph.answers.page_words import Words
from graph.answers.parts import CitedSource
from graph.answers.permalinks import Published
from graph.answers.picture import Band, Key, Picture
from graph.claims.reasons import because
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.profiles.answer.numbered import Listing
from graph.profiles.answer.page import page as page_of
from graph.profiles.answer.worded import firm_answer, source_line
from graph.profiles.picture.bands import Sheet
from graph.profiles.picture.below import below
from graph.profiles.picture.headline import finding, in_other_words, of_owners
from graph.profiles.picture.key_words import ARROWS, ORIGINS, PARTIES, SHARES, meanings
from graph.profiles.picture.last_known import last_known
from graph.profiles.picture.opening import behind, with_what_had_no_room, worded
from graph.profiles.picture.owners import owners
from graph.profiles.picture.state_money import state_money
from graph.releases.release import Release

OF_HOME = ("home_state", "home_other")


def picture(
    situation: Situation, language: Language, basis: Basis, release: Release, published: Published
) -> Picture:
    """Everything that stands on the picture, documents numbered in the order they are cited."""
    sheet = Sheet.of(situation, basis, language)
    words = sheet.words
    page = firm_answer(situation, language, release, published)
    said = page_of(situation)
    of_headline, of_pending = worded(words, said.headline), worded(words, said.pending)
    headline = with_what_had_no_room(sheet, of_headline, page.headline)
    found = finding(situation, headline)
    sentences = [one for one in (*headline, *page.pending) if one is not found]
    # First, so that numbers run on from the top.
    over = behind(sheet, (*of_headline, *of_pending), (found, *sentences))
    first = owners(sheet)
    money = {arrow.source for arrow in first.arrows if arrow.kind == "money"}
    further = (last_known(sheet), state_money(sheet, money), below(sheet))
    bands = (first, *(band for band in further if band is not None))
    return Picture(
        firm=named(situation.knowledge, situation.firm),
        language=language,
        as_of=situation.day.isoformat(),
        release=release.id,
        title=page.title,
        headline=found.text,
        second=in_other_words(of_headline, found, sheet.others),
        lead=tuple(one.text for one in sentences),
        of_owners=next((one.text for one in of_owners(situation, headline)), ""),
        sheet_words=words.say(because("pictureSheet", at="{at}", of="{of}", others="{others}")),
        continued=words.say(because("pictureContinued", heading="{heading}")),
        holders_of=words.say(because("pictureHoldersOf", firm="{party}")),
        pending=tuple(one.text for one in page.pending),
        behind=over,
        bands=bands,
        keys=tuple(_keys(words, bands, words.territory(situation.home))),
        how_to_read=words.say(because("pictureHowToRead")),
        sources_heading=page.headings["headSources"],
        sources=sheet.numbers.listed(_source_line(words)),
        footer=tuple(_footer(words, page, basis)),
        description=_described(page, [one.text for one in headline], bands),
    )


def _keys(words: Words, bands: Sequence[Band], home: str) -> Iterator[Key]:
    """The marks that occur, each with what it means; ``home`` is the country that is home."""
    arrows = {arrow.kind for band in bands for arrow in band.arrows}
    boxes = [box for band in bands for box in band.boxes if box.kind != "firm"]
    for code in ORIGINS:
        if any(code in (box.origin, *dict(box.mixture)) for box in boxes):
            text = words.written(code, "origin")
            yield Key(of="origin", code=code, text=f"{text} ({home})" if code in OF_HOME else text)
    for code, text in meanings(words, ARROWS, arrows):
        yield Key(of="arrow", code=code, text=text)
    for code, text in meanings(words, PARTIES, {box.kind for box in boxes}):
        yield Key(of="box", code=code, text=text)


def _source_line(words: Words) -> Listing:
    def line(number: int, source: CitedSource, *, weak: bool) -> NumberedSource:
        return source_line(words, number, source, weak=weak)

    return line


def _footer(words: Words, page: FirmAnswer, basis: Basis) -> Iterator[str]:
    """The days of the facts, what the shares are of, the release, and where the page is."""
    yield page.first_line
    yield words.say(SHARES[basis])
    yield page.cite.text
    # An address without a host leads nowhere on paper.
    yield page.cite.address if "://" in page.cite.address else page.cite.command


def _described(page: FirmAnswer, lead: Sequence[str], bands: Sequence[Band]) -> str:
    """What is drawn, in sentences."""
    said = [page.title, *lead]
    for band in bands:
        names = {box.id: box.names[0] for box in band.boxes}
        abouts = {box.id: box.about for box in band.boxes}
        said.append(f"{band.heading}:")
        for arrow in band.arrows:
            about = f" ({abouts[arrow.source]})" if abouts[arrow.source] else ""
            colon = f": {arrow.text}" if arrow.text else ""
            said.append(f"{names[arrow.source]}{about} → {names[arrow.target]}{colon}.")
        if band.note:
            said.append(band.note)
    return " ".join(said)
