"""How the answer to a request is cited: the address that gives it again, days and release in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from fastapi.routing import APIRoute
from starlette.requests import Request

from api.citing import Question, cite, name_of
from api.settings import Settings
from api.web.parameters import query_parameters
from graph.arguments import days_of

if TYPE_CHECKING:
    from graph.answers.permalinks import Cite
    from graph.releases.release import Release


def cite_of(request: Request, release: Release, answer: object = None, **named: str) -> Cite:
    """How it is cited; no address where a body was part of what was asked.

    ``named`` is what the address leaves open and the answer does not: which releases, say.
    """
    route, asked = request.scope["route"], request.query_params
    settings: Settings = request.app.state.served.settings
    # A route knows its path under the prefix it was included with, or without it.
    under = "/api" if request.url.path.startswith("/api/") else ""
    path = under + route.path.removeprefix(under)
    called = name_of(path)
    for name, text in request.path_params.items():
        if name != "firm":
            path = path.replace(f"{{{name}}}", quote(str(text), safe=""))
    dated = isinstance(route, APIRoute) and "as_of" in query_parameters(route.dependant)
    days = ""
    if dated and not asked.get("from", "")[:1].isdigit():
        days = days_of(release, asked.get("as_of") or None).pinned()
    beside = [
        (name, text)
        for name, text in dict.fromkeys(asked.multi_items())
        if name not in (*named, "as_of", "release")
    ]
    question = Question(
        name=called,
        path=path if request.method in ("GET", "HEAD") else "",
        firm=request.path_params.get("firm", ""),
        given=[*named.items(), *beside],
        days=days,
    )
    return cite(release, question, answer, settings.published)
