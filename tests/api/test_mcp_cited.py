"""A result's address and command ask the same again, by the other ways in."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from typing import Any

import httpx
import msgspec
import pytest

from api.mcp.tools import TOOLS, answered
from api.settings import Settings
from graph.releases.release import Release

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("find", {"text": "中芯", "limit": 3}),
    ("answer", {"firm": "中芯国际"}),
    ("answer", {"firm": "smic", "as_of": "2015", "home": "HK", "language": "zh"}),
    ("paths", {"firm": "cloudwalk"}),
    ("paths", {"firm": "smic", "source": "Big Fund I", "kind": "stakes", "basis": "voting"}),
    ("unknowns", {"firm": "dji", "home": "CN"}),
)


@pytest.mark.parametrize(("name", "given"), ASKED)
def test_its_address_and_its_command_give_the_same_answer(
    web: httpx.Client,
    zizhu: Callable[..., Any],
    seed_release: Release,
    name: str,
    given: dict[str, Any],
) -> None:
    asked = msgspec.convert(given, TOOLS[name].arguments)
    result = answered(seed_release, Settings(), name, asked)
    told = web.get(result["cite"]["address"])
    assert told.status_code == 200, told.text
    document = told.json()
    program, *words = shlex.split(result["again"])
    assert program == "zizhu"
    typed = zizhu(*words, "-f", "json")
    assert typed.code == 0, typed.stderr
    without = {"cite", "q", "limit"}
    assert {key: part for key, part in json.loads(typed.stdout).items() if key not in without} == {
        key: part for key, part in document.items() if key not in without
    }
    for field in ("firm", "as_of", "home"):
        assert result.get(field) == document.get(field)
