"""A report as PDF: Typst sets it on pages of A4, with the letters of the drawings.

The blocks are handed over as data and never as text of the program, so that nothing in them is
obeyed; equal reports give equal bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from api.harmless import level
from api.report.blocks import (
    POINTER,
    Block,
    Facts,
    Grid,
    Heading,
    Lines,
    Report,
    Signature,
    Text,
    shown,
)
from graph.formats.drawings.pictures import FONTS


def pdf(report: Report) -> bytes:
    """The report on pages, each with its title, days and release at the foot."""
    import typst  # sets pages, and nothing else here needs it

    data = {
        "title": level(report.title),
        "foot": level(report.foot),
        "blocks": [_block(block) for block in report.blocks],
    }
    made: bytes = typst.compile(  # type: ignore[call-overload]  # files in memory, as documented
        {
            "main.typ": Path(__file__).with_name("sheets.typ").read_bytes(),
            "report.json": msgspec.json.encode(data),
        },
        format="pdf",
        font_paths=[str(folder) for folder in FONTS],
        ignore_system_fonts=True,
        timestamp=0,  # a report changes when what it says does, not by the hour
    )
    return made


def _block(block: Block) -> dict[str, Any]:
    kind = type(block).__name__
    match block:
        case Heading(text, depth):
            return {"kind": kind, "text": level(text), "level": depth}
        case Text(text, style):
            return {"kind": kind, "text": _said(text), "style": style}
        case Lines(lines):
            told = [
                {"text": _said(one.text), "mark": one.mark.replace("-", "–"), "depth": one.depth}
                for one in lines
            ]
            return {"kind": kind, "lines": told}
        case Facts(rows):
            return {"kind": kind, "rows": [[*map(_said, row)] for row in rows]}
        case Grid(header, rows, widths, tones):
            cells = [[*map(_said, row)] for row in rows]
            return {"kind": kind, "header": header, "rows": cells, "widths": widths, "tones": tones}
        case Signature(labels):
            return {"kind": kind, "labels": labels}


def _said(text: str) -> str:
    return level(POINTER.sub(lambda found: shown(found[1]), text))
