"""What other formats can carry of a firm: its claims as BODS statements or FollowTheMoney entities.

The writers are imported when they are asked for: no number needs them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.claims.model import Claim
from graph.entities.resolving import resolve
from graph.releases.release import Release

if TYPE_CHECKING:
    from graph.answers.screening import Screening
    from graph.formats.bods.writer import Written
    from graph.formats.ftm.writer import Written as FtmWritten


def statements(release: Release, firm: str | None = None) -> Written:
    """What BODS 0.4 can carry of a firm and all above it, or of the whole release."""
    from graph.formats.bods.writer import write_bods

    publisher = release.manifest.title or f"zizhu, release {release.id}"
    chosen = _around(release, firm)
    return write_bods(release.knowledge, chosen, published=release.data_date, publisher=publisher)


def ftm_entities(release: Release, firm: str | None = None) -> FtmWritten:
    """What FollowTheMoney can carry of a firm and all above it, or of the whole release."""
    from graph.formats.ftm.writer import write_ftm

    return write_ftm(release.knowledge, _around(release, firm))


def ftm_reached(release: Release, screening: Screening) -> FtmWritten:
    """Whom a list reaches, and all above them, as FollowTheMoney has them."""
    from graph.formats.ftm.reached import write_reached

    return write_reached(release.knowledge, screening)


def _around(release: Release, firm: str | None) -> Iterable[Claim]:
    from graph.formats.bods.carrying import around

    known = release.knowledge
    return known.claims.values() if firm is None else around(known, resolve(release, firm))
