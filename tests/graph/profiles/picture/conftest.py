"""Every picture of the seeds, whatever sheets it is on."""

from __future__ import annotations

import pytest
from drawn_sheets import Sheet

from graph.answers.picture import Picture


@pytest.fixture(scope="session")
def pictures(sheets: list[Sheet]) -> list[Picture]:
    """Each picture once, whatever sheets it is on."""
    return [*{id(sheet.whole): sheet.whole for sheet in sheets}.values()]


@pytest.fixture(scope="session")
def english(pictures: list[Picture]) -> list[Picture]:
    return [picture for picture in pictures if picture.language == "en"]
