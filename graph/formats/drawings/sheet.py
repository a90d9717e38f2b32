"""A firm's picture on a sheet: the finding, bands of parties, keys, sources, where it is from.

No text on it is below nine points.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from msgspec.structs import replace

from graph.answers.picture import Band, Picture, Width
from graph.formats.drawings.bands import apart_by_party, draw_band, high_in
from graph.formats.drawings.colours import draw_patterns
from graph.formats.drawings.keys import draw_keys, draw_sources
from graph.formats.drawings.lettering import (
    SOFT,
    Line,
    Point,
    write_under,
)
from graph.formats.drawings.paper import MARGIN, POINTS, cut_off, draw_rule, sheet
from graph.formats.markup import clean

_HEIGHT = re.compile(r'\bheight="([\d.]+)"')
TITLE, HEADLINE, LEAD = 15.0, 12.0, 9.5
NEXT = 8.0  # between parts
GUTTER, FIRST = 14.0, (0.44, 0.4, 0.47, 0.5)  # between bands side by side; parts of the first


def svg(picture: Picture, width: Width = "double") -> str:
    """Draw a picture as SVG, so wide and as high as it needs; for paper, see ``pages``."""
    whole = POINTS[width]
    wide = whole - 2 * MARGIN
    top = sheet(f"{picture.title}: {picture.headline}", picture.description, picture.language)
    draw_patterns(top)
    y = _draw_head(top, picture, (MARGIN, MARGIN), wide, dated=width == "double")
    above = ""
    for row in _rows(picture.bands, width):
        y += NEXT
        if row[0].heading == above:  # a further part of the same band
            y += _draw_row(top, (replace(row[0], heading=""),), (MARGIN, y), wide)
            continue
        above = row[0].heading
        draw_rule(top, (MARGIN, y - NEXT / 2), wide)
        y += _draw_row(top, row, (MARGIN, y), wide)
    y += NEXT
    draw_rule(top, (MARGIN, y - NEXT / 2), wide)
    y += write_under(top, Line(picture.how_to_read, ink=SOFT), (MARGIN, y), wide) + 3
    y += draw_keys(top, picture.keys, (MARGIN, y), wide) + NEXT
    sources = picture.sources_heading, picture.sources
    y += draw_sources(top, *sources, (MARGIN, y), wide) + NEXT / 2
    draw_rule(top, (MARGIN, y), wide)
    y += 3 + write_under(top, Line(" · ".join(picture.footer), ink=SOFT), (MARGIN, y + 3), wide)
    # A page may have two sheets, of which it hides one: each paints with patterns of its own.
    drawn = cut_off(top, whole, y)
    own = drawn.replace('id="of-', f'id="{width}-').replace("url(#of-", f"url(#{width}-")
    return clean(own) + "\n"


def high_of(drawn: str) -> float:
    """How high a drawing is.

    >>> high_of('<svg width="9" height="12"><rect height="3"/></svg>')
    12.0
    """
    found = _HEIGHT.search(drawn[: drawn.index(">")])
    return float(found[1]) if found else 0.0


def _draw_head(top: ET.Element, picture: Picture, at: Point, wide: float, *, dated: bool) -> float:
    """The title, the finding in both languages, and what the page says after it; where it ends.

    A narrow sheet has room for the numbers of documents and none for their days.
    """
    x, y = at
    headline, *lead = (picture.cited(one, dated=dated) for one in (picture.headline, *picture.lead))
    y += write_under(top, Line(picture.title, TITLE, bold=True), (x, y), wide) + 2
    if picture.sheet:
        y += write_under(top, Line(picture.sheet, ink=SOFT), (x, y), wide) + 2
    y += write_under(top, Line(headline, HEADLINE, bold=True), (x, y), wide) + 2
    if picture.second:
        y += write_under(top, Line(picture.second, LEAD, ink=SOFT), (x, y), wide) + 3
    if picture.lead:
        y += write_under(top, Line(" ".join(lead), LEAD), (x, y), wide)
    return y


def _draw_row(top: ET.Element, row: tuple[Band, ...], at: Point, wide: float) -> float:
    """Bands beside one another, each so wide that both are least high; how high they are."""
    if len(row) == 1:
        return draw_band(top, row[0], at, wide)
    first = (wide - GUTTER) * min(
        FIRST, key=lambda part: max(high_in(row[0], (wide - GUTTER) * part),
                                    high_in(row[1], (wide - GUTTER) * (1 - part)))
    )  # fmt: skip
    left = draw_band(top, row[0], at, first)
    right = draw_band(top, row[1], (at[0] + first + GUTTER, at[1]), wide - GUTTER - first)
    return max(left, right)


def _rows(bands: tuple[Band, ...], width: Width) -> list[tuple[Band, ...]]:
    """Bands under one another; on a wide sheet the two that stand apart are side by side.

    A band in which nothing is drawn has no place beside others: the sentences on top say it.
    """
    bands = tuple(band for band in bands if band.arrows) or bands
    if width == "single":
        return [(part,) for band in bands for part in apart_by_party(band)]
    rows: list[tuple[Band, ...]] = []
    for band in bands:
        beside = rows and rows[-1][0].kind == "lastKnown"
        if beside and band.kind == "money":
            rows[-1] = (*rows[-1], band)
        else:
            rows.append((band,))
    return rows
