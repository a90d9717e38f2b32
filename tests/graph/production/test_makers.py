"""Whose a thing is, and by which reading that is from home: the strongest first, never a guess."""

from datetime import date

import pytest

from graph.claims.model import Classification, Relation
from graph.claims.periods import Period
from graph.production.makers import Makers, makers_of
from made_up import CITED, DAY, citizen, firms, known, people, seated, stake, when

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
    assert makers_of(knowledge, "thing", "develops", DAY) == {"f": ["rel-f-thing"]}
    assert makers_of(knowledge, "thing", "hostedOn", DAY) == {"g": ["rel-thing-g"]}
    assert makers_of(knowledge, "f", "", DAY) == {"f": []}
    planned = known(entities, [related("f", "thing", "develops", stage="proposed")])
    assert makers_of(planned, "thing", "develops", DAY) == {}


def test_a_maker_counts_on_the_days_on_which_it_was_one():
    entities = firms("f", "g", "thing")
    claims = [
        related("f", "thing", "develops", period=Period(when("2019"), None)),
        related("g", "thing", "develops", period=Period(when("2001"), when("2012"))),
    ]
    knowledge = known(entities, claims)
    asked = {year: set(makers_of(knowledge, "thing", "develops", date(year, 6, 1)))
             for year in (2010, 2015, 2020)}  # fmt: skip
    assert asked == {2010: {"g"}, 2015: set(), 2020: {"f"}}


OLD = {"as_of": "2010-01-01"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [  # what was last decided stands before a seat, whichever side it says
        ([stake("ann", "f", "60", **OLD), citizen("ann", "home")], ("home", "byOldClaims")),
        ([stake("ann", "f", "60", **OLD), citizen("ann", "away"), seated("f", "home")],
         ("notHome", "byOldClaims")),
    ],
)  # fmt: skip
def test_old_claims_stand_before_a_seat(claims, expected):
    assert whence(claims, "f") == expected


@pytest.mark.parametrize(
    ("label", "home", "side"),
    [("chinese", "CN", "home"), ("chinese", "US", "notHome"),
     ("foreignLabel", "CN", "notHome"), ("foreignLabel", "US", "open")],
)  # fmt: skip
def test_a_label_is_read_from_the_home_from_which_it_speaks(label, home, side):
    knowledge = known(ANN, [called("f", label)])
    assert Makers(knowledge, ["f"], DAY, home, None).whence("f").side == side


def test_of_an_owner_nobody_asked_about_nothing_is_said_in_silence():
    knowledge = known(ANN, OWNED)
    judged = Makers(knowledge, ["g"], DAY, "CN", knowledge.lenses["ultimate-control"])
    with pytest.raises(KeyError, match="none of the owners"):
        judged.whence("f")
