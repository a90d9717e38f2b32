"""What is wrong in a GLEIF file is refused with its place and rule; nothing else is lost."""

import socket

import pytest

from gleif_files import (
    RR_COLUMNS,
    entity,
    exception,
    make_lei,
    relation,
    write_csv,
    write_xml,
)
from graph.errors import FileError
from graph.formats.gleif.reading import read_gleif

CHILD, PARENT, OTHER = (make_lei(name) for name in ("KID", "MUM", "AUNT"))
GOOD = relation(OTHER, PARENT)


def refusals(path):
    return [refusal for statement in read_gleif(path) for refusal in statement.refusals]


@pytest.mark.parametrize("write", [write_csv, write_xml], ids=["csv", "xml"])
@pytest.mark.parametrize(
    ("bad", "rule", "pointer"),
    [
        (relation(CHILD[:-2] + "00", PARENT), "identifier", "Relationship.StartNode.NodeID"),
        (relation(CHILD, "short"), "identifier", "Relationship.EndNode.NodeID"),
        (relation(CHILD, CHILD), "self", "Relationship.EndNode.NodeID"),
        (relation(CHILD, PARENT, "IS_MARRIED_TO"), "code", "Relationship.RelationshipType"),
        (relation(CHILD, PARENT, RegistrationStatus="LOST"), "code",
         "Registration.RegistrationStatus"),
        (relation(CHILD, PARENT, startDate="2023-02-30T00:00:00Z"), "date",
         "Relationship.Period.1.startDate"),
        (relation(CHILD, PARENT, endDate="2019-01-01T00:00:00Z"), "date", "Relationship.Period"),
        (relation(CHILD, PARENT, periodType="SOME_PERIOD"), "code",
         "Relationship.Period.1.periodType"),
        (relation(CHILD, PARENT, **{"Relationship.EndNode.NodeIDType": "ISIN"}), "type",
         "Relationship.EndNode.NodeIDType"),
        (entity(CHILD, ""), "missing", "Entity.LegalName"),
        (entity(CHILD, "X", "QQ"), "jurisdiction", "Entity.LegalJurisdiction"),
        (entity(CHILD, "X", SuccessorLEI=CHILD), "self",
         "Entity.SuccessorEntity.1.SuccessorLEI"),
        (entity(CHILD, "X", EntityCategory="TOY"), "code", "Entity.EntityCategory"),
        (exception(CHILD, "SHYNESS"), "code", "Exception.Reason.1"),
        (exception(CHILD, ""), "missing", "Exception.Reason.1"),
    ],
)  # fmt: skip
def test_a_bad_record_is_refused_alone(tmp_path, write, bad, rule, pointer):
    good = {
        "LEI" not in bad: GOOD,
        "Entity.LegalName" in bad: entity(OTHER, "Good"),
        "Exception.Category" in bad: exception(OTHER, "NO_LEI"),
    }[True]
    path = write(tmp_path / "20260123-x", [bad, good])
    statements = list(read_gleif(path))
    (refusal,) = statements[0].refusals
    assert (refusal.rule, refusal.pointer, refusal.file) == (rule, pointer, path.name)
    assert refusal.line is not None and refusal.line >= 2
    assert not statements[0].records
    assert statements[1].records and not statements[1].refusals


def test_a_wrong_check_digit_says_the_right_one(tmp_path):
    path = write_csv(tmp_path / "x.csv", [relation(CHILD[:-2] + "00", PARENT)])
    assert f"check digits should be {CHILD[-2:]}" in str(refusals(path)[0])


def test_an_unknown_code_is_told_the_nearest(tmp_path):
    path = write_csv(tmp_path / "x.csv", [relation(CHILD, PARENT, "IS_DIRECTLY_CONSOLIDATED")])
    assert "IS_DIRECTLY_CONSOLIDATED_BY" in str(refusals(path)[0])


def test_a_truncated_csv_gives_what_was_before(tmp_path):
    path = write_csv(tmp_path / "x.csv", [GOOD, relation(CHILD, PARENT)])
    path.write_bytes(path.read_bytes()[:-40])
    first, last = read_gleif(path)
    assert first.records and not last.records
    assert last.refusals[0].rule in ("columns", "quotation") and last.refusals[0].line == 3


def test_a_truncated_xml_gives_what_was_before(tmp_path):
    path = write_xml(tmp_path / "x.xml", [GOOD, relation(CHILD, PARENT)])
    path.write_bytes(path.read_bytes()[:-400])
    first, last = read_gleif(path)
    assert first.records and last.refusals[0].rule == "xml"
    assert last.refusals[0].line == 5


def test_bytes_that_are_not_text_spoil_their_row_only(tmp_path):
    path = write_csv(
        tmp_path / "x.csv", [relation(CHILD, PARENT, ValidationReference="Zürich Ähre Öl"), GOOD]
    )
    text = path.read_bytes().replace("Ä".encode(), b"\xc4")
    path.write_bytes(text)
    first, second = read_gleif(path)
    assert (first.refusals[0].rule, first.refusals[0].line) == ("encoding", 2)
    assert second.records


def test_a_file_in_utf_16_is_read(tmp_path):
    path = write_csv(tmp_path / "x.csv", [GOOD])
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    (statement,) = read_gleif(path)
    assert statement.records


BOMB = """<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
<LEIData><LEIRecords><LEIRecord><LEI>&d;</LEI></LEIRecord></LEIRecords></LEIData>"""


def test_entities_are_never_expanded(tmp_path):
    path = tmp_path / "bomb.xml"
    path.write_text(BOMB)
    with pytest.raises(FileError, match="document type"):
        list(read_gleif(path))


@pytest.mark.parametrize("where", ["file", "http"])
def test_nothing_outside_the_file_is_read(tmp_path, where):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        system = secret.as_uri() if where == "file" else f"http://127.0.0.1:{port}/x.dtd"
        path = tmp_path / "x.xml"
        path.write_text(
            f'<!DOCTYPE d [<!ENTITY s SYSTEM "{system}"><!ENTITY % p SYSTEM "{system}"> %p;]>'
            "<LEIData><LEIRecords><LEIRecord><LEI>&s;</LEI></LEIRecord></LEIRecords></LEIData>"
        )
        with pytest.raises(FileError) as refused:
            list(read_gleif(path))
        assert "the secret" not in str(refused.value)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<html><body/></html>", "not a GLEIF file"),
        ("a,b\n1,2\n", "header lacks columns"),
        ("", "header lacks columns"),
        ("<LEIData><LEIRecords>", "rest of the file|not XML"),
        ("<", "not a GLEIF file"),
    ],
)
def test_what_is_no_gleif_file_is_refused_as_a_whole(tmp_path, text, words):
    path = tmp_path / "x"
    path.write_text(text)
    try:
        (statement,) = read_gleif(path)
        said = str(statement.refusals[0])
    except FileError as error:
        said = str(error)
    assert any(word in said for word in words.split("|"))


def test_a_row_of_other_width_is_refused_with_both_numbers(tmp_path):
    path = write_csv(tmp_path / "x.csv", [GOOD])
    with path.open("a") as file:
        file.write("one,two\n")
    refusal = refusals(path)[0]
    assert refusal.line == 3 and f"2 cells, but {len(RR_COLUMNS)} columns" in refusal.problem
