"""The command that shows the indices others published of one firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.commands.options import (
    AsOf,
    Firm,
    Home,
)
from api.commands.question import Shown, question

if TYPE_CHECKING:
    from graph.releases.release import Release


@question(tables=True)
def indices(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
) -> Shown:
    """Power indices, weakest links, closeness to the state. And the foreign-person tests."""
    from api.views import indices as view
    from graph import questions

    answer = questions.indices(opened, firm, as_of=as_of, home=home)
    return Shown(answer, lambda: view.indices(answer))
