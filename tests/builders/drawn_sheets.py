"""The pictures of the firms of a release, drawn and read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from graph import questions
from graph.answers.picture import Band, Picture, Width
from graph.arguments import holdable
from graph.claims.model import Control, Investment, Ownership
from graph.formats.drawings.pages import on_sheets
from graph.releases.release import Release

BARE = 10


class Sheet(NamedTuple):
    """One sheet of a picture on one width of paper, as whoever opens the file reads it."""

    picture: Picture  # what stands on the sheet
    width: Width
    top: ET.Element
    whole: Picture  # all that is drawn of the firm


def band_of(picture: Picture, kind: str) -> Band | None:
    """The band of a kind, where a picture has one."""
    return next((band for band in picture.bands if band.kind == kind), None)


def sheets_of(release: Release) -> Iterator[Sheet]:
    """Every firm in English on a wide sheet and in Chinese on a narrow one.

    Of those of whom no stake, power or money is known all that is drawn is one remainder: a few
    of them stand for all.
    """
    firms = [firm for firm in release.knowledge.entities if holdable(release, firm)]
    bare = [firm for firm in firms if not any(_known(release, firm))]
    for firm in (*(one for one in firms if one not in set(bare)), *bare[:BARE]):
        yield from _drawn(questions.picture(release, firm), "double")
        yield from _drawn(questions.picture(release, firm, language="zh"), "single")


def _known(release: Release, firm: str) -> Iterator[bool]:
    for kind in (Ownership, Control, Investment):
        yield bool(release.knowledge.about(kind, firm))
    for linked in (Ownership, Control):
        yield bool(release.knowledge.of(linked, firm))


def _drawn(picture: Picture, width: Width) -> Iterator[Sheet]:
    for one in on_sheets(picture, width):
        yield Sheet(one.picture, width, ET.fromstring(one.drawn), picture)
