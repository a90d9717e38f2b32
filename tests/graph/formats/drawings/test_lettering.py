"""Lettering fits its box, loses nothing, and is as wide as the font of pictures makes it."""

from __future__ import annotations

from functools import cache

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from graph.formats.drawings.letter_widths import WIDTHS, letter_width
from graph.formats.drawings.lettering import Line, measured, wrap
from graph.formats.drawings.pictures import FONTS

NAMES = st.text(st.sampled_from("aW i.,(中芯国\u3000际)-。年6月、"), max_size=80)
LIMITS = st.floats(20.0, 200.0)
LOOKS = st.builds(Line, NAMES, st.sampled_from([9.0, 10.0]), st.booleans())


@cache
def font() -> TTFont:
    """Noto Sans, in which pictures are set."""
    return TTFont(str(next(one for one in FONTS[0].iterdir() if one.name.startswith("NotoSans["))))


def advance(letter: str, weight: int) -> float | None:
    """How wide the font has a letter of size one, if it has it."""
    name = font().getBestCmap().get(ord(letter))
    if name is None:
        return None
    signs = font().getGlyphSet(location={"wght": weight, "wdth": 100})
    return signs[name].width / font()["head"].unitsPerEm


@given(LOOKS, LIMITS)
def test_no_line_is_wider_than_the_limit(text: Line, limit: float) -> None:
    for line in wrap(text, limit):
        assert measured(line.text, line) <= limit
        assert (line.size, line.bold) == (text.size, text.bold)


@given(LOOKS, LIMITS)
def test_every_letter_stays_and_in_order(text: Line, limit: float) -> None:
    lines = wrap(text, limit, most=1000)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.text.split())


@given(LOOKS, LIMITS, st.integers(1, 4))
def test_what_does_not_fit_says_so(text: Line, limit: float, most: int) -> None:
    lines = wrap(text, limit, most=most)
    whole = wrap(text, limit, most=1000)
    assert len(lines) == min(most, len(whole))
    assert lines[-1].text.endswith("…") == (len(whole) > most)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("a day, 20 December 2021", 75.0, ["a day,", "20 December", "2021"]),
        ("paid CNY 3.5 billion", 60.0, ["paid", "CNY 3.5", "billion"]),
        ("a holder, 14 %", 52.0, ["a holder,", "14 %"]),
        ("出资（2022年2月2日）。", 110.0, ["出资", "（2022年2月2日）。"]),
        ("一二三四五，六", 50.0, ["一二三四", "五，六"]),
    ],
)
def test_days_and_sums_stay_together(text: str, limit: float, lines: list[str]) -> None:
    found = wrap(Line(text, 10.0), limit)
    assert [line.text.replace("\u00a0", " ") for line in found] == lines


def test_no_letter_is_measured_narrower_than_its_font_has_it() -> None:
    """And none much wider: a few hundredths of its size in each strength."""
    for letter in WIDTHS:
        for bold, weight in ((False, 400), (True, 700)):
            real = advance(letter, weight)
            if real is not None:
                assert 0 <= letter_width(letter, bold=bold) - real + 1e-9 < 0.06, letter
