"""What a missing paper is said to carry is no more than it can settle, on any day."""

from __future__ import annotations

from datetime import date

import pytest

from graph.arguments import situation_of
from graph.claims.reasons import because
from graph.domesticness.missing_facts import missing_facts
from graph.domesticness.searches import searches_for
from graph.domesticness.verdicts import findings_of
from graph.releases.release import Release

TABLES = {"needHolderTable", "needShareholders", "needFloatStatistics"}
DAYS = (None, "2026-11-30", "2014-12-31", "2020-12-31")


@pytest.mark.parametrize("day", DAYS)
def test_a_table_carries_nothing_of_what_stands_in_a_nominees_name(
    seed_release: Release, day: str | None
) -> None:
    behind = 0
    for firm in seed_release.knowledge.subjects:
        situation = situation_of(seed_release, firm, day, None)
        column = situation.network().columns[firm]
        found = missing_facts(situation, findings_of(situation))
        own = {one.document.code: one for one in found if one.about == firm}
        tables = [one.carries or 0 for code, one in own.items() if code in TABLES]
        nominees = own.get("needBehindNominees")
        rest = float(1 - column.known)
        assert sum(tables) <= max(0, rest - float(column.unread)) + 1e-9, firm
        if nominees is not None:
            behind += 1
            assert nominees.carries == pytest.approx(min(rest, float(column.unread)))
    assert behind or day in ("2014-12-31", "2020-12-31")


def test_on_a_day_after_the_facts_no_search_of_their_last_day_is_forgotten(
    seed_release: Release,
) -> None:
    knowledge, seen = seed_release.knowledge, 0
    last = knowledge.data_date
    for firm in knowledge.subjects:
        document = because("needShareholders", firm=firm)
        before = searches_for(knowledge, document, last)
        for later in (date(last.year + 1, 11, 30), date(last.year + 4, 1, 1)):
            after = searches_for(knowledge, document, later)
            assert {one.id for one in before} <= {one.id for one in after}
        seen += len(before)
    assert seen > 5
