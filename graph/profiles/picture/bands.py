"""A band of the picture while it is being made: parties once each, and the arrows between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from graph.answers.languages import Language
from graph.answers.page_words import NOTHING, Words
from graph.answers.picture import (
    Arrow,
    ArrowKind,
    Band,
    BandKind,
    Box,
    BoxKind,
    Figure,
    PartyKind,
)
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.fraction import ONE, ZERO, Fraction
from graph.holders.stakes import Basis
from graph.networks.situation import Situation
from graph.profiles.answer.days import days_of
from graph.profiles.answer.holder_origins import origin_on
from graph.profiles.answer.numbered import Numbers
from graph.profiles.picture.drawn import Drawn, facts_of, hedges, step_of
from graph.profiles.picture.whence import whence

SHOWN = 5  # beside the owners, by name
MOST_CITED = 4  # documents behind one figure by number
MOST_OVER = 2  # behind one sentence over the picture, which has to list them
FEW_LETTERS = 3
NO_BREAK = "\u00a0"
KINDS: dict[str, PartyKind] = {"Person": "person", "Fund": "fund", "PublicBody": "publicBody"}


class Sheet(NamedTuple):
    """The firm that is drawn, and the words and numbers that all bands share."""

    situation: Situation
    basis: Basis
    words: Words
    others: Words  # of the other language
    numbers: Numbers

    @classmethod
    def of(cls, situation: Situation, basis: Basis, language: Language) -> Sheet:
        """An empty one in a language."""
        other: Language = "zh" if language == "en" else "en"
        words, others = (Words(situation.knowledge, one) for one in (language, other))
        return cls(situation, basis, words, others, Numbers(situation.knowledge))

    def party(self, entity: str, *, column: str | None = None, kind: BoxKind | None = None) -> Box:
        """A party with its names in both scripts, its origin, and where it is from on paper.

        ``column`` is its origin where it is known already; nothing: none is said.
        """
        name = self.words.name(entity)
        if len(name) <= FEW_LETTERS:  # letters alone say nobody's name: what stands behind them too
            name = self.words.full(entity)
        names = dict.fromkeys((name, self.others.name(entity)))
        column = self.origin_of(entity) if column is None else column
        about = whence(self.situation, entity, column) if entity != self.situation.firm else NOTHING
        return Box(
            id=entity,
            kind=kind or self.kind_of(entity),
            names=tuple(names),
            origin=column,
            about=self.say(about),
            entities=(entity,),
        )

    def kind_of(self, entity: str) -> PartyKind:
        """Which form a party's box has."""
        known = self.situation.knowledge.entities.get(entity)
        return KINDS.get(known.kind if known else "", "company")

    def origin_of(self, entity: str) -> str:
        """The column of which a party certainly is, all of it; or open."""
        return origin_on(self.situation, entity, self.basis)

    def say(self, reason: Reason) -> str:
        """A reason in the language of the picture."""
        return self.words.say(reason)

    def more(self, count: int, *, smaller: bool = False) -> str:
        """How many more there are that have no box, none of them larger; nothing for none."""
        code = "pictureMoreSmaller" if smaller else "pictureMoreBeside"
        return self.say(because(code, count=count)) if count else ""


