"""Who makes something, step by step: of what was seen by the day, each once, circles and all."""

from datetime import date

from graph.claims.model import Relation
from graph.claims.periods import PartialDate, Period
from graph.profiles.making import MOST, making_of
from graph.questions import dependence
from made_up import CITED, DAY, citizen, firms, known, people, seated, stake, when


def related(party, target, relation, as_of="2024-01-01", **more):
    return Relation(
        id=f"rel-{relation}-{party}-{target}-{as_of}", party=party, target=target,
        relation=relation, as_of=PartialDate.parse(as_of), citations=CITED, **more,
    )  # fmt: skip


def steps(claims, thing="phone", day=DAY):
    knowledge = known([*firms("phone", "f", "g", "h", "i", "k"), *people("ann")], claims)
    found = making_of(knowledge, thing, day, "CN", knowledge.lenses.get("ultimate-control"))
    return [(one.steps, one.who.id, one.step, one.of.id, one.side) for one in found]


def test_by_hand():
    claims = [
        related("f", "phone", "designs"), related("g", "f", "supplies"),
        related("f", "k", "develops"),  # another thing of the same maker
        stake("ann", "f", "60"), citizen("ann", "home"), seated("g", "away"),
    ]  # fmt: skip
    assert steps(claims) == [
        (1, "f", "designs", "phone", "home"),
        (2, "g", "supplies", "f", "notHome"),
    ]


def test_a_circle_of_suppliers_ends_and_each_step_stands_once():
    claims = [
        related("f", "phone", "develops"), related("f", "phone", "develops", "2025-01-01"),
        related("g", "f", "supplies"), related("f", "g", "supplies"),
    ]  # fmt: skip
    found = steps(claims)
    assert len(found) == len(set(found)) == 3
    judged = steps([*claims, stake("ann", "phone", "60"), citizen("ann", "home"),
                    related("phone", "f", "supplies")])  # fmt: skip
    assert {one[4] for one in judged if one[1] == "phone"} == {"home"}  # itself a maker
    assert max(one[0] for one in found) <= MOST


def test_what_was_said_later_denied_or_ended_is_no_step():
    claims = [
        related("f", "phone", "develops", "2025-12-30"),
        related("g", "phone", "designs", status="denied"),
        related("h", "phone", "designs", stage="proposed"),
        related("i", "phone", "designs", period=Period(None, when("2024-12-31"))),
    ]
    assert [one[1] for one in steps(claims)] == ["f"]
    assert [one[1] for one in steps(claims, day=date(2024, 6, 1))] == ["i"]  # not yet ended
    assert steps(claims, day=date(2023, 6, 1)) == []


def test_suppliers_are_followed_for_three_steps_and_no_more():
    chain = [related("f", "phone", "develops")]
    chain += [related(one, other, "supplies") for one, other in ("gf", "hg", "ih")]
    assert [one[:2] for one in steps(chain)] == [(1, "f"), (2, "g"), (3, "h")]


def test_the_phone_of_the_documents(seed_release):
    found = {(one.who.id, one.step): one for one in dependence(seed_release, "huawei-p9").makers}
    assert found["hisilicon", "designs"].side == "home"
    assert found["tsmc", "supplies"].side == "notHome"
    assert found["arm", "supplies"].side == "open"
    assert all(one.claims for one in found.values())
    assert all(one.origin for one in found.values() if one.side != "open")
