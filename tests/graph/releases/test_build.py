"""A release is what its inputs say, has one id, and says what it is made of."""

from __future__ import annotations

import csv
import json
import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import msgspec
import pyoxigraph as ox
import pytest
from quads_read import read_quads

from graph.claims.data_set import PARTS, Tables
from graph.claims.fields import key_of
from graph.claims.knowledge import Knowledge
from graph.errors import InvalidClaimsError, NoReleaseError
from graph.formats.rdf.reader import read_rdf
from graph.formats.tables.tables import write_tables
from graph.releases import parquet as columns
from graph.releases.build import in_order
from graph.releases.manifest import hash_of
from graph.releases.release import Release, build, open_release
from graph.triples.canonical import release_digest
from graph.triples.store import Store
from graph.triples.writer import DERIVED, SNAPSHOT, UNNAMED
from ontology.terms import ID, Z
from small_tables import edit_package, no_assessments, small, stake, write_small


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Release:
    base = tmp_path_factory.mktemp("built")
    return build(write_small(base / "seeds"), base / "home")


def test_the_knowledge_is_that_of_the_tables(built: Release) -> None:
    tables = in_order(small())
    for part in PARTS[:3]:
        assert list(getattr(built.knowledge, part).values()) == list(getattr(tables, part))
    assert (built.home, built.data_date) == ("CN", date(2025, 12, 31))
    assert built.knowledge.home == "CN"


def test_rdf_columns_and_packed_records_give_equal_knowledge(built: Release) -> None:
    packed = built.knowledge
    for store in (built.store, Store.in_memory(built.quads_path)):
        derived = {quad.triple for quad in store.quads(DERIVED)}
        from_rdf = read_quads(quad for quad in store.quads() if quad.triple not in derived)
        for part in PARTS[:3]:
            assert {key_of(r): r for r in getattr(from_rdf, part)} == getattr(packed, part)
        assert from_rdf.meta.data_date == packed.data_date
    for part in PARTS[:3]:
        read = columns.read(built.columns(part))
        assert {key_of(r): r for r in read} == getattr(packed, part)


def test_statements_are_in_the_graphs_the_design_names(built: Release) -> None:
    counts = built.manifest.counts
    assert built.store.count(UNNAMED) == counts["statements"] > 1000
    assert built.store.count(DERIVED) == counts["derived statements"] > 0
    assert built.store.count(SNAPSHOT + "2020") == 1
    assert len(built.store) == sum(
        counts[of] for of in ("statements", "derived statements", "snapshot statements")
    )


def test_derived_results_stand_in_the_default_graph_and_in_their_own(built: Release) -> None:
    everything = {quad.triple for quad in built.store.quads()}
    assert {quad.triple for quad in built.store.quads(DERIVED)} < everything


def test_the_default_graph_has_claims_ontology_and_derived_results_but_no_snapshot(
    built: Release,
) -> None:
    def asks(pattern: str) -> bool:
        return bool(built.store.query(f"PREFIX z: <{Z}> PREFIX id: <{ID}> ASK {{ {pattern} }}"))

    assert asks("id:wang z:ownsOrControls/z:ownsOrControls id:works")
    assert asks("?claim a ?type . ?type <http://www.w3.org/2000/01/rdf-schema#subClassOf> z:Claim")
    assert asks("?assessment z:firm id:jade ; z:verdict ?word")
    assert not asks("id:pool z:ownsOrControls id:works")
    assert asks(f"GRAPH <{SNAPSHOT}2018> {{ id:pool z:ownsOrControls id:works }}")


def test_each_subject_has_one_assessment_for_each_lens(built: Release) -> None:
    text = f"SELECT ?lens {{ ?a <{Z.firm}> <{ID}jade> ; <{Z.lens}> ?lens }}"
    found = [solution["lens"].value for solution in built.store.query(text)]
    assert len(found) == len(set(found)) > 5


