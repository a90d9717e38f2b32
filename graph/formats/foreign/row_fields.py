"""What the cells of a row say of a claim: texts and dates, its share, whether it is over."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from graph.claims.periods import PartialDate, day_before
from graph.claims.shares import Share, plain
from graph.errors import BadDateError, ImpossibleShareError, InputError
from graph.formats.files.unseen import narrow
from graph.formats.foreign.dates import date_of
from graph.formats.foreign.mapping import Cell, Percentage, Rule
from graph.formats.foreign.parties import Cells, Spoken
from graph.formats.foreign.share_words import read_share
from graph.formats.natures_of_control import nature_of
from graph.formats.status_words import status
from graph.formats.tables.rows import CellError

WHOLE = Share(Decimal(0), Decimal(100))
# What people write where nothing has ended, or no day is known.
_NO_DAY = frozenset(
    ("present", "today", "now", "ongoing", "current", "open", "to date", "heute", "laufend",
     "aktuell", "offen", "aujourd'hui", "en cours", "hoy", "oggi", "至今", "现在", "")
)  # fmt: skip
DATES = ("as_of", "valid_from", "valid_to")


def text_of(field: str, cell: Cell, cells: Cells) -> str:
    """What a field of a claim is filled with."""
    text = cells[cell.column] if cell.column else ""
    if text and cell.pattern:
        match = re.search(cell.pattern, text)
        if match is None:
            raise CellError(cell.column, f"{text!r} does not match {cell.pattern}")
        text = (
            cell.template.format(*match.groups(), **match.groupdict())
            or match[match.lastindex or 0]
        )
    text = cell.words.get(text, text) or cell.value
    return _day(cell.column, text) if field in DATES else text


def _day(column: str, text: str) -> str:
    if text.casefold().strip(" .-–—") in _NO_DAY:
        return ""
    try:
        return date_of(text)
    except BadDateError as error:
        raise CellError(column, str(error)) from error


def share_of(said: Percentage | None, cells: Cells, party: Spoken | None) -> Share | None:
    """The share of a claim, from its columns or from beside the party's name."""
    unit = said.unit if said else "percent"
    beside = party.share if party else ""
    column = said.column if said else ""
    whole = cells[column] if column else ""
    lower = cells[said.minimum] if said and said.minimum else ""
    upper = cells[said.maximum] if said and said.maximum else ""
    if party is not None and party.is_unnamed and (whole or lower or upper):
        beside = ""  # "others (under 3 % each)" beside what they have together
    if sum(map(bool, (beside, whole, lower or upper))) > 1:
        raise CellError(column, "the share is given twice")
    try:
        if beside or whole:
            return read_share(beside or whole, unit)
        if not lower and not upper:
            return None
        least, most = (read_share(text, unit) if text else WHOLE for text in (lower, upper))
        return Share(least.lower, most.upper, least.lower_open, most.upper_open)
    except ImpossibleShareError as error:
        raise CellError(column or "share", str(error)) from error


class Held(NamedTuple):
    """What kind of claim a row makes, with the fields its words fill."""

    type: str
    fields: dict[str, str]
    share: Share | None = None


def held(rule: Rule, cells: Cells, share: Share | None) -> list[Held]:
    """What somebody has by a row: as its rule says, or each nature of control in a cell.

    Raises
    ------
    CellError
        If a nature is not known, or is one of those held through somebody whom no row names; if
        the share of the row lies outside the band.
    """
    words = cells[rule.natures] if rule.natures else ""
    if not words:
        return [Held(rule.type, {}, share)]
    found = []
    for word in filter(None, map(str.strip, re.split(r"[;,|\n]", narrow(words).casefold()))):
        try:
            what, band, through = nature_of(word)
        except InputError as error:
            raise CellError(rule.natures, str(error)) from error
        if through is not None:
            problem = f"{word!r} is held through somebody whom the row does not name"
            raise CellError(rule.natures, problem, "the register's own lines, as format psc")
        if what.becomes == "Ownership":
            if share is not None and band is not None and what.value == "shareholding":
                band = share.within(band)
                if band is None:
                    raise CellError(rule.natures, f"{word!r}, and a share of {share}")
            fields = {"interest": what.value, "measurand": what.measurand}
            found.append(Held(what.becomes, fields, band))
        elif what.becomes:
            decides = "decisive" if what.value == "boardNomination" else ""
            found.append(Held(what.becomes, {"mechanism": what.value, "right": decides}))
    return found


def bounds(share: Share | None) -> dict[str, str]:
    """The cells of a share in a table of ours."""
    if share is None:
        return {}
    sides = [side for side, on in (("min", share.lower_open), ("max", share.upper_open)) if on]
    return {
        "share_min": plain(share.lower),
        "share_max": plain(share.upper),
        "share_open": " | ".join(sides),
    }


def ended(rule: Rule, cells: Cells, values: dict[str, str]) -> dict[str, str]:
    """What columns on whether a claim still holds change of its fields; nothing if it does.

    What is over without a day had ended before the day its row speaks for.

    Raises
    ------
    CellError
        If a word is not known, or a claim is over and nothing says by when.
    """
    column, day = _over(rule, cells)
    if not column or values.get("valid_to"):
        return {}
    if day:
        return {"valid_to": day}
    try:
        seen = PartialDate.parse(values.get("as_of", ""))
    except BadDateError as error:
        problem = f"{cells[column]!r} says that it is over, and nothing says since when"
        hint = "a column for the day it ended, or for the day as of which the row speaks"
        raise CellError(column, problem, hint) from error
    last = PartialDate(day_before(seen.first))
    note = f"over by {last}; the day is not said"
    return {"valid_to": str(last), "note": "; ".join(filter(None, (values.get("note"), note)))}


def _over(rule: Rule, cells: Cells) -> tuple[str, str]:
    """The column that says that a claim is over, with the day if it has one; nothing otherwise."""
    if rule.over and (text := cells[rule.over]):
        day = _day(rule.over, text)
        if re.match(r"\d{4}", day):
            return rule.over, day
        if _holds(rule.over, text, yes=False):
            return "", ""
        return rule.over, ""
    if rule.current and (text := cells[rule.current]) and not _holds(rule.current, text, yes=True):
        return rule.current, ""
    return "", ""


def _holds(column: str, text: str, *, yes: bool) -> bool:
    """Whether a word says that something holds; ``yes`` is what a plain *yes* means there."""
    said = status(text)
    if said is None:
        problem = f"{text!r} does not say whether a stake still holds"
        hint = f"yes or no, current or ended; when.{column} in a mapping says which rows count"
        raise CellError(column, problem, hint)
    return said.holds == yes if said.is_flag else said.holds
