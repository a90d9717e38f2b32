"""Entities answer to their names in any script, and to nobody else's."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from graph.claims.model import Entity, Identifier
from graph.entities.search import Index

FIRMS = [
    Entity(
        id="smic",
        kind="Organization",
        name="Semiconductor Manufacturing International Corporation",
        name_zh="中芯国际集成电路制造有限公司",
        other_names=("SMIC",),
        identifiers=(Identifier("hkex", "00981"), Identifier("lei", "254900QAUV5ZP8DI8I46")),
    ),
    Entity(
        id="smic_holdings",
        kind="Organization",
        name="SMIC Holdings Corporation",
        name_zh="中芯国际控股有限公司",
    ),
    Entity(
        id="tencent",
        kind="Organization",
        name="Tencent Holdings Limited",
        name_zh="騰訊控股有限公司",
    ),
    Entity(id="nestle", kind="Organization", name="Nestlé S.A."),
    Entity(id="at", kind="Organization", name="Ant & Tree (Beijing) Co., Ltd."),
    Entity(id="wang1", kind="Person", name="Wang Wei"),
    Entity(id="wang2", kind="Person", name="Wang Wei"),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return Index.build(FIRMS)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("smic", "smic"),
        ("SMIC", "smic"),
        (" Semiconductor  Manufacturing International Corp. ", "smic"),
        ("中芯国际集成电路制造有限公司", "smic"),
        ("中芯國際集成電路製造有限公司", "smic"),
        ("ｓｍｉｃ", "smic"),
        ("00981", "smic"),
        ("hkex:0981", "smic"),
        ("254900qauv5zp8di8i46", "smic"),
        ("smic_holdings", "smic_holdings"),
        ("SMIC HOLDINGS", "smic_holdings"),
        ("腾讯", "tencent"),
        ("騰訊", "tencent"),
        ("tencent", "tencent"),
        ("tengxun", "tencent"),
        ("teng xun kong gu", "tencent"),
        ("NESTLE", "nestle"),
        ("ant and tree beijing", "at"),
        ("Ant & Tree (Beijing) Company Limited", "at"),
    ],
)
def test_a_name_in_any_script_is_certain(index: Index, text: str, entity: str) -> None:
    first, *rest = index.find(text)
    assert (first.entity, first.score) == (entity, 1.0)
    assert all(hit.score < 1.0 for hit in rest)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("smik", "smic"),
        ("tencnet", "tencent"),
        ("Semiconductor Manufacturing", "smic"),
        ("nestel", "nestle"),
    ],
)
def test_a_mistyped_name_gets_a_suggestion_that_is_not_certain(
    index: Index, text: str, entity: str
) -> None:
    assert entity in index.suggest(text)
    assert all(0 < hit.score < 1.0 for hit in index.find(text))


def test_a_parent_is_not_taken_for_its_subsidiary(index: Index) -> None:
    """What is left of a subsidiary's name without "holding" begins its parent's too."""
    hits = index.find("中芯国际")
    assert {hit.entity for hit in hits} >= {"smic", "smic_holdings"}
    assert all(hit.score < 1.0 for hit in hits)


def test_all_bearers_of_one_name_answer(index: Index) -> None:
    assert {hit.entity for hit in index.find("wang wei") if hit.score == 1.0} == {"wang1", "wang2"}


def test_a_name_that_resembles_nothing_finds_nothing(index: Index) -> None:
    assert index.find("zzzzzzzzzz") == ()
    assert index.find("") == ()


def test_the_limit_is_kept(index: Index) -> None:
    assert len(index.find("wang", limit=1)) == 1


def test_a_saved_index_answers_the_same_without_heavy_imports(index: Index, tmp_path: Path) -> None:
    """A Latin query imports neither pinyin nor character conversion."""
    index.save(tmp_path / "search")
    code = (
        "import sys; from pathlib import Path; from graph.entities.search import Index\n"
        f"index = Index.load(Path({str(tmp_path / 'search')!r}))\n"
        "assert index.find('tengxun')[0].entity == 'tencent'\n"
        "assert index.find('smik')\n"
        "assert not {'pypinyin', 'opencc', 'rdflib', 'pyarrow'} & set(sys.modules)\n"
        "assert index.find('騰訊')[0].entity == 'tencent'\n"
        "assert 'pypinyin' not in sys.modules\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert Index.load(tmp_path / "search") == index


def test_of_many_entities_each_answers_to_a_shared_name_once() -> None:
    known = Entity(id="b", kind="Organization", name="Jade", other_names=("JADE", "Jade Ltd."))
    index = Index.build([Entity(id="a", kind="Person", name="Jade"), known])
    assert [entry.entity for entry in index.entries["jade"]] == ["a", "b"]
    assert [entry.shown for entry in index.entries["jade"]] == ["Jade", "Jade"]
