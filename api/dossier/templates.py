"""The templates of this folder; all of them can draw bars of owners."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from api.harmless import of_the_web
from api.templates import templates_in
from api.views.bars import block_class, placed

if TYPE_CHECKING:
    from jinja2 import Environment, Template


def template(name: str) -> Template:
    """One of them by its name."""
    return _environment().get_template(f"{name}.html.jinja")


@cache
def _environment() -> Environment:
    called = {"placed": placed, "block_class": block_class, "of_the_web": of_the_web}
    return templates_in(Path(__file__).parent, called)
