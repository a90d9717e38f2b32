"""Somebody's own graph: the tables as one document, read by pointer, answered, not stored."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from graph import questions
from graph.answers.permalinks import UNSTORED
from graph.errors import InputError, InvalidClaimsError, InvalidLensesError
from graph.formats.tables.documents import MOST_RECORDS, read_document
from graph.formats.tables.tables import read_tables
from graph.releases.release import build
from small_tables import no_assessments, write_small

DOCUMENT = {
    "home": "CN",
    "data_date": "2025-12-31",
    "entities": [
        {"id": "alpha", "kind": "Organization", "name": "Alpha", "subject": True},
        {"id": "ann", "kind": "Person", "name": "Ann", "other_names": ["A.", "Annie"]},
        {"id": "cn", "kind": "Jurisdiction", "name": "China", "jurisdiction": "CN"},
    ],
    "sources": [{"id": "ar", "title": "Annual report"}],
    "citizenships": [{"id": "c1", "party": "ann", "target": "cn", "source": "ar"}],
    "ownership": [
        {"id": "o1", "party": "ann", "target": "alpha", "share_min": 60.5, "share_max": "60.5",
         "as_of": "2025-06-30", "source": ["ar"], "locator": "p. 3"},
    ],
}  # fmt: skip


def text(**more):
    return json.dumps(DOCUMENT | more).encode()


def stake(**more):
    return DOCUMENT["ownership"][0] | more


def test_a_document_is_answered_like_a_release():
    found = questions.classify(questions.own_tables(text()), "Alpha")
    (owned,) = [one for one in found.verdicts if one.lens == "ultimate-ownership"]
    assert owned.word == "home-owned"
    assert owned.interval.lower == pytest.approx(0.605)
    assert found.claims[0].sources[0].locator == "p. 3"
    assert found.release.startswith(UNSTORED)


def test_a_folder_of_tables_and_its_release_answer_alike(tmp_path):
    folder = write_small(tmp_path / "tables")
    release = build(folder, tmp_path / "home", derive=no_assessments)
    own = questions.own_tables(folder)
    assert own.id == UNSTORED + release.id
    stored, unstored = (questions.classify(one, "jade") for one in (release, own))
    assert stored.verdicts == unstored.verdicts
    assert stored.score == unstored.score
    assert questions.search(own, "玉芯") == questions.search(release, "玉芯")


def test_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    questions.classify(questions.own_tables(text()), "alpha")
    assert list(tmp_path.iterdir()) == []


def test_a_document_says_what_the_tables_say(tmp_path):
    folder = write_small(tmp_path)
    tables = read_tables(folder)
    rows = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            rows[path.stem] = list(csv.DictReader(file))
    meta = {"home": "CN", "data_date": "2025-12-31", "title": "Small"}
    assert set(read_document(json.dumps(meta | rows).encode()).claims) == set(tables.claims)


def test_its_own_lenses_come_with_it(root):
    guide = (root / "CONTRIBUTING.md").read_text()
    block = guide.split("```turtle\n")[1].split("```")[0]
    found = questions.classify(questions.own_tables(text(lenses=block)), "alpha")
    (tenth,) = [one for one in found.verdicts if one.lens == "home-tenth"]
    assert (tenth.word, tenth.comes_from) == ("home stake", "data set")
    with pytest.raises(InvalidLensesError, match=r"lenses.ttl, line 8, lens home-tenth"):
        questions.own_tables(text(lenses=block.replace("z:threshold 10", "z:threshold 1000")))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"ownership": [stake(share_min=160)]}, "/ownership/0/share_min: 160 is not a share"),
        ({"ownership": [stake(share_min=70)]}, "/ownership/0/share_min: the lower bound 70"),
        ({"ownership": [stake(share_min=-1)]}, "/ownership/0/share_min: -1 is not a share"),
        ({"ownership": [stake(target="beta")]}, "/ownership/0/target: no entity has the id 'beta'"),
        ({"ownership": [stake(source="", locator="")]}, "/ownership/0/source: empty"),
        ({"ownership": [stake(), stake()]}, "/ownership/1/id: 'o1' is already in /ownership/0"),
        ({"ownership": [stake(shares=5)]}, "/ownership/0/shares: no such column"),
        ({"ownership": [stake(as_of="soon")]}, "/ownership/0/as_of: 'soon' is not a date"),
        ({"ownership": [stake(share_min={"a": 1})]}, "/ownership/0/share_min: dict in the place"),
        ({"ownership": [stake(status="hypothetical")]}, "/ownership/0/status: .*hypothetical"),
        ({"ownership": [5]}, "/ownership/0: not an object"),
        ({"ownership": {"id": "o1"}}, "/ownership: not a list"),
        ({"ownershp": []}, r"/ownershp: there is no such table \(valid: ownership\)"),
        ({"home": "XX"}, "/home: 'XX' is not a term"),
        ({"ownership": [stake(party="alpha", interest="votingRights")]}, "party-is-not-target"),
    ],
)
def test_what_is_wrong_is_named_by_its_pointer(more, said):
    with pytest.raises(InvalidClaimsError, match=said):
        questions.own_tables(text(**more))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"home": "CN"}', b'{"a": ' + b"[" * 50_000, b"\xff\xfe"]
)
def test_what_is_no_document_is_refused(content):
    with pytest.raises(InputError, match="the document cannot be read"):
        questions.own_tables(content)


def test_more_than_is_read_here_is_refused():
    with pytest.raises(InputError, match="at most 20,000"):
        read_document(text(ownership=[{}] * (MOST_RECORDS + 1)))


def test_a_path_that_is_nothing_is_refused():
    with pytest.raises(InputError, match="no folder of tables"):
        questions.own_tables(Path("nowhere"))
