"""The first question of somebody who has built nothing: no folder, no network, perhaps no home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.triples.canonical import engine_version

Run = Callable[..., "subprocess.CompletedProcess[str]"]

# Whoever asks the network for anything is told that there is none.
WITHOUT_NETWORK = """
import socket, sys

def unreachable(*_, **__):
    raise OSError(101, "Network is unreachable")

socket.socket.connect = socket.getaddrinfo = unreachable
sys.argv[0] = "zizhu"
from api.cli import main
main()
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder that the tests of this file share, so that the seeds are built once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def first(root: Path, kept: Path, tmp_path: Path) -> Run:
    """Runs the command in an empty folder, without a network."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(root)}
        environment |= {"XDG_CACHE_HOME": str(kept), "HOME": str(tmp_path)} | variables
        return subprocess.run(
            [sys.executable, "-c", WITHOUT_NETWORK, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return run


def test_a_first_question_is_answered_from_the_facts_that_come_with_it(
    first: Run, tmp_path: Path
) -> None:
    before = first("--version")
    assert f"engine {engine_version()}" in before.stdout.splitlines()
    asked = first("answer", "smic", "-f", "json")
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert answer["firm"]["id"] == "smic"
    assert not any(tmp_path.iterdir())  # nothing is left where it was asked

    after = first("--version")
    assert f"release {answer['release']}, facts to {answer['data_date']}" in after.stdout
    named = first("answer", "smic", "-f", "json", "--release", answer["release"])
    assert json.loads(named.stdout) == answer  # as the answer says it is cited
    assert named.stderr == ""


def test_a_folder_that_was_named_answers_itself_or_not_at_all(first: Run, tmp_path: Path) -> None:
    for ended in (
        first("answer", "smic", "--data", str(tmp_path / "none")),
        first("answer", "smic", ZIZHU_HOME=str(tmp_path / "none")),
    ):
        assert ended.returncode == 3
        assert "nothing has been built in" in ended.stderr
    assert "nothing has been built" in first("--version", ZIZHU_HOME="none").stdout


def test_a_release_that_is_nowhere_is_not_built_to_find_it(first: Run) -> None:
    ended = first("answer", "smic", "--release", "ffff")
    assert (ended.returncode, ended.stdout) == (3, "")
    assert "no release answers to 'ffff'" in ended.stderr
    assert "building" not in ended.stderr


def test_where_nothing_can_be_written_it_says_what_to_set(first: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    ended = first("answer", "smic", XDG_CACHE_HOME=str(tmp_path / "file"))
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "set XDG_CACHE_HOME to a folder that can be written" in ended.stderr


def test_a_build_where_nothing_can_be_written_is_refused_in_words(
    first: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    ended = first("build", "--data", str(tmp_path / "file" / "home"))
    assert ended.returncode == 2
    assert "no release can be built here: Not a directory" in ended.stderr
    assert "name another folder: --data, or ZIZHU_HOME" in ended.stderr


def test_words_are_completed(first: Run) -> None:
    completed = first(_ZIZHU_COMPLETE="complete_bash", COMP_WORDS="zizhu ans", COMP_CWORD="1")
    assert completed.stdout.split() == ["answer"]
