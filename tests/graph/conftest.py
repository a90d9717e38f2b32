"""The picture of every firm of the seeds, drawn once for all that is held of them."""

from __future__ import annotations

import pytest
from drawn_sheets import Sheet, sheets_of

from graph.releases.release import Release


@pytest.fixture(scope="session")
def sheets(seed_release: Release) -> list[Sheet]:
    """Every firm in English on a wide sheet and in Chinese on a narrow one."""
    found = [*sheets_of(seed_release)]
    assert len(found) > 300
    assert {sheet.width for sheet in found} == {"double", "single"}
    return found
