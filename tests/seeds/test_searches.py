"""What was looked for is of entities that are here, on a day, and reaches the reader."""

from graph.questions import unknowns
from ontology.load import codes


def test_each_search_has_a_day_and_speaks_of_entities_and_documents_there_are(tables, parts):
    entities = {row["id"] for row in tables["entities"]}
    for row in tables["looked-for"]:
        assert row["day"] and row["looked_in"], row["id"]
        assert set(parts(row["about"])) <= entities, row["id"]
        assert set(parts(row["documents"])) <= set(codes("SoughtDocuments")), row["id"]
        assert row["found"] in codes("SearchOutcomes"), row["id"]


def test_they_are_all_in_the_release(seed_release, tables):
    held = {one.id: one for one in seed_release.knowledge.searches}
    assert set(held) == {row["id"] for row in tables["looked-for"]}
    for row in tables["looked-for"]:
        one = held[row["id"]]
        assert (one.what, one.looked_in, str(one.day)) == (
            row["what"], row["looked_in"], row["day"],
        )  # fmt: skip


def test_the_table_of_cloudwalk_is_shown_with_every_search_for_it(seed_release, tables):
    (table,) = [
        one
        for one in unknowns(seed_release, "cloudwalk")
        if one.document.startswith("holder table of CloudWalk")
    ]
    wanted = sorted(
        (row["day"], row["looked_in"])
        for row in tables["looked-for"]
        if "cloudwalk" in row["about"].split(" | ") and "holderTable" in row["documents"]
    )
    assert len(wanted) == 4  # looked for four times, on two days
    assert sorted((one.on, one.where) for one in table.looked_in) == wanted
    assert [one.on for one in table.looked_in] == sorted((day for day, _ in wanted), reverse=True)
