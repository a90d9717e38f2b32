"""The question of what happened to a firm: where it is listed and at home, and who holds it.

Part of ``graph.questions``.
"""

from __future__ import annotations

from datetime import date

from graph.answers.events import EventPage
from graph.answers.evidence import cited_all
from graph.answers.names import named
from graph.arguments import days_of, home_of, language_in
from graph.entities.resolving import resolve
from graph.profiles.events.page import events_of
from graph.releases.release import Release


def events(
    release: Release,
    name: str,
    *,
    as_of: date | str | None = None,
    home: str | None = None,
    language: str = "en",
) -> EventPage:
    """What changed, up to a day, where somebody is listed or at home, or who holds it.

    The newest first. What was only announced or agreed says so, and whether its outcome was read;
    each says whether a party to it is a state's by cited claims of its day.
    """
    known, id_ = release.knowledge, resolve(release, name)
    day = days_of(release, as_of).ownership
    read_in, seen_from = language_in(language), home_of(home or release.home)
    found = events_of(known, id_, day, seen_from, read_in)
    linking = (claim for event in found for link in event.state_links for claim in link.claims)
    return EventPage(
        entity=named(known, id_),
        as_of=day.isoformat(),
        home=seen_from,
        release=release.id,
        events=found,
        state_claims=cited_all(known, linking, read_in),
    )
