"""Import and check as people run them: codes, reports, and what a newcomer then asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.app import create_app
from api.settings import Settings
from bods_statements import entity, interest, person, relationship, write
from graph.releases.release import Release

Run = Callable[..., Any]
SOUND = (
    entity("f", "Firm Example Ltd"),
    person(
        "p", "Jo Example", details={"nationalities": [{"name": "United Kingdom", "code": "GB"}]}
    ),
    relationship("r", "p", "f", interest(share=60), interest("votingRights", share=60)),
)
BAD = relationship("r2", "nobody", "f", interest(share=10))


def test_imported_firms_answer(zizhu: Run, tmp_path: Path) -> None:
    path, home = write(tmp_path, *SOUND), str(tmp_path / "home")
    taken = zizhu("import", "auto", str(path), "--name", "mine", "--data", home)
    assert taken.code == 0, taken.stderr
    assert "home is GB" in taken.stdout
    owners = json.loads(
        zizhu(
            "owners", "FIRM example ltd.", "--data", home, "--as-of", "2024-12-31", "-f", "json"
        ).stdout
    )
    assert owners["owners"][0]["owner"]["id"] == "mine.p"
    controllers = zizhu("controllers", "mine.f", "--data", home, "--as-of", "2024-12-31")
    assert "Jo Example may direct, by 60 % of votes" in controllers.stdout
    classified = zizhu("classify", "mine.f", "--data", home, "--as-of", "2024-12-31")
    assert "home-incorporated" in classified.stdout


def test_a_refusal_ends_with_two_and_keep_going_with_zero(zizhu: Run, tmp_path: Path) -> None:
    path, home = write(tmp_path, *SOUND, BAD), str(tmp_path / "home")
    refused = zizhu("import", "bods", str(path), "--data", home)
    assert refused.code == 2
    assert "no record in these files has the id 'nobody'" in " ".join(refused.stdout.split())
    assert "nothing was stored" in refused.stderr
    assert not (tmp_path / "home").exists()
    kept = zizhu("import", "bods", str(path), "--data", home, "--keep-going")
    assert kept.code == 0
    assert "'nobody'" in kept.stdout


def test_check_says_what_was_asked_what_to_look_at_and_counts_formalities(
    zizhu: Run, tmp_path: Path
) -> None:
    odd = relationship(
        "r", "p", "f", interest(share={"minimum": 9, "exclusiveMinimum": 8}), statementId="short"
    )
    checked = zizhu("check", str(write(tmp_path, *SOUND[:2], odd)))
    said = " ".join(checked.stdout.split())
    assert checked.code == 0
    assert "nothing wrong, 1 to look at" in said
    assert "checked: form, codes, days and shares of 3 statements (bods)" in said
    assert "statement short, /recordDetails/interests/0/share" in said
    assert "[two-bounds, warning]" in said.replace("- ", "-")  # a line may end within it
    assert (
        "formalities, which change nothing: ids of statements not of 32 to 64 characters (1)"
        in (said)
    )


def test_check_says_what_is_wrong_and_stores_nothing(zizhu: Run, tmp_path: Path) -> None:
    sound, bad = write(tmp_path, *SOUND), write(tmp_path, *SOUND, BAD, name="bad.json")
    assert zizhu("check", str(sound)).code == 0
    ended = zizhu("check", str(bad))
    assert ended.code == 2
    assert "/recordDetails/interestedParty" in ended.stdout
    assert {path.name for path in tmp_path.iterdir()} <= {"file.json", "bad.json"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("import", "bodz", "file.json"), "no format is called 'bodz' (valid: bods)"),
        (("import",), "say which format and which files"),
        (("import", "bods", "file.json", "--join", "--into", "x"), "give one of them"),
        (("import", "bods", "file.json", "--data-date", "soon"), "YYYY-MM-DD"),
        (("import", "bods", "file.json", "--home", "QQ"), "--home"),
        (("check", "nowhere.json"), "is not here"),
        (("import", "auto", "nowhere.json", "--keep-going"), "is not here"),
    ],
)
def test_a_mistake_in_the_asking_is_one_line(
    zizhu: Run, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    path = str(write(tmp_path, *SOUND))
    arguments = tuple(path if one == "file.json" else one for one in arguments)
    ended = zizhu(*arguments)
    assert ended.code == 2
    assert says in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_tables_in_a_folder_can_be_built(zizhu: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    ended = zizhu("import", "bods", str(write(tmp_path, *SOUND)), "--into", str(folder))
    assert ended.code == 0, ended.stderr
    assert zizhu("check", str(folder)).code == 0
    assert zizhu("build", str(folder), "--data", str(tmp_path / "home")).code == 0


def test_formats_are_listed(zizhu: Run) -> None:
    assert "bods" in zizhu("import", "--list").stdout


def test_an_export_is_sound_and_says_what_it_leaves_behind(zizhu: Run, tmp_path: Path) -> None:
    path = tmp_path / "smic.json"
    ended = zizhu("export", "smic", "--format", "bods", "--output", str(path))
    assert ended.code == 0
    assert "not carried: " in ended.stderr
    assert zizhu("check", str(path)).code == 0
    assert zizhu("export", "--format", "svg").code == 2


def test_a_body_is_checked_and_not_kept(web: httpx.Client) -> None:
    sound = web.post("/api/check", content=json.dumps(SOUND)).json()
    assert sound["sound"] is True
    assert sound["records"]["Ownership"] == 2
    bad = web.post("/api/check?format=bods", content=json.dumps([*SOUND, BAD]))
    assert bad.status_code == 200
    said = bad.json()
    assert (said["sound"], said["stored"]) == (False, "")
    assert [one["rule"] for one in said["refusals"]] == ["reference"]


def test_a_body_in_no_format_and_one_too_long_are_refused(
    serve: Any, seed_release: Release
) -> None:
    settings = Settings(body_length=1)
    with serve(create_app(settings, seed_release)) as web:
        assert web.post("/api/check", content=b"x" * (2 << 20)).status_code == 413
        nothing = web.post("/api/check", content=b"colour,blue").json()
        assert [one["rule"] for one in nothing["refusals"]] == ["file"]
        assert web.post("/api/check?format=bodz", content=b"[]").status_code == 422
