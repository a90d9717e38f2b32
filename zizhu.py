"""The door for notebooks: ``import zizhu; zizhu.open().classify("SMIC")``.

How domestic is this firm, by whose definition, and what would settle it? Everything else
is on what :func:`open` gives; ``docs/notebooks.md`` shows it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import ZizhuError as Error

if TYPE_CHECKING:
    from api.notebook.release import Release

__all__ = ["Error"]  # a star import must not put this `open` in the place of Python's


def open(source: str | Path | None = None, release: str | None = None) -> Release:
    """Open a release, or tables of your own, and ask it.

    Without a source, the current release (``ZIZHU_HOME``, ``.zizhu``); where there is none,
    one built from the facts that come with the program. See :func:`api.notebook.opening.opened`.
    """
    from api.notebook.opening import opened  # brings the engine; a mere import must stay cheap

    return opened(source, release)
