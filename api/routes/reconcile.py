"""``/reconcile``: the Reconciliation Service API 0.2, which OpenRefine speaks.

A service manifest; queries in batches; suggestions while somebody types; a preview of a candidate;
and columns to add to matched rows, a verdict under each lens among them.
"""

from __future__ import annotations

from html import escape
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qsl

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from msgspec import Meta, Struct

from api.errors import BadRequestError
from api.harmless import as_json
from api.linked.documents import BASE
from api.web.dependencies import ReleaseDep, SettingsDep, nothing_misread
from api.web.description import files
from api.web.reconciling import BATCH, MOST, read_batch, sought_of
from api.web.responses import JSON, own_alone, written
from api.web.targets import own_address
from graph import questions
from graph.claims.figures import counted
from graph.errors import InputError
from graph.profiles.reconciliation import ANY, Candidate
from graph.releases.release import Release

router = APIRouter(
    prefix="/reconcile", tags=["reconciliation"], dependencies=[Depends(nothing_misread)]
)

ROWS = 1000
FIELDS = 100  # of a form
PREVIEW = {"width": 420, "height": 180}
PREFIX = Query(max_length=200, description="What was typed so far.", examples=["中芯"])

FORM = {
    "requestBody": {
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {
                    "type": "object",
                    "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}},
                },
                "example": {"queries": '{"q0": {"query": "中芯国际"}}'},
            }
        }
    }
}

Cursor = Annotated[int, Query(ge=0, le=1000, description="How many to pass over.")]

T = TypeVar("T")


class PropertyWanted(Struct, frozen=True):
    """A column to add."""

    id: str
    settings: dict[str, Any] = {}


class Extension(Struct, frozen=True):
    """Rows and the columns to add to them."""

    ids: Annotated[list[str], Meta(max_length=ROWS)]
    properties: Annotated[list[PropertyWanted], Meta(max_length=BATCH)]


@router.get("", summary="What this service reconciles, or a batch of queries")
def manifest(
    request: Request,
    release: ReleaseDep,
    settings: SettingsDep,
    queries: Annotated[str | None, Query(description="A batch, as JSON.")] = None,
    extend: Annotated[str | None, Query(description="Rows and columns, as JSON.")] = None,
) -> Response:
    """Without parameters the service manifest; with them, what POST gives."""
    if queries is not None or extend is not None:
        return _answer(request, release, queries, extend)
    base, told = own_address(request.url, settings.address)
    here = f"{base}/reconcile"
    suggest = {
        what: {"service_url": here, "service_path": f"/suggest/{what}"}
        for what in ("entity", "type", "property")
    }
    answer = _json(
        request,
        release,
        {
            "versions": ["0.2"],
            "name": f"zizhu, release {release.id}",
            "identifierSpace": f"{BASE}/id/",
            "schemaSpace": f"{BASE}/ns#",
            "defaultTypes": [_type(*one) for one in questions.kinds(release)],
            "view": {"url": f"{base}/id/{{{{id}}}}"},
            "preview": {"url": f"{here}/preview?id={{{{id}}}}", **PREVIEW},
            "suggest": suggest,
            "extend": {
                "propose_properties": {"service_url": here, "service_path": "/properties"},
                "property_settings": [],
            },
            "batchSize": BATCH,
        },
    )
    if told:
        own_alone(answer)
    return answer


async def _form(request: Request) -> dict[str, str]:
    """What a form says; read here, so that the work itself is not done where all requests wait."""
    try:
        text = (await request.body()).decode()
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=FIELDS)
    except UnicodeDecodeError as error:
        raise BadRequestError("the form cannot be read: it is not text in UTF-8") from error
    except ValueError as error:
        raise BadRequestError(f"the form has more than {FIELDS} fields") from error
    form = dict(pairs)
    if len(form) < len(pairs):
        raise BadRequestError("the form has a field twice; give each once")
    return form


@router.post("", summary="A batch of queries, or columns to add", openapi_extra=FORM)
def batch(
    request: Request, release: ReleaseDep, form: Annotated[dict[str, str], Depends(_form)]
) -> Response:
    """Candidates for each query, best first; or values for each row."""
    return _answer(request, release, form.get("queries"), form.get("extend"))


@router.get("/suggest/entity", summary="Entities that begin so")
def suggest_entity(
    request: Request, release: ReleaseDep, prefix: Annotated[str, PREFIX], cursor: Cursor = 0
) -> Response:
    """Entities to offer while somebody types."""
    found = questions.offered(release, prefix, MOST)[cursor : cursor + 10]
    return _json(
        request,
        release,
        {
            "result": [
                {"id": one.entity.id, "name": one.entity.name, "description": one.matched,
                 "notable": [_type(one.entity.kind, one.entity.kind)]}
                for one in found
            ]
        },
    )  # fmt: skip


