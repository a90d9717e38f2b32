"""Catalogs are whole: every word of the page is in them, with the same places, and nothing else."""

from __future__ import annotations

import re

import pytest

from ontology.files import ANSWER_PHRASES, LENSES, PHRASES
from ontology.lenses import lenses
from ontology.load import codes, schemes
from ontology.phrases import page_phrases, phrases, written
from ontology.translations import LANGUAGES, catalog, translated

CONTEXTS = (
    "word", "lens", "name", "short", "territory", "page", "definition", "holder", "value", "beside",
)  # fmt: skip


@pytest.mark.parametrize(
    ("table", "in_language"), [(ANSWER_PHRASES, page_phrases), (PHRASES, phrases)]
)
def test_every_phrase_is_in_chinese_with_the_same_places(table, in_language):
    for code, text in written(table).items():
        if text:
            assert (code, text) in catalog("zh"), code
            said, told = ({p.value for p in in_language(one)[code].places} for one in LANGUAGES)
            assert said == told, code


def test_nothing_is_translated_that_is_not_said():
    tables = [written(table) for table in (ANSWER_PHRASES, PHRASES)]
    for language in LANGUAGES:
        for context, text in catalog(language):
            said = any(texts.get(context) == text for texts in tables)
            listed = context in schemes() and text in {
                code.label for code in codes(context).values()
            }
            assert context in CONTEXTS or said or listed, (context, text)


def test_every_word_and_name_of_a_lens_is_in_chinese():
    known = catalog("zh")
    for lens in lenses().values():
        assert ("lens", lens.label) in known, lens.label
        assert ("definition", lens.definition) in known, lens.label
        assert ("holder", lens.holder) in known, lens.holder
        for outcome in lens.outcomes.values():
            assert ("word", outcome.word) in known, outcome.word


def test_a_word_that_no_lens_has_is_not_translated():
    text = LENSES.read_text("utf-8")
    ours = {"undecided", "not in force", "does not apply"}
    for context, word in catalog("zh"):
        if context == "word":
            assert word in ours or f'z:word "{word}"' in text, word


@pytest.mark.parametrize("context", CONTEXTS)
def test_what_no_catalog_has_stays_as_it_is(context):
    assert translated("zh", context, "not a word of ours") == "not a word of ours"


def test_chinese_is_chinese():
    for (context, text), said in catalog("zh").items():
        english, chinese = (re.sub(r"\{[^}]*\}", "", one) for one in (text, said))
        if context not in ("short", "lens") and re.search(r"[a-z]{3}", english):
            assert re.search("[\u3400-\u9fff]", chinese) or not re.search(r"[a-z]{3}", chinese)
