"""As which files a drawing is written."""

from __future__ import annotations

from typing import Literal, get_args

Drawn = Literal["svg", "png", "pdf"]
DRAWN: tuple[Drawn, ...] = get_args(Drawn)
