"""The page in words: sentences from phrases, documents numbered in the order they are cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.answers.answer import (
    DefinitionLine,
    FirmAnswer,
    NumberedSource,
    ScoreLine,
    Section,
    Sentence,
    Wanted,
)
from graph.answers.evidence import cited_all
from graph.answers.languages import EVERY, Language
from graph.answers.names import named
from graph.answers.page_words import NOTHING, Words
from graph.answers.parts import CitedClaim, CitedSource
from graph.answers.permalinks import Published
from graph.claims.reasons import Reason, because
from graph.claims.searches import Search
from graph.networks.situation import Situation
from graph.profiles.answer.by_definition import Line
from graph.profiles.answer.cited import Citing, reading
from graph.profiles.answer.documents import Document
from graph.profiles.answer.fitting import (
    MOST_LINES,
    MOST_WORDS,
    Room,
    first_screen,
    fitted,
    lines_of,
    roomiest,
    words_in,
)
from graph.profiles.answer.numbered import Numbers, sentence, sentences
from graph.profiles.answer.owners_worded import owners_to_scale
from graph.profiles.answer.page import Page, page
from graph.profiles.answer.said import Said
from graph.profiles.answer.silent import counted
from graph.profiles.walked_score import amounts_of
from graph.releases.release import Release

SIDES = {"home": "sideHome", "notHome": "sideNotHome", "mixed": "sideMixed", "open": "sideOpen"}
HEADINGS = ("headOwners", "headVotes", "headYears", "headAsks", "headSays",
            "headSide", "headWhen", "headScore", "headSources", "headCite")  # fmt: skip
WHEN_SILENT = {"headBelow": "belowNothing", "headDisputed": "disputedNothing"}


def firm_answer(
    situation: Situation, language: Language, release: Release, published: Published
) -> FirmAnswer:
    """The page on a firm in a language, its first screen as full as there is room.

    There is room for a part if every language has room for it: the parts of a page are the same in
    all of them, and whoever reads one lacks no document that another names.
    """
    found = page(situation)
    citing = {one: Citing(situation, one, release, published) for one in EVERY}

    def fits(room: Room) -> bool:
        return all(_fits(_Worded(found, one, citing[one], room)) for one in EVERY)

    return _Worded(found, language, citing[language], roomiest(fits)).answer()


def _fits(worded: _Worded) -> bool:
    """Whether the first screen has few enough words and lines."""
    answer = worded.answer(whole=False)
    few = sum(map(words_in, first_screen(answer))) <= MOST_WORDS
    return few and lines_of(answer) <= MOST_LINES


class _Worded:
    """A page being worded in one language, in so much room."""

    def __init__(self, found: Page, language: Language, citing: Citing, room: Room) -> None:
        self.page, self.room, self.citing = found, room, citing
        self.situation = found.situation
        self.knowledge = found.situation.knowledge
        self.words = Words(self.knowledge, language)
        self.every = [Words(self.knowledge, one) for one in EVERY]
        self.numbers = Numbers(self.knowledge)

    def answer(self, *, whole: bool = True) -> FirmAnswer:
        """Every part, worded in the order of the page, so that numbers of sources run on.

        If not ``whole``, only the first screen, to see whether there is room for it.
        """
        situation, say = self.situation, self.words.say
        headline = tuple(
            sentence(text, said, self.numbers)
            for text, said in zip(
                fitted(self.page.headline, self.words, self.room.headline, self.every),
                self.page.headline,
                strict=True,
            )
            if text
        )
        pending = self._sentences(
            one._replace(reason=one.shorter[0]) if self.room.brief and one.shorter else one
            for one in self.page.pending[: self.room.pending]
        )
        definitions = tuple(map(self._line, self.page.lines))
        return FirmAnswer(
            firm=named(self.knowledge, situation.firm),
            language=self.words.language,
            home=situation.home,
            as_of=situation.day.isoformat(),
            days=situation.days.written(),
            read_to={kind: str(day or "") for kind, day in self.page.read_to.items()},
            release=self.citing.release.id,
            title=self._title(),
            first_line=self._first_line(),
            line=say(self.page.line.reason),
            headline=headline,
            pending=pending,
            definitions=definitions,
            beside=self._beside(),
            owners=owners_to_scale(self.page, self.room, self.words, self.numbers),
            wanted_heading=say(because("wantedHeading" if self.page.wanted else "wantedNothing")),
            wanted=tuple(
                self._wanted(at, one) for at, one in enumerate(self.page.wanted[: self.room.wanted])
            ),
            score=tuple(
                ScoreLine(of=say(one.of), text=say(one.said), amounts=amounts_of(one.walked))
                for one in self.page.amounts
            ),
            sections=self._sections() if whole else (),
            unfold=say(because("unfold", sources=self.numbers.count)),
            headings={code: say(because(code)) for code in HEADINGS},
            cite=self.citing.cite(),
            sources=self.numbers.listed(self._source),
            claims=self._claims() if whole else (),
        )

    def _claims(self) -> tuple[CitedClaim, ...]:
        return cited_all(self.knowledge, self.numbers.claims, self.words.language)

    def _sentences(self, found: Iterable[Said]) -> tuple[Sentence, ...]:
        return sentences(self.words, self.numbers, found)

    def _title(self) -> str:
        return self.words.title(self.situation.firm)

    def _first_line(self) -> str:
        """Up to which day each kind of fact was read of the firm, and seen from which home."""
        say, situation = self.words.say, self.situation
        parts = []
        for kind, day in self.page.read_to.items():
            if day is None:
                parts.append(say(because(f"{kind}NothingRead")))
            else:
                parts.append(say(because(f"{kind}ReadTo", day=day)))
        if situation.day > self.knowledge.data_date:
            parts.append(
                say(because("afterTheFacts", day=situation.day, last=self.knowledge.data_date))
            )
        elif situation.day != self.knowledge.data_date:
            parts.append(say(because("onTheDay", day=situation.day)))
        parts.append(say(because("homeIs", home=situation.home)))
        return " · ".join(parts)

    def _line(self, line: Line) -> DefinitionLine:
        words = self.words
        at = min(self.room.shorter, len(line.shorter))
        says = (line.says, *line.shorter)[at]
        when = None
        if line.side == "open":
            pass
        elif line.since is not None and line.seen is not None and self.room.both_days:
            when = because("whenSinceSeen", since=line.since, seen=line.seen)
        elif line.since is not None:
            when = because("whenSince", since=line.since)
        elif line.seen is not None and line.seen_first not in (None, line.seen):
            when = because("whenSeenEach", first=line.seen_first, last=line.seen)
        elif line.seen is not None:
            when = because("whenSeen", seen=line.seen)
        return DefinitionLine(
            who_asks=line.who_asks[0],
            asks=" + ".join(words.label(one, "WhoAsks") for one in line.who_asks),
            says=words.clauses(words.say(one) for one in says),
            side=line.side,
            side_said=words.say(because(SIDES[line.side])) if line.side else "",
            since=str(line.since or ""),
            seen=str(line.seen or ""),
            seen_first=str(line.seen_first or ""),
            when=words.say(when) if when else "",
            words=line.words,
            lenses=line.lenses,
            interval=line.interval,
            claims=line.claims,
            sources=self.numbers.of(line.claims),
        )

    def _beside(self) -> tuple[Sentence, ...]:
        """Lenses that say nothing: by name, or how many they are."""
        silent = self.page.beside
        if not silent:
            return ()
        if self.room.beside:
            text = self.words.clauses(self.words.say(one.reason) for one in silent)
        else:
            text = self.words.say(counted(silent))
        return (Sentence(text=text, code="lensesSilent"),)

    def _wanted(self, place: int, one: Document) -> Wanted:
        say = self.words.say
        document, carries, looked = say(one.short), say(one.carries), say(one.looked)
        sought = looked if self.room.when_looked else say(one.looked_briefly)
        beside = [carries, sought] if self.room.looked or place == 0 else [carries]
        beside = [one for one in beside if one]
        aside = because("bracketed", parts=tuple(beside)) if beside else NOTHING
        return Wanted(
            document=document,
            carries=carries,
            looked=looked,
            text=say(because("wantedWith", document=document, aside=aside)),
            lenses=one.lenses,
            points=one.points,
            searches=tuple(self._search(search) for search in one.searches),
        )

    def _search(self, search: Search) -> str:
        """A search as it was noted, with its day and what came of it in words."""
        came = {"yes": "foundYes", "partly": "foundPartly"}.get(search.found, "foundNot")
        said = f"{self.words.day(search.day)}, {self.words.say(because(came))}"
        return f"{search.what}: {search.looked_in} ({said}). {search.note}".strip()

    def _sections(self) -> tuple[Section, ...]:
        out = []
        for code, found in self.page.sections.items():
            said = found
            if not said and code in WHEN_SILENT:
                said = (Said(because(WHEN_SILENT[code])),)
            if said:
                heading = self.words.say(because(code))
                out.append(Section(code=code, heading=heading, sentences=self._sentences(said)))
        return tuple(out)

    def _source(self, number: int, source: CitedSource, *, weak: bool) -> NumberedSource:
        return source_line(self.words, number, source, weak=weak)


def source_line(words: Words, number: int, source: CitedSource, *, weak: bool) -> NumberedSource:
    """A document as it stands in a list: title, publisher, day, when read, whether weak."""
    parts = [source.title, "" if source.publisher in source.title else source.publisher]
    text = ", ".join(part for part in (*parts, source.published) if part)
    if not source.opened:
        text = words.say(because("relayedBy", title=text, by=source.relayed_by))
    elif weak:
        text = words.say(because("weakSource", title=text))
    read = words.clauses(map(words.say, reading(source)))
    return NumberedSource(number=number, source=source, weak=weak, text=text, read=read)


def _values(reason: Reason, name: str) -> Sequence[object]:
    found = dict(reason.values)[name]
    return found if isinstance(found, tuple) else (found,)
