"""A later golden copy wins, in one import or joined to an earlier one, whatever is read first."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from gleif_files import entity, exception, make_lei, relation, write_csv
from graph.claims.model import Claim
from graph.importing.gathering import Wanted
from graph.importing.storing import check_files, import_files
from graph.releases.release import open_release

CHILD, PARENT, OTHER = make_lei("CHILD"), make_lei("PARENT"), make_lei("OTHER")
WANTED = Wanted(format="gleif", name="g", home="GB", data_date=date(2025, 12, 31))


def written(folder: Path, kind: str, day: str, *rows: dict[str, str]) -> Path:
    path = folder / f"{kind}-{day}.csv"
    write_csv(path, rows)
    return path


def over(updated: str) -> dict[str, str]:
    return relation(
        CHILD, PARENT, LastUpdateDate=updated, RelationshipStatus="INACTIVE", endDate="2025-08-31"
    )  # fmt: skip


@pytest.fixture
def copies(tmp_path: Path) -> list[Path]:
    return [
        written(tmp_path, "rr", "20250601", relation(CHILD, PARENT)),
        written(tmp_path, "rr", "20250901", over("2025-09-01T00:00:00Z")),
        written(tmp_path, "lei2", "20250601", entity(CHILD, "Elm plc"), entity(PARENT, "Oak plc")),
        written(
            tmp_path, "lei2", "20250901",
            entity(CHILD, "Elm Holdings plc", LastUpdateDate="2025-08-20T00:00:00Z"),
        ),
        written(tmp_path, "repex", "20250601", exception(CHILD, "NO_LEI")),
        written(tmp_path, "repex", "20250901", exception(CHILD, "NON_PUBLIC")),
    ]  # fmt: skip


def known(home: Path) -> dict[str, tuple[object, ...]]:
    found = open_release(home).knowledge
    claims = {
        one.id: (one.kind, one.party, str(one.period), str(one.as_of))
        for one in found.claims.values()
    }
    names = {one.id: (one.name, one.other_names) for one in found.entities.values()}
    return claims | names | dict.fromkeys(found.sources, ())


def test_every_order_and_every_road_ends_with_the_later_records(
    copies: list[Path], tmp_path: Path
) -> None:
    import_files(copies, tmp_path / "together", WANTED)
    right = known(tmp_path / "together")
    name = f"g.lei-{CHILD}"
    assert right[name] == ("Elm Holdings plc", ("Elm plc",))
    relations = [
        one
        for key, one in right.items()
        if key.startswith(f"g.gleif-{CHILD}-") and key.endswith(PARENT)
    ]
    assert {(one[0], one[2][:80]) for one in relations} == {
        (kind, relations[0][2][:80]) for kind in ("Consolidation", "Control")
    }
    assert all("2025, 8, 31" in str(one[2]) for one in relations)
    assert f"g.gleif-{CHILD}-direct-unnamed-parent" not in right  # it had a parent only before
    for number, order in enumerate([copies[::-1], copies[3:] + copies[:3]]):
        import_files(order, tmp_path / f"order{number}", WANTED)
        assert known(tmp_path / f"order{number}") == right
    for number, (first, then) in enumerate(
        ((copies[::2], copies[1::2]), (copies[1::2], copies[::2]))
    ):
        home = tmp_path / f"joined{number}"
        import_files(first, home, WANTED)
        import_files(then, home, WANTED, join=True)
        assert known(home) == right


def test_every_statement_of_every_file_is_accounted_for(copies: list[Path]) -> None:
    for files in permutations(copies[:2]):
        report = check_files(files, WANTED)
        assert report.sound
        assert all(one.counts.add_up for one in report.files)
        counts = {one.file: one.counts for one in report.files}
        assert (counts["rr-20250601.csv"].taken, counts["rr-20250601.csv"].nothing) == (0, 1)
        assert counts["rr-20250901.csv"].taken == 1
        assert ("an earlier record, in whose place a later one stands", 1) in report.noted


def test_a_copy_that_comes_twice_is_said_again(copies: list[Path], tmp_path: Path) -> None:
    again = tmp_path / "rr-20250701.csv"
    again.write_bytes(copies[0].read_bytes())
    report = check_files([copies[0], again, copies[0]], WANTED)
    assert report.sound
    assert report.records["claims"] == 2
    assert sum(one.counts.again for one in report.files) >= 1


def test_one_record_of_one_day_that_says_two_things_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "rr", "x", relation(CHILD, PARENT), over("2025-06-01T08:00:00Z"))
    report = check_files([path], WANTED)
    assert [one.rule for one in report.refusals] == ["duplicate-id"]


def test_a_join_does_not_move_the_day_asked_about_and_says_so(
    copies: list[Path], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    import_files([copies[0]], home, Wanted(format="gleif", name="g", home="GB"))
    report = import_files([copies[1]], home, Wanted(format="gleif", name="g"), join=True)
    assert any("--data-date 2025-09-01" in remark for remark in report.remarks)


@pytest.mark.parametrize("join", [False, True])
def test_inputs_of_others(shared: Path, tmp_path: Path, join: bool) -> None:
    folder = shared / "trials" / "formats"
    first, later = folder / "gleif-rr-first.csv", folder / "gleif-rr-later.csv"
    wanted = Wanted(format="gleif", name="t", home="GB")
    import_files([first] if join else [first, later], tmp_path, wanted)
    if join:
        import_files([later], tmp_path, wanted, join=True)
    claims: list[Claim] = [*open_release(tmp_path).knowledge.claims.values()]
    assert sorted(one.kind for one in claims) == ["Consolidation", "Control"]
    assert {str(one.period.end) for one in claims} == {"2025-08-31"}
