"""What was imported is shown and taken out again, on the command line, by REST and on a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html as pages

from api.app import create_app
from api.settings import Settings
from graph.releases.release import open_release
from served_app import Serve

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    header = "Owner,Company,Share %,As of\n"
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(f"{header}Elm,Oak,60,2024-06-30\nAsh,Oak,140,2024-06-30\n", encoding="utf-8")
    two.write_text(f"{header}Yew <&> Co,Fir,25,2024-09-30\n", encoding="utf-8")
    return one, two


@pytest.fixture
def home(tmp_path: Path, files: tuple[Path, Path], zizhu: Callable) -> Path:
    made = tmp_path / "home"
    first = zizhu(
        "import", "table", str(files[0]), "--name", "one", "--home", "GB", "--keep-going",
        "--licence", LICENCE, home=made,
    )  # fmt: skip
    second = zizhu("import", "table", str(files[1]), "--name", "two", "--join", home=made)
    assert (first.code, second.code) == (0, 0), first.stderr + second.stderr
    return made


def test_the_command_shows_imports_and_takes_one_out(home: Path, zizhu: Callable) -> None:
    said = zizhu("imports", home=home)
    assert said.code == 0
    shown = "".join(said.stdout.split())  # a line may end within a word
    assert "one.csv,line3" in shown and "140isnotashare" in shown
    assert {"one", "two"} <= {*re.findall(r"^(\w+) ", said.stdout, flags=re.MULTILINE)}
    gone = zizhu("import", "--remove", "two", home=home)
    assert gone.code == 0
    assert "without 4 records of two" in gone.stdout
    assert [one.name for one in open_release(home).imports] == ["one"]
    again = zizhu("import", "--remove", "two", home=home)
    assert again.code == 2
    assert "no data set 'two' was imported" in again.stderr
    both = zizhu("import", "table", "x.csv", "--remove", "one", home=home)
    assert both.code == 2
    assert "no files" in both.stderr


def test_a_release_without_imports_says_so(zizhu: Callable) -> None:
    assert "nothing was imported" in zizhu("imports").stdout


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_of_imports(home: Path, serve: Serve, language: str) -> None:
    with serve(create_app(Settings(home=home))) as web:
        found = web.get("/imports", headers={"Accept": "text/html", "Accept-Language": language})
        assert found.status_code == 200
        page = pages.fromstring(found.text)
        assert [one.text_content() for one in page.xpath("//h2/bdi")] == ["one", "two"]
        (link,) = page.xpath('//a[contains(@rel, "license")]')
        assert link.get("href") == LICENCE
        assert "140 is not a share" in found.text
        release = web.get("/api/release").json()
        assert [one["name"] for one in release["imports"]] == ["one", "two"]
        assert release["imports"][0]["files"][0]["refused"] == 1
