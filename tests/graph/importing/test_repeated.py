"""A later statement on a record takes the place of an earlier one, and loses nothing of it."""

from __future__ import annotations

from bods_statements import entity, interest, person, relationship, write
from graph.claims.model import Leadership, Ownership
from graph.formats.catalogue import FORMATS
from graph.importing.collecting import Collection
from graph.importing.repeated import entities, settled


def settle(folder, *said, **more):
    collection = Collection()
    bods = FORMATS["bods"]
    for one in bods.load()(write(folder, *said)):
        collection.take(one, "file.json", bods.pointers)
    claims, refusals = settled(collection, **more)
    return collection, [one.claim for one in claims], refusals


def stakes(claims):
    return [
        (str(one.share), str(one.period.start or ""), str(one.period.end or ""), str(one.as_of))
        for one in claims
        if isinstance(one, Ownership)
    ]


def since(share, start, **more):
    return interest(share=share, startDate=start, **more)


def test_what_is_said_again_is_one_claim_seen_on_the_later_day(tmp_path):
    _, claims, _ = settle(
        tmp_path,
        relationship("r", "p", "f", since(50, "2019-09-11"), day="2019-09-11"),
        relationship("r", "p", "f", since(50, "2019-09-11"), day="2020-09-11", status="updated"),
    )
    assert stakes(claims) == [("50 %", "2019-09-11", "", "2020-09-11")]
    assert len(claims[0].citations) == 2


def test_what_began_later_ends_what_was_before_it(tmp_path):
    _, claims, _ = settle(
        tmp_path,
        relationship("r", "p", "f", since(40, "2021-09-24"), day="2021-09-25", status="updated"),
        relationship("r", "p", "f", since(100, "2002-03-09"), day="2019-01-20"),
    )
    assert stakes(claims) == [
        ("100 %", "2002-03-09", "2021-09-23", "2019-01-20"),
        ("40 %", "2021-09-24", "", "2021-09-25"),
    ]


def test_what_is_no_longer_said_ended_by_then_at_the_latest(tmp_path):
    both = (since(50, "2019-01-01"), interest("boardMember", startDate="2019-01-01"))
    _, claims, _ = settle(
        tmp_path,
        relationship("r", "p", "f", *both, day="2019-02-01"),
        relationship("r", "p", "f", both[0], day="2021-02-01", status="updated"),
    )
    (post,) = [one for one in claims if isinstance(one, Leadership)]
    assert (str(post.period.end), post.period_end) == ("2021-02-01", "ended")
    assert "not said" in post.note
    assert stakes(claims) == [("50 %", "2019-01-01", "", "2021-02-01")]


def test_a_closed_record_ends_on_its_day_or_by_the_day_it_was_closed(tmp_path):
    _, claims, _ = settle(
        tmp_path,
        relationship("r", "p", "f", since(50, "2019-01-01", endDate="2021-04-03"), status="closed"),
        relationship("s", "q", "f", since(50, "2019-01-01"), day="2021-09-11", status="closed"),
    )
    assert [one[2] for one in stakes(claims)] == ["2021-04-03", "2021-09-11"]
    assert all(one.period_end == "ended" for one in claims)


def test_a_record_closed_before_it_began_is_refused(tmp_path):
    _, claims, refusals = settle(
        tmp_path,
        relationship("r", "p", "f", since(50, "2022-01-01"), day="2021-09-11", status="closed"),
    )
    assert not claims
    assert [one.rule for one in refusals] == ["date"]


def test_an_entity_is_as_last_described_and_keeps_its_former_names(tmp_path):
    collection, _, _ = settle(
        tmp_path,
        entity("f", "New Name", day="2022-01-01", status="updated"),
        entity("f", "Old Name", day="2020-01-01"),
        person("p"),
    )
    (firm,) = [one for one in entities(collection) if one.id == "f"]
    assert (firm.name, firm.other_names) == ("New Name", ("Old Name",))


def test_only_as_published_makes_an_old_open_stake_speak_for_the_day_of_publication(tmp_path):
    said = (
        relationship("r", "p", "f", since(50, "2016-04-06"), day="2016-04-06"),
        relationship(
            "s", "q", "f", since(20, "2016-04-06", endDate="2018-01-01"), day="2016-04-06"
        ),
    )
    _, claims, _ = settle(tmp_path, *said)
    assert [one[3] for one in stakes(claims)] == ["2016-04-06", "2016-04-06"]
    _, claims, _ = settle(tmp_path, *said, as_published=True)
    assert [one[3] for one in stakes(claims)] == ["2025-03-05", "2016-04-06"]
