"""Where the cases lie: our own here, foreign ones beside the project.

``pytest tests/worlds --cases DIR`` runs every JSON file of another folder instead.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent.parent / "shared"
FOLDERS = (HERE / "cases", SHARED / "cases", SHARED / "trials" / "numbers")

# The adapters are a package beside the tests; tests themselves are no package.
sys.path.insert(0, str(HERE))

from world_ops.findings import EXPECTED_TO_FAIL  # noqa: E402  # found only beside the tests


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--cases", default=None, help="folder of case files, one JSON object each")


def is_case(path: Path) -> bool:
    """Whether a file is a case: a question with its answer, not another list beside them."""
    return '"query"' in path.read_text(encoding="utf-8")


def _marks(case: str) -> list[pytest.MarkDecorator]:
    if case not in EXPECTED_TO_FAIL:
        return []
    return [pytest.mark.xfail(strict=True, reason=EXPECTED_TO_FAIL[case])]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case_file" not in metafunc.fixturenames:
        return
    given = metafunc.config.getoption("--cases", default=None)
    folders = (Path(given),) if given else FOLDERS
    cases = [
        pytest.param(path, id=path.stem, marks=_marks(path.stem))
        for folder in folders
        for path in sorted(folder.glob("*.json"))
        if is_case(path)
    ]
    cases += [
        pytest.param(
            None, marks=pytest.mark.skip(reason=f"no case files in {folder.name}/"), id="no-cases"
        )
        for folder in folders
        if not any(folder.glob("*.json"))
    ]
    metafunc.parametrize("case_file", cases)


@pytest.fixture
def case_files() -> list[Path]:
    """Every case there is here."""
    return [path for folder in FOLDERS for path in sorted(folder.glob("*.json")) if is_case(path)]
