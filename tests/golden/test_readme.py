"""What the README shows is what the program answers, the id of the release apart."""

import os
import re
import subprocess
import sys


def test_the_page_shown_first_is_the_one_that_is_answered(root, seed_home):
    shown = (root / "README.md").read_text(encoding="utf-8").split("$ zizhu answer smic\n")[1]
    command = [sys.executable, "-m", "api.cli", "answer", "smic", "--data", str(seed_home)]
    answered = subprocess.run(
        command, cwd=root, env={**os.environ, "COLUMNS": "100"}, capture_output=True, text=True,
        check=True,
    ).stdout  # fmt: skip
    lines = re.sub(r"release=[0-9a-f]{16}", "release=…", answered).strip().splitlines()
    assert shown.split("```")[0].strip().splitlines() == lines
