"""The pictures of the firms of a release, drawn and read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from graph import questions
from graph.answers.picture import Picture, Width
from graph.arguments import holdable
from graph.claims.model import Control, Investment, Ownership
from graph.formats.drawings.sheet import svg
from graph.releases.release import Release

BARE = 10


class Sheet(NamedTuple):
    """A picture on one width of paper, as whoever opens the file reads it."""

    picture: Picture
    width: Width
    top: ET.Element


def sheets_of(release: Release) -> Iterator[Sheet]:
    """Every firm in English on a wide sheet and in Chinese on a narrow one.

    Of those of whom no stake, power or money is known all that is drawn is one remainder: a few
    of them stand for all.
    """
    firms = [firm for firm in release.knowledge.entities if holdable(release, firm)]
    bare = [firm for firm in firms if not any(_known(release, firm))]
    for firm in (*(one for one in firms if one not in set(bare)), *bare[:BARE]):
        yield _drawn(questions.picture(release, firm), "double")
        yield _drawn(questions.picture(release, firm, language="zh"), "single")


def _known(release: Release, firm: str) -> Iterator[bool]:
    for kind in (Ownership, Control, Investment):
        yield bool(release.knowledge.about(kind, firm))
    for linked in (Ownership, Control):
        yield bool(release.knowledge.of(linked, firm))


def _drawn(picture: Picture, width: Width) -> Sheet:
    return Sheet(picture, width, ET.fromstring(svg(picture, width)))
