"""The pages' templates: read once, whatever is put into them is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from api.harmless import levelled, of_the_web
from graph.answers.answer import Bar, Block

if TYPE_CHECKING:
    from jinja2 import Template

FOLDER = Path(__file__).parent


@cache
def template(name: str) -> Template:
    """A template of this folder; all of them can draw bars of owners."""
    from jinja2 import Environment, FileSystemLoader

    pages = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=FileSystemLoader(FOLDER),
        finalize=levelled,
    )  # fmt: skip
    pages.globals.update(width=width, block_class=block_class, of_the_web=of_the_web)
    return pages.get_template(f"{name}.html.jinja")


def width(block: Block, bar: Bar) -> str:
    """How wide a block is drawn, of all that the bar has, in percent."""
    whole = sum(one.share for one in bar.blocks)
    return f"{block.share / whole * 100:.2f}" if whole else "0"


def block_class(block: Block) -> str:
    """By what a block is coloured: the origin of its holder, or what is not read.

    >>> block_class(Block(kind="nominee", text="", share=0.5))
    'nominee'
    """
    return (block.origin or "open") if block.kind == "held" else block.kind
