"""A report in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

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
from api.views.markdown import link

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
_SPECIAL_PARTS = re.compile(rf"{POINTER.pattern}|https?://\S+[^\s.,;)]")
BLANK = "_" * 40


def markdown(report: Report) -> str:
    """The report as one document in Markdown."""
    lines = [f"# {plain(report.title)}", ""]
    for block in report.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line.

    >>> plain("a|b <i> [x]")
    'a\\\\|b \\\\<i\\\\> \\\\[x\\\\]'
    """
    return _SPECIAL.sub(r"\\\1", " ".join(level(text).split()))


def pointed(text: str) -> str:
    """The same, with the numbers of claims and documents, and addresses that lead somewhere.

    >>> pointed("51 % \u27e6c3\u27e7 [x]")
    '51 % [c3] \\\\[x\\\\]'
    """
    flat, written, end = " ".join(level(text).split()), "", 0
    for found in _SPECIAL_PARTS.finditer(flat):
        written += _SPECIAL.sub(r"\\\1", flat[end : found.start()])
        written += shown(found[1]) if found[1] else link(found[0])
        end = found.end()
    return written + _SPECIAL.sub(r"\\\1", flat[end:])


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {plain(block.text)}"
    elif isinstance(block, Text):
        yield f"`{level(block.text)}`" if block.kind == "code" else plain(block.text)
    elif isinstance(block, Lines):
        for line in block.lines:
            mark = line.mark if line.mark[:1].isdigit() else "-"
            label = f"{shown(line.anchor)} " if line.mark[:1] == "c" else ""
            yield f"{'   ' * line.depth}{mark} {label}{pointed(line.text)}"
    elif isinstance(block, Facts):
        yield from (f"- {plain(name)}: {pointed(said)}" for name, said in block.rows)
    elif isinstance(block, Grid):
        yield from _table(block.header, block.rows)
    elif isinstance(block, Signature):
        yield from (
            line for label in block.labels for line in (f"- {plain(label)}: {plain(BLANK)}",)
        )


def _table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(header)
    yield f"| {' | '.join(names)} |"
    yield f"| {' | '.join('---' for _ in names)} |"
    for row in rows:
        yield f"| {' | '.join(plain('; '.join(cell.splitlines())) for cell in row)} |"
