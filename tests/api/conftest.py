"""Real servers and real commands on the release of the seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from api.app import create_app
from api.cli import main
from api.settings import Settings
from served_app import Serve, serving


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    stdout: str
    stderr: str


Run = Callable[..., Ended]


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves an application for as long as a block lasts."""
    return serving


@pytest.fixture(scope="session")
def settings(seed_home: Path) -> Settings:
    """Limits that a test can wait for."""
    return Settings(home=seed_home, query_seconds=3, query_workers=2, long_seconds=600)


@pytest.fixture(scope="session")
def web(settings: Settings) -> Iterator[httpx.Client]:
    """A client of a server on the release of the seeds."""
    with serving(create_app(settings)) as client:
        yield client


@pytest.fixture
def zizhu(
    root: Path,
    seed_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs the command as its entry point does, in this process: a second of imports less."""

    def run(*arguments: str, home: Path = seed_home, **variables: str) -> Ended:
        capsys.readouterr()
        with monkeypatch.context() as patched:
            patched.chdir(root)
            patched.setattr("sys.argv", ["zizhu", *arguments])
            for name, value in ({"ZIZHU_HOME": str(home)} | variables).items():
                patched.setenv(name, value)
            with pytest.raises(SystemExit) as ended:
                main()
        return Ended(int(ended.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def zizhu_process(root: Path, seed_home: Path) -> Run:
    """Runs the command in a process of its own."""

    def run(*arguments: str, home: Path = seed_home, **variables: str) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "api.cli", *arguments],
            cwd=root,
            env={"PATH": os.environ["PATH"], "ZIZHU_HOME": str(home)} | variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    return run
