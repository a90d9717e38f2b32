"""Names propose, reviewers decide, a reviewed file is read back; nothing is merged on a name."""

import pytest

from graph.claims.identity import Decision, clusters
from graph.claims.model import Entity, Identifier
from graph.entities.candidates import candidates
from graph.errors import TableError
from graph.formats.tables.reviews import COLUMNS, Pair, read_decisions, write_candidates
from made_up import PLACES, firms, known, people, seated


def firm(id_, name, *numbers, kind="Organization"):
    return Entity(id=id_, kind=kind, name=name, identifiers=numbers)


def pairs(entities, claims=(), **more):
    return {(one.left, one.right): one for one in candidates(known(entities, claims), **more)}


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        ("Acme Holdings", "ACME HOLDINGS", "same name"),
        ("Acme Ltd.", "Acme Limited", "form of company"),
        ("中芯国际", "中芯國際", "same name"),
    ],
)
def test_a_name_written_otherwise_is_proposed_and_not_merged(left, right, words):
    entities = [firm("a", left), firm("x.b", right)]
    assert words in pairs(entities)["a", "x.b"].evidence
    assert clusters(entities).redirects == {}


def test_different_names_are_not_proposed():
    assert pairs([firm("a", "Acme Steel"), firm("b", "Zenith Foods")]) == {}


def test_kinds_that_exclude_each_other_are_not_proposed():
    assert pairs([firm("a", "Li Wei"), firm("b", "Li Wei", kind="Person")]) == {}


def test_an_unnamed_party_is_never_proposed():
    assert pairs([firm("a", "Somebody"), firm("u", "Somebody", kind="UnidentifiedParty")]) == {}


def test_a_seat_speaks_for_or_against():
    entities = [firm("a", "Acme"), firm("b", "Acme")]
    alone = pairs(entities)["a", "b"]
    near = pairs(entities, [seated("a", "home"), seated("b", "home")])["a", "b"]
    far = pairs(entities, [seated("a", "home"), seated("b", "away")])["a", "b"]
    assert far.score < alone.score < near.score
    assert "different places" in far.evidence


def test_a_number_that_only_hints_is_evidence():
    number = Identifier("regno", "GB/1")
    found = pairs([firm("a", "One", number), firm("b", "Two", number)])
    assert found["a", "b"].evidence == "both regno GB/1"


def test_a_very_common_name_proposes_nothing():
    assert pairs([firm(f"e{n}", "Holding") for n in range(30)]) == {}


def test_a_reviewed_file_is_read_back(tmp_path):
    path = tmp_path / "same.csv"
    said = [
        Pair(left="a", right="b", left_name="=A()", right_name="B", evidence="e", score=0.9,
                  decision="same"),
        Pair(left="a", right="c", left_name="A", right_name="C", evidence="e", score=0.5),
    ]  # fmt: skip
    assert write_candidates(said, path) == 2
    assert read_decisions(path) == (Decision(left="a", right="b", decision="same"),)
    assert "'=A()" in path.read_text()  # no spreadsheet runs it


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("a,b,,,,,maybe", "line 2, column decision: 'maybe' decides nothing"),
        ("a,a,,,,,same", "a row names two ids"),
        (",b,,,,,same", "a row names two ids"),
        ("a,b", "2 cells, but 7 columns"),
        ("a,b,,,,,same\nb,a,,,,,different", "line 3, column decision: decided otherwise in line 2"),
    ],
)
def test_a_bad_row_of_a_reviewed_file_is_told(tmp_path, row, words):
    path = tmp_path / "same.csv"
    path.write_text(f"{','.join(COLUMNS)}\n{row}\n")
    with pytest.raises(TableError) as told:
        read_decisions(path)
    assert words in str(told.value)


def test_persons_of_one_name_are_proposed_and_stay_two():
    entities = [*people("li"), firm("x.li", "Li", kind="Person"), *firms("f"), *PLACES]
    assert ("li", "x.li") in pairs(entities)
    assert clusters(entities).redirects == {}
