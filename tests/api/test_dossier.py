"""The file on a firm: says what the answers say, numbers its claims, lists its sources."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html as pages

from api.dossier.sections import dossier
from api.dossier.written import html, markdown
from api.views.tables import Column, Table
from graph import questions
from graph.releases.release import Release

NUMBER = re.compile(r"\[([cs]\d+)\]")


@pytest.fixture(scope="module")
def page(seed_release: Release) -> pages.HtmlElement:
    return pages.fromstring(html(dossier(seed_release, "alibaba")))


def test_every_number_leads_to_one_claim_or_source(page: pages.HtmlElement) -> None:
    ids = [one.get("id") for one in page.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    links = {one.get("href") for one in page.iter("a") if one.get("href", "").startswith("#")}
    assert {link[1:] for link in links} <= set(ids)
    assert {"#c1", "#s1"} <= links
    told = set(NUMBER.findall(page.text_content()))
    assert told == {one for one in ids if re.fullmatch(r"[cs]\d+", one)}


def test_every_verdict_and_its_claims_are_in_it(seed_release: Release) -> None:
    answer = questions.classify(seed_release, "alibaba")
    text = markdown(dossier(seed_release, "alibaba"))
    claims = dict(re.findall(r"^\| \[(c\d+)\] \| (\S+) \|", text, re.MULTILINE))
    plain = {number: claim.replace("\\", "") for number, claim in claims.items()}
    for verdict in answer.verdicts:
        (row,) = (line for line in text.splitlines() if line.startswith(f"| {verdict.label} |"))
        cells = re.split(r"(?<!\\) \| ", row.strip("| "))
        assert cells[1].replace("\\", "") == verdict.word
        cited = {plain[number] for number in NUMBER.findall(cells[-1])}
        assert cited == set(verdict.claims)
    assert answer.release in text
    assert seed_release.data_date.isoformat() in text


def test_it_reaches_out_to_nobody(page: pages.HtmlElement) -> None:
    """No script, no image, no style from elsewhere: addresses are links a reader may follow."""
    assert not list(page.iter("script", "img", "link", "iframe", "object"))
    assert not [one for one in page.iter() if one.get("src") or one.get("onclick")]
    assert "url(" not in "".join(style.text or "" for style in page.iter("style"))


def test_text_from_claims_is_text(seed_release: Release) -> None:
    """Whatever a claim says is shown, never obeyed."""
    table = Table((Column("a", "A"),), (("<b>x</b> | `y` *z* [link](http://e.org)",),))
    found = dossier(seed_release, "dji")
    section = found.sections[0].__class__("Here", ("<script>alert(1)</script>",), (table,))
    odd = found.__class__(found.title, found.setting, found.cite, found.picture, (section,))
    written = html(odd)
    assert "<script>" not in written
    assert "&lt;b&gt;x&lt;/b&gt;" in written
    assert r"\<b\>x\</b\> \| \`y\` \*z\*" in markdown(odd)


def test_by_rest_in_both_forms(web: httpx.Client, seed_release: Release) -> None:
    path = "/api/entities/sensetime/dossier"
    read = web.get(path)
    assert read.headers["content-type"].startswith("text/html")
    assert "script-src" not in read.headers["content-security-policy"]
    noted = web.get(path, headers={"accept": "text/markdown"})
    assert noted.text == markdown(dossier(seed_release, "sensetime"))
    assert web.get(path, headers={"accept": "image/png"}).status_code == 406
    then = web.get(path, params={"as_of": "2014-12-31"}, headers={"accept": "text/markdown"})
    assert "as of 2014-12-31" in then.text
    assert web.get("/api/entities/nobody-at-all/dossier").status_code == 404
