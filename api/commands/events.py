"""The command that asks what happened to a firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.commands.options import AsOf, Firm, Home, Language, LanguageOption
from api.commands.question import Shown, question

if TYPE_CHECKING:
    from graph.releases.release import Release


@question()
def events(
    opened: Release,
    firm: Firm,
    as_of: AsOf = None,
    home: Home = None,
    language: LanguageOption = Language.en,
) -> Shown:
    """What happened to it: exchanges, seats, holders, state money."""
    from api.views import events as views
    from graph import questions

    page = questions.events(opened, firm, as_of=as_of, home=home, language=language.value)
    return Shown(page, lambda: views.events(page))
