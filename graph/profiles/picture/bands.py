"""A band of the picture while it is being made: parties once each, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from graph.answers.page_words import NOTHING, Words
from graph.answers.picture import Arrow, ArrowKind, Band, BandKind, Box, BoxKind
from graph.claims.reasons import Reason, because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.origins import legal_nationality
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.profiles.answer.blocks import origin_on
from graph.profiles.answer.numbered import Numbers
from graph.profiles.answer.said import contested, each, weakly
from graph.profiles.answer.steps import step_after

KINDS: dict[str, BoxKind] = {"Person": "person", "Fund": "fund", "PublicBody": "publicBody"}


class Sheet(NamedTuple):
    """The firm that is drawn, and the words and numbers that all bands share."""

    situation: Situation
    basis: Basis
    words: Words
    others: Words  # of the other language
    numbers: Numbers

    def party(self, entity: str, *, column: str | None = None, kind: BoxKind | None = None) -> Box:
        """A party with its names in both scripts, its origin, and where it is from on paper.

        ``column`` is its origin where it is known already; nothing: none is said.
        """
        known = self.situation.knowledge.entities.get(entity)
        names = dict.fromkeys((self.words.name(entity), self.others.name(entity)))
        column = self.origin_of(entity) if column is None else column
        return Box(
            id=entity,
            kind=kind or KINDS.get(known.kind if known else "", "company"),
            names=tuple(names),
            origin=column,
            about=self._about(entity, column),
            entities=(entity,),
        )

    def origin_of(self, entity: str) -> str:
        """The column of which a party certainly is, all of it; or open."""
        return origin_on(self.situation, entity, self.basis)

    def _about(self, entity: str, column: str) -> str:
        countries = legal_nationality(
            self.situation.knowledge, entity, self.situation.day
        ).jurisdictions
        places = "/".join(map(self.words.territory, countries))
        if not column:
            return places
        said = self.words.written(column, "origin")
        home = column in ("home_state", "home_other")
        return said if home or not places else f"{said} · {places}"

    def say(self, reason: Reason) -> str:
        """A reason in the language of the picture."""
        return self.words.say(reason)


class BandMaker:
    """Parties and arrows of one band, in the order in which they were put there."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.boxes: dict[str, Box] = {}
        self.arrows: list[Arrow] = []

    def put(self, box: Box) -> None:
        """A box, unless it is there already."""
        self.boxes.setdefault(box.id, box)

    def firm(self) -> str:
        """The firm itself, which every band has."""
        firm = self.sheet.situation.firm
        self.put(self.sheet.party(firm, column="", kind="firm"))
        return firm

    def party(self, entity: str, *, column: str | None = None) -> str:
        """A party by itself."""
        if entity not in self.boxes:
            self.put(self.sheet.party(entity, column=column))
        return entity

    def blank(self, id: str, kind: BoxKind, name: Reason, *, origin: str = "") -> str:
        """A box that stands for nobody who is named."""
        self.put(Box(id=id, kind=kind, names=(self.sheet.say(name),), origin=origin))
        return id

    def arrow(
        self,
        ends: tuple[str, str],
        kind: ArrowKind,
        text: Reason,
        claims: Iterable[str] = (),
        share: tuple[Fraction, Fraction] = (ZERO, ZERO),
    ) -> None:
        """An arrow between two boxes, with the numbers of the documents of its claims."""
        ids = tuple(dict.fromkeys(claims))
        if "asides" not in dict(text.values):  # else it says so itself
            facts = each(ids) if kind == "rest" or ends[0].endswith("/smaller") else (ids,)
            knowledge = self.sheet.situation.knowledge
            asides = (weakly(knowledge, *facts), contested(knowledge, ids))
            if set(asides) != {NOTHING} and text != NOTHING:
                text = because("pictureWeakly", said=text, asides=asides)
        step = NOTHING if kind == "rest" else step_after(self.sheet.situation.knowledge, ids)
        if step != NOTHING and text != NOTHING:
            text = because("pictureWithStep", said=text, step=step)
        self.arrows.append(
            Arrow(
                source=ends[0],
                target=ends[1],
                kind=kind,
                text=self.sheet.say(text),
                lower=float(share[0]),
                upper=float(min(ONE, share[1])),
                claims=ids,
                sources=self.sheet.numbers.of(ids),
            )
        )

    def made(self, kind: BandKind, heading: Reason, note: str = "") -> Band:
        """The band, what each arrow says written into the box that it concerns."""
        lines: dict[str, list[str]] = {}
        for arrow in self.arrows:
            box = arrow.target if kind == "below" else arrow.source
            lines.setdefault(box, []).append(self._line(arrow, kind))
        return Band(
            kind=kind,
            heading=self.sheet.say(heading),
            boxes=tuple(
                replace(box, lines=(*lines.get(id, ()), *box.lines))
                for id, box in self.boxes.items()
            ),
            arrows=self._sorted(),
            note=note,
        )

    def _sorted(self) -> tuple[Arrow, ...]:
        """The arrows, those of one source beside one another."""
        first: dict[str, int] = {}
        for number, arrow in enumerate(self.arrows):
            first.setdefault(arrow.source, number)
        return tuple(sorted(self.arrows, key=lambda arrow: first[arrow.source]))

    def _line(self, arrow: Arrow, kind: BandKind) -> str:
        """The words of an arrow; of whom, where a party has something of several."""
        apart = (
            {one.source for one in self.arrows if one.target == arrow.target}
            if kind == "below"
            else {one.target for one in self.arrows if one.source == arrow.source}
        )
        text = arrow.text
        if len(apart) > 1 and kind != "below":
            text = self.sheet.say(because("pictureOf", said=text, firm=arrow.target))
        return f"{text} {numbers_said(arrow.sources)}".strip()


def numbers_said(sources: Sequence[int], most: int = 4) -> str:
    """The numbers of documents behind a figure; of many the first.

    >>> numbers_said((1, 3)), numbers_said(range(1, 9), 2)
    ('[1, 3]', '[1, 2 …]')
    """
    if not sources:
        return ""
    shown = ", ".join(map(str, sources[:most]))
    return f"[{shown} …]" if len(sources) > most else f"[{shown}]"
