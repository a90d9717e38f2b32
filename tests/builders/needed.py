"""What tests need beside the project; without it they are skipped, or fail in a run of everything.

``TEST_EVERYTHING`` in the environment asks for that (``.ci/run`` sets it), so that nobody takes
tests that did not run for tests that passed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

VARIABLE = "TEST_EVERYTHING"


def missing(what: str) -> NoReturn:
    """End a test for want of something."""
    if os.environ.get(VARIABLE):
        pytest.fail(f"{what} ({VARIABLE} is set, so nothing is skipped for that)", pytrace=False)
    pytest.skip(what)


def program(*names: str) -> str:
    """Where a program is, by one of its names."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or missing(f"needs the program `{names[0]}`, which is not installed")


def made(path: Path, what: str) -> Path:
    """A file that a command makes where it can; ``what`` says which command."""
    return path if path.exists() else missing(f"needs {what}")
