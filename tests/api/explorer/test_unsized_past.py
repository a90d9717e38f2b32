"""No page and no file on a firm says that somebody holds who was last read to long ago."""

from __future__ import annotations

import re

import httpx
import pytest
from lxml import html as pages
from unsized_past import BASES, Past, around, holder_of, met

from api.dossier.sections import dossier
from api.dossier.written import html
from graph.releases.release import Release
from visiting import BROWSER

DAYS = ("2020-12-31", "2026-11-29")
#: As findings are worded; a claim is worded as its document has it, in a table with its day.
HOLDS = re.compile(
    r"^[^.;]{0,60}?(?<!to )\bholds? (a part|parts|an unread|unread|a stake; its|stakes of unread)\b"
)
HOLDS_ZH = re.compile(r"^[^。；]{0,30}?(?<!曾)(?<!曾各)持有一部分")


def names_of(past: Past) -> set[str]:
    """Those who held a part once, and of whom nothing newer around the firm was read."""
    known, situation = past.situation.knowledge, past.situation
    still = {
        stake.holder
        for entity in around(situation)
        for basis in BASES
        for stake in situation.column(entity, basis).stakes
        if stake.claim.id not in past.claims and stake.currency in ("current", "unknownShare")
    }
    holders = {holder_of(known, one) for one in past.claims} - still
    return {
        name for one in holders for name in (known.entities[one].name, known.entities[one].name_zh)
        if name
    }  # fmt: skip


def told_of(text: str, names: set[str]) -> list[str]:
    """What a page says right after each of some names, where it is that they hold something."""
    found = []
    for name in names:
        for at in re.finditer(re.escape(name), text):
            after = text[at.end() : at.end() + 90]
            if HOLDS.search(after) or HOLDS_ZH.search(after):
                found.append(name + after)
    return found


@pytest.mark.parametrize("day", DAYS)
def test_no_page_and_no_dossier_says_that_they_hold_it(
    web: httpx.Client, seed_release: Release, day: str
) -> None:
    past = met(seed_release.knowledge, day)
    subjects = [one for one in past if one.situation.firm in seed_release.knowledge.subjects]
    own = [one for one in past if one.situation.firm in ("ymtc", "ciif", "bigfund2", "ali_vies")]
    assert subjects and own
    for one in (*subjects, *own):
        firm = one.situation.firm
        texts = [
            web.get(f"/doc/id/{firm}.html", params={"as_of": day, "language": language},
                    headers=BROWSER).text
            for language in ("en", "zh")
        ]  # fmt: skip
        texts.append(html(dossier(seed_release, firm, as_of=day)))
        for text in texts:
            read = " ".join(pages.fromstring(text).text_content().split())
            assert not told_of(read, names_of(one)), firm


def test_what_says_that_they_hold_it_is_noticed() -> None:
    names = {"Datang", "大唐"}
    assert told_of("Datang holds a part of unread size.", names)
    assert told_of("大唐持有一部分，比例未读到。", names)
    assert not told_of("Datang was last read to hold a part of unread size.", names)
    assert not told_of("大唐曾持有一部分，比例未读到。", names)
    assert not told_of("Datang. Big Fund I holds a part.", names)
