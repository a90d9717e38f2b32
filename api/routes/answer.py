"""The one page on a firm: JSON, Markdown or HTML of the same record."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from api.dossier.answer_page import html
from api.harmless import as_json
from api.negotiation import accept_of, choose
from api.views.answer import markdown
from api.web.dependencies import AskedDep, ReleaseDep, SettingsDep
from api.web.description import FirmPath, files, one
from api.web.responses import JSON, document, written
from graph.answers.answer import FirmAnswer
from graph.questions import answer

router = APIRouter(tags=["answers"])

HTML, MARKDOWN = "text/html", "text/markdown"
RESPONSES = one(FirmAnswer)
RESPONSES[200]["content"] |= files(HTML, MARKDOWN)[200]["content"]


@router.get("/entities/{firm}/answer", responses=RESPONSES, summary="The one page on a firm")
def answered(
    request: Request,
    release: ReleaseDep,
    firm: Annotated[str, FirmPath],
    asked: AskedDep,
    settings: SettingsDep,
    language: Annotated[
        Literal["en", "zh"], Query(description="In which language it is written.")
    ] = "en",
) -> Response:
    """Headline, definitions, owners to scale, what would change it; each sentence with sources."""
    media = choose(accept_of(request.headers), (JSON, MARKDOWN, HTML))
    found = answer(
        release, firm, as_of=asked.as_of, home=asked.home, language=language,
        published=settings.published,
    )  # fmt: skip
    if media == JSON:
        content = as_json(document(found, release))
    else:
        content = (html(found) if media == HTML else markdown(found)).encode()
    given = written(request, release, content, media)
    given.headers["Vary"] = "Accept"
    given.headers["Content-Language"] = language
    if media == HTML:
        # The page brings its styles, and nothing else.
        given.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return given
