"""What is missing is skipped by hand, and fails where everything is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from needed import VARIABLE, made, program


@pytest.mark.parametrize("everything", [False, True])
def test_what_is_missing_fails_only_where_everything_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, everything: bool
) -> None:
    monkeypatch.setenv(VARIABLE, "1" if everything else "")
    ended = pytest.fail.Exception if everything else pytest.skip.Exception
    with pytest.raises(ended, match="needs the program `no-such-program`"):
        program("no-such-program")
    with pytest.raises(ended, match="needs a file"):
        made(tmp_path / "none", "a file")
    assert made(tmp_path, "a folder") == tmp_path
    assert program("no-such-program", "sh")


def test_a_change_lands_only_if_everything_was_tested(root: Path) -> None:
    commands = (root / ".ci" / "run").read_text("utf-8")
    assert commands.index(f"export {VARIABLE}=1") < commands.index("exec make test")
