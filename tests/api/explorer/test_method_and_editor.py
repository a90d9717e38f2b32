"""How numbers are made is told from the code; a changed definition moves verdicts only."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import httpx
import pytest
from lxml import html as pages

from graph.domesticness.verdicts import MEASURES
from graph.questions import Edits, edited_lens, method, verdicts
from graph.releases.release import Release
from ontology.lens_files import read
from ontology.lens_turtle import turtle_of
from ontology.lenses import lenses
from visiting import BROWSER


def test_the_method_is_whole(seed_release: Release, root: Path) -> None:
    found = method(seed_release)
    assert {one.code for one in found.measures} == set(MEASURES)
    used = {lens.id for one in found.measures for lens in one.lenses}
    assert used == set(seed_release.knowledge.lenses)
    for one in (*found.measures, *found.formulas):
        assert (root / one.place).is_file(), one.place
    assert all(one.formulas or one.references for one in found.formulas)
    assert all("``" not in one.says and ":func:" not in one.says for one in found.formulas)
    assert {one.id for one in found.rules} == set(seed_release.knowledge.rules)


def test_the_method_page_has_formulas_and_references(web: httpx.Client) -> None:
    for language in ("en", "zh"):
        page = web.get("/method", params={"language": language}, headers=BROWSER)
        assert page.status_code == 200
        text = unescape(page.text)
        assert "Sobol" in text
        assert r"y = A^\top y" in text


@pytest.mark.parametrize("lens", [*lenses()])
def test_a_definition_written_down_is_read_again_as_it_was(lens: str) -> None:
    before = lenses()[lens]
    (after,) = read(turtle_of(before)).lenses
    assert after == before


def test_a_definition_that_is_not_changed_moves_nothing(seed_release: Release) -> None:
    for lens in seed_release.knowledge.lenses:
        found = edited_lens(seed_release, lens)
        assert not found.changed
        assert {one.change for one in found.verdicts} == {"same"}, lens
        for one in found.verdicts:
            (stands,) = verdicts(seed_release, one.firm.id, lenses=(lens,))
            assert one.before == stands


def test_a_threshold_moves_words_and_no_interval(seed_release: Release) -> None:
    for threshold, word in (("1", "not eligible, as reported"), ("99", "eligible, as reported")):
        edits = Edits(threshold=threshold)
        (alibaba,) = edited_lens(seed_release, "xinchuang", edits, firms=("alibaba",)).verdicts
        assert (alibaba.before.word, alibaba.after.word) == ("undecided", word)
        assert alibaba.change == "settles"
        assert alibaba.before.interval == alibaba.after.interval
    for lens in seed_release.knowledge.lenses.values():
        if lens.threshold is not None:
            found = edited_lens(seed_release, lens.id, Edits(threshold="42"))
            assert found.changed
            assert not found.specification
            assert all(one.before.interval == one.after.interval for one in found.verdicts)


def test_where_associated_jurisdictions_count_is_a_setting(seed_release: Release) -> None:
    found = edited_lens(seed_release, "foreign-investment", Edits(associated="home"))
    moved = {one.firm.id: (one.before.word, one.change) for one in found.verdicts}
    assert moved["smic"] == ("foreign-invested", "opens")


def test_a_rule_for_the_remainder_is_a_specification(seed_release: Release) -> None:
    found = edited_lens(seed_release, "ultimate-ownership", Edits(rest="proportional"))
    assert found.specification
    for one in found.verdicts:
        before, after = one.before.interval, one.after.interval
        assert before is not None and after is not None
        assert after.upper - after.lower <= before.upper - before.lower + 1e-9


def test_another_home_is_another_question(seed_release: Release) -> None:
    found = edited_lens(seed_release, "legal-seat", home="KY", firms=("smic",))
    (smic,) = found.verdicts
    assert (smic.before.side, smic.after.side) == ("notHome", "home")


def test_contracts_that_bind_nobody_leave_the_paper(seed_release: Release) -> None:
    found = edited_lens(
        seed_release, "ultimate-control", Edits(contracts="ignored"), firms=("ali_cloud_computing",)
    )
    (cloud,) = found.verdicts
    gone = {one for one in cloud.before.claims if "vie" in one}
    assert gone and not gone & set(cloud.after.claims)


def test_the_form_works_without_a_script_and_its_address_shares_it(web: httpx.Client) -> None:
    address = "/lenses/edit?lens=ultimate-ownership&threshold=15&language=zh"
    page = web.get(address, headers=BROWSER)
    assert page.status_code == 200
    _, another, form = pages.fromstring(page.text).forms
    for one in (another, form):
        assert one.method.upper() == "GET" and one.action == "/lenses/edit"
        assert dict(one.form_values())["language"] == "zh"
    assert dict(form.form_values())["threshold"] == "15"
    assert {**dict(another.form_values())}.keys() == {"lens", "language"}  # and nothing set here
    assert page.text == web.get(address, headers=BROWSER).text


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("threshold=many", "is no number"), ("threshold=500", "the nearest: 100"),
        ("threshold=-1", "the nearest: 0"), ("home=XQ", "is not a jurisdiction"),
        ("associated=hom", "nearest: home"), ("contracts=maybe", "respected, ignored"),
        ("lens=ultimate-owner", "ultimate-ownership"),
        ("lens=legal-seat&threshold=5", "no threshold"),
        ("lens=legal-seat&rest=float", "no remainder"), ("threshold=NaN", "0 to 100"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_said_in_words_with_what_is_near(
    web: httpx.Client, query: str, says: str
) -> None:
    refused = web.get(f"/lenses/edit?{query}", headers=BROWSER)
    assert refused.status_code in (404, 422)
    text = unescape(refused.text)
    assert says in text
    assert 'href="/lenses/edit"' in text
