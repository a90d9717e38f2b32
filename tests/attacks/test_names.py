"""Names that would be markup, scripts or directions somewhere are text everywhere."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from api.dossier.sections import dossier
from api.dossier.written import html, markdown
from api.linked.documents import HTML, written
from api.views.tables import Column, Table, to_markdown
from graph.questions import described
from graph.releases.release import Release, build
from small_tables import no_assessments, write_small

NAMES = (
    "<!--<script>", "</script><script>alert(1)</script>", "[x](javascript:alert(1))",
    "\u202egnp.exe", "![x](http://127.0.0.1/a.png)", "<img src=x onerror=alert(1)>",
    "]]>", "--><b>",
)  # fmt: skip


#: A link or a picture that Markdown would make of the name.
LINK = re.compile(r"(?<!\\)\]\((?:javascript|http://127)")


@pytest.fixture(scope="module", params=NAMES)
def named(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, Release]:
    """The name, the firm that has it, and a release."""
    folder = tmp_path_factory.mktemp("named")
    tables = write_small(folder / "tables")
    path = Path(tables) / "entities.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file))
    firm = next(row for row in rows if row[header.index("kind")] == "Organization")
    firm[header.index("name")] = request.param
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    release = build(tables, folder / "home", derive=no_assessments)
    return request.param, firm[header.index("id")], release


def test_the_data_in_a_page_is_whole_and_ends_no_script(named: tuple[str, str, Release]) -> None:
    name, firm, release = named
    page = written(described(release, f"https://w3id.org/zizhu/id/{firm}"), HTML).decode()
    begin = page.index('<script type="application/ld+json">') + 35
    data = page[begin : page.index("</script>", begin)]
    assert "<" not in data
    assert name in json.dumps(json.loads(data), ensure_ascii=False).replace("\\\\", "\\")
    rest = page[:begin] + page[page.index("</script>", begin) :]
    assert name not in rest or not set(name) & set("<>")
    assert "<table" in rest


def test_a_dossier_shows_it_as_text(named: tuple[str, str, Release]) -> None:
    _, firm, release = named
    found = dossier(release, firm)
    assert "<script>alert" not in html(found)
    assert "<img src=x" not in html(found)
    assert not LINK.search(markdown(found))


def test_a_table_in_markdown_shows_it_as_text(named: tuple[str, str, Release]) -> None:
    name, _, _ = named
    shown = to_markdown(Table(title="", columns=(Column("a", "a"),), rows=((name,),)))
    assert not LINK.search(shown)
    assert "<" not in shown.replace("\\<", "")
