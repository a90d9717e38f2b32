"""An import stores everything it took, or nothing; and every statement is accounted for."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from bods_statements import entity, interest, person, relationship, write
from graph import questions
from graph.claims.model import Ownership
from graph.errors import InputError, InvalidClaimsError
from graph.formats.tables.tables import read_tables
from graph.importing.gathering import Wanted
from graph.importing.storing import check_files, import_files, import_into
from graph.releases.release import build, open_release

SOUND = (entity("f"), person("p"), relationship("r", "p", "f", interest(share=60)))
WANTED = Wanted(name="set")


def hashed(folder: Path) -> dict[str, str]:
    """Every file and link of a folder with what is in it."""
    return {
        path.relative_to(folder).as_posix(): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


@pytest.fixture
def home(tmp_path):
    """A home with a release in it already."""
    home = tmp_path / "home"
    import_files([write(tmp_path, *SOUND, name="first.json")], home, WANTED)
    return home


FAULTS = {
    "a party that never comes": (
        [relationship("r2", "nobody", "f", interest(share=10))],
        "reference",
        "/recordDetails/interestedParty",
    ),
    "a subject that never comes": (
        [relationship("r2", "p", "nothing", interest(share=10))],
        "reference",
        "/recordDetails/subject",
    ),
    "a component that never comes": (
        [relationship("r2", "p", "f", interest(how="indirect"), components=["nowhere"])],
        "reference",
        "/recordDetails/componentRecords",
    ),
    "components in a circle": (
        [
            relationship("r2", "p", "f", interest(how="indirect"), components=["r3"]),
            relationship("r3", "p", "f", interest(how="indirect"), components=["r2"]),
        ],
        "cycle",
        "/recordDetails/componentRecords",
    ),
    "one id, two contents": ([entity("f", "Another name")], "duplicate-id", ""),
    "an impossible share": (
        [relationship("r2", "p", "f", interest(share=130))],
        "share",
        "/recordDetails/interests/0/share",
    ),
    "an unknown code": (
        [relationship("r2", "p", "f", interest("friendship"))],
        "code",
        "/recordDetails/interests/0/type",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_stops_the_import_and_touches_nothing(tmp_path, home, fault):
    spoilt, rule, pointer = FAULTS[fault]
    before = hashed(home)
    path = write(tmp_path, *SOUND, *spoilt)
    report = import_files([path], home, WANTED)
    assert report.stored == ""
    assert {(one.rule, one.pointer, one.file) for one in report.refusals} == {
        (rule, pointer, "file.json")
    }
    assert all(one.statement for one in report.refusals)
    assert hashed(home) == before


@pytest.mark.parametrize("fault", FAULTS)
def test_keep_going_stores_the_rest_and_the_manifest_lists_what_was_refused(tmp_path, home, fault):
    spoilt, _, _ = FAULTS[fault]
    report = import_files([write(tmp_path, *SOUND, *spoilt)], home, WANTED, keep_going=True)
    release = open_release(home)
    assert report.stored == f"release {release.id}"
    assert release.manifest.left_out == tuple(str(one) for one in report.refusals)
    assert len(report.refusals) >= 1
    stakes = [one for one in release.knowledge.claims.values() if isinstance(one, Ownership)]
    assert [(one.party, one.target, str(one.share)) for one in stakes] == [
        ("set.p", "set.f", "60 %")
    ]
    assert all(file.counts.add_up for file in report.files)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content[:-30],
        lambda content: b"\x00\xff\xfe" + content,
        lambda content: b'[{"colour": "blue"}]',
        lambda content: b"",
    ],
)
def test_a_file_that_cannot_be_read_touches_nothing_and_spoils_no_other(tmp_path, home, spoil):
    bad, good = write(tmp_path, *SOUND, name="bad.json"), write(tmp_path, *SOUND, name="good.json")
    bad.write_bytes(spoil(bad.read_bytes()))
    before = hashed(home)
    report = import_files([bad, good], home, Wanted(format="bods", name="set"))
    assert not report.stored
    assert {one.file for one in report.refusals} == {"bad.json"}
    assert hashed(home) == before
    kept = import_files([bad, good], home, Wanted(format="bods", name="set"), keep_going=True)
    assert kept.stored
    assert kept.records["Ownership"] == 1


def test_a_build_that_fails_touches_nothing(tmp_path, home):
    before = hashed(home)
    twice = write(tmp_path, *SOUND, name="again.json")
    with pytest.raises(InvalidClaimsError, match="import all files of set together"):
        import_files([twice], home, WANTED, join=True)
    assert hashed(home) == before


def test_joined_data_keep_their_own_ids(tmp_path, home):
    import_files([write(tmp_path, *SOUND)], home, Wanted(name="other"), join=True)
    release = open_release(home)
    known = set(release.knowledge.entities)
    assert {"set.f", "other.f", "set.p", "other.p"} <= known
    assert any(name.startswith("release ") for name in release.manifest.inputs)


def test_tables_written_into_a_folder_build_the_same_release(tmp_path):
    path = write(tmp_path, *SOUND)
    made = import_files([path], tmp_path / "direct", WANTED)
    report = import_into([path], tmp_path / "tables", WANTED)
    assert report.stored == str(tmp_path / "tables")
    built = build(tmp_path / "tables", tmp_path / "through")
    assert made.stored == f"release {built.id}"


def test_a_folder_takes_more_and_keeps_what_is_not_a_table(tmp_path):
    folder = tmp_path / "tables"
    import_into([write(tmp_path, *SOUND)], folder, WANTED)
    (folder / "README.md").write_text("ours", "utf-8")
    import_into([write(tmp_path, *SOUND)], folder, Wanted(name="other"))
    assert (folder / "README.md").read_text("utf-8") == "ours"
    assert len([one for one in read_tables(folder).claims if one.kind == "Ownership"]) == 2
    before = hashed(folder)
    spoilt = write(tmp_path, *SOUND, relationship("r2", "nobody", "f", interest()))
    assert not import_into([spoilt], folder, Wanted(name="third")).stored
    assert hashed(folder) == before


def test_statements_said_again_are_counted_once(tmp_path):
    lines = write(tmp_path, *SOUND, name="lines.jsonl")
    report = check_files([write(tmp_path, *SOUND), lines])
    assert [one.counts.taken for one in report.files] == [3, 0]
    assert [one.counts.again for one in report.files] == [0, 3]
    assert report.records["Ownership"] == 1


def test_without_a_word_on_home_and_date_the_files_decide_and_it_is_said(tmp_path):
    report = check_files([write(tmp_path, *SOUND)])
    assert (report.home, report.data_date) == ("GB", date(2025, 3, 5))
    assert len([one for one in report.remarks if "--home" in one or "--data-date" in one]) == 2
    asked = check_files([write(tmp_path, *SOUND)], Wanted(home="FR", data_date=date(2024, 12, 31)))
    assert (asked.home, asked.data_date) == ("FR", date(2024, 12, 31))


def test_without_any_seat_home_has_to_be_given(tmp_path):
    nowhere = [entity("f", jurisdiction=""), person("p")]
    with pytest.raises(InputError, match="--home"):
        import_files([write(tmp_path, *nowhere)], tmp_path / "home")


@pytest.mark.parametrize("name", ["a b", ".hidden", "ü", "a/b"])
def test_a_name_that_could_not_begin_an_id_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="cannot name a data set"):
        check_files([write(tmp_path, *SOUND)], Wanted(name=name))


def test_an_indirect_interest_is_not_counted_beside_its_chain(tmp_path):
    chain = [
        entity("a"), entity("b"), person("p"),
        relationship("ab", "b", "a", interest(share=60)),
        relationship("bp", "p", "b", interest(share=50)),
        relationship(
            "ap", "p", "a", interest(how="indirect", share=30), components=["b", "ab", "bp"]
        ),
    ]  # fmt: skip
    home = tmp_path / "home"
    import_files([write(tmp_path, *chain)], home, WANTED)
    found = questions.owners(open_release(home), "set.a", as_of="2024-12-31")
    by_owner = {one.owner.id: one.share.lower for one in found.owners}
    assert by_owner["set.p"] == pytest.approx(0.30)


def test_everything_others_published_is_taken_and_counted(shared):
    folder = shared / "data/bods/uk-gleif"
    report = check_files(sorted(folder.glob("*.jsonl")))
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in folder.glob("*.jsonl"))
    counts = [one.counts for one in report.files]
    assert sum(one.taken for one in counts) == sum(one.statements for one in counts) == lines
    assert report.records["Ownership"] == 237
    assert report.sound
    interests = sum(
        len(json.loads(line)["recordDetails"].get("interests", ()))
        for path in folder.glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    )
    links = ("Ownership", "Control", "Consolidation")
    assert sum(report.records[kind] for kind in links) == interests
