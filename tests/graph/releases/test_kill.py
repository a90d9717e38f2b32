"""However a build dies, the release before it keeps answering, and the next build works.

The builds die in processes of their own, forked from one that has imported
everything, so that the instants fall inside the build and not before it.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import BuildInProgressError
from graph.releases.release import build, open_release
from graph.triples.writer import UNNAMED
from small_tables import no_assessments, write_small

INSTANTS = 20
TRIALS = [f"instant {n}" for n in range(INSTANTS)] + [
    f"{side} rename {n}" for n in (1, 2) for side in ("before", "after")
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    """What every trial saw, by its name; all run in one process that forks."""
    folder = tmp_path_factory.mktemp("killed")
    root = Path(__file__).parents[3]
    path = os.pathsep.join([str(root), str(root / "tests" / "builders")])
    done = subprocess.run(
        [sys.executable, __file__, str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("trial", TRIALS)
def test_a_killed_build_leaves_a_whole_release_answering(
    reports: dict[str, dict[str, str]], trial: str
) -> None:
    seen = reports[trial]
    assert seen["opens"] == "yes"
    switched = seen["ended"] == "done" or seen["answers"] == seen["wanted"]
    assert seen["answers"] == seen["wanted" if switched else "before"]


def test_every_kill_at_a_rename_was_a_kill(reports: dict[str, dict[str, str]]) -> None:
    assert all(seen["ended"] == "killed" for t, seen in reports.items() if "rename" in t)
    answers = {trial: seen["answers"] == seen["wanted"] for trial, seen in reports.items()}
    assert [answers[trial] for trial in TRIALS[INSTANTS:]] == [False, False, False, True]


def test_most_instants_fall_inside_the_build(reports: dict[str, dict[str, str]]) -> None:
    killed = [seen for seen in reports.values() if seen["ended"] == "killed"]
    assert len(killed) >= INSTANTS // 2 + 4


def test_the_build_after_a_killed_one_works_and_sweeps(reports: dict[str, dict[str, str]]) -> None:
    last = reports["last"]
    assert (last["ended"], last["answers"], last["left"]) == ("done", "last", "")


def test_two_builds_at_once_do_not_collide(tmp_path: Path) -> None:
    home, seeds = tmp_path / "home", write_small(tmp_path / "seeds")
    home.mkdir()
    with (home / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.write("4711")
        lock.flush()
        with pytest.raises(BuildInProgressError, match=r"process 4711 is building"):
            build(seeds, home, derive=no_assessments)
    # Whoever held it is gone: its file stays, its lock does not.
    assert build(seeds, home, derive=no_assessments).id == open_release(home).id


def _trials(folder: Path) -> dict[str, dict[str, str]]:
    home = folder / "home"
    seen = {"first": _trial(folder, home, "first", None)}
    undisturbed = ("second", "third")  # the quicker of them: another may have been kept waiting
    seen |= {name: _trial(folder, home, name, None) for name in undisturbed}
    lasts = min(float(seen[name]["lasted"]) for name in undisturbed)
    chance = random.Random(20)
    for name in TRIALS[:INSTANTS]:
        seen[name] = _trial(folder, home, name, chance.uniform(0, lasts))
    for name in TRIALS[INSTANTS:]:
        side, _, number = name.split()
        seen[name] = _trial(folder, home, name, None, lambda s=side, n=int(number): _hook(s, n))
    seen["last"] = _trial(folder, home, "last", None)
    seen["last"]["left"] = ", ".join(path.name for path in home.glob("building-*"))
    return seen


def _trial(
    folder: Path,
    home: Path,
    name: str,
    after: float | None,
    hook: Callable[[], None] | None = None,
) -> dict[str, str]:
    """Build a data set of this name in a child, end it, and see which data set answers."""
    seeds = write_small(folder / name.replace(" ", "-"), change=name)
    before = _answer(home)["answers"]
    started = time.monotonic()  # the build alone: what opens a release beside it takes its own time
    child = os.fork()
    if child == 0:
        try:
            if hook:
                hook()
            build(seeds, home, derive=no_assessments)
        finally:
            os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    lasted = str(time.monotonic() - started)
    ended = "killed" if os.WIFSIGNALED(status) else "done"
    return {**_answer(home), "before": before, "wanted": name, "ended": ended, "lasted": lasted}


def _answer(home: Path) -> dict[str, str]:
    """Which data set answers, seen by a child: a store opened here would not survive forking."""
    readable, writable = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writable, json.dumps(_opened(home)).encode())
        finally:
            os._exit(0)
    os.close(writable)
    with os.fdopen(readable, "rb") as pipe:
        seen = pipe.read()
    os.waitpid(child, 0)
    return dict(json.loads(seen or b'{"opens": "failed", "answers": "nothing"}'))


def _opened(home: Path) -> dict[str, str]:
    if not (home / "current").exists():
        return {"opens": "no", "answers": "nothing"}
    release = open_release(home)
    assert release.store.count(UNNAMED) == release.manifest.counts["statements"]
    return {"opens": "yes", "answers": release.knowledge.entities["jade"].note}


def _hook(side: str, wanted: int) -> None:
    """Die just before or just after the n-th rename."""
    rename, count = os.replace, 0

    def dying(source: object, target: object) -> None:
        nonlocal count
        count += 1
        if count == wanted and side == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        rename(source, target)  # type: ignore[arg-type]  # handed on as it came
        if count == wanted and side == "after":
            os.kill(os.getpid(), signal.SIGKILL)

    os.replace = dying  # type: ignore[assignment]  # narrower than the original, on purpose


if __name__ == "__main__":
    # Imported before any fork, as a server would have.
    import pyshacl  # noqa: F401 — for its import alone
    import rdflib  # noqa: F401 — for its import alone

    import graph.releases.build  # noqa: F401 — for its import alone

    sys.stdout.write(json.dumps(_trials(Path(sys.argv[1]))))