class BandMaker:
    """Parties and arrows of one band, in the order in which they were put there."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.boxes: dict[str, Box] = {}
        self.arrows: list[Drawn] = []

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
        said: Reason,
        claims: Iterable[str] = (),
        share: tuple[Fraction, Fraction] = (ZERO, ZERO),
        *,
        facts: Sequence[Sequence[str]] = (),
        beside: Iterable[Reason] | None = None,
    ) -> None:
        """An arrow between two boxes, with the days of its claims and what is weak about them.

        ``facts``: the claims of each figure that is summed, where they are several; ``beside``:
        what stands in brackets behind its days, where that is not what follows from the claims.
        """
        knowledge, ids = self.sheet.situation.knowledge, tuple(dict.fromkeys(claims))
        of_each = facts or facts_of(kind, ids)
        self.arrows.append(
            Drawn(
                *ends, kind, said, ids, share,
                days=days_of(knowledge, *of_each),
                asides=tuple(hedges(knowledge, *of_each) if beside is None else beside),
                step=step_of(knowledge, kind, ids),
            )
        )  # fmt: skip

    @property
    def common_day(self) -> PartialDate | None:
        """The one day of which all figures are; nothing where they are of several, or undated."""
        days = {arrow.days for arrow in self.arrows if arrow.claims}
        (day,) = days if len(days) == 1 else ((),)
        return day[0] if len(day) == 1 else None

    def made(
        self, kind: BandKind, heading: Reason, note: str = "", *, day_above: bool = False
    ) -> Band:
        """The band, what each arrow says written into the box that it concerns.

        ``day_above``: the heading has the day of all figures.
        """
        lines: dict[str, list[Figure]] = {}
        arrows = []
        for drawn in self._sorted():
            of = drawn.target if kind != "below" and self._of_several(drawn) else ""
            text, behind = self._worded(drawn, of, day_above=day_above)
            numbers = self.sheet.numbers.of(drawn.claims)
            if text:
                cited = f"{behind}{NO_BREAK}{numbers_said(numbers)}".rstrip()
                box = drawn.target if kind == "below" else drawn.source
                lines.setdefault(box, []).append(Figure(text=text, behind=cited))
            elif numbers:  # what a box says of several is cited too
                cited = f"{behind}{NO_BREAK}{numbers_said(numbers)}"
                lines.setdefault(drawn.source, []).append(Figure(text="", behind=cited))
            arrows.append(
                Arrow(
                    source=drawn.source, target=drawn.target, kind=drawn.kind,
                    text=f"{text}{behind}",
                    lower=float(drawn.share[0]), upper=float(min(ONE, drawn.share[1])),
                    claims=drawn.claims, sources=numbers,
                )
            )  # fmt: skip
        return Band(
            kind=kind,
            heading=self.sheet.say(heading),
            boxes=tuple(
                replace(box, lines=tuple(lines.get(id, ()))) for id, box in self.boxes.items()
            ),
            arrows=tuple(arrows),
            note=note,
        )

    def _sorted(self) -> list[Drawn]:
        """The arrows, those of one source beside one another."""
        first: dict[str, int] = {}
        for number, arrow in enumerate(self.arrows):
            first.setdefault(arrow.source, number)
        return sorted(self.arrows, key=lambda arrow: first[arrow.source])

    def _of_several(self, drawn: Drawn) -> bool:
        """Whether a party has something of several, so that each figure says of whom it is."""
        return len({one.target for one in self.arrows if one.source == drawn.source}) > 1

    def _worded(self, drawn: Drawn, of: str, *, day_above: bool) -> tuple[str, str]:
        """What an arrow says: the figure, and what stands behind it in brackets."""
        if drawn.said == NOTHING:
            return "", self.sheet.say(because("pictureBehind", asides=(drawn.seen(),))).strip()
        text = self.sheet.say(drawn.said)
        if of:
            text = self.sheet.say(because("pictureOf", said=text, firm=of))
        seen = NOTHING if day_above else drawn.seen()
        behind = self.sheet.say(because("pictureBehind", asides=(seen, *drawn.asides)))
        if drawn.step != NOTHING:
            behind += self.sheet.say(because("pictureStep", step=drawn.step))
        return text, behind


def numbers_said(sources: Sequence[int], most: int = MOST_CITED, *, further: bool = False) -> str:
    """The numbers of documents behind a figure; of many the first.

    >>> numbers_said((1, 3)), numbers_said(range(1, 9), 2), numbers_said((1,), further=True)
    ('[1,\xa03]', '[1,\xa02\xa0…]', '[1\xa0…]')
    """
    if not sources:
        return ""
    shown = ",\xa0".join(map(str, sources[:most]))
    return f"[{shown}\xa0…]" if further or len(sources) > most else f"[{shown}]"
