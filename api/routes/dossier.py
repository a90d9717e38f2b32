"""The file on a firm, to read, to print, to keep."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response

from api.dossier.sections import dossier
from api.dossier.written import html, markdown
from api.negotiation import accept_of, choose
from api.web.dependencies import AskedDep, ReleaseDep, SettingsDep
from api.web.description import FirmPath, files
from api.web.responses import written

router = APIRouter(tags=["answers"])

HTML, MARKDOWN = "text/html", "text/markdown"


@router.get(
    "/entities/{firm}/dossier", responses=files(HTML, MARKDOWN), summary="The file on a firm"
)
def on_firm(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    settings: SettingsDep,
) -> Response:
    """Every answer about it on one page, HTML or Markdown, each claim numbered and sourced."""
    media = choose(accept_of(request.headers), (HTML, MARKDOWN))
    found = dossier(release, firm, as_of=asked.as_of, home=asked.home, published=settings.published)
    text = html(found) if media == HTML else markdown(found)
    answer = written(request, release, text.encode(), media)
    answer.headers["Vary"] = "Accept"
    # The page brings its styles and its drawing, and nothing else.
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return answer
