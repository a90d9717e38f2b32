"""The drawing of a firm's surroundings as PNG, for a slide, and as PDF, for print.

Typst places the SVG drawing on a page of its size and sets every letter in fonts that come with
the program, Noto Sans and Noto Sans SC, so that Latin and Chinese names show on any machine, and
equal drawings give equal bytes.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Literal

from lxml import etree

from graph.errors import InputError

FONTS = (files("fontpkg_noto_sans") / "files", files("pylopdf_fonts_zh_cn"))  # folders
FAMILIES = "'Noto Sans', 'Noto Sans SC'"
LARGEST = 40_000_000  # pixels: some 160 MB while it is drawn
POINTS = 72  # to an inch
METRE = 0.0254  # of an inch
HEADER = 33  # bytes before the first chunk that may be added


def png(drawing: str, resolution: int = 300) -> bytes:
    """The drawing in pixels, ``resolution`` of them to an inch (72 units of the drawing).

    Raises
    ------
    InputError
        If the resolution is outside 36 to 600, or the picture would be larger than 40 megapixels.
    """
    if not 36 <= resolution <= 600:
        raise InputError(f"resolution is {resolution}; it must lie between 36 and 600")
    width, height = _size(etree.fromstring(drawing.encode()))
    pixels = width * height * (resolution / POINTS) ** 2
    if pixels > LARGEST:
        fits = int(resolution * (LARGEST / pixels) ** 0.5)
        raise InputError(
            f"at {resolution} pixels to an inch the picture has {pixels / 1e6:.0f} megapixels; "
            f"at most {LARGEST // 1_000_000} are drawn: ask for {fits} or less, or for PDF or SVG"
        )
    return _sized(_set((drawing,), "png", resolution), resolution)


def _sized(image: bytes, resolution: int) -> bytes:
    """The image with its resolution in it (a chunk ``pHYs``), so that it is placed in its size.

    It stands behind the header: eight bytes of signature, and 25 of the chunk ``IHDR``.
    """
    dots = round(resolution / METRE)
    body = b"pHYs" + struct.pack(">IIB", dots, dots, 1)  # 1: to a metre
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return image[:HEADER] + chunk + image[HEADER:]


def pdf(*drawings: str) -> bytes:
    """Drawings, each on a page of its own size, with lines and letters that stay sharp."""
    return _set(drawings, "pdf", None)


def _set(drawings: Sequence[str], form: Literal["png", "pdf"], resolution: float | None) -> bytes:
    import typst

    tops = [etree.fromstring(drawing.encode()) for drawing in drawings]
    files_: dict[str, bytes] = {}
    titles: dict[str, str] = {}
    pages = []
    for place, top in enumerate(tops):
        top.set("font-family", FAMILIES)
        name = f"drawing{place}"
        files_[f"{name}.svg"] = etree.tostring(top)
        titles[name] = top.findtext("{*}desc") or top.findtext("{*}title") or ""
        pages.append(f'#image("{name}.svg", width: {_size(top)[0]}pt, alt: sys.inputs.{name})\n')
    page = "#set page(width: auto, height: auto, margin: 0pt)\n" + "#pagebreak()\n".join(pages)
    made: bytes = typst.compile(  # type: ignore[call-overload]  # files in memory, as documented
        {"main.typ": page.encode(), **files_},
        format=form,
        ppi=resolution,
        font_paths=[str(folder) for folder in FONTS],
        ignore_system_fonts=True,
        sys_inputs=titles,
        timestamp=0,  # a picture of a release changes when the release does, not by the hour
    )
    return made


def _size(top: Any) -> tuple[float, float]:
    return float(top.get("width", "0")), float(top.get("height", "0"))
