"""Where the cases lie: ``pytest tests/worlds --cases DIR`` runs every JSON file of any folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parent.parent.parent / "shared" / "cases"

# The adapters are a package beside the tests; tests themselves are no package.
sys.path.insert(0, str(HERE))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", default=None, help="folder of case files, one JSON object each")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case_file" not in metafunc.fixturenames:
        return
    folder = Path(metafunc.config.getoption("--cases", default=None) or DEFAULT)
    files = sorted(folder.glob("*.json"))
    missing = pytest.param(
        None, marks=pytest.mark.skip(reason=f"no case files in {folder.name}/"), id="no-cases"
    )
    metafunc.parametrize(
        "case_file", [pytest.param(path, id=path.stem) for path in files] or [missing]
    )
