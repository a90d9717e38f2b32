"""What declarations of ownership say at once, in order, or through others: read for what it says.

Every document here is our own; the last test reads inputs of others beside the project.
"""

from datetime import date

import pytest

from bods_statements import entity, interest, person, relationship, write
from graph import questions
from graph.importing.gathering import Wanted
from graph.importing.storing import import_into

DAY = date(2025, 1, 1)


def asked(folder, file):
    """The owners of the firm ``f`` by paper, and who may direct it."""
    wanted = Wanted(format="bods", name="t", home="GB", data_date=DAY)
    report = import_into([file], folder / "tables", wanted)
    assert not report.refusals
    release = questions.own_tables(folder / "tables")
    firm = "t.f" if "t.f" in release.knowledge.entities else "t.e1"
    return (
        questions.owners(release, firm, basis="legal"),
        questions.controllers(release, firm).controllers,
    )


def shares(found):
    return {
        one.owner.id.removeprefix("t."): (round(one.share.lower, 6), round(one.share.point, 6))
        for one in found.owners
    }


def told(tmp_path, *statements):
    parties = (entity("f"), entity("v"), person("ann"), person("bob"))
    return asked(tmp_path, write(tmp_path, *parties, *statements))


def test_a_direct_interest_is_added_to_one_through_a_vehicle(tmp_path):
    """12 direct, and all of the 40 that the vehicle has: 52."""
    found, directing = told(
        tmp_path,
        relationship("in-f", "v", "f", interest(share=40)),
        relationship("in-v", "ann", "v", interest(share=100)),
        relationship(
            "both", "ann", "f", interest(share=12), interest(share=40, how="indirect"),
            components=["in-f", "in-v"],
        ),
    )  # fmt: skip
    assert shares(found) == {"ann": (0.52, 0.52)}
    assert [(one.controller.id, one.certainty) for one in directing] == [("t.ann", "certain")]


def test_whoever_holds_through_a_vehicle_of_unknown_owners_is_behind_it(tmp_path):
    found, directing = told(
        tmp_path,
        relationship("in-f", "v", "f", interest(share=70)),
        relationship("ubo", "ann", "f", interest(share=70, how="indirect"), components=["in-f"]),
    )
    assert shares(found) == {"ann": (0.7, 0.7)}
    assert [one.controller.id for one in directing] == ["t.ann"]


def test_whoever_names_no_vehicle_is_behind_the_only_one_that_can_be_it(tmp_path):
    found, directing = told(
        tmp_path,
        relationship("in-f", "v", "f", interest(share=70)),
        relationship("ubo", "ann", "f", interest(share=70, how="indirect")),
    )
    assert shares(found) == {"ann": (0.7, 0.7)}
    assert [one.controller.id for one in directing] == ["t.ann"]


def test_where_others_are_known_to_own_the_vehicle_the_two_are_rivals(tmp_path):
    found, directing = told(
        tmp_path,
        relationship("in-f", "v", "f", interest(share=70)),
        relationship("in-v", "bob", "v", interest(share=100)),
        relationship("ubo", "ann", "f", interest(share=70, how="indirect"), components=["in-f"]),
    )
    low = {owner: lower for owner, (lower, _) in shares(found).items()}
    assert low == {"ann": 0, "bob": 0}
    certain = {one.controller.id for one in directing if one.certainty == "certain"}
    assert not certain & {"t.ann", "t.bob"}


def test_a_person_in_the_chain_holds_for_the_one_at_its_end(tmp_path):
    found, _ = told(
        tmp_path,
        relationship("in-f", "bob", "f", interest(share=55)),
        relationship("ubo", "ann", "f", interest(share=55, how="indirect"), components=["in-f"]),
    )
    assert shares(found) == {"ann": (0.55, 0.55)}


@pytest.mark.parametrize("made_of", [["in-f", "holds-for"], ["in-f"]])
def test_whoever_is_a_nominee_elsewhere_may_hold_for_itself(tmp_path, made_of):
    """Bob Ltd is a nominee of an arrangement; only what is made up of that is held for Ann."""
    found, _ = asked(
        tmp_path,
        write(
            tmp_path, entity("f"), entity("v"), entity("w", type="arrangement"), person("ann"),
            person("bob"),
            relationship("in-f", "v", "f", interest(share=55)),
            relationship("in-v", "bob", "v", interest(share=100)),
            relationship("holds-for", "v", "w", interest("nominee")),
            relationship(
                "ubo", "ann", "f", interest(share=55, how="indirect"), components=made_of
            ),
        ),
    )  # fmt: skip
    low = {owner: lower for owner, (lower, _) in shares(found).items()}
    assert low == ({"ann": 0.55} if "holds-for" in made_of else {"ann": 0, "bob": 0})


