"""The page on how much of a reader's own table of plants is domestic."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.explorer.production import ProductionPage, example_page, posted_page
from api.routes.page_answers import ReaderDep, page_answer
from api.web.dependencies import AskedDep, ReleaseDep, only_known_parameters, with_key
from api.web.forms import form_of
from api.web.responses import own_alone

PATH = "/production"

router = APIRouter(tags=["explorer"], dependencies=[Depends(only_known_parameters)])


@router.get(PATH, summary="How much of production is domestic", include_in_schema=False)
def production(
    request: Request,
    release: ReleaseDep,
    asked: AskedDep,
    reader: ReaderDep,
    example: Annotated[bool, Query(description="Whether to show the example computed.")] = False,
) -> Response:
    """The definitions, a form for a table of one's own, and an example to try."""
    shown = example_page(release, asked) if example else ProductionPage()
    return page_answer(request, release, "production", reader, shown=shown)


@router.post(
    PATH,
    summary="How much of a table of one's own is domestic",
    include_in_schema=False,
    dependencies=[Depends(with_key)],
)
async def production_of_a_table(
    request: Request, release: ReleaseDep, asked: AskedDep, reader: ReaderDep
) -> Response:
    """The columns of the table to confirm, then the answer; nothing of it is kept."""
    fields = await form_of(request)
    shown = await run_in_threadpool(posted_page, release, fields, asked)
    answer = page_answer(request, release, "production", reader, shown=shown)
    own_alone(answer)
    if shown.refusal:
        answer.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
    return answer
