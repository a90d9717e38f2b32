"""A picture on as many sheets as it needs, none higher than a page.

A band that has no room on a sheet begins the next; each sheet has the title, the finding, the keys
and documents of what stands on it, and names what stands on the others.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from graph.answers.picture import Band, Picture, Width
from graph.formats.drawings.bands import apart_by_party, halved
from graph.formats.drawings.cut import with_bands
from graph.formats.drawings.sheet import high_of, svg

PAGE = 267 / 25.4 * 72  # points: paper of A4 with margins of 15 mm, which is 180 mm wide


class Sheet(NamedTuple):
    """What stands on a sheet, as a picture of its own, and the sheet as SVG."""

    picture: Picture
    drawn: str


def sheets(picture: Picture, width: Width = "double") -> tuple[str, ...]:
    """The picture as SVG, in one drawing if that fits a page, else in several."""
    return tuple(one.drawn for one in on_sheets(picture, width))


def on_sheets(picture: Picture, width: Width = "double") -> tuple[Sheet, ...]:
    """Each sheet drawn, with what stands on it."""
    whole = Sheet(picture, svg(picture, width))
    if high_of(whole.drawn) <= PAGE:
        return (whole,)
    found = divided(picture, width)
    cut = (_sheet(picture, found, at, width) for at in range(len(found)))
    return tuple(Sheet(one, svg(one, width)) for one in cut)


def divided(picture: Picture, width: Width) -> list[tuple[Band, ...]]:
    """The bands of each sheet: as many in a row as there is room for.

    One that has no room on a sheet of its own is taken apart by the parties in it, and then in
    halves.
    """
    waiting = deque(
        piece
        for band in picture.bands
        for piece in (apart_by_party(band) if width == "single" else (band,))
    )
    found: list[tuple[Band, ...]] = [()]
    while waiting:
        piece = waiting.popleft()
        longer = [*found[:-1], (*found[-1], piece)]
        # Until all is divided nobody knows what stands on the others: there is room to name all,
        # and all as continued.
        sheet = _sheet(picture, [*longer, picture.bands, picture.bands], len(longer) - 1, width)
        if high_of(svg(sheet, width)) <= PAGE:
            found = longer
            continue
        smaller = _smaller(piece)
        if found[-1]:
            found = [*found, ()]
            waiting.appendleft(piece)
        elif len(smaller) > 1:
            waiting.extendleft(reversed(smaller))
        else:
            found = longer
    return found


def _smaller(band: Band) -> tuple[Band, ...]:
    """A band taken apart: by its parties where they are several, else in halves."""
    apart = apart_by_party(band)
    return apart if len(apart) > 1 else halved(band)


def _sheet(picture: Picture, found: Sequence[Sequence[Band]], at: int, width: Width) -> Picture:
    """One of several sheets: the first has all that is said, the others the finding.

    A narrow one has no room for the finding in a second language.
    """
    titled = _titled(picture, found)
    others = dict.fromkeys(
        band.heading for place, bands in enumerate(found) if place != at for band in bands
    )
    of = picture.sheet_words.format(at=at + 1, of=len(found), others=" · ".join(others))
    of = of if len(found) > 1 else ""
    there = replace(picture, sheet=of, second="" if width == "single" else picture.second)
    if at:
        there = replace(there, second="", lead=picture.pending, footer=picture.footer[1:])
    return with_bands(there, titled[at])


def _titled(picture: Picture, found: Sequence[Sequence[Band]]) -> list[tuple[Band, ...]]:
    """The bands of each sheet, those that an earlier one began called continued."""
    begun: set[str] = set()
    titled: list[tuple[Band, ...]] = []
    for bands in found:
        before = frozenset(begun)
        titled.append(
            tuple(
                replace(band, heading=picture.continued.format(heading=band.heading))
                if band.heading in before
                else band
                for band in bands
            )
        )
        begun |= {band.heading for band in bands}
    return titled
