"""One part of a picture for a page that has no room for all of it."""

from __future__ import annotations

from msgspec.structs import replace

from graph.answers.picture import Band, BandKind, Key, Picture
from graph.errors import InputError


def part_of(picture: Picture, kind: BandKind) -> Picture:
    """The picture with one of its bands, and of the marks and documents only what that has.

    Of what the page says, the finding and what may have changed the figures stay; the finding of
    the owners is who they are. Of how it is cited, its text stays.

    Raises
    ------
    InputError
        If the picture has no such part.
    """
    bands = tuple(band for band in picture.bands if band.kind == kind)
    if not bands:
        there = ", ".join(band.kind for band in picture.bands)
        raise InputError(f"the picture of {picture.firm.name} has no part {kind}; it has: {there}")
    there = replace(
        picture,
        headline=(kind == "owners" and picture.of_owners) or picture.headline,
        second="",
        lead=picture.pending,
        footer=picture.footer[1:-1],
    )
    return with_bands(there, bands)


def with_bands(picture: Picture, bands: tuple[Band, ...]) -> Picture:
    """The picture with some bands, and of the marks and documents only what these have.

    Documents of the sentences that stand over them are listed too.
    """
    over = [picture.behind.get(one) for one in (picture.headline, *picture.lead)]
    cited = {number for band in bands for arrow in band.arrows for number in arrow.sources}
    cited |= {number for one in over if one is not None for number in one.sources}
    return replace(
        picture,
        bands=bands,
        keys=tuple(key for key in picture.keys if _occurs(key, bands)),
        sources=tuple(one for one in picture.sources if one.number in cited),
    )


def _occurs(key: Key, bands: tuple[Band, ...]) -> bool:
    """Whether a mark stands in one of the bands."""
    boxes = [box for band in bands for box in band.boxes if box.kind != "firm"]
    of: dict[str, set[str]] = {
        "arrow": {arrow.kind for band in bands for arrow in band.arrows},
        "box": {box.kind for box in boxes},
        "origin": {box.origin for box in boxes} | {at for box in boxes for at, _ in box.mixture},
    }
    return key.code in of[key.of]
