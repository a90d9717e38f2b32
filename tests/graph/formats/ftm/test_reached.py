"""Whom a list reaches goes to FollowTheMoney with a topic and the sum behind it."""

from __future__ import annotations

import json

import pytest

from api.exports import export_reached
from graph import questions
from graph.claims.data_set import Meta, Tables
from graph.formats.ftm.said import their_id
from graph.formats.tables.lists import open_list
from graph.formats.tables.tables import write_tables
from made_up import firms, known, stake
from ontology.crosswalks import foreign
from ontology.rules import reach_rules

PARTIES = firms("named", "owned", "half", "small", "free")
CLAIMS = [
    stake("named", "owned", "75"),
    stake("named", "half", "30"),
    stake("owned", "half", "25"),
    stake("named", "small", "10"),
    stake("free", "small", "90"),
]


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reached")
    knowledge = known(PARTIES, CLAIMS)
    write_tables(knowledge_tables(knowledge), folder / "tables")
    return questions.own_tables(folder / "tables")


def knowledge_tables(knowledge):
    return Tables(
        meta=Meta(home=knowledge.home, data_date=knowledge.data_date, title="Made up"),
        entities=tuple(knowledge.entities.values()),
        sources=tuple(knowledge.sources.values()),
        claims=tuple(knowledge.claims.values()),
    )


@pytest.fixture
def entries(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text("name,list\nnamed,SDN\n", "utf-8")
    return open_list(path)


def reached(release, entries, rule):
    screening = questions.screen(release, rule, entries)
    found = questions.ftm_reached(release, screening)
    return screening, found, {one["id"]: one["properties"] for one in found.entities}


def test_a_firm_that_is_reached_has_its_topic_the_rule_and_the_sum(release, entries):
    screening, _, entities = reached(release, entries, "ofac-50")
    status = {one.firm.id: one for one in screening.firms}
    assert status["owned"].status == status["half"].status == "certain"
    for firm in ("owned", "half"):
        properties = entities[their_id(firm)]
        assert properties["topics"] == ["sanction.control"]
        first, *sums = properties["notes"]
        assert first.startswith(screening.rule.label)
        assert first.endswith(status[firm].explanation)
        assert any("75 % = " in line for line in sums)
    both = " ".join(entities[their_id("half")]["notes"])
    assert "30" in both and "25" in both


def test_who_is_not_reached_has_no_topic(release, entries):
    screening, _, entities = reached(release, entries, "ofac-50")
    assert screening.firms
    wanted = {one.firm.id for one in screening.firms if one.status in ("below", "notReached")}
    for firm in wanted:
        assert "topics" not in entities.get(their_id(firm), {})


def test_a_list_of_another_kind_is_no_sanction(release, entries):
    _, found, entities = reached(release, entries, "any-list")
    assert not any("topics" in one for one in entities.values())
    assert any("topics" in words and "any-list" in words for words, _ in found.left_out)
    assert "notes" in entities[their_id("owned")]


def test_the_file_of_those_reached_is_one_entity_a_line(release, entries):
    content, said = export_reached(release, questions.screen(release, "ofac-50", entries))
    lines = [json.loads(line) for line in content.splitlines()]
    assert sum(one["properties"].get("topics") == ["sanction.control"] for one in lines) == 2
    assert said[0].startswith("entities: ")


def test_every_topic_is_one_of_a_rule_and_a_status_that_there_are():
    for (of, code), rules in foreign("ftm").items():
        if of == "topicWritten":
            rule, _, status = code.partition(" ")
            assert rule in reach_rules()
            assert status in ("listed", "certain", "notExcluded", "redFlag")
            assert rules[0].value.split(".")[0] in ("sanction", "export")
