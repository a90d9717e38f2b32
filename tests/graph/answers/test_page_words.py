"""The page's words: every phrase is used and has its values; values as a language writes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from graph.answers.page_words import FORMS, NOTHING, ORIGINS, Words
from graph.claims.model import Entity
from graph.claims.periods import PartialDate
from graph.claims.reasons import Reason, because
from graph.claims.shares import Share
from graph.errors import UnknownTermError
from graph.measures.hybrid import AT_HOME, FOREIGN_MONEY, LEADER_ABROAD
from made_up import firms, known
from ontology.load import codes
from ontology.phrases import page_phrases

WORLD = known(
    [
        *firms("jade"),
        Entity(id="core", kind="Organization", name="Core (North)", name_zh="中芯国际股份有限公司",
               other_names=("Core Ltd.", "中芯国际")),
        Entity(id="ky", kind="Jurisdiction", name="Cayman Islands", jurisdiction="KY"),
        Entity(id="inc", kind="Organization", name="Jade Inc."),
    ],
    [],
)  # fmt: skip
ENGLISH, CHINESE = Words(WORLD, "en"), Words(WORLD, "zh")


def modules(root: Path) -> Iterator[ast.Module]:
    folders = (root / "graph/profiles" / one for one in ("answer", "picture", "diagram"))
    files = [file for folder in folders for file in folder.glob("*.py")]
    files.append(root / "graph/answers/page_words.py")
    yield from (ast.parse(file.read_text("utf-8")) for file in files)


def test_every_phrase_of_the_page_is_named_by_its_code(root: Path) -> None:
    named = {
        node.value
        for tree in modules(root)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # A kind of fact, and whether anything was read of it.
    made = {f"{kind}{end}" for kind in ("ownership", "lists", "people")
            for end in ("ReadTo", "NothingRead")}  # fmt: skip
    made |= {
        f"{whose}Money{how}Short" for whose in ("state", "foreignState") for how in ("", "Said")
    }
    made |= {"foreignStateMoneySaid"}
    made |= {"lineOnPaperNotRead", "lineByItsDoorNotRead"}
    made |= {limb.code for limb in (AT_HOME, FOREIGN_MONEY, LEADER_ABROAD)}
    assert set(page_phrases()) - named == made


def test_a_reason_of_the_page_is_given_every_value_of_its_phrase(root: Path) -> None:
    wrong = []
    for tree in modules(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "because":
                code = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
                keywords = {one.arg for one in node.keywords}
                if code is None or None in keywords:
                    continue  # one of several forms: each is put into words over all firms
                places = {place.value for place in page_phrases()[code].places}
                if not places <= keywords:
                    wrong.append((code, places - keywords))
    assert wrong == []


def test_every_form_of_the_page_is_a_way_of_writing_or_a_codelist() -> None:
    wanted = {place.form for phrase in page_phrases().values() for place in phrase.places}
    codelists = {form for form in wanted if form[:1].isupper()}
    assert wanted - codelists <= set(FORMS)
    assert all(codes(name) for name in codelists)
    assert set(FORMS) <= wanted  # none that no phrase asks for


def test_every_origin_has_a_word() -> None:
    assert all(ENGLISH.say(because(code)) for code in ORIGINS.values())


def test_a_code_without_a_phrase_is_an_error() -> None:
    with pytest.raises(UnknownTermError, match="no phrase"):
        ENGLISH.say(Reason("noSuchCode"))
    with pytest.raises(UnknownTermError, match="no value"):
        ENGLISH.say(Reason("whenSeen"))


@pytest.mark.parametrize(
    ("value", "form", "english", "chinese"),
    [
        (PartialDate.parse("2017"), "day", "2017", "2017年"),
        (PartialDate.parse("2014-06"), "day", "June 2014", "2014年6月"),
        (date(2025, 12, 31), "day", "31 December 2025", "2025年12月31日"),
        ("2025-02-03", "day", "3 February 2025", "2025年2月3日"),
        ((1.8e9, "CNY"), "money", "CNY 1.8 billion", "18亿人民币"),
        ((1.05e8, "USD"), "money", "USD 105 million", "1.05亿美元"),
        (Share(Decimal("4.79"), Decimal("4.79")), "share", "4.79 %", "4.79 %"),
        (Share(Decimal(50), Decimal(100), lower_open=True), "share", "over 50 %", "超过50 %"),
        (Share(Decimal(0), Decimal(5)), "share", "at most 5 %", "至多5 %"),
        (Share(Decimal(3), Decimal(5)), "share", "3–5 %", "3–5 %"),
        ((0.18849, 1.0), "span", "18.84–100 %", "18.84–100 %"),
        (0.18849, "least", "18.84 %", "18.84 %"),
        (1, "lists", "1 more list", "1 more list"),  # a Chinese phrase takes the number alone
        (2, "answers", "2 answers", "2 answers"),
        ("core", "name", "Core", "中芯国际"),
        (("ky",), "places", "the Cayman Islands", "开曼群岛"),
        (("core", "ky"), "names", "Core and Cayman Islands", "中芯国际和开曼群岛"),
        ("home-owned", "word", "home-owned", "本国持有"),
        ("home-owned, as stated", "word", "home-owned, as stated", "据称本国持有"),
        (NOTHING, "aside", "", ""),
        (because("referenceEvidence"), "aside", " (by reference page)", "（仅见工具书类网页）"),
        ((because("referenceEvidence"), NOTHING, because("inferredEvidence")), "asides",
         " (by reference page; inferred)", "（仅见工具书类网页；推断）"),
    ],
)  # fmt: skip
def test_a_value_as_each_language_writes_it(value, form, english, chinese) -> None:
    assert ENGLISH.written(value, form) == english
    assert CHINESE.written(value, form) == chinese


def test_a_name_that_ends_with_a_stop_ends_its_sentence() -> None:
    reason = because("knownHolders", holders=("inc",), asides=(NOTHING,))
    assert ENGLISH.say(reason) == "Known holders of unread size: Jade Inc."
