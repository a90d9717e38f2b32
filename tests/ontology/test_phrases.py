"""Phrases are read place by place, and a slip in the table is an error."""

import pytest

from ontology import phrases as module
from ontology.load import codes
from ontology.phrases import Phrase, Place, page_phrases, phrases


def test_a_phrase_is_its_places_and_the_text_around_them():
    phrase = Phrase.parse("{holder:name} has {share}, then")
    assert phrase.places == (Place("", "holder", "name"), Place(" has ", "share", ""))
    assert phrase.end == ", then"
    assert Phrase.parse("exit") == Phrase((), "exit")


@pytest.mark.parametrize("text", ["{holder", "{holder:name", "{two words}", "{} has"])
def test_a_brace_that_is_no_place_is_refused(text):
    with pytest.raises(ValueError, match="brace"):
        Phrase.parse(text)


def test_a_code_that_stands_twice_is_refused(tmp_path, monkeypatch):
    table = tmp_path / "phrases.csv"
    table.write_text("code,en\nexit,exit\nexit,gone\n", encoding="utf-8")
    monkeypatch.setattr(module, "PHRASES", table)
    phrases.cache_clear()
    try:
        with pytest.raises(ValueError, match="exit stands twice"):
            phrases()
    finally:
        phrases.cache_clear()


@pytest.mark.parametrize("known", [phrases(), page_phrases()], ids=["reasons", "page"])
def test_what_is_left_has_one_word(known):
    """What nobody read is called not read, never undisclosed: that would be somebody's doing."""
    said = {code: "".join([*(one.before for one in phrase.places), phrase.end])
            for code, phrase in known.items()}  # fmt: skip
    assert not [code for code, text in said.items() if "undisclosed" in text.lower()]
    assert codes("Origins")["undisclosed"].label == "not read"
