"""What a notebook asks, and what it sees."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas
import pyarrow as pa
import pytest

import zizhu
from api.commands.base import app
from api.notebook.release import Release
from graph import questions
from graph.errors import InputError, RefusedQueryError, UnknownEntityError, UnknownLensError
from graph.releases.release import Release as Opened
from small_tables import write_small


@pytest.fixture(scope="module")
def release(seed_home: Path) -> Release:
    return zizhu.open(seed_home)


def test_an_answer_is_the_facades_and_looks_like_the_commands(
    release: Release, seed_release: Opened, zizhu_process: Any
) -> None:
    answer = release.classify("SMIC")
    assert answer.record == questions.classify(seed_release, "SMIC", with_estimate=True)
    printed = zizhu_process("classify", "smic", COLUMNS="100")
    assert repr(answer) == printed.stdout.rstrip("\n")
    assert answer.firm.id == "smic" and len(answer.verdicts) == len(release.lenses())
    document = answer.to_dict()
    assert (document["release"], document["data_date"]) == (release.id, "2025-12-31")


@pytest.mark.parametrize(
    "question",
    [
        "classify",
        "owners",
        "controllers",
        "unknowns",
        "claims",
        "labels",
        "paths",
        "score",
        "indices",
    ],
)  # fmt: skip
def test_every_question_of_a_firm_shows_itself(release: Release, question: str) -> None:
    answer = getattr(release.firm("阿里巴巴集团控股有限公司"), question)()
    assert "Alibaba" in repr(answer) or question == "labels"
    shown = answer._repr_html_()
    assert shown.startswith("<div>") and "<table>" in shown
    assert answer.frame("arrow").num_rows >= 1


def test_a_notebook_is_given_the_text_and_not_written_to(
    release: Release, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library that lays text out would show each line itself where IPython runs."""
    outside = repr(release.owners("dji"))
    shell = type("ZMQInteractiveShell", (), {})  # how it knows a notebook
    monkeypatch.setattr("builtins.get_ipython", shell, raising=False)
    assert repr(release.owners("dji")) == outside
    assert capsys.readouterr().out == ""


def test_questions_of_a_release_are_those_of_its_firm(release: Release) -> None:
    for question in ("classify", "owners", "controllers", "unknowns", "claims", "paths", "score"):
        asked = getattr(release, question)("dji")
        assert asked.record == getattr(release.firm("dji"), question)().record