@router.get("/suggest/type", summary="Classes that begin so")
def suggest_type(
    request: Request, release: ReleaseDep, prefix: Annotated[str, PREFIX], cursor: Cursor = 0
) -> Response:
    """Classes of entities here."""
    return _suggested(request, release, questions.kinds(release), prefix, cursor)


@router.get("/suggest/property", summary="Columns that begin so")
def suggest_property(
    request: Request, release: ReleaseDep, prefix: Annotated[str, PREFIX], cursor: Cursor = 0
) -> Response:
    """Columns that can be matched or added."""
    return _suggested(request, release, questions.columns(release), prefix, cursor)


@router.get("/properties", summary="Columns that can be added")
def propose(
    request: Request,
    release: ReleaseDep,
    type: Annotated[str, Query(max_length=200)] = ANY,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> Response:
    """The columns, whatever the class; a lens answers only for firms."""
    shown = [{"id": id, "name": name} for id, name in questions.columns(release)[:limit]]
    return _json(request, release, {"type": type, "limit": limit, "properties": shown})


@router.get("/preview", responses=files("text/html"), summary="A candidate in a few lines")
def preview(
    request: Request, release: ReleaseDep, id: Annotated[str, Query(max_length=200)]
) -> Response:
    """What a person needs to tell it from another: names, kind, identifiers, sources of claims."""
    page = questions.claims(release, id)
    numbers = ", ".join(f"{scheme} {value}" for scheme, value in page.identifiers)
    lines = [
        page.entity.kind,
        "; ".join(page.names[1:]),
        numbers,
        counted(len(page.claims), "claim"),
    ]
    shown = "".join(f"<p><bdi>{escape(line)}</bdi></p>" for line in lines if line)
    text = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>preview</title>'
        f'<body style="font:14px sans-serif"><h3><bdi>{escape(page.entity.name)}</bdi></h3>{shown}'
    )
    answer = written(request, release, text.encode(), "text/html")
    # Shown in a frame of the spreadsheet's page, which is another site's.
    answer.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"
    )
    return answer


def _answer(
    request: Request, release: Release, queries: str | None, extend: str | None
) -> Response:
    if (queries is None) == (extend is None):
        raise InputError("give 'queries' or 'extend', one of them, as JSON")
    if extend is not None:
        wanted = _read(extend, Extension, "extend")
        return _json(request, release, _extended(release, wanted))
    asked = read_batch(queries or "")
    found = {name: _answered(release, query) for name, query in asked.items()}
    wrong = [one["error"] for one in found.values() if "error" in one]
    if wrong and len(wrong) == len(found):
        raise InputError(f"queries: {wrong[0]}")
    return _json(request, release, found)


def _answered(release: Release, query: Any) -> dict[str, Any]:
    """The result of one query of a batch; one that cannot be read takes none of the others along.

    What is wrong with it stands beside its empty result.
    """
    try:
        sought = sought_of(query)
    except InputError as error:
        return {"result": [], "error": str(error)}
    return {"result": [_result(one) for one in questions.reconcile(release, sought)]}


def _result(one: Candidate) -> dict[str, Any]:
    return {
        "id": one.entity.id,
        "name": one.entity.name,
        "description": one.matched,
        "type": [_type(one.entity.kind, one.entity.kind)],
        "score": one.score,
        "match": one.match,
    }


def _extended(release: Release, wanted: Extension) -> dict[str, Any]:
    names = dict(questions.columns(release))
    columns = list(dict.fromkeys(one.id for one in wanted.properties))
    for column in columns:
        if column not in names:
            raise InputError(f"there is no column {column!r}; /reconcile/properties lists them")
    rows = questions.extended(release, list(dict.fromkeys(wanted.ids)), columns)
    return {
        "meta": [{"id": column, "name": names[column]} for column in columns],
        "rows": {
            id: {column: [{"str": text} for text in values] for column, values in row.items()}
            for id, row in rows.items()
        },
    }


def _suggested(
    request: Request,
    release: Release,
    known: tuple[tuple[str, str], ...],
    prefix: str,
    cursor: int,
) -> Response:
    typed = prefix.casefold()
    found = [_type(*one) for one in known if any(typed in part.casefold() for part in one)]
    return _json(request, release, {"result": found[cursor : cursor + 20]})


def _type(id: str, name: str) -> dict[str, str]:
    return {"id": id, "name": name}


def _read(text: str, shape: type[T], what: str) -> T:
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.DecodeError as error:
        raise InputError(f"{what}: {error}") from error
    except UnicodeEncodeError as error:
        raise InputError(f"{what}: it is not Unicode text") from error
    except RecursionError:
        raise InputError(f"{what}: it is nested too deep") from None


def _json(request: Request, release: Release, body: dict[str, Any]) -> Response:
    return written(request, release, as_json(body), JSON)
