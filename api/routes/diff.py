"""Why a verdict changed: between two releases, or two days in one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.web.dependencies import HomeQuery, ReleaseDep, SettingsDep
from api.web.description import one
from api.web.responses import respond
from graph import questions
from graph.answers.changes import Difference
from graph.releases.release import Release, open_release

router = APIRouter(tags=["answers"])

Day = Annotated[str | None, Query(description="YYYY-MM-DD; by default the release's data date.")]
Id = Annotated[str | None, Query(description="A release; by default the one that answers.")]


@router.get("/diff", responses=one(Difference), summary="Why the verdict changed")
def diff(
    request: Request,
    release: ReleaseDep,
    settings: SettingsDep,
    before: Id = None,
    after: Id = None,
    firm: Annotated[
        str | None,
        Query(description="Only this firm's verdicts.", examples=["smic"]),
    ] = None,
    since: Annotated[Day, Query(alias="from", examples=["2014-12-31"])] = None,
    until: Annotated[Day, Query(alias="to", examples=["2025-12-31"])] = None,
    home: HomeQuery = None,
) -> Response:
    """What two releases, or two days, say differently, and why each verdict changed."""

    def opened(wanted: str | None) -> Release:
        known = wanted is None or release.id.startswith(wanted or " ")
        return release if known else open_release(settings.home, wanted)

    older, newer = opened(before), opened(after)
    answer = questions.diff(older, newer, firm, since=since, until=until, home=home)
    return respond(request, release, answer, {"before": older.id, "after": newer.id})