def test_two_holdings_of_one_statement_are_no_rivals(tmp_path):
    found, _ = told(
        tmp_path,
        relationship(
            "r", "ann", "f", interest(share=25, details="A"), interest(share=15, details="B")
        ),
    )
    (line,) = found.holders
    assert (line.share.lower, line.share.upper) == (0.25, 0.4)


@pytest.mark.parametrize("closed_first", [True, False])
def test_a_record_closed_on_the_day_it_was_made_is_closed(tmp_path, closed_first):
    ended = interest(share=51, startDate="2018-01-01", endDate="2024-03-31")
    closed = relationship("r", "ann", "f", ended, status="closed", statementId="c" * 32)
    new = relationship("r", "ann", "f", interest(share=51, startDate="2018-01-01"))
    found, _ = told(tmp_path, *((closed, new) if closed_first else (new, closed)))
    assert not found.owners
    assert {one.currency for one in found.holders} == {"closed"}


def test_a_stake_of_unstated_directness_may_be_the_one_through_the_vehicle(tmp_path):
    found, _ = told(
        tmp_path,
        relationship("in-f", "v", "f", interest(share=90)),
        relationship("in-v", "ann", "v", interest(share=100)),
        relationship("r", "ann", "f", interest(share=90, how="unknown")),
    )
    assert shares(found) == {"ann": (0.9, 0.9)}
    assert not any("more than 100" in note for note in found.notes)


def test_the_stake_of_a_dissolved_holder_is_last_known(tmp_path):
    gone = entity("v", day="2024-09-30", status="closed", details={"dissolutionDate": "2024-09-01"})
    found, _ = told(tmp_path, relationship("r", "v", "f", interest(share=60)), gone)
    (line,) = found.holders
    assert line.currency == "lastKnown"
    assert "2024-09-01" in line.reason


def test_more_than_half_of_the_votes_is_a_majority(tmp_path):
    over = interest("votingRights", share={"exclusiveMinimum": 50, "maximum": 75})
    _, directing = told(tmp_path, relationship("r", "ann", "f", over))
    assert [(one.controller.id, one.certainty) for one in directing] == [("t.ann", "certain")]


def test_of_two_lower_bounds_the_tighter_holds(tmp_path):
    both = interest(share={"minimum": 35, "exclusiveMinimum": 30, "maximum": 50})
    found, _ = told(tmp_path, relationship("r", "ann", "f", both))
    assert found.holders[0].share.lower == 0.35


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("bods-direct-beside-indirect-one-record", {"p1": (0.5, 0.5)}),
        ("bods-indirect-vehicle-not-linked", {"p1": (0.8, 0.8)}),
        ("bods-nominee-and-nominator", {"p2": (0.8, 0.8)}),
        ("bods-two-classes-one-record", {"p1": (0.3, 0.3)}),
        ("bods-closed-before-new-same-day", {}),
        ("bods-unknown-directness-beside-chain", {"p1": (1.0, 1.0)}),
        ("bods-holder-dissolved", {}),
    ],
)
def test_inputs_of_others(tmp_path, shared, name, right):
    found, _ = asked(tmp_path, shared / "trials" / "formats" / f"{name}.json")
    assert shares(found) == right


@pytest.mark.parametrize(("how", "least"), [("direct", 0.65), ("unknown", 0.4)])
def test_two_records_of_one_holder_are_two_stakes(tmp_path, how, least):
    found, _ = told(
        tmp_path,
        relationship("r1", "ann", "f", interest(share=40, how=how, startDate="2020-01-01")),
        relationship("r2", "ann", "f", interest(share=25, how=how, startDate="2022-01-01")),
    )
    line, *_ = found.holders
    assert (line.share.lower, line.share.upper) == (least, 0.65)
    assert not any("rivals" in note for note in found.notes)


@pytest.mark.parametrize(("how", "bounds"), [("direct", (0.8, 0.8)), ("unknown", (0.4, 0.8))])
def test_two_records_that_say_the_same_are_two_stakes(tmp_path, how, bounds):
    found, _ = told(
        tmp_path,
        relationship("r1", "ann", "f", interest(share=40, how=how)),
        relationship("r2", "ann", "f", interest(share=40, how=how)),
    )
    assert (found.holders[0].share.lower, found.holders[0].share.upper) == bounds


@pytest.mark.parametrize(("before", "after"), [(40, 25), (25, 40)])
@pytest.mark.parametrize("day", ["2024-06-30", "2024-10-01"])
def test_of_two_versions_of_one_record_the_later_is_the_stake(tmp_path, before, after, day):
    found, _ = told(
        tmp_path,
        relationship("r1", "ann", "f", interest(share=before, startDate="2020-01-01")),
        relationship("r1", "ann", "f", interest(share=after, startDate="2020-01-01"),
                     status="updated", day=day, statementId="r1-said-again".ljust(32, "0")),
    )  # fmt: skip
    (line,) = [one for one in found.holders if one.currency == "current"]
    assert (line.share.lower, line.share.upper) == (after / 100, after / 100)
