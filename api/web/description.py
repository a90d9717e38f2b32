"""The OpenAPI description: the answers' own records as schemas, with examples to try."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import msgspec
from fastapi import FastAPI, Path
from fastapi.openapi.utils import get_openapi

from api.errors import refusal_text
from api.web import posted
from api.web.problems import MEDIA as PROBLEM
from graph.answers import (
    answer,
    changes,
    control,
    dependences,
    entities,
    events,
    group_money,
    indicators,
    measures,
    neighbourhood,
    ownership,
    parts,
    paths,
    production,
    programmes,
    reliance,
    reversals,
    rival_definitions,
    score,
    screening,
    verdicts,
)
from graph.errors import UnknownEntityError
from graph.importing import report
from graph.profiles import definitions

# Where the shapes of answers are.
RECORDS = (
    parts, answer, ownership, paths, score, control, verdicts, entities, changes, neighbourhood,
    reversals, definitions, screening, measures, posted, report, programmes, indicators,
    dependences, production, reliance, group_money,
    rival_definitions, events,
)  # fmt: skip
REFERENCE = "#/components/schemas/{name}"

#: How a firm is named in an address.
FirmPath = Path(
    description="An id, a name in any script, or an identifier as `scheme:value`.",
    examples=["smic", "中芯国际", "SMIC"],
)

ABOUT = {
    "release": {"type": "string", "description": "The release that was asked."},
    "data_date": {"type": "string", "format": "date", "description": "Up to when its facts go."},
    "days": {
        "type": "object",
        "additionalProperties": {"type": "string", "format": "date"},
        "description": "Up to when each kind of its facts goes: ownership, lists, people.",
    },
}
PAGE: dict[str, Any] = {
    "total": {
        "type": "object",
        "properties": {"value": {"type": "integer"}, "relation": {"const": "eq"}},
        "description": "How many records there are in all.",
    },
    "limit": {"type": "integer", "description": "Most records of a page."},
    "offset": {"type": "integer", "description": "Records before the first of this page."},
    "next": {"type": ["integer", "null"], "description": "The offset of the next page, if any."},
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "What is wrong with the request, in `detail`."},
    "5XX": {"description": "Why it could not be answered, in `detail`."},
}

MOVED: dict[int | str, dict[str, Any]] = {
    "308": {"description": "It is one with another entity; ask under the address in `Location`."}
}


def one(record: type[msgspec.Struct]) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers with one record."""
    reference = {"$ref": REFERENCE.format(name=record.__name__)}
    schema = {"allOf": [{"type": "object", "properties": ABOUT}, reference]}
    return _responses("application/json", schema)


def many(record: type[msgspec.Struct]) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers with records under ``results``."""
    reference = {"$ref": REFERENCE.format(name=record.__name__)}
    properties = ABOUT | {"results": {"type": "array", "items": reference}}
    return _responses("application/json", {"type": "object", "properties": properties})


def paged(record: type[msgspec.Struct]) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers with some records of many."""
    reference = {"$ref": REFERENCE.format(name=record.__name__)}
    properties = ABOUT | PAGE | {"results": {"type": "array", "items": reference}}
    return _responses("application/json", {"type": "object", "properties": properties})


def alone(record: type[msgspec.Struct]) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers with one record and asks no release."""
    return _responses("application/json", {"$ref": REFERENCE.format(name=record.__name__)})


def files(*media: str) -> dict[int | str, dict[str, Any]]:
    """The responses of a route that answers with a file in one of these formats."""
    # JSON that is a standard's, or a record described elsewhere, is no string.
    content = {name: {"schema": {} if "json" in name else {"type": "string"}} for name in media}
    return {200: {"description": "The file.", "content": content}} | PROBLEMS


def _responses(media: str, schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    return {200: {"description": "The answer.", "content": {media: {"schema": schema}}}} | PROBLEMS


def describe(app: FastAPI) -> None:
    """Give the application its description, made when first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI documents


def _described(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title, version=app.version, description=app.description, routes=app.routes
    )
    _, components = msgspec.json.schema_components(list(_records(*RECORDS)), ref_template=REFERENCE)
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(components)
    schemas["Problem"] = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "instance": {"type": "string"},
            "suggestions": {"type": "array", "items": {"type": "string"}},
            "errors": {"type": "array", "items": {"type": "string"}},
        },
        "example": {
            "type": "https://w3id.org/zizhu/problem/unknown-entity",
            "title": "Not Found",
            "status": 404,
            "detail": refusal_text(UnknownEntityError("smik", ["smic"]), "address"),
            "instance": "/api/entities/smik/owners",
            "suggestions": ["smic"],
        },
    }
    _explain_problems(schema)
    return schema


def _records(*modules: ModuleType) -> Iterator[type[msgspec.Struct]]:
    """The records that some modules define."""
    for module in modules:
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, msgspec.Struct)
                and value.__module__ == module.__name__
            ):
                yield value


def _explain_problems(schema: dict[str, Any]) -> None:
    """Errors of every kind have one form; FastAPI would describe its own for parameters."""
    content = {PROBLEM: {"schema": {"$ref": REFERENCE.format(name="Problem")}}}
    for address, path in schema["paths"].items():
        elsewhere = MOVED if "{firm}" in address or address.startswith("/id/") else {}
        for operation in path.values():
            operation["responses"] = PROBLEMS | elsewhere | operation["responses"]
            operation["responses"].pop("422", None)
            for status, response in operation["responses"].items():
                if status[0] in "45":
                    response["content"] = content
    for name in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(name, None)
