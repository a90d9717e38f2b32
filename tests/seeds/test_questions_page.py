"""The page of questions: every command on it runs on the seeds, every question has one mark."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from api.cli import main

PAGE = Path(__file__).resolve().parents[2] / "seeds" / "QUESTIONS.md"
MARK = re.compile(r"\*\*(answered|undecided|not covered)(?::[^*]+)?\*\*")
FENCE = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def sections() -> dict[str, str]:
    """What stands under each question's heading."""
    parts = re.split(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def commands(text: str) -> list[list[str]]:
    """The arguments of each command in the fenced blocks of a text."""
    found: list[list[str]] = []
    for block in FENCE.findall(text):
        for word in shlex.split(block):
            if word == "zizhu":
                found.append([])
            else:
                found[-1].append(word)
    return found


SECTIONS = sections()
COMMANDS = [
    pytest.param(command, id=f"{heading.split('.')[0]}-{at}")
    for heading, text in SECTIONS.items()
    for at, command in enumerate(commands(text), start=1)
]


def test_the_page_has_the_questions_and_stays_readable() -> None:
    assert len(SECTIONS) >= 19
    assert len(PAGE.read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_question_has_one_mark_and_a_command(heading: str) -> None:
    assert len(MARK.findall(SECTIONS[heading])) == 1
    assert commands(SECTIONS[heading])


@pytest.mark.parametrize("heading", SECTIONS)
def test_the_table_repeats_the_mark(heading: str) -> None:
    number, question = heading.split(". ", maxsplit=1)
    mark = MARK.findall(SECTIONS[heading])[0]
    assert f"| {number} | {question} | {mark} |" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_page_answers(
    command: list[str],
    seed_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("ZIZHU_HOME", str(seed_home))
    monkeypatch.setattr("sys.argv", ["zizhu", *command])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    assert int(ended.value.code or 0) == 0, said.err
    assert said.out.strip()
    assert "no rows" not in said.out
