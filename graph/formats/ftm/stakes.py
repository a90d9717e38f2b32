"""What an ownership of FollowTheMoney says is held: of which quantity how much, and how.

One link may name several natures of control, as registers do: each is a claim of its own
quantity. Words of a register bound a share by themselves; a figure beside them is of the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from graph.claims.model import Control, Ownership
from graph.claims.shares import Share
from graph.errors import ImpossibleShareError
from graph.formats.ftm.percentages import (
    may_be_a_fraction,
    may_part_thousands,
    parse_percentage,
    together,
)
from graph.formats.ftm.said import OURS, Said, SaidError
from graph.formats.register_words import Said as Nature
from graph.formats.register_words import natures
from ontology.crosswalks import foreign
from ontology.load import codes

TYPES = ("ownershipType", "interestType")


class Stake(NamedTuple):
    """One quantity that is held, or a power that is named beside it."""

    becomes: str
    code: str  # of the interest, or of the mechanism
    measurand: str
    share: Share | None
    directness: str
    capacity: str  # for whom it is held, where that is somebody else

    def claim(self, fields: dict[str, Any]) -> Ownership | Control:
        """The claim, with what all claims of the link share."""
        if self.becomes == "Control":
            return Control(mechanism=self.code, **fields)
        return Ownership(
            interest=self.code, measurand=self.measurand, share=self.share,
            directness=self.directness, capacity=self.capacity, **fields,
        )  # fmt: skip


class Stakes:
    """The stakes of one link, with what became notes and what could not be read."""

    def __init__(self, said: Said) -> None:
        self.notes: list[str] = []
        self.troubles: list[SaidError] = []
        self._held: dict[tuple[str, str], tuple[str, Share | None]] = {}  # type, code → of what
        self._ways: set[str] = set()
        self._by_us = said.id.startswith(OURS)  # in files we wrote a bare number is a percentage
        self._capacity = ""
        for text in said.all(*TYPES):
            self._type(text)
        for text in said.all("role"):
            self._role(text)
        self._percentages(said)

    def __iter__(self) -> Iterator[Stake]:
        ways = self._ways or {"unknownDirectness"}
        how = next(iter(ways)) if len(ways) == 1 else "unknownDirectness"
        for (becomes, code), (measurand, share) in self._held.items():
            yield Stake(becomes, code, measurand, share, how, self._capacity)

    def _type(self, text: str) -> None:
        if self._natures(text):
            return
        known = foreign("ftm")
        rules = known.get(("ownershipType", text)) or known.get(("ownershipType", text.lower()))
        if capacity := _capacity(text):
            self._capacity = capacity
        elif rules is None:
            self.notes.append(f"ownershipType: {text}.")
        elif rules[0].field == "directness":
            self._ways.add(rules[0].value)
        else:
            self._held.setdefault(("Ownership", rules[0].value), (rules[0].measurand, None))

    def _role(self, text: str) -> None:
        """A role is a quantity of ours in files we wrote, a capacity, or words of a register."""
        if text in codes("Measurands"):
            interest = next((code for of, code in self._held if of == "Ownership"), "shareholding")
            self._held["Ownership", interest] = (text, None)
        elif capacity := _capacity(text):
            self._capacity = capacity
        elif not self._natures(text):
            self.notes.append(f"role: {text}.")

    def _natures(self, text: str) -> tuple[Nature, ...]:
        """Take the natures of control that a text names; they are given again."""
        found = natures(text)
        for nature in found:
            _, before = self._held.get((nature.becomes, nature.value), ("", None))
            both = [one for one in (before, nature.share) if one is not None]
            share = together(both) if both else None
            self._held[nature.becomes, nature.value] = (nature.measurand, share)
            if nature.through:
                self._ways.add("indirect")
        return found

    def _percentages(self, said: Said) -> None:
        """Read the percentages: those in words of a register are of what the words name."""
        plain = []
        for text in said.all("percentage"):
            if self._natures(text):
                continue
            if (share := self._share(text)) is not None:
                plain.append(share)
        if len(plain) > 1:
            self.notes.append(f"percentages: {', '.join(said.all('percentage'))}.")
        key = next((key for key in self._held if key[0] == "Ownership"), None)
        if not plain and self._held:
            return
        key = key or ("Ownership", "shareholding")
        measurand, share = self._held.pop(key, ("record", None))
        figure = together(plain) if plain else None
        if share is not None and figure is not None:
            both = share.within(figure)
            if both is None:
                problem = f"{figure} is not within {share}, which the register's words say"
                raise SaidError("/properties/percentage", "share", problem)
            figure = both
        self._held = {key: (measurand, figure), **self._held}

    def _share(self, text: str) -> Share | None:
        """The share; or nothing and a trouble, if it is unreadable or impossible."""
        share, why = None, "" if self._by_us else _doubt(text)
        if not why:
            try:
                share = parse_percentage(text)
            except ImpossibleShareError as error:
                why = str(error)
            else:
                why = "" if share is not None else f"{text!r}: is no percentage we can read"
        if why:
            problem = f"{why}; the holder is kept, of unknown size"
            self.troubles.append(SaidError("/properties/percentage", "share", problem))
        return share


def _doubt(text: str) -> str:
    """Why a number may be read in two ways; nothing where it can be read in one."""
    if may_be_a_fraction(text):
        return f"{text} may be a percentage or a fraction"
    if not (sign := may_part_thousands(text)):
        return ""
    name = "comma" if sign == "," else "point"
    return f"{text!r}: whether its {name} parts thousands or decimals is not said"


def _capacity(text: str) -> str:
    """For whom something is held by a word of a role or of a kind of ownership, if for others."""
    if text in codes("Capacities"):
        return text
    rules = foreign("ftm").get(("capacity", " ".join(text.casefold().split())))
    return rules[0].value if rules else ""