def test_a_text_is_one_lens_and_one_firm(release: Release) -> None:
    assert [one.lens for one in release.classify("dji", lenses="legal-seat").verdicts] == [
        "legal-seat"
    ]
    assert [one.firm.id for one in release.compare("dji", lenses="legal-seat")] == ["dji"]
    assert len(release.measures("dji", lenses="legal-seat")) == 1


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (lambda r: r.classify("smik"), UnknownEntityError, "did you mean: .*smic"),
        (lambda r: r.classify(5), InputError, r"named by a text, not by 5 \(int\)"),
        (lambda r: r.classify("dji", lenses="legal"), UnknownLensError, "'legal'"),
        (lambda r: r.classify("dji", lenses=[1]), InputError, "lenses are given as texts"),
        (lambda r: r.classify("dji", lenses=1), InputError, "lenses are given as texts"),
        (lambda r: r.classify("dji", as_of=2015), InputError, r"not 2015 \(int\)"),
        (lambda r: r.classify("dji", home=86), InputError, "two letters"),
        (lambda r: r.owners("dji", basis="cash"), InputError, "legal, economic, voting"),
        (lambda r: r.frame("stakes"), InputError, "ownership, claims"),
        (lambda r: r.frame("claims", "polars"), InputError, "pandas, arrow"),
        (lambda r: r.measures(from_="2014", step="week"), InputError, "year, quarter, month"),
        (lambda r: r.measures(from_="2020", to="2014"), InputError, "the first comes first"),
        (lambda r: r.measures(as_of="2020", from_="2014"), InputError, "not both"),
        (lambda r: r.measures(to="2014"), InputError, "first day"),
        (lambda r: r.query("DROP ALL"), RefusedQueryError, "DROP"),
        (lambda r: r.query(5), InputError, "text of SPARQL"),
        (lambda r: r.firm("dji").to_networkx("x"), InputError, "claims, shares"),
        (lambda r: r.paths("dji", "x"), UnknownEntityError, "'x'"),
        (lambda r: r.paths("dji", kind="x"), InputError, "'x'"),
        (lambda r: r.classify("dji", lens="x"), InputError, "no 'lens'; did you mean: lenses"),
        (lambda r: r.paths("dji", from_="state"), InputError, "no 'from_'; did you mean: source"),
        (lambda r: r.firm("dji").owners(asof="2020"), InputError, "did you mean: as_of"),
        (lambda r: r.measures(since="2020"), InputError, "did you mean: from_"),
        (lambda r: r.claims("dji", zzz=1), InputError, "no 'zzz'; it takes: firm$"),
        (lambda r: r.firm("dji").chains(), InputError, "missing .*'owner'; it takes: owner, "),
        (lambda r: r.firm("dji").draw().save("x.doc"), InputError, r"\.svg, \.png, \.pdf"),
    ],
)
def test_what_cannot_be_answered_is_said_in_words(
    release: Release, ask: Any, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        ask(release)


def test_a_printed_firm_says_what_its_page_begins_with(
    release: Release, seed_release: Opened
) -> None:
    title, line, *rest = str(release.firm("smic")).split("\n")
    assert "[smic]" in title
    page = questions.answer(seed_release, "smic")
    assert line == page.first_line
    assert all(sentence.text in " ".join(rest) for sentence in page.headline)
    person = next(one for one in seed_release.knowledge.entities.values() if one.kind == "Person")
    assert person.name in str(release.firm(person.id))  # who is no firm has no page


def test_an_answer_has_no_field_it_does_not_have(release: Release) -> None:
    with pytest.raises(AttributeError, match="it has: firm, as_of"):
        _ = release.classify("dji").verdict
    assert "verdicts" in dir(release.classify("dji"))


def test_text_from_the_facts_is_escaped_in_html(tmp_path: Path) -> None:
    write_small(tmp_path)
    table = tmp_path / "entities.csv"
    table.write_text(table.read_text("utf-8").replace("The Pool", "The <b>Pool"), "utf-8")
    shown = zizhu.open(tmp_path).owners("jade", as_of="2021-06-30")._repr_html_()
    assert "The &lt;b&gt;Pool" in shown and "<b>" not in shown


def test_rows_of_a_query_are_python_values(release: Release) -> None:
    rows = release.query("SELECT ?n ?yes ?who ?text ?none WHERE { VALUES (?n ?yes ?who ?text) { "
                         "(2 true id:smic 'a') } }")  # fmt: skip
    assert [dict(row) for row in rows] == [
        {"n": 2, "yes": True, "who": "id:smic", "text": "a", "none": None}
    ]
    assert "1 row" in repr(rows) and "<table>" in rows._repr_html_()
    assert rows.frame("arrow").column("n").to_pylist() == [2]
    assert release.query("ASK { id:smic a ?kind }") is True
    assert "id:smic a z:Organization" in release.query(
        "CONSTRUCT { id:smic a ?t } WHERE { id:smic a ?t }"
    )


def test_a_query_is_asked_while_an_event_loop_runs(release: Release) -> None:
    """As it does in every notebook."""

    async def cell() -> Any:
        return release.query("ASK { ?s ?p ?o }")

    assert asyncio.run(cell()) is True


def test_frames_are_those_of_pandas_where_it_is(release: Release, seed_release: Opened) -> None:
    counts = seed_release.manifest.counts
    assert isinstance(release.frame("ownership"), pandas.DataFrame)
    assert len(release.frame("claims")) == counts["claims"]
    assert len(release.frame("ownership")) == counts["Ownership"]
    assert isinstance(release.frame("ownership", "arrow"), pa.Table)


def test_frames_are_those_of_arrow_where_pandas_is_not(root: Path, seed_home: Path) -> None:
    program = (
        "import sys\n"
        "class Nowhere:\n"  # finds no pandas, as Python does where it is not installed
        "    @staticmethod\n"
        "    def find_spec(name, *_):\n"
        "        if name == 'pandas':\n            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Nowhere)\n"
        "import zizhu\n"
        f"release = zizhu.open({str(seed_home)!r})\n"
        "print(type(release.frame('ownership')).__name__)\n"
        "try:\n    release.frame('ownership', 'pandas')\n"
        "except zizhu.Error as error:\n    print(error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert said.stdout.splitlines() == [
        "Table", "pandas is not installed here; ask for library='arrow'",
    ]  # fmt: skip


def test_measures_are_rows_and_a_table(release: Release) -> None:
    found = release.measures(["smic", "dji"], from_="2020-12", to="2022")
    assert len(found) == 6 == found.frame("arrow").num_rows
    assert [(row.firm.id, row.as_of) for row in found][:3] == [
        ("smic", "2020-12-31"), ("dji", "2020-12-31"), ("smic", "2021-12-31"),
    ]  # fmt: skip
    assert "2020-12-31 to 2022-12-31, 3 days" in repr(found)


def test_graphs_are_networkx_graphs_with_the_firm_in_them(release: Release) -> None:
    smic = release.firm("smic")
    claims, shares = smic.to_networkx(), smic.to_networkx("shares")
    assert claims.is_multigraph() and claims.is_directed() and not shares.is_multigraph()
    assert "smic" in claims and "smic" in shares
    assert any(claims.has_edge(holder.holder.id, "smic") for holder in smic.owners().holders)


def test_a_drawing_is_kept_in_the_format_of_its_name(release: Release, tmp_path: Path) -> None:
    drawing = release.firm("smic").draw()
    assert "SMIC" in repr(drawing) and drawing._repr_svg_().startswith("<")
    assert drawing.save(tmp_path / "smic.svg").read_text("utf-8") == drawing.sheets[0]
    further = [tmp_path / f"smic-{number}.svg" for number in range(2, len(drawing.sheets) + 1)]
    assert tuple(file.read_text("utf-8") for file in further) == drawing.sheets[1:]
    with pytest.raises(InputError, match="cannot be written"):
        drawing.save(tmp_path / "nowhere" / "smic.svg")


def test_the_one_page_is_shown_as_text_and_as_html(release: Release) -> None:
    page = release.answer("SMIC", language="zh")
    assert repr(page).startswith("SMIC 中芯国际")
    assert page.headline[0].text in repr(page).replace("\n", "")
    shown = page._repr_html_()
    assert shown.startswith("<div><p><strong>SMIC 中芯国际</strong></p>")
    assert "开曼群岛" in shown


def test_production_of_a_table_of_plants(release: Release) -> None:
    plants = Path(__file__).parent.parent / "plants"
    answer = release.production(
        plants / "fabs.csv", plants / "fabs.toml", matches=[plants / "matches.csv"]
    )
    shares = {one.definition: one.share for one in answer.record.shares}
    assert (shares["bySite"].lower, shares["byUltimateOwner"].lower) == (0.9, 0.6)
    assert "how much is domestic" in repr(answer)


def test_commands_that_ask_one_question_are_methods_too() -> None:
    """What one can ask at the command line of a release or a firm, one can ask here."""
    import typer

    from api.notebook.firm import Firm

    group: Any = typer.main.get_command(app)
    elsewhere = {
        "build", "serve", "open", "demo", "generate", "bench", "import", "check",  # make, serve
        "identity",
        "solve", "release", "mcp",  # ask no question of a release
        # not yet: ask zizhu itself
        "export", "screen", "diff", "definitions", "parents", "imports",
    }  # fmt: skip
    here = {*dir(Release), *dir(Firm)}
    # Of several names that one question has, the first.
    asked = {one.context_settings.get("obj", name) for name, one in group.commands.items()}
    assert asked - here <= elsewhere
