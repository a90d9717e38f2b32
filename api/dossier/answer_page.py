"""The page that answers as HTML: the first screen open, the rest to unfold, sources at hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph.answers.answer import Bar, Block, FirmAnswer, Sentence
from graph.answers.parts import CitedClaim

if TYPE_CHECKING:
    from jinja2 import Template

PAGE = Path(__file__).with_name("answer.html.jinja")


def html(found: FirmAnswer, *, claims: bool = True) -> str:
    """The page with its styles, nothing fetched; ``claims``: under each sentence that has any."""
    return _template().render(
        answer=found,
        headings=found.headings,
        cited=_cited(found) if claims else {},
        width=width,
        block_class=block_class,
        claims_under=claims_under,
    )


def _cited(found: FirmAnswer) -> Mapping[str, CitedClaim]:
    return {claim.id: claim for claim in found.claims}


def claims_under(sentence: Sentence, cited: Mapping[str, CitedClaim]) -> list[CitedClaim]:
    """The claims of a sentence that are shown under it."""
    return [cited[one] for one in sentence.claims if one in cited]


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


@cache
def _template() -> Template:
    from jinja2 import Environment

    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        PAGE.read_text("utf-8")
    )
