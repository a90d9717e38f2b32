"""Pictures have the letters of every name, the size asked for, and the same bytes each time."""

from __future__ import annotations

import struct

import pytest
from fontTools.ttLib import TTFont

from graph import questions
from graph.errors import InputError
from graph.formats.drawings.pictures import FONTS, LARGEST, pdf, png
from graph.formats.drawings.sheet import svg
from graph.releases.release import Release

SIGN = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" width="40" height="40">'
    '<title>t</title><text x="4" y="30" font-size="30">{}</text></svg>'
)


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", picture[16:24])


def test_every_letter_of_every_name_has_a_sign(seed_release: Release) -> None:
    known: set[int] = set()
    for folder in FONTS:
        for file in folder.iterdir():
            if file.name.endswith((".ttf", ".otf")) and "Serif" not in file.name:
                known |= TTFont(str(file)).getBestCmap().keys()
    names = [
        name
        for entity in seed_release.knowledge.entities.values()
        for name in (entity.name, entity.name_zh)
    ]
    assert any(ord(letter) > 0x4E00 for name in names for letter in name)
    missing = {letter for name in names for letter in name if ord(letter) not in known}
    assert not missing


def test_chinese_signs_are_drawn_not_boxes() -> None:
    """Two signs without a glyph would be the same empty box."""
    drawn = {sign: png(SIGN.format(sign)) for sign in "阿里繁體"}
    assert len(set(drawn.values())) == len(drawn)
    assert len({pdf(SIGN.format(sign)) for sign in "阿里"}) == 2


def test_size_follows_the_resolution(seed_release: Release) -> None:
    assert size(png(SIGN.format("a"), 72)) == (40, 40)
    assert size(png(SIGN.format("a"), 288)) == (160, 160)
    drawing = svg(questions.picture(seed_release, "hikvision"))
    across, down = size(png(drawing, 72))
    assert size(png(drawing, 144)) == (2 * across, 2 * down)


@pytest.mark.parametrize("resolution", [36, 72, 300, 600])
def test_the_resolution_stands_in_the_picture(resolution: int) -> None:
    picture = png(SIGN.format("a"), resolution)
    assert picture[37:41] == b"pHYs"
    across, down, unit = struct.unpack(">IIB", picture[41:50])
    assert unit == 1  # to a metre
    assert across == down
    assert across * 0.0254 == pytest.approx(resolution, abs=0.02)


def test_a_picture_is_printed_sharp_and_no_wider_than_2400_pixels(seed_release: Release) -> None:
    """The tallest one too, at the three hundred to an inch that it is made with."""
    drawing = svg(questions.picture(seed_release, "smic"))
    across, down = size(png(drawing))
    assert 2000 < across <= 2400
    assert across * down < LARGEST


def test_the_same_drawing_gives_the_same_bytes(seed_release: Release) -> None:
    drawing = svg(questions.picture(seed_release, "hikvision"))
    assert png(drawing) == png(drawing)
    assert pdf(drawing) == pdf(drawing)
    assert pdf(drawing).startswith(b"%PDF-")


@pytest.mark.parametrize("resolution", [0, -72, 35, 601])
def test_a_resolution_beyond_reason_is_refused(resolution: int) -> None:
    with pytest.raises(InputError, match=f"{resolution}; it must lie between 36 and 600"):
        png(SIGN.format("a"), resolution)


def test_a_picture_too_large_says_what_would_fit() -> None:
    wide = SIGN.format("a").replace('width="40" height="40"', 'width="4000" height="3000"')
    with pytest.raises(InputError, match=r"833 megapixels.*ask for 131 or less"):
        png(wide, 600)
    assert size(png(wide, 131))[0] > 7000
