"""Score and paths as people ask for them: what is wrong is said, and networkx comes when asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("score", "smik"), 1, "did you mean: smic"),
        (("paths", "--to", "smik"), 1, "did you mean: smic"),
        (("paths", "--to", "smic", "--from", "nobody at all"), 1, "nobody at all"),
        (("paths", "--to", "smic", "--from", "smic"), 2, "both ends"),
        (("paths", "--to", "smic", "--kind", "money"), 2, "money"),
        (("paths", "--from", "state"), 2, "--to"),
        (("score", "smic", "--currency", "yuan"), 2, "three letters"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    zizhu: Run, arguments: tuple[str, ...], code: int, said: str
) -> None:
    ended = zizhu(*arguments)
    assert (ended.code, ended.stdout) == (code, "")
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_networkx_is_loaded_by_whom_it_serves(zizhu_process: Run) -> None:
    for question, loaded in (
        (("classify", "smic"), False),
        (("owners", "smic"), False),
        (("paths", "--to", "smic", "--from", "state"), True),
        (("score", "smic"), True),
    ):
        ended = zizhu_process(*question, PYTHONPROFILEIMPORTTIME="1")
        assert ended.code == 0
        imported = {line.rsplit("|", 1)[-1].strip() for line in ended.stderr.splitlines()}
        assert ("networkx" in imported) is loaded, question
