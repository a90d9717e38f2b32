"""Labels as they are shown: each row of its own, on its own day, by whose test."""

from __future__ import annotations

from api.views.evidence import labels
from api.views.tables import people
from graph import questions
from graph.claims.model import Classification
from graph.releases.release import Release


def test_no_two_labels_of_a_firm_look_the_same(seed_release: Release) -> None:
    table = labels(questions.labels(seed_release)).rows
    shown = [place for place, column in enumerate(table.columns) if column.shown]
    rows = [
        tuple(people(row[place], table.columns[place].kind) for place in shown)
        for row in table.rows
    ]
    twice = {row for row in rows if rows.count(row) > 1}
    assert not twice


def test_a_label_has_its_own_day_and_says_when_its_lens_is_asked(seed_release: Release) -> None:
    later = 0
    for one in questions.labels(seed_release):
        claim = seed_release.knowledge.claims[one.claim.id]
        assert isinstance(claim, Classification)
        spoken = claim.period.start or claim.as_of
        if spoken is not None:
            assert one.on == spoken.last.isoformat()
        assert one.asked_on == min(one.on, seed_release.data_date.isoformat())
        if one.on > one.asked_on and one.lens:
            later += 1
            assert f"asked about {one.asked_on}" in one.reason
    assert later


def test_a_word_whose_test_nobody_stated_is_only_set_against_a_stand_in(
    seed_release: Release,
) -> None:
    found = questions.labels(seed_release)
    chinese = [one for one in found if one.label in ("Chinese", "called foreign")]
    assert chinese and all(one.stands_in and "stands in" in one.reason for one in chinese)
    stated = [one for one in found if one.label == "foreign-invested enterprise"]
    assert stated and not any(one.stands_in for one in stated)


def test_on_a_day_only_labels_given_by_then_are_compared(seed_release: Release) -> None:
    """On the page of a firm, in its dossier and by every way in, for the question decides."""
    every = questions.labels(seed_release)
    for day in ("2016-12-31", "2022-06-30"):
        given = questions.labels(seed_release, as_of=day)
        assert [label.claim.id for label in given] == [
            label.claim.id for label in every if label.on <= day
        ]
        assert 0 < len(given) < len(every)
