"""The store, on disk and in memory, answers alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.claims.model import Founding
from graph.errors import DamagedReleaseError, InputError
from graph.triples.store import Store
from graph.triples.writer import DERIVED, SNAPSHOT, UNNAMED, lines
from ontology.terms import Z

FOUNDING = Founding(id="f", party="a", target="b")
COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?s <{Z.party}>|<{Z.target}> ?o }}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "some.nq"
    graphs = [UNNAMED, DERIVED, SNAPSHOT + "2020", "http://example.org/other"]
    path.write_text("".join(f"{line}\n" for graph in graphs for line in lines(FOUNDING, graph)))
    return path


def counted(store: Store) -> int:
    (row,) = store.query(COUNT)
    return int(row["n"].value)


def test_disk_and_memory_answer_alike(file: Path, tmp_path: Path) -> None:
    made = Store.create(tmp_path / "store")
    made.load(file)
    size = len(made)
    made.close()
    opened, held = Store.open(tmp_path / "store"), Store.in_memory(file)
    assert len(opened) == len(held) == size == 4 * len(lines(FOUNDING))
    assert counted(opened) == counted(held) == 2
    assert opened.count(DERIVED) == held.count(UNNAMED) == len(lines(FOUNDING))


def test_a_query_without_a_graph_is_asked_of_the_default_graph_alone(file: Path) -> None:
    """Derived results stand there once more; snapshots and foreign graphs are not asked."""
    assert counted(Store.in_memory(file)) == 2


def test_an_open_store_cannot_be_changed(file: Path, tmp_path: Path) -> None:
    made = Store.create(tmp_path / "store")
    made.load(file)
    made.close()
    with pytest.raises(RuntimeError, match="read-write"):
        Store.open(tmp_path / "store").add(lines(FOUNDING))


def test_a_file_that_is_not_quads_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.nq"
    path.write_text("this is not RDF\n")
    with pytest.raises(InputError, match=r"wrong\.nq is not N-Quads"):
        Store.in_memory(path)


def test_no_store_is_damage(tmp_path: Path) -> None:
    with pytest.raises(DamagedReleaseError, match="cannot be opened"):
        Store.open(tmp_path / "nothing")


def test_a_file_loaded_in_parts_is_loaded_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.nq"
    lines_ = [f'<http://e/{n}> <http://e/p> "{"x" * n}" .' for n in range(40)]
    lines_ += ["_:b <http://e/p> <http://e/o> .", "<http://e/s> <http://e/p> _:b ."]
    path.write_text("\n".join([lines_[-1], *lines_[:-1]]))  # without an end of line at the end
    monkeypatch.setattr("graph.triples.store.SMALL", 0)
    made = Store.create(tmp_path / "store")
    made.load(path)
    assert len(made) == 42
    assert made.query("ASK { <http://e/s> <http://e/p>/<http://e/p> <http://e/o> }")
    path.write_text("\n".join([*lines_[:30], "this is not RDF", *lines_[30:]]))
    with pytest.raises(InputError, match=r"many\.nq is not N-Quads"):
        made.load(path)
