"""A name is answered only if it is that name; whatever else is asked is a question back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph import questions
from graph.claims.model import Entity
from graph.entities.search import Index
from graph.entities.spellings import plain
from graph.errors import AmbiguousNameError, InputError, UnknownEntityError
from graph.releases.release import Release

LETTERS = "abcdefgh"
WORDS = st.text(LETTERS, min_size=2, max_size=6)
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@st.composite
def written_otherwise(draw: st.DrawFn, name: str) -> str:
    """The same name in other capitals, widths, blanks, marks and accents."""
    out = []
    for letter in name:
        how = draw(st.integers(0, 5))
        if letter == " ":
            out.append(draw(st.sampled_from(["", " ", "  ", "-", ". ", "_", "·"])))
        elif how == 0:
            out.append(letter.upper())
        elif how == 1:
            out.append(chr(ord(letter) + 0xFEE0))  # full width
        elif how == 2:
            out.append(letter + "\u0301")
        else:
            out.append(letter)
    return "".join(out)


@settings(max_examples=150, deadline=None)
@given(data=st.data(), names=st.lists(NAMES, min_size=1, max_size=6))
def test_bearers_are_exactly_those_who_have_the_name(data: st.DataObject, names: list[str]) -> None:
    entities = [
        Entity(id=f"x{number}", kind="Organization", name=name) for number, name in enumerate(names)
    ]
    index = Index.build(entities)
    asked = data.draw(st.one_of(NAMES, st.sampled_from(names)))
    text = data.draw(written_otherwise(asked))

    def bare(name: str) -> str:
        return plain(name).replace(" ", "")

    expected = {one.id for one in entities if bare(one.name) == bare(text)}
    assert set(index.bearers(text)) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("中国制造2025", "a programme's name is no firm's"),
        ("smik", "one letter off"),
        ("Semiconductor Manufacturing", "the beginning of a name"),
        ("SMIC Beijing Shanghai", "a name and more"),
        ("sensetime group hong kong", "a name inside a longer text"),
        ("the firm SMIC", "a name inside a sentence"),
    ],
)
def test_what_is_only_alike_is_never_answered(seed_release: Release, text: str, why: str) -> None:
    for ask in (questions.classify, questions.owners, questions.controllers):
        with pytest.raises((UnknownEntityError, InputError)):
            ask(seed_release, text)
    with pytest.raises((UnknownEntityError, InputError)):
        questions.compare(seed_release, ["smic", text])


def test_two_bearers_of_a_name_are_both_proposed(tmp_path: Path) -> None:
    folder = tmp_path / "twins"
    folder.mkdir()
    (folder / "datapackage.json").write_text('{"zizhu": {"home": "GB", "dataDate": "2024-12-31"}}')
    (folder / "sources.csv").write_text("id,title,kind\ns,A source,filing\n")
    (folder / "entities.csv").write_text(
        "id,kind,name\njade1,Organization,Jade Ltd\njade2,Organization,JADE LTD.\n"
    )
    release = questions.own_tables(folder)
    with pytest.raises(AmbiguousNameError, match="jade1, jade2; ask by id"):
        questions.classify(release, "jade ltd")
    assert questions.classify(release, "jade2").firm.id == "jade2"
