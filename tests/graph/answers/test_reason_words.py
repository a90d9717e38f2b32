"""Every reason that the code gives has a phrase with its values, and every phrase is used."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from graph.answers.reason_words import FORMS, all_in_words, in_words
from graph.claims.reasons import Reason, because
from graph.claims.shares import Share
from graph.errors import UnknownTermError
from made_up import firms, known
from ontology.load import codes
from ontology.phrases import phrases

WORLD = known(firms("jade", "ruby", "opal"), [])


def given(folder: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every reason that the code of a folder gives, with the place that gives it.

    The one page, the picture and the graph that is walked in have phrases of their own, tested
    with their words (``test_page_words.py``), and so have claims (``test_claim_reasons.py``).
    """
    worded = {
        file
        for one in ("answer", "picture", "diagram")
        for file in (folder / "profiles" / one).iterdir()
    } | {folder / "answers" / "claim_reasons.py"}
    for file in sorted(set(folder.rglob("*.py")) - worded):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "because":
                yield f"{file.relative_to(folder)}:{node.lineno}", node


def test_every_reason_has_a_phrase_with_a_place_for_each_of_its_values(root: Path) -> None:
    wrong = []
    for place, call in given(root / "graph"):
        code = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
        phrase = phrases().get(code)
        if phrase is None:
            wrong.append(f"{place}: no phrase for {ast.unparse(call.args[0])}")
            continue
        values = {keyword.arg for keyword in call.keywords}
        if values != {spot.value for spot in phrase.places}:
            wrong.append(f"{place}: {code} is given {values}")
    assert wrong == []


def test_every_phrase_is_of_a_reason_that_the_code_gives(root: Path) -> None:
    used = {call.args[0].value for _, call in given(root / "graph")}
    of_claims = {code for code in phrases() if re.match("claim[A-Z]", code)} - used
    assert set(phrases()) - of_claims == used


def test_every_form_in_a_phrase_is_a_way_of_writing_or_a_codelist() -> None:
    wanted = {spot.form for phrase in phrases().values() for spot in phrase.places}
    codelists = {form for form in wanted if form[:1].isupper()}
    assert wanted - codelists <= set(FORMS)
    assert all(codes(name) for name in codelists)
    assert set(FORMS) <= wanted  # none that no phrase asks for


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (because("largestVoter", holder="jade", share=Fraction(479, 10000)),
         "largest named voter: JADE 4.79 %"),
        (because("companiesHave", what=because("registeredForeignShare"), share=(0, 1),
                 companies=((0, "ruby"), (0, "opal"), (0.5, "gone"), (0, "jade"))),
         "gone, JADE, OPAL: registered foreign share 0–100 %"),
        (because("parties", parties=("ruby", "jade")), "RUBY and JADE"),
        (because("place", aspect="seat", places=("ruby", "jade", "ruby")), "seat: JADE, RUBY"),
        (because("homePart", share=(0.25, 0.5)), "home 25–50 %"),
        (because("lastSeen", day=date(2020, 12, 4)), "last seen 2020-12-04"),
        (because("stakeUndated", holder="opal", share=Share(Decimal(5), Decimal(5))),
         "OPAL 5 % (undated)"),
        (because("amountOf", currency="USD", amount=1.5e9), "USD 1,500 m"),
        (because("asLastKnown", reason=because("homePart", share=(1, 1))),
         "as last known: home 100 %"),
        (because("citizenOf", person="nobody-here", countries=("US", "KY")),
         "nobody-here (US/KY)"),
        (because("noSuchId", id="jad"), "no entity has the id 'jad'"),
        (because("controllers", each=(because("exit"), because("associated"))),
         "associated; exit"),
        (because("citedAs", role="stateFund"),
         f"cited as {codes('PartyRoles')['stateFund'].label}"),
        (None, ""),
    ],
)  # fmt: skip
def test_a_reason_in_words(reason, words):
    assert in_words(WORLD, reason) == words


def test_reasons_follow_one_another():
    reasons = [because("exit"), because("endedOn", day=date(2021, 2, 3))]
    assert all_in_words(WORLD, reasons) == "exit; ended on 2021-02-03"
    assert all_in_words(WORLD, []) == ""


@pytest.mark.parametrize(
    ("reason", "problem"),
    [(Reason("noSuchCode"), "no phrase"), (Reason("endedOn"), "no value 'day'")],
)
def test_a_code_without_a_phrase_and_a_place_without_a_value_are_errors(reason, problem):
    with pytest.raises(UnknownTermError, match=problem):
        in_words(WORLD, reason)
