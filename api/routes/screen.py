"""Whom a list reaches."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count
from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.harmless import as_json
from api.negotiation import accept_of, choose
from api.report.markdown import markdown
from api.report.page import html
from api.report.screening import report
from api.web.cited import cite_of
from api.web.dependencies import ReleaseDep
from api.web.description import files, one
from api.web.posted import (
    MOST_NAMES,
    CustomerEntry,
    ScreenRequest,
    body_of,
    list_row,
    read_json,
)
from api.web.responses import JSON, document, written
from graph.answers.permalinks import Cite
from graph.answers.screening import CustomerFile, Screening
from graph.claims.statements import Refusal
from graph.errors import InputError
from graph.formats.tables.lists import ListRow, row_of
from graph.questions import screen, screen_many
from graph.releases.release import Release

router = APIRouter(tags=["answers"])


EXAMPLE: dict[str, Any] = {
    "rule": "bis-affiliates",
    "as_of": "2025-10-15",
    "entries": [{"name": "SMIC", "list": "Entity List", "from": "2020-12-18"}],
}
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"$ref": "#/components/schemas/ScreenRequest"},
                "example": EXAMPLE,
            }
        },
    }
}


HTML, MARKDOWN = "text/html", "text/markdown"
RESPONSES = one(Screening)
RESPONSES[200]["content"] |= files(HTML, MARKDOWN)[200]["content"]


@router.post("/screen", responses=RESPONSES, openapi_extra=BODY, summary="Whom a list reaches")
async def reached(request: Request, release: ReleaseDep) -> Response:
    """The firms that a list reaches under a rule, each with its steps; without entries and
    lists, the lists of the rule as far as the release holds them. With customers a row for each
    of them. As Markdown or HTML it is the report to file.
    """
    media = choose(accept_of(request.headers), (JSON, MARKDOWN, HTML))
    asked = read_json(await body_of(request), ScreenRequest)
    answer = await run_in_threadpool(_answer, release, asked)
    cite = cite_of(request, release, answer)
    content = await run_in_threadpool(_content, release, answer, media, cite)
    given = written(request, release, content, media)
    given.headers["Vary"] = "Accept"
    if media == HTML:
        # The page brings its styles, and nothing else.
        given.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return given


def _content(release: Release, answer: Screening, media: str, cite: Cite) -> bytes:
    """The answer as JSON, or as the report to file."""
    if media == JSON:
        return as_json(document(answer, release, cite))
    made = report(answer, release, cite, given="posted")
    return (markdown(made) if media == MARKDOWN else html(made)).encode()


def _answer(release: Release, asked: ScreenRequest) -> Screening:
    rows = None
    if asked.entries is not None:
        rows = [list_row(number, entry) for number, entry in enumerate(asked.entries, start=1)]
    if asked.customers is not None:
        return _of_customers(release, asked, rows, asked.customers)
    return screen(
        release,
        asked.rule,
        rows,
        lists=asked.lists,
        as_of=asked.as_of,
        firms=asked.firms,
        threshold=None if asked.threshold is None else str(asked.threshold),
        include_unknown=asked.include_unknown,
        law_day=asked.law_day,
        read_as=asked.read_as,
        list_day=asked.list_day,
    )


def _of_customers(
    release: Release,
    asked: ScreenRequest,
    rows: list[ListRow | Refusal] | None,
    customers: Sequence[CustomerEntry],
) -> Screening:
    """A row for each customer that was posted."""
    if not customers:
        raise InputError("customers is empty: post at least one, or leave it out")
    if asked.firms or asked.include_unknown:
        raise InputError("customers names the firms; leave out firms and include_unknown")
    names = sum(1 + len(entry.other_names) for entry in asked.entries or ())
    if names > MOST_NAMES:
        raise InputError(
            f"the entries have {names:,} names; customers are compared with at most {MOST_NAMES:,}"
        )
    batch = screen_many(
        release,
        asked.rule,
        rows,
        lists=asked.lists,
        as_of=asked.as_of,
        threshold=None if asked.threshold is None else str(asked.threshold),
        law_day=asked.law_day,
        read_as=asked.read_as,
        list_day=asked.list_day,
    )
    digest = hashlib.sha256(msgspec.json.encode(customers)).hexdigest()
    file = CustomerFile(file="", sha256=digest, asked=len(customers))
    return batch.answer(list(batch.rows(map(_customer, count(1), customers))), file, release.id)


def _customer(number: int, one: CustomerEntry) -> ListRow | Refusal:
    return row_of(
        number,
        name=one.name,
        other_names=one.other_names,
        id=one.id,
        identifiers=one.identifiers,
        reference=one.customer,
        whence="customers",
    )
