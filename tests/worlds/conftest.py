"""Where the cases lie: our own here, foreign ones beside the project.

``pytest tests/worlds --cases DIR`` runs every JSON file of another folder instead.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "cases", HERE.parent.parent.parent / "shared" / "cases")

# The adapters are a package beside the tests; tests themselves are no package.
sys.path.insert(0, str(HERE))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", default=None, help="folder of case files, one JSON object each")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case_file" not in metafunc.fixturenames:
        return
    given = metafunc.config.getoption("--cases", default=None)
    folders = (Path(given),) if given else FOLDERS
    cases = [
        pytest.param(path, id=path.stem)
        for folder in folders
        for path in sorted(folder.glob("*.json"))
    ]
    cases += [
        pytest.param(
            None, marks=pytest.mark.skip(reason=f"no case files in {folder.name}/"), id="no-cases"
        )
        for folder in folders
        if not any(folder.glob("*.json"))
    ]
    metafunc.parametrize("case_file", cases)
