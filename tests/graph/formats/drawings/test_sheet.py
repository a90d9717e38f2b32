"""What holds on every sheet: its width, its letters, that nothing is cut and nothing covered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from math import dist
from xml.etree import ElementTree as ET

import pytest
from drawn_sheets import Sheet
from msgspec.structs import replace

from graph.answers.answer import NumberedSource
from graph.answers.parts import CitedSource, Named
from graph.answers.picture import Arrow, Band, Box, Figure, Picture
from graph.formats.drawings.bands import apart_by_party, laid
from graph.formats.drawings.lettering import Line, measured
from graph.formats.drawings.paper import MARGIN, POINTS
from graph.formats.drawings.sheet import svg

SVG = "{http://www.w3.org/2000/svg}"
MOST_PIXELS, PRINT = 2400, 300 / 72  # pixels across, and to a point in print
LEAST = 9.0


def shift_of(element: ET.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\(([-\d.]+) ([-\d.]+)\)", element.get("transform", ""))
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)


def texts(
    element: ET.Element, at: tuple[float, float] = (0, 0)
) -> Iterator[tuple[ET.Element, float, float]]:
    """Every level text with where it starts and ends across; those that run upwards are apart."""
    waiting = [(element, at)]
    while waiting:
        here, (x, y) = waiting.pop()
        if here.get("transform", "").startswith("rotate"):
            continue
        dx, dy = shift_of(here)
        if here.tag == SVG + "text":
            start = x + float(here.get("x", 0))
            yield here, start, start + float(here.get("textLength", 0))
        waiting += [(child, (x + dx, y + dy)) for child in here]


def words(top: ET.Element) -> str:
    return " ".join(" ".join(text.itertext()) for text in top.iter(SVG + "text"))


def test_a_sheet_is_no_wider_than_its_column_and_2400_pixels(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        assert float(sheet.top.get("width", "")) == POINTS[sheet.width]
        assert POINTS[sheet.width] * PRINT <= MOST_PIXELS


def test_no_letter_is_below_nine_points(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        sizes = [float(text.get("font-size", 0)) for text in sheet.top.iter(SVG + "text")]
        assert min(sizes) >= LEAST, sheet.picture.firm


def test_no_text_leaves_the_sheet(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        right = POINTS[sheet.width] - MARGIN / 2
        for text, start, end in texts(sheet.top):
            assert start >= MARGIN / 2 and end <= right, (sheet.picture.firm.id, text.text)


def test_every_text_is_set_as_wide_as_it_was_measured(sheets: list[Sheet]) -> None:
    """So that a browser with other letters squeezes them and cuts none."""
    for sheet in sheets[:100]:
        for text in sheet.top.iter(SVG + "text"):
            size = float(text.get("font-size", 0))
            look = Line(text.text or "", size, bold=text.get("font-weight") == "bold")
            assert float(text.get("textLength", 0)) == pytest.approx(
                measured(look.text, look), abs=0.02
            )


def test_no_text_leaves_its_box(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        for group in sheet.top.iter(SVG + "g"):
            if group.get("class") != "box":
                continue
            (left, top), (right, bottom) = outline(group)
            for text, start, end in texts(group):
                assert left <= start and end <= right + 0.5, (sheet.picture.firm.id, text.text)
                assert top < float(text.get("y", 0)) <= bottom, (sheet.picture.firm.id, text.text)
            for turned in group.iter(SVG + "g"):
                if turned.get("transform", "").startswith("rotate"):
                    lengths: Counter[str] = Counter()
                    for text in turned:
                        lengths[text.get("y", "")] += float(text.get("textLength", 0))
                    high, wide = max(lengths.values()), LEAST * len(lengths)
                    assert high <= bottom - top, (sheet.picture.firm.id, words(turned))
                    assert wide <= right - left, (sheet.picture.firm.id, words(turned))


def outline(group: ET.Element) -> tuple[tuple[float, float], tuple[float, float]]:
    """The corners of the first form of a box."""
    for form in group:
        if form.tag == SVG + "rect":
            x, y, wide, high = (float(form.get(one, 0)) for one in ("x", "y", "width", "height"))
            return (x, y), (x + wide, y + high)
        if form.tag == SVG + "polygon":
            points = [tuple(map(float, one.split(","))) for one in form.get("points", "").split()]
            across, down = zip(*points, strict=True)
            return (min(across), min(down)), (max(across), max(down))
    raise AssertionError("a box without a form")


def test_no_box_covers_another_and_no_head_lies_on_another(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        wide = POINTS[sheet.width] - 2 * MARGIN
        bands = sheet.picture.bands
        if sheet.width == "single":
            bands = tuple(part for band in bands for part in apart_by_party(band))
        for band in bands:
            if not band.arrows:
                continue
            sizes, placed = laid(band, wide)
            assert placed.size[0] <= wide + 1, (sheet.picture.firm.id, band.kind)
            for one, other in combinations(sizes, 2):
                apart = [
                    abs(a - b) - (c + d) / 2
                    for a, b, c, d in zip(
                        placed.boxes[one], placed.boxes[other], sizes[one], sizes[other],
                        strict=True,
                    )
                ]  # fmt: skip
                assert max(apart) > -1, (sheet.picture.firm.id, one, other)
            tips = zip(band.arrows, (tip for _, tip in placed.splines), strict=True)
            for (a, at), (b, beside) in combinations(tips, 2):
                assert a.target != b.target or dist(at, beside) >= 8, (a, b)


def test_every_box_and_every_key_is_on_the_sheet(sheets: list[Sheet]) -> None:
    for sheet in sheets[:100]:
        said = words(sheet.top).replace("\u00a0", " ")
        squeezed = "".join(said.split())
        for band in sheet.picture.bands:
            for box in band.boxes:
                for text in (box.about, *map(str, box.lines)) if box.kind != "firm" else ():
                    assert "".join(text.split()) in squeezed, text
        said = (sheet.picture.headline, sheet.picture.second, sheet.picture.sheet)
        for text in (*said, *sheet.picture.footer):
            assert "".join(text.split()) in squeezed, text
        assert all("".join(key.text.split()) in squeezed for key in sheet.picture.keys)


def test_a_sheet_says_what_it_shows_to_those_who_do_not_see_it(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        assert sheet.top.get("role") == "img"
        assert sheet.picture.headline in sheet.top.findtext(SVG + "title", "")
        told = sheet.top.findtext(SVG + "desc", "")
        for band in sheet.picture.bands:
            for arrow in band.arrows:
                assert arrow.text in told


def invented(**changes: object) -> Picture:
    """A firm with one holder, by hand."""
    source = CitedSource(id="s", title="A report", url="https://example.org/?a=1&b=2")
    picture = Picture(
        firm=Named("f", "Firm"), language="en", as_of="2025-12-31", release="r", title="Firm",
        headline="It sits somewhere.", second="它在某处。", lead=("A holder has 5 %.",),
        bands=(
            Band(
                kind="owners", heading="Who holds Firm",
                boxes=(Box(id="f", kind="firm", names=("Firm",)),
                       Box(id="h", kind="company", names=("Holder",), origin="home_state",
                           about="home state", lines=(Figure(text="5 %", behind=" [1]"),),
                           entities=("h",))),
                arrows=(Arrow(source="h", target="f", kind="stake", text="5 %", lower=0.05,
                              upper=0.05, claims=("c",), sources=(1,)),),
            ),
        ),
        keys=(), how_to_read="", sources_heading="Sources",
        sources=(NumberedSource(number=1, source=source, text="A report"),),
        footer=("release r",), description="It sits somewhere.",
    )  # fmt: skip
    return replace(picture, **changes)


def with_holder(**changes: object) -> Picture:
    (band,) = invented().bands
    firm, holder = band.boxes
    return invented(bands=(replace(band, boxes=(firm, replace(holder, **changes))),))


@pytest.mark.parametrize("width", ["double", "single"])
def test_the_same_picture_is_the_same_sheet(width: str) -> None:
    assert svg(invented(), width) == svg(invented(), width)


@pytest.mark.parametrize(
    "name", ['A "quoted" <name> & \x0b control', "x" * 300, "中" * 120, "W" * 60 + " 中"]
)
@pytest.mark.parametrize("width", ["double", "single"])
def test_an_awkward_name_neither_breaks_nor_leaves_its_box(name: str, width: str) -> None:
    top = ET.fromstring(svg(with_holder(names=(name,)), width))
    for group in top.iter(SVG + "g"):
        if group.get("class") == "box":
            (left, _), (right, _) = outline(group)
            assert all(left <= start and end <= right + 0.5 for _, start, end in texts(group))


def test_only_web_addresses_become_links() -> None:
    (source,) = invented().sources
    hostile = replace(source, source=replace(source.source, url="javascript:alert(1)"))
    links = ET.fromstring(svg(invented())).iter(SVG + "a")
    assert [one.get("href") for one in links] == ["https://example.org/?a=1&b=2"]
    assert not list(ET.fromstring(svg(invented(sources=(hostile,)))).iter(SVG + "a"))


def test_two_sheets_on_one_page_paint_with_patterns_of_their_own() -> None:
    ids = [
        {one.get("id") for one in ET.fromstring(svg(invented(), width)).iter(SVG + "pattern")}
        for width in ("double", "single")
    ]
    assert all(ids) and not ids[0] & ids[1]
    drawn = svg(invented())
    used = set(re.findall(r"url\(#([^)]+)\)", drawn))
    assert used and used <= ids[0]
