"""Whose a thing is, and by which reading that is from home: the strongest first, never a guess."""

import pytest

from graph.claims.model import Classification, Relation
from graph.production.makers import Makers, makers_of
from made_up import CITED, DAY, citizen, firms, known, people, seated, stake

ANN = [*firms("f", "g"), *people("ann")]
OWNED = [stake("ann", "f", "60"), citizen("ann", "home")]


def called(firm, label, **more):
    number = more.get("status", "")
    return Classification(
        id=f"class-{firm}-{label}{number}", target=firm, label=label, citations=CITED, **more
    )


def whence(claims, *makers):
    knowledge = known(ANN, claims)
    judged = Makers(knowledge, makers, DAY, "CN", knowledge.lenses["ultimate-control"])
    found = judged.together(makers)
    return found.side, found.by


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        (OWNED, ("home", "byLens")),
        ([stake("ann", "f", "60"), citizen("ann", "away")], ("notHome", "byLens")),
        ([seated("f", "home")], ("home", "bySeat")),
        ([seated("f", "away")], ("notHome", "bySeat")),
        ([seated("f", "away", "headquarters")], ("notHome", "bySeat")),
        ([seated("f", "island")], ("open", None)),  # offshore says nothing of whose it is
        ([seated("f", "home"), seated("f", "away")], ("open", None)),
        ([called("f", "chinese")], ("home", "asCalled")),
        ([called("f", "foreignLabel")], ("notHome", "asCalled")),
        ([called("f", "chinese"), called("f", "foreignLabel")], ("open", None)),
        ([called("f", "hybrid")], ("open", None)),  # which does not say whence it is
        ([called("f", "chinese", status="denied")], ("open", None)),
        ([called("f", "chinese"), seated("f", "away")], ("notHome", "bySeat")),
        ([called("f", "foreignLabel"), *OWNED], ("home", "byLens")),
        ([], ("open", None)),
    ],
)
def test_the_strongest_reading_that_says_anything(claims, expected):
    assert whence(claims, "f") == expected


def test_what_several_make_is_from_home_only_if_all_of_them_are():
    assert whence([*OWNED, called("g", "chinese")], "f", "g") == ("home", "asCalled")
    assert whence([*OWNED, called("g", "foreignLabel")], "f", "g") == ("open", None)
    assert whence(OWNED, "f", "g") == ("open", None)
    assert whence(OWNED) == ("open", None)  # nobody is read to make it


def related(party, target, relation, **more):
    return Relation(
        id=f"rel-{party}-{target}", party=party, target=target, relation=relation,
        citations=CITED, **more,
    )  # fmt: skip


def test_a_maker_develops_a_thing_and_a_platform_keeps_it():
    entities = firms("f", "g", "thing")
    knowledge = known(
        entities, [related("f", "thing", "develops"), related("thing", "g", "hostedOn")]
    )
    assert makers_of(knowledge, "thing", "develops") == {"f": ["rel-f-thing"]}
    assert makers_of(knowledge, "thing", "hostedOn") == {"g": ["rel-thing-g"]}
    assert makers_of(knowledge, "f", "") == {"f": []}
    planned = known(entities, [related("f", "thing", "develops", stage="proposed")])
    assert makers_of(planned, "thing", "develops") == {}
