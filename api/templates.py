"""Templates of pages: read once, and whatever is put into them is text, never markup."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from api.harmless import levelled

if TYPE_CHECKING:
    from jinja2 import Environment


def templates_in(folder: Path, names: Mapping[str, object] | None = None) -> Environment:
    """The templates of a folder, with what all of them may call by name."""
    from jinja2 import Environment, FileSystemLoader  # of no use to whoever asks no page

    found = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=levelled,
    )
    found.globals.update(names or {})
    return found
