"""What the description promises is what every route does, whatever it is asked.

Schemathesis makes requests from the description alone, valid and not, and holds each answer to it.
"""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.settings import Settings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def _operations() -> list[Any]:
    """Every operation of the description, which needs no release."""
    app: Any = create_app(Settings())
    while not hasattr(app, "openapi"):
        app = app._app
    schema = schemathesis.openapi.from_dict(app.openapi())
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.parametrize("operation", _operations(), ids=lambda one: one.label.replace("/", "_"))
def test_every_answer_is_as_described(web: httpx.Client, operation: Any) -> None:
    @settings(
        max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=str(web.base_url), checks=CHECKS, timeout=60)

    ask()