def test_equal_inputs_have_one_id_whatever_their_order(built: Release, tmp_path: Path) -> None:
    seeds = write_small(tmp_path / "seeds")
    for path in seeds.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        columns_in_new_order = random.Random(1).sample(range(len(header)), len(header))
        random.Random(2).shuffle(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(
                [row[c] for c in columns_in_new_order] for row in [header, *rows]
            )
    again = build(seeds, tmp_path / "home")
    assert again.id == built.id
    for name in ("quads.nq", "knowledge.msgpack", "search.msgpack", "claims.parquet"):
        assert (again.path / name).read_bytes() == (built.path / name).read_bytes()


@pytest.mark.parametrize("change", ["claims", "home", "dataDate"])
def test_any_change_of_the_inputs_changes_the_id(
    built: Release, tmp_path: Path, change: str
) -> None:
    seeds = write_small(tmp_path / "seeds", change="another note" if change == "claims" else "")
    edit_package(
        seeds, **{"home": {"home": "US"}, "dataDate": {"dataDate": "2024-12-31"}}.get(change, {})
    )
    assert build(seeds, tmp_path / "home", derive=no_assessments).id != built.id


def test_the_id_is_the_hash_of_canonical_statements_ontology_and_engine(built: Release) -> None:
    canonical = built.quads_path.read_bytes()[: built.manifest.canonical_bytes]
    lines = canonical.decode().splitlines()
    assert lines == sorted(set(lines))
    copy = built.path.parent.parent / "canonical"
    copy.write_bytes(canonical)
    assert release_digest(hash_of(copy).sha256) == built.manifest.digest
    assert built.id == built.manifest.digest[:16]


def test_the_manifest_says_what_the_release_is_made_of(built: Release) -> None:
    manifest = json.loads((built.path / "manifest.json").read_text("utf-8"))
    assert manifest["counts"]["claims"] == 6
    assert manifest["counts"]["Ownership"] == 3
    assert manifest["home"] == "CN"
    assert manifest["data_date"] == "2025-12-31"
    assert "ownership.csv" in manifest["inputs"]
    assert {"quads.nq", "claims.parquet", "entities.parquet"} <= manifest["files"].keys()
    assert any(name.startswith("store/") for name in manifest["files"])
    assert manifest["libraries"]["pyoxigraph"]
    assert "6 entities" in repr(built)


def test_building_the_same_again_only_switches(tmp_path: Path) -> None:
    home, seeds = tmp_path / "home", write_small(tmp_path / "seeds")
    first = build(seeds, home, derive=no_assessments)
    written = (first.path / "manifest.json").stat().st_mtime_ns
    other = build(write_small(tmp_path / "other", change="x"), home, derive=no_assessments)
    assert open_release(home).id == other.id
    again = build(seeds, home, derive=no_assessments)
    assert open_release(home).id == again.id == first.id
    assert (again.path / "manifest.json").stat().st_mtime_ns == written
    assert open_release(home, other.id[:6]).id == other.id


def test_claims_that_break_a_rule_stop_the_build_and_leave_the_release_before(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    before = build(write_small(tmp_path / "seeds"), home, derive=no_assessments)
    wrong = small()
    extra = msgspec.structs.replace(
        stake("self", "jade", "jade", "5", "2021-01-01"), interest="votingRights"
    )
    write_tables(msgspec.structs.replace(wrong, claims=(*wrong.claims, extra)), tmp_path / "wrong")
    with pytest.raises(InvalidClaimsError, match="party-is-not-target"):
        build(tmp_path / "wrong", home)
    assert open_release(home).id == before.id
    assert not list(home.glob("building-*"))


def test_rows_left_out_are_named_in_the_manifest(tmp_path: Path) -> None:
    seeds = write_small(tmp_path / "seeds")
    text = (seeds / "ownership.csv").read_text("utf-8").replace("12.5,12.5", "125,125")
    (seeds / "ownership.csv").write_text(text, "utf-8")
    with pytest.raises(InvalidClaimsError):
        build(seeds, tmp_path / "home")
    release = build(seeds, tmp_path / "home", keep_going=True, derive=no_assessments)
    (left,) = release.manifest.left_out
    assert left.startswith("ownership.csv, line 3, column share_min: 125 is not a share")
    assert release.manifest.counts["claims"] == 5


def test_without_a_release_the_error_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="zizhu build"):
        open_release(tmp_path)


def test_an_unknown_release_id_names_those_there_are(built: Release) -> None:
    with pytest.raises(NoReleaseError, match=built.id):
        open_release(built.path.parent.parent, "ffff")


def test_progress_is_told_and_never_goes_back(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    build(
        write_small(tmp_path / "seeds"),
        tmp_path / "home",
        derive=no_assessments,
        progress=lambda step, done: told.append((step, done)),
    )
    shares = [done for _, done in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert all(step for step, _ in told)


def test_shares_come_back_exact(built: Release) -> None:
    assert built.knowledge.claims["pool-jade"].share.exact == Decimal("12.5")


def test_the_statements_of_a_release_are_read_back_as_its_records(built: Release) -> None:
    """Its ontology and what it derived are nobody's claims, though all stand in one graph."""
    found = list(read_rdf(built.quads_path))
    assert [one.refusals for one in found if one.refusals] == []
    read = {key_of(record): record for one in found for record in one.records}
    packed = built.knowledge
    assert read == {**packed.entities, **packed.sources, **packed.claims}


def denied(tables: Tables) -> Tables:
    """With two denials of nothing in particular: each a warning, one an example of the other."""
    said = [
        stake(f"denial-{firm}", "wang", firm, "5", "2024-06-30", status="denied")
        for firm in ("pool", "works")
    ]
    return msgspec.structs.replace(tables, claims=(*tables.claims, *said))


def test_what_is_found_in_an_example_is_found_in_all_of_its_kind_on_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tables(denied(small()), tmp_path / "seeds")
    in_memory = build(tmp_path / "seeds", tmp_path / "home", derive=no_assessments)
    monkeypatch.setattr("graph.releases.build.IN_MEMORY", 0)
    on_disk = build(tmp_path / "seeds", tmp_path / "other", derive=no_assessments)
    assert on_disk.manifest.warnings == in_memory.manifest.warnings
    denials = [one for one in on_disk.manifest.warnings if "denial-says-what" in one]
    assert len(denials) == 2


def test_nothing_is_derived_from_what_is_wrong(tmp_path: Path) -> None:
    def derive(_: Knowledge) -> list[ox.Quad]:
        raise AssertionError("what is wrong was derived from")

    tables = small()
    ended = stake("ended", "wang", "works", "5", "2024-06-30", period_end="ended")
    wrong = msgspec.structs.replace(tables, claims=(*tables.claims, ended))
    write_tables(wrong, tmp_path / "seeds")
    with pytest.raises(InvalidClaimsError, match="is ended, and has no last day"):
        build(tmp_path / "seeds", tmp_path / "home", derive=derive)
