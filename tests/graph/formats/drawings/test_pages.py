"""No sheet is higher than a page, and on all of them together stands all that is drawn."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.etree import ElementTree as ET

import pytest
from drawn_sheets import Sheet

from graph import questions
from graph.answers.picture import Arrow
from graph.formats.drawings.bands import apart_by_party, halved
from graph.formats.drawings.pages import PAGE, on_sheets, sheets
from graph.formats.drawings.paper import POINTS
from graph.formats.drawings.pictures import pdf
from graph.releases.release import Release

ENDS = {"en": " (continued)", "zh": "（续）"}
SVG = "{http://www.w3.org/2000/svg}"
SIDE = (210 - 180) / 2  # millimetres of an A4 page beside a picture of two columns


def test_a_page_is_a4_with_the_same_margin_on_all_sides() -> None:
    assert pytest.approx((297 - 2 * SIDE) / 25.4 * 72) == PAGE
    assert POINTS["double"] <= 180 / 25.4 * 72


def test_no_sheet_of_any_firm_is_higher_than_a_page(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        assert float(sheet.top.get("height", "")) <= PAGE, (sheet.picture.firm.id, sheet.width)


def test_all_sheets_together_have_every_box_arrow_and_document(sheets: list[Sheet]) -> None:
    several = 0
    of: defaultdict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        of[id(sheet.whole)].append(sheet)
    for group in of.values():
        whole = group[0].whole
        several += len(group) > 1
        bands = [band for sheet in group for band in sheet.picture.bands]
        arrows: list[Arrow] = [arrow for band in bands for arrow in band.arrows]
        assert sorted(map(repr, arrows)) == sorted(
            repr(arrow) for band in whole.bands for arrow in band.arrows
        )
        boxes = {box.id for band in bands for box in band.boxes}
        assert boxes == {box.id for band in whole.bands for box in band.boxes}
        notes = {band.note for band in bands} - {""}
        assert notes == {band.note for band in whole.bands} - {""}
        for sheet in group:
            cited = {number for band in sheet.picture.bands
                     for arrow in band.arrows for number in arrow.sources}  # fmt: skip
            for sentence in (sheet.picture.headline, *sheet.picture.lead):
                cited |= set(sheet.picture.behind[sentence].sources)
            listed = {one.number for one in sheet.picture.sources}
            assert cited <= listed
            if len(group) > 1:
                assert cited == listed
                assert sheet.picture.headline == whole.headline
                assert set(whole.pending) <= set(sheet.picture.lead)
    assert several > 10


def test_every_number_on_a_sheet_is_listed_on_it(sheets: list[Sheet]) -> None:
    """A party that stands on two sheets has on each what is drawn there, and no more."""
    for sheet in sheets:
        listed = {one.number for one in sheet.picture.sources}
        for band in sheet.picture.bands:
            for box in band.boxes:
                for line in map(str, box.lines) if box.kind != "firm" else ():
                    for found in re.findall(r"\[([\d,\s…]+)\]$", line):
                        numbers = {int(number) for number in re.findall(r"\d+", found)}
                        assert numbers <= listed, (sheet.picture.firm.id, line)


def test_a_sheet_says_which_it_is_and_what_stands_on_the_others(sheets: list[Sheet]) -> None:
    of: defaultdict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        of[id(sheet.whole)].append(sheet)
    for group in of.values():
        for number, sheet in enumerate(group, 1):
            if len(group) == 1:
                assert not sheet.picture.sheet
                continue
            assert re.findall(r"\d+", sheet.picture.sheet)[:2] == [str(number), str(len(group))]
            for other in group:
                if other is not sheet:
                    for band in other.picture.bands:
                        heading = band.heading.removesuffix(ENDS[sheet.picture.language])
                        assert heading in sheet.picture.sheet or not band.arrows
            assert "".join(sheet.picture.sheet.split()) in letters(sheet.top)


def letters(top: ET.Element) -> str:
    """What stands on a sheet, without the spaces between runs of two scripts."""
    return "".join("".join("".join(text.itertext()).split()) for text in top.iter(SVG + "text"))


def test_the_parts_of_smic_are_on_sheets_of_their_own(seed_release: Release) -> None:
    """The owners first: whoever prints one sheet has them."""
    found = on_sheets(questions.picture(seed_release, "smic"))
    assert {band.kind for band in found[0].picture.bands} == {"owners"}
    kinds = [band.kind for sheet in found for band in sheet.picture.bands]
    assert list(dict.fromkeys(kinds)) == ["owners", "lastKnown", "money", "below"]
    assert len(found) <= 4


def test_a_band_taken_apart_and_halved_has_all_of_it(seed_release: Release) -> None:
    for band in questions.picture(seed_release, "smic").bands:
        parts = [half for part in apart_by_party(band) for half in halved(part)]
        assert sorted(repr(one) for part in parts for one in part.arrows) == sorted(
            map(repr, band.arrows)
        )


def test_a_pdf_has_a_page_for_each_sheet(seed_release: Release) -> None:
    drawn = sheets(questions.picture(seed_release, "alibaba"))
    made = pdf(*drawn)
    assert len(drawn) == 2
    assert len(re.findall(rb"/Type/Page\b", made)) == 2
    assert made == pdf(*drawn)
